// What Lighthouse says of the pages where clients spend their time, as a phone on a slow line sees them (its usual setting) and as a desk does.
//
// By hand, as it wants a quiet machine: `npm install --no-save lighthouse@12` in this folder, then `node lighthouse.bench.js`. Each page is looked at
// FRONTDESK_BENCH_RUNS times (3) and its median counts. With FRONTDESK_MEASURE=1 it ends with an error where one is below the limit.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright-core';
import { CHROMIUM, FLAGS, signIn } from './support/browser.js';
import { Server, freePort } from './support/server.js';

/** Of 100, for each category. */
const LIMIT = 95;
const CATEGORIES = ['performance', 'accessibility'];
const RUNS = Number(process.env.FRONTDESK_BENCH_RUNS ?? 3);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Somebody's own browser, signed in, and the port by which Lighthouse reaches it. */
const visitor = async (server, email) => {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-lighthouse-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM,
    args: [...FLAGS, `--remote-debugging-port=${port}`],
    baseURL: server.url,
  });
  await signIn(context.pages()[0], email);
  return {
    port,
    page: context.pages()[0],
    leave: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The median of each category's score, and what is below the full mark. */
const look = async (port, url, config) => {
  const reports = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { lhr } = await lighthouse(url, { port, disableStorageReset: true, logLevel: 'error', onlyCategories: CATEGORIES }, config);
    if (lhr.runtimeError || new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname) {
      throw new Error(`${url} was not seen: ${lhr.runtimeError?.message ?? lhr.finalDisplayedUrl}`);
    }
    reports.push(lhr);
  }
  const scores = CATEGORIES.map((category) => median(reports.map((report) => Math.round(report.categories[category].score * 100))));
  const [last] = reports;
  const weak = CATEGORIES.flatMap((category) => last.categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && last.audits[id].score !== null && last.audits[id].score < 0.9)
    .map(({ id }) => `${id} ${last.audits[id].displayValue ?? ''}`.trim());
  return { scores, weak };
};

/** Where the first record of a list has its page. */
const first = async (page, list, number) => {
  await page.goto(list);
  const links = await page.locator('main a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  return links.find((link) => link.startsWith(`${list}/`) && number.test(link));
};

const endings = [];
const t = { after: (work) => endings.push(work) };
let low = 0;
try {
  const server = await Server.start(t);
  for (const [email, pages] of [
    ['client@demo.test', async (page) => ['/', await first(page, '/support', /\d$/), '/support/new', await first(page, '/invoices', /INV-\d+$/), '/help']],
    ['agent@demo.test', async (page) => ['/desk', '/desk/tickets/1', '/desk/tickets/new']],
  ]) {
    const { port, page, leave } = await visitor(server, email);
    try {
      for (const path of await pages(page)) {
        for (const [name, config] of [['phone', undefined], ['desk', desktopConfig]]) {
          const { scores, weak } = await look(port, server.url + path, config);
          if (scores.some((score) => score < LIMIT)) low += 1;
          console.log(`${scores.map((score, at) => `${CATEGORIES[at]} ${score}`).join(', ')}  ${name}  ${path}  ${weak.join('; ')}`);
        }
      }
    } finally {
      await leave();
    }
  }
} finally {
  for (const end of endings.toReversed()) await end();
}
if (low > 0) {
  console.log(`${low} below ${LIMIT}`);
  if (process.env.FRONTDESK_MEASURE) process.exitCode = 1;
}
