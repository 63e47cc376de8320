// An article's way from the editor to a client: hidden while it is a draft or for staff only, offered within a second once it is published,
// gone within a second when it is not any more. And the editor itself: what is written is what is stored, and nothing is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limit, openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const A_SECOND = 1_000;
const SUBJECT = 'Travelling to Zanzibar';

/** Opens the editor of a new article and waits for the rich one. */
const openNew = async (page) => {
  await page.goto('/desk/articles/new');
  await page.locator('#editor-text').waitFor();
};
const save = (page, then, done) => Promise.all([page.waitForURL(done), page.click(`#article-form button[value=${then}]`)]);

test('from the editor to a client', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const agent = await person(t, browser, server, 'agent@demo.test');
  const client = await person(t, browser, server, 'client@demo.test', { expected: /status of 404/ });
  const offered = async () => (await (await client.request.get('/support/suggestions?subject=zanzibar')).text()).includes('travelling-to-zanzibar');
  /** Neither found, nor listed, nor offered, nor open at its address. */
  const isHidden = async () => {
    assert.equal(await offered(), false, 'it is not offered');
    assert.equal((await client.request.get('/help/travelling-to-zanzibar')).status(), 404);
    for (const path of ['/help', '/help?q=zanzibar', '/help?tag=islands', '/help?category=Journeys']) {
      assert.doesNotMatch(await (await client.request.get(path)).text(), /travelling-to-zanzibar/, path);
    }
  };
  let path;

  await step(t, 'it is written with the editor and kept as a draft', async () => {
    await openNew(agent);
    await agent.fill('#title', SUBJECT);
    await agent.click('#editor-text');
    await agent.keyboard.type('## By ship');
    await agent.keyboard.press('Enter');
    await agent.keyboard.type('Take the ');
    await agent.keyboard.press('Control+b');
    await agent.keyboard.type('morning');
    await agent.keyboard.press('Control+b');
    await agent.keyboard.type(' ferry.');
    await agent.fill('#category', 'Journeys');
    await agent.fill('#tag-input', 'Islands');
    await agent.press('#tag-input', 'Enter');
    await save(agent, 'keep', /\/edit\?done=saved/);
    path = new URL(agent.url()).pathname.replace('/edit', '');
    await isHidden();
  });

  await step(t, 'published for staff only it stays hidden', async () => {
    await agent.locator('#editor-text').waitFor();
    await agent.selectOption('#visibility', 'internal');
    await save(agent, 'publish', /done=published/);
    assert.match(await agent.locator('.prose').innerText(), /By ship\s+Take the morning ferry\./);
    await client.waitForTimeout(A_SECOND); // as long as it may take to appear
    await isHidden();
  });

  await step(t, 'public and published it is offered to another’s subject within a second', async () => {
    await client.goto('/support/new');
    await agent.goto(`${path}/edit`);
    await agent.locator('#editor-text').waitFor();
    await agent.selectOption('#visibility', 'public');
    await save(agent, 'keep', /\/edit\?done=saved/);
    const since = Date.now();
    let look = await offered();
    while (!look && Date.now() - since < limit(A_SECOND)) look = await offered();
    assert.ok(look, `not offered after ${Date.now() - since} ms`);
    await client.locator('#subject').pressSequentially('zanzibar', { delay: 15 });
    await client.locator('#suggestions [role=option]', { hasText: SUBJECT }).waitFor();
    await client.goto('/help?category=Journeys');
    await client.click(`a:has-text("${SUBJECT}")`);
    await client.waitForLoadState();
    assert.match(await client.locator('.prose').innerText(), /morning/);
    assert.equal(await client.locator('.prose strong').innerText(), 'morning');
  });

  await step(t, 'unpublished it is gone within a second', async () => {
    await agent.goto(path);
    await Promise.all([agent.waitForURL(/done=unpublished/), agent.click('button[value=unpublish]')]);
    const since = Date.now();
    let look = await offered();
    while (look && Date.now() - since < limit(A_SECOND)) look = await offered();
    assert.equal(look, false, `still offered after ${Date.now() - since} ms`);
    await isHidden();
  });
});

test('the editor', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const agent = await person(t, browser, server, 'agent@demo.test', { expected: /status of (409|413|422)|ERR_CONNECTION_REFUSED|inline event handler/ });
  const admin = await person(t, browser, server, 'admin@demo.test', { expected: /status of 409/ });
  const markdown = () => agent.inputValue('#body');
  const toMarkdown = () => agent.click('[data-command=markdown]');
  const toRich = async () => {
    await agent.click('#editor-back');
    await agent.locator('#editor-text').waitFor();
  };

  await step(t, 'Markdown goes through the editor as it was', async () => {
    await openNew(agent);
    await toMarkdown();
    const text = [
      '## One', '', 'Text with *slant*, **weight**, ~~strokes~~, `code` and a [link](https://example.org/ "title").', '', '- a', '- b', '  - nested', '    1. deep',
      '', '3. three', '4. four', '', '> A quotation', '>', '> of two', '', '```js', 'const a = 1 < 2;', '```', '', '| a | b |', '| --- | --- |', '| **1** | x \\| y |', '', '---', '',
      'Stars \\* and \\_lines\\_ and <b>html</b> & more', '',
    ].join('\n');
    await agent.fill('#body', text);
    await toRich();
    await toMarkdown();
    assert.equal(await markdown(), text);
  });

  await step(t, 'what it cannot hold stays Markdown, and says so', async () => {
    for (const text of ['| a |\n|:-:|\n| 1 |', '![A cat](https://elsewhere.test/cat.png)']) {
      await agent.fill('#body', text);
      await agent.click('#editor-back');
      await agent.locator('#editor-why:not([hidden])', { hasText: 'Markdown' }).waitFor();
      assert.equal(await markdown(), text);
    }
    await agent.fill('#body', '');
    await toRich();
  });

  await step(t, 'tables, lists and links are made with the tools, by keyboard', async () => {
    await agent.fill('#title', 'Tools');
    await agent.click('#editor-text');
    await agent.keyboard.press('Alt+F10');
    assert.equal(await agent.evaluate(() => document.activeElement.dataset.command), 'heading-2');
    await agent.keyboard.press('End');
    assert.equal(await agent.evaluate(() => document.activeElement.dataset.command), 'markdown');
    await agent.keyboard.press('Home');
    await agent.keyboard.press('Enter');
    assert.equal(await agent.getAttribute('[data-command=heading-2]', 'aria-pressed'), 'true');
    await agent.click('#editor-text');
    await agent.keyboard.type('Steps');
    await agent.keyboard.press('Enter');
    await agent.keyboard.press('Control+k');
    await agent.fill('#link-href', 'javascript:alert(1)');
    await agent.keyboard.press('Enter');
    await agent.locator('#link-wrong:not([hidden])').waitFor();
    await agent.fill('#link-href', 'https://example.org/');
    await agent.keyboard.press('Enter');
    await agent.locator('#link-dialog').waitFor({ state: 'hidden' });
    await agent.keyboard.press('Control+End');
    await agent.keyboard.press('Enter');
    await agent.click('[data-command=table]');
    await agent.keyboard.type('a');
    await agent.keyboard.press('Tab');
    await agent.keyboard.type('b');
    await agent.click('[data-command=column-delete]');
    await agent.click('[data-command=row-delete]');
    await toMarkdown();
    assert.match(await markdown(), /^## Steps\n\n<https:\/\/example\.org\/>\n\n\|/);
    await agent.fill('#body', '');
    await toRich();
  });

  await step(t, 'pasted HTML loses what may not stand there', async () => {
    await agent.click('#editor-text');
    await agent.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', `<h1 onclick="alert(1)">Pasted</h1><script>alert(1)</script><iframe src="https://elsewhere.test"></iframe>
        <p>A <a href="javascript:alert(1)">bad</a> and a <a href="https://example.org/">good</a> link<form><input name=x></form><p>Unclosed <b>weight`);
      document.getElementById('editor-text').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await toMarkdown();
    const text = await markdown();
    assert.match(text, /^## Pasted\n/);
    assert.match(text, /A bad and a \[good\]\(https:\/\/example\.org\/\) link/);
    assert.doesNotMatch(text, /javascript|script|iframe|elsewhere/);
    await agent.fill('#body', '');
    await toRich();
  });

  await step(t, 'what is unsaved survives a reload and another browser, and can be thrown away', async () => {
    await agent.fill('#title', 'Unsaved');
    await agent.click('#editor-text');
    // All of it: of what is typed slowly the beginning is kept before.
    const kept = agent.waitForResponse((response) => response.url().includes('/drafts/new') && response.request().postData()?.includes('Half+a+sentence'));
    await agent.keyboard.type('Half a sentence');
    await kept;
    await agent.reload();
    await agent.locator('#editor-text', { hasText: 'Half a sentence' }).waitFor();
    const elsewhere = await person(t, browser, server, 'agent@demo.test');
    await elsewhere.goto('/desk/articles/new');
    assert.match(await elsewhere.inputValue('#body'), /Half a sentence/);
    await Promise.all([agent.waitForEvent('load'), agent.click('#article-kept button')]);
    await agent.locator('#editor-text').waitFor();
    assert.equal(await agent.inputValue('#title'), '');
  });

  await step(t, 'without an answer from the server the text is kept in the browser', async () => {
    await agent.route(/\/desk\/articles/, (route) => (route.request().method() === 'POST' ? route.abort('connectionrefused') : route.continue()));
    await agent.fill('#title', 'Offline');
    await agent.click('#article-form button[value=keep]');
    await agent.locator('.toast').first().waitFor();
    assert.equal(await agent.inputValue('#title'), 'Offline');
    await agent.unroute(/\/desk\/articles/);
    await agent.reload();
    assert.equal(await agent.inputValue('#title'), 'Offline');
    await agent.locator('#article-kept').waitFor();
  });

  await step(t, 'too much is said before it is sent, and kept', async () => {
    await agent.locator('#editor-text').waitFor();
    await toMarkdown();
    await agent.evaluate(() => {
      const field = document.getElementById('body');
      field.value = `${'word '.repeat(16)}\n`.repeat(15_000);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await agent.click('#article-form button[value=keep]');
    await agent.locator('.toast', { hasText: 'larger than' }).waitFor();
    assert.ok((await markdown()).length > 1_000_000, 'it is still there');
    await agent.fill('#body', 'Shorter');
    await save(agent, 'keep', /\/edit\?done=saved/);
  });

  await step(t, 'two who write at once see each other, and both texts', async () => {
    const path = new URL(agent.url()).pathname;
    await admin.goto(path);
    await admin.locator('#editor-text').waitFor();
    await agent.goto(path);
    await agent.locator('#editor-text').waitFor();
    await agent.locator('#article-others', { hasText: 'Ada Admin' }).waitFor();
    await admin.click('#editor-text');
    await admin.keyboard.press('Control+End');
    await admin.keyboard.type(' by the admin');
    await save(admin, 'keep', /done=saved/);
    await agent.click('#editor-text');
    await agent.keyboard.press('Control+End');
    await agent.keyboard.type(' by the agent');
    await agent.click('#article-form button[value=keep]');
    await agent.locator('.stale').waitFor();
    assert.match(await agent.locator('.stale del').first().innerText(), /admin/);
    await agent.locator('#editor-text', { hasText: 'Shorter by the agent' }).waitFor();
    await save(agent, 'keep', /done=saved/);
    await agent.goto(path.replace('/edit', '/revisions'));
    assert.equal(await agent.locator('.rows li').count(), 3);
  });
});
