// What suggestions and articles did: a client who is helped, one who is not, and what staff read of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const OPTION = '#suggestions [role=option]';

test('what articles answered', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test');
  const agent = await person(t, browser, server, 'agent@demo.test', { expected: /status of 404/ });
  const subject = client.locator('#subject');
  const drawer = client.locator('#drawer[open]');
  const told = (page = client) => page.waitForResponse((response) => response.url().includes('/support/inquiries'));

  const ask = async (text) => {
    await client.goto('/support/new');
    await subject.fill('');
    // All of it: what its beginning brought up gives way, under a click too.
    await answered(client, 'subject', text, () => subject.pressSequentially(text, { delay: 15 }));
    await client.locator(OPTION).first().waitFor();
  };
  const read = async () => {
    const [answer] = await Promise.all([told(), client.locator(OPTION).first().click()]);
    assert.equal(answer.status(), 204);
    await drawer.waitFor();
    return (await drawer.locator('#drawer-title').innerText()).trim();
  };
  const steps = async () => {
    await agent.goto('/desk/reports/deflection');
    const counts = await agent.locator('[data-step] .funnel-count').allInnerTexts();
    return counts.map(Number);
  };
  let number;
  let title;

  await step(t, 'before anything happens the report says what will be there', async () => {
    await agent.goto('/desk/reports/deflection');
    await agent.getByText('Nothing to count in this period').waitFor();
  });

  await step(t, 'reads, still needs help, sends', async () => {
    await ask('receive messages');
    title = await read();
    await drawer.locator('[data-drawer=close]').click();
    assert.equal(await subject.inputValue(), 'receive messages');
    await client.fill('#new-ticket [name=body]', 'It is another problem');
    await Promise.all([client.waitForURL(/\/support\/\d+$/), client.click('#new-ticket [type=submit]')]);
    number = new URL(client.url()).pathname.split('/').pop();
    assert.deepEqual(await steps(), [1, 1, 0, 1]);
  });

  await step(t, 'beside the ticket stands what was read before', async () => {
    await agent.goto(`/desk/tickets/${number}`);
    const list = agent.locator('.read-before');
    await list.getByRole('link', { name: title }).waitFor();
    assert.match(await list.locator('li').first().innerText(), /Opened/);
  });

  await step(t, 'this solved it: no ticket, and the report counts it', async () => {
    await ask('receive messages');
    await client.fill('#new-ticket [name=body]', 'A long story');
    await read();
    await Promise.all([client.waitForURL(/\/support\?solved=/), drawer.locator('button[type=submit]').click()]);
    await client.getByText('Glad that helped!').waitFor();
    assert.deepEqual(await steps(), [2, 2, 1, 1]);
  });

  await step(t, 'taken back: the form comes back with all that was typed', async () => {
    await Promise.all([client.waitForURL(/\/support\/new\?inquiry=/), client.click('.solved button')]);
    assert.equal(await subject.inputValue(), 'receive messages');
    assert.equal(await client.inputValue('#new-ticket [name=body]'), 'A long story');
    assert.deepEqual(await steps(), [2, 2, 0, 1]);
  });

  await step(t, 'whoever leaves has seen what was shown, and no more', async () => {
    // Another question begins where nothing is left of the last.
    for (const field of ['#subject', '#new-ticket [name=body]']) await client.fill(field, '');
    await client.waitForFunction(() => !Object.keys(localStorage).some((key) => key.endsWith('draft:new-ticket')));
    await ask('receive messages');
    await client.waitForFunction(() => document.querySelector('#new-ticket [name=shown]').value !== '');
    await client.goto('/support');
    // What a page tells when it is left arrives by itself, answered to nobody.
    let counted;
    for (let left = 50; left > 0 && counted?.[0] !== 3; left -= 1) counted = await steps();
    assert.deepEqual(counted, [3, 2, 0, 1]);
  });

  await step(t, 'what is looked for in vain is an article to be written, or none', async () => {
    await client.goto('/help');
    const noted = client.waitForResponse((response) => response.url().includes('/help/searches') && response.request().postData() === 'q=zebra+crossing');
    await client.locator('#q').pressSequentially('zebra crossing', { delay: 20 });
    // One rests on an answer: while there is none nothing is told, and not when it comes.
    await client.locator('#help-found [data-found-nothing]').waitFor({ state: 'attached' });
    await client.locator('#q').dispatchEvent('input');
    assert.equal((await noted).status(), 204);
    await agent.goto('/desk/reports/deflection');
    const row = agent.locator('tr[data-query="zebra crossing"]');
    assert.match(await row.locator('a').getAttribute('href'), /\/desk\/articles\/new\?title=zebra\+crossing$/);
    await Promise.all([agent.waitForURL(/#searches$/), row.getByRole('button').click()]);
    assert.equal(await row.count(), 0);
    await agent.getByRole('link', { name: 'Show dismissed' }).click();
    await Promise.all([agent.waitForURL(/searches=dismissed/), row.getByRole('button').click()]);
    await agent.goto('/desk/reports/deflection');
    await row.waitFor();
  });

  await step(t, 'a client says whether an article helped, and what was missing', async () => {
    await client.goto('/help');
    await client.locator('main a[href^="/help/"]').first().click();
    await client.getByRole('button', { name: 'No', exact: true }).click();
    await client.locator('#vote-comment').fill('Where is the picture?');
    await client.getByRole('button', { name: 'Send' }).click();
    await client.waitForURL(/voted/);
    assert.equal(await client.inputValue('#vote-comment'), 'Where is the picture?');
    assert.equal(await client.getByRole('button', { name: 'No', exact: true }).getAttribute('aria-pressed'), 'true');
    await agent.goto('/desk/reports/deflection');
    await agent.getByText('Where is the picture?').waitFor();
  });

  await step(t, 'tables are sorted by their heads and go out as files', async () => {
    await agent.getByRole('link', { name: 'Not helpful' }).click();
    await agent.locator('th[aria-sort=descending]', { hasText: 'Not helpful' }).waitFor();
    const [file] = await Promise.all([agent.waitForEvent('download'), agent.getByRole('link', { name: /By article.*CSV/ }).click()]);
    assert.match(file.suggestedFilename(), /-articles-.*\.csv$/);
  });
});

test('without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { javaScriptEnabled: false });
  const agent = await person(t, browser, server, 'agent@demo.test', { javaScriptEnabled: false });

  await step(t, 'articles are looked for by a button, and open beside the form', async () => {
    await client.goto('/support/new');
    await client.fill('#subject', 'receive messages');
    await client.fill('#new-ticket [name=body]', 'A long story');
    await client.click('#new-ticket [name=look]');
    assert.equal(await client.inputValue('#new-ticket [name=body]'), 'A long story');
    const [article] = await Promise.all([client.waitForEvent('popup'), client.locator('.suggest a').first().click()]);
    await Promise.all([article.waitForURL(/\/support\?solved=/), article.click('.answer [type=submit]')]);
    await article.getByText('Glad that helped!').waitFor();
    await Promise.all([article.waitForURL(/\/support\/new\?inquiry=/), article.click('.solved button')]);
    assert.equal(await article.inputValue('#subject'), 'receive messages');
  });

  await step(t, 'and the report counts the same', async () => {
    await Promise.all([client.waitForURL(/\/support\/\d+$/), client.click('#new-ticket .primary')]);
    await agent.goto('/desk/reports/deflection');
    assert.deepEqual(await agent.locator('[data-step] .funnel-count').allInnerTexts(), ['1', '1', '0', '1']);
  });
});
