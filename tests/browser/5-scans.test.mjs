// SPDX-License-Identifier: AGPL-3.0-or-later
// Scans of a case: chosen, brought in, opened and taken back, with the keyboard.
import assert from 'node:assert/strict';
import { catchSheets } from './lib/papers.mjs';
import { pdf } from './lib/pdf.mjs';
import { people } from './lib/people.mjs';
import { Visit } from './lib/visit.mjs';

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
