// Replies on their way (S3). Each waits in the browser's store under a key made here until the server has answered, and is
// sent again with that same key after anything that is not an answer: no line, a restart, a reload. Any page of the same
// person sends what waits, whichever ticket it belongs to.
'use strict';

(() => {
  const { byId, drafts, newKey, prefix, store, thread, word } = frontdesk;
  const form = document.querySelector('form[data-outbox]');
  const box = `${prefix}outbox:`;
  const arrived = new Set(); // ids of messages that were shown from the server's answer

  const letters = () => store.keys(box).map((name) => store.get(name)).filter(Boolean);
  const waiting = (topic) => letters().find((letter) => letter.topic === topic && !letter.error);

  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== 'key');
    const text = form.elements.body.value;
    const files = frontdesk.attachments?.of(form) ?? [];
    if (!text.trim() && !files.length) return;
    const latest = Number(letters().at(-1)?.at ?? 0); // a clock set back must not change the order
    const at = String(Math.max(Date.now(), latest + 1)).padStart(16, '0');
    const note = form.elements.kind?.value === 'note';
    const key = newKey();
    const letter = { at, key, topic: form.dataset.outbox, action: form.action, fields, text, files, note, after: thread?.last ?? 0 };
    letter.name = `${box}${at}:${key}`;
    store.set(letter.name, letter);
    form.elements.body.value = '';
    if (form.elements.then) form.elements.then.value = '';
    drafts.clear(form);
    frontdesk.attachments?.clear(form);
    frontdesk.tell('sent');
    show();
    send();
  });

  // Pressing Send leaves the focus, and a phone's keyboard, with the text: nothing moves away under the finger.
  form?.addEventListener('mousedown', (event) => event.target.closest('[type=submit]') && event.preventDefault());

  // Sending. One page at a time sends a ticket's messages, one after the other, so that they keep their order.
  const exclusively = (topic, work) =>
    navigator.locks ? navigator.locks.request(`${box}${topic}`, work) : work(); // plain http has no locks; the keys still hold

  let running = false;
  let asked = false;
  let pause = 500;
  let timer;

  const send = async () => {
    asked = true;
    if (running) return;
    running = true;
    clearTimeout(timer);
    let failed = false;
    while (asked && !failed) {
      asked = false;
      for (const topic of new Set(letters().filter(({ error }) => !error).map((letter) => letter.topic))) {
        failed = (await exclusively(topic, () => sendAll(topic))) || failed;
      }
    }
    running = false;
    // The lock is free while we wait: a page in the background, whose timers are slow, holds up no other.
    if (failed) timer = setTimeout(send, pause * (0.75 + Math.random() / 2));
    pause = failed ? Math.min(pause * 2, 4000) : 500;
  };

  /** Sends what waits for a ticket. True when there was no answer and it has to be tried again. */
  const sendAll = async (topic) => {
    for (let letter = waiting(topic); letter; letter = waiting(topic)) {
      if (!(await post(letter))) return true;
    }
    return false;
  };

  /** Sends one message; false when there was no answer. */
  const post = async (letter) => {
    let response, text;
    try {
      response = await fetch(letter.action, {
        method: 'POST',
        headers: { 'HX-Request': 'true' },
        body: new URLSearchParams([...letter.fields, ['key', letter.key]]),
        signal: AbortSignal.timeout(20_000),
      });
      if (frontdesk.signedOut(response)) return false;
      text = await response.text();
    } catch {
      return false;
    }
    const { status } = response;
    if (status >= 500 || [408, 425, 429].includes(status)) return false;
    if (!response.ok) {
      fail(letter, status, text);
      return true;
    }
    const here = letter.topic === form?.dataset.outbox;
    const elsewhere = response.headers.get('HX-Redirect') ?? (response.redirected ? response.url : null);
    if (here && !elsewhere) {
      arrived.add(text.match(/id="(reply-[^"]+)"/)?.[1]);
      await thread?.add(text);
    }
    store.remove(letter.name);
    show();
    if (here && elsewhere) location.assign(elsewhere); // a closed thread: the reply has opened a follow-up
    return true;
  };

  const fail = (letter, status, text) => {
    // 409: the key is taken by another text, and trying again is a new message and needs a new one; or its writer went on in another
    // organisation, and it waits for them here.
    const elsewhere = frontdesk.elsewhere(text);
    if (elsewhere) frontdesk.wentOn(elsewhere);
    const key = status === 409 && !elsewhere ? newKey() : letter.key;
    byId(`pending-${letter.key}`)?.remove();
    store.set(letter.name, { ...letter, key, error: frontdesk.refusal(text) });
    show();
  };

  const retry = (letter) => {
    store.set(letter.name, { ...letter, error: undefined });
    show();
    send();
  };

  /** Takes a refused message back into the form, before what stands there. */
  const edit = (letter) => {
    const { body } = form.elements;
    body.value = [letter.text, body.value].filter(Boolean).join('\n\n');
    frontdesk.attachments?.restore(form, letter.files);
    store.remove(letter.name);
    show();
    body.dispatchEvent(new Event('input', { bubbles: true }));
    body.focus();
  };

  // Showing. The live connection may bring an own message before its answer does; then its bubble gives way at once.
  const squeeze = (text) => (text ?? '').replace(/\s+/g, '');
  const isShown = (letter, taken) => {
    const twin = [...thread.list.querySelectorAll('.msg.mine[data-number]')].find((item) =>
      !arrived.has(item.id) && !taken.has(item) && Number(item.dataset.number) > letter.after
      && squeeze(item.querySelector('.body')?.textContent) === squeeze(letter.text));
    if (twin) taken.add(twin);
    return Boolean(twin);
  };

  const show = () => {
    if (!thread || !form) return;
    const taken = new Set();
    const mine = letters().filter((letter) => letter.topic === form.dataset.outbox);
    const shown = mine.filter((letter) => letter.error || !isShown(letter, taken));
    const ids = new Set(shown.map(({ key }) => `pending-${key}`));
    for (const item of thread.list.querySelectorAll('.pending')) if (!ids.has(item.id)) item.remove();
    for (const letter of shown) {
      const old = byId(`pending-${letter.key}`);
      if (old?.classList.contains('failed') === Boolean(letter.error)) continue;
      const fresh = bubble(letter);
      if (old) old.replaceWith(fresh);
      else thread.list.append(fresh);
    }
  };

  const element = (tag, className, text = '') => Object.assign(document.createElement(tag), { className, textContent: text });

  const bubble = (letter) => {
    const item = element('li', ['msg mine pending', letter.note && 'note', letter.error && 'failed'].filter(Boolean).join(' '));
    item.id = `pending-${letter.key}`;
    const state = element('span', 'state', letter.error ?? word('outbox-sending'));
    const meta = element('div', 'meta');
    meta.append(state);
    if (letter.error) {
      state.setAttribute('role', 'alert');
      for (const [name, label, action] of [['retry', word('outbox-retry'), retry], ['edit', word('outbox-edit'), edit]]) {
        const button = element('button', `link ${name}`, label);
        button.type = 'button';
        button.addEventListener('click', () => action(letter));
        meta.append(button);
      }
    }
    const said = element('div', 'said');
    said.append(meta);
    if (letter.text) said.append(element('div', 'body', letter.text));
    for (const { name } of letter.files ?? []) said.append(element('bdi', 'chip', name));
    item.append(said);
    return item;
  };

  const wake = () => {
    pause = 500;
    send();
  };
  frontdesk.on('connected', wake);
  addEventListener('online', wake);
  addEventListener('pageshow', wake); // also the first time
  document.addEventListener('visibilitychange', () => document.hidden || wake());
  addEventListener('storage', ({ key }) => key?.startsWith(box) && show());
  frontdesk.on('thread', show);
  show();
})();
