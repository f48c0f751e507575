// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes after a visit, with the keyboard alone: a mail sent again, an address corrected, codes released anew.
import assert from 'node:assert/strict';
import { Hands } from './lib/hands.mjs';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit, halves, join } from './lib/visit.mjs';

async function at(counter, person) {
  const context = await counter.desk();
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new Hands(page);
  await counter.enter(hands, 'operator');
  // the focus comes to the serial when the paper is in its frame
  const settled = async (name) => name === 'sheet-printed' && page.locator('#serial:focus').waitFor({ timeout: 10_000 });
  return { visit: new Visit(counter, { page, hands }, person, { sheets, at: settled }), page, hands, look: (name) => counter.look(page, `again-${name}`) };
}

// A visit that ended well, its mail accepted; the page of the finished case.
async function finished(counter, person) {
  const desk = await at(counter, person);
  const { visit, page } = desk;
  await visit.all();
  await page.locator('#mail', { hasText: /Accettata da/ }).waitFor({ timeout: 20_000 });
  desk.first = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
  await page.bringToFront();
  await page.goto(`/cases/${visit.id}`);
  return desk;
}

export default {
  async 'a mail is sent again with the keyboard alone'(counter) {
    const { visit, page, hands, look } = await finished(counter, people(counter.demo.state).ordinary[3]);
    await look('ways');
    await hands.to(/^Invia di nuovo$/, 20);
    await hands.enter();
    await hands.on('present');
    await look('resend');
    await hands.enter();
    assert.match(await page.locator('#error-summary').innerText(), /titolare è presente/);
    await look('resend-empty');
    await hands.tick('present', 6);
    await hands.fill('totp', await counter.codes.operator(), 2);
    await hands.enter();
    visit.path('handover');
    assert.match(await page.locator('main').innerText(), /ancora|di nuovo/);
    await page.locator('#mail li', { hasText: /Accettata da/ }).nth(1).waitFor({ timeout: 20_000 });
    await look('sent');
    await page.goto(`/cases/${visit.id}`);
    assert.match(await page.locator('#ways').innerText(), /ancora 2 volte/);
  },

  async 'an address is corrected with the old sheet at hand, with the keyboard alone'(counter) {
    const { visit, page, hands, look, first } = await finished(counter, people(counter.demo.state).ordinary[4]);
    const { serial } = visit;
    await hands.to(/Correggi l’indirizzo/, 20);
    await hands.enter();
    visit.path('holder');
    await hands.on('surname');
    await look('correct-holder');
    await hands.enter();
    await visit.card();
    await visit.identification();
    visit.email = 'casella.nuova@example.org';
    await visit.contact();
    await look('correct-warning');
    await hands.tick('ticked', 8);
    await hands.fill('reason', 'Ha cambiato casella', 2);
    await hands.to(/Salva e continua/, 6);
    await hands.enter();
    await visit.ownership();
    await visit.check();
    assert.match(visit.form.text, /correzione dell’indirizzo/i);
    visit.path('release');
    await look('correct-release');
    await hands.choose('old_sheet', 'yes', 0);
    await hands.tick('warnings', 2);
    await hands.fill('totp', await counter.codes.operator(), 2);
    await hands.enter();
    await page.waitForURL(/\/old-sheet$/, { timeout: 30_000 });
    await hands.on('serial');
    await look('old-sheet');
    await hands.scan('ZZZZ', '');
    assert.match(await page.locator('main').innerText(), /Non è il foglio consegnato/);
    await page.goto(`/cases/${visit.id}/old-sheet`);
    await hands.on('serial');
    await hands.scan(serial, '');
    visit.path('handover');
    const second = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
    assert.deepEqual(halves(second), halves(first), 'the same digits, which the old sheet fits');
    await visit.mail((text) => text.includes('indirizzo') && text.includes(visit.person.code.toLowerCase()) && !text.includes('•'), 20);
  },

  async 'a card that is active already leads to a new release, with the keyboard alone'(counter) {
    const { visit, page, hands, look } = await at(counter, people(counter.demo.state).already_active);
    await visit.open();
    await visit.holder();
    await visit.card();
    assert.match(page.url(), /\/refusals\//);
    await look('already-active');
    await hands.on(/Continua con un nuovo rilascio/);
    await hands.enter();
    await visit.identification();
    await visit.contact();
    await visit.ownership();
    await visit.check();
    assert.match(visit.form.text, /nuovo rilascio dei codici/i);
    await look('new-release');
    await visit.release();
    await visit.print();
    assert.match(visit.sheet.text, /Duplicato: cambi subito il PIN/);
    await visit.handOver();
    const mail = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
    assert.match(mail, /Cambi subito il PIN/);
    assert.match(join(halves(visit.sheet.text).PIN, halves(mail).PIN), /^\d{5}$/);
  },
};
