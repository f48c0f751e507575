// SPDX-License-Identifier: AGPL-3.0-or-later
// Scans of a case: chosen, brought in, opened and taken back, with the keyboard.
import assert from 'node:assert/strict';
import { catchSheets } from './lib/papers.mjs';
import { pdf } from './lib/pdf.mjs';
import { people, years } from './lib/people.mjs';
import { Visit } from './lib/visit.mjs';

// The file field of a page, reached and opened with the keyboard.
async function choose(page, hands, files, most) {
  await hands.to('files', most);
  const chooser = page.waitForEvent('filechooser');
  await hands.press('Space');
  await (await chooser).setFiles(files);
}

const digits = (date) => date.replaceAll('/', '');
const white = () => ({ name: 'stato di famiglia.pdf', mimeType: 'application/pdf', buffer: pdf() });
const note = { name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('no') };

// A parent with a minor, at the step of the delegation.
async function parent(counter, { hands, visit }, adult) {
  await visit.open();
  await visit.holder();
  await visit.card();
  await hands.on('code');
  await hands.type(adult.code);
  await hands.fill('surname', adult.surname, 1);
  await hands.fill('name', adult.name, 1);
  await hands.tab();
  await hands.choose('sex', adult.sex, 0);
  await hands.fill('birth_date', digits(adult.born), 1);
  await hands.fill('birth_place', adult.place.replace(/ \(.*/, ''), 1);
  await hands.to('kind', 2);
  await hands.press('ArrowDown');
  await hands.fill('number', 'CA12345BB', 1);
  await hands.fill('issuer', 'Comune di Jesi', 1);
  await hands.fill('issued', digits(years(-2)), 1);
  const [day, month] = adult.born.split('/');
  await hands.fill('expires', `${day}${month}${new Date().getFullYear() + 5}`, 1);
  await hands.enter();
  visit.path('delegation');
}

export default {
  async 'a scan comes into the step of a delegation with the keyboard alone'(counter) {
    const context = await counter.desk();
    const sheets = await catchSheets(context);
    const page = await context.newPage();
    const hands = new counter.Hands(page);
    await counter.enter(hands, 'operator');
    const { minor, ordinary } = people(counter.demo.state);
    const visit = new Visit(counter, { page, hands }, minor, { sheets });
    await parent(counter, { hands, visit }, ordinary[7]);
    await hands.on('piece');
    await counter.look(page, 'scan-step-card');
    await hands.enter();
    await hands.choose('piece', 'family_status:scanned', 1);
    await counter.look(page, 'scan-step-chosen');
    await choose(page, hands, [note, white()], 1);
    await hands.to(/^Registra e continua$/, 1);
    await hands.enter();
    assert.match(await page.textContent('#error-summary'), /nota\.txt/);
    await hands.on('files');
    assert.equal(await page.locator('[name=piece]:checked').inputValue(), 'family_status:scanned');
    assert.equal(await page.locator('form.evidence ol.scans li').count(), 1);
    await counter.look(page, 'scan-step-refused');
    await page.focus('#files');
    await hands.to(/^Registra e continua$/, 1);
    await hands.enter();
    visit.path('contact');
    await page.goto(page.url().replace(/contact$/, 'delegation'), { waitUntil: 'load' });
    await hands.on(/^Continua$/);
    await counter.look(page, 'scan-step-there');
    const kept = page.waitForEvent('download');
    await page.focus('ol.scans button');
    await hands.press('Enter');
    assert.equal((await kept).suggestedFilename(), 'scansione-1.pdf');
    await hands.to(/^Togli/, 1);
    await hands.enter();
    assert.match(await page.textContent('.is-missing'), /Manca la scansione/);
    await counter.look(page, 'scan-step-missing');
    await hands.on('piece');
    await choose(page, hands, [white()], 1);
    await hands.to(/^Carica soltanto i file$/, 2);
    await hands.enter();
    assert.match(await page.textContent('form.evidence ol.scans'), /Stato di famiglia/);
    await counter.look(page, 'scan-step-waiting');
    await hands.to(/^Registra e continua$/, 3);
    await hands.enter();
    visit.path('contact');
    await visit.contact();
    await visit.ownership();
    visit.path('check');
    assert.match(await page.textContent('ol.scans'), /Stato di famiglia/);
    await counter.look(page, 'scan-check');
    await context.close();
  },

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
