// The help centre's search: while one types, and by its button without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

test('help', async (t) => {
  const server = await Server.start(t);
  const client = await person(t, await openBrowser(t), server, 'client@demo.test');
  const field = client.locator('#q');
  const found = client.locator('#help-found');

  await step(t, 'it finds while one types, slips and all, and the field keeps what is typed', async () => {
    await client.goto('/help');
    assert.match(await found.innerText(), /All articles/);
    await field.pressSequentially('mesages arive twice', { delay: 20 });
    // Marked, for the list of all has it too.
    await found.locator('.row-title', { hasText: 'Messages arrive twice or not at all', has: client.locator('mark') }).first().waitFor();
    assert.equal(await field.inputValue(), 'mesages arive twice');
    assert.equal(await client.evaluate(() => document.activeElement.id), 'q');
  });

  await step(t, 'nothing fits: it says so; an empty field lists all again', async () => {
    await field.fill('qwxz blorf');
    await found.locator('.empty').waitFor();
    assert.equal(await found.locator('.row-title').count(), 0);
    await field.fill('');
    await found.getByText('All articles').waitFor();
  });

  await step(t, 'the button leads to the same', async () => {
    await client.goto('/help?q=invoice+address');
    await found.locator('.row-title', { hasText: 'Change the address on an invoice' }).waitFor();
    assert.equal(await field.inputValue(), 'invoice address');
  });
});
