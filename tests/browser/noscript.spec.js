// Without scripts every form and link still does its work; only nothing moves by itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages, openBrowser, openTicket, person, step } from './support/browser.js';
import { Server } from './support/server.js';

test('without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { javaScriptEnabled: false, expected: /status of 422|sent to/ });
  const agent = await person(t, browser, server, 'agent@demo.test', { javaScriptEnabled: false });
  let number;

  const send = async (page, text) => {
    await page.fill('#composer [name=body]', text);
    await page.click('#composer button.primary');
    await page.waitForLoadState();
  };

  await step(t, 'a client opens a ticket', async () => {
    number = await openTicket(client, 'Plain and simple', 'No scripts here.\nTwo lines.');
    await messages(client, 'No scripts here.').waitFor();
  });

  await step(t, 'a form with a mistake comes back with what was typed', async () => {
    await client.goto('/support/new');
    await client.fill('#new-ticket [name=body]', 'The subject is missing');
    await client.$eval('#subject', (field) => field.removeAttribute('required'));
    await client.click('#new-ticket .primary');
    assert.equal(await client.inputValue('#new-ticket [name=body]'), 'The subject is missing');
    assert.equal(await client.locator('[role=alert]').count(), 1);
  });

  await step(t, 'an agent finds it in the inbox, takes it and answers', async () => {
    await agent.goto('/desk/tickets?view=unassigned');
    await agent.click(`#row-${number}`);
    const take = agent.locator('form[action*="/assignee?"]').first();
    if (await take.locator('select').count()) await take.locator('select').selectOption({ label: 'Agent' });
    await take.locator('[type=submit], button').first().click();
    await send(agent, 'We are looking at it.');
    assert.equal(await messages(agent, 'We are looking at it.').count(), 1);
  });

  await step(t, 'an agent leaves a note', async () => {
    await agent.check('#composer [name=kind][value=note]', { force: true });
    await send(agent, 'For us only.');
    assert.equal(await messages(agent, 'For us only.').count(), 1);
  });

  await step(t, 'the client reads it and answers', async () => {
    await client.goto('/support');
    await client.click(`a[href="/support/${number}"]`);
    assert.equal(await messages(client, 'We are looking at it.').count(), 1);
    assert.equal(await messages(client, 'For us only.').count(), 0);
    await send(client, 'Thank you.');
    assert.equal(await messages(client, 'Thank you.').count(), 1);
    assert.match(await messages(client, 'Thank you.').getAttribute('class'), /\bmine\b/);
  });

  await step(t, 'pressing reload after sending sends nothing twice', async () => {
    await client.reload();
    assert.equal(await messages(client, 'Thank you.').count(), 1);
  });

  await step(t, 'help pages can be read', async () => {
    await client.goto('/help');
    await client.locator('main a[href^="/help/"]').first().click();
    await client.locator('main h1').waitFor();
  });

  await step(t, 'signing out', async () => {
    await client.click('.account-button');
    await Promise.all([client.waitForURL(/\/session\/new/), client.click('form[action="/session/end"] [type=submit]')]);
    await client.goto(`/support/${number}`);
    assert.match(client.url(), /\/session\/new/);
  });
});
