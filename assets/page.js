/* page.js - what every page gains from script: a form is sent once, menus close, unsaved words are not left by mistake.
 * Nothing here is needed to do the work. */
(function () {
    'use strict';
    document.documentElement.classList.add('js');

    function is_other_choice(options) { /* a list without a chosen row shows its first one */
        return options.some(function (o) { return o.defaultSelected; }) &&
            options.some(function (o) { return o.selected !== o.defaultSelected; });
    }
    function is_changed(form) {
        return Array.prototype.some.call(form.elements, function (e) {
            if (e.type === 'hidden' || e.disabled) return false;
            if (e.type === 'checkbox' || e.type === 'radio') return e.checked !== e.defaultChecked;
            if (e.tagName === 'SELECT') return is_other_choice(Array.prototype.slice.call(e.options));
            return 'defaultValue' in e && e.value !== e.defaultValue;
        });
    }
    window.giaoban = { is_changed: is_changed };

    var sent = null;
    document.addEventListener('submit', function (event) {
        if (event.defaultPrevented) return;
        if (sent === event.target) { event.preventDefault(); return; }
        sent = event.target;
        sent.setAttribute('aria-busy', 'true');
    });
    window.addEventListener('pageshow', function () {
        if (sent) sent.removeAttribute('aria-busy');
        sent = null;
    });

    window.addEventListener('beforeunload', function (event) {
        var forms = document.querySelectorAll('form[data-leave]');
        for (var i = 0; i < forms.length; i++)
            if (forms[i] !== sent && is_changed(forms[i])) event.preventDefault();
    });

    document.addEventListener('click', function (event) {
        document.querySelectorAll('details.who[open], details.give[open]').forEach(function (d) {
            if (!d.contains(event.target)) d.open = false;
        });
    });
    document.addEventListener('keydown', function (event) {
        if (event.key !== 'Escape') return;
        var d = document.querySelector('details.who[open], details.give[open]');
        if (d) { d.open = false; d.querySelector('summary').focus(); }
    });
    document.addEventListener('click', function (event) {
        if (event.target.closest('[data-print]')) window.print();
    });
}());
