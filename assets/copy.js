// A read-only field whose text a button copies. Without this the field is copied from as any text.
'use strict';

(() => {
  const { toast, word } = frontdesk;

  // The clipboard is there only under https and on this machine; the older way works elsewhere.
  const copy = async (field) => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      return document.execCommand('copy');
    }
  };

  for (const box of document.querySelectorAll('[data-copy]')) {
    const field = box.querySelector('input');
    const button = box.querySelector('button');
    button.hidden = false;
    field.addEventListener('focus', () => field.select());
    button.addEventListener('click', async () => {
      const text = word(await copy(field) ? 'copy-done' : 'copy-failed');
      toast(text);
      const status = box.parentElement.querySelector('[data-copy-status]');
      if (status) status.textContent = text;
    });
  }
})();
