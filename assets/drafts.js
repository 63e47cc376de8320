// Keeps what is typed in the browser until it is sent: through a reload, a lost connection, a closed tab.
'use strict';

frontdesk.drafts = (() => {
  const { draftOf, prefix, signedOut, store } = frontdesk;
  const forms = document.querySelectorAll('form[data-outbox], form[data-outbox-draft]');

  const keyOf = (form) => `${prefix}draft:${draftOf(form)}`;
  const isText = (field) => field.matches('textarea, input:not([type]), input[type=text], input[type=search]');
  const isKept = (field) => field.name && (isText(field) || field.matches('select, [type=radio], [type=number]'));
  const kept = (form) => [...form.elements].filter(isKept);
  const texts = (form) => [...form.elements].filter((field) => field.name && isText(field));
  // A customer that the page came with says nothing about what was typed.
  const typed = (form) => texts(form).filter((field) => !field.closest('[data-combobox]'));

  /** Stores what stands in the form, or forgets it when nothing does. */
  const save = (form) => {
    if (!typed(form).some((field) => field.value.trim())) return store.remove(keyOf(form));
    const draft = {};
    for (const field of kept(form)) {
      if (field.type !== 'radio' || field.checked) draft[field.name] = field.value;
    }
    // A new ticket keeps its key too: sent again after a lost answer, it is still one ticket. So is what is asked still one question.
    if (form.dataset.outboxDraft) {
      draft.key = form.elements.key?.value;
      draft.version = form.elements.version?.value; // whoever saved since is not overwritten
      draft.inquiry = form.elements.inquiry?.value;
    }
    store.set(keyOf(form), draft);
  };

  const restore = (form) => {
    const { key, inquiry, version } = form.elements;
    if (takeBack(form)) return;
    const draft = store.get(keyOf(form));
    // Text that comes with the page was just refused by the server and is newer; so is its key. Of a form that shows what is stored, what
    // was typed into it is the newer.
    const isKept = 'keptFirst' in form.dataset;
    if (!isKept && typed(form).some((field) => field.value.trim())) return save(form);
    if (isKept && !draft) return;
    if (draft && form.dataset.rebuild && Object.keys(draft).some((name) => !(name in form.elements))) return rebuild(form, draft);
    for (const field of draft ? kept(form) : []) {
      if (field.type === 'radio') field.checked = draft[field.name] === field.value;
      else if (!(field.value && field.closest('[data-combobox]'))) field.value = draft[field.name] ?? field.value;
    }
    if (key) key.value = draft?.key || frontdesk.newKey();
    if (version && draft?.version) version.value = draft.version;
    if (inquiry && draft?.inquiry) inquiry.value = draft.inquiry;
    // What it comes to is the server's to say, as soon as the page can ask it: htmx starts by itself, before this script or after it.
    const askForSums = () => form.dispatchEvent(new Event('change', { bubbles: true }));
    if (!draft || !form.dataset.rebuild) return;
    if (form.querySelector('[data-htmx-powered]')) askForSums();
    else document.addEventListener('htmx:after:process', askForSums, { once: true });
  };

  /** Has the server make the form anew with what was typed: it had more lines than the page came with. */
  const rebuild = async (form, draft) => {
    try {
      const response = await fetch(form.dataset.rebuild, { method: 'POST', body: new URLSearchParams({ ...draft, invoice: form.elements.invoice?.value ?? '' }) });
      if (signedOut(response) || !response.ok) return;
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(form.id);
      if (fresh) await htmx.swap({ sourceElement: document.body, target: form, swap: 'outerMorph', text: fresh.outerHTML });
    } catch { /* no line: it is kept, and comes back with the next look */ }
  };

  // What an article has solved is set aside, until its writer comes back to it or asks something else.
  const asideOf = (form) => `${keyOf(form)}:aside`;

  const setAside = (form) => {
    save(form);
    const draft = store.get(keyOf(form));
    clear(form);
    frontdesk.attachments?.clear(form);
    if (draft) store.set(asideOf(form), draft);
  };

  /** Fills the form with what was set aside, when it is the same question that its page came with. */
  const takeBack = (form) => {
    const aside = store.get(asideOf(form));
    store.remove(asideOf(form));
    if (!aside || aside.inquiry !== form.elements.inquiry?.value) return false;
    for (const field of kept(form)) field.value = aside[field.name] ?? field.value;
    if (form.elements.key) form.elements.key.value = frontdesk.newKey();
    save(form);
    return true;
  };

  const timers = new Map();
  const saveSoon = (form) => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(saveNow, 200, form));
  };
  const saveNow = (form) => {
    if (timers.delete(form)) save(form);
  };

  /** Forgets the draft: it was sent, or is not needed any more. */
  const clear = (form) => {
    clearTimeout(timers.get(form));
    timers.delete(form);
    store.remove(keyOf(form));
  };

  for (const form of forms) {
    form.addEventListener('input', () => saveSoon(form));
    form.addEventListener('change', () => saveSoon(form));
    addEventListener('pagehide', () => saveNow(form)); // no time left for the timer
    // Back to a page that slept in the browser's memory: what was sent from it meanwhile must not be sent again.
    addEventListener('pageshow', ({ persisted }) => {
      if (!persisted || store.get(keyOf(form))) return;
      form.reset();
      if (form.elements.inquiry) form.elements.inquiry.value = frontdesk.newId(); // and asked is something else
      restore(form);
    });

    // The same form in another tab: follows what is typed or sent there, unless something else is being typed here. One with a customer to
    // choose does not: that tab's may be another customer.
    addEventListener('storage', ({ key, oldValue, newValue }) => {
      if (key !== keyOf(form) || form.querySelector('[data-combobox]')) return;
      const [before, after] = [oldValue, newValue].map((value) => JSON.parse(value) ?? {});
      for (const field of texts(form)) {
        if (field !== document.activeElement && field.value === (before[field.name] ?? '')) {
          field.value = after[field.name] ?? '';
        }
      }
    });

    restore(form);
  }

  return { clear, setAside };
})();
