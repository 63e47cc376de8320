// Pays by card. Stripe's element takes the card, in a frame of Stripe's own; what is seen here is whether that went well.
'use strict';

(() => {
  const form = document.getElementById('card-form');
  if (!form) return;
  const { key, account, secret, return: returnUrl, language, unexpected } = form.dataset;
  const button = form.querySelector('button[type=submit]');
  const problem = form.querySelector('[data-problem]');
  let state = 'loading';

  /** What shows by itself: one of the lines that the page has for it. */
  const become = (next) => {
    state = form.dataset.state = next;
    for (const line of form.querySelectorAll('[data-when]')) line.hidden = line.dataset.when !== next;
    button.disabled = !(next === 'ready' || next === 'paying');
    form.ariaBusy = button.ariaDisabled = next === 'paying' ? 'true' : null;
  };

  const say = (text) => {
    form.querySelector('[data-earlier]')?.remove();
    problem.textContent = text;
    problem.hidden = !text;
    if (text) problem.focus();
  };

  // Scripts that a page asks for run in order, each when it has come or has failed to.
  if (typeof Stripe !== 'function') return become('unreachable');

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const colour = (name) => {
    // As the browser has worked it out: Stripe's frame knows neither the page's properties nor its functions.
    const probe = Object.assign(document.createElement('span'), { hidden: true });
    probe.style.color = `var(${name})`;
    form.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return `#${[...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  const appearance = () => ({
    theme: dark.matches ? 'night' : 'stripe',
    variables: {
      colorPrimary: colour('--accent-ink'),
      colorBackground: colour('--surface'),
      colorText: colour('--ink'),
      colorDanger: colour('--bad'),
      borderRadius: '8px',
    },
  });

  const stripe = Stripe(key, account ? { stripeAccount: account, locale: language } : { locale: language });
  const elements = stripe.elements({ clientSecret: secret, appearance: appearance(), locale: language });
  dark.addEventListener('change', () => elements.update({ appearance: appearance() }));
  const element = elements.create('payment', { layout: 'tabs' });
  element.on('ready', () => become(navigator.onLine ? 'ready' : 'offline'));
  element.on('loaderror', () => become('unreachable'));
  element.on('change', () => say(''));
  element.mount('#card-element');

  addEventListener('offline', () => state === 'ready' && become('offline'));
  addEventListener('online', () => state === 'offline' && become('ready'));

  /** Whether this is still to be paid: what was settled or taken back a moment ago may not be ended at Stripe yet. */
  const isWanted = async () => {
    try {
      const response = await fetch(location.pathname, { signal: AbortSignal.timeout(5_000) });
      if (!response.ok) return true;
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (page.querySelector('[data-unanswered]')) return true; // Stripe cannot be asked from there, and from here perhaps it can
      return page.getElementById('card-form')?.dataset.secret === secret;
    } catch {
      return true; // without a line to here: what is charged is found and written down later
    }
  };

  const pay = async () => {
    say('');
    become('paying');
    let error;
    try {
      // First of all, as the wallets demand: their window opens with the press of a button or not at all.
      ({ error } = await elements.submit());
      if (!error && !(await isWanted())) return location.reload();
      if (!error) ({ error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: returnUrl }, redirect: 'if_required' }));
    } catch {
      error = {};
    }
    // Another tab may have paid, or the bank still thinks: the server asks Stripe and says which.
    const status = error?.payment_intent?.status;
    if (!error || status === 'succeeded' || status === 'processing') return location.assign(form.action);
    // Taken back, settled or changed meanwhile: the page says what is there to be paid now.
    if (status === 'canceled' || error.code === 'payment_intent_unexpected_state') return location.reload();
    become(navigator.onLine ? 'ready' : 'offline');
    say(error.message || unexpected);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (state === 'ready') pay(); // a second press does nothing
  });

  // Back out of the browser's memory: how the payment stands may have changed.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
})();
