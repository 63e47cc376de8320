// Projects: what staff tick moves the client's open pages; what is done by keyboard and without scripts; how the pages look.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { LOOKS, isLive, openBrowser, person, step } from './support/browser.js';
import { Server } from './support/server.js';

const pictures = process.env.FRONTDESK_SCREENSHOTS;

/** Opens a new page of somebody's, which is not loaded anew afterwards. */
const open = async (page, path) => {
  const opened = await page.context().newPage();
  await opened.goto(path);
  await isLive(opened);
  await opened.evaluate(() => { window.isTheSame = true; });
  return opened;
};
/** Begins a project of Northwind's with these milestones; gives its address at the desk. */
const begin = async (staff, name, milestones) => {
  await staff.goto('/desk/projects/new');
  await staff.fill('#name', name);
  await staff.fill('#customer', 'Northwind Ltd');
  await staff.selectOption('#status', 'active');
  await Promise.all([staff.waitForURL(/done=project-saved/), staff.click('#project .primary')]);
  for (const title of milestones) {
    // An address with a fragment lets go of the focus when its page is first painted, in the middle of `fill`: a click comes after that.
    await staff.click('#title');
    await staff.fill('#title', title);
    const added = staff.locator('#project-milestones', { hasText: title });
    // The milestone may be there before the page that comes after it, over the live connection.
    await Promise.all([added.waitFor(), staff.waitForEvent('load'), staff.click('#new-milestone [type=submit]')]);
  }
  return new URL(staff.url()).pathname;
};
/** Posts an update, and waits for the page that comes after it: the update itself may be there before, over the live connection. */
const post = (staff, act = () => staff.click('#new-update .primary')) => Promise.all([staff.waitForEvent('load'), act()]);
/** What stands in the field when somebody goes to it. `fill` goes there first: the editor might take the field's place before the text came. */
const draft = async (staff, text) => {
  await staff.locator('#body').evaluate((field, text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
  await staff.focus('#body');
};
const titles = (page) => page.locator('.milestone-title').allInnerTexts();
const settled = (page, expected) => page.waitForFunction((expected) =>
  JSON.stringify([...document.querySelectorAll('.milestone-title')].map((title) => title.innerText)) === expected, JSON.stringify(expected));

test('what staff tick moves the pages that are open', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const staff = await person(t, browser, server, 'agent@demo.test');
  const admin = await person(t, browser, server, 'admin@demo.test');
  const client = await person(t, browser, server, 'client@demo.test');
  const desk = await begin(staff, 'Shop front', ['Measure', 'Paint', 'Unveil']);
  const id = desk.split('/').pop();
  await isLive(staff);
  const page = await open(client, `/projects/${id}`);
  const list = await open(client, '/projects');
  const colleague = await open(admin, desk);
  await colleague.focus('#body');
  await colleague.locator('#editor-text').waitFor();
  await colleague.keyboard.type('Half an upda');

  await step(t, 'a milestone', async () => {
    await staff.getByRole('checkbox', { name: 'Done: Measure' }).click();
    await page.locator('#project-summary', { hasText: '33%' }).waitFor();
    await page.locator('#project-milestones .milestone-mark.done').waitFor();
    await list.locator(`#project-${id}`, { hasText: '33%' }).waitFor();
    await colleague.locator('#project-summary', { hasText: '1 of 3' }).waitFor();
    await staff.locator('#project-summary', { hasText: '33%' }).waitFor();
    assert.equal(await staff.getByRole('checkbox', { name: 'Done: Measure' }).getAttribute('aria-checked'), 'true');
  });

  await step(t, 'by keyboard, and the focus stays', async () => {
    const up = staff.getByRole('button', { name: 'Move up: Unveil' });
    await up.focus();
    await staff.keyboard.press('Enter');
    await settled(staff, ['Measure', 'Unveil', 'Paint']);
    assert.equal(await staff.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Move up: Unveil');
    await staff.keyboard.press('Enter');
    await settled(staff, ['Unveil', 'Measure', 'Paint']);
    await settled(page, ['Unveil', 'Measure', 'Paint']);
    await staff.getByRole('checkbox', { name: 'Done: Unveil' }).focus();
    await staff.keyboard.press('Space');
    await page.locator('#project-summary', { hasText: '66%' }).waitFor();
    await staff.getByRole('checkbox', { name: 'Done: Unveil', checked: true }).waitFor();
    await staff.keyboard.press('Space');
    await page.locator('#project-summary', { hasText: '33%' }).waitFor();
  });

  await step(t, 'an update', async () => {
    await draft(staff, 'The **colour** is here.');
    await staff.locator('#editor-text strong', { hasText: 'colour' }).waitFor();
    await post(staff);
    await staff.locator('#project-updates strong', { hasText: 'colour' }).waitFor();
    await page.locator('#project-updates strong', { hasText: 'colour' }).waitFor();
    await page.locator('#project-timeline', { hasText: 'Update by Amir Agent' }).waitFor();
    await colleague.locator('#project-updates', { hasText: 'colour' }).waitFor();
  });

  await step(t, 'a status', async () => {
    await isLive(staff);
    await staff.getByRole('button', { name: 'Complete' }).click();
    await page.locator('#project-head', { hasText: 'Completed' }).waitFor();
    await list.locator('section', { hasText: 'Completed and cancelled' }).locator(`#project-${id}`).waitFor();
  });

  await step(t, 'nothing was loaded anew, and nothing typed is lost', async () => {
    for (const one of [page, list, colleague]) assert.equal(await one.evaluate(() => window.isTheSame), true);
    assert.equal(await colleague.locator('#editor-text').innerText(), 'Half an upda');
    assert.equal(await colleague.inputValue('#body'), 'Half an upda\n');
  });
});

test('an update is written with the editor', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const staff = await person(t, browser, server, 'agent@demo.test', { expected: /status of 422/ });
  const client = await person(t, browser, server, 'client@demo.test');
  const desk = await begin(staff, 'Shop front', ['Measure']);
  const page = await open(client, desk.replace('/desk', ''));
  const text = staff.locator('#editor-text');
  const tool = (name) => staff.locator('.toolbar').getByRole('button', { name, exact: true });

  await step(t, 'it comes when somebody goes to the field, and says when nothing is written', async () => {
    assert.equal(await staff.evaluate(() => typeof ProseMirror), 'undefined');
    await staff.focus('#body');
    await text.waitFor();
    assert.equal(await text.evaluate((field) => field === document.activeElement), true);
    await staff.keyboard.press('Control+Enter');
    await staff.locator('#body-missing', { hasText: 'Please fill this in' }).waitFor();
    assert.equal(await text.evaluate((field) => field === document.activeElement), true);
  });

  await step(t, 'with its tools, by keyboard and mouse, on a slow device', async () => {
    const device = await staff.context().newCDPSession(staff);
    await device.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await tool('Heading').click();
    await staff.keyboard.type('The shop');
    await staff.keyboard.press('Enter');
    await staff.keyboard.type('The ');
    await staff.keyboard.press('Control+b');
    await staff.keyboard.type('colour');
    await staff.keyboard.press('Control+b');
    await staff.keyboard.type(' is here,');
    await staff.keyboard.press('Shift+Enter');
    await staff.keyboard.type('# 7 of them');
    await staff.keyboard.press('Enter');
    await staff.keyboard.type('- walls');
    await staff.keyboard.press('Enter');
    await staff.keyboard.type('see the plan');
    await staff.keyboard.press('Shift+Home');
    await staff.keyboard.press('Control+k');
    await staff.fill('#link-href', 'https://example.org/plan');
    await staff.keyboard.press('Enter');
    await staff.keyboard.press('ArrowRight');
    await staff.keyboard.press('Enter');
    await staff.keyboard.press('Enter');
    await tool('Table').click();
    await staff.keyboard.type('Port');
    assert.equal(await staff.locator('#body-missing').isVisible(), false);
    await device.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  });

  await step(t, 'kept through a reload, and posted with Ctrl+Enter', async () => {
    await staff.waitForFunction(() => Object.keys(localStorage).some((key) => localStorage.getItem(key).includes('Port')));
    await staff.reload();
    await text.locator('td, th', { hasText: 'Port' }).waitFor();
    await isLive(staff);
    await text.click();
    await post(staff, () => staff.keyboard.press('Control+Enter'));
    const posted = page.locator('#project-updates .prose');
    await posted.locator('h4', { hasText: 'The shop' }).waitFor();
    assert.equal(await posted.locator('strong').innerText(), 'colour');
    assert.match(await posted.locator('p').first().innerText(), /is here,\n# 7 of them/);
    assert.equal(await posted.locator('li a').getAttribute('href'), 'https://example.org/plan');
    await posted.locator('th', { hasText: 'Port' }).waitFor();
    await staff.locator('#project-updates h4', { hasText: 'The shop' }).waitFor();
    assert.equal(await staff.inputValue('#body'), '');
  });

  await step(t, 'a file says enough', async () => {
    await staff.focus('#body');
    await text.waitFor();
    await staff.setInputFiles('#new-update [type=file]', { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('the plan') });
    await staff.locator('#new-update .attach-file.done').waitFor();
    await post(staff);
    await page.locator('#project-updates', { hasText: 'plan.txt' }).waitFor();
    await staff.locator('#project-updates', { hasText: 'plan.txt' }).waitFor();
  });

  await step(t, 'what the server refuses comes back into the editor', async () => {
    await staff.focus('#body');
    await text.waitFor();
    await staff.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'word '.repeat(5_000));
      document.getElementById('editor-text').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await staff.click('#new-update .primary');
    await staff.locator('#new-update [data-problems]').waitFor();
    await text.filter({ hasText: 'word word' }).waitFor();
    await text.click();
    await staff.keyboard.press('Control+a');
    await staff.keyboard.type('Shorter');
    await post(staff);
    await page.locator('#project-updates', { hasText: 'Shorter' }).waitFor();
    await staff.locator('#project-updates', { hasText: 'Shorter' }).waitFor();
  });

  await step(t, 'an older one is changed with it', async () => {
    await staff.locator('.project-update', { hasText: 'The shop' }).locator('.update-head a').click();
    await text.locator('h2', { hasText: 'The shop' }).waitFor();
    await text.locator('h2').click();
    await staff.keyboard.press('End');
    await staff.keyboard.type(' front');
    await staff.keyboard.press('Control+Enter');
    await staff.waitForURL(/#update-/);
    await page.locator('#project-updates h4', { hasText: 'The shop front' }).waitFor();
  });

  await step(t, 'what it cannot hold stays Markdown', async () => {
    await staff.goto(desk);
    await draft(staff, '| a |\n|:-:|\n| b |');
    await staff.locator('#editor-why', { hasText: 'Markdown' }).waitFor();
    assert.equal(await text.count(), 0);
    await staff.locator('#body').press('Control+Enter');
    await page.locator('#project-updates td', { hasText: 'b' }).first().waitFor();
  });
});

test('without scripts', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const staff = await person(t, browser, server, 'agent@demo.test', { javaScriptEnabled: false });
  const client = await person(t, browser, server, 'client@demo.test', { javaScriptEnabled: false });
  const desk = await begin(staff, 'Shop front', ['Measure', 'Paint']);
  await staff.getByRole('checkbox', { name: 'Done: Paint' }).click();
  await staff.locator('#project-summary', { hasText: '50%' }).waitFor();
  await Promise.all([staff.waitForNavigation(), staff.getByRole('button', { name: 'Move up: Paint' }).click()]);
  assert.match(staff.url(), /#milestone-/);
  assert.deepEqual(await titles(staff), ['Paint', 'Measure']);
  await staff.click('#body'); // as above
  await staff.fill('#body', 'News of today');
  await Promise.all([staff.waitForURL(/#update-/), staff.click('#new-update .primary')]);
  await Promise.all([staff.waitForURL(/\/milestones\//), staff.getByRole('link', { name: 'Edit: Measure' }).click()]);
  await staff.fill('#title', 'Measure twice');
  await Promise.all([staff.waitForURL(/done=/), staff.click('main .primary')]);

  await client.goto('/projects');
  await Promise.all([client.waitForURL(/\/projects\/./), client.click(`a[href="/projects/${desk.split('/').pop()}"]`)]);
  assert.deepEqual(await titles(client), ['Paint', 'Measure twice']);
  await client.locator('#project-updates', { hasText: 'News of today' }).waitFor();
  await client.getByRole('link', { name: 'Ask about this project' }).click();
  await client.fill('#subject', 'When will it be painted?');
  await client.fill('#new-ticket [name=body]', 'We open on Friday.');
  await Promise.all([client.waitForURL(/\/support\/\d+$/), client.click('#new-ticket .primary')]);
  await client.getByRole('link', { name: 'Project: Shop front' }).click();
  await client.locator('#project-tickets', { hasText: 'When will it be painted?' }).waitFor();
});

test('the look of it', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const staff = await person(t, browser, server, 'agent@demo.test', { expected: /status of 422/ });
  const client = await person(t, browser, server, 'client@demo.test');
  const baker = await person(t, browser, server, 'client2@demo.test');
  const long = 'A project with a name that somebody thought about for so long that nobody can say it in one breath any more';
  const broken = await begin(staff, long, [`Word${'without'.repeat(20)}end`, 'Zweiter Meilenstein mit einem Titel, der auf keinem Telefon in eine Zeile passt']);
  await draft(staff, `# A heading\n\n| Port | Security |\n| --- | --- |\n| 465 | TLS |\n\n\`\`\`\n${'code '.repeat(40)}\n\`\`\`\n\n- one\n- ${'x'.repeat(200)}`);
  await post(staff);
  await staff.locator('#project-updates table').waitFor();
  const empty = await begin(staff, 'Nothing on it', []);
  await client.goto('/projects');
  const website = await client.locator('a.project-row', { hasText: 'New website' }).getAttribute('href');
  await staff.goto(`/desk${website}`);
  const milestone = await staff.locator('.milestone-tools a').first().getAttribute('href');
  const update = await staff.locator('.project-update .update-head a').first().getAttribute('href');
  const mistype = async (page) => {
    await page.locator('#project').evaluate((form) => { form.noValidate = true; });
    await page.fill('#name', '');
    await page.fill('#starts_on', '2026-12-02');
    await page.fill('#due_on', '2026-12-01');
    await page.click('#project .primary');
    await page.locator('[data-problems]').waitFor();
  };
  const write = async (page) => {
    await page.focus('#body');
    await page.locator('#editor-text').waitFor();
    await page.keyboard.type('## The shop front');
    await page.keyboard.press('Enter');
    await page.keyboard.type('It is painted. The colours:');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- blue');
  };
  const pages = [
    ['list', client, '/projects'],
    ['list-over', client, '/projects?show=over'],
    ['page', client, website],
    ['page-broken', client, broken.replace('/desk', '')],
    ['page-empty', client, empty.replace('/desk', '')],
    ['list-baker', baker, '/projects'],
    ['ask', client, `/support/new?project=${website.split('/').pop()}`],
    ['desk-list', staff, '/desk/projects'],
    ['desk-list-nothing', staff, '/desk/projects?q=zebra'],
    ['desk-page', staff, `/desk${website}`],
    ['desk-page-broken', staff, broken],
    ['desk-page-empty', staff, empty],
    ['desk-new', staff, '/desk/projects/new'],
    ['desk-wrong', staff, '/desk/projects/new', mistype],
    ['desk-edit', staff, `/desk${website}/edit`],
    ['desk-milestone', staff, milestone],
    ['desk-update', staff, update, (page) => page.locator('#editor-text').waitFor()],
    ['desk-writing', staff, `/desk${website}`, write],
  ];
  if (pictures) await mkdir(pictures, { recursive: true });
  for (const [name, page, path, then] of pages) {
    for (const [width, colorScheme] of LOOKS) {
      await step(t, `${name} ${colorScheme} ${width}`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await then?.(page);
        if (pictures) await page.screenshot({ path: join(pictures, `projects-${name}-${colorScheme}-${width}.png`), fullPage: true });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing reaches beyond the page');
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
      });
    }
  }
});
