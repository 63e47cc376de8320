// The product in German: chosen before and after signing in, in pages, live pushes, mails and on paper; nothing is cut at any width.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { isLive, openBrowser, openTicket, person, signIn, step } from './support/browser.js';
import { MailServer } from './support/mail.js';
import { Server } from './support/server.js';

const pictures = process.env.FRONTDESK_SCREENSHOTS;
const hasPdftotext = !spawnSync('pdftotext', ['-v']).error;

/** Words that stand on every English page of either side, and on no German one. */
const ENGLISH = /\b(the|your|with|and|Settings|Invoices|Customers|Sign out|Skip to)\b/;

const PORTAL = ['/', '/invoices', '/projects', '/support/new', '/profile'];
const DESK = ['/desk', '/desk/tickets/1', '/desk/customers', '/desk/invoices/new', '/desk/settings/users'];
// Looked at too where pictures of everything are wanted.
const MORE = { portal: ['/invoices?show=paid', '/support', '/help', '/nowhere'],
  desk: ['/desk/tickets?view=open', '/desk/tickets/new', '/desk/articles', '/desk/customers/new', '/desk/projects', '/desk/invoices',
    '/desk/invoices/imports/new', '/desk/reports/deflection', '/desk/reports/csat', '/desk/settings/company', '/desk/settings/roles',
    '/desk/settings/email', '/desk/settings/invoices', '/desk/settings/payments', '/desk/settings/audit', '/desk/start'] };

/** What sticks out of the page, or of a button, at this width. */
const cut = (page) => page.evaluate(() => {
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
  for (const element of document.querySelectorAll('.button, .chip, h1, h2, label, legend, .tabs a, .segments label')) {
    if (element.closest('.unseen, [hidden]') || !element.checkVisibility?.()) continue;
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') found.push(`cut: ${element.textContent.trim().slice(0, 60)}`);
  }
  return found;
});

/** The page's own words: what people wrote in English is theirs. */
const words = (page) => page.evaluate(() => {
  const theirs = '[dir=auto], .prose, .body, .row-snip, .row-title, code, bdi, #words, script, [lang=en], option, time, .turn, .known, .document';
  return [...document.querySelectorAll('h1, h2, h3, label, legend, .button, nav a, th')]
    .filter((element) => !element.closest(theirs) && !element.querySelector(theirs))
    .map((element) => element.textContent.trim()).join('\n');
});

test('the product in German', async (t) => {
  const mail = await MailServer.start(t);
  const server = await Server.start(t, { SMTP_URL: mail.url });
  const browser = await openBrowser(t);
  const agent = await person(t, browser, server, 'agent@demo.test');
  const admin = await person(t, browser, server, 'admin@demo.test', { expected: /status of 404/ });
  const client = await person(t, browser, server, 'client@demo.test', { expected: /status of 404|sent to/ });

  await step(t, 'chosen at sign-in, kept in the browser', async () => {
    await client.context().clearCookies();
    await client.goto('/session/new');
    await Promise.all([client.waitForEvent('load'), client.click('button[value=de]')]);
    assert.equal(await client.locator('html').getAttribute('lang'), 'de');
    await client.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await signIn(client, 'client@demo.test');
    assert.match(await client.locator('h1').innerText(), /^Guten Tag, /);
  });

  await step(t, 'chosen in the profile, for mails too', async () => {
    for (const page of [client, admin]) {
      await page.goto('/profile');
      await page.selectOption('#language', 'de');
      await Promise.all([page.waitForURL(/done=saved/), page.click('form[action^="/profile"] .primary')]);
      await page.getByText('Gespeichert.').first().waitFor();
    }
  });

  await step(t, 'one change is pushed to two pages in two languages', async () => {
    const number = await openTicket(client, 'Zwei Sprachen', 'Guten Tag');
    await isLive(client);
    await agent.goto(`/desk/tickets/${number}`);
    await isLive(agent);
    await agent.fill('#composer [name=body]', 'Is it better now?');
    await agent.click('#composer button.primary');
    await client.locator('#thread .msg', { hasText: 'Is it better now?' }).waitFor();
    await agent.locator('.when-active form[action*="/status"] button').first().press('Enter'); // the reply may take the ticket, and what is beside it goes
    await client.locator('#thread .line', { hasText: 'als gelöst markiert' }).waitFor();
    await agent.locator('#thread .line', { hasText: 'Marked as resolved' }).waitFor();
  });

  await step(t, 'no page keeps English words, none is cut', async () => {
    if (pictures) await mkdir(pictures, { recursive: true });
    const [portal, desk] = pictures ? [[...PORTAL, ...MORE.portal], [...DESK, ...MORE.desk]] : [PORTAL, DESK];
    for (const [page, paths] of [[client, portal], [admin, desk]]) {
      for (const path of paths) {
        await page.goto(path);
        assert.equal(await page.locator('html').getAttribute('lang'), 'de', path);
        const english = (await words(page)).split('\n').filter((line) => ENGLISH.test(line));
        assert.deepEqual(english, [], path);
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await cut(page), [], `${path} at ${width}`);
          if (pictures) await page.screenshot({ path: join(pictures, `german${path.replaceAll(/[^\w]+/g, '-')}-${width}.png`), fullPage: true });
        }
      }
    }
    for (const page of [client, admin]) await page.setViewportSize({ width: 1280, height: 900 });
  });

  await step(t, 'axe finds nothing', async () => {
    for (const [page, path] of [[client, '/'], [client, '/support/new'], [admin, '/desk/invoices']]) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), [], path);
    }
  });

  await step(t, 'an invoice: the mail is the reader’s, the paper the organisation’s', async () => {
    await admin.goto('/desk/settings/company');
    await admin.selectOption('#language', 'de');
    await Promise.all([admin.waitForURL(/done=saved/), admin.click('#company-form [type=submit]')]);
    await client.goto('/invoices?show=open');
    const url = await client.locator('#invoice-list .rows a').first().getAttribute('href');
    const number = url.split('/').pop();
    await admin.goto(`/desk/invoices?q=${number}`);
    await Promise.all([admin.waitForURL(/\/desk\/invoices\/[^?]+$/), admin.click('#invoices-found .rows a')]);
    const again = admin.locator('form[action*="/mails"]');
    await admin.locator('details', { has: again }).locator('summary').click();
    await again.locator('[name=others]').fill('client@demo.test');
    await Promise.all([admin.waitForURL(/done=/), again.locator('[type=submit]').click()]);
    const got = await mail.mail('client@demo.test', new RegExp(`^Rechnung ${number} von `));
    assert.match(got.text, /^Guten Tag,/m);
    assert.match(got.text, /Rechnung ansehen/);
    const [paper] = got.attachments;
    if (hasPdftotext) {
      const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: paper.bytes }).stdout.toString();
      for (const word of ['Rechnungsnummer', 'Rechnungsdatum', 'Fällig am', 'Bezeichnung', 'Einzelpreis', 'Gesamtbetrag', 'USt.', 'Seite 1 von']) {
        assert.ok(text.includes(word), `${word} in ${text}`);
      }
      assert.match(text, /\d,\d\d\s[€£]/);
      assert.doesNotMatch(text, /\b(Invoice|Total|Due)\b/);
    }
  });
});
