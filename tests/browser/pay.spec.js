// Paying by card, from the invoice that staff write to the receipt: with a card that is accepted, one whose bank asks, one that is
// declined; with news from Stripe and without; on every page that is open.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { LOOKS, answered, isLive, openBrowser, person, step } from './support/browser.js';
import { MailServer } from './support/mail.js';
import { Server } from './support/server.js';
import { CARDS, Stripe, answerBank, cardForm, typeCard } from './support/stripe.js';

const pictures = process.env.FRONTDESK_SCREENSHOTS;
const CLIENT = 'client@demo.test';

/** A card that is not taken is answered with 402, which the console of Stripe's frame tells. */
const DECLINED = { expected: /status of 402/ };

/** A server that asks the double, and people in browsers. */
const start = async (t, { mail = false, news = true } = {}) => {
  const stripe = await Stripe.start(t);
  const mails = mail ? await MailServer.start(t) : null;
  const server = await Server.start(t, { ...stripe.settings, ...(mails && { SMTP_URL: mails.url }) });
  if (news) await stripe.deliverTo(server);
  // Stripe sends people back to the address that the server says is its own.
  server.url = server.url.replace('127.0.0.1', 'localhost');
  const browser = await openBrowser(t);
  // The sums that are asked for while the form is sent are cut off by the page that follows.
  const admin = await person(t, browser, server, 'admin@demo.test');
  return { stripe, mails, server, browser, admin };
};

/** Takes payments to an account that its people complete at Stripe. */
const connect = async (admin) => {
  await admin.goto('/desk/settings/payments');
  await admin.selectOption('#country', 'IE');
  await Promise.all([admin.waitForURL(/\/setup\//), admin.click('form[action*="/payments/account"] [type=submit]')]);
  await Promise.all([admin.waitForURL(/\/desk\/settings\/payments/), admin.click('button[value=everything]')]);
  await admin.locator('.chip.good').waitFor();
};

/** Takes payments to the server's own account. */
const useOwn = async (admin) => {
  await admin.goto('/desk/settings/payments');
  await Promise.all([admin.waitForURL(/\/desk\/settings\/payments\?/), admin.click('form[action*="/payments/own"] [type=submit]')]);
  await admin.locator('.chip.good').waitFor();
};

/** Writes and sends an invoice to the client's company; gives its number, and its address at the desk. */
const send = async (admin, price, description = 'Design of the new booking page') => {
  await admin.goto('/desk/invoices/new');
  // The first that fits all of it, not its first letter.
  await answered(admin, 'q', 'northwind', () => admin.locator('#customer').pressSequentially('northwind'));
  await admin.locator('.combo-popup [role=option]').first().click();
  await admin.fill('#description-0', description);
  await admin.fill('#unit_price-0', price);
  await Promise.all([admin.waitForURL(/act=send/), admin.click('#invoice [name=then]')]);
  await isLive(admin);
  await Promise.all([admin.waitForURL(/done=invoice-sent/), admin.click('#send form [type=submit]')]);
  const number = (await admin.locator('h1').innerText()).replace('Invoice ', '').trim();
  return { number, url: new URL(admin.url()).pathname };
};

/** From the invoice to the card form; where somebody has pressed Pay before, it is there at once. */
const toCard = async (page, number) => {
  await page.goto(`/invoices/${number}/pay`);
  const first = page.locator('#pay [type=submit]');
  if (await first.count()) await first.click();
  await page.locator('#card-form[data-state=ready]').waitFor();
};

const press = (page) => page.click('#card-form [type=submit]');
const isPaid = (page) => page.locator('#outcome .empty-picture.good').waitFor();

/** Another page of the same person, which must not be loaded anew. */
const another = async (page, path) => {
  const other = await page.context().newPage();
  await other.goto(path);
  await isLive(other);
  await other.evaluate(() => { window.isTheSame = true; });
  return other;
};

/** What came in by card, whatever the account. */
const charges = async (stripe) =>
  Object.values(await stripe.control('GET', 'books')).flatMap(({ charges }) => charges).filter(({ status }) => status === 'succeeded');

test('from the invoice to the receipt, on every open page', async (t) => {
  const { stripe, mails, server, browser, admin } = await start(t, { mail: true });
  if (!mails) return t.skip('aiosmtpd is not here');
  await step(t, 'an account is completed at Stripe', () => connect(admin));
  const client = await person(t, browser, server, CLIENT, DECLINED);
  const agent = await person(t, browser, server, 'agent@demo.test');
  const ways = {
    accepted: async () => {
      await typeCard(client, CARDS.good);
      await press(client);
    },
    'the bank asks': async () => {
      await typeCard(client, CARDS.asks);
      await press(client);
      await answerBank(client, false);
      await client.locator('[data-problem]:not([hidden])').waitFor();
      await press(client);
      await answerBank(client);
    },
    declined: async () => {
      await typeCard(client, CARDS.declined);
      await press(client);
      await client.locator('[data-problem]', { hasText: 'declined' }).waitFor();
      await client.locator('#card-form[data-state=ready]').waitFor();
      await typeCard(client, CARDS.good);
      await press(client);
    },
  };
  for (const [at, [name, pay]] of Object.entries(ways).entries()) {
    await step(t, name, async () => {
      const { number, url } = await send(admin, `${100 + at}.50`);
      const mail = await mails.mail(CLIENT, new RegExp(number));
      assert.equal(mail.attachments.length, 1);
      assert.match(mail.attachments[0].name, /\.pdf$/);
      assert.equal(mail.attachments[0].bytes.subarray(0, 5).toString(), '%PDF-');

      const tab = await another(client, `/invoices/${number}`);
      const list = await another(client, '/invoices');
      const desk = await another(agent, url);
      await tab.getByRole('link', { name: /Pay now/ }).waitFor();
      await toCard(client, number);
      await pay();
      await isPaid(client);

      await tab.locator('#invoice-head', { hasText: 'Paid' }).waitFor();
      await list.locator(`#invoice-list a[href="/invoices/${number}"] .chip.good`).waitFor();
      await desk.locator('#invoice-status', { hasText: 'Paid' }).waitFor();
      for (const page of [tab, list, desk]) assert.equal(await page.evaluate(() => window.isTheSame), true, 'nothing was loaded anew');
      assert.equal(await tab.getByRole('link', { name: /Pay now/ }).count(), 0, 'it cannot be paid again');
      await client.goto(`/invoices/${number}/pay`);
      assert.equal(await client.locator('#pay, #card-form').count(), 0, 'nor by its address');
      const receipt = await mails.mail(CLIENT, new RegExp(`Receipt.*€${100 + at}\\.50.*${number}`));
      assert.match(receipt.text, new RegExp(`${100 + at}\\.50`));
      assert.equal((await charges(stripe)).length, at + 1, 'charged once');
      for (const page of [tab, list, desk]) await page.close();
    });
  }
});

test('whoever closes the page after paying has paid: Stripe tells', async (t) => {
  const { stripe, server, browser, admin } = await start(t);
  await useOwn(admin);
  const client = await person(t, browser, server, CLIENT);
  const { number } = await send(admin, '75');
  const tab = await another(client, `/invoices/${number}`);
  await toCard(client, number);
  await client.goto('/support');
  const { intents } = await stripe.book();
  await stripe.control('POST', 'pay', { intent: intents.at(-1).id, card: CARDS.good });
  await tab.locator('#invoice-head', { hasText: 'Paid' }).waitFor();
});

test('and when Stripe does not tell, it is asked', async (t) => {
  const { stripe, server, browser, admin } = await start(t, { news: false });
  await useOwn(admin);
  const client = await person(t, browser, server, CLIENT);
  const { number } = await send(admin, '75');
  const tab = await another(client, `/invoices/${number}`);
  await toCard(client, number);
  await client.goto('/support');
  const { intents } = await stripe.book();
  await stripe.control('POST', 'pay', { intent: intents.at(-1).id, card: CARDS.good });
  await tab.locator('#invoice-head', { hasText: 'Paid' }).waitFor({ timeout: 120_000 });
});

test('two tabs that press Pay charge once', async (t) => {
  const { stripe, server, browser, admin } = await start(t);
  await useOwn(admin);
  // The later of two is told by Stripe that it is paid: 400.
  const client = await person(t, browser, server, CLIENT, { expected: /status of 400/ });
  const { number } = await send(admin, '75');
  const second = await client.context().newPage();
  for (const page of [client, second]) {
    await toCard(page, number);
    await typeCard(page, CARDS.good);
  }
  await Promise.all([press(client), press(second)]);
  for (const page of [client, second]) await isPaid(page);
  assert.equal((await charges(stripe)).length, 1);
});

test('a card form whose invoice was voided or paid by hand meanwhile says so', async (t) => {
  const { stripe, server, browser, admin } = await start(t);
  await connect(admin);
  const client = await person(t, browser, server, CLIENT, { expected: /status of 400/ });
  const acts = {
    void: (form) => form.locator('[name=confirmed]').check(),
    payment: (form) => form.locator('[name=method]').selectOption('bank'),
  };
  for (const [act, fill] of Object.entries(acts)) {
    const { number, url } = await send(admin, '41.00');
    await toCard(client, number);
    await typeCard(client, CARDS.good);
    await admin.goto(`${url}?act=${act}`);
    const form = admin.locator(`#${act} form`);
    await fill(form);
    await Promise.all([admin.waitForURL(/done=/), form.locator('[type=submit]').click()]);
    await press(client); // at once, before it is ended at Stripe, too
    await client.locator('#card-form').waitFor({ state: 'detached' });
    await client.waitForLoadState();
    assert.match(await client.locator('main').innerText(), act === 'void' ? /void|nothing/i : /paid|nothing/i);
  }
  assert.equal((await charges(stripe)).length, 0);
});

test('money on its way is said to be, and then said to have come', async (t) => {
  const { stripe, server, browser, admin } = await start(t);
  await useOwn(admin);
  const client = await person(t, browser, server, CLIENT);
  const { number } = await send(admin, '75');
  await stripe.control('POST', 'hold', { holds: true });
  await toCard(client, number);
  await typeCard(client, CARDS.good);
  await press(client);
  await client.waitForURL(/\/payment/);
  await client.locator('#outcome').waitFor();
  assert.equal(await client.locator('#outcome .good').count(), 0);
  const { intents } = await stripe.book();
  await stripe.control('POST', 'let-go', { intent: intents.at(-1).id });
  await isPaid(client);
});

test('a Stripe that does not answer loses nothing', async (t) => {
  const { stripe, server, browser, admin } = await start(t);
  await useOwn(admin);
  const client = await person(t, browser, server, CLIENT, { expected: /status of (502|503)/ });
  const { number } = await send(admin, '75');
  // It makes what it is asked for and does not say so, nor does it answer when it is asked what it made.
  await stripe.control('POST', 'faults', { on: 'POST payment_intents', kind: 'fail-after-for-good', times: 1 });
  await stripe.control('POST', 'faults', { on: 'GET payment_intents', kind: 'cut-before', times: 1 });
  await client.goto(`/invoices/${number}/pay`);
  await client.click('#pay [type=submit]');
  await client.locator('#outcome, .notice.bad').first().waitFor();
  assert.equal(await client.locator('#card-form').count(), 0);
  await toCard(client, number);
  await typeCard(client, CARDS.good);
  await press(client);
  await isPaid(client);
  // What it made first was never shown to anybody who could pay it.
  assert.equal((await charges(stripe)).length, 1);
});

test('money given back and money disputed show on both sides', async (t) => {
  const { stripe, server, browser, admin } = await start(t);
  await useOwn(admin);
  const client = await person(t, browser, server, CLIENT);
  const { number, url } = await send(admin, '75');
  await toCard(client, number);
  await typeCard(client, CARDS.good);
  await press(client);
  await isPaid(client);
  const tab = await another(client, `/invoices/${number}`);
  const desk = await another(admin, url);
  const { intents } = await stripe.book();
  const { id: intent } = intents.at(-1);
  await stripe.control('POST', 'refunds', { intent, amount: 2_500 });
  await tab.locator('#invoice-live .ledger', { hasText: '€25.00' }).waitFor();
  await desk.locator('#invoice-live', { hasText: '€25.00' }).waitFor();
  await stripe.control('POST', 'disputes', { intent, amount: 5_000 });
  await tab.locator('#invoice-live .ledger', { hasText: '€50.00' }).waitFor();
  await desk.locator('#invoice-live', { hasText: '€50.00' }).waitFor();
});

test('the look of it', async (t) => {
  const { stripe, server, browser, admin } = await start(t);
  const client = await person(t, browser, server, CLIENT, DECLINED);
  if (pictures) await mkdir(pictures, { recursive: true });
  const look = async (page, name) => {
    for (const [width, colorScheme] of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name}: ${wide} pixels wider than the screen of ${width}`);
      if (pictures) await page.screenshot({ path: join(pictures, `pay-${name}-${width}-${colorScheme}.png`), fullPage: true });
      // What is in the frame is Stripe's.
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), [], `${name} ${width} ${colorScheme}`);
    }
  };
  const { number } = await send(admin, '1234567.89', 'A wordofeightyeightcharactersthatdoesnotbreakanywhereandmuststillfitonthesmallestofscreens');
  await admin.goto('/desk/settings/payments');
  await look(admin, 'settings-none');
  await client.goto(`/invoices/${number}/pay`);
  await look(client, 'no-cards');
  await useOwn(admin);
  await look(admin, 'settings-ready');
  await client.goto(`/invoices/${number}/pay`);
  await look(client, 'amount');
  const { number: small } = await send(admin, '75');
  await toCard(client, small);
  await look(client, 'card');
  await typeCard(client, CARDS.declined);
  await press(client);
  await client.locator('[data-problem]:not([hidden])').waitFor();
  await look(client, 'declined');
  assert.equal(await cardForm(client).locator('[name=number]').inputValue(), '4000 0000 0000 0002', 'what was typed is still there');
  await typeCard(client, CARDS.good);
  await press(client);
  await isPaid(client);
  await look(client, 'paid');
  await stripe.control('POST', 'accounts/acct_1DoubleOwn', {
    charges_enabled: false,
    requirements: { disabled_reason: 'requirements.past_due', past_due: ['individual.verification.document'], currently_due: ['external_account', 'a.name.of.the.future'] },
  });
  await admin.goto('/desk/settings/payments');
  await Promise.all([admin.waitForURL(/done=/), admin.click('form[action*="/payments/check"] [type=submit]')]);
  await look(admin, 'settings-blocked');
});
