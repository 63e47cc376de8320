// A real mail server that keeps what it gets (aiosmtpd, from Debian's packages), and its mails as people read them.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterwards } from './after.js';
import { freePort } from './server.js';

/** Quoted-printable and base64, as mail programs undo them. */
const decode = (part) => {
  const [head, ...rest] = part.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** The parts of a mail that have no parts themselves. */
const leaves = (raw) => {
  const head = raw.split(/\r?\n\r?\n/, 1)[0];
  const boundary = head.match(/boundary="?([^";\s]+)/i)?.[1];
  return boundary ? raw.split(`--${boundary}`).slice(1, -1).flatMap((part) => leaves(part.trimStart())) : [raw];
};

const attachment = (part) => {
  const [head, ...rest] = part.split(/\r?\n\r?\n/);
  const name = head.match(/filename="?([^";\r\n]+)/i)?.[1];
  return { name, bytes: Buffer.from(rest.join(''), 'base64') };
};

/** A header as people read it: unfolded, and other signs than ASCII decoded (RFC 2047). */
const readable = (header) =>
  header?.replace(/\r?\n[ \t]+/g, ' ').replace(/\?= =\?/g, '?==?').replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, encoded) => Buffer.from(encoded, 'base64').toString('utf8'));

const parse = (raw) => {
  const [head] = raw.split(/\r?\n\r?\n/);
  const header = (name) => head.match(new RegExp(`^${name}: ([^\\n]*(?:\\n[ \\t][^\\n]*)*)`, 'mi'))?.[1].trim();
  const [attached, parts] = [true, false].map((is) => leaves(raw).filter((part) => /^content-disposition: attachment/mi.test(part) === is));
  const text = decode(parts.find((part) => /text\/plain/i.test(part)) ?? parts[0]);
  const html = decode(parts.find((part) => /text\/html/i.test(part)) ?? '');
  return { to: header('To'), from: header('From'), subject: readable(header('Subject')), text, html, attachments: attached.map(attachment), links: text.match(/https?:\/\/\S+/g) ?? [] };
};

/** A Maildir's names begin `{second}.M{microsecond}P{process}Q{count}`, without leading zeros: as texts they are in no order. */
const byArrival = (one, other) => {
  const [[second, micros], [otherSecond, otherMicros]] = [one, other].map((name) => name.match(/^(\d+)\.M(\d+)/).slice(1).map(Number));
  return second - otherSecond || micros - otherMicros;
};

export class MailServer {
  #folder;

  /** One of its own for the test `t`, or null where aiosmtpd is not installed. */
  static async start(t) {
    const server = new MailServer();
    server.port = await freePort();
    server.url = `smtp://127.0.0.1:${server.port}`;
    server.#folder = await mkdtemp(join(tmpdir(), 'frontdesk-mails-'));
    const child = spawn('/usr/bin/python3', ['-m', 'aiosmtpd', '--nosetuid', '--listen', `127.0.0.1:${server.port}`,
      '--class', 'aiosmtpd.handlers.Mailbox', join(server.#folder, 'maildir')], { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
    afterwards(t, async () => {
      child.kill();
      await gone;
      await rm(server.#folder, { recursive: true, force: true });
    });
    for (let left = 600; left > 0; left -= 1) {
      if (await server.#listens()) return server;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the mail server does not come up: is python3-aiosmtpd installed?');
  }

  #listens() {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => { socket.end(); resolve(true); });
      socket.once('error', () => resolve(false));
    });
  }

  /** All mails so far, oldest first. */
  async mails() {
    const folder = join(this.#folder, 'maildir', 'new');
    const names = await readdir(folder).catch(() => []);
    return Promise.all(names.sort(byArrival).map(async (name) => parse(await readFile(join(folder, name), 'utf8'))));
  }

  /** The mail to `to` whose subject fits, as soon as it is there: the `nth` of them. */
  async mail(to, subject, nth = 1) {
    for (let left = 600; left > 0; left -= 1) {
      const found = (await this.mails()).filter((mail) => mail.to.includes(to) && subject.test(mail.subject));
      if (found.length >= nth) return found[nth - 1];
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no mail to ${to} about ${subject}; there are: ${JSON.stringify((await this.mails()).map(({ to, subject }) => [to, subject]))}`);
  }
}
