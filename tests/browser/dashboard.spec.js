// The first pages of both sides move as things happen; customers come in from a file, and what failed is mended.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { isLive, openBrowser, openTicket, person, step } from './support/browser.js';
import { Server } from './support/server.js';

/** Writes an invoice of one line and sends it; gives its page. */
const sendInvoice = async (page, customer, price) => {
  await page.goto('/desk/customers?q=' + encodeURIComponent(customer));
  const id = (await page.locator('.customer-name').first().getAttribute('href')).split('/').pop();
  await page.goto(`/desk/invoices/new?customer=${id}`);
  await page.fill('#description-0', 'Design');
  await page.fill('#unit_price-0', price);
  await Promise.all([page.waitForURL(/done=invoice-saved/), page.press('#invoice .tools .primary', 'Enter')]); // the sums that come move it
  const url = new URL(page.url()).pathname;
  await act(page, url, 'send', /done=invoice-sent/);
  return url;
};

/** Does what a page of an invoice offers, as its form stands. */
const act = async (page, url, name, done) => {
  await page.goto(`${url}?act=${name}`);
  await Promise.all([page.waitForURL(done), page.locator(`#${name} form [type=submit]`).click()]);
};

test('the first pages move as things happen', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test');
  const client = await person(t, browser, server, 'client@demo.test');
  const other = await person(t, browser, server, 'client@demo.test');
  const staff = await person(t, browser, server, 'agent@demo.test');
  await staff.goto('/desk');
  await isLive(staff);
  await client.goto('/');
  await isLive(client);
  for (const page of [staff, client]) await page.evaluate(() => { window.isTheSame = true; });

  await step(t, 'a ticket', async () => {
    const figure = client.locator('.figure', { hasText: 'Open tickets' }).locator('.figure-number');
    const before = Number(await figure.innerText());
    const number = await openTicket(other, 'A boat that leaks', 'It leaks.');
    await client.waitForFunction(([wanted]) => [...document.querySelectorAll('.figure')].some((one) => /Open tickets/.test(one.textContent) && one.querySelector('.figure-number').textContent === wanted), [String(before + 1)]);
    const all = staff.locator('.figure', { hasText: 'All open tickets' }).locator('.figure-number');
    await staff.locator(`#waiting-${number}, #dashboard`).first().waitFor();
    assert.ok(Number(await all.innerText()) > 0);
  });

  await step(t, 'an invoice, then a payment', async () => {
    const outstanding = staff.locator('.figure', { hasText: 'Outstanding' });
    const before = await outstanding.innerText();
    const owed = await client.locator('.figure').first().innerText();
    const url = await sendInvoice(admin, 'northwind', '777.00');
    await staff.waitForFunction(([before]) => document.querySelector('.dashboard-figures > :last-child').innerText !== before, [before]);
    await client.waitForFunction(([owed]) => document.querySelector('.figure').innerText !== owed, [owed]);
    const [sent, asked] = [await outstanding.innerText(), await client.locator('.figure').first().innerText()];
    await act(admin, url, 'payment', /done=invoice-payment/);
    await staff.waitForFunction(([sent]) => document.querySelector('.dashboard-figures > :last-child').innerText !== sent, [sent]);
    await client.waitForFunction(([asked]) => document.querySelector('.figure').innerText !== asked, [asked]);
    assert.equal(await client.locator('.figure').first().innerText(), owed, 'as it was before the invoice');
  });

  await step(t, 'a project, then a milestone that is overdue, then ticked', async () => {
    const active = client.locator('.figure', { hasText: 'Active projects' }).locator('.figure-number');
    const before = Number(await active.innerText());
    await admin.goto('/desk/projects/new');
    await admin.fill('#name', 'Shop front');
    await admin.fill('#customer', 'Northwind Ltd');
    await admin.selectOption('#status', 'active');
    await Promise.all([admin.waitForURL(/done=project-saved/), admin.click('#project .primary')]);
    await client.waitForFunction(([wanted]) => [...document.querySelectorAll('.figure')].some((one) => /Active projects/.test(one.textContent) && one.querySelector('.figure-number').textContent === wanted), [String(before + 1)]);
    await admin.fill('#title', 'Measure the window');
    await admin.fill('#new-milestone [name=due_on]', '2020-01-01');
    await admin.click('#new-milestone [type=submit]');
    await staff.locator('#dashboard', { hasText: 'Measure the window' }).waitFor();
    await isLive(admin);
    await admin.getByRole('checkbox', { name: 'Done: Measure the window' }).click();
    await client.locator('#home-live .project-row', { hasText: 'Shop front' }).filter({ hasText: '100%' }).waitFor();
    await staff.waitForFunction(() => !/Measure the window/.test(document.getElementById('dashboard').textContent));
  });

  for (const page of [staff, client]) assert.ok(await page.evaluate(() => window.isTheSame), 'nobody had to load the page anew');
});

test('customers come in from a file, and what failed is mended', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const agent = await person(t, browser, server, 'agent@demo.test');
  const bring = async (text) => {
    await agent.goto('/desk/customers/imports/new');
    await agent.setInputFiles('#file', { name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await Promise.all([agent.waitForURL(/imports\/[0-9a-f-]{36}$/), agent.click('main form [type=submit]')]);
  };
  const take = async () => {
    await agent.click('#import form[method=post] button');
    // The page looks by itself how far it is.
    await agent.locator('#import h1', { hasText: /^Imported$/ }).waitFor();
    await agent.waitForLoadState();
  };

  await bring('Nr,Wer,Mail\n7,Adventure Works,info@adventure.test\n8,Wide World,nobody\n9,Adventure Works,\n');
  await step(t, 'a column is chosen, and what would come of it is shown at once', async () => {
    await agent.focus('#c1');
    await agent.selectOption('#c1', 'name');
    await agent.locator('#import [role=status]', { hasText: '1 new' }).waitFor();
    assert.equal(await agent.evaluate(() => document.activeElement.id), 'c1', 'the choice keeps the focus');
    await agent.selectOption('#c0', 'id');
    await agent.locator('#import [role=status]', { hasText: '2 new' }).waitFor();
  });

  let mended;
  await step(t, 'what failed comes as a file', async () => {
    await take();
    const [download] = await Promise.all([agent.waitForEvent('download'), agent.click('#import a[href*="failed.csv"]')]);
    mended = await readFile(await download.path(), 'utf8');
    assert.match(mended, /8,Wide World,nobody,3,E-mail: not an address/);
  });

  await step(t, 'mended, it goes in', async () => {
    await bring(mended.replace('nobody', 'hello@wide.test'));
    await agent.focus('#c1');
    await agent.selectOption('#c1', 'name');
    await agent.locator('#import [role=status]', { hasText: '1 new' }).waitFor();
    await take();
    assert.match(await agent.locator('#import').innerText(), /One customer was added/);
    await agent.goto('/desk/customers?q=wide');
    assert.match(await agent.locator('.customer-table tbody').innerText(), /hello@wide\.test/);
  });
});

test('a note is written, deleted and brought back without scripts', async (t) => {
  const server = await Server.start(t);
  const agent = await person(t, await openBrowser(t), server, 'agent@demo.test', { javaScriptEnabled: false });
  await agent.goto('/desk/customers?q=northwind');
  await agent.click('.customer-name');
  await agent.fill('.note-form textarea', 'Pays late.');
  await agent.click('.note-form button');
  await agent.click('.customer-note a[href*="/notes/"]');
  await agent.click('button[form=note-removal]');
  await agent.waitForLoadState();
  assert.equal(await agent.locator('.customer-note').count(), 0);
  await agent.click('.notice.undo button');
  await agent.waitForLoadState();
  assert.match(await agent.locator('.customer-note').innerText(), /Pays late\./);
});
