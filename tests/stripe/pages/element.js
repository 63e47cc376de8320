// The card form inside the frame. Only this origin sees the card; what it asks goes to this origin too, which serves the interface as well.
'use strict';

(() => {
  const form = document.querySelector('form');
  const problem = document.querySelector('.problem');
  let setup = {};
  let parentOrigin = '*';

  const tell = (message) => parent.postMessage(message, parentOrigin);
  const digits = (text) => text.replace(/\D/g, '');

  /** Asks the interface as a browser may. */
  const ask = async (method, { key, account, clientSecret }, path, fields = {}) => {
    const id = clientSecret.split('_secret_')[0];
    const body = new URLSearchParams({ key, client_secret: clientSecret, ...fields });
    const url = `/v1/payment_intents/${id}${path}`;
    const headers = account ? { 'Stripe-Account': account } : {};
    try {
      const answer = method === 'GET' ? await fetch(`${url}?${body}`, { headers }) : await fetch(url, { method, headers, body });
      const told = await answer.json();
      return answer.ok ? { paymentIntent: told } : { error: told.error };
    } catch {
      return { error: { type: 'api_connection_error', message: 'We are experiencing issues connecting to our payments provider. Please check your internet connection or try again later.' } };
    }
  };

  /** What is missing in the form, in the words of Stripe's element. */
  const missing = () => {
    const [number, expiry, cvc] = ['number', 'expiry', 'cvc'].map((name) => digits(form.elements[name].value));
    if (number.length < 14) return ['number', 'incomplete_number', 'Your card number is incomplete.'];
    if (expiry.length < 4) return ['expiry', 'incomplete_expiry', "Your card's expiration date is incomplete."];
    if (cvc.length < 3) return ['cvc', 'incomplete_cvc', "Your card's security code is incomplete."];
    return null;
  };

  const show = (text, field) => {
    problem.textContent = text;
    for (const input of form.elements) input.ariaInvalid = input.name === field ? 'true' : null;
  };

  const submit = () => {
    const lacks = missing();
    if (lacks) {
      const [field, code, message] = lacks;
      show(message, field);
      form.elements[field].focus();
      return { error: { type: 'validation_error', code, message } };
    }
    show('');
    return { selectedPaymentMethod: 'card' };
  };

  const confirm = async (returnUrl) => {
    const { error } = submit();
    if (error) return { error };
    const expiry = digits(form.elements.expiry.value);
    const fields = {
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': digits(form.elements.number.value),
      'payment_method_data[card][exp_month]': String(Number(expiry.slice(0, 2))),
      'payment_method_data[card][exp_year]': `20${expiry.slice(2, 4)}`,
      'payment_method_data[card][cvc]': digits(form.elements.cvc.value),
    };
    if (returnUrl) fields.return_url = returnUrl;
    return ask('POST', setup, '/confirm', fields);
  };

  const dress = (message) => {
    Object.assign(setup, message);
    document.documentElement.lang = setup.locale ?? 'en';
    const { colorPrimary, colorBackground, colorText, colorDanger, borderRadius } = setup.appearance?.variables ?? {};
    const given = { '--accent': colorPrimary, '--surface': colorBackground, '--ink': colorText, '--bad': colorDanger, '--radius': borderRadius };
    for (const [name, value] of Object.entries(given)) if (value) document.documentElement.style.setProperty(name, value);
    return {};
  };

  const init = async (message) => {
    setup = {};
    dress(message);
    let { error, paymentIntent } = await ask('GET', setup, '');
    if (paymentIntent && !/^requires_/.test(paymentIntent.status)) {
      error = { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message: `This PaymentIntent is in a terminal state (${paymentIntent.status}) and cannot be used to initialize Elements.` };
    }
    tell(error ? { type: 'loaderror', error } : { type: 'ready' });
    return {};
  };

  addEventListener('message', async ({ source, origin, data }) => {
    if (source !== parent) return;
    parentOrigin = origin;
    const act = { init: () => init(data), dress: () => dress(data), submit, confirm: () => confirm(data.returnUrl), retrieve: () => ask('GET', data, '') }[data.type];
    if (act) tell({ type: 'answer', id: data.id, result: await act() });
  });

  form.addEventListener('input', ({ target }) => {
    if (target.name === 'number') target.value = digits(target.value).slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
    if (target.name === 'expiry') target.value = digits(target.value).slice(0, 4).replace(/^(..)(?=.)/, '$1 / ');
    show('');
    tell({ type: 'change', complete: !missing(), empty: [...form.elements].every((input) => !input.value), value: { type: 'card' } });
  });
  form.addEventListener('submit', (event) => event.preventDefault());

  new ResizeObserver(() => tell({ type: 'height', height: document.body.offsetHeight + 8 })).observe(document.body);
  tell({ type: 'here' });
})();
