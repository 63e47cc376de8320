// Articles that may answer a question while its subject is typed (K3), and the drawer in which they open beside the form.
'use strict';

(() => {
  const { byId, drafts, organisation, viewing, word } = frontdesk;
  const subject = byId('subject');
  const list = byId('suggestions');
  const drawer = byId('drawer');
  if (!subject || !list || !drawer) return;

  // How long one rests on an answer before it counts as shown, and on a subject without one before that counts.
  const SHOWN = 1000;
  const RESTED = 2000;

  const { form } = subject;
  const solution = byId('solution');
  const inquiry = () => form.elements.inquiry.value;

  // Two letters say enough in scripts that write no spaces.
  const isEnough = (text) =>
    [...text].length >= (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(text) ? 2 : 3);

  let timer;
  let asking; // the request whose answer still counts
  let chosen = -1;
  const options = () => [...list.querySelectorAll('[role=option]')];

  const look = async () => {
    asking?.abort();
    const text = subject.value.trim();
    if (!isEnough(text)) return show('');
    asking = new AbortController();
    try {
      const response = await fetch(`/support/suggestions?organisation=${organisation}&subject=${encodeURIComponent(text)}&inquiry=${inquiry()}`, {
        headers: { 'HX-Request': 'true' },
        signal: asking.signal,
      });
      if (response.ok) show(await response.text());
    } catch { /* overtaken, or no line: the older answers stay, nothing is in the way */ }
  };

  const show = (html) => {
    clearTimeout(resting);
    resting = setTimeout(noteShown, SHOWN);
    const fresh = new DOMParser().parseFromString(html, 'text/html').body;
    if (html && squeeze(fresh) === squeeze(list) && !list.hidden) return; // the same ones: the choice stays
    list.replaceChildren(...fresh.childNodes);
    toggle(options().length > 0);
    const count = options().length;
    byId('suggestions-status').textContent = count ? word('suggestions-found', { count }) : '';
  };
  const squeeze = (element) => element.textContent.replace(/\s+/g, ' ').trim();

  const toggle = (open) => {
    list.hidden = !open;
    const box = list.closest('[data-suggestions]');
    if (box) box.hidden = !open;
    subject.ariaExpanded = String(open);
    choose(-1);
  };

  const choose = (index) => {
    chosen = index;
    options().forEach((option, at) => { option.ariaSelected = String(at === index); });
    const option = options()[index];
    if (option) subject.setAttribute('aria-activedescendant', option.id);
    else subject.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };

  // What becomes of the question (K5): the server is told when an article is opened, and when the page is left or out of sight; what was
  // shown goes with it. Sending it is the form's part.
  const shown = new Set();
  let resting; // until what is offered counts as shown
  let typedAt = 0;
  let told = '';
  let over = viewing !== undefined; // whoever looks on asks nothing

  const noteShown = () => {
    if (!list.hidden) for (const option of options()) shown.add(option.dataset.slug);
    form.elements.shown.value = [...shown].join(' ');
  };

  const tell = (more = {}) => {
    const text = subject.value.trim();
    if (over || !isEnough(text)) return;
    const fields = { inquiry: inquiry(), subject: text, shown: [...shown].join(' '), ...more };
    if (Date.now() - typedAt >= RESTED) fields.rested = '1';
    const body = new URLSearchParams(fields);
    if (String(body) === told) return;
    told = String(body);
    fetch(`/support/inquiries?organisation=${organisation}`, { method: 'POST', body, keepalive: true }).catch(() => {}); // a figure, no more
  };

  form.addEventListener('submit', () => {
    noteShown(); // what stands there while one presses Send has been seen
    over = true;
  });
  addEventListener('pagehide', () => tell());
  document.addEventListener('visibilitychange', () => document.hidden && tell());
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    over = viewing !== undefined;
    shown.clear();
    told = '';
  });

  subject.addEventListener('input', () => {
    typedAt = Date.now();
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });

  subject.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = options().length;
    if (!count) return;
    if (event.key === 'ArrowDown' && list.hidden) toggle(true);
    else if (list.hidden) return;
    else if (event.key === 'ArrowDown') choose((chosen + 1) % count);
    else if (event.key === 'ArrowUp') choose(chosen > 0 ? chosen - 1 : count - 1);
    else if (event.key === 'Enter' && chosen >= 0) open(options()[chosen]);
    else if (event.key === 'Escape') toggle(false);
    else return;
    event.preventDefault();
  });

  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]');
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey) return; // those open a tab, as with any link
    event.preventDefault();
    open(option);
  });

  // The drawer

  const open = async (option) => {
    try {
      const response = await fetch(option.href, { headers: { 'HX-Request': 'true' } });
      if (frontdesk.signedOut(response)) return;
      if (!response.ok) throw new Error(response.statusText);
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').body;
      (drawer.querySelector('.drawer-body') ?? drawer).replaceChildren(...fresh.childNodes);
      noteShown();
      solution.elements.article.value = option.dataset.slug;
      drawer.showModal();
      tell({ opened: option.dataset.slug });
    } catch {
      location.assign(option.href); // the draft is kept
    }
  };

  drawer.addEventListener('click', ({ target }) => {
    const action = target === drawer ? 'close' : target.closest('[data-drawer]')?.dataset.drawer; // the backdrop is the dialog itself
    if (action === 'close') drawer.close();
  });
  solution.addEventListener('submit', () => {
    const fields = { inquiry: inquiry(), subject: subject.value.trim(), shown: [...shown].join(' ') };
    for (const [name, value] of Object.entries(fields)) solution.elements[name].value = value;
    over = true;
    drafts.setAside(form);
  });
  drawer.addEventListener('close', () => {
    (subject.value.trim() ? form.elements.body : subject).focus();
  });

  if (subject.value.trim()) look(); // a draft came back
})();
