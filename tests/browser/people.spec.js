// An invitation from the desk to the portal and back, over a real mail server; what is deactivated is out at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, isLive, limit, messages, openBrowser, openTicket, person, step } from './support/browser.js';
import { MailServer } from './support/mail.js';
import { Server } from './support/server.js';

const PASSWORD = 'staple orange walrus';

test('an invitation leads to the portal, and deactivation out of it', async (t) => {
  const mails = await MailServer.start(t);
  const server = await Server.start(t, { SMTP_URL: mails.url });
  const browser = await openBrowser(t);
  const admin = await person(t, browser, server, 'admin@demo.test');
  const colleague = await person(t, browser, server, 'client@demo.test');
  const number = await openTicket(colleague, 'Which of us asked?', 'Of the same company');

  const stranger = async () => (await browser.newContext({ baseURL: server.url })).newPage();
  const row = (email) => admin.locator('li.user', { hasText: email });
  const act = async (email, verb) => {
    await row(email).locator('.user-menu button').first().click();
    await Promise.all([admin.waitForNavigation(), row(email).locator(`.row-menu [href*="${verb}"], .row-menu form[action*="${verb}"] button`).click()]);
  };
  const invite = async (email) => {
    await admin.goto('/desk/settings/users');
    await admin.fill('#invite [name=email]', email);
    await admin.selectOption('#invite [name=role]', 'client');
    // The answer to all of it: one that came later would take the choice back.
    await answered(admin, 'q', 'northw', () => admin.locator('#invite [role=combobox]').pressSequentially('northw'));
    await admin.locator('[role=option]', { hasText: 'Northwind' }).waitFor();
    await admin.keyboard.press('ArrowDown');
    await admin.keyboard.press('Enter');
    await Promise.all([admin.waitForURL(/done=invited/), admin.click('#invite [type=submit]')]);
  };
  const linkOf = (mail) => new URL(mail.links.find((url) => url.includes('/invites/'))).pathname;
  const accept = async (page, path, name) => {
    await page.goto(path);
    await page.fill('[name=name]', name);
    await page.fill('[name=password]', PASSWORD);
    await Promise.all([page.waitForURL((url) => url.pathname === '/'), page.locator('form', { has: page.locator('[name=name]') }).locator('[type=submit]').click()]);
  };

  const nora = await stranger();
  const sockets = [];
  nora.on('websocket', (socket) => sockets.push(socket));
  await step(t, 'invited by mail, sent again, in', async () => {
    await invite('nora@northwind.test');
    const first = await mails.mail('nora@northwind.test', /./);
    await act('nora@northwind.test', '/resend');
    const second = await mails.mail('nora@northwind.test', /./, 2);
    await nora.goto(linkOf(first));
    assert.match(await nora.textContent('main'), /no longer works/, 'the mail sent again outweighs the first');
    await accept(nora, linkOf(second), 'Nora North');
    await nora.goto(`/support/${number}`);
    await isLive(nora);
    assert.match(await nora.textContent('#thread'), /Of the same company/, 'what hangs on the linked customer');
    await nora.goto(linkOf(second));
    assert.match(await nora.textContent('main'), /no longer works/);
  });

  await step(t, 'a copied link works without mail', async () => {
    await invite('otto@northwind.test');
    await act('otto@northwind.test', '/copy');
    const link = new URL(await admin.inputValue('#copied-link'));
    const otto = await stranger();
    await accept(otto, link.pathname, 'Otto North');
    await otto.goto(`/support/${number}`);
    assert.match(await otto.textContent('#thread'), /Of the same company/);
  });

  await step(t, 'whoever is deactivated is out of an open page within a second', async () => {
    await nora.goto(`/support/${number}`);
    await isLive(nora);
    await admin.goto('/desk/settings/users');
    assert.match(await row('nora@northwind.test').textContent(), /Active/);
    await act('nora@northwind.test', 'deactivate');
    const out = nora.waitForURL((url) => url.pathname === '/session/new');
    const socket = sockets.at(-1);
    assert.equal(socket.isClosed(), false);
    const ended = socket.waitForEvent('framereceived', ({ payload }) => payload.includes('"ended"'));
    const since = Date.now();
    await Promise.all([admin.waitForNavigation(), row('nora@northwind.test').locator('form.user-change [type=submit]').click()]);
    assert.match((await ended).payload, /no longer allowed/, 'the server ends it, not the page');
    await out;
    assert.equal(socket.isClosed(), true);
    const took = Date.now() - since;
    t.diagnostic(`signed out ${took} ms after the button was pressed`);
    assert.ok(took < limit(1000), `${took} ms`);
    assert.match(await row('nora@northwind.test').textContent(), /Deactivated/);
  });

  await step(t, 'and all is back when they are reactivated', async () => {
    await act('nora@northwind.test', '/reactivate');
    await nora.fill('[name=email]', 'nora@northwind.test');
    await nora.fill('[name=password]', PASSWORD);
    await Promise.all([nora.waitForURL((url) => url.pathname === `/support/${number}`), nora.click('form[action="/session"] [type=submit]')]);
    assert.match(await nora.textContent('#thread'), /Of the same company/);
    await isLive(nora);
    await colleague.fill('#composer [name=body]', 'Good to have you back');
    await colleague.click('#composer button.primary');
    await messages(nora, 'Good to have you back').waitFor();
    await nora.goto('/support');
    assert.match(await nora.textContent('main'), /Which of us asked\?/);
  });
});
