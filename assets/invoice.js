// Writing an invoice by keyboard. The server adds up and moves the lines; here is only what the keys press.
'use strict';

(() => {
  const { drafts } = frontdesk;
  const lineOf = (target) => target.closest?.('.invoice-line');

  document.addEventListener('keydown', (event) => {
    const line = lineOf(event.target);
    if (!line || event.isComposing || event.ctrlKey || event.metaKey) return;
    const at = Number(line.dataset.line);
    // Alt and an arrow move the line.
    if (event.altKey && ['ArrowUp', 'ArrowDown'].includes(event.key)) {
      event.preventDefault();
      document.getElementById(`${event.key === 'ArrowUp' ? 'up' : 'down'}-${at}`)?.click();
      return;
    }
    // Enter goes to the same field of the next line, and behind the last one adds another.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || !event.target.matches('input')) return;
    event.preventDefault();
    const below = document.getElementById(event.target.id.replace(/-\d+$/, `-${at + 1}`));
    if (below) below.focus();
    else document.getElementById('add-line')?.click();
  });

  // Lines came, went or moved: the draft follows, and so does the focus.
  document.addEventListener('htmx:after:swap', () => {
    const form = document.getElementById('invoice');
    if (!form) return;
    const next = form.querySelector('.invoice-lines [autofocus]');
    if (!next) return;
    next.removeAttribute('autofocus');
    next.focus();
    form.dispatchEvent(new CustomEvent('change', { bubbles: true }));
  });

  // Whoever leaves by Cancel does not want what was typed.
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-forget-draft]');
    if (link?.closest('form')) drafts.clear(link.closest('form'));
  });
})();
