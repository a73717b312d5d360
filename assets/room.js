/* room.js - the secretary's hand in the briefing room: what is typed is sent without loading the page; while the
 * network is away it is held in this browser, for this person and this briefing, and sent in its order when it is back.
 * Each thing carries a key of its own, so that the server keeps it once however often it is sent. */
(function () {
    'use strict';
    var live = document.getElementById('live'), status = document.getElementById('queue');
    if (!live || !status || !window.fetch) return;
    var place = 'gb-phong:' + live.dataset.account + ':' + live.dataset.meeting;
    var queue = [], sending = false, timer = null, waits = 1000, login = false, was_held = false, failed = false,
        other = false, keeps = false;              /* keeps: this browser lets us; else all stays in this page */
    var trouble = document.getElementById('trouble');

    /* ---- what is held ---- */
    function load() {
        try { queue = JSON.parse(localStorage.getItem(place) || '[]'); } catch (e) { queue = []; }
    }
    function save() {
        try { localStorage.setItem(place, JSON.stringify(queue)); keeps = true; } catch (e) { keeps = false; }
    }
    function waiting() { return queue.filter(function (e) { return !e.refused; }); }
    function show() {
        var n = waiting().length, d = status.dataset, text = '';
        if (n && login) text = other ? d.other : d.login;
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
        if (fields.viec && window.giaoban.now) fields.luc = window.giaoban.now();   /* when it was pressed */
        queue.push({ key: key(), action: action, fields: fields, words: words });
        save();
        show();
        send();
    }

    /* ---- sending, one after the other ---- */
    function token() { return document.querySelector('#act input[name=csrf]').value; }
    /* After a new log-in of the same person the page's token is old: a fresh page has the new one. */
    function renew() {
        return fetch(location.pathname, { credentials: 'same-origin', cache: 'no-store' }).then(function (answer) {
            if (!answer.ok) return false;
            return answer.text().then(function (text) {
                var page = new DOMParser().parseFromString(text, 'text/html');
                var fresh = page.querySelector('#act input[name=csrf]'), whose = page.getElementById('live');
                other = !!whose && whose.dataset.account !== live.dataset.account;
                if (!fresh || other) return false;         /* nothing is sent in the name of somebody else */
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
            if (answer.status === 409 && !entry.again) {   /* another tab may be sending it: a moment later it knows */
                entry.again = true;
                timer = setTimeout(send, 1000);
                return null;
            }
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
            if (form_of(entry)) acts.appendChild(button(d.mend, !entry.saved, function () { mend(entry); }));
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
    function form_of(entry) { return document.querySelector('form.edit[data-queue][action="' + entry.action + '"]'); }
    /* What was typed into a form, in a line; of a directive it is also what the box of refused things shows. */
    function said_in(form) {
        return Array.prototype.filter.call(form.elements, function (e) {
            return (e.tagName === 'TEXTAREA' || e.type === 'text') && e.value.trim();
        }).map(function (e) { return e.value.trim(); }).join(' · ');
    }
    function empty(form) {
        form.querySelectorAll('textarea, input:not([type=hidden])').forEach(function (e) {
            if (e.type === 'radio' || e.type === 'checkbox') e.checked = e.defaultChecked;
            else e.value = e.defaultValue = '';
        });
        form.querySelectorAll('.alarm, .saved').forEach(function (e) { e.remove(); });
        if (form.elements.y) form.elements.y.value = form.elements.ban.value = '0';
        if (form.id === 'ghi') form.elements.muc.value = item_on();
    }
    function put_in(form, fields) {
        empty(form);
        form.querySelectorAll('input[type=checkbox]').forEach(function (e) { e.checked = e.name in fields; });
        Object.keys(fields).forEach(function (name) {
            var e = form.elements[name];
            if (e && e.type !== 'checkbox') e.value = fields[name];
        });
    }
    /* The form shows whether something new is written or what. */
    function dress(form) {
        var changes = !!form.elements.y && form.elements.y.value !== '0', row;
        if (form.id === 'ghi') {
            var b = form.querySelector('button[data-new]');
            form.querySelector('.js-reset').hidden = !changes;
            b.textContent = b.dataset[changes ? 'change' : 'new'];
        }
        if (form.id === 'tra-loi') {
            form.hidden = !changes;
            row = document.querySelector('#y-' + form.elements.y.value + ' .words');
            if (row) form.querySelector('.question').textContent = row.textContent;
        }
        var folded = form.closest('details');
        if (folded && said_in(form)) folded.open = true;
    }
    /* What it held was sent or given up: what was begun before stands there again. */
    function clean(form) {
        var before = drop_draft(form);
        if (before) put_in(form, before);
        else empty(form);
        dress(form);
        if (form.id === 'ghi' && !before) suggest_speaker();
    }
    function mend(entry) {
        var form = form_of(entry);
        begin_draft(form);
        put_in(form, entry.fields);
        if (entry.saved && form.elements.ban) form.elements.ban.value = entry.version;
        if (entry.fields.y === '0') form.elements.muc.value = item_on();    /* what it was said at may be gone */
        keep_draft(form);
        dress(form);
        gone(entry);
        show_trouble();
        show();
        form.querySelector('textarea').focus();
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
        if (form === directive) {
            fields.ma = key();                 /* a directive is kept once by a key of its own */
            fields['muc-hop'] = item_on();     /* of the item that is on when it is said */
            words = said_in(form);
        }
        if (form.dataset.queue !== 'viec' && !words && !fields.hen) { form.querySelector('textarea').focus(); return; }
        hold(form.getAttribute('action'), fields, words);
        if (form.dataset.queue === 'viec') return;
        if (fields.y === '0')                  /* the next one is mostly of the same kind */
            form.querySelectorAll('[name=loai]').forEach(function (e) { e.defaultChecked = e.checked; });
        clean(form);
        if (!form.hidden) form.querySelector('textarea').focus();
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
        var row = a.closest('li'), words = row.querySelector('.words').textContent, answer;
        var form = document.getElementById(a.dataset.edit ? 'ghi' : 'tra-loi');
        if (!begin_draft(form, row.dataset.id)) {
            empty(form);
            form.elements.y.value = row.dataset.id;
            form.elements.ban.value = row.dataset.version;
            if (a.dataset.edit) {
                form.elements['noi-dung'].value = words;
                form.elements['hoi-ai'].value = row.querySelector('.asked').textContent;
                form.elements['nguoi-neu'].value = row.dataset.by;
                form.elements.muc.value = row.dataset.item;
                form.querySelector('input[value="' + row.dataset.kind + '"]').checked = true;
            } else {
                answer = row.querySelector('.answer .words');
                form.elements['noi-dung'].value = answer ? answer.textContent : '';
            }
        }
        dress(form);
        form.elements['noi-dung'].focus();
    });

    /* ---- half-typed forms outlive the page, and each other ----
     * Of each form a pile: what stands in it is on top; what it held when another row was opened lies below. */
    var piles = {};
    function pile_place(form) { return place + ':' + (form.id || form.dataset.queue); }
    function pile_of(form) {
        var at = pile_place(form);
        if (!piles[at]) {
            try { piles[at] = JSON.parse(localStorage.getItem(at) || '[]'); } catch (e) { piles[at] = []; }
            if (!Array.isArray(piles[at])) piles[at] = [piles[at]];
        }
        return piles[at];
    }
    function keep_pile(form) {
        try { localStorage.setItem(pile_place(form), JSON.stringify(pile_of(form))); } catch (e) { /* none then */ }
    }
    function keep_draft(form) {
        var pile = pile_of(form);
        if (form.dataset.begun) pile[pile.length - 1] = fields_of(form);
        else pile.push(fields_of(form));
        form.dataset.begun = '1';
        keep_pile(form);
    }
    /* The form is needed for something else. True: that was begun before and stands in it now. */
    function begin_draft(form, y) {
        var pile = pile_of(form), at;
        if (form.dataset.begun && !said_in(form)) drop_draft(form);
        else if (form.dataset.begun) keep_draft(form);
        delete form.dataset.begun;
        at = pile.findIndex(function (f) { return y && f.y === y; });
        if (at < 0) return false;
        put_in(form, pile[at]);
        pile.push(pile.splice(at, 1)[0]);
        form.dataset.begun = '1';
        return true;
    }
    /* What lies below it, if anything. */
    function drop_draft(form) {
        var pile = pile_of(form);
        if (form.dataset.begun) pile.pop();
        keep_pile(form);
        if (pile.length) form.dataset.begun = '1';
        else delete form.dataset.begun;
        return pile[pile.length - 1];
    }
    function typing(event) {
        var form = event.target.form;
        if (form && form.dataset.queue && form.dataset.queue !== 'viec') keep_draft(form);
    }
    document.addEventListener('input', typing);
    document.addEventListener('change', typing);      /* what was chosen from the offers */
    function bring_drafts() {
        document.querySelectorAll('form.edit[data-queue]').forEach(function (form) {
            var pile = pile_of(form), top = pile[pile.length - 1];
            if (keeps) delete form.dataset.leave;     /* nothing is lost by leaving */
            if (!top || (said_in(form) && form.elements.y && form.elements.y.value !== top.y)) return;
            put_in(form, top);
            form.dataset.begun = '1';
            if (said_in(form)) dress(form);
            else clean(form);
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
    window.addEventListener('storage', function (event) {
        if (event.key !== place) return;
        load();
        show();
        show_trouble();
    });
    load();
    save();
    was_held = waiting().length > 0;
    show();
    show_trouble();
    bring_drafts();
    suggest_speaker();
    send();
}());
