// Settings → E-mail with a real mail server: a test from the form, with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, person } from './support/browser.js';
import { MailServer } from './support/mail.js';
import { Server } from './support/server.js';

const PATH = '/desk/settings/email';

/** Fills the form with this mail server. */
const fill = async (page, mails) => {
  const { hostname, port } = new URL(mails.url);
  const fields = { host: hostname, port, username: '', sender: 'support@harbour.test', to: 'somebody@harbour.test' };
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  await page.selectOption('#security', 'none');
};

test('a test leaves what is typed in the form, and says what the server said', async (t) => {
  const mails = await MailServer.start(t);
  if (!mails) return t.skip('aiosmtpd is not here');
  const server = await Server.start(t);
  const page = await person(t, await openBrowser(t), server, 'admin@demo.test', { expected: /status of 422/ });
  await page.goto(PATH);
  await page.locator('.when-clear').waitFor({ state: 'hidden' });
  await fill(page, mails);
  await page.locator('.when-clear').waitFor();
  // A password without a user is said to be one, and stays.
  await page.fill('#server_password', 'open-sesame');
  await page.click('[data-test]');
  await page.locator('#tested [data-problems]').waitFor();
  assert.equal(await page.inputValue('#server_password'), 'open-sesame');
  await page.fill('#server_password', '');

  // While it is under way the button says so.
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route(`**${PATH}/test*`, async (route) => { await held; await route.continue(); });
  await page.click('[data-test]');
  await page.locator('[data-test][aria-busy=true]').filter({ hasText: 'Sending…' }).waitFor();
  go();
  await page.locator('#tested .notice.good').filter({ hasText: '250 OK' }).waitFor();
  await page.locator('[data-test]:not([aria-busy])').filter({ hasText: 'Send test' }).waitFor();
  assert.ok(await page.locator('#tested .notice').evaluate((notice) => notice === document.activeElement), 'it has the focus');
  assert.equal(new URL(page.url()).pathname, PATH);
  await mails.mail('somebody@harbour.test', /Test of your mail server/);

  // What waits goes out once the server is stored.
  await page.goto('/desk/settings/users');
  await page.fill('#invite [name=email]', 'invited@harbour.test');
  await page.selectOption('#invite [name=role]', 'agent');
  await Promise.all([page.waitForURL(/done=invited/), page.click('#invite [type=submit]')]);
  await page.goto(PATH);
  await fill(page, mails);
  await Promise.all([page.waitForURL(/done=saved/), page.click('#mail-server .primary')]);
  await mails.mail('invited@harbour.test', /invites you/);
});

test('a test without scripts is a page with the answer in it', async (t) => {
  const mails = await MailServer.start(t);
  if (!mails) return t.skip('aiosmtpd is not here');
  const server = await Server.start(t);
  const page = await person(t, await openBrowser(t), server, 'admin@demo.test', { javaScriptEnabled: false });
  await page.goto(PATH);
  await fill(page, mails);
  await page.click('[data-test]');
  await page.locator('#tested .notice.good').filter({ hasText: '250 OK' }).waitFor();
  assert.equal(await page.inputValue('#sender'), 'support@harbour.test');
  await Promise.all([page.waitForURL(/done=saved/), page.click('#mail-server .primary')]);
});
