// Writing invoices at the desk: by keyboard, with live totals, without scripts; what is typed survives; and how the pages look.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { LOOKS, isLive, openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const pictures = process.env.FRONTDESK_SCREENSHOTS;
const LONG = 'Migration of the booking system, with everything that hangs on it: calendars, reminders, the till, and Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';

const total = (page) => page.locator('#invoice-totals .total dd');
const says = (page, text) => page.waitForFunction((text) => document.querySelector('#invoice-totals .total dd')?.textContent === text, text);
const focused = (page) => page.evaluate(() => document.activeElement.id);
const descriptions = (page) => page.locator('[name^=description-]').evaluateAll((fields) => fields.map((field) => field.value));

/** Chooses a customer as one types. */
const choose = async (page, name) => {
  await page.fill('#customer', name);
  await page.locator('.combo-popup [role=option]', { hasText: name }).click();
};

/** Writes an invoice by its form; gives its address. */
const write = async (page, name, lines) => {
  await page.goto('/desk/invoices/new');
  await choose(page, name);
  for (const [at, [description, price, tax]] of lines.entries()) {
    if (at) {
      await page.click('#add-line');
      await page.locator(`#description-${at}`).waitFor();
    }
    await page.fill(`#description-${at}`, description);
    await page.fill(`#unit_price-${at}`, price);
    await page.fill(`#tax_rate-${at}`, tax);
  }
  // By key: the sums that come meanwhile would move the button away between the mouse's press and its release.
  await Promise.all([page.waitForURL(/done=invoice-saved/), page.press('#invoice .tools .primary', 'Enter')]);
  return new URL(page.url()).pathname;
};

const act = async (page, url, name, fill, done) => {
  await page.goto(`${url}?act=${name}`);
  await fill?.(page.locator(`#${name}`));
  await Promise.all([page.waitForURL(done), page.locator(`#${name} form [type=submit]`).click()]);
};

test('an invoice is written by keyboard, added up as one types, and sent', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test', { expected: /status of (409|422)/ });
  await admin.goto('/desk/invoices');
  await Promise.all([admin.waitForURL(/invoices\/new$/), admin.click('.head .primary')]);

  await step(t, 'the customer and the first line', async () => {
    await choose(admin, 'Northwind');
    await admin.focus('#description-0');
    await admin.keyboard.type('Design');
    await admin.keyboard.press('Tab');
    assert.equal(await focused(admin), 'quantity-0');
    await admin.keyboard.type('3'); // the 1 that stands there is selected
    await admin.fill('#unit_price-0', '80');
    await admin.fill('#tax_rate-0', '19');
    await says(admin, '€285.60');
    assert.equal(await admin.locator('#net-0').innerText(), '€240.00');
    assert.equal(await admin.inputValue('#unit_price-0'), '80', 'what is typed is left alone');
  });

  await step(t, 'Enter behind the last line adds another, and an arrow moves it', async () => {
    await admin.focus('#unit_price-0');
    await admin.keyboard.press('Enter');
    await admin.waitForFunction(() => document.activeElement.id === 'description-1');
    assert.equal(await admin.inputValue('#tax_rate-1'), '19', 'taxed as the one above');
    await admin.keyboard.type('Print');
    await admin.fill('#unit_price-1', '10.05');
    await admin.fill('#discount-1', '50');
    await says(admin, '€291.59');
    await admin.focus('#description-1');
    await admin.keyboard.press('Alt+ArrowUp');
    await admin.waitForFunction(() => document.querySelector('#description-0').value === 'Print');
    assert.deepEqual(await descriptions(admin), ['Print', 'Design']);
    await admin.waitForFunction(() => document.activeElement.id === 'down-0');
    await admin.keyboard.press('Enter');
    await admin.waitForFunction(() => document.querySelector('#description-0').value === 'Design');
    await admin.waitForFunction(() => document.activeElement.id === 'up-1');
    assert.equal(await total(admin).innerText(), '€291.59');
  });

  await step(t, 'what is typed survives a reload, a line that was added too', async () => {
    await admin.fill('#reference', 'PO 77');
    await admin.reload();
    await admin.waitForFunction(() => document.querySelector('#description-1')?.value === 'Print');
    assert.equal(await admin.inputValue('#reference'), 'PO 77');
    assert.match(await admin.inputValue('#customer'), /Northwind/);
    await says(admin, '€291.59');
  });

  let url;
  await step(t, 'it is saved as it was added up, and sent', async () => {
    await Promise.all([admin.waitForURL(/act=send/), admin.click('#invoice [name=then]')]);
    url = new URL(admin.url()).pathname;
    assert.equal(await admin.locator('.invoice-document .total dd').innerText(), '€291.59');
    await isLive(admin);
    await Promise.all([admin.waitForURL(/done=invoice-sent/), admin.click('#send form [type=submit]')]);
    assert.match(await admin.locator('h1').innerText(), /^Invoice /);
    await admin.goto('/desk/invoices/new');
    assert.equal(await admin.inputValue('#reference'), '', 'what was sent is forgotten');
  });

  await step(t, 'a colleague who looks on sees the payment', async () => {
    const agent = await person(t, browser, server, 'agent@demo.test');
    await agent.goto(url);
    await isLive(agent);
    assert.equal(await agent.locator('form[method=post][action*="/desk/invoices"]').count(), 0, 'agents read');
    await act(admin, url, 'payment', (form) => form.locator('[name=amount]').fill('91.59'), /done=invoice-payment/);
    await agent.locator('#invoice-status', { hasText: 'Partially paid' }).waitFor();
    await agent.locator('#invoice-live', { hasText: '€200.00' }).waitFor();
  });
});

test('edits that nobody saved come back, and leave by Cancel', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test', { expected: /status of (409|422)/ });
  const url = await write(admin, 'Northwind', [['Design', '80', '19']]);
  await admin.goto(`${url}/edit`);
  await admin.fill('#description-0', 'Design, second round');
  await admin.goto('/desk');
  // Somebody else saves meanwhile.
  const other = await person(t, browser, server, 'admin@demo.test');
  await other.goto(`${url}/edit`);
  await other.fill('#reference', 'Theirs');
  await Promise.all([other.waitForURL(/done=invoice-saved/), other.click('#invoice .tools .primary')]);
  await admin.goto(`${url}/edit`);
  await admin.waitForFunction(() => document.querySelector('#description-0').value === 'Design, second round');
  await admin.click('#invoice .tools .primary');
  await admin.locator('[role=alert]', { hasText: 'Somebody else saved' }).waitFor();
  assert.equal(await admin.inputValue('#description-0'), 'Design, second round');
  await Promise.all([admin.waitForURL((found) => found.pathname === url), admin.click('[data-forget-draft]')]);
  await admin.goto(`${url}/edit`);
  assert.equal(await admin.inputValue('#description-0'), 'Design');
  assert.equal(await admin.inputValue('#reference'), 'Theirs');
});

test('what is typed for one customer goes to no other', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test');
  const pageOf = async (name) => {
    await admin.goto(`/desk/customers?q=${name}`);
    return (await admin.locator('main a[href^="/desk/customers/0"]').first().getAttribute('href')).split('/').at(-1);
  };
  const [northwind, contoso] = [await pageOf('northwind'), await pageOf('contoso')];
  for (const [path, fields] of [['/desk/invoices/new', ['#description-0', '#unit_price-0']], ['/desk/tickets/new', ['#subject', '#body']]]) {
    const tabs = [admin, await admin.context().newPage()];
    await tabs[0].goto(`${path}?customer=${northwind}`);
    await tabs[1].goto(`${path}?customer=${contoso}`);
    for (const field of fields) await tabs[0].fill(field, '7');
    await tabs[0].waitForTimeout(500); // it is kept by then
    for (const field of fields) assert.equal(await tabs[1].inputValue(field), '', `${field} in the other tab`);
    await tabs[1].reload();
    for (const field of fields) assert.equal(await tabs[1].inputValue(field), '', `${field} in the other tab, later`);
    await tabs[0].goto('/desk');
    await tabs[0].goto(`${path}?customer=${northwind}`);
    for (const field of fields) await tabs[0].waitForFunction((field) => document.querySelector(field).value === '7', field);
    if (path.includes('invoices')) await says(tabs[0], '€7.00');
    await tabs[1].close();
  }
});

test('without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test', { javaScriptEnabled: false, expected: /status of (409|422)/ });
  await admin.goto('/desk/invoices/new');
  await admin.fill('#customer', 'northwind');
  await admin.fill('#description-0', 'Design');
  await admin.fill('#unit_price-0', '80');
  await admin.click('#add-line');
  await admin.waitForLoadState();
  assert.deepEqual(await descriptions(admin), ['Design', '']);
  assert.match(await total(admin).innerText(), /80/);
  await admin.fill('#description-1', 'Print');
  await admin.fill('#unit_price-1', 'ten');
  await admin.press('#unit_price-1', 'Enter');
  await admin.locator('#unit_price-1-problem').waitFor();
  await admin.fill('#unit_price-1', '10');
  await Promise.all([admin.waitForURL(/done=invoice-saved/), admin.click('#invoice .tools .primary')]);
  const url = new URL(admin.url()).pathname;
  await admin.click('#send summary');
  await Promise.all([admin.waitForURL(/done=invoice-sent/), admin.click('#send form [type=submit]')]);
  await admin.click('#payment summary');
  await Promise.all([admin.waitForURL(/done=invoice-payment/), admin.click('#payment form [type=submit]')]);
  assert.equal(await admin.locator('#invoice-status').innerText(), 'Paid');
  await admin.goto(url);
});

test('the look of it', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test', { expected: /status of (409|422)/ });
  const viewer = await person(t, browser, server, 'agent@demo.test');
  const lines = [['Design', '80', '19'], [LONG, '123456.78', '19'], ['Print', '10', '7']];
  const draft = await write(admin, 'Northwind', lines);
  const sent = await write(admin, 'Northwind', lines);
  await act(admin, sent, 'send', null, /done=/);
  const partly = await write(admin, 'Northwind', lines);
  await act(admin, partly, 'send', null, /done=/);
  await act(admin, partly, 'payment', async (form) => {
    await form.locator('[name=amount]').fill('100');
    await form.locator('[name=note]').fill(LONG);
  }, /done=/);
  await act(admin, partly, 'credit', async (form) => {
    await form.locator('[name=amount]').fill('10');
    await form.locator('[name=note]').fill('The second round was shorter than agreed');
  }, /done=/);
  const paid = await write(admin, 'Northwind', [['Design', '80', '']]);
  await act(admin, paid, 'send', null, /done=/);
  await act(admin, paid, 'payment', (form) => form.locator('[name=amount]').fill('90'), /\/payments/);
  const asked = admin.locator('#payment form');
  await asked.locator('[name=surplus]').check();
  await Promise.all([admin.waitForURL(/done=invoice-payment/), asked.locator('[type=submit]').click()]);
  const gone = await write(admin, 'Northwind', [['Design', '80', '']]);
  await act(admin, gone, 'send', null, /done=/);
  await act(admin, gone, 'void', (form) => form.locator('[name=confirmed]').check(), /done=/);
  await admin.goto('/desk/customers?q=northwind');
  const customer = await admin.locator('main a[href^="/desk/customers/0"]').first().getAttribute('href');
  const misspell = async (page) => {
    await page.fill('#customer', 'Nobody of this name');
    await page.fill('#days', '400');
    await page.fill('#description-0', LONG);
    await page.fill('#quantity-0', '-1');
    await page.fill('#unit_price-0', '1.23456');
    await page.fill('#tax_rate-0', '120');
    await page.press('#invoice .tools .primary', 'Enter'); // the sums that come move it
    await page.locator('[data-problems]').waitFor();
  };
  const forget = (page) => page.evaluate(() => localStorage.clear());
  const unticked = async (page) => {
    await page.locator('#void form').evaluate((form) => { form.noValidate = true; });
    await page.click('#void form [type=submit]');
    await page.locator('#void-problem').waitFor();
  };
  const pages = [
    ['bills', admin, '/desk/invoices'],
    ['bills-overdue', admin, '/desk/invoices?show=overdue&order=due'],
    ['bills-empty', admin, '/desk/invoices?q=qqqqzzzz'],
    ['bills-viewer', viewer, '/desk/invoices'],
    ['bill-new', admin, '/desk/invoices/new'],
    ['bill-problems', admin, '/desk/invoices/new', misspell, forget],
    ['bill-edit', admin, `${draft}/edit`],
    ['bill-draft', admin, `${draft}?act=send`],
    ['bill-sent', admin, `${sent}?act=payment`],
    ['bill-void-unticked', admin, `${sent}?act=void`, unticked],
    ['bill-partly', admin, `${partly}?act=refund`],
    ['bill-paid', admin, paid],
    ['bill-void', admin, gone],
    ['bill-viewer', viewer, partly],
    ['bill-customer', admin, customer],
  ];
  const found = [];
  if (pictures) await mkdir(pictures, { recursive: true });
  for (const [name, page, path, prepare, tidy] of pages) {
    for (const [width, colorScheme] of LOOKS) {
      const place = `${name} ${width} ${colorScheme}`;
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await step(t, place, async () => prepare?.(page));
      await page.waitForLoadState(); // where that led to another page, it has its stylesheets
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, help, nodes } of violations) found.push(`${place}: ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(' | ')}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) found.push(`${place}: scrolls sideways by ${overflow} px`);
      await tidy?.(page);
    }
  }
  assert.deepEqual(found, []);
});
