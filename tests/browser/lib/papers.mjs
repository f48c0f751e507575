// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes out of the printer: the PDFs that a browser is given, as text.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Keeps each PDF that comes to this context, in the order of coming, without the browser noticing.
export async function catchPapers(context) {
  const papers = [];
  await context.route(/\/cases\/[^/]+\/(sheet|form|receipt|refusals\/[^/]+\/slip)(\/[^/]+)?$/, async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 }).catch(() => null);
    if (answer === null) return route.abort();
    if ((answer.headers()['content-type'] ?? '') === 'application/pdf') {
      papers.push({ url: route.request().url(), headers: answer.headers(), body: await answer.body() });
    }
    return route.fulfill({ response: answer });
  });
  return papers;
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
