// Axe on every page, light and dark, wide and narrow; and pictures of them all where FRONTDESK_SCREENSHOTS names a folder.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { isLive, openBrowser, openTicket, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'];
const pictures = process.env.FRONTDESK_SCREENSHOTS;

/** Opens articles' suggestions, then the drawer: states that have no address. */
const suggest = async (page) => {
  await page.fill('#subject', 'receive messages');
  await page.locator('#suggestions [role=option]').first().waitFor();
};
const openDrawer = async (page) => {
  await suggest(page);
  await page.locator('#suggestions [role=option]').first().click();
  await page.locator('#drawer[open]').waitFor();
};
const fail = async (page) => {
  await page.locator('#new-ticket').evaluate((form) => { form.noValidate = true; });
  for (const field of ['#subject', '#new-ticket [name=body]']) await page.fill(field, '');
  await page.click('#new-ticket [type=submit]');
  await page.locator('[role=alert]').first().waitFor();
};
const unsent = async (page) => {
  await page.fill('#composer [name=body]', `Too long ${'x'.repeat(20_000)}`);
  await page.click('#composer button.primary');
  await page.locator('#thread .failed button.retry').waitFor();
};
const removeUnsent = (page) => page.evaluate(() => localStorage.clear());

test('every page', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { expected: /status of (404|422)/ });
  const agent = await person(t, browser, server, 'agent@demo.test', { expected: /status of 404/ });
  const admin = await person(t, browser, server, 'admin@demo.test');
  const stranger = await (await browser.newContext({ baseURL: server.url })).newPage();
  const number = await openTicket(client, 'A rather long subject, so that we see what becomes of it where there is little room for it', 'Hello');
  await client.goto('/help');
  const article = await client.locator('main a[href^="/help/"]').first().getAttribute('href');

  const pages = [
    ['sign-in', stranger, '/session/new'],
    ['home', client, '/'],
    ['tickets', client, '/support'],
    ['new-ticket', client, '/support/new'],
    ['new-ticket-suggestions', client, '/support/new', suggest],
    ['new-ticket-drawer', client, '/support/new', openDrawer],
    ['new-ticket-problems', client, '/support/new', fail],
    ['thread', client, `/support/${number}`, isLive],
    ['thread-unsent', client, `/support/${number}`, unsent, removeUnsent],
    ['help', client, '/help'],
    ['help-search', client, '/help?q=receive'],
    ['help-nothing', client, '/help?q=qqqqzzzz'],
    ['article', client, article],
    ['not-found', client, '/support/999999'],
    ['inbox', agent, '/desk/tickets?view=unassigned', isLive],
    ['inbox-mine', agent, '/desk/tickets?view=mine'],
    ['desk-ticket', agent, `/desk/tickets/${number}`, isLive],
    ['desk-new-ticket', agent, '/desk/tickets/new'],
    ['mails', admin, '/desk/settings/email'],
  ];
  const found = [];

  for (const [name, page, path, prepare, tidy] of pages) {
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        const place = `${name} ${width} ${colorScheme}`;
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.goto(path);
        await step(t, place, async () => prepare?.(page));
        if (pictures) {
          await mkdir(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, help, nodes } of violations) found.push(`${place}: ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(' | ')}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) found.push(`${place}: scrolls sideways by ${overflow} px`);
        await tidy?.(page);
      }
    }
  }
  assert.deepEqual(found, []);
});

test('a page weighs under 100 KB', async (t) => {
  const server = await Server.start(t);
  const page = await person(t, await openBrowser(t), server, 'agent@demo.test');
  const heard = await page.context().newCDPSession(page);
  let bytes = 0;
  heard.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await heard.send('Network.enable');
  await heard.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto('/desk/tickets?view=open');
  await page.waitForLoadState('load');
  t.diagnostic(`the inbox weighs ${(bytes / 1024).toFixed(1)} KB on the wire`);
  assert.ok(bytes > 0 && bytes < 100 * 1024, `${bytes} bytes`);
});
