// Rating how a ticket was resolved: asked in the open page, by keyboard and without scripts; the agent's ticket and the report move by themselves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLive, openBrowser, openTicket, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const REPORT = '/desk/reports/csat';

test('ratings', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test');
  const agent = await person(t, browser, server, 'agent@demo.test');
  const admin = await person(t, browser, server, 'admin@demo.test');
  const number = await openTicket(client, 'The printer is on fire', 'Help');
  const figure = (name) => admin.locator(`[data-figure=${name}] .funnel-count`);
  const [before, unrated] = [await (async () => {
    await admin.goto(REPORT);
    await isLive(admin);
    return Number(await figure('rated').innerText());
  })(), Number(await figure('unrated').innerText())];
  await agent.goto(`/desk/tickets/${number}`);
  await Promise.all([isLive(client), isLive(agent)]);
  const list = await client.context().newPage();
  await list.goto('/support');
  await isLive(list);
  const asked = list.locator(`#ticket-${number}`, { hasText: 'Rate this' });
  // A mark that a reload would wipe out.
  for (const page of [client, agent, admin, list]) await page.evaluate(() => { window.stayed = true; });

  await step(t, 'nothing is asked while the ticket is open', async () => {
    assert.equal(await client.locator('#rating').isVisible(), false);
    assert.equal(await asked.count(), 0);
  });

  await step(t, 'an agent resolves it, and the open page asks at once', async () => {
    await agent.click('.thread-actions .when-active button');
    await client.locator('#rating').waitFor();
    await client.getByText('How did we do?').waitFor();
    await asked.waitFor();
    assert.equal(await client.locator('#rating-form .rating-more').isVisible(), false, 'no more than stars at first');
    await admin.waitForFunction((count) => document.querySelector('[data-figure=unrated] .funnel-count').innerText.trim() === String(count), unrated + 1);
  });

  await step(t, 'rated by keyboard alone', async () => {
    await client.focus('#composer [name=body]');
    const group = client.getByRole('group', { name: 'Your rating' });
    await group.getByRole('radio').first().focus();
    for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await client.keyboard.press(key);
    assert.equal(await client.locator('#rating-form [name=score]:checked').inputValue(), '4');
    assert.equal(await client.getByRole('radio', { name: '4 stars: Good' }).isChecked(), true);
    await client.keyboard.press('Tab');
    await client.keyboard.press('Space'); // the first reason
    assert.deepEqual(await client.locator('#rating-form [name=reason]:checked').evaluateAll((all) => all.map(({ value }) => value)), ['quick']);
    assert.equal(await client.locator('.reasons.unsatisfied').isVisible(), false);
    await client.focus('#comment');
    await client.keyboard.type('Back before lunch');
    await client.keyboard.press('Tab');
    await client.keyboard.press('Enter');
    await client.locator('#rating-state[data-rated=yes]').waitFor();
    await client.getByText('Thank you for your rating.').waitFor();
    await asked.waitFor({ state: 'detached' });
    assert.equal(await client.locator('#rating-form').isVisible(), false);
    assert.equal(await client.evaluate(() => document.activeElement.tagName), 'SUMMARY', 'the focus is not lost');
  });

  await step(t, 'the agent’s ticket and the open report show it without a reload', async () => {
    await agent.locator('#panel-rating', { hasText: 'Back before lunch' }).waitFor({ state: 'attached' });
    await agent.locator('#ticket-head .stars[data-stars="4"]').waitFor();
    await agent.locator('#thread li[data-kind=rated]', { hasText: 'Back before lunch' }).waitFor();
    await admin.waitForFunction((count) => document.querySelector('[data-figure=rated] .funnel-count').innerText.trim() === String(count), before + 1);
    await admin.getByText('Back before lunch').waitFor();
    assert.equal(Number(await figure('unrated').innerText()), unrated);
    for (const page of [client, agent, admin, list]) assert.equal(await page.evaluate(() => window.stayed), true);
  });

  await step(t, 'changed by mouse, with the reasons of another feeling', async () => {
    await client.getByText('Change rating').click();
    assert.equal(await client.inputValue('#comment'), 'Back before lunch');
    await client.locator('.star-choice label').nth(1).click();
    assert.equal(await client.locator('.reasons.satisfied').isVisible(), false);
    await client.locator('.reason', { hasText: 'Took too long' }).click();
    await client.fill('#comment', 'It burns again');
    await client.getByRole('button', { name: 'Send rating' }).click();
    await agent.locator('#ticket-head .stars[data-stars="2"]').waitFor();
    await client.getByText('reply below: that reopens the ticket').waitFor();
    await agent.locator('#panel-rating', { hasText: 'Took too long' }).waitFor({ state: 'attached' });
    assert.equal(await agent.locator('#panel-rating', { hasText: 'Quick answer' }).count(), 0);
  });

  await step(t, 'reopened and resolved again it is asked anew', async () => {
    await client.locator('.turn.when-resolved button').click();
    await client.locator('#rating').waitFor({ state: 'hidden' });
    await agent.locator('.thread-actions .when-active button').click();
    await client.getByText('Rated 2 of 5 before it was reopened').waitFor();
    assert.equal(await client.locator('#rating-form [name=score]:checked').count(), 0);
    await client.locator('.star-choice label').nth(4).click();
    await client.getByRole('button', { name: 'Send rating' }).click();
    await client.locator('#rating-state[data-rated=yes]').waitFor();
  });

  await step(t, 'closed it stays as it is', async () => {
    await agent.locator('#ticket-head .stars[data-stars="5"]').waitFor();
    await agent.selectOption('#status', 'closed');
    await agent.locator('form:has(#status) button').click();
    await client.locator('#ticket-head[data-status=closed]').waitFor();
    await client.locator('#rating-state .stars[data-stars="5"]').waitFor();
    assert.equal(await client.getByText('Change rating').isVisible(), false);
  });

  await step(t, 'tags are typed beside the ticket and counted in the report', async () => {
    await agent.fill('#tags', 'Printer, fire');
    await agent.locator('form:has(#tags) button').click();
    await agent.locator('#panel-tags[data-tags="fire, printer"]').waitFor({ state: 'attached' });
    await admin.locator('tr[data-tag=printer]').waitFor();
  });

  await step(t, 'tags are completed where the cursor is', async () => {
    await openTicket(client, 'It smokes, too', 'Help');
    await agent.goto(client.url().replace('/support/', '/desk/tickets/'));
    const field = agent.getByRole('combobox', { name: 'Tags' });
    const options = agent.locator('#tags-list [role=option]');
    await field.fill('smoke, new');
    await field.press('Home');
    await field.press('ArrowRight');
    await field.pressSequentially('x');
    assert.equal(await options.count(), 0);
    await field.fill('smoke, new, pri');
    assert.deepEqual(await options.allInnerTexts(), ['printer']);
    await agent.getByRole('status').filter({ hasText: 'Tags found: 1' }).waitFor();
    await field.press('ArrowDown');
    assert.equal(await field.getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
    await field.press('Enter');
    assert.equal(await field.inputValue(), 'smoke, new, printer');
    assert.equal(await field.getAttribute('aria-expanded'), 'false');
    // In the middle: what stands behind it stays.
    await field.fill('smoke, printer');
    await field.evaluate((input) => input.setSelectionRange(5, 5));
    await field.pressSequentially(', FI');
    await options.filter({ hasText: 'fire' }).click();
    assert.equal(await field.inputValue(), 'smoke, fire, printer');
    await field.press('ArrowDown');
    assert.equal(await options.filter({ hasText: /^(fire|printer)$/ }).count(), 0, 'what is there already is not offered');
    await field.press('Escape');
    await field.press('Enter');
    await agent.locator('#panel-tags[data-tags="fire, printer, smoke"]').waitFor({ state: 'attached' });
  });

  await step(t, 'another period reads itself again', async () => {
    await admin.getByRole('link', { name: '30 days' }).click();
    await admin.waitForURL(/days=30/);
    await isLive(admin);
    const rated = Number(await figure('rated').innerText());
    const second = await openTicket(client, 'Another', 'Help');
    await isLive(client);
    await client.click('.composer button[form=solved]');
    await client.locator('#rating').waitFor();
    await client.locator('.star-choice label').nth(2).click();
    await client.getByRole('button', { name: 'Send rating' }).click();
    await admin.waitForFunction((count) => document.querySelector('[data-figure=rated] .funnel-count').innerText.trim() === String(count), rated + 1);
    assert.match(await admin.locator('#csat').getAttribute('data-part'), /from=.*until=/);
    assert.ok(second > number);
    const [file] = await Promise.all([admin.waitForEvent('download'), admin.getByRole('link', { name: /By agent.*CSV/ }).click()]);
    assert.match(file.suggestedFilename(), /-csat-agents-.*\.csv$/);
  });
});

test('without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { javaScriptEnabled: false });
  const agent = await person(t, browser, server, 'agent@demo.test', { javaScriptEnabled: false });
  const number = await openTicket(client, 'No scripts here', 'Help');

  await step(t, 'asked when the resolved ticket is viewed, by the link of a mail', async () => {
    await agent.goto(`/desk/tickets/${number}`);
    await Promise.all([agent.waitForNavigation(), agent.locator('.thread-actions .when-active button').click()]);
    await client.goto(`/support/${number}?rating=3#rating`);
    assert.equal(await client.locator('[name=score]:checked').inputValue(), '3');
    assert.equal(await agent.locator('#panel-rating .stars').count(), 0, 'the link has rated nothing');
  });

  await step(t, 'rated and changed', async () => {
    await client.click('#comment'); // the fragment lets go of the focus when the page is first painted: a click comes after that
    await client.fill('#comment', 'Plain and simple');
    await Promise.all([client.waitForURL(/#rating$/), client.getByRole('button', { name: 'Send rating' }).click()]);
    await client.locator('#rating-state[data-rated=yes] .stars[data-stars="3"]').waitFor();
    assert.equal(await client.locator('#rating-form').isVisible(), false);
    await client.getByText('Change rating').click();
    await client.locator('.star-choice label').nth(3).click();
    await client.getByRole('button', { name: 'Send rating' }).click();
    await client.locator('#rating-state .stars[data-stars="4"]').waitFor();
    await agent.goto(`/desk/tickets/${number}`);
    assert.match(await agent.locator('#panel-rating').innerText(), /Plain and simple/);
  });

  await step(t, 'and the report counts it', async () => {
    await agent.goto(REPORT);
    await agent.getByText('Plain and simple').waitFor();
  });
});
