// Forms that are better off without leaving the page.
'use strict';

(() => {
  const { byId, drafts, sayRefused, signedOut, toast, word } = frontdesk;

  const bodyOf = (form, submitter) => new URLSearchParams([...new FormData(form, submitter)]);

  const busy = (form, is) => {
    form.ariaBusy = is ? 'true' : null;
    for (const button of form.querySelectorAll('button:not([type=button])')) button.ariaDisabled = is ? 'true' : null;
  };

  /** Small changes (`data-quiet`: status, assignee): what comes of them arrives over the live connection. */
  const sendQuietly = async (form, submitter) => {
    busy(form, true);
    try {
      const response = await fetch(form.action, { method: 'POST', body: bodyOf(form, submitter), signal: AbortSignal.timeout(20_000) });
      if (signedOut(response)) return;
      if (!response.ok) sayRefused(await response.text());
      else if (!frontdesk.isLive?.()) location.assign(response.url); // nothing will arrive by itself
    } catch {
      toast(word('request-unreachable'));
    }
    busy(form, false);
  };

  /** A form with a lot of text in it (`data-outbox-draft`): without an answer it stays, says so, and goes on trying with its key. */
  const sendSturdily = async (form, submitter) => {
    const body = bodyOf(form, submitter);
    busy(form, true);
    let told = false;
    for (let pause = 500; ; pause = Math.min(pause * 2, 4000)) {
      try {
        const response = await fetch(form.action, { method: 'POST', body, signal: AbortSignal.timeout(20_000) });
        if (signedOut(response)) return;
        if (response.status < 500) return await arrive(form, response);
        // Something is broken there: its number is what to ask support with.
        const fault = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('.error-id');
        if (fault && !told) toast(`${word('request-kept')} ${fault.textContent.trim()}`);
        told = Boolean(fault);
      } catch { /* no answer: again, below */ }
      if (pause === 500 && !told) toast(word('request-repeated'));
      await htmx.timeout(pause);
    }
  };

  const arrive = async (form, response) => {
    if (response.redirected) {
      drafts.clear(form);
      frontdesk.attachments?.clear(form);
      location.assign(response.url);
      return;
    }
    // Refused: the server's page says what is wrong beside each field, with what was typed still in them.
    const text = await response.text();
    busy(form, false);
    const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(form.id);
    if (!fresh) return sayRefused(text);
    await htmx.swap({ sourceElement: document.body, target: form, swap: 'outerMorph', text: fresh.outerHTML });
  };

  document.addEventListener('submit', (event) => {
    const form = event.target;
    const sturdy = form.matches('[data-outbox-draft]');
    if (event.defaultPrevented || !(sturdy || form.matches('[data-quiet]'))) return;
    event.preventDefault();
    if (form.ariaBusy === 'true') return; // a second press
    (sturdy ? sendSturdily : sendQuietly)(form, event.submitter);
  });

  // What is chosen beside a thread follows its head, which moves live. While the head says what it said before, a choice that is not sent yet
  // stays: whatever else is pushed comes between choosing and sending, too.
  const said = () => {
    const { status, assignee = '' } = byId('ticket-head')?.dataset ?? {};
    return { status, assignee, tags: byId('panel-tags')?.dataset.tags };
  };
  const followed = said();
  const follow = () => {
    if (!byId('ticket-head')) return;
    const now = said();
    for (const [id, value] of Object.entries(now)) {
      const field = byId(id);
      if (!field || field === document.activeElement || followed[id] === value) continue;
      field.value = value;
      followed[id] = value;
    }
    for (const take of document.querySelectorAll('input[type=hidden][name=assignee]')) take.form.hidden = take.value === now.assignee;
  };
  document.addEventListener('htmx:after:swap', follow);

  // Back out of the browser's memory, after a form was sent from here.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) document.querySelectorAll('form[aria-busy=true]').forEach((form) => busy(form, false));
  });
})();
