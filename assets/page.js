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

    /* ---- fields that complete while typing (data-kind, in a form with data-offers) ----
     * The server offers; arrows choose, Enter or Tab takes, Escape closes. Without this the field has its own list. */
    var box = null, field = null, asked = 0;
    function typed_part(f) {
        var text = f.dataset.many ? f.value.slice(f.value.lastIndexOf(';') + 1) : f.value;
        return text.trim();
    }
    function shut() {
        if (box) box.remove();
        if (field) { field.setAttribute('aria-expanded', 'false'); field.removeAttribute('aria-activedescendant'); }
        box = field = null;
    }
    function choose(by) {
        var all = Array.prototype.slice.call(box.children), at = all.findIndex(function (o) {
            return o.getAttribute('aria-selected') === 'true';
        });
        if (at >= 0) all[at].setAttribute('aria-selected', 'false');
        at = (at + by + all.length) % all.length;
        all[at].setAttribute('aria-selected', 'true');
        all[at].scrollIntoView({ block: 'nearest' });
        field.setAttribute('aria-activedescendant', all[at].id);
    }
    function take(offer) {
        var f = field, before = f.dataset.many ? f.value.slice(0, f.value.lastIndexOf(';') + 1) : '';
        f.value = (before ? before + ' ' : '') + offer.dataset.value + (f.dataset.many ? '; ' : '');
        if (offer.dataset.indicator) {
            f.form.elements['chi-tieu'].value = offer.dataset.indicator;
            f.form.elements.muc.value = offer.dataset.goal;
        }
        f.dispatchEvent(new Event('change', { bubbles: true }));
        shut();
        f.focus();
    }
    function show(f, list) {
        shut();
        if (!list || !list.children.length || document.activeElement !== f) return;
        list.className = 'offers';
        list.id = 'offers';
        list.setAttribute('role', 'listbox');
        list.setAttribute('aria-label', f.labels && f.labels[0] ? f.labels[0].textContent : f.name);
        Array.prototype.forEach.call(list.children, function (o, i) {
            o.id = 'offer-' + i;
            o.setAttribute('role', 'option');
            o.setAttribute('aria-selected', 'false');
        });
        f.parentElement.appendChild(list);
        field = f;
        box = list;
        f.setAttribute('aria-controls', 'offers');
        f.setAttribute('aria-expanded', 'true');
        if (f.dataset.kind !== 'chi-tieu') choose(1);   /* a measure is words of its own: only the arrows choose */
    }
    function offered(target) {
        const kind = target && target.dataset && target.dataset.kind;
        return kind && target.form && target.form.dataset.offers ? target : null;
    }
    document.addEventListener('focusin', function (event) {
        var f = offered(event.target);
        if (field && f !== field) shut();
        if (!f || f.hasAttribute('role')) return;
        f.removeAttribute('list');             /* one list, not two */
        f.setAttribute('role', 'combobox');
        f.setAttribute('aria-autocomplete', 'list');
        f.setAttribute('aria-expanded', 'false');
    });
    document.addEventListener('input', function (event) {
        var f = offered(event.target), turn = ++asked, words = f && typed_part(f);
        if (!f) return;
        if (words.length < 2) { shut(); return; }
        var address = f.form.dataset.offers + '?loai=' + f.dataset.kind + '&go=' + encodeURIComponent(words);
        fetch(address, { credentials: 'same-origin' }).then(function (answer) {
            return answer.ok ? answer.text() : '';
        }).then(function (text) {
            if (turn !== asked) return;        /* more was typed since */
            show(f, new DOMParser().parseFromString(text, 'text/html').querySelector('ul'));
        }).catch(function () { /* without the network one types on */ });
    });
    document.addEventListener('keydown', function (event) {
        if (!box || event.target !== field) return;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') choose(event.key === 'ArrowDown' ? 1 : -1);
        else if (event.key === 'Escape') shut();
        else if (event.key === 'Enter' || event.key === 'Tab') {
            var chosen = box.querySelector('[aria-selected=true]');
            if (chosen) take(chosen);
            else shut();
            if (event.key === 'Tab' || !chosen) return;   /* and goes on to the next field, or sends the form */
        } else return;
        event.preventDefault();
        event.stopPropagation();
    });
    document.addEventListener('mousedown', function (event) {
        var offer = box && event.target.closest && event.target.closest('.offers li');
        if (!offer) return;
        event.preventDefault();
        take(offer);
    });
}());
