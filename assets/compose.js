/* compose.js - keeps what is being written on this machine until it has been sent, and offers it again. */
(function () {
    'use strict';
    var form = document.getElementById('compose');
    if (!form) return;
    var key = 'giaoban-draft-' + form.dataset.draft;
    function id(name) { return document.getElementById(name); }
    var text = id('text'), title = id('title'), period = id('period'), file = id('file');
    var state = id('draft-state'), found = id('draft-found');
    var timer = 0;

    function stored() {
        try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; }
    }
    function drop() {
        try { localStorage.removeItem(key); } catch (e) { /* nothing was kept, nothing to drop */ }
        found.hidden = true;
    }
    function keep() {
        timer = 0;
        if (!text.value && !title.value) { drop(); state.textContent = ''; return; }
        try {
            var draft = { text: text.value, title: title.value, period: period ? period.value : '' };
            localStorage.setItem(key, JSON.stringify(draft));
            state.textContent = form.dataset.kept;
        } catch (e) {
            state.textContent = form.dataset.full;
        }
    }
    form.addEventListener('input', function () {
        found.hidden = true;
        if (!timer) timer = setTimeout(keep, 400);
    });
    file.addEventListener('change', function () {
        var chosen = file.files[0], too_large = chosen && chosen.size > Number(file.dataset.limit);
        file.setCustomValidity(too_large ? file.dataset.large : '');
        if (too_large) file.reportValidity();
    });
    form.addEventListener('submit', function () {
        if (timer) { clearTimeout(timer); keep(); }
        try { sessionStorage.setItem('giaoban-sent', key); } catch (e) { /* the draft is then offered once more */ }
    });

    var draft = stored();
    var untouched = text.value === text.defaultValue && (!text.value || form.dataset.changing);
    if (draft && draft.text && draft.text !== text.value && untouched) {
        found.hidden = false;
        document.getElementById('draft-take').addEventListener('click', function () {
            text.value = draft.text;
            title.value = draft.title || '';
            if (period && draft.period) period.value = draft.period;
            found.hidden = true;
            text.focus();
        });
        document.getElementById('draft-drop').addEventListener('click', drop);
    }
}());
