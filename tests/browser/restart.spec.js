// Nothing is lost and nothing is doubled: not by a power cut, a reload, a lost answer, or a live connection that skips something.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLive, messages, openBrowser, openTicket, person, step } from './support/browser.js';
import { Server } from './support/server.js';

// What a browser says about a server that is not there, and the end of the last test.
const expected = /ERR_CONNECTION|ERR_FAILED|ERR_EMPTY_RESPONSE|ERR_ABORTED|WebSocket|htmx:ws:error|status of (422|502)|sent to/;

/** A client's and an agent's page of one ticket. */
const twoPages = async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { expected });
  const agent = await person(t, browser, server, 'agent@demo.test', { expected });
  const number = await openTicket(client, 'The line is bad today', 'It comes and goes.');
  await agent.goto(`/desk/tickets/${number}`);
  await Promise.all([isLive(client), isLive(agent)]);
  return { server, client, agent, number };
};

const say = async (page, text) => {
  await page.fill('#composer [name=body]', text);
  await page.click('#composer button.primary');
};

/** All that was said, as it stands in the thread. */
const said = async (page) => {
  await page.waitForFunction(() => !document.querySelector('#thread .pending'));
  return page.locator('#thread .msg .body').allInnerTexts();
};

const pill = (page) => page.locator('#connection:not([hidden])');
const noPill = (page) => page.waitForFunction(() => document.getElementById('connection').hidden);

test('a power cut', async (t) => {
  const { server, client, agent } = await twoPages(t);

  await step(t, 'what is being typed survives a reload', async () => {
    await client.fill('#composer [name=body]', 'half a sent');
    await client.reload();
    assert.equal(await client.inputValue('#composer [name=body]'), 'half a sent');
    await isLive(client);
  });

  await step(t, 'both pages say that they are waiting', async () => {
    await server.kill();
    await Promise.all([pill(client).waitFor(), pill(agent).waitFor()]);
  });

  await step(t, 'what is sent meanwhile waits in the thread', async () => {
    for (const text of ['While away, one', 'While away, two', 'While away, three']) await say(client, text);
    await say(agent, 'While away, the agent');
    await client.fill('#composer [name=body]', 'not sent yet');
    assert.equal(await client.locator('#thread .pending').count(), 3);
  });

  await step(t, 'all of it arrives once, in its order, on both pages', async () => {
    await server.run();
    await Promise.all([noPill(client), noPill(agent)]);
    for (const page of [client, agent]) await messages(page, 'While away, three').waitFor();
    for (const page of [client, agent]) await messages(page, 'While away, the agent').waitFor();
    const [left, right] = [await said(client), await said(agent)];
    assert.deepEqual(left, right);
    assert.deepEqual(left.filter((text) => /one|two|three/.test(text)), ['While away, one', 'While away, two', 'While away, three']);
    assert.equal(left.length, 5);
    assert.equal(await client.inputValue('#composer [name=body]'), 'not sent yet');
  });

  await step(t, 'a cut in the middle of sending', async () => {
    for (let round = 1; round <= 3; round += 1) {
      const sending = say(client, `In the middle, ${round}`);
      await server.kill();
      await sending;
      await server.run();
    }
    for (const page of [client, agent]) await messages(page, 'In the middle, 3').waitFor();
    const [left, right] = [await said(client), await said(agent)];
    assert.deepEqual(left, right);
    assert.deepEqual(left.filter((text) => text.startsWith('In the middle')), [1, 2, 3].map((round) => `In the middle, ${round}`));
  });
});

test('answers that get lost', async (t) => {
  const { client, agent } = await twoPages(t);
  const replies = /\/replies(\?|$)/;

  await step(t, 'a message on its way survives a reload', async () => {
    await client.route(replies, (route) => route.abort());
    await say(client, 'Sent before the reload');
    await client.locator('#thread .pending').waitFor();
    await client.reload();
    await client.locator('#thread .pending', { hasText: 'Sent before the reload' }).waitFor();
    await client.unroute(replies);
    await messages(agent, 'Sent before the reload').waitFor();
    assert.equal((await said(client)).filter((text) => text === 'Sent before the reload').length, 1);
  });

  await step(t, 'a message whose answer was lost is sent again and stored once', async () => {
    const keys = [];
    await client.route(replies, async (route) => {
      keys.push(new URLSearchParams(route.request().postData()).get('key'));
      if (keys.length > 2) return route.continue();
      await route.fetch();
      return keys.length === 1 ? route.abort() : route.fulfill({ status: 502, body: '' });
    });
    await say(client, 'Stored at the first try');
    await messages(agent, 'Stored at the first try').waitFor();
    await client.waitForFunction(() => !document.querySelector('#thread .pending') && !Object.keys(localStorage).some((key) => key.includes(':outbox:')));
    await client.unroute(replies);
    assert.equal(keys.length, 3);
    assert.equal(new Set(keys).size, 1, 'the same key each time');
    assert.equal((await said(client)).filter((text) => text === 'Stored at the first try').length, 1);
    assert.equal((await said(agent)).filter((text) => text === 'Stored at the first try').length, 1);
  });

  await step(t, 'a message that waits is sent by another page, too', async () => {
    await client.route(replies, (route) => route.abort());
    await say(client, 'Sent from elsewhere');
    const other = await client.context().newPage();
    await other.goto('/support');
    await messages(agent, 'Sent from elsewhere').waitFor();
    await client.waitForFunction(() => !document.querySelector('#thread .pending'));
    await messages(client, 'Sent from elsewhere').waitFor(); // the browser's store and the live connection tell in either order
    assert.equal(await messages(client, 'Sent from elsewhere').count(), 1);
    await client.unroute(replies);
    await other.close();
  });

  await step(t, 'a refused message stays, says why, and can be mended', async () => {
    const long = `Too long ${'x'.repeat(20_000)}`;
    await say(client, long);
    const failed = client.locator('#thread .pending.failed');
    await failed.locator('button.retry').waitFor();
    assert.notEqual((await failed.locator('.state').innerText()).trim(), '');
    await client.reload();
    await failed.locator('button.edit').click();
    assert.equal(await client.inputValue('#composer [name=body]'), long);
    assert.equal(await failed.count(), 0);
    await say(client, 'Short enough');
    await messages(agent, 'Short enough').waitFor();
  });
});

test('a live connection that skips something', async (t) => {
  const { client, agent, number } = await twoPages(t);
  let line; // the page's end of its newest connection
  let drop = false;
  await agent.routeWebSocket(/\/live\?/, (page) => {
    line = page;
    const real = page.connectToServer();
    real.onMessage((message) => { if (!drop) page.send(message); });
  });
  await agent.goto(`/desk/tickets/${number}`);
  await isLive(agent);

  await step(t, 'a gap in the numbers is asked for again', async () => {
    drop = true;
    await say(client, 'Dropped on its way');
    await client.waitForFunction(() => !document.querySelector('#thread .pending'));
    drop = false;
    await say(client, 'And the next');
    for (const text of ['Dropped on its way', 'And the next']) await messages(agent, text).waitFor();
    assert.deepEqual(await said(agent), await said(client));
  });

  await step(t, 'too much missed: the thread is fetched again and what is typed stays', async () => {
    await agent.fill('#composer [name=body]', 'being typed');
    drop = true;
    await say(client, 'Never pushed');
    await client.waitForFunction(() => !document.querySelector('#thread .pending'));
    line.send(JSON.stringify({ reset: true, head: 900 }));
    await messages(agent, 'Never pushed').waitFor();
    drop = false;
    assert.equal(await agent.inputValue('#composer [name=body]'), 'being typed');
    await say(client, 'Pushed again');
    await messages(agent, 'Pushed again').waitFor();
    assert.deepEqual(await said(agent), await said(client));
  });

  await step(t, 'a right that is gone leads to the sign-in page, and the text waits', async () => {
    const asked = agent.waitForRequest((request) => new URL(request.url()).pathname === '/session/new');
    const arrived = agent.waitForEvent('framenavigated');
    await line.close({ code: 1008, reason: 'right gone' });
    await Promise.all([asked, arrived]);
    await agent.waitForLoadState();
    await agent.goto(`/desk/tickets/${number}`);
    assert.equal(await agent.inputValue('#composer [name=body]'), 'being typed');
  });
});
