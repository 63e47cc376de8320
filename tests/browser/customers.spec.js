// Customers: choosing one by typing, with the keyboard alone and without scripts; the list that searches as one types; and the checklist
// of why somebody cannot see something, whose buttons mend it while the client looks on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, isLive, openBrowser, openTicket, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const OPTION = '.combo-popup [role=option]';

const addCustomer = async (page, name, more = {}) => {
  await page.goto('/desk/customers/new');
  await page.fill('#name', name);
  for (const [field, value] of Object.entries(more)) await page.fill(`#${field}`, value);
  await Promise.all([page.waitForURL(/\/desk\/customers\/[0-9a-f-]{36}/), page.click('main form [type=submit]')]);
  return new URL(page.url()).pathname;
};

test('a customer is chosen with the keyboard', async (t) => {
  const server = await Server.start(t);
  const agent = await person(t, await openBrowser(t), server, 'agent@demo.test', { expected: /status of (422|500)/ });
  await addCustomer(agent, 'Acme Traders', { address: 'Quay 7\nOslo' });
  await addCustomer(agent, 'Acme Trading', { address: 'Hill 1\nBergen' });
  const field = agent.locator('#customer');
  const active = agent.locator(`${OPTION}[aria-selected=true]`);
  const id = () => agent.inputValue('#new-ticket input[name=customer]');
  const open = async () => {
    await agent.goto('/desk/tickets/new');
    await field.focus();
  };
  const type = async (text) => {
    const whole = (await field.inputValue()) + text;
    // Typed slowly, what fits its beginning is shown before.
    await answered(agent, 'q', whole, () => field.pressSequentially(text, { delay: 15 }));
    await agent.locator('.combo-popup').waitFor();
  };

  await step(t, 'what is typed opens the list, and says how many there are', async () => {
    await open();
    await type('acme');
    assert.equal(await agent.locator(OPTION).count(), 2);
    assert.equal(await field.getAttribute('role'), 'combobox');
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    assert.equal(await agent.locator(`#${await field.getAttribute('aria-controls')}`).getAttribute('role'), 'listbox');
    assert.match(await agent.locator('[data-combobox-status]').innerText(), /\b2\b/);
    assert.match(await agent.locator(OPTION).first().innerText(), /Quay 7/, 'two of one kind can be told apart');
  });

  await step(t, 'arrows go through it and round, Home and End go back into the text', async () => {
    await field.press('ArrowDown');
    assert.equal(await field.getAttribute('aria-activedescendant'), await active.getAttribute('id'));
    assert.match(await active.innerText(), /^Acme Traders/);
    await field.press('ArrowUp');
    assert.match(await active.innerText(), /^Acme Trading/);
    await field.press('ArrowDown');
    assert.match(await active.innerText(), /^Acme Traders/);
    await field.press('Home');
    assert.equal(await active.count(), 0);
    assert.equal(await field.evaluate((input) => input.selectionStart), 0);
    await field.press('End');
    assert.equal(await field.evaluate((input) => input.selectionStart), 4);
  });

  await step(t, 'Enter takes the one, and does not send the form', async () => {
    await field.press('ArrowDown');
    await field.press('ArrowDown');
    await field.press('Enter');
    assert.equal(await field.inputValue(), 'Acme Trading');
    assert.match(await id(), /^[0-9a-f-]{36}$/);
    assert.equal(await agent.locator('.combo-popup').isHidden(), true);
    assert.equal(await field.getAttribute('aria-expanded'), 'false');
    assert.match(agent.url(), /\/desk\/tickets\/new$/);
  });

  await step(t, 'another letter undoes the choice, Escape closes and then clears', async () => {
    await type('x');
    assert.equal(await id(), '');
    await field.press('Escape');
    assert.equal(await agent.locator('.combo-popup').isHidden(), true);
    assert.equal(await field.inputValue(), 'Acme Tradingx');
    await field.press('Escape');
    assert.equal(await field.inputValue(), '');
  });

  await step(t, 'the button clears, and leaves the focus in the field', async () => {
    await type('cont');
    await field.press('ArrowDown');
    await field.press('Tab');
    assert.equal(await field.inputValue(), 'Contoso Bakery', 'Tab takes what is active');
    await agent.click('.combo-clear');
    assert.deepEqual([await field.inputValue(), await id()], ['', '']);
    assert.equal(await agent.evaluate(() => document.activeElement.id), 'customer');
  });

  await step(t, 'who is not there can be added beside the form', async () => {
    await type('Zebra & Co');
    assert.match(await agent.locator('.combo-none').innerText(), /Zebra & Co/);
    assert.match(await agent.locator('[data-combobox-status]').innerText(), /Zebra & Co/);
    const link = agent.locator('.combo-none a');
    assert.equal(await link.getAttribute('target'), '_blank');
    const [added] = await Promise.all([agent.context().waitForEvent('page'), link.click()]);
    assert.equal(await added.inputValue('#name'), 'Zebra & Co');
    await added.close();
  });

  await step(t, 'an answer that comes late does not replace a newer one', async () => {
    await open();
    const held = [];
    await agent.route(/customers\/options/, async (route) => {
      const response = await route.fetch();
      if (new URL(route.request().url()).searchParams.get('q') === 'nor') await new Promise((resolve) => held.push(resolve));
      await route.fulfill({ response }).catch(() => {}); // the page has given it up
    });
    const asked = agent.waitForRequest(/q=nor$/);
    await field.pressSequentially('nor', { delay: 15 });
    const late = await asked;
    await field.fill('');
    await type('fabri');
    held.forEach((resolve) => resolve());
    await (await late.response())?.finished(); // or the page has given it up
    await agent.evaluate(() => new Promise(requestAnimationFrame));
    assert.match(await agent.locator(OPTION).first().innerText(), /^Fabrikam/);
    await agent.unroute(/customers\/options/);
  });

  await step(t, 'a search that fails is in nobody’s way: the typed name is recognised when the form is sent', async () => {
    await agent.route(/customers\/options/, (route) => route.fulfill({ status: 500, body: '' }));
    await open();
    await field.pressSequentially('north', { delay: 15 });
    await agent.fill('#subject', 'You called');
    await agent.fill('#body', 'As we said.');
    await Promise.all([agent.waitForURL(/\/desk\/tickets\/\d+$/), agent.click('#new-ticket [type=submit]')]);
    assert.match(await agent.locator('#panel-customer').innerText(), /Northwind/);
    await agent.unroute(/customers\/options/);
  });

  await step(t, 'what fits several is asked about in place, and the text stays', async () => {
    await open();
    await field.pressSequentially('acme', { delay: 15 });
    await agent.fill('#subject', 'Which one?');
    await agent.fill('#body', 'Typed before.');
    await agent.click('#new-ticket [type=submit]');
    await agent.locator('.combo-candidates').waitFor();
    assert.equal(await agent.inputValue('#body'), 'Typed before.');
    await agent.locator('.combo-candidates label', { hasText: 'Acme Trading' }).click();
    await Promise.all([agent.waitForURL(/\/desk\/tickets\/\d+$/), agent.click('#new-ticket [type=submit]')]);
    assert.match(await agent.locator('#panel-customer').innerText(), /Acme Trading/);
  });

  await step(t, 'the list of customers searches as one types', async () => {
    await agent.goto('/desk/customers');
    await agent.locator('#q').pressSequentially('oslo', { delay: 15 });
    await agent.locator('#customers-found tbody tr', { hasText: 'Acme Traders' }).waitFor();
    await agent.waitForFunction(() => document.querySelectorAll('#customers-found tbody tr').length === 1);
    assert.equal(await agent.evaluate(() => document.activeElement.id), 'q');
  });
});

test('a customer is chosen without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const agent = await person(t, browser, server, 'agent@demo.test', { javaScriptEnabled: false, expected: /status of 422/ });
  await addCustomer(agent, 'Acme Traders');
  await addCustomer(agent, 'Acme Trading');
  await agent.goto('/desk/tickets/new');
  await agent.fill('#customer', 'acme');
  await agent.fill('#subject', 'Which one?');
  await agent.fill('#body', 'Typed before.');
  await agent.click('#new-ticket [type=submit]');
  assert.equal(await agent.inputValue('#body'), 'Typed before.');
  await agent.check('.combo-candidates label:has-text("Acme Trading") input');
  await Promise.all([agent.waitForURL(/\/desk\/tickets\/\d+$/), agent.click('#new-ticket [type=submit]')]);
  assert.match(await agent.locator('#panel-customer').innerText(), /Acme Trading/);

  await step(t, 'a name that is typed over another is the one that counts', async () => {
    const traders = await (async () => {
      await agent.goto('/desk/customers?q=traders');
      return (await agent.locator('#customers-found .customer-name').first().getAttribute('href')).split('/').pop();
    })();
    await agent.goto(`/desk/tickets/new?customer=${traders}`);
    assert.equal(await agent.inputValue('#customer'), 'Acme Traders');
    await agent.fill('#customer', 'northwind ltd');
    await agent.fill('#subject', 'Not the old one');
    await agent.fill('#body', 'Text');
    await Promise.all([agent.waitForURL(/\/desk\/tickets\/\d+$/), agent.click('#new-ticket [type=submit]')]);
    assert.match(await agent.locator('#panel-customer').innerText(), /Northwind/);
  });

  await step(t, 'the list and a contact need none', async () => {
    await agent.goto('/desk/customers');
    await agent.fill('#q', 'northwind');
    await agent.press('#q', 'Enter');
    await agent.click('#customers-found .customer-name');
    await agent.click('a[href$="/contacts/new"]');
    await agent.fill('#name', 'Jo Miller');
    await agent.click('main form [type=submit]');
    await agent.waitForLoadState();
    assert.equal(await agent.locator('.contact', { hasText: 'Jo Miller' }).count(), 1);
  });
});

test('the checklist mends what it finds', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { expected: /status of 404|WebSocket|htmx:ws/ });
  const other = await person(t, browser, server, 'client2@demo.test');
  const agent = await person(t, browser, server, 'agent@demo.test', { expected: /status of 409/ });
  const number = await openTicket(client, 'Which box is ours?', 'At the wrong customer.');
  await isLive(client);
  await other.goto('/support');
  await isLive(other);

  await agent.goto('/desk/customers?q=contoso');
  await agent.click('#customers-found .customer-name');
  await agent.fill('#about', String(number));
  await agent.press('#about', 'Enter');
  // An invoice of that number may be found beside it.
  const cause = agent.locator('#findings .cause', { hasText: 'belongs to Northwind' });
  assert.match(await cause.innerText(), /Ticket \d+ belongs to Northwind/);

  await step(t, 'the other customer’s page has it at once, the old one’s has it no more', async () => {
    await cause.locator('button').click();
    await agent.locator('#findings .cause.well', { hasText: 'is there, and they see it' }).waitFor();
    await other.locator('#ticket-list', { hasText: 'Which box is ours?' }).waitFor();
    await client.waitForFunction(() => !document.getElementById('thread'));
    assert.equal(new URL(client.url()).pathname, `/support/${number}`, 'it is not there, and nobody has to sign in again');
    await client.goto('/support');
    assert.equal(await client.locator('#ticket-list', { hasText: 'Which box' }).count(), 0);
  });

  await step(t, 'whom nothing keeps away is said', async () => {
    await agent.goto('/desk/customers?q=northwind');
    await agent.click('#customers-found .customer-name');
    await agent.locator('.all-well', { hasText: 'Clara Client can sign in' }).waitFor();
  });

  await step(t, 'a customer with somebody in it is not archived, and says who it is', async () => {
    await agent.click('.removal summary');
    await agent.click('.removal form[action*="/archive"] button');
    await agent.locator('[data-refused]', { hasText: 'Clara Client' }).waitFor();
    await agent.waitForFunction(() => document.activeElement.matches('[data-refused]')); // the reason takes the focus, once it is painted
  });
});
