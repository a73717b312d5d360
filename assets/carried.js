// carried.js - one key goes from one conclusion to the next, another opens it. Without it the links do the same.
(() => {
  'use strict';
  const all = [...document.querySelectorAll('.carried > li')];
  let now = -1;
  const go = (to) => {
    if (to < 0 || to >= all.length) return;
    now = to;
    all[now].focus({ preventScroll: true });
    all[now].scrollIntoView({ block: 'start' });
  };
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    const at = all.findIndex((li) => li.contains(e.target));
    if (at >= 0) now = at;
    const key = e.key.toLowerCase();
    if (key === 'j') go(now + 1);
    else if (key === 'k') go(now - 1);
    else if (e.key === 'Enter' && all[now] === e.target) location.href = all[now].dataset.href;
    else return;
    e.preventDefault();
  });
})();
