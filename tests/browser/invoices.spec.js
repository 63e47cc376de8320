// Invoices at the portal: what moves while somebody looks, what works without scripts, and how the pages look.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { LOOKS, isLive, openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const pictures = process.env.FRONTDESK_SCREENSHOTS;

/** The links to the invoices of a client's list: each with its status. */
const invoices = (page) =>
  page.locator('#invoice-list .rows a').evaluateAll((rows) =>
    rows.map((row) => ({ url: row.getAttribute('href'), status: row.querySelector('.chip').textContent.trim() })));

/** Records money by hand, as staff do. */
const recordPayment = async (staff, number, amount) => {
  await staff.goto(`/desk/invoices?q=${number}`);
  await Promise.all([staff.waitForURL(/\/desk\/invoices\/[^?]+$/), staff.click('#invoices-found .rows a')]);
  await isLive(staff);
  const form = staff.locator('form[action*="/payments"]');
  await staff.locator('details', { has: form }).locator('summary').click();
  await form.locator('[name=amount]').fill(amount);
  await Promise.all([staff.waitForURL(/done=/), form.locator('[type=submit]').click()]);
};

test('money that comes in moves every open page', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const staff = await person(t, browser, server, 'admin@demo.test');
  const colleague = await person(t, browser, server, 'agent@demo.test');
  const home = await person(t, browser, server, 'client@demo.test');
  const open = async (path) => {
    const page = await home.context().newPage();
    await page.goto(path);
    if (await page.locator('#live').count()) await isLive(page);
    await page.evaluate(() => { window.isTheSame = true; });
    return page;
  };
  const list = await open('/invoices');
  const part = await open('/invoices?show=overdue');
  const [{ url }] = (await invoices(part)).filter(({ status }) => status === 'Overdue');
  const number = url.split('/').pop();
  const invoice = await open(url);
  const asking = await open(`/support/new?invoice=${number}`);
  await home.goto('/');
  await isLive(home);
  await colleague.goto('/desk/invoices');
  await isLive(colleague);
  const before = await home.locator('.figure-number').first().innerText();
  await asking.fill('#subject', 'Half a ques');

  await step(t, 'a part of it', async () => {
    await recordPayment(staff, number, '100');
    await invoice.locator('#invoice-live .ledger', { hasText: 'Paid €100.00' }).waitFor();
    await list.locator(`#invoice-list a[href="${url}"]`, { hasText: ' of ' }).waitFor();
    await part.locator(`#invoice-list a[href="${url}"]`, { hasText: ' of ' }).waitFor();
    await home.waitForFunction((before) => document.querySelector('.figure-number').innerText !== before, before);
    await colleague.locator('#invoices-found .rows a', { hasText: number }).filter({ hasText: ' of ' }).waitFor();
    assert.match(await home.locator('#due-harbour-studio').textContent(), /due/);
  });

  await step(t, 'the rest of it', async () => {
    const rest = (await invoice.locator('.balance-amount').innerText()).replace(/[^\d.]/g, '');
    await recordPayment(staff, number, rest);
    await invoice.locator('#invoice-head', { hasText: 'Paid' }).waitFor();
    await invoice.locator('.ways').waitFor({ state: 'detached' });
    await list.locator(`#invoice-list a[href="${url}"] .chip.good`).waitFor();
    await part.locator(`#invoice-list a[href="${url}"]`).waitFor({ state: 'detached' });
    await home.locator('.next-due', { hasText: number }).waitFor({ state: 'detached' });
  });

  await step(t, 'nothing was loaded anew, and nothing typed is lost', async () => {
    for (const page of [list, part, invoice, asking]) assert.equal(await page.evaluate(() => window.isTheSame), true);
    assert.equal(await asking.inputValue('#subject'), 'Half a ques');
  });
});

test('without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { javaScriptEnabled: false });
  await client.goto('/invoices');
  const all = await invoices(client);
  assert.deepEqual(new Set(all.map(({ status }) => status)), new Set(['Sent', 'Partially paid', 'Paid', 'Overdue']));
  await client.click('#invoice-list .chips a:has-text("Overdue")');
  await client.waitForLoadState();
  assert.deepEqual((await invoices(client)).map(({ status }) => status), ['Overdue']);
  await client.goto('/invoices');
  const number = all[0].url.split('/').pop();
  await client.fill('#q', number);
  await Promise.all([client.waitForURL(/q=/), client.click('form[role=search] [type=submit]')]);
  assert.deepEqual((await invoices(client)).map(({ url }) => url), [all[0].url]);
  await client.click('#invoice-list .rows a');
  await client.click('a[href^="/support/new?invoice="]');
  await client.fill('#subject', 'What is this line for?');
  await client.fill('#new-ticket [name=body]', 'I do not remember it.');
  await Promise.all([client.waitForURL(/\/support\/\d+$/), client.click('#new-ticket .primary')]);
  await client.click('.about-invoice a');
  assert.equal(new URL(client.url()).pathname, all[0].url);
  await client.locator('#invoice-live', { hasText: 'What is this line for?' }).waitFor();
});

test('the look of it', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test', { expected: /status of (409|422)/ });
  const client = await person(t, browser, server, 'client@demo.test', { expected: /status of 422/ });
  const baker = await person(t, browser, server, 'client2@demo.test');
  const pages = [
    ['home', client, '/'],
    ['list', client, '/invoices'],
    ['list-overdue', client, '/invoices?show=overdue'],
    ['list-nothing-found', client, '/invoices?q=zebra'],
    ['settings', admin, '/desk/settings/invoices'],
    ['desk-list', admin, '/desk/invoices'],
  ];
  for (const [who, page] of [['client', client], ['baker', baker]]) {
    await page.goto('/invoices');
    for (const { url, status } of await invoices(page)) pages.push([`${who}-${status.toLowerCase().replace(' ', '-')}`, page, url]);
  }
  await client.goto('/invoices');
  const [{ url }] = await invoices(client);
  const number = url.split('/').pop();
  pages.push(['ask', client, `/support/new?invoice=${number}`]);
  await client.goto(`/support/new?invoice=${number}`);
  await client.fill('#subject', 'A line that I do not know');
  await client.fill('#new-ticket [name=body]', 'What is it?');
  await Promise.all([client.waitForURL(/\/support\/\d+$/), client.press('#new-ticket .primary', 'Enter')]); // what is offered moves it
  const thread = new URL(client.url()).pathname;
  pages.push(['thread', client, thread], ['desk-thread', admin, `/desk/tickets/${thread.split('/').pop()}`]);
  const bring = async (text) => {
    await admin.goto('/desk/invoices/imports/new');
    await admin.setInputFiles('#invoices', { name: 'invoices.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await Promise.all([admin.waitForURL(/imports\/[^/]{20,}/), admin.click('form[action^="/desk/invoices/imports?"] [type=submit]')]);
    return new URL(admin.url()).pathname;
  };
  const rows = Array.from({ length: 12 }, (_, at) => `OLD-${at},${at % 3 ? 'Northwind Ltd' : `A customer with a rather long name that nobody knows ${at}`},2026-0${at % 9 + 1}-11,${at * 100 + 0.5}`);
  pages.push(['import-new', admin, '/desk/invoices/imports/new'],
    ['import-preview', admin, await bring(`number,customer,date,total\n${rows.join('\n')}\n`)],
    ['import-broken', admin, await bring('name;when\nx;y\n')]);
  const done = await bring('number,customer,date,total\nOLD-77,Northwind Ltd,2026-01-11,12\nOLD-78,Nobody,2026-01-11,12\n');
  await Promise.all([admin.waitForLoadState(), admin.click(`form[action^="${done}?"] [type=submit]`)]);
  pages.push(['import-done', admin, done]);
  if (pictures) await mkdir(pictures, { recursive: true });
  for (const [name, page, path] of pages) {
    await step(t, name, async () => {
      for (const [width, colorScheme] of LOOKS) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${wide} pixels wider than the screen of ${width}`);
        if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), [], `${width} ${colorScheme}`);
      }
    });
  }
});
