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
    await staff.fill('#title', title);
    const added = staff.locator('#project-milestones', { hasText: title });
    await Promise.all([added.waitFor(), staff.click('#new-milestone [type=submit]')]);
  }
  return new URL(staff.url()).pathname;
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
  await colleague.fill('#body', 'Half an upda');

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
    await staff.fill('#body', 'The **colour** is here.');
    await staff.click('#new-update .primary');
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
    assert.equal(await colleague.inputValue('#body'), 'Half an upda');
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
  await staff.getByRole('button', { name: 'Move up: Paint' }).click();
  await staff.waitForURL(/#milestone-/);
  assert.deepEqual(await titles(staff), ['Paint', 'Measure']);
  await staff.fill('#body', 'News of today');
  await Promise.all([staff.waitForURL(/#update-/), staff.click('#new-update .primary')]);
  await staff.getByRole('link', { name: 'Edit: Measure' }).click();
  await staff.fill('#title', 'Measure twice');
  await Promise.all([staff.waitForURL(/done=/), staff.click('main .primary')]);

  await client.goto('/projects');
  await client.click(`a[href="/projects/${desk.split('/').pop()}"]`);
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
  await staff.fill('#body', `# A heading\n\n| Port | Security |\n| --- | --- |\n| 465 | TLS |\n\n\`\`\`\n${'code '.repeat(40)}\n\`\`\`\n\n- one\n- ${'x'.repeat(200)}`);
  await staff.click('#new-update .primary');
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
    ['desk-update', staff, update],
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
