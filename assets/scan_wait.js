// scan_wait.js - while a scan is being read: asks how far it is, and opens the review when it is there. Without it the
// page asks for itself again.
'use strict';
(() => {
  const look = async () => {
    const here = document.getElementById('scan-wait');
    if (!here || !here.dataset.more) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.getElementById('scan-wait');
      if (!next || !next.dataset.more) { location.reload(); return; }
      for (const part of ['h1', '[role=status]']) {
        const was = here.querySelector(part), words = next.querySelector(part).textContent;
        if (was.textContent !== words) was.textContent = words;    // spoken only when it changes
      }
      const bar = next.querySelector('progress');
      if (bar.outerHTML !== here.querySelector('progress').outerHTML) here.querySelector('progress').replaceWith(bar);
    } catch { /* the network comes back or not; the next look tells */ }
    setTimeout(look, Number(here.dataset.every));
  };
  setTimeout(look, 1000);
})();
