// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes out of the printer: the PDFs that a browser is given, as text.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Keeps each code sheet that comes to this context: it is served once, so it has to be caught on its way to the browser.
export async function catchSheets(context) {
  const sheets = [];
  await context.route(/\/cases\/[^/]+\/sheet$/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    // what the browser itself would add on the wire
    const answer = await route.fetch({ headers: { ...route.request().headers(), 'sec-fetch-site': 'same-origin' } });
    if (answer.headers()['content-type'] === 'application/pdf') sheets.push({ headers: answer.headers(), text: textOf(await answer.body()) });
    return route.fulfill({ response: answer });
  });
  return sheets;
}

// The paper that an act opens in a tab of its own, which is closed as after printing.
export async function paperOf(page, act) {
  const opens = page.context().waitForEvent('page');
  await act();
  const tab = await opens;
  await tab.waitForURL((url) => url.href !== 'about:blank', { waitUntil: 'commit' });
  const answer = await page.context().request.get(tab.url());
  await tab.close();
  await page.bringToFront();
  return { headers: answer.headers(), text: textOf(await answer.body()) };
}

export function textOf(pdf) {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-paper-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf, { mode: 0o600 });
    return execFileSync('pdftotext', ['-layout', join(folder, 'paper.pdf'), '-'], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
