// Buttons that put a link where one writes (`data-insert`). Without this the article's own link is copied.
'use strict';

(() => {
  const field = () => document.querySelector('#composer textarea');

  const show = () => {
    for (const button of document.querySelectorAll('[data-insert][hidden]')) button.hidden = !field();
  };

  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-insert]');
    const text = field();
    if (!button || !text) return;
    button.closest('[popover]')?.hidePopover?.();
    const before = text.value.slice(0, text.selectionStart);
    const after = text.value.slice(text.selectionEnd);
    const link = `${/\S$/.test(before) ? ' ' : ''}${button.dataset.insert}${/^\s/.test(after) ? '' : ' '}`;
    text.focus();
    text.setRangeText(link, text.selectionStart, text.selectionEnd, 'end');
    text.dispatchEvent(new Event('input', { bubbles: true })); // drafts and typing follow
  });

  document.addEventListener('htmx:after:swap', show);
  show();
})();
