// SPDX-License-Identifier: AGPL-3.0-or-later
// Ways on where something is missing: no e-mail address, the check before the citizen leaves, a card that does not work.
import assert from 'node:assert/strict';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit } from './lib/visit.mjs';

async function at(counter, person) {
  const context = await counter.desk();
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new counter.Hands(page);
  await counter.enter(hands, 'operator');
  const look = (name) => counter.look(page, name);
  const visit = new Visit(counter, { page, hands }, person(people(counter.demo.state)), { sheets });
  return { page, hands, visit, look };
}

async function toTheContact(visit) {
  await visit.open();
  await visit.holder();
  await visit.card();
  await visit.identification();
  visit.path('contact');
}

export default {
  async 'a trusted person gets the mail for a holder without an address, and the check is recorded'(counter) {
    const { page, hands, visit, look } = await at(counter, (all) => all.ordinary.at(-1));
    await toTheContact(visit);
    await hands.to(/^Non ha un indirizzo e-mail$/, 8);
    await hands.enter();
    await look('no-email');
    await hands.on(/persona di fiducia/);
    await hands.enter();
    await hands.on('surname');
    await hands.type('Bianchi');
    await hands.fill('name', 'Ada', 1);
    await hands.fill('relation', 'figlia', 1);
    visit.email = 'ada.bianchi@example.org';
    await hands.fill('email', visit.email, 1);
    await hands.fill('email_again', visit.email, 1);
    await look('trusted');
    await hands.enter();
    await visit.ownership();
    assert.match(await page.locator('body').innerText(), /Ada Bianchi \(figlia\)/);
    await visit.check();
    assert.match(visit.form.text.replace(/\s+/g, ' '), /Ada Bianchi \(figlia\)/);
    await visit.release();
    await visit.print();
    assert.match(visit.sheet.text.replace(/\s+/g, ' '), /persona di fiducia/);
    await page.locator('#serial:focus').waitFor({ timeout: 20_000 });
    await visit.handOver();
    const mail = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
    assert.match(mail, /Le cifre sono per il titolare/);
    await look('done-trusted');
    await hands.to(/^Controllo prima di andare$/, 2);
    await hands.enter();
    await hands.choose('result', 'pin_tried', 0);
    await look('functional-check');
    await hands.enter();
    assert.match(await page.locator('body').innerText(), /ha provato il PIN sul proprio dispositivo/);
    await look('done-checked');
  },

  async 'a citizen without an address goes home with a slip, and the case is closed'(counter) {
    const { page, hands, visit, look } = await at(counter, (all) => all.ordinary.at(-2));
    await toTheContact(visit);
    await hands.to(/^Non ha un indirizzo e-mail$/, 8);
    await hands.enter();
    await hands.to(/^Torna con un indirizzo$/, 2);
    await hands.enter();
    await hands.on(/^Stampa il promemoria/);
    await look('no-email-slip');
    const slip = await page.request.get(page.url().replace(/slip$/, 'paper'));
    assert.equal(slip.headers()['content-type'], 'application/pdf');
    await hands.choose('outcome', 'closed', 2);
    await hands.enter();
    assert.match(await page.locator('body').innerText(), /La pratica è chiusa/);
  },

  async 'the triage leads from what does not work to words for the citizen'(counter) {
    const { page, hands, look } = await at(counter, (all) => all.ready);
    await hands.to(/^La tessera non funziona\?$/, 8);
    await hands.enter();
    await look('triage');
    await hands.on(/^Il PIN non viene accettato$/);
    await hands.enter();
    await look('triage-pin');
    await hands.on(/metterle insieme$/);
    await hands.enter();
    assert.match(await page.locator('body').innerText(), /prime 2 cifre sono sul foglio, le altre 3 nel messaggio/);
    await look('triage-join-codes');
    await hands.to(/^italiano/, 2);
    await hands.on(/^italiano/);
    const slip = await page.request.get('/triage/join-codes/slip/en');
    assert.equal(slip.headers()['content-type'], 'application/pdf');
  },
};
