// Chromium as Debian packages it, and the people of the sample organisation in it.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { afterwards } from './after.js';

/**
 * How each page is looked at: as wide as a desk and as narrow as a phone, in the light and in the dark. Two of the four show what all do but
 * for a colour; with FRONTDESK_TEST_LOOKS=all, or where pictures are wanted, it is all of them.
 */
export const LOOKS = process.env.FRONTDESK_TEST_LOOKS === 'all' || process.env.FRONTDESK_SCREENSHOTS
  ? [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]
  : [[1280, 'light'], [390, 'dark']];

export const PASSWORD = 'demo-password';

export const CHROMIUM = process.env.FRONTDESK_TEST_CHROMIUM ?? '/usr/bin/chromium';
/** It asks nothing of the world outside. */
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** A browser that is closed when the test `t` ends. */
export const openBrowser = async (t) => {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, timeout: 120_000 });
  afterwards(t, () => browser.close());
  return browser;
};

// What a page was asking for as it was left, and its live connection that was not open yet: htmx says so. What fails while a page stays,
// Chromium names in a line of its own.
const LEFT = /Failed to fetch|htmx:ws:error: \[object Event\]/;

/** How long something may take, in ms: its stated limit where limits are held, and what never is too short on a busy machine elsewhere. */
export const limit = (ms) => (process.env.FRONTDESK_MEASURE ? ms : 60_000);

/**
 * Somebody with a browser profile of their own. Whatever a page's console complains of, and being sent to sign in again, fails
 * the test, unless `expected` fits it.
 */
export const person = async (t, browser, server, email, { expected = /^$/, ...options } = {}) => {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints = [];
  const complain = (text) => {
    if (LEFT.test(text) || expected.test(text)) return;
    complaints.push(text);
    t.diagnostic(`${email}: ${text}`); // also where the test fails of something else first
  };
  context.on('console', (message) => message.type() === 'error' && complain(`${message.text()} ${message.location().url}`));
  context.on('weberror', (error) => complain(String(error.error())));
  afterwards(t, () => assert.deepEqual(complaints, [], `the console of ${email} stays quiet`));
  await signIn(page, email);
  page.on('framenavigated', (frame) => new URL(frame.url()).pathname === '/session/new' && complain(`sent to ${frame.url()}`));
  return page;
};

export const signIn = async (page, email, password = PASSWORD) => {
  await page.goto('/session/new');
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/session/new'), page.click('form[action="/session"] [type=submit]')]);
};

/** Opens a ticket as a client; gives its number. */
export const openTicket = async (page, subject, body) => {
  await page.goto('/support/new');
  await page.fill('#subject', subject);
  await page.fill('#new-ticket [name=body]', body);
  // By key: what is offered under the subject would move the button away between the mouse's press and its release.
  await Promise.all([page.waitForURL(/\/support\/\d+$/), page.press('#new-ticket .primary', 'Enter')]);
  return Number(new URL(page.url()).pathname.split('/').pop());
};

/** Waits until the page has its live connection and everything that happened before. */
export const isLive = (page) => page.waitForFunction(() => typeof frontdesk !== 'undefined' && frontdesk.isLive?.());

/**
 * Does what makes the page ask for something, and waits until it shows the answer to the question whose `name` is `value`: what stood there
 * before looks the same.
 */
export const answered = async (page, name, value, work) => {
  const [answer] = await Promise.all([page.waitForResponse((response) => new URL(response.url()).searchParams.get(name) === value), work()]);
  await answer.finished();
  await page.evaluate(() => new Promise(requestAnimationFrame));
};

/** The messages of a thread that says `text`, pending ones too. */
export const messages = (page, text) => page.locator('#thread .msg').filter({ has: page.locator('.body', { hasText: text }) });

/** Part of a longer test: the first that fails ends it, under its name. */
export const step = async (t, name, work) => {
  try {
    await work();
  } catch (error) {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
};
