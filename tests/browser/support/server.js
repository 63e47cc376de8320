// Starts the built program as `frontdesk demo` on a free port with a folder of its own, and ends it by its id.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterwards } from './after.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const program = process.env.FRONTDESK_TEST_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/frontdesk');

/** A port nobody listens on right now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export class Server {
  #child;
  #said = '';
  #settings = {};
  #command = 'demo';

  /** A fresh sample organisation, ready to be used, with further settings. It is taken down when the test `t` ends. */
  static start(t, settings = {}) {
    return Server.#start(t, 'demo', settings);
  }

  /** The program as somebody finds it who has just installed it. */
  static serve(t, settings = {}) {
    return Server.#start(t, 'serve', settings);
  }

  static async #start(t, command, settings) {
    const server = new Server();
    server.#command = command;
    server.#settings = settings;
    server.port = await freePort();
    server.url = `http://127.0.0.1:${server.port}`;
    server.folder = await mkdtemp(join(tmpdir(), 'frontdesk-browser-'));
    afterwards(t, () => server.end());
    await server.run();
    return server;
  }

  /** Runs the program on the port and the folder it had before. */
  async run() {
    const own = Object.entries(process.env).filter(([name]) => !/^(FRONTDESK_|DATABASE_URL$|REDIS_URL$|SMTP_URL$)/.test(name));
    const settings = { FRONTDESK_LISTEN: `127.0.0.1:${this.port}`, FRONTDESK_DATA: this.folder, ...this.#settings };
    // The tests know what is written by hand, and nothing of what chance adds.
    const size = this.#command === 'demo' ? ['--size', 'small'] : [];
    this.#child = spawn(program, [this.#command, ...size], { env: { ...Object.fromEntries(own), ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.on('data', (data) => { this.#said = (this.#said + data).slice(-20_000); });
    }
    let failed;
    this.#child.once('error', (error) => { failed = error; });
    for (let left = 1200; left > 0; left -= 1) {
      if (failed) throw failed;
      if (this.#child.exitCode !== null) throw new Error(`the program ended by itself:\n${this.#said}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the program is not ready after two minutes:\n${this.#said}`);
  }

  /** What the program has printed of late. */
  get said() {
    return this.#said;
  }

  /** As a power cut does it. */
  async kill() {
    await this.#stop('SIGKILL');
  }

  async end() {
    await this.#stop('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  async #stop(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(late);
  }
}
