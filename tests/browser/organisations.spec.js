// One person in several organisations: the dropdown, forms and pages of the organisation one has left, on one host and on several;
// and staff who look at the portal as a client.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { LOOKS, isLive, limit, messages, openBrowser, openTicket, person, signIn, step } from './support/browser.js';
import { Server, program } from './support/server.js';

const CLIENT = 'client@demo.test';
const pictures = process.env.FRONTDESK_SCREENSHOTS;

/** Runs the program beside the server, on the same data. */
const run = (server, ...args) => {
  const own = Object.entries(process.env).filter(([name]) => !/^(FRONTDESK_|DATABASE_URL$|REDIS_URL$|SMTP_URL$)/.test(name));
  const settings = { FRONTDESK_DATA: server.folder, FRONTDESK_LISTEN: `127.0.0.1:${server.port}` };
  return execFileSync(program, args, { env: { ...Object.fromEntries(own), ...settings }, encoding: 'utf8' });
};

/** Writes what no page does: a membership without an invitation. */
const write = (server, sql) =>
  execFileSync('python3', ['-c', 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=20); c.executescript(sys.argv[2]); c.commit()',
    join(server.folder, 'frontdesk.db'), sql]);

/** Adds organisations in which the sample's agent is the admin, and its client a client. Gives the customers' ids. */
const organisations = (server, names) => names.map((name) => {
  run(server, 'organisation', 'add', name, '--admin', 'agent@demo.test');
  const [customer, membership, slug] = [randomUUID(), randomUUID(), name.toLowerCase().replaceAll(' ', '-')];
  write(server, `
    INSERT INTO customers (id, organisation_id, name, created_at) SELECT '${customer}', id, 'Umbrella of ${name}', 1 FROM organisations WHERE slug = '${slug}';
    INSERT INTO memberships (id, organisation_id, user_id, role, customer_id, status, created_at)
      SELECT '${membership}', o.id, u.id, 'client', '${customer}', 'active', 9e12 FROM organisations o, users u
      WHERE o.slug = '${slug}' AND u.email = '${CLIENT}';`);
  return customer;
});

const switchTo = async (page, name) => {
  await page.click('.switcher-button');
  const entry = page.locator('.switcher-entry', { hasText: name });
  await Promise.all([page.waitForNavigation(), entry.click()]);
};

/** Looks at a state of a page wide and narrow, light and dark: nothing for Axe, nothing that scrolls sideways. */
const look = async (page, name) => {
  await page.waitForLoadState();
  const size = page.viewportSize();
  for (const [width, colorScheme] of LOOKS) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (pictures) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(' | ')}`);
    assert.deepEqual(found, [], `${name} ${width} ${colorScheme}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${name} ${width} scrolls sideways by ${overflow} px`);
  }
  await page.setViewportSize(size);
};

test('on one host', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const [beta] = organisations(server, ['Beta Works', 'Gamma']);
  const agent = await person(t, browser, server, 'agent@demo.test');
  const client = await person(t, browser, server, CLIENT, { expected: /status of (404|409)/ });
  const home = await client.locator('.brand-name').innerText();

  await step(t, 'staff go on at another desk', async () => {
    await switchTo(agent, 'Beta Works');
    assert.equal(new URL(agent.url()).pathname, '/desk');
    await agent.goto(`/desk/tickets/new?customer=${beta}`);
    await agent.fill('#subject', 'From Beta');
    await agent.fill('#new-ticket [name=body]', 'A first word.');
    await Promise.all([agent.waitForURL(/\/desk\/tickets\/\d+$/), agent.click('#new-ticket [type=submit]')]);
  });

  await step(t, 'the dropdown shows customer, unread replies and where one is', async () => {
    await client.goto('/');
    await client.click('.switcher-button');
    const entries = await client.locator('.switcher-entry').allInnerTexts();
    assert.equal(entries.length, 3);
    assert.ok(entries.some((text) => /Beta Works[\s\S]*Umbrella of Beta Works[\s\S]*1 new reply/.test(text)), entries.join(' / '));
    assert.match(await client.locator('.switcher-entry[aria-current]').innerText(), new RegExp(home));
    await look(client, 'organisations');
    await client.keyboard.press('Escape');
    assert.equal(await client.locator('#organisations').isVisible(), false);
    await client.focus('.switcher-button');
    await client.keyboard.press('Enter');
    await client.keyboard.press('Tab');
    assert.equal(await client.evaluate(() => document.activeElement.className), 'switcher-entry', 'a keyboard reaches it');
    await client.keyboard.press('Escape');
  });

  let number;
  const other = await client.context().newPage();
  await step(t, 'a page of the organisation one has left says so in place, and keeps what is typed', async () => {
    number = await openTicket(client, 'Of the first', 'Hello');
    await isLive(client);
    await client.fill('#composer [name=body]', 'Typed before');
    await other.goto('/');
    await isLive(other); // a connection that is asked for after the switch is refused, and the console tells
    await switchTo(other, 'Beta Works');
    await other.getByText('From Beta').first().waitFor();
    await client.locator('#went-on').waitFor({ timeout: limit(3000) });
    assert.match(await client.locator('#went-on').innerText(), /You went on in Beta Works in another tab/);
    assert.equal(new URL(client.url()).pathname, `/support/${number}`);
    assert.equal(await client.inputValue('#composer [name=body]'), 'Typed before');
    await look(client, 'went-on');
  });

  await step(t, 'what is sent from there fails with its text, and goes once one is back', async () => {
    await client.click('#composer button.primary');
    const failed = client.locator('#thread .pending.failed');
    await failed.waitFor();
    assert.match(await failed.locator('.body').innerText(), /Typed before/);
    await Promise.all([client.waitForNavigation(), client.click('#went-on button')]);
    assert.equal(new URL(client.url()).pathname, `/support/${number}`);
    await client.locator('#thread .failed button.retry').click();
    await client.waitForFunction(() => !document.querySelector('#thread .pending'));
    assert.equal(await messages(client, 'Typed before').count(), 1);
  });

  await step(t, 'drafts do not cross organisations', async () => {
    await client.goto('/support/new');
    await client.fill('#subject', 'A draft of the first');
    await client.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes('draft:new-ticket')));
    await switchTo(client, 'Gamma');
    await client.goto('/support/new');
    assert.equal(await client.inputValue('#subject'), '');
    await switchTo(client, home);
    await client.goto('/support/new');
    assert.equal(await client.inputValue('#subject'), 'A draft of the first');
  });

  await step(t, 'without scripts an old form is refused and shows what was typed', async () => {
    const plain = await person(t, browser, server, CLIENT, { javaScriptEnabled: false, expected: /status of 409/ });
    await plain.goto(`/support/${number}`);
    await plain.fill('#composer [name=body]', 'Typed\nwithout scripts');
    const tab = await plain.context().newPage();
    await tab.goto('/');
    await switchTo(tab, 'Beta Works');
    await plain.click('#composer button.primary');
    await plain.waitForLoadState();
    assert.match(await plain.locator('h1').innerText(), new RegExp(`belongs to ${home}`));
    assert.equal(await plain.locator('textarea[readonly]').inputValue(), 'Typed\nwithout scripts');
    await plain.getByRole('button', { name: `Back to ${home}` }).click();
    await plain.waitForLoadState();
    assert.equal(new URL(plain.url()).pathname, `/support/${number}`);
  });

  await step(t, 'the page that refuses it can be read by everybody', async () => {
    await client.goto(`/support/${number}`);
    await client.fill('#composer [name=body]', 'Typed, and sent past the scripts');
    await other.goto('/');
    await isLive(other);
    await switchTo(other, 'Beta Works');
    await Promise.all([client.waitForNavigation(), client.evaluate(() => document.querySelector('#composer').submit())]);
    await client.locator('[data-elsewhere]').waitFor();
    await look(client, 'refused');
  });
});

test('on three hosts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  organisations(server, ['Beta Works', 'Gamma']);
  const first = run(server, 'organisation', 'domain', 'harbour-studio', 'first.localhost');
  assert.match(first, /portal\.first\.localhost/);
  run(server, 'organisation', 'domain', 'beta-works', 'beta.localhost');
  run(server, 'organisation', 'domain', 'gamma', 'gamma.localhost');
  const host = (name) => `http://portal.${name}.localhost:${server.port}`;
  const context = await browser.newContext({ baseURL: host('first') });
  const page = await context.newPage();

  await step(t, 'each portal has its own sign-in', async () => {
    await page.goto(`${host('beta')}/session/new`);
    assert.equal(await page.locator('.brand-name').innerText(), 'Beta Works');
    await page.goto('/session/new');
    await signIn(page, CLIENT);
    assert.equal(new URL(page.url()).host, `portal.first.localhost:${server.port}`);
  });

  await step(t, 'the dropdown leads from host to host', async () => {
    for (const [name, to, isFirst] of [['Beta Works', 'beta', true], ['Gamma', 'gamma', true], ['Beta Works', 'beta', false]]) {
      await switchTo(page, name);
      if (isFirst) {
        await page.getByRole('heading', { name: 'Go on here?' }).waitFor();
        await look(page, `handover-${to}`);
        await page.getByRole('button', { name: /Go on as client@demo.test/ }).click();
      }
      await page.waitForURL(`${host(to)}/`);
      assert.equal(await page.locator('.brand-name').innerText(), name);
    }
    await page.goto(`${host('first')}/support`);
    assert.equal(new URL(page.url()).pathname, '/support', 'and one is still signed in at the first');
  });

  await step(t, 'another person there is asked about', async () => {
    await page.goto(`${host('gamma')}/session/new`);
    await page.fill('[name=email]', 'agent@demo.test');
    await page.fill('[name=password]', 'demo-password');
    await Promise.all([page.waitForURL(/\/desk/), page.click('form[action="/session"] [type=submit]')]);
    await page.goto(`${host('first')}/`);
    await switchTo(page, 'Gamma');
    await page.getByRole('heading', { name: 'Somebody else is signed in here' }).waitFor();
    await look(page, 'handover');
    await Promise.all([page.waitForURL(`${host('gamma')}/`), page.getByRole('button', { name: /Go on as client@demo.test/ }).click()]);
    await page.goto(`${host('gamma')}/session/handover?token=used`);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await look(page, 'handover-unusable');
  });
});

test('looking at the portal as a client', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, CLIENT);
  const agent = await person(t, browser, server, 'agent@demo.test', { expected: /status of (403|404)/ });
  const number = await openTicket(client, 'Looked on', 'Hello');
  const membership = await client.evaluate(() => document.body.dataset.me);
  const database = join(server.folder, 'frontdesk.db');
  const customer = execFileSync('python3', ['-c', 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT customer_id FROM memberships WHERE id = ?", [sys.argv[2]]).fetchone()[0])', database, membership], { encoding: 'utf8' }).trim();
  await isLive(client);

  await step(t, 'staff see it with a banner, and change nothing', async () => {
    await agent.goto(`/desk/customers/${customer}`);
    await agent.locator('form[action*="/view"]', { has: agent.locator(`[value="${membership}"]`) }).locator('button').click();
    await agent.locator('.viewing-banner').waitFor();
    await look(agent, 'viewing-home');
    await agent.goto(`/support/${number}`);
    await isLive(agent);
    assert.equal(await agent.locator('#composer').count(), 0);
    await look(agent, 'viewing-thread');
    await agent.goto('/support/new');
    assert.equal(await agent.isDisabled('#subject'), true);
    await look(agent, 'viewing-new-ticket');
  });

  await step(t, 'the client does not hear of it', async () => {
    await agent.goto(`/support/${number}`);
    await isLive(agent);
    await client.waitForTimeout(600);
    assert.equal(await client.locator('#presence').isVisible(), false);
    await client.fill('#composer [name=body]', 'Live for both');
    await client.click('#composer button.primary');
    await messages(agent, 'Live for both').waitFor();
  });

  await step(t, 'ending it in one tab ends it in the other', async () => {
    const tab = await agent.context().newPage();
    await tab.goto('/');
    await isLive(tab);
    await Promise.all([tab.waitForNavigation(), tab.click('.viewing-banner button')]);
    assert.equal(new URL(tab.url()).pathname, `/desk/customers/${customer}`);
    await agent.waitForURL(/\/desk/, { timeout: limit(5000) });
  });
});
