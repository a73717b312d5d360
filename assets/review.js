/* review.js - the review screen by keyboard, without loading whole pages.
 *
 * It sends the same forms to the same addresses as the page does without it, follows the answer, and puts the
 * parts of the new page (ids part-*) where the old ones stood. The server decides which figure comes next. When
 * an answer does not come, nothing on the page changes and the act can be sent again. */
(function () {
    'use strict';
    var parts = ['part-top', 'part-said', 'part-text', 'part-list', 'part-foot'];
    var words = document.getElementById('words');
    if (!words) return;
    words = words.dataset;
    var busy = false, last_done = 0, selected = null, trouble = null, answered = false;

    try {
        var sent = sessionStorage.getItem('giaoban-sent');
        if (sent) { localStorage.removeItem(sent); sessionStorage.removeItem('giaoban-sent'); }
    } catch (e) { /* without storage there is no draft to drop */ }

    function id(name) { return document.getElementById(name); }
    function base() { return id('part-text').dataset.base; }
    function items() { return Array.prototype.slice.call(document.querySelectorAll('#part-list .item')); }
    function current() {
        var open = document.querySelector('#part-list .item > details[open]');
        return open && open.parentElement;
    }
    function item_of(number) { return document.querySelector('#part-list .item[data-no="' + number + '"]'); }
    function editing() {
        var edit = id('edit');
        return edit && window.giaoban.is_changed(edit) ? edit : null;
    }

    /* ---- words for what went wrong; the page stays as it is ---- */
    function hush() { if (trouble) trouble.remove(); trouble = null; }
    function tell(sentence, again) {
        hush();
        trouble = document.createElement('div');
        trouble.className = 'trouble';
        trouble.setAttribute('role', 'alert');
        var p = document.createElement('p');
        p.textContent = sentence;
        trouble.appendChild(p);
        if (again) add_button(words.again, 'btn p', function () { hush(); again(); });
        add_button(words.close, 'btn', hush);
        document.body.appendChild(trouble);
        trouble.querySelector('button').focus();
    }
    function add_button(label, style, act) {
        var b = document.createElement('button');
        b.type = 'button';
        b.className = style;
        b.textContent = label;
        b.addEventListener('click', act);
        trouble.appendChild(b);
        trouble.appendChild(document.createTextNode(' '));
    }

    /* ---- asking the server ---- */
    function read(answer) {
        return answer.text().then(function (text) {
            var page = new DOMParser().parseFromString(text, 'text/html');
            return { address: answer.url, status: answer.status, page: page };
        });
    }
    function ask(address, form) {
        if (busy) return;
        busy = true;
        id('part-list').setAttribute('aria-busy', 'true');
        var stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, 20000);
        var how = { credentials: 'same-origin', signal: stop.signal };
        if (form) { how.method = 'POST'; how.body = form; }
        fetch(address, how).then(read).then(function (answer) {
            if (answer.status === 401 || answer.page.getElementById('password')) {
                tell(words.login, function () { renew(address, form); });
            } else put(answer.page, answer.address);
        }).catch(function () {
            tell(words.network, function () { ask(address, form); });
        }).finally(function () {
            clearTimeout(timer);
            busy = false;
            id('part-list').removeAttribute('aria-busy');
        });
    }
    /* After a new log-in the page's token is another one; the words in the form stay as they are. */
    function renew(address, form) {
        fetch(base(), { credentials: 'same-origin' }).then(read).then(function (answer) {
            var token = answer.page.querySelector('[name=csrf]');
            if (token && form) form.set('csrf', token.value);
            ask(address, form);
        }).catch(function () { tell(words.network, function () { renew(address, form); }); });
    }
    function put(page, address) {
        if (!page.getElementById('part-list')) {
            var said = page.querySelector('.alarm') || page.querySelector('h1');
            tell(said ? said.textContent.trim() : words.network, null);
            return;
        }
        hush();
        parts.forEach(function (name) {
            var old = id(name), fresh = page.getElementById(name);
            if (old && fresh) old.replaceChildren.apply(old, Array.prototype.slice.call(fresh.childNodes));
        });
        if (new URL(address).pathname === base()) history.replaceState(null, '', address);
        look(true);
    }
    /* The picture of the page stays where it is: only its boxes follow the list. */
    function mark_boxes() {
        var here = current(), shown = null;
        document.querySelectorAll('#part-page .box').forEach(function (box) {
            var item = item_of(box.dataset.no), now = Boolean(here && item === here);
            box.setAttribute('class', 'box ' + (item ? item.dataset.state : 'x') + (now ? ' now' : ''));
            if (now && !shown) shown = box;
        });
        if (shown) shown.scrollIntoView({ block: 'center' });
    }
    /* Brings the current figure into view on both sides and puts the focus on it. */
    function look(focus) {
        var item = current(), edit = id('edit'), chip = document.querySelector('#part-text .fig.now');
        mark_boxes();
        if (id('sure')) {
            if (focus) { id('sure').focus({ preventScroll: true }); id('sure').scrollIntoView({ block: 'start' }); }
            return;
        }
        /* after a reason the way goes on from the top: to the next warning, or to submitting */
        var reason = answered && !edit;
        answered = false;
        if (edit) {
            (edit.closest('.item') || edit).scrollIntoView({ block: 'start' });
            if (focus) edit.querySelector('[name=gia-tri]').focus({ preventScroll: true });
        } else if (item) {
            item.scrollIntoView({ block: 'nearest' });
            if (focus && !reason) item.querySelector('summary').focus({ preventScroll: true });
        }
        if (focus && !edit && (reason || !item)) {
            var title = document.querySelector('#part-top h1'); /* not the button: one Enter too many must not submit */
            title.tabIndex = -1;
            title.focus();
        }
        if (chip && window.matchMedia('(min-width: 901px)').matches) chip.scrollIntoView({ block: 'nearest' });
    }
    function open(item, focus) {
        if (!item) return;
        items().forEach(function (other) { other.querySelector('details').open = other === item; });
        document.querySelectorAll('#part-text .fig').forEach(function (chip) {
            chip.classList.toggle('now', chip.dataset.no === item.dataset.no);
        });
        history.replaceState(null, '', base() + '?so=' + item.dataset.no);
        look(focus !== false);
    }
    function step(by, undecided) {
        var all = items(), at = all.indexOf(current());
        for (var i = at + by; i >= 0 && i < all.length; i += by)
            if (!undecided || all[i].dataset.state === 'r') { open(all[i]); return; }
        if (undecided && at >= 0 && !all.some(function (x) { return x.dataset.state === 'r'; })) tell(words.done, null);
    }
    function press(key, item) {
        var target = item && item.querySelector('[data-key="' + key + '"]');
        if (target) target.click();
        return Boolean(target);
    }
    function submit(form, button) {
        var edit = editing();
        if (edit && edit !== form) { look(true); tell(words.unsaved, null); return; }
        var data = new URLSearchParams(new FormData(form));
        if (button && button.name) data.append(button.name, button.value);
        var item = form.closest('.item');
        if (item || !form.closest('#offer')) last_done = item ? item.dataset.no : 0;
        answered = form.classList.contains('reason') && !items().some(function (x) { return x.dataset.state === 'r'; });
        ask(button && button.hasAttribute('formaction') ? button.formAction : form.action, data);
    }

    /* ---- words selected in the report ---- */
    function byte_at(node, offset) {
        var p = (node.nodeType === 1 ? node : node.parentElement).closest('p[data-at]');
        if (!p) return -1;
        var range = document.createRange();
        range.setStart(p, 0);
        range.setEnd(node, offset);
        var before = range.cloneContents();
        before.querySelectorAll('sup').forEach(function (s) { s.remove(); });
        return Number(p.dataset.at) + new TextEncoder().encode(before.textContent).length;
    }
    function read_selection() {
        var s = window.getSelection();
        if (!s.rangeCount || s.isCollapsed) return null;
        var r = s.getRangeAt(0);
        if (!id('part-text').contains(r.commonAncestorContainer)) return null;
        var from = byte_at(r.startContainer, r.startOffset), to = byte_at(r.endContainer, r.endOffset);
        return from >= 0 && to > from ? { from: from, to: to } : null;
    }
    document.addEventListener('selectionchange', function () {
        var now = read_selection();
        if (now) selected = now;
    });
    function add_selected() {
        selected = read_selection() || selected; /* a touch on the button may have taken the selection away */
        if (!selected) { tell(words.select, null); return; }
        if (editing()) { look(true); tell(words.unsaved, null); return; }
        ask(base() + '?tu=' + selected.from + '&den=' + selected.to);
        selected = null;
    }

    /* ---- mouse, keyboard ---- */
    document.addEventListener('submit', function (event) {
        var form = event.target;
        if (!form.closest('#part-list, #part-said')) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        submit(form, event.submitter);
    }, true);
    document.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        var chip = event.target.closest('#part-text a.fig'), link = event.target.closest('#part-list a[data-key]');
        if (event.target.closest('#add-selected')) { event.preventDefault(); add_selected(); return; }
        if (event.target.closest('a[data-warned]')) {
            var warn = document.querySelector('#part-list .warn:not(.told)');
            if (!warn) return;
            event.preventDefault();
            open(warn.closest('.item'), false);
            warn.scrollIntoView({ block: 'nearest' });
            (warn.querySelector('summary') || warn).focus({ preventScroll: true });
            return;
        }
        var go = event.target.closest('#part-list a[data-go]'), box = event.target.closest('#part-page .box');
        if (chip || go || box) {
            event.preventDefault();
            if (go && id('sure')) { ask(go.href); return; }
            open(item_of(go ? go.dataset.go : (chip || box).dataset.no));
        } else if (link) {
            event.preventDefault();
            if (link.dataset.key === 'e' && editing()) { look(true); tell(words.unsaved, null); return; }
            ask(link.href);
        } else if (event.target.closest('#part-list summary.row')) {
            event.preventDefault();
            var item = event.target.closest('.item');
            if (item === current()) item.querySelector('details').open = false;
            else open(item);
        }
    });
    document.addEventListener('toggle', function (event) {
        if (event.target.open && event.target.closest('.warn')) event.target.querySelector('[name=ly-do]').focus();
    }, true);
    document.addEventListener('keydown', function (event) {
        var edit = id('edit'), place = event.target;
        if (edit && edit.contains(place)) {
            if (event.key === 'Escape') { event.preventDefault(); press('Escape', edit); }
            var save = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
            if (save) { event.preventDefault(); submit(edit, null); }
            return;
        }
        if (event.ctrlKey || event.metaKey || event.altKey || place.closest('input, textarea, select')) return;
        var key = event.key.length === 1 ? event.key.toLowerCase() : event.key, item = current();
        if (id('sure') && (key === 'Enter' || key === 'Escape')) {
            if (place.closest('a, button')) return;
            event.preventDefault();
            if (!event.repeat) press(key, id('sure'));
            return;
        }
        if (key === 'Enter') {
            if (event.repeat) { event.preventDefault(); return; } /* a key held down must not confirm what nobody saw */
            if (place.closest('a, button, summary') && !(item && place === item.querySelector('summary'))) return;
            if (press('Enter', item)) event.preventDefault();
            else if (item) { event.preventDefault(); step(1, true); }
            return;
        }
        if (event.repeat && key !== 'ArrowDown' && key !== 'ArrowUp') return;
        var done = true;
        if (key === 'ArrowDown') step(1, false);
        else if (key === 'ArrowUp') step(-1, false);
        else if (key === 'n') step(1, true);
        else if (key === 'p') step(-1, true);
        else if (key === 'e' || key === 'x') done = press(key, item);
        else if (key === 'g') done = press(key, id('part-list'));
        else if (key === 'h' || key === 'k') done = press(key, id('offer'));
        else if (key === 'o') {
            var other = document.querySelector('.tools .tab[aria-pressed="false"]');
            if (other) other.click();
        }
        else if (key === 'a' && id('part-text').dataset.may) add_selected();
        else if (key === 'u') {
            var back = last_done && item_of(last_done);
            if (!press('u', back || null) && !press('u', item)) tell(words.nothing, null);
        } else done = false;
        if (done) event.preventDefault();
    });
    window.addEventListener('beforeunload', function (event) { if (editing()) event.preventDefault(); });

    var at = /^#[fv](\d+)$/.exec(location.hash);
    if (at) open(item_of(at[1]), false);
    else look(false);
}());
