// The double of Stripe as a browser meets it: script, card form in a frame of another origin, the bank's page, and what the page around
// them is told. The page here is a bare one, so that what fails is the double.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { afterwards } from './support/after.js';
import { openBrowser } from './support/browser.js';
import { CARDS, Stripe, answerBank, cardForm, typeCard } from './support/stripe.js';

/** An intent as a server makes it. */
const open = async (stripe, amount = 1_000) => {
  const answer = await fetch(new URL('v1/payment_intents', stripe.settings.STRIPE_API_BASE), {
    method: 'POST',
    headers: { Authorization: `Bearer ${stripe.settings.STRIPE_SECRET_KEY}` },
    body: new URLSearchParams({ amount: String(amount), currency: 'eur' }),
  });
  return answer.json();
};

/** A page that takes a card for the intent with this secret, under a policy that allows Stripe's script and frames alone. */
const shop = async (t, stripe) => {
  const origin = new URL(stripe.settings.STRIPE_JS_URL).origin;
  const html = `<!doctype html><html lang="en"><title>Shop</title><div id="card"></div><button>Pay</button><output></output>
    <script src="${stripe.settings.STRIPE_JS_URL}"></script><script src="/shop.js"></script>`;
  const script = `
    const stripe = Stripe('${stripe.settings.STRIPE_PUBLISHABLE_KEY}');
    const told = document.querySelector('output');
    const elements = stripe.elements({ clientSecret: new URLSearchParams(location.search).get('secret'), locale: 'en' });
    const element = elements.create('payment');
    for (const event of ['ready', 'loaderror']) element.on(event, ({ error }) => { told.dataset.state = error?.code ?? event; });
    element.on('change', ({ complete }) => { told.dataset.complete = complete; });
    element.mount('#card');
    document.querySelector('button').addEventListener('click', async () => {
      const { error, paymentIntent } = await stripe.confirmPayment({ elements, confirmParams: { return_url: location.origin }, redirect: 'if_required' });
      told.textContent = JSON.stringify({ error, paymentIntent });
    });`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/shop.js';
    response.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript' : 'text/html',
      'Content-Security-Policy': `default-src 'self'; script-src 'self' ${origin}; frame-src ${origin}`,
    });
    response.end(isScript ? script : html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterwards(t, () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  return (intent) => `http://localhost:${server.address().port}/?secret=${intent.client_secret}`;
};

const visit = async (t) => {
  const stripe = await Stripe.start(t);
  const address = await shop(t, stripe);
  const browser = await openBrowser(t);
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  // A card that is not taken is answered with 402, which the console of the frame tells.
  afterwards(t, () => assert.deepEqual(complaints.filter((text) => !/status of 402/.test(text)), []));
  const enter = async (intent) => {
    await page.goto(address(intent));
    await page.locator('output[data-state=ready]').waitFor({ state: 'attached' });
  };
  const pay = async () => {
    await page.locator('output').evaluate((told) => { told.textContent = ''; });
    await page.click('button');
  };
  const told = async () => {
    await page.locator('output:not(:empty)').waitFor();
    return JSON.parse(await page.textContent('output'));
  };
  return { stripe, page, address, enter, pay, told };
};

test('a card that is accepted pays, and the page never sees it', async (t) => {
  const { stripe, page, enter, pay, told } = await visit(t);
  const intent = await open(stripe);
  await enter(intent);
  const seen = await page.evaluate(() => {
    try {
      return document.querySelector('iframe').contentDocument?.body.innerHTML ?? null;
    } catch {
      return null;
    }
  });
  assert.equal(seen, null, 'the frame is of another origin');
  await typeCard(page, CARDS.good);
  await page.locator('output[data-complete=true]').waitFor({ state: 'attached' }); // the frame tells, from a process of its own
  await pay();
  const { error, paymentIntent } = await told();
  assert.equal(error, undefined);
  assert.equal(paymentIntent.status, 'succeeded');
  const { charges } = await stripe.book();
  assert.deepEqual(charges.map(({ amount, status }) => [amount, status]), [[1_000, 'succeeded']]);
});

test('a card that is declined leaves the form, and another one pays', async (t) => {
  const { stripe, page, enter, pay, told } = await visit(t);
  await enter(await open(stripe));
  for (const [card, code] of [[CARDS.declined, 'card_declined'], [CARDS.poor, 'card_declined'], [CARDS.expired, 'expired_card']]) {
    await typeCard(page, card);
    await pay();
    const { error } = await told();
    assert.equal(error.code, code);
    assert.equal(error.payment_intent.status, 'requires_payment_method');
  }
  await typeCard(page, CARDS.good);
  await pay();
  assert.equal((await told()).paymentIntent.status, 'succeeded');
});

test('a bank that asks is answered in front of the page', async (t) => {
  const { stripe, page, enter, pay, told } = await visit(t);
  await enter(await open(stripe));
  await typeCard(page, CARDS.asks);
  await pay();
  await answerBank(page, false);
  const { error } = await told();
  assert.equal(error.code, 'payment_intent_authentication_failure');
  await pay();
  await answerBank(page);
  assert.equal((await told()).paymentIntent.status, 'succeeded');
  assert.equal(await page.locator('iframe').count(), 2, 'the bank has gone: the card form and what asks for the outcome are left');
});

test('a form that is not complete says so itself', async (t) => {
  const { stripe, page, enter, pay, told } = await visit(t);
  await enter(await open(stripe));
  await typeCard(page, '4242');
  await pay();
  assert.equal((await told()).error.type, 'validation_error');
  await cardForm(page).getByRole('alert').filter({ hasText: 'card number is incomplete' }).waitFor();
  assert.equal(await page.getAttribute('output', 'data-complete'), 'false');
});

test('an intent that is paid opens no form', async (t) => {
  const { stripe, page, address } = await visit(t);
  const intent = await open(stripe);
  await stripe.control('POST', 'pay', { intent: intent.id, card: CARDS.good });
  await page.goto(address(intent));
  await page.locator('output[data-state=payment_intent_unexpected_state]').waitFor({ state: 'attached' });
});
