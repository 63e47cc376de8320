// Texts made to run as scripts, through every field that others see: articles by the editor and by the importer, projects' updates, subjects, replies,
// names.
// None may run, with the content security policy switched off: it is the second lock, and this tries the first.
//
// The list is FRONTDESK_XSS, or the one beside the clone, or the few below. FRONTDESK_TEST_PAYLOADS says how many of it are tried, spread over
// the list. With FRONTDESK_TEST_UNCLEANED the program is one that passes articles' HTML on, and the test holds if that is seen.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openBrowser, person, step } from './support/browser.js';
import { program, Server } from './support/server.js';

const OWN = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '"><script>alert(1)</script>', '[a](javascript:alert(1))',
  '<a href="javascript:alert(1)">x</a>', '![x](x "onerror=alert(1)")', '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<details open ontoggle=alert(1)>', '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>', '`<img src=x onerror=alert(1)>`',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '[x]: javascript:alert(1)\n[x]', '<input autofocus onfocus=alert(1)>',
];
const list = process.env.FRONTDESK_XSS ?? join(dirname(fileURLToPath(import.meta.url)), '../../../shared/xss/payloads.txt');
const wanted = Number(process.env.FRONTDESK_TEST_PAYLOADS ?? 300);
const uncleaned = Boolean(process.env.FRONTDESK_TEST_UNCLEANED);

const payloads = async () => {
  const found = (await readFile(list, 'utf8').catch(() => '')).split('\n').filter((line) => line.trim());
  const step = Math.max(1, found.length / wanted);
  const chosen = Array.from({ length: Math.min(wanted, found.length) }, (_, at) => found[Math.floor(at * step)]);
  return [...OWN, ...chosen];
};
const batches = (all, size) => Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
const short = (text, max) => [...text].slice(0, max).join('');

/** What no page of ours holds unless a text became markup. */
const intruders = () => {
  const found = [];
  const schemes = /^\s*(javascript|data|vbscript):/i;
  for (const element of document.querySelectorAll('*')) {
    const own = element.closest('#words');
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'srcdoc' || (/^(href|src|action|formaction|xlink:href|data)$/.test(name) && schemes.test(value))) found.push(element.outerHTML.slice(0, 200));
    }
    const isForeign = element.matches('script:not([src]), iframe, object, embed, base, meta[http-equiv], link[rel=import], .prose :is(form, input, button, svg, math, style, img:not(.ProseMirror-separator))');
    if (isForeign && !own) found.push(element.outerHTML.slice(0, 200));
  }
  return found;
};

test('nothing that is written runs', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const all = await payloads();
  t.diagnostic(`${all.length} texts`);
  const seen = new Set();
  const settings = { bypassCSP: true, expected: /[^]*/ };
  const [agent, client] = await Promise.all(['agent@demo.test', 'client@demo.test'].map((email) => person(t, browser, server, email, settings)));
  for (const page of [agent, client]) {
    await page.context().exposeBinding('itRan', ({ frame }, what) => { seen.add(`${frame.url()}: ${what} ran`); });
    await page.context().addInitScript(() => {
      for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => window.itRan(name);
    });
    page.on('dialog', async (dialog) => {
      seen.add(`${page.url()}: a dialog opened`);
      await dialog.dismiss();
    });
  }
  const look = async (page, path) => {
    await page.goto(path, { waitUntil: 'load' });
    for (const what of await page.evaluate(intruders)) seen.add(`${path}: ${what}`);
  };
  /** Where a list goes on, if it does. */
  const next = async (page) => {
    const link = page.locator('a[rel=next]').first();
    return (await link.count()) ? link.getAttribute('href') : null;
  };
  const listed = async (page, path, link) => {
    await page.goto(path);
    return page.locator(`main ${link}`).first().getAttribute('href');
  };
  const post = async (page, path, form) => {
    const response = await page.request.post(path, { form, maxRedirects: 0 });
    return { status: response.status(), location: response.headers().location ?? '' };
  };

  await step(t, 'articles by the editor', async () => {
    for (const some of batches(all, 60)) {
      const body = some.flatMap((text) => [text, '', `[${text}](${text})`, '', `## ${text}`, '', `| ${text} |`, '|---|', `| ${text} |`, '', '```', text, '```', '']).join('\n');
      const form = { title: short(some[0], 300), body, tags: short(some.at(-1), 60), category: short(some[0], 60), visibility: 'public', then: 'publish' };
      const { status, location } = await post(agent, '/desk/articles', form);
      assert.equal(status, 303);
      const path = location.split('?')[0];
      for (const end of ['', '/preview', '/edit', '/revisions/1']) await look(agent, path + end);
      await agent.locator('#main').waitFor();
    }
  });

  const paste = async () => {
    await agent.locator('#editor-text').waitFor();
    await agent.evaluate((texts) => {
      const field = document.getElementById('editor-text');
      for (const text of texts) {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/html', text);
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }
    }, all);
    for (const what of await agent.evaluate(intruders)) seen.add(`pasted: ${what}`);
  };
  await step(t, 'pasted into the editor', async () => {
    await agent.goto('/desk/articles/new');
    await paste();
  });

  await step(t, 'updates of a project', async () => {
    const project = await listed(client, '/projects', 'a[href^="/projects/"]');
    for (const some of batches(all, 15)) {
      const body = some.flatMap((text) => [text, '', `[${text}](${text})`, '', `## ${text}`, '', `| ${text} |`, '|---|', `| ${text} |`, '', '```', text, '```', '']).join('\n');
      const { status, location } = await post(agent, `/desk${project}/updates`, { body: short(body, 19_000) });
      assert.equal(status, 303);
      await look(client, project);
      await look(agent, `/desk${project}`);
      await look(agent, `/desk${project}/updates/${location.split('#update-')[1]}`);
      await agent.locator('#editor-text, #editor-why:not([hidden])').first().waitFor();
      for (const what of await agent.evaluate(intruders)) seen.add(`an update in the editor: ${what}`);
    }
    await agent.goto(`/desk${project}`);
    await agent.focus('#body');
    await paste();
  });

  await step(t, 'articles by the importer', async () => {
    const file = join(server.folder, 'payloads.jsonl');
    const lines = all.map((text, at) => JSON.stringify({ id: `x${at} ${text}`, title: short(text, 300), body: text, tags: [short(text, 60)], source: text, category: short(text, 60) }));
    await writeFile(file, `${lines.join('\n')}\n`);
    const own = Object.entries(process.env).filter(([name]) => !/^(FRONTDESK_|DATABASE_URL$|REDIS_URL$|SMTP_URL$)/.test(name));
    await promisify(execFile)(program, ['import', 'articles', file, '--publish'], { env: { ...Object.fromEntries(own), FRONTDESK_DATA: server.folder } });
    const follow = async (page, first) => {
      for (let path = first; path;) {
        await look(page, path);
        path = await next(page);
      }
    };
    await follow(agent, '/desk/articles?order=title');
    await follow(client, '/help');
    const slugs = await client.evaluate(() => [...document.querySelectorAll('a[href^="/help/"]')].map((link) => link.getAttribute('href')));
    for (const path of slugs.slice(0, 20)) await look(client, path);
    await look(client, '/help?q=alert');
    await client.goto('/support/new');
    await client.fill('#subject', 'alert script img onerror');
    await client.locator('#suggestions [role=option]').first().waitFor();
    for (const what of await client.evaluate(intruders)) seen.add(`offered: ${what}`);
  });

  await step(t, 'subjects, replies and names', async () => {
    for (const some of batches(all, 40)) {
      const text = short(some.join('\n'), 19_000);
      const { location } = await post(client, '/support', { subject: short(some[0], 200), body: text });
      await post(client, `${location}/replies`, { body: text });
      await look(client, location);
      await look(agent, location.replace('/support/', '/desk/tickets/'));
      for (const one of some) await post(agent, '/desk/customers', { name: short(one, 120), notes: one });
    }
    for (const path of ['/support', '/']) await look(client, path);
    for (let path = '/desk/customers'; path;) {
      await look(agent, path);
      path = await next(agent);
    }
    await look(agent, '/desk/tickets?view=open');
    for (const text of all.slice(0, 10)) {
      await client.goto('about:blank'); // An open page would look again by itself when the name changes, and cut off the next look.
      await post(client, '/profile', { name: short(text, 120), language: 'en', time_zone: 'UTC', notify: 'none' });
      await look(client, '/profile');
    }
    await look(agent, '/desk/tickets?view=open');
  });

  t.diagnostic(`${seen.size} seen`);
  if (uncleaned) assert.ok([...seen].some((what) => what.endsWith(' ran')), 'what is not cleaned runs, and is seen');
  else assert.deepEqual([...seen].slice(0, 20), []);
});
