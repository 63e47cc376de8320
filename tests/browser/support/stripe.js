// Runs the double of Stripe (`cargo build --example stripe-double`) beside the program, and ends it by its id.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterwards } from './after.js';
import { program } from './server.js';

/** Test cards: https://docs.stripe.com/testing */
export const CARDS = { good: '4242424242424242', asks: '4000002760003184', declined: '4000000000000002', poor: '4000000000009995', expired: '4000000000000069' };

export class Stripe {
  #child;

  /** A double for as long as the test `t` runs. */
  static async start(t) {
    const stripe = new Stripe();
    const file = process.env.FRONTDESK_TEST_STRIPE_DOUBLE ?? join(dirname(program), 'examples/stripe-double');
    stripe.#child = spawn(file, [], { stdio: ['ignore', 'pipe', 'inherit'] });
    afterwards(t, () => stripe.end());
    const failed = once(stripe.#child, 'error').then(([error]) => { throw new Error(`${file}: ${error.message}`); });
    const [line] = await Promise.race([once(createInterface(stripe.#child.stdout), 'line'), failed]);
    /** What a server is given to use it. */
    stripe.settings = JSON.parse(line);
    return stripe;
  }

  /** One of its controls (tests/stripe/control.rs). */
  async control(method, path, body) {
    const url = new URL(`double/${path}`, this.settings.STRIPE_API_BASE);
    const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** News are sent to this server from now on; `how`: waits, delay (ms), copies. */
  deliverTo(server, how = {}) {
    return this.control('POST', 'delivery', { url: `${server.url}/webhooks/stripe`, ...how });
  }

  /** What an account holds: account, intents, charges, refunds, disputes. Without a name: of the server's own. */
  async book(account = 'acct_1DoubleOwn') {
    return (await this.control('GET', 'books'))[account];
  }

  async end() {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** The card form in a page: a frame of another origin. */
export const cardForm = (page) => page.frameLocator('iframe[title="Secure payment input frame"]');

/** Types a card. */
export const typeCard = async (page, number, { expiry = '12 / 34', cvc = '123' } = {}) => {
  const form = cardForm(page);
  await form.locator('[name=number]').fill(number);
  await form.locator('[name=expiry]').fill(expiry);
  await form.locator('[name=cvc]').fill(cvc);
};

/**
 * The page of the card's bank: says yes or no. Not by mouse, of which Chromium drops what it does in another origin's frame that came or
 * moved within the last half second; nor by key, which would come up in a frame that is gone.
 */
export const answerBank = (page, agrees = true) =>
  page.frameLocator('iframe[title="Authentication by your bank"]')
    .locator(agrees ? '#test-source-authorize-3ds:enabled' : '#test-source-fail-3ds:enabled')
    .dispatchEvent('click');
