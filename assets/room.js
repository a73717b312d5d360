/* room.js - the secretary's hand in the briefing room: what is typed is sent without loading the page; while the
 * network is away it is held in this browser, for this person and this briefing, and sent in its order when it is back.
 * Each thing carries a key of its own, so that the server keeps it once however often it is sent. */
(function () {
    'use strict';
    var live = document.getElementById('live'), status = document.getElementById('queue');
    if (!live || !status || !window.fetch) return;
    var place = 'gb-phong:' + live.dataset.account + ':' + live.dataset.meeting;
    var queue = [], sending = false, timer = null, waits = 1000, login = false, was_held = false, failed = false;
    var trouble = document.getElementById('trouble');

    /* ---- what is held ---- */
    function load() {
        try { queue = JSON.parse(localStorage.getItem(place) || '[]'); } catch (e) { queue = []; }
    }
    function save() {
        try { localStorage.setItem(place, JSON.stringify(queue)); } catch (e) { /* it stays in this page */ }
    }
    function waiting() { return queue.filter(function (e) { return !e.refused; }); }
    function show() {
        var n = waiting().length, d = status.dataset, text = '';
        if (n && login) text = d.login;
        else if (n && failed) text = d.lost;
        else if (n && was_held) text = d.sending;
        else if (was_held) text = d.sent;
        status.hidden = !text;
        text = text.replace('%n', n);
        if (status.textContent !== text) status.textContent = text;
        status.classList.toggle('good', !n);
    }
    function key() {
        var raw = new Uint8Array(16), out = '';
        crypto.getRandomValues(raw);
        raw.forEach(function (b) { out += (b < 16 ? '0' : '') + b.toString(16); });
        return out;
    }
    /* Pressed again while it waits: the same thing once. Items are taken up again and again, the last one counts. */
    function is_held(action, fields) {
        var all = waiting(), last = all[all.length - 1];
        function same(e) { return e.action === action && e.fields.viec === fields.viec; }
        if (!fields.viec) return false;
        return /^muc:/.test(fields.viec) ? !!last && same(last) : all.some(same);
    }
    function hold(action, fields, words) {
        if (is_held(action, fields)) { show(); send(); return; }
        queue.push({ key: key(), action: action, fields: fields, words: words });
        save();
        show();
        send();
    }

    /* ---- sending, one after the other ---- */
    function token() { return document.querySelector('#act input[name=csrf]').value; }
    /* After a new log-in the page's token is old: a fresh page has the new one. */
    function renew() {
        return fetch(location.pathname, { credentials: 'same-origin', cache: 'no-store' }).then(function (answer) {
            if (!answer.ok) return false;
            return answer.text().then(function (text) {
                var page = new DOMParser().parseFromString(text, 'text/html');
                var fresh = page.querySelector('#act input[name=csrf]');
                if (!fresh) return false;
                document.querySelectorAll('input[name=csrf]').forEach(function (e) { e.value = fresh.value; });
                return true;
            });
        });
    }
    function body_of(entry) {
        var body = new URLSearchParams();
        Object.keys(entry.fields).forEach(function (name) { body.append(name, entry.fields[name]); });
        body.append('csrf', token());
        body.append('key', entry.key);
        return body;
    }
    function later() {
        clearTimeout(timer);
        timer = setTimeout(send, waits);
        waits = Math.min(waits * 2, 15000);
    }
    function gone(entry) {
        load_others();
        queue = queue.filter(function (e) { return e.key !== entry.key; });
        save();
    }
    /* Another tab of the same person may hold things too. */
    function load_others() {
        var mine = queue;
        load();
        mine.forEach(function (e) {
            var there = queue.some(function (o) { return o.key === e.key; });
            if (there) queue = queue.map(function (o) { return o.key === e.key ? e : o; });
        });
    }
    function send(renewed) {
        var entry = waiting()[0];
        if (sending || !entry) { show(); return; }
        sending = true;
        clearTimeout(timer);
        var stop = new AbortController(), limit = setTimeout(function () { stop.abort(); }, 10000);
        var slow = setTimeout(function () { was_held = failed = true; show(); }, 4000);
        fetch(entry.action, { method: 'POST', body: body_of(entry), credentials: 'same-origin', redirect: 'manual',
            signal: stop.signal }).then(function (answer) {
            clearTimeout(limit);
            clearTimeout(slow);
            sending = false;
            if (answer.type === 'opaqueredirect' || answer.ok) {
                waits = 1000;
                login = failed = false;
                gone(entry);
                document.dispatchEvent(new Event('giaoban-ask'));
                show();
                send();
                return null;
            }
            if (answer.status === 401 || answer.status === 403) return refused_who(entry, answer, renewed);
            if (answer.status === 429 || answer.status >= 500) { hold_on(); return null; }
            return answer.text().then(function (text) { refuse(entry, text); });
        }).catch(function () {
            clearTimeout(limit);
            clearTimeout(slow);
            sending = false;
            hold_on();
        });
    }
    function hold_on() {
        was_held = failed = true;
        show();
        later();
    }
    function refused_who(entry, answer, renewed) {
        if (renewed === true && answer.status === 403)
            return answer.text().then(function (text) { refuse(entry, text); });
        return renew().then(function (in_again) {
            if (in_again) { login = false; send(true); return; }
            was_held = login = true;
            show();
            later();
        });
    }

    /* ---- what the server did not take: shown beside what stands there, nothing is thrown away ---- */
    function refuse(entry, text) {
        var page = new DOMParser().parseFromString(text, 'text/html');
        var why = page.querySelector('.alarm p') || page.querySelector('h1'), saved = page.querySelector('.saved span');
        var form = page.querySelector('form[action="' + entry.action + '"]');
        entry.refused = why ? why.textContent.trim() : '?';
        entry.saved = saved ? saved.textContent : '';
        entry.version = form && form.elements.ban ? form.elements.ban.value : '';
        load_others();
        save();
        show();
        show_trouble();
        document.dispatchEvent(new Event('giaoban-ask'));
        send();
    }
    function line(label, words) {
        var p = document.createElement('p'), b = document.createElement('b');
        b.textContent = label + ' ';
        p.appendChild(b);
        p.appendChild(document.createTextNode(words));
        return p;
    }
    function button(label, strong, act) {
        var b = document.createElement('button');
        b.type = 'button';
        b.className = strong ? 'btn p' : 'btn';
        b.textContent = label;
        b.addEventListener('click', act);
        return b;
    }
    function show_trouble() {
        var all = queue.filter(function (e) { return e.refused; }), d = trouble.dataset;
        Array.prototype.slice.call(trouble.querySelectorAll('.refused')).forEach(function (e) { e.remove(); });
        trouble.hidden = !all.length;
        all.forEach(function (entry) {
            var box = document.createElement('div'), acts = document.createElement('p');
            box.className = 'refused alarm';
            box.setAttribute('role', 'alert');
            box.appendChild(line('', entry.refused));
            if (entry.words) box.appendChild(line(d.mine, entry.words));
            if (entry.saved) box.appendChild(line(d.theirs, entry.saved));
            acts.className = 'acts';
            if (entry.saved) acts.appendChild(button(d.again, true, function () {
                entry.fields.ban = entry.version;
                var fields = entry.fields;
                gone(entry);
                show_trouble();
                hold(entry.action, fields, entry.words);
            }));
            acts.appendChild(button(entry.saved ? d.drop : d.close, false, function () {
                gone(entry);
                show_trouble();
                show();
            }));
            box.appendChild(acts);
            trouble.appendChild(box);
        });
    }

    /* ---- the forms ---- */
    var directive = document.querySelector('form.directive');
    if (directive) directive.dataset.queue = 'chi-dao';
    function fields_of(form, pressed) {
        var fields = {};
        Array.prototype.forEach.call(form.elements, function (e) {
            if (!e.name || e.disabled || e.name === 'csrf' || e.name === 'key' || e.tagName === 'BUTTON') return;
            if ((e.type === 'radio' || e.type === 'checkbox') && !e.checked) return;
            fields[e.name] = e.value;
        });
        if (pressed && pressed.name) fields[pressed.name] = pressed.value;
        return fields;
    }
    function name_button(form, which) {
        var b = form.querySelector('button[data-new]');
        b.textContent = b.dataset[which];
    }
    function clean(form) {
        form.querySelectorAll('textarea, input:not([type=hidden]):not([type=radio])').forEach(function (e) {
            e.value = e.defaultValue = '';
        });
        form.querySelectorAll('.alarm, .saved').forEach(function (e) { e.remove(); });
        if (form.id === 'tra-loi') form.hidden = true;
        if (form.id === 'ghi') {
            form.elements.y.value = form.elements.ban.value = '0';
            form.elements.muc.value = item_on();
            form.querySelector('.js-reset').hidden = true;
            name_button(form, 'new');
            suggest_speaker();
        }
        drop_draft(form);
    }
    function item_on() {
        var now = document.getElementById('p-now');
        return now ? now.dataset.item : '0';
    }
    function suggest_speaker() {
        var by = document.getElementById('y-by'), speaks = document.querySelector('#p-speech [data-speaks]');
        var typed = document.getElementById('y-words').value;
        if (!by || typed) return;
        var id = speaks ? speaks.dataset.speaks : '0';
        if (by.querySelector('option[value="' + id + '"]')) by.value = id;
    }
    document.addEventListener('submit', function (event) {
        var form = event.target;
        if (!form.dataset || !form.dataset.queue) return;
        event.preventDefault();
        var fields = fields_of(form, event.submitter), words = (fields['noi-dung'] || '').trim();
        if ('ma' in fields) fields.ma = key();     /* a directive is kept once by a key of its own */
        if (form.dataset.queue !== 'viec' && !words && !fields.hen) { form.querySelector('textarea').focus(); return; }
        hold(form.getAttribute('action'), fields, words);
        if (form.dataset.queue !== 'viec') {
            clean(form);
            form.querySelector('textarea').focus();
        }
    }, true);
    document.addEventListener('keydown', function (event) {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        var form = event.target.closest && event.target.closest('form[data-queue]');
        if (form) { event.preventDefault(); form.requestSubmit(); }
    });
    document.addEventListener('click', function (event) {
        var a = event.target.closest('[data-edit], [data-answer], .js-reset');
        if (!a) return;
        event.preventDefault();
        if (a.classList.contains('js-reset')) { clean(a.closest('form')); return; }
        var row = a.closest('li'), words = row.querySelector('.words').textContent;
        var form = document.getElementById(a.dataset.edit ? 'ghi' : 'tra-loi');
        clean(form);
        form.elements.y.value = row.dataset.id;
        form.elements.ban.value = row.dataset.version;
        if (a.dataset.edit) {
            form.elements['noi-dung'].value = words;
            form.elements['hoi-ai'].value = row.querySelector('.asked').textContent;
            form.elements['nguoi-neu'].value = row.dataset.by;
            form.elements.muc.value = row.dataset.item;
            form.querySelector('input[value="' + row.dataset.kind + '"]').checked = true;
            form.querySelector('.js-reset').hidden = false;
            name_button(form, 'change');
        } else {
            var answer = row.querySelector('.answer .words');
            form.querySelector('.question').textContent = words;
            form.elements['noi-dung'].value = answer ? answer.textContent : '';
            form.hidden = false;
        }
        form.elements['noi-dung'].focus();
    });

    /* ---- a half-typed form outlives the page ---- */
    function draft_place(form) { return place + ':' + (form.id || form.dataset.queue); }
    function drop_draft(form) { try { localStorage.removeItem(draft_place(form)); } catch (e) { /* none then */ } }
    document.addEventListener('input', function (event) {
        var form = event.target.form;
        if (!form || !form.dataset.queue || form.dataset.queue === 'viec') return;
        try { localStorage.setItem(draft_place(form), JSON.stringify(fields_of(form))); } catch (e) { /* none then */ }
    });
    function is_typed(form, kept) {
        return Object.keys(kept).some(function (name) {
            var e = form.elements[name];
            return e && kept[name] && (e.tagName === 'TEXTAREA' || e.type === 'text');
        });
    }
    function bring_drafts() {
        document.querySelectorAll('form.edit[data-queue]').forEach(function (form) {
            var kept = null;
            try { kept = JSON.parse(localStorage.getItem(draft_place(form))); } catch (e) { kept = null; }
            if (!kept || !is_typed(form, kept) || form.elements['noi-dung'].value) return;
            Object.keys(kept).forEach(function (name) {
                var e = form.elements[name];
                if (!e) return;
                if (e.type === 'checkbox') e.checked = true;
                else e.value = kept[name];
            });
            var folded = form.closest('details');
            if (folded) folded.open = true;
            if (form.id === 'ghi' && kept.y !== '0') {
                form.querySelector('.js-reset').hidden = false;
                name_button(form, 'change');
            }
            if (form.id === 'tra-loi' && kept.y !== '0') {
                form.hidden = false;
                var row = document.querySelector('#y-' + kept.y + ' .words');
                if (row) form.querySelector('.question').textContent = row.textContent;
            }
        });
    }
    document.addEventListener('submit', function (event) {
        if (event.target.getAttribute('action') !== '/dang-xuat' || !waiting().length) return;
        if (!window.confirm(status.dataset.leave.replace('%n', waiting().length))) event.preventDefault();
    }, true);

    document.addEventListener('giaoban-parts', function () {
        suggest_speaker();
        waits = 1000;                          /* the server answers again */
        send();
        var form = document.getElementById('ghi');
        if (form.elements.y.value === '0' && !form.elements['noi-dung'].value) form.elements.muc.value = item_on();
    });
    window.addEventListener('online', function () { waits = 1000; send(); });
    window.addEventListener('storage', function (event) { if (event.key === place) { load(); show(); } });
    load();
    was_held = waiting().length > 0;
    show();
    show_trouble();
    bring_drafts();
    suggest_speaker();
    send();
}());
