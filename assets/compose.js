/* compose.js - keeps what is being written on this machine until it has been sent, and offers it again. */
(function () {
    'use strict';
    var form = document.getElementById('compose');
    if (!form) return;
    var key = 'giaoban-draft-' + form.dataset.draft;
    var text = document.getElementById('text'), title = document.getElementById('title'), period = document.getElementById('period');
    var file = document.getElementById('file'), state = document.getElementById('draft-state'), found = document.getElementById('draft-found');
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
            localStorage.setItem(key, JSON.stringify({ text: text.value, title: title.value, period: period ? period.value : '' }));
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
    if (draft && draft.text && draft.text !== text.value && (!text.value || text.value === text.defaultValue && form.dataset.changing)) {
        found.hidden = false;
        document.getElementById('draft-take').addEventListener('click', function () {
            text.value = draft.text;
            title.value = draft.title || '';
            if (period && period.querySelector('option[value="' + CSS.escape(draft.period) + '"]')) period.value = draft.period;
            found.hidden = true;
            text.focus();
        });
        document.getElementById('draft-drop').addEventListener('click', drop);
    }
}());
