// Axe on every page, light and dark, wide and narrow; and pictures of them all where FRONTDESK_SCREENSHOTS names a folder.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { LOOKS, isLive, openBrowser, openTicket, person, step } from './support/browser.js';
import { picture } from './support/picture.js';
import { Server } from './support/server.js';

const pictures = process.env.FRONTDESK_SCREENSHOTS;

/** Opens articles' suggestions, then the drawer: states that have no address. */
const suggest = async (page) => {
  await page.fill('#subject', 'receive messages');
  await page.locator('#suggestions [role=option]').first().waitFor();
};
const openDrawer = async (page) => {
  await suggest(page);
  await page.locator('#suggestions [role=option]').first().click();
  await page.locator('#drawer[open]').waitFor();
};
const choose = async (page) => {
  await page.locator('#customer').pressSequentially('n');
  await page.locator('.combo-popup [role=option]').first().waitFor();
  await page.press('#customer', 'ArrowDown');
};
const fail = async (page) => {
  await page.locator('#new-ticket').evaluate((form) => { form.noValidate = true; });
  for (const field of ['#subject', '#new-ticket [name=body]']) await page.fill(field, '');
  await page.press('#new-ticket [type=submit]', 'Enter'); // what is offered goes meanwhile, and the button moves
  await page.locator('[role=alert]').first().waitFor();
};
const mistype = async (page) => {
  await page.fill('#present', 'x');
  await page.fill('#new', 'short');
  await page.click('form[action^="/profile/password"] [type=submit]');
  await page.locator('[role=alert]').first().waitFor();
};
const misdescribe = async (page) => {
  await page.fill('#hours_friday', 'nine to five');
  await page.fill('#invoice_days', '400');
  await page.setInputFiles('#logo', { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.click('#company-form [type=submit]');
  await page.locator('[role=alert]').waitFor();
};
const openMenu = async (page) => {
  await page.locator('.user-menu button').first().click();
  await page.locator('.row-menu:popover-open').waitFor();
};
const inviteNobody = async (page) => {
  await page.fill('#invite [name=email]', 'somebody@northwind.test');
  await page.click('#invite [type=submit]');
  await page.locator('[role=alert]').waitFor();
};
const copyLink = async (page) => {
  await openMenu(page);
  await page.click('form[action*="/copy"] button');
  await page.locator('#copied-link').waitFor();
};
const wrongPassword = async (page) => {
  await page.click('.known summary');
  await page.fill('#own-password', 'wrong');
  await page.click('.known [type=submit]');
  await page.locator('[role=alert]').waitFor();
};
const solve = async (page) => {
  await openDrawer(page);
  await Promise.all([page.waitForURL(/solved=/), page.click('#drawer [type=submit]')]);
};
const voteNo = async (page) => {
  await page.click('.vote [value=no]');
  await page.locator('#vote-comment').waitFor();
};
const saveNothing = async (page) => {
  await page.locator('#mail-server').evaluate((form) => { form.noValidate = true; });
  await page.click('#mail-server .primary');
  await page.locator('#tested [role=alert]').waitFor();
};
const tryNobody = async (page) => {
  for (const [name, value] of Object.entries({ host: '127.0.0.1', port: '1', sender: 'support@harbour.test' })) await page.fill(`#${name}`, value);
  await page.selectOption('#security', 'none');
  await page.click('[data-test]');
  await page.locator('#tested [role=alert]').waitFor();
};
const copyFromMail = async (page) => {
  await page.locator('form[action*="/copy"] button').first().click();
  await page.locator('#copied-link').waitFor();
};
const setUpMail = async (page) => {
  for (const [name, value] of Object.entries({ host: '127.0.0.1', port: '1', username: 'support@harbour.test', server_password: 'open-sesame', sender: 'support@harbour.test' })) await page.fill(`#${name}`, value);
  await page.selectOption('#security', 'none');
  await Promise.all([page.waitForURL(/done=saved/), page.click('#mail-server .primary')]);
  await page.click('.server-remove summary');
};
const EVERYTHING = `## Steps

Text with *slant*, **weight**, \`code\` and a [link](https://example.org/).

- one
- two
  - nested

1. first
2. second

> A quotation

\`\`\`
const answer = 42; // a line that is so long that it does not fit beside anything else on a telephone
\`\`\`

| Port | Security |
| --- | --- |
| 465 | TLS |
| 587 | STARTTLS |
`;
const isRich = (page) => page.locator('#editor-text').waitFor();
const inTable = async (page) => {
  await isRich(page);
  await page.click('#editor-text td');
  await page.locator('.table-tools:not([hidden])').waitFor();
};
const askLink = async (page) => {
  await isRich(page);
  await page.click('[data-command=link]');
  await page.fill('#link-href', 'javascript:');
  await page.press('#link-href', 'Enter');
  await page.locator('#link-wrong:not([hidden])').waitFor();
};
const asMarkdown = async (page) => {
  await isRich(page);
  await page.click('[data-command=markdown]');
};
const wrongArticle = async (page) => {
  await isRich(page);
  await page.locator('#article-form').evaluate((form) => { form.noValidate = true; });
  await page.fill('#title', '');
  await page.fill('#slug', '日本');
  await page.click('#article-form button[value=keep]');
  await page.locator('[data-problems]').waitFor();
};
const staleArticle = async (page) => {
  await isRich(page);
  await page.locator('#article-form').evaluate((form) => { form.elements.base.value = '1'; });
  await page.click('#title');
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await page.click('#article-form button[value=keep]');
  await page.locator('.stale').waitFor();
};
const LONG = 'a name that is far longer than there is room for it beside its size and the button that removes it again.pdf';
const files = [
  { name: 'screen.png', mimeType: 'image/png', buffer: picture(900, 500) },
  { name: LONG, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') },
];
const attach = async (page) => {
  await page.setInputFiles('[data-attach-input]', [...files, { name: 'refused.pdf', mimeType: 'application/pdf', buffer: Buffer.from('none') }]);
  await page.locator('.attach-file.done').nth(1).waitFor();
  await page.locator('.attach-file.refused').waitFor();
};
const unsent = async (page) => {
  await page.fill('#composer [name=body]', `Too long ${'x'.repeat(20_000)}`);
  await page.click('#composer button.primary');
  await page.locator('#thread .failed button.retry').waitFor();
};
const chooseStars = async (page) => {
  await page.locator('.star-choice label').nth(1).click();
  await page.locator('.reason', { hasText: 'Took too long' }).click();
};
const removeUnsent = (page) => page.evaluate(() => localStorage.clear());

test('every page', async (t) => {
  const server = await Server.start(t);
  const browser = await openBrowser(t);
  const client = await person(t, browser, server, 'client@demo.test', { expected: /status of (404|410|422)/ });
  const agent = await person(t, browser, server, 'agent@demo.test', { expected: /status of (404|409|422)/ });
  const admin = await person(t, browser, server, 'admin@demo.test', { expected: /status of 422/ });
  const stranger = await (await browser.newContext({ baseURL: server.url })).newPage();
  stranger.setDefaultTimeout(60_000);
  const number = await openTicket(client, 'A rather long subject, so that we see what becomes of it where there is little room for it', 'Hello');
  await client.setInputFiles('#composer [type=file]', files);
  await client.locator('.attach-file.done').nth(1).waitFor();
  await client.fill('#composer [name=body]', 'With files');
  await client.click('#composer .primary');
  await client.locator('#thread .msg[data-number] .files').waitFor();
  await client.goto('/help');
  const article = await client.locator('main a[href^="/help/"]').first().getAttribute('href');

  await admin.goto('/desk/customers?q=northwind');
  const customer = await admin.locator('.customer-name').first().getAttribute('href');
  await admin.goto('/desk/customers?q=fabrikam');
  const unreached = await admin.locator('.customer-name').first().getAttribute('href');
  await admin.goto('/desk/settings/users');
  await admin.fill('#invite [name=email]', 'invited@northwind.test');
  await admin.fill('#invite [name=customer_name]', 'Northwind Ltd');
  await admin.locator('#invite [role=option]').first().click();
  await Promise.all([admin.waitForURL(/done=invited/), admin.click('#invite [type=submit]')]);
  await admin.goto('/desk/settings/users?q=invited%40');
  await copyLink(admin);
  const invitation = new URL(await admin.inputValue('#copied-link')).pathname;
  await admin.goto('/desk/settings/users?q=clara');
  const clara = (await admin.locator('.user').getAttribute('id')).replace('user-', '');

  // Of the sample's ticket about mail that does not arrive.
  await agent.goto('/desk/tickets/3');
  const [learned, unlearned] = await agent.locator('#ticket-articles [name=article]').evaluateAll((fields) => fields.map((field) => `/desk/articles/${field.value}/lessons`));
  await agent.locator('#ticket-articles form').first().locator('button').click();
  await agent.locator('#ticket-articles form[action*="/undo"]').waitFor();
  // An article with revisions, and one half written.
  await agent.goto('/desk/articles/new');
  await agent.locator('#editor-text').waitFor();
  await agent.click('[data-command=markdown]');
  await agent.fill('#title', 'An article with everything in it, under a title that is longer than a line on a phone has room for');
  await agent.fill('#body', EVERYTHING);
  await agent.fill('#category', 'First steps');
  for (const tag of ['sign-in', 'mail']) {
    await agent.fill('#tag-input', tag);
    await agent.press('#tag-input', 'Enter');
  }
  await Promise.all([agent.waitForURL(/done=saved/), agent.click('#article-form button[value=keep]')]);
  const written = new URL(agent.url()).pathname.replace('/edit', '');
  await agent.locator('#editor-text').waitFor();
  await agent.fill('#category', 'Later steps');
  await Promise.all([agent.waitForURL(/done=published/), agent.click('#article-form button[value=publish]')]);

  // A file of customers that waits, one that was taken in, and a note.
  const file = 'ID;Company;E-mail;Street;ZIP;Town;Whatever\n1;Adventure Works;info@adventure.test;Quay 7;0150;Oslo;x\n2;;nobody;;;;\n';
  const bring = async () => {
    await agent.goto('/desk/customers/imports/new');
    await agent.setInputFiles('#file', { name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await Promise.all([agent.waitForURL(/imports\/[0-9a-f-]{36}$/), agent.click('main form [type=submit]')]);
    return new URL(agent.url()).pathname;
  };
  const taken = await bring();
  await agent.click('#import form[method=post] button');
  await agent.locator('#import h1', { hasText: /^Imported$/ }).waitFor();
  const brought = await bring();
  await admin.goto(customer);
  await admin.fill('.note-form textarea', 'Pays late, and asks for a receipt each time: https://example.test/a-rather-long-address/that-has-to-break-somewhere');
  await Promise.all([admin.waitForURL(/done=noted/), admin.click('.note-form button')]);
  const note = await admin.locator('.customer-note a[href*="/notes/"]').first().getAttribute('href');
  // A ticket that is resolved and asked about, one that is rated, with tags.
  const [asked, rated] = [await openTicket(client, 'Resolved and not rated yet', 'Hello'), await openTicket(client, 'Rated', 'Hello')];
  for (const one of [asked, rated]) {
    await agent.goto(`/desk/tickets/${one}`);
    await isLive(agent);
    await agent.fill('#tags', 'printer, a tag with a rather long name that has no room');
    await agent.locator('form:has(#tags) button').click();
    await agent.locator('.thread-actions .when-active button').click();
    await agent.locator('#ticket-head[data-status=resolved]').waitFor();
  }
  await client.goto(`/support/${rated}`);
  await isLive(client);
  await chooseStars(client);
  await client.fill('#comment', `It took ${'rather '.repeat(20)}long.`);
  await client.getByRole('button', { name: 'Send rating' }).click();
  await client.locator('#rating-state[data-rated=yes]').waitFor();

  const pages = [
    ['sign-in', stranger, '/session/new'],
    ['forgotten-password', stranger, '/password-resets/new'],
    ['forgotten-password-sent', stranger, '/password-resets/new?sent'],
    ['forgotten-password-unusable', stranger, '/password-resets/none'],
    ['home', client, '/'],
    ['profile', client, '/profile?done=saved'],
    ['profile-problems', client, '/profile', mistype],
    ['profile-address-unusable', client, '/profile/email/none'],
    ['desk-profile', agent, '/profile'],
    ['tickets', client, '/support'],
    ['new-ticket', client, '/support/new'],
    ['new-ticket-suggestions', client, '/support/new', suggest],
    ['new-ticket-drawer', client, '/support/new', openDrawer],
    ['new-ticket-problems', client, '/support/new', fail],
    ['thread', client, `/support/${number}`, isLive],
    ['new-ticket-files', client, '/support/new', attach, removeUnsent],
    ['thread-files', client, `/support/${number}`, attach, removeUnsent],
    ['desk-ticket-files', agent, `/desk/tickets/${number}`, attach, removeUnsent],
    ['thread-asked', client, `/support/${asked}`, isLive],
    ['thread-asked-stars', client, `/support/${asked}`, chooseStars],
    ['thread-asked-good', client, `/support/${asked}?rating=5`, isLive],
    ['thread-rated', client, `/support/${rated}`, isLive],
    ['desk-ticket-rated', agent, `/desk/tickets/${rated}?view=resolved`, openDetails],
    ['csat', agent, '/desk/reports/csat', isLive],
    ['csat-empty', agent, '/desk/reports/csat?from=2020-01-01&until=2020-01-07'],
    ['thread-unsent', client, `/support/${number}`, unsent, removeUnsent],
    ['help', client, '/help'],
    ['help-search', client, '/help?q=receive'],
    ['help-nothing', client, '/help?q=qqqqzzzz'],
    ['article', client, article],
    ['help-category', client, '/help?category=Later+steps'],
    ['articles', agent, '/desk/articles'],
    ['articles-nothing', agent, '/desk/articles?q=qqqqzzzz&status=draft'],
    ['desk-article', agent, written],
    ['desk-article-preview', agent, `${written}/preview`],
    ['article-editor', agent, `${written}/edit`, isRich],
    ['article-editor-table', agent, `${written}/edit`, inTable],
    ['article-editor-link', agent, `${written}/edit`, askLink],
    ['article-editor-markdown', agent, `${written}/edit`, asMarkdown],
    ['article-editor-problems', agent, '/desk/articles/new', wrongArticle, (page) => page.evaluate(() => localStorage.clear())],
    ['article-editor-stale', agent, `${written}/edit`, staleArticle, (page) => page.evaluate(() => localStorage.clear())],
    ['article-revisions', agent, `${written}/revisions`],
    ['article-revision', agent, `${written}/revisions/2`],
    ['article-vote', client, article, voteNo],
    ['solved', client, '/support/new', solve],
    ['not-found', client, '/support/999999'],
    ['inbox', agent, '/desk/tickets?view=unassigned', isLive],
    ['inbox-mine', agent, '/desk/tickets?view=mine'],
    ['desk-ticket', agent, `/desk/tickets/${number}`, isLive],
    ['desk-ticket-articles', agent, '/desk/tickets/3', openDetails],
    ['lessons', agent, learned],
    ['lessons-nothing', agent, unlearned],
    ['desk-new-ticket', agent, '/desk/tickets/new'],
    ['company', admin, '/desk/settings/company'],
    ['company-problems', admin, '/desk/settings/company', misdescribe],
    ['start', admin, '/desk/start'],
    ['deflection', agent, '/desk/reports/deflection'],
    ['deflection-weeks', agent, '/desk/reports/deflection?days=90'],
    ['deflection-dismissed', agent, '/desk/reports/deflection?searches=dismissed'],
    ['deflection-empty', agent, '/desk/reports/deflection?from=2020-01-01&until=2020-01-07'],
    ['mails', admin, '/desk/settings/email'],
    ['mails-nothing', admin, '/desk/settings/email?status=sent'],
    ['mails-problems', admin, '/desk/settings/email', saveNothing],
    ['mails-test-failed', admin, '/desk/settings/email', tryNobody],
    ['mails-copied', admin, '/desk/settings/email', copyFromMail],
    ['mails-server', admin, '/desk/settings/email', setUpMail],
    ['audit', admin, '/desk/settings/audit'],
    ['audit-nothing', admin, '/desk/settings/audit?record=qqqqzzzz'],
    ['customers', admin, '/desk/customers'],
    ['customers-nothing', admin, '/desk/customers?q=qqqqzzzz'],
    ['customers-balance', agent, '/desk/customers?order=balance'],
    ['customers-import', agent, '/desk/customers/imports/new'],
    ['customers-import-preview', agent, brought],
    ['customers-imported', agent, taken],
    ['customer-note', admin, note],
    ['dashboard', admin, '/desk', isLive],
    ['dashboard-agent', agent, '/desk'],
    ['customer', admin, customer],
    ['customer-edit', admin, `${customer}/edit`],
    ['customer-unreached', agent, unreached],
    ['contact-new', admin, `${customer}/contacts/new`],
    ['access', admin, `${customer}/access?about=menu`],
    ['desk-new-ticket-chooser', agent, '/desk/tickets/new', choose],
    ['roles', agent, '/desk/settings/roles'],
    ['users', admin, '/desk/settings/users'],
    ['users-menu', admin, '/desk/settings/users', openMenu],
    ['users-nobody', admin, '/desk/settings/users?q=qqqqzzzz'],
    ['users-refused', admin, '/desk/settings/users', inviteNobody],
    ['users-role', admin, `/desk/settings/users?open=${clara}&change=role#user-${clara}`],
    ['users-customer', admin, `/desk/settings/users?open=${clara}&change=customer#user-${clara}`],
    ['users-deactivate', admin, `/desk/settings/users?open=${clara}&change=deactivate#user-${clara}`],
    ['users-copied', admin, '/desk/settings/users?q=invited%40', copyLink],
    ['invitation', stranger, invitation],
    ['invitation-wrong-password', stranger, invitation, wrongPassword],
    ['invitation-unusable', stranger, '/invites/none'],
  ];
  const found = [];

  for (const [name, page, path, prepare, tidy] of pages) {
    for (const [width, colorScheme] of LOOKS) {
      const place = `${name} ${width} ${colorScheme}`;
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await step(t, place, async () => prepare?.(page));
      await page.waitForLoadState(); // where that led to another page, it has its stylesheets
      if (pictures) {
        await mkdir(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, help, nodes } of violations) found.push(`${place}: ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(' | ')}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) found.push(`${place}: scrolls sideways by ${overflow} px`);
      await tidy?.(page);
    }
  }
  assert.deepEqual(found, []);
});

/** Where there is no room beside the thread, what is beside it is a sheet. */
async function openDetails(page) {
  const button = page.locator('.panel-button');
  if (await button.isVisible()) await button.click();
}

test('a page weighs under 100 KB', async (t) => {
  const server = await Server.start(t);
  const page = await person(t, await openBrowser(t), server, 'agent@demo.test');
  const heard = await page.context().newCDPSession(page);
  let bytes = 0;
  heard.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await heard.send('Network.enable');
  await heard.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto('/desk/projects');
  const project = await page.locator('a.project-row').first().getAttribute('href');
  for (const path of ['/desk/tickets?view=open', project]) {
    bytes = 0;
    await page.goto(path);
    await page.waitForLoadState('load');
    t.diagnostic(`${path} weighs ${(bytes / 1024).toFixed(1)} KB on the wire`);
    assert.ok(bytes > 0 && bytes < 100 * 1024, `${bytes} bytes`);
  }
});
