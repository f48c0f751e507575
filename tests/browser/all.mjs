// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs every *.test.mjs, one after the other, against one demonstration; the last line is the count.
import { readdirSync } from 'node:fs';
import { Counter, Faults } from './lib/counter.mjs';

// Chromium shows a PDF in a frame within a frame; playwright-core throws this from an event handler where the page is left
// while that frame is still closing. Nothing of the test depends on it; all else ends the run.
process.on('uncaughtException', (error) => {
  if (error.message === 'Frame has been detached.' && error.stack.includes('playwright-core')) return;
  console.error(error);
  process.exit(1);
});

const words = process.argv.slice(2);
const here = new URL('.', import.meta.url);
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();
const tests = [];
for (const file of files) {
  for (const [name, test] of Object.entries((await import(new URL(file, here))).default)) tests.push({ name, test });
}
const wanted = tests.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

// A test that hangs has failed.
const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error('not done after four minutes')), 240_000).unref());

const counter = await Counter.open(process.env.SPORTELLO_BINARY);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => counter.close().then(() => process.exit(130)));
let failed = 0;
try {
  for (const { name, test } of wanted) {
    const started = Date.now();
    counter.begin();
    try {
      await Promise.race([test(counter), late()]);
      counter.noFaults();
      console.log(`ok    ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      await counter.keepFailure(name);
      const faults = error instanceof Faults ? [] : counter.checks.faults;
      console.log(`FAIL  ${name}\n      ${[error.stack ?? error, ...faults].join('\n').replaceAll('\n', '\n      ')}`);
    } finally {
      await counter.leave();
    }
  }
} finally {
  await counter.close();
}
console.log(`${counter.checks.pages} pages looked at`);
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
