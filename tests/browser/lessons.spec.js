// The articles beside a ticket: their links go into the reply, and what solved it is marked, with the keyboard and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

// The sample's ticket about mail that does not arrive.
const TICKET = '/desk/tickets/3';
const BESIDE = '#ticket-articles';

test('articles beside a ticket', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const agent = await person(t, browser, server, 'agent@demo.test');
  const insert = agent.locator(`${BESIDE} [data-insert]`).first();
  const body = agent.locator('#composer [name=body]');
  const marked = agent.locator(`${BESIDE} form[action*="/undo"] button`);
  const mark = agent.locator(`${BESIDE} form:not([action*="/undo"]) button`).first();
  await agent.goto(TICKET);

  await step(t, 'a link goes where one writes, by keyboard', async () => {
    await body.fill('Please read');
    await insert.focus();
    await agent.keyboard.press('Enter');
    const link = await insert.getAttribute('data-insert');
    assert.equal(await body.inputValue(), `Please read ${link} `);
    assert.equal(await body.evaluate((field) => document.activeElement === field), true);
    await agent.keyboard.type('and write again.');
    assert.equal(await body.inputValue(), `Please read ${link} and write again.`);
  });

  await step(t, 'the solution is marked and unmarked in place, and what is typed stays', async () => {
    await mark.focus();
    await agent.keyboard.press('Enter');
    await marked.waitFor();
    assert.match(await body.inputValue(), /write again/);
    await insert.waitFor(); // the fresh buttons work too
    await marked.click();
    await marked.waitFor({ state: 'detached' });
    assert.ok(await mark.isVisible());
  });

  await step(t, 'without scripts the same forms work, and the link is there to be copied', async () => {
    const plain = await person(t, browser, server, 'agent@demo.test', { javaScriptEnabled: false });
    await plain.goto(TICKET);
    assert.equal(await plain.locator(`${BESIDE} [data-insert]`).first().isVisible(), false);
    assert.match(await plain.locator(`${BESIDE} .article-name`).first().getAttribute('href'), /\/help\/[a-z-]+$/);
    await plain.locator(`${BESIDE} form button`).first().click();
    await plain.locator(`${BESIDE} form[action*="/undo"] button`).click();
    await plain.locator(`${BESIDE} form[action*="/undo"]`).waitFor({ state: 'detached' });
  });
});
