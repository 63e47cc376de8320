// The desk's inbox moves as things happen, but no row jumps away under the pointer or the focus.
'use strict';

(() => {
  const inbox = frontdesk.byId('inbox');
  const live = frontdesk.byId('live');
  if (!inbox || !live) return;
  const QUIET = 3000; // so long after the last move the list goes on

  let touched = 0;
  let held = null;
  let timer;

  const touch = () => { touched = Date.now(); };
  const leave = ({ relatedTarget }) => {
    if (frontdesk.byId('inbox').contains(relatedTarget)) return;
    touched = 0;
    release();
  };
  const release = () => {
    clearTimeout(timer);
    if (held === null) return;
    const left = touched + QUIET - Date.now();
    if (left > 0) {
      timer = setTimeout(release, left);
      return;
    }
    const text = held;
    held = null;
    htmx.swap({ sourceElement: live, target: live, swap: 'none', text });
  };

  for (const event of ['pointermove', 'pointerdown', 'focusin', 'keydown']) inbox.addEventListener(event, touch, { passive: true });
  for (const event of ['pointerleave', 'focusout']) inbox.addEventListener(event, leave);

  document.addEventListener('htmx:ws:before:message:incoming', (event) => {
    const { data } = event.detail.message;
    if (event.defaultPrevented || !data.includes('hx-target="#inbox"')) return;
    held = null; // this one is newer
    if (touched + QUIET < Date.now()) return;
    event.preventDefault();
    held = data;
    release();
  });
})();
