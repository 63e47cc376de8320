// The page on which an article is written: the rich editor in the place of the Markdown, what is unsaved kept in the browser and at the
// server, who else writes. Without this the page is a form with Markdown in it.
'use strict';

(() => {
  const { byId, prefix, richField, sayRefused, signedOut, store, toast, word } = frontdesk;
  const KEEP_SOON = 250;
  const SEND_SOON = 1_500;
  const BEAT = 10_000;
  const FIELDS = ['title', 'slug', 'body', 'tags', 'category', 'visibility', 'base'];

  let form; // what everything below is about; replaced when the server sends it back
  let rich; // its text
  let place;
  let [keeping, sending] = [0, 0];
  let stored = ''; // what the server has
  const key = () => `${prefix}article:${place}`;
  const state = (text) => {
    const at = byId('article-state');
    if (at && at.textContent !== text) at.textContent = text;
  };

  // The text

  const values = () => {
    rich.settle();
    return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
  };
  const plain = ({ base, ...texts }) => JSON.stringify(texts).replaceAll('\\r\\n', '\\n');
  const isTooLarge = (text) => {
    const limit = Number(form.dataset.limit);
    if (new TextEncoder().encode(text).length <= limit) return false;
    state(word('article-too-large', { count: limit / 1000 }));
    return true;
  };

  /** Sends a picture; gives where it is, or says why it was not taken. */
  const upload = async (picture) => {
    try {
      const response = await fetch(form.dataset.pictures, {
        method: 'POST', headers: { 'HX-Request': 'true', 'Content-Type': picture.type }, body: picture, signal: AbortSignal.timeout(60_000),
      });
      if (signedOut(response)) return null;
      if (response.ok) return (await response.json()).src;
      sayRefused(await response.text());
    } catch {
      toast(word('request-unreachable'));
    }
    return null;
  };

  // Unsaved

  const keepSoon = () => {
    clearTimeout(keeping);
    keeping = setTimeout(keep, KEEP_SOON);
    clearTimeout(sending);
    sending = setTimeout(send, SEND_SOON);
  };

  /** In the browser: it holds through a lost connection and a closed tab. */
  const keep = () => {
    clearTimeout(keeping);
    keeping = 0;
    const now = values();
    if (plain(now) === stored) store.remove(key());
    else store.set(key(), { ...now, at: Date.now() });
  };

  /** At the server: it holds in another browser, too. What is unchanged only says that the editor is open. */
  const send = async () => {
    clearTimeout(sending);
    sending = 0;
    const now = values();
    const unsaved = plain(now) !== stored;
    if (unsaved && isTooLarge(now.body)) return;
    try {
      const body = new URLSearchParams(unsaved ? { ...now, unsaved: '' } : { base: now.base });
      const response = await fetch(form.dataset.drafts, {
        method: 'POST', headers: { 'HX-Request': 'true' }, body, keepalive: body.toString().length < 60_000, signal: AbortSignal.timeout(20_000),
      });
      if (!response.ok) {
        const text = await response.text();
        if (frontdesk.elsewhere(text)) sayRefused(text);
        return;
      }
      const { others, revision } = await response.json();
      if (unsaved) {
        stored = plain(now);
        state(word('article-kept'));
      }
      hear(others, revision);
    } catch {
      if (unsaved) state(word('article-kept-here'));
    }
  };

  /** Who else writes, and whether somebody has saved. */
  const hear = (others, revision) => {
    const notice = byId('article-others');
    const said = [];
    if (revision > Number(form.elements.base.value)) said.push(word('article-newer'));
    if (others.length) said.push(word('article-others', { who: others.join(', ') }));
    const text = said.join(' ');
    if (notice.textContent.trim() !== text) notice.textContent = text;
    notice.hidden = !text;
  };

  const forget = () => {
    clearTimeout(keeping);
    clearTimeout(sending);
    [keeping, sending] = [0, 0];
    store.remove(key());
  };

  /** What this browser kept and the server has not: it is newer. */
  const restore = () => {
    const draft = store.get(key());
    // Text that comes with the page was just refused by the server and is newer.
    if (!draft || form.dataset.given !== undefined || draft.at <= Number(form.dataset.kept ?? 0)) return;
    if (plain(draft) === plain(values())) return store.remove(key());
    for (const name of FIELDS) form.elements[name].value = draft[name] ?? form.elements[name].value;
    if (!byId('article-kept')) {
      const notice = Object.assign(document.createElement('div'), { id: 'article-kept', className: 'notice good kept' });
      const text = Object.assign(document.createElement('p'), { textContent: word('article-restored') });
      const discard = Object.assign(document.createElement('button'), { type: 'button', className: 'button small', textContent: word('article-discard') });
      discard.addEventListener('click', () => {
        forget();
        location.reload();
      });
      notice.append(text, discard);
      byId('article-others').before(notice);
    }
    sending = setTimeout(send, SEND_SOON);
  };

  // Saving

  const save = async (submitter) => {
    rich.settle();
    if (isTooLarge(form.elements.body.value)) return toast(byId('article-state').textContent);
    keep();
    clearTimeout(sending);
    form.ariaBusy = 'true';
    try {
      const response = await fetch(form.action, {
        method: 'POST', body: new URLSearchParams([...new FormData(form, submitter)]), signal: AbortSignal.timeout(60_000),
      });
      if (signedOut(response)) return;
      if (response.redirected) {
        forget();
        form = undefined; // nothing more is kept
        location.assign(response.url);
        return;
      }
      const text = await response.text();
      const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('article-page');
      if (!fresh) return sayRefused(text);
      rich.end();
      byId('article-page').replaceWith(fresh);
      mount();
      fresh.querySelector('[role=alert]')?.focus();
      fresh.querySelector('[role=alert]')?.scrollIntoView({ block: 'start' });
    } catch {
      toast(word('request-unreachable'));
    } finally {
      if (form) form.ariaBusy = null;
    }
  };

  // Tags as chips: the field stays what is sent.

  const makeTags = () => {
    const field = form.elements.tags;
    const list = Object.assign(document.createElement('ul'), { className: 'chips tag-chips' });
    list.ariaLabel = form.querySelector('label[for=tags]').textContent;
    const input = Object.assign(document.createElement('input'), { id: 'tag-input', className: 'input', type: 'text', autocomplete: 'off' });
    input.setAttribute('list', 'tags-choices');
    input.dir = 'auto';
    const described = field.getAttribute('aria-describedby');
    if (described) input.setAttribute('aria-describedby', described);
    const tags = () => [...new Set(field.value.split(',').map((tag) => tag.trim().toLowerCase()).filter(Boolean))];
    const set = (all) => {
      field.value = all.join(', ');
      field.dispatchEvent(new Event('change', { bubbles: true }));
      show();
    };
    const show = () => {
      list.replaceChildren(...tags().map((tag) => {
        const chip = document.createElement('li');
        const button = Object.assign(document.createElement('button'), { type: 'button', className: 'chip tag-chip' });
        const text = Object.assign(document.createElement('span'), { className: 'chip-text', dir: 'auto', textContent: tag });
        const cross = Object.assign(document.createElement('span'), { textContent: '×' });
        cross.ariaHidden = 'true';
        button.ariaLabel = word('article-tag-remove', { tag });
        button.append(text, cross);
        button.addEventListener('click', () => {
          set(tags().filter((one) => one !== tag));
          input.focus();
        });
        chip.append(button);
        return chip;
      }));
      list.hidden = !list.children.length;
    };
    const take = () => {
      const typed = input.value;
      input.value = '';
      if (typed.trim()) set([...tags(), ...typed.split(',').map((tag) => tag.trim().toLowerCase()).filter(Boolean)]);
    };
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if ((event.key === 'Enter' || event.key === ',') && input.value.trim()) {
        event.preventDefault();
        take();
      } else if (event.key === 'Enter') {
        event.preventDefault();
      } else if (event.key === 'Backspace' && !input.value) {
        set(tags().slice(0, -1));
      }
    });
    input.addEventListener('change', take);
    input.addEventListener('input', (event) => event.stopPropagation());
    field.hidden = true;
    field.after(list, input);
    form.querySelector('label[for=tags]').htmlFor = 'tag-input';
    show();
    return show;
  };

  const mount = () => {
    form = byId('article-form');
    place = form.dataset.article;
    rich = richField({
      form,
      changed: keepSoon,
      upload,
      isTooLarge(text) {
        if (!isTooLarge(text)) return false;
        toast(byId('article-state').textContent);
        return true;
      },
    });
    const showTags = makeTags();
    // What the server has: the draft it kept, or the article. What was just refused it has not.
    stored = form.dataset.given === undefined ? plain(values()) : '';
    restore();
    showTags();
    form.addEventListener('input', keepSoon);
    form.addEventListener('change', keepSoon);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (form.ariaBusy !== 'true') save(event.submitter);
    });
    byId('article-kept')?.addEventListener('submit', forget);
    if (form.dataset.beyond === undefined) rich.open();
    else rich.stayMarkdown();
    send();
  };

  mount();
  setInterval(() => form && send(), BEAT);
  addEventListener('pagehide', () => form && keep());
})();
