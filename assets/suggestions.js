// Articles that may answer a question while its subject is typed (K3), and the drawer in which they open beside the form.
'use strict';

(() => {
  const { byId, drafts, organisation, word } = frontdesk;
  const subject = byId('subject');
  const list = byId('suggestions');
  const drawer = byId('drawer');
  if (!subject || !list || !drawer) return;

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
      const response = await fetch(`/support/suggestions?organisation=${organisation}&subject=${encodeURIComponent(text)}`, {
        headers: { 'HX-Request': 'true' },
        signal: asking.signal,
      });
      if (response.ok) show(await response.text());
    } catch { /* overtaken, or no line: the older answers stay, nothing is in the way */ }
  };

  const show = (html) => {
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

  subject.addEventListener('input', () => {
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
      drawer.showModal();
    } catch {
      location.assign(option.href); // the draft is kept
    }
  };

  drawer.addEventListener('click', ({ target }) => {
    const action = target === drawer ? 'close' : target.closest('[data-drawer]')?.dataset.drawer; // the backdrop is the dialog itself
    if (action === 'close') drawer.close();
    if (action === 'solved') {
      drafts.clear(subject.form);
      frontdesk.toastNext(word('drawer-solved'));
      location.assign('/support');
    }
  });
  drawer.addEventListener('close', () => {
    const form = subject.form.elements;
    (form.body && subject.value.trim() ? form.body : subject).focus();
  });

  if (subject.value.trim()) look(); // a draft came back
})();
