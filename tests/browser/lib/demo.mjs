// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts `sportello demo` in a folder of its own and ends it again.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const freePort = () => new Promise((resolve, reject) => {
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
});

// The rules of a region that come with the program, as a text.
export const policyOf = (region) => readFileSync(new URL(`../../../policies/${region}.toml`, import.meta.url), 'utf8');

// `policy`: rules of its own, as a text.
export async function startDemo(binary, { policy } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-browser-'));
  chmodSync(folder, 0o711); // as root, each process has a user of its own, who must get through
  const state = join(folder, 'state');
  const rules = join(folder, 'policy.toml');
  if (policy) writeFileSync(rules, policy, { mode: 0o644 });
  const [web, mailbox, metrics] = [await freePort(), await freePort(), await freePort()];
  const child = spawn(binary, ['demo'], {
    env: {
      ...process.env,
      SPORTELLO_STATE_DIR: state,
      SPORTELLO_LISTEN: `127.0.0.1:${web}`,
      SPORTELLO_MAILBOX_LISTEN: `127.0.0.1:${mailbox}`,
      SPORTELLO_METRICS_LISTEN: `127.0.0.1:${metrics}`,
      ...(policy && { SPORTELLO_POLICY: rules }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (bytes) => { said += bytes; });
  child.stderr.on('data', (bytes) => { said += bytes; });
  const base = `http://127.0.0.1:${web}`;
  const until = Date.now() + 120_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode}:\n${said}`);
    if (Date.now() > until) throw new Error(`the demo is not ready after two minutes:\n${said}`);
    const ready = existsSync(join(state, 'accounts.json'))
      && await fetch(`${base}/health/ready`).then((answer) => answer.ok, () => false);
    if (ready) break;
    await sleep(200);
  }
  return {
    base,
    state,
    mailbox: `http://127.0.0.1:${mailbox}`,
    accounts: JSON.parse(readFileSync(join(state, 'accounts.json'), 'utf8')),
    said: () => said,
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => { if (child.exitCode !== null) resolve(); else child.once('exit', resolve); });
      rmSync(join(state, '..'), { recursive: true, force: true });
    },
  };
}
