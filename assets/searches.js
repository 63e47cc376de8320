// Tells the server which searches of the help centre one rests on while one types: those that find nothing are articles that are missing.
'use strict';

(() => {
  const RESTED = 2000;
  const form = document.querySelector('form[data-searches]');
  if (!form || frontdesk.viewing !== undefined) return;

  const { q } = form.elements;
  let timer;
  let missed = false; // whether something was told that may have found something by now

  const tell = () => {
    const nothing = document.querySelector('#help-found [data-found-nothing]') !== null;
    if (!q.value.trim() || !(nothing || missed)) return;
    missed = nothing;
    const body = new URLSearchParams({ q: q.value });
    fetch(form.dataset.searches, { method: 'POST', body, keepalive: true }).catch(() => {}); // a figure, no more
  };

  q.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(tell, RESTED);
  });
  form.addEventListener('submit', () => clearTimeout(timer)); // the page that comes is the server's to count
})();
