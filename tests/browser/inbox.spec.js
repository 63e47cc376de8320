// The desk's inbox moves as things happen, but not under the pointer; and what is shown live is what a reload shows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLive, messages, openBrowser, openTicket, person, step } from './support/browser.js';
import { Server } from './support/server.js';

test('the inbox', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test');
  const agent = await person(t, browser, server, 'agent@demo.test');
  const rows = () => agent.locator('#inbox .ticket').evaluateAll((all) => all.map((row) => row.id));
  await agent.goto('/desk/tickets?view=unassigned');
  await isLive(agent);

  // By the page's own clock, which a busy machine holds up as it does the list: what came in, what stood there a second after the pointer's
  // last move, and what as it left.
  await agent.evaluate(() => {
    const ids = () => [...document.querySelectorAll('#inbox .ticket')].map((row) => row.id);
    let timer;
    window.came = '';
    document.addEventListener('htmx:ws:before:message:incoming', ({ detail }) => { window.came += detail.message.data; });
    document.addEventListener('pointermove', () => {
      clearTimeout(timer);
      window.rested = null;
      timer = setTimeout(() => { window.rested = ids(); }, 1000);
    });
    document.getElementById('inbox').addEventListener('pointerleave', () => { window.left = ids(); });
  });
  const told = async (name) => (await agent.waitForFunction((name) => window[name], name)).jsonValue();

  /** Opens a ticket as the client, while the agent's pointer moves about in the first row, until the agent's page knows. Gives its number. */
  const openMeanwhile = async (subject) => {
    const { x, y } = await agent.locator('#inbox .ticket').first().boundingBox();
    let moves = 0;
    const move = async () => {
      moves += 1;
      await agent.mouse.move(x + 20 + (moves % 5), y + 20);
      await agent.waitForTimeout(100);
    };
    let opened = false;
    const opening = openTicket(client, subject, 'Hello').finally(() => { opened = true; });
    while (!opened) await move();
    const number = await opening;
    const hasCome = () => agent.evaluate((row) => window.came.includes(row), `id="row-${number}"`);
    for (let left = 600; left > 0 && !(await hasCome()); left -= 1) await move();
    return number;
  };

  await step(t, 'a new ticket comes in on top', async () => {
    const number = await openTicket(client, 'The first one', 'Hello');
    await agent.locator(`#row-${number}`).waitFor();
    assert.equal((await rows())[0], `row-${number}`);
  });

  await step(t, 'no row moves away under the pointer; three seconds after its last move the list goes on', async () => {
    const before = await rows();
    const number = await openMeanwhile('The second one');
    assert.deepEqual(await told('rested'), before);
    await agent.locator(`#row-${number}`).waitFor();
    assert.equal((await rows())[0], `row-${number}`);
  });

  await step(t, 'once the pointer has left, at once', async () => {
    const number = await openMeanwhile('The third one');
    assert.ok(!(await told('rested')).includes(`row-${number}`));
    await agent.evaluate(() => { window.left = null; });
    await agent.mouse.move(1200, 20);
    assert.equal((await told('left'))[0], `row-${number}`);
  });

  await step(t, 'the ticket one reads stays marked in the list beside it', async () => {
    const [first] = await rows();
    await agent.click(`#${first}`);
    await agent.waitForURL(/\/desk\/tickets\/\d+/);
    await isLive(agent);
    await agent.mouse.move(1200, 20);
    const number = await openTicket(client, 'The fourth one', 'Last');
    await agent.locator(`#row-${number}`).waitFor();
    assert.equal(await agent.locator(`#${first}`).getAttribute('aria-current'), 'true');
  });
});

test('what comes live looks as after a reload', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  // Another zone in the browser than in the profile: the profile's counts.
  const client = await person(t, browser, server, 'client@demo.test', { timezoneId: 'Pacific/Auckland' });
  const agent = await person(t, browser, server, 'agent@demo.test');
  const number = await openTicket(client, 'Times', 'Now?');
  await agent.goto(`/desk/tickets/${number}`);
  await Promise.all([isLive(client), isLive(agent)]);
  await agent.fill('#composer [name=body]', 'See https://example.test/a?b=c\n\n  and more');
  await agent.click('#composer button.primary');
  await messages(client, 'and more').waitFor();
  await client.fill('#composer [name=body]', 'Mine');
  await client.click('#composer button.primary');
  await agent.locator('#thread .msg', { hasText: 'Mine' }).waitFor();
  await client.locator('#thread .receipt', { hasText: 'Seen' }).waitFor();
  for (const page of [client, agent]) {
    await page.waitForFunction(() => !document.querySelector('#thread .pending'));
    const look = () => page.locator('#thread > li').evaluateAll((all) => all.map((item) => {
      item.querySelector('.receipt')?.remove(); // "Sent" is the script's own word
      return [item.className, item.innerText.trim()];
    }));
    const live = await look();
    await page.reload();
    await isLive(page);
    assert.deepEqual(live, await look());
  }
});

test('scripts that come late', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test');
  const agent = await person(t, browser, server, 'agent@demo.test');
  const number = await openTicket(client, 'Slowly', 'The network is slow');
  for (const late of ['hx-ws.min.js', 'hx-upsert.min.js', 'live.js']) {
    await agent.route(`**/${late}*`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    await agent.goto(`/desk/tickets/${number}`);
    await isLive(agent);
    await client.fill('#composer [name=body]', `With a late ${late}`);
    await client.click('#composer button.primary');
    await messages(agent, `With a late ${late}`).waitFor();
    assert.equal(await messages(agent, `With a late ${late}`).count(), 1);
    await agent.unroute(`**/${late}*`);
  }
});
