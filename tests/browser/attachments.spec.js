// Files go with messages: chosen, dropped, pasted; with their progress; again after the line was cut; taken back; seen on the other side as they come.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLive, messages, openBrowser, openTicket, person, step } from './support/browser.js';
import { picture } from './support/picture.js';
import { Server } from './support/server.js';

const PICTURE = picture(640, 400);
const text = (name, content = 'a few words') => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

/** Gives the page files as if somebody dropped or pasted them. */
const give = (page, kind, selector, files) =>
  page.locator(selector).evaluate((target, [kind, files]) => {
    const data = new DataTransfer();
    for (const { name, type, bytes } of files) data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    if (kind === 'paste') return target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    for (const type of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [kind, files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, bytes: [...buffer] }))]);

const rows = (page) => page.locator('.attach-file');
const row = (page, name) => rows(page).filter({ hasText: name });
const done = (page, name) => row(page, name).and(page.locator('.done')).waitFor();
const files = (page, said) => messages(page, said).locator('.files');

/** Passes everything on to the server, until the line is cut: then nothing more goes up, and nobody hears of it. */
const openLine = async (t) => {
  let target;
  let sockets = [];
  let isCut = false;
  let isFull = false;
  const relay = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(target, '127.0.0.1');
    sockets.push(near, far);
    far.pipe(near);
    near.on('data', (data) => {
      far.write(data);
      if (isFull) near.pause();
    });
    for (const [one, other] of [[near, far], [far, near]]) {
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  await new Promise((resolve) => relay.listen(0, '127.0.0.1', resolve));
  t.after(() => relay.close());
  return {
    url: `http://127.0.0.1:${relay.address().port}`,
    to: (port) => { target = port; },
    /** Each connection takes one more piece, and then holds back what comes, until the line is cut. */
    fill: () => { isFull = true; },
    cut: () => {
      isCut = true;
      isFull = false;
      for (const socket of sockets) socket.destroy();
      sockets = [];
    },
    mend: () => { isCut = false; },
  };
};

test('files go with messages', async (t) => {
  const line = await openLine(t);
  const server = await Server.start(t, { FRONTDESK_PUBLIC_URL: line.url });
  line.to(server.port);
  const expected = /ERR_|status of (400|409|413|422)|ws:error|WebSocket/; // the line is cut, and asked why (400), and files are refused
  const [client, agent] = [
    await person(t, await openBrowser(t), line, 'client@demo.test', { expected }),
    await person(t, await openBrowser(t), server, 'agent@demo.test', { expected }),
  ];
  let number;

  await step(t, 'a new ticket takes what is dropped on it', async () => {
    await client.goto('/support/new');
    await give(client, 'drop', '#subject', [{ name: 'screen.png', mimeType: 'image/png', buffer: PICTURE }]);
    await done(client, 'screen.png');
    await client.fill('#subject', 'Nothing is printed');
    await client.fill('#new-ticket [name=body]', 'This is what I see.');
    await Promise.all([client.waitForURL(/\/support\/\d+$/), client.press('#new-ticket .primary', 'Enter')]); // it may still be moved by offers
    number = Number(new URL(client.url()).pathname.split('/').pop());
    const shown = files(client, 'This is what I see.').locator('img');
    await shown.waitFor();
    await client.waitForFunction((image) => image.complete && image.naturalWidth === 640, await shown.elementHandle());
    assert.deepEqual(await shown.evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]), [360, 225]);
  });

  await step(t, 'what is chosen is sent and seen on the other side as it comes', async () => {
    await agent.goto(`/desk/tickets/${number}`);
    await Promise.all([isLive(agent), isLive(client)]);
    await client.setInputFiles('#composer [type=file]', [text('log.txt'), { name: 'again.png', mimeType: 'image/png', buffer: PICTURE }]);
    await done(client, 'log.txt');
    await done(client, 'again.png');
    await client.fill('#composer [name=body]', 'Two more');
    await client.click('#composer .primary');
    await files(agent, 'Two more').locator('img').waitFor();
    assert.match(await files(agent, 'Two more').locator('.file-row').innerText(), /log\.txt\s+Text · 11 B/);
    assert.equal(await messages(client, 'Two more').count(), 1);
    assert.equal(await rows(client).count(), 0, 'the form is free for the next ones');
    const [download] = await Promise.all([agent.waitForEvent('download'), files(agent, 'Two more').locator('.file-row').click()]);
    assert.equal(download.suggestedFilename(), 'log.txt');
  });

  await step(t, 'what is pasted is taken, and a note’s file stays at the desk', async () => {
    await give(agent, 'paste', '#composer [name=body]', [{ name: 'image.png', mimeType: 'image/png', buffer: PICTURE }]);
    await done(agent, 'Pasted picture.png');
    await agent.check('#composer [name=kind][value=note]', { force: true });
    await agent.fill('#composer [name=body]', 'Only for us');
    await agent.click('#composer .primary');
    await files(agent, 'Only for us').locator('img').waitFor();
    await client.reload();
    assert.equal(await client.locator('[href*="Pasted"]').count(), 0);
    await agent.check('#composer [name=kind][value=reply]', { force: true });
  });

  await step(t, 'a file can be taken back, by the keyboard too', async () => {
    await agent.setInputFiles('#composer [type=file]', [text('one.txt'), text('two.txt')]);
    await done(agent, 'one.txt');
    await done(agent, 'two.txt');
    await row(agent, 'one.txt').locator('.attach-remove').focus();
    await agent.keyboard.press('Enter');
    await row(agent, 'one.txt').waitFor({ state: 'detached' });
    assert.match(await agent.evaluate(() => document.activeElement.getAttribute('aria-label')), /Remove two\.txt/);
    await agent.fill('#composer [name=body]', 'Without the first');
    await agent.click('#composer .primary');
    await files(client, 'Without the first').waitFor();
    assert.doesNotMatch(await files(client, 'Without the first').innerText(), /one\.txt/);
  });

  await step(t, 'what is refused says why and holds the message back', async () => {
    await client.setInputFiles('#composer [type=file]', [text('report.pdf', 'no PDF'), text('empty.txt', ''), text('fine.txt')]);
    await row(client, 'report.pdf').filter({ hasText: 'does not match its name' }).waitFor();
    await row(client, 'empty.txt').filter({ hasText: 'The file is empty.' }).waitFor();
    await done(client, 'fine.txt');
    await client.fill('#composer [name=body]', 'Held back');
    await client.click('#composer .primary');
    await client.locator('.attach-status', { hasText: 'Not sent: remove the marked file first' }).waitFor();
    assert.equal(await client.locator('.attach-retry').count(), 0, 'no second try would mend it');
    assert.equal(await messages(client, 'Held back').count(), 0);
    for (const name of ['report.pdf', 'empty.txt']) await row(client, name).locator('.attach-remove').click();
    await client.click('#composer .primary');
    await files(agent, 'Held back').waitFor();
    assert.match(await files(agent, 'Held back').innerText(), /fine\.txt/);
  });

  await step(t, 'a message waits for its file, whose progress is seen, and which is sent again when the line is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frontdesk-files-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const large = join(folder, 'recording.csv');
    await writeFile(large, `${'a;b;c\n'.repeat(200_000)}`);
    line.fill();
    await client.setInputFiles('#composer [type=file]', large);
    await client.waitForFunction(() => document.querySelector('.attach-progress')?.value > 5);
    assert.match(await row(client, 'recording.csv').innerText(), /\d+ %/);
    await client.fill('#composer [name=body]', 'A long recording');
    await client.click('#composer .primary');
    await client.locator('.attach-status', { hasText: 'as soon as' }).waitFor();
    line.cut();
    await row(client, 'recording.csv').filter({ hasText: 'The connection was lost' }).waitFor();
    assert.equal(await row(client, 'recording.csv').locator('.attach-retry').innerText(), 'Try again');
    assert.equal(await messages(agent, 'A long recording').count(), 0);
    line.mend();
    if (await row(client, 'recording.csv').locator('.attach-retry').isVisible()) {
      await row(client, 'recording.csv').locator('.attach-retry').click({ timeout: 2000 }).catch(() => {}); // it may go by itself
    }
    await files(agent, 'A long recording').waitFor({ timeout: 60_000 });
    assert.match(await files(agent, 'A long recording').innerText(), /recording\.csv/);
    assert.equal(await messages(client, 'A long recording').count(), 1);
  });

  await step(t, 'what is attached is still there after a reload, and goes when the line comes back', async () => {
    await client.setInputFiles('#composer [type=file]', text('kept.txt'));
    await done(client, 'kept.txt');
    await client.fill('#composer [name=body]', 'Sent without a line');
    await client.waitForTimeout(300);
    await client.reload();
    await done(client, 'kept.txt');
    await isLive(client);
    line.cut();
    await client.click('#composer .primary');
    await messages(client, 'Sent without a line').and(client.locator('.pending')).waitFor();
    assert.match(await messages(client, 'Sent without a line').innerText(), /kept\.txt/);
    line.mend();
    await files(agent, 'Sent without a line').waitFor();
    await files(client, 'Sent without a line').waitFor();
    await client.locator('#thread .pending').waitFor({ state: 'detached' });
  });

  await step(t, 'a file may be all there is to say', async () => {
    const before = await agent.locator('#thread .msg').count();
    await client.setInputFiles('#composer [type=file]', text('alone.txt'));
    await done(client, 'alone.txt');
    await client.click('#composer .primary');
    await agent.locator('#thread .msg').filter({ hasText: 'alone.txt' }).waitFor();
    assert.equal(await agent.locator('#thread .msg').count(), before + 1);
  });

  await step(t, 'somebody else’s file is not there', async () => {
    const address = await files(client, 'Two more').locator('.file-row').getAttribute('href');
    const other = await person(t, await openBrowser(t), server, 'client2@demo.test', { expected });
    assert.equal((await other.request.get(address)).status(), 404);
    assert.equal((await client.request.get(address)).status(), 200);
  });
});

test('files without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { javaScriptEnabled: false, expected: /status of 422/ });
  const number = await openTicket(client, 'Plain and simple', 'No scripts here.');

  await step(t, 'a reply takes files', async () => {
    await client.goto(`/support/${number}`);
    await client.setInputFiles('#composer [type=file]', [text('plain.txt'), { name: 'picture.png', mimeType: 'image/png', buffer: PICTURE }]);
    await client.fill('#composer [name=body]', 'With two files');
    await client.click('#composer .primary');
    await client.waitForLoadState();
    assert.equal(await files(client, 'With two files').locator('li').count(), 2);
  });

  await step(t, 'what is refused comes back with the rest, which can be left out', async () => {
    await client.setInputFiles('#composer [type=file]', [text('good.txt'), text('better.txt', 'better words'), text('bad.pdf', 'no PDF')]);
    await client.fill('#composer [name=body]', 'Typed once');
    await client.click('#composer .primary');
    await client.waitForLoadState();
    assert.equal(await client.inputValue('#composer [name=body]'), 'Typed once');
    assert.match(await client.locator('.attach-file.bad').innerText(), /bad\.pdf[^]*does not match its name/);
    await client.uncheck('.attach-file:has-text("better.txt") input');
    await client.click('#composer .primary');
    await client.waitForLoadState();
    assert.match(await files(client, 'Typed once').innerText(), /good\.txt/);
    assert.equal(await files(client, 'Typed once').locator('li').count(), 1);
  });
});
