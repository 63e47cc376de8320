// Articles offered while a subject is typed: with the keyboard, with the mouse, in the drawer, and out of the way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const OPTION = '#suggestions [role=option]';

test('suggestions', async (t) => {
  const server = await Server.start(t);
  const client = await person(t, await openBrowser(t), server, 'client@demo.test', { expected: /status of 500/ });
  const subject = client.locator('#subject');
  const chosen = client.locator(`${OPTION}[aria-selected=true]`);
  const open = async () => {
    await client.goto('/support/new');
    await subject.fill('');
  };
  const type = async (text) => {
    // What its beginning brought up gives way, under a click too.
    await answered(client, 'subject', text, () => subject.pressSequentially(text, { delay: 15 }));
    await client.locator(OPTION).first().waitFor();
  };
  // The answer to the next question, whenever it comes.
  const answer = () => client.waitForResponse((response) => response.url().includes('/support/suggestions'));

  await step(t, 'two letters ask nothing', async () => {
    await open();
    let asked = 0;
    client.on('request', (request) => { asked += request.url().includes('/support/suggestions') ? 1 : 0; });
    await subject.pressSequentially('re');
    await client.waitForTimeout(400);
    assert.equal(asked, 0);
    // Letter by letter without a pause, which a slow machine's keyboard makes between any two.
    await answered(client, 'subject', 'receive messages', () => subject.evaluate((field, letters) => {
      for (const letter of letters) {
        field.value += letter;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }, 'ceive messages'));
    assert.ok(asked < 6, 'not one question a letter');
  });

  await step(t, 'the field says what it offers', async () => {
    await client.locator(OPTION).first().waitFor();
    const count = await client.locator(OPTION).count();
    assert.ok(count >= 1 && count <= 5, `${count} articles`);
    assert.equal(await subject.getAttribute('aria-expanded'), 'true');
    assert.match(await client.locator('#suggestions-status').innerText(), new RegExp(`\\b${count}\\b`));
    assert.ok(await client.locator(`${OPTION} mark`).count(), 'the match is marked');
  });

  await step(t, 'arrows choose, Escape puts away, arrows bring back', async () => {
    await subject.press('ArrowDown');
    assert.equal(await subject.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'));
    await subject.press('ArrowUp');
    assert.equal(await chosen.getAttribute('id'), await client.locator(OPTION).last().getAttribute('id'));
    await subject.press('Escape');
    assert.equal(await client.locator('#suggestions').isHidden(), true);
    assert.equal(await subject.getAttribute('aria-expanded'), 'false');
    await subject.press('ArrowDown');
    assert.equal(await client.locator('#suggestions').isVisible(), true);
  });

  await step(t, 'Enter opens the drawer beside the form; “I still need help” goes back to it', async () => {
    await subject.press('ArrowDown');
    await subject.press('Enter');
    const drawer = client.locator('#drawer[open]');
    await drawer.waitFor();
    assert.match(client.url(), /\/support\/new$/);
    assert.notEqual((await drawer.innerText()).trim(), '');
    assert.ok(await drawer.evaluate((dialog) => dialog.contains(document.activeElement)), 'the focus is in the drawer');
    await drawer.locator('[data-drawer=close]').click();
    await drawer.waitFor({ state: 'detached' });
    assert.equal(await subject.inputValue(), 'receive messages');
    assert.ok(await client.evaluate(() => document.activeElement.closest('#new-ticket')), 'the focus is back in the form');
  });

  await step(t, 'Escape closes the drawer too', async () => {
    await client.locator(OPTION).first().click();
    await client.locator('#drawer[open]').waitFor();
    await client.keyboard.press('Escape');
    await client.locator('#drawer[open]').waitFor({ state: 'detached' });
  });

  await step(t, 'no match shows nothing', async () => {
    await subject.fill('');
    await Promise.all([answer(), subject.fill('qqqq zzzz xxxx')]);
    await client.locator(OPTION).first().waitFor({ state: 'detached' });
    assert.equal(await client.locator('#suggestions').isHidden(), true);
    assert.equal(await subject.getAttribute('aria-expanded'), 'false');
  });

  await step(t, 'an answer that comes late does not replace a newer one', async () => {
    await open();
    const slow = 'receive messages';
    const held = [];
    await client.route(/\/support\/suggestions/, async (route) => {
      const asked = new URL(route.request().url()).searchParams.get('subject');
      const response = await route.fetch();
      if (asked === slow) await new Promise((resolve) => held.push(resolve));
      await route.fulfill({ response }).catch(() => {}); // the page has given it up
    });
    const first = client.waitForRequest(/\/support\/suggestions/);
    await subject.fill(slow);
    await first;
    await Promise.all([answer(), subject.fill('qqqq zzzz xxxx')]);
    held.forEach((resolve) => resolve());
    await client.waitForTimeout(300);
    assert.equal(await client.locator(OPTION).count(), 0);
    await client.unroute(/\/support\/suggestions/);
  });

  await step(t, 'a failing search is in nobody’s way', async () => {
    await client.route(/\/support\/suggestions/, (route) => route.fulfill({ status: 500, body: '' }));
    await open();
    await client.unroute(/\/support\/suggestions/);
  });

  await step(t, '“This solved it” leaves, and the draft with it', async () => {
    await open();
    await client.fill('#new-ticket [name=body]', 'A long story');
    await type('receive messages');
    await client.locator(OPTION).first().click();
    await Promise.all([client.waitForURL(/\/support\?solved=/), client.click('#drawer [type=submit]')]);
    await client.locator('.notice.solved').waitFor();
    await client.goto('/support/new');
    assert.equal(await subject.inputValue(), '');
    assert.equal(await client.inputValue('#new-ticket [name=body]'), '');
  });

  await step(t, 'what is typed survives a reload, and a second press opens no second ticket', async () => {
    await open();
    await subject.fill('Twice at once');
    await client.fill('#new-ticket [name=body]', 'Pressed twice');
    await client.reload();
    assert.equal(await subject.inputValue(), 'Twice at once');
    assert.equal(await client.inputValue('#new-ticket [name=body]'), 'Pressed twice');
    await Promise.all([client.waitForURL(/\/support\/\d+$/), client.locator('#new-ticket [type=submit]').dblclick()]);
    await client.goto('/support');
    assert.equal(await client.locator('main a', { hasText: 'Twice at once' }).count(), 1);
    await client.goto('/support/new');
    assert.equal(await subject.inputValue(), '', 'what was sent is no draft any more');
  });
});

test('a new ticket waits for a server that is away', async (t) => {
  const server = await Server.start(t);
  const client = await person(t, await openBrowser(t), server, 'client@demo.test', { expected: /ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket|htmx:ws:error/ });
  await client.goto('/support/new');
  await client.fill('#subject', 'While the server slept');
  await client.fill('#new-ticket [name=body]', 'It woke up');
  await server.kill();
  await client.click('#new-ticket [type=submit]');
  await client.locator('#toasts .toast').waitFor();
  assert.equal(await client.inputValue('#subject'), 'While the server slept');
  await server.run();
  await client.waitForURL(/\/support\/\d+$/);
  await client.locator('h1', { hasText: 'While the server slept' }).waitFor();
});
