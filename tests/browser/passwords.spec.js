// A forgotten password and the first visit, as people meet them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { isLive, limit, openBrowser, openTicket, person, signIn } from './support/browser.js';
import { MailServer } from './support/mail.js';
import { Server } from './support/server.js';

const NEW = 'staple orange walrus';

test('a forgotten password is replaced by the link in a mail, and open pages elsewhere are signed out', async (t) => {
  const mails = await MailServer.start(t);
  const server = await Server.start(t, { SMTP_URL: mails.url });
  const browser = await openBrowser(t);
  const elsewhere = await person(t, browser, server, 'client@demo.test', { expected: /status of 401|sent to/ });
  await openTicket(elsewhere, 'Still open', 'On another machine');
  await isLive(elsewhere);

  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await page.goto('/session/new');
  await Promise.all([page.waitForURL(/\/password-resets\/new$/), page.click('a[href="/password-resets/new"]')]);
  await page.fill('[name=email]', 'client@demo.test');
  await Promise.all([page.waitForURL(/\?sent$/), page.click('[type=submit]')]);
  const mail = await mails.mail('client@demo.test', /Set a new password/);
  const link = new URL(mail.links.find((url) => url.includes('/password-resets/')));
  await page.goto(link.pathname);
  await page.fill('[name=password]', NEW);
  const since = Date.now();
  await Promise.all([page.waitForURL((url) => url.pathname === '/'), page.click('[type=submit]')]);
  await elsewhere.waitForURL((url) => url.pathname === '/session/new');
  const took = Date.now() - since;
  t.diagnostic(`the other page was signed out ${took} ms after the form was sent`);
  assert.ok(took < limit(2000), `${took} ms`);
  await mails.mail('client@demo.test', /Your password was changed/);

  await page.goto(link.pathname);
  assert.match(await page.textContent('main'), /no longer works/);
});

test('the first visit sets up the company and its admin', async (t) => {
  const server = await Server.serve(t);
  const browser = await openBrowser(t);
  const context = await browser.newContext({ baseURL: server.url, timezoneId: 'Europe/Lisbon' });
  const page = await context.newPage();
  await page.goto('/');
  assert.equal(new URL(page.url()).pathname, '/setup', 'every page leads there');
  assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id), []);
  const token = server.said.match(/\/setup\?token=([\w-]+)/)[1];
  await page.fill('[name=token]', token);
  await Promise.all([page.waitForURL(/token=/), page.click('[type=submit]')]);
  assert.equal(await page.inputValue('[name=time_zone]'), 'Europe/Lisbon', 'as the browser says');
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id), []);
  }
  await page.fill('[name=organisation]', 'Harbour Studio');
  await page.fill('[name=name]', 'Grace Hopper');
  await page.fill('[name=email]', 'grace@navy.test');
  await page.fill('[name=password]', NEW);
  await Promise.all([page.waitForURL(/\/desk/), page.click('[type=submit]')]);
  assert.match(await page.textContent('.rail'), /Harbour Studio/);
  await page.goto('/setup');
  assert.match(await page.textContent('main'), /not found/i, 'once');

  const again = await (await browser.newContext({ baseURL: server.url })).newPage();
  await signIn(again, 'grace@navy.test', NEW);
});
