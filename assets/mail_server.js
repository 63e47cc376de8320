// Tries a mail server out without leaving the page, so that what is typed stays in the form, the password too.
'use strict';

(() => {
  const { byId, sayRefused, signedOut, toast, word } = frontdesk;

  const busy = (button, is) => {
    const label = button.querySelector('span');
    if (is) button.dataset.label = label.textContent;
    label.textContent = is ? button.dataset.busy : button.dataset.label;
    for (const state of ['ariaBusy', 'ariaDisabled']) button[state] = is ? 'true' : null;
  };

  const say = (text) => {
    const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('tested');
    if (!fresh) return sayRefused(text);
    byId('tested').replaceWith(fresh);
    fresh.firstElementChild?.focus();
  };

  const tryOut = async (form, button) => {
    const body = new URLSearchParams([...new FormData(form, button)]);
    byId('tested').replaceChildren();
    busy(button, true);
    try {
      // The server gives up after ten seconds.
      const response = await fetch(button.formAction, { method: 'POST', body, signal: AbortSignal.timeout(20_000) });
      if (!signedOut(response)) say(await response.text());
    } catch {
      toast(word('request-unreachable'));
    }
    busy(button, false);
  };

  document.addEventListener('submit', (event) => {
    const { target: form, submitter: button } = event;
    if (event.defaultPrevented || !button?.matches('[data-test]')) return;
    event.preventDefault();
    if (button.ariaBusy !== 'true') tryOut(form, button);
  });
})();
