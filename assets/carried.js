// carried.js - within the list one key goes from one conclusion to the next, another opens it. Outside of it the keys
// belong to the browser and to who speaks to it. Without script the links do the same.
(() => {
  'use strict';
  const all = [...document.querySelectorAll('.carried > li')];
  const go = (to) => {
    if (to < 0 || to >= all.length) return;
    all[to].focus({ preventScroll: true });
    all[to].scrollIntoView({ block: 'start' });
  };
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    const now = all.findIndex((li) => li.contains(e.target));
    if (now < 0) return;
    const key = e.key.toLowerCase();
    if (key === 'j') go(now + 1);
    else if (key === 'k') go(now - 1);
    else if (e.key === 'Enter' && all[now] === e.target) location.href = all[now].dataset.href;
    else return;
    e.preventDefault();
  });
})();
