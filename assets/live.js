/* live.js - keeps the screens of a briefing as the briefing is: a stream says a number when something changed, then the
 * changed parts are asked for and put in place; clocks run by the server's time. A form that somebody types in is never
 * replaced. Without script the page is loaded again. */
(function () {
    'use strict';
    var live = document.getElementById('live'), net = document.getElementById('net');
    if (!live) return;
    var data = live.dataset, ahead = Number(data.now) - Date.now(), known = 0, shown = 0, asking = false, stream = null;
    var lost_at = 0, over = false, heard = Date.now(), trying = null, opening = null, pause = 5000;
    var SILENT = 25000, ANSWER = 10000; /* the stream says something every 10 seconds */
    var LONGEST_PAUSE = 120000;         /* between tries of a screen whose session is over */
    window.giaoban = window.giaoban || {};
    window.giaoban.now = function () { return Date.now() + ahead; };    /* the server's time */
    document.addEventListener('giaoban-ask', refresh);

    /* ---- clocks ---- */
    function two(n) { return (n < 10 ? '0' : '') + n; }
    function tick() {
        var now = Date.now() + ahead;
        document.querySelectorAll('.clock[data-from]').forEach(function (c) {
            var s = Math.max(0, Math.floor((now - Number(c.dataset.from)) / 1000));
            var text = two(Math.floor(s / 60)) + ':' + two(s % 60);
            if (c.textContent !== text) c.textContent = text;
            if (c.dataset.limit) c.classList.toggle('late', s * 1000 > Number(c.dataset.limit));
        });
        var hour = document.getElementById('hour');
        if (!hour) return;
        var d = new Date(now + 7 * 3600 * 1000); /* one time zone, no daylight saving */
        var text = hour.textContent.replace(/\d+(\D+)\d+/, function (_, between) {
            return two(d.getUTCHours()) + between + two(d.getUTCMinutes());
        });
        if (hour.textContent !== text) hour.textContent = text;
    }

    /* ---- parts ---- */
    function tell(sentence) {
        if (!net) return;
        net.hidden = !sentence;
        if (net.textContent !== (sentence || '')) net.textContent = sentence || '';
    }
    /* Where the keyboard was: the same button or link; what a speaker's button became; else the same row, or the one
     * that came into its place; else the part itself. */
    function keep_focus(part) {
        var e = document.activeElement, row, list, at, turn;
        if (!e || !part.contains(e)) return null;
        row = e.closest('li');
        list = row && row.parentElement;
        at = list && Array.prototype.indexOf.call(list.children, row);
        turn = /^(?:moi|thoi):(\d+)$/.exec(e.value || '');
        return function (now) {
            var again = null, rows;
            if (e.value) again = now.querySelector('[name="' + e.name + '"][value="' + e.value + '"]');
            else if (e.hasAttribute('href')) again = now.querySelector('[href="' + e.getAttribute('href') + '"]');
            if (!again && turn) again = now.querySelector('[value="thoi:' + turn[1] + '"]');
            if (!again && row) {
                rows = now.querySelector(list.tagName);
                if (row.id) row = now.querySelector('#' + row.id);
                else row = rows && rows.children[Math.min(at, rows.children.length - 1)];
                again = row && row.querySelector('a, button');
            }
            if (!again) {
                again = now;
                now.tabIndex = -1;
            }
            again.focus({ preventScroll: true });
        };
    }
    /* Asking for the word and taking it back: parts are the same for all, so what is one's own is found in them. */
    function own_place() {
        var form = document.getElementById('me'), row, ask, back;
        if (!form) return;
        row = document.querySelector('#p-speech [data-waits="' + form.dataset.me + '"]');
        ask = form.querySelector('[value^="xin:"]');
        back = form.querySelector('[value^="thoi:"]');
        ask.hidden = !!row || !!document.querySelector('#p-speech [data-speaks="' + form.dataset.me + '"]');
        back.hidden = !row;
        if (row) back.value = 'thoi:' + row.dataset.speech;
    }
    function swap(fresh) {
        if (data.whole) {
            live.replaceChildren.apply(live, Array.prototype.slice.call(fresh.childNodes));
            return;
        }
        var state = fresh.querySelector('#p-state'), before = document.getElementById('p-state');
        if (state.dataset.state !== before.dataset.state) { /* opened or ended: other forms; drafts are kept */
            location.reload();
            return;
        }
        Array.prototype.slice.call(fresh.querySelectorAll('[id^="p-"]')).forEach(function (now) {
            var was = document.getElementById(now.id);
            if (!was || was.isEqualNode(now)) return;
            var focus = keep_focus(was);
            was.replaceWith(now);
            if (focus) focus(now);
        });
        own_place();
    }
    function refresh() {
        if (asking) return;
        asking = true;
        var number = known, stop = new AbortController();
        var limit = setTimeout(function () { stop.abort(); }, ANSWER);
        fetch(data.part, { credentials: 'same-origin', cache: 'no-store', signal: stop.signal
        }).then(function (answer) {
            if (answer.redirected || answer.status === 401 || answer.status === 403 || answer.status === 404) {
                over = true;
                lost_at = 0;
                tell(net && net.dataset.over);
                return null;
            }
            if (!answer.ok) throw new Error(String(answer.status));
            return answer.text();
        }).then(function (text) {
            clearTimeout(limit);
            asking = false;
            if (text === null) return;
            over = false;
            lost_at = 0;
            pause = 5000;
            swap(new DOMParser().parseFromString(text, 'text/html').body);
            shown = number;
            document.documentElement.dataset.shown = String(number);
            tell('');
            tick();
            document.dispatchEvent(new Event('giaoban-parts'));
            if (known !== shown) refresh();
        }).catch(function () {
            clearTimeout(limit);
            asking = false;
            lost();
        });
    }

    /* ---- the stream ---- */
    function lost() {
        if (!lost_at) lost_at = Date.now();
        tell(net && net.dataset.lost);
        clearTimeout(trying);
        trying = setTimeout(function () { if (lost_at) refresh(); }, 3000);
    }
    /* A network may go without a word: no answer, no end. Then the old line is dead, and a new one is needed. */
    function listen() {
        if (!stream || over || Date.now() - heard < SILENT) return;
        lost();
        open();
    }
    function open() {
        var wait = null;
        clearTimeout(opening);
        if (stream) stream.close();
        stream = new EventSource(data.stream);
        heard = Date.now();
        stream.addEventListener('nhip', function () { heard = Date.now(); });
        stream.onmessage = function (event) {
            heard = Date.now();
            var words = event.data.split(' ');
            known = Number(words[0]);
            if (words[1]) ahead = Number(words[1]) - Date.now();
            if (lost_at || known !== shown) refresh();
        };
        stream.addEventListener('het', function () { stream.close(); refresh(); open_in(15000); });
        stream.onopen = function () {
            heard = Date.now();
            clearTimeout(wait);
            if (lost_at || over) refresh();
        };
        stream.onerror = function () {
            clearTimeout(wait);
            if (navigator.onLine === false) lost();
            else if (!over) wait = setTimeout(refresh, 4000); /* it comes back by itself, or the parts will say */
            if (stream.readyState !== 2) return;
            if (over) pause = Math.min(pause * 2, LONGEST_PAUSE);
            else refresh();
            open_in(pause);
        };
    }
    function open_in(ms) {
        clearTimeout(opening);
        opening = setTimeout(open, ms);
    }
    /* Back from another tab, where they may have logged in again. */
    document.addEventListener('visibilitychange', function () {
        if (document.visibilityState === 'visible' && over) { pause = 5000; open(); }
    });
    window.addEventListener('online', function () { lost_at = lost_at || Date.now(); refresh(); open(); });
    window.addEventListener('offline', lost);
    if (window.EventSource && window.fetch) {
        known = shown = Number(/sau=(\d+)/.exec(data.stream)[1]);
        document.documentElement.dataset.shown = String(known);
        open();
    }
    setInterval(tick, 500);
    setInterval(listen, 1000);
    tick();
}());
