// SPDX-License-Identifier: AGPL-3.0-or-later
// Scans of a case: chosen, brought in, opened and taken back, with the keyboard.
import assert from 'node:assert/strict';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit } from './lib/visit.mjs';

// One page, white.
function pdf() {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'];
  let file = '%PDF-1.4\n';
  const table = objects.map((object, at) => {
    const line = `${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return line;
  });
  const start = file.length;
  return Buffer.from(`${file}xref\n0 4\n0000000000 65535 f \n${table.join('')}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
}

export default {
  async 'scans are brought in, opened and taken back'(counter) {
    const context = await counter.desk();
    const sheets = await catchSheets(context);
    const page = await context.newPage();
    const hands = new counter.Hands(page);
    await counter.enter(hands, 'operator');
    const visit = new Visit(counter, { page, hands }, people(counter.demo.state).ordinary[3], { sheets });
    await visit.open();
    const home = page.url().replace(/\/holder$/, '');
    await page.goto(`${home}/scans`, { waitUntil: 'load' });
    await hands.on('item');
    await counter.look(page, 'scans-empty');
    await page.selectOption('#item', 'signed_delegation');
    await page.setInputFiles('#files', [
      { name: 'delega.pdf', mimeType: 'application/pdf', buffer: pdf() },
      { name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('no') },
    ]);
    await page.focus('#files');
    await hands.tab();
    await hands.enter();
    assert.match(await page.textContent('#error-summary'), /nota\.txt/);
    await counter.look(page, 'scans-refused');
    assert.equal(await page.locator('ol.scans li').count(), 1);
    const kept = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Apri/ }).press('Enter');
    assert.equal((await kept).suggestedFilename(), 'scansione-1.pdf');
    await page.goto(`${home}/scans`, { waitUntil: 'load' });
    assert.match(await page.textContent('ol.scans'), /aperto una volta/);
    await page.getByRole('button', { name: /^Togli/ }).press('Enter');
    await page.waitForLoadState('load');
    assert.match(await page.textContent('ol.scans'), /Tolto il/);
    await counter.look(page, 'scans-removed');
    await context.close();
  },
};
