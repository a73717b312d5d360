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
    function mark_sent() {
        try { sessionStorage.setItem('giaoban-sent', key); } catch (e) { /* the draft is then offered once more */ }
    }

    /* ---- sending, with how far it has come ---- */
    var sending = id('sending'), bar = id('sent'), words = id('sending-words'), request = null;
    function tell(sentence) {
        document.querySelectorAll('.alarm[role=alert]').forEach(function (old) { old.remove(); });
        var alarm = sentence;
        if (typeof sentence === 'string') {
            alarm = document.createElement('div');
            alarm.className = 'alarm';
            alarm.setAttribute('role', 'alert');
            alarm.textContent = sentence;
        }
        form.parentElement.insertBefore(alarm, form);
        alarm.tabIndex = -1;
        alarm.focus();
    }
    function stop_sending() {
        request = null;
        sending.hidden = true;
        form.removeAttribute('aria-busy');
    }
    function answered() {
        var page = new DOMParser().parseFromString(request.responseText, 'text/html'), status = request.status;
        var address = request.responseURL, refused = page.querySelector('.alarm[role=alert]');
        stop_sending();
        if (status < 400) {
            form.removeAttribute('data-leave'); /* nothing is left behind: it has arrived */
            location.assign(address);
        } else if (refused) {
            ['key', 'csrf'].forEach(function (name) { /* what was refused may have used up the key of this form */
                var field = '[name=' + name + ']', fresh = page.querySelector('#compose ' + field);
                var own = form.querySelector(field);
                if (fresh && own) own.value = fresh.value;
            });
            tell(document.importNode(refused, true)); /* the words and the chosen file stay as they are */
        } else {
            form.dataset.plain = '1';
            form.requestSubmit(); /* a whole page of its own, as the log-in: the way without script */
        }
    }
    form.addEventListener('submit', function (event) {
        if (timer) { clearTimeout(timer); keep(); }
        mark_sent();
        if (form.dataset.plain || !file.files.length) return;
        event.preventDefault();
        if (request) return;
        request = new XMLHttpRequest();
        request.open('POST', form.action);
        request.upload.addEventListener('progress', function (e) {
            var part = e.total ? Math.floor(e.loaded * 100 / e.total) : 0;
            bar.value = part;
            words.textContent = form.dataset.sending + ' ' + part + '%';
        });
        request.upload.addEventListener('load', function () {
            bar.removeAttribute('value');
            words.textContent = form.dataset.reading;
        });
        request.addEventListener('load', answered);
        request.addEventListener('error', function () { stop_sending(); tell(form.dataset.network); });
        request.addEventListener('abort', function () { stop_sending(); tell(form.dataset.stopped); });
        sending.hidden = false;
        form.setAttribute('aria-busy', 'true');
        request.send(new FormData(form));
    });
    id('stop').addEventListener('click', function () { if (request) request.abort(); });

    /* ---- a file dropped anywhere on the page ---- */
    var drop_at = id('drop');
    function holds_file(event) {
        return event.dataTransfer && Array.prototype.indexOf.call(event.dataTransfer.types, 'Files') >= 0;
    }
    document.addEventListener('dragover', function (event) {
        if (!holds_file(event)) return;
        event.preventDefault();
        drop_at.classList.add('over');
    });
    document.addEventListener('dragleave', function (event) {
        if (!event.relatedTarget) drop_at.classList.remove('over');
    });
    document.addEventListener('drop', function (event) {
        if (!holds_file(event)) return;
        event.preventDefault();
        drop_at.classList.remove('over');
        file.files = event.dataTransfer.files;
        file.dispatchEvent(new Event('change', { bubbles: true }));
        file.focus();
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
