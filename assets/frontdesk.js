// What the other scripts share: words, times, toasts, the browser's store. Plain deferred scripts, loaded in the order in
// which the layout names them; each adds what the later ones use to `frontdesk`. Without them every form and link still works.
'use strict';

const frontdesk = (() => {
  const { lang, dataset: page } = document.documentElement;
  const { me = '', side = '', zone, name = '', organisation = '', viewing } = document.body.dataset;
  // Whoever signs in next in this browser has other drafts; so has the same person in another organisation, and whoever looks on.
  const prefix = `frontdesk:${organisation}:${viewing === undefined ? '' : 'viewing:'}${me}:`;

  const byId = (id) => document.getElementById(id);
  const templates = JSON.parse(byId('words')?.textContent || '{}');

  /** A message of the catalogue with its `{$name}`s filled in. */
  const word = (id, values = {}) => (templates[id] ?? '').replace(/\{\s*\$(\w+)\s*\}/g, (_, name) => values[name] ?? '');

  /** 128 bits of chance as base64url: the key that makes sending twice harmless. */
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16)); // not randomUUID: it is missing on plain http
    return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };

  /** An id as the server makes them: 122 bits of chance. */
  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  };

  /** Under what the browser keeps what goes into a form. One that a page opens for a customer has its own: no word for one customer comes
      to stand in what another gets. */
  const draftOf = ({ dataset, id }) => {
    const customer = new URLSearchParams(location.search).get('customer');
    const name = dataset.outbox ?? dataset.outboxDraft ?? id;
    return customer ? `${name}:${customer}` : name;
  };

  // Falls back to memory where the browser stores nothing (blocked, full): sending still works, only a reload forgets.
  const memory = new Map();
  const store = {
    get(key) {
      if (memory.has(key)) return memory.get(key);
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
    set(key, value) {
      memory.delete(key);
      try { localStorage.setItem(key, JSON.stringify(value)); } catch { memory.set(key, value); }
    },
    remove(key) {
      memory.delete(key);
      try { localStorage.removeItem(key); } catch { /* nothing was stored */ }
    },
    keys(start) {
      let stored = [];
      try { stored = Object.keys(localStorage); } catch { /* nothing is stored */ }
      return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(start)).sort();
    },
  };

  const formatter = (options) => {
    const locale = page.formats || lang || undefined;
    try { return new Intl.DateTimeFormat(locale, { timeZone: zone || undefined, ...options }); }
    catch { return new Intl.DateTimeFormat(undefined, options); } // a zone this browser has not heard of
  };
  const time = formatter({ timeStyle: 'short' });
  const date = formatter({ dateStyle: 'medium' });
  const dateTime = formatter({ dateStyle: 'medium', timeStyle: 'short' });
  const weekday = formatter({ weekday: 'short' });
  const numbers = formatter({ day: 'numeric', month: 'numeric', year: 'numeric', calendar: 'gregory', numberingSystem: 'latn' });
  const dayMonth = formatter({ day: 'numeric', month: 'short' });
  const year = formatter({ year: 'numeric' });

  /** The day's number in the reader's zone. */
  const day = (at) => {
    const { year, month, day } = Object.fromEntries(numbers.formatToParts(at).map(({ type, value }) => [type, value]));
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };

  /** The short form of lists, as the server's `Locale::when` writes it. */
  const when = (at, now) => {
    const minutes = Math.floor((now - at) / 60_000);
    if (minutes < 1) return word('moment-now');
    if (minutes < 60) return word('moment-minutes', { count: minutes });
    const days = day(now) - day(at);
    if (days === 0) return time.format(at);
    if (days < 7) return weekday.format(at);
    return year.format(at) === year.format(now) ? dayMonth.format(at) : date.format(at);
  };
  const formats = {
    when,
    time: (at, now) => (day(at) === day(now) ? time : dateTime).format(at),
    date: (at) => date.format(at),
  };

  /** Writes every marked `<time>` in the reader's zone: pushed fragments carry UTC, the same bytes for everybody. */
  const showTimes = () => {
    const now = new Date();
    for (const element of document.querySelectorAll('time[data-format]')) {
      const at = new Date(element.dateTime);
      const text = Number.isNaN(at.getTime()) ? '' : formats[element.dataset.format]?.(at, now);
      if (text && element.textContent !== text) element.textContent = text;
    }
  };

  /** Says something in passing. It goes by itself, or at a click. */
  const toast = (text) => {
    const element = document.createElement('div');
    element.className = 'toast';
    element.textContent = text;
    element.addEventListener('click', () => element.remove());
    byId('toasts')?.append(element);
    setTimeout(() => element.remove(), 10_000);
  };

  /** Says something on the page that comes next. */
  const toastNext = (text) => store.set(`${prefix}toast`, text);

  /** The server's words for a refusal, or our own when it has none for people. */
  const refusal = (text) => {
    try { return JSON.parse(text).error || word('request-refused'); } catch { /* then it is HTML */ }
    const said = new DOMParser().parseFromString(text, 'text/html').querySelector('.toast');
    return said?.textContent.trim() || word('request-refused');
  };

  /** Goes to sign in and comes back here. Drafts and the outbox wait in the browser. */
  const signIn = () => location.assign(`/session/new?next=${encodeURIComponent(location.pathname + location.search)}`);

  /** Whether an answer means that the session is over; then it is on its way to the sign-in page. */
  const signedOut = (response) => {
    const out = response.status === 401 || (response.redirected && new URL(response.url).pathname === '/session/new');
    if (out) signIn();
    return out;
  };

  /** What an answer says of an organisation in which its reader went on in another tab; nothing when it was refused for another reason. */
  const elsewhere = (text) => {
    try { return JSON.parse(text).elsewhere; } catch { return text.includes('data-elsewhere') ? {} : undefined; }
  };

  /** Says in place that the reader went on in another organisation, with the way back. The page stays, and all that is typed in it. */
  const wentOn = async ({ said, back } = {}) => {
    if (!said) return askElsewhere();
    if (byId('went-on')) return;
    const notice = document.createElement('div');
    Object.assign(notice, { id: 'went-on', className: 'went-on' });
    notice.setAttribute('role', 'alert');
    const text = document.createElement('p');
    text.textContent = said;
    notice.append(text);
    if (back) notice.append(wayBack(back));
    document.body.prepend(notice);
  };

  const wayBack = (label) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/organisation' });
    for (const [name, value] of [['organisation', organisation], ['next', location.pathname + location.search]]) {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    form.append(Object.assign(document.createElement('button'), { className: 'button', textContent: label }));
    return form;
  };

  /** Asks whether the reader is still in this page's organisation; says so when not. */
  const askElsewhere = async () => {
    const response = await fetch(`/live?organisation=${organisation}`, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (response?.status === 409) wentOn(elsewhere(await response.clone().text()));
    return response;
  };

  // Every page of the browser hears where its reader is, those without a live connection too.
  const HERE = 'frontdesk:here';
  store.set(HERE, organisation);
  addEventListener('storage', ({ key, newValue }) => key === HERE && newValue !== JSON.stringify(organisation) && askElsewhere());

  /** Says why something was refused. */
  const sayRefused = (text) => {
    const gone = elsewhere(text);
    if (gone) wentOn(gone);
    else toast(refusal(text));
  };

  /** Tells the other scripts that something happened: `connected`, `thread`. */
  const tell = (what) => document.dispatchEvent(new CustomEvent(`frontdesk:${what}`));
  const on = (what, handler) => document.addEventListener(`frontdesk:${what}`, handler);

  // An error page never takes a form's place: it becomes a toast. A form that wants its 422 back says hx-status:422.
  htmx.config.noSwap.push('4xx', '5xx');
  document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => {
    if (!signedOut(ctx.response.raw)) sayRefused(ctx.text);
  });
  document.addEventListener('htmx:error', () => toast(word('request-unreachable')));

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.form;
    if (form?.matches('[data-outbox], [data-outbox-draft], [data-enter-sends]')) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  // Where a row of links does not fit and is scrolled sideways, the page one is on is in the middle of it.
  for (const here of document.querySelectorAll(':is(.rail-nav, .settings-nav) > a[aria-current]')) {
    const row = here.parentElement;
    const [inner, outer] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  }

  showTimes();
  setInterval(showTimes, 60_000);
  document.addEventListener('htmx:after:swap', showTimes);
  const left = store.get(`${prefix}toast`);
  if (left) {
    store.remove(`${prefix}toast`);
    toast(left);
  }

  return {
    me, side, name, organisation, viewing, prefix, byId, word, newKey, newId, draftOf, store, showTimes, toast, toastNext, refusal, sayRefused,
    elsewhere, wentOn, askElsewhere, signIn, signedOut, tell, on,
  };
})();
