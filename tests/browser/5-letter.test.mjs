// SPDX-License-Identifier: AGPL-3.0-or-later
// In a region whose mail room sends sealed letters: the letter, the ways from it to a mailbox and to a trusted person, with the
// keyboard alone, in both languages of the pages.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { policyOf } from './lib/demo.mjs';
import { Hands } from './lib/hands.mjs';
import { catchSheets, textOf } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit, halves, join as put } from './lib/visit.mjs';

const LETTERS = policyOf('marche').replace('sealed_letter = false', 'sealed_letter = true');

async function at(counter, person, { english } = {}) {
  const context = await counter.desk();
  if (english) await context.addCookies([{ name: 'language', value: 'en', url: counter.demo.base }]);
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new Hands(page);
  await counter.enter(hands, 'operator');
  // the focus comes to the serial when the paper is in its frame
  const settled = async (name) => name === 'sheet-printed' && page.locator('#serial:focus').waitFor({ timeout: 10_000 });
  const prefix = english ? 'letter-en' : 'letter';
  const visit = new Visit(counter, { page, hands }, person, { sheets, at: settled });
  return { visit, page, hands, look: (name) => counter.look(page, `${prefix}-${name}`) };
}

async function toTheContact(visit) {
  await visit.holder();
  await visit.card();
  await visit.identification();
  visit.path('contact');
}

// What lies in the mail room's folder, the newest last.
const room = (counter) => readdirSync(join(counter.demo.state, 'letters')).filter((name) => name.endsWith('.pdf')).sort();
const printed = (counter, name) => textOf(readFileSync(join(counter.demo.state, 'letters', name)));

async function writeLetter(hands, street) {
  await hands.on('street');
  await hands.type(street);
  await hands.fill('postal_code', '60125', 1);
  await hands.fill('town', 'Ancona', 1);
  await hands.fill('province', 'an', 1);
}

const text = (page) => page.locator('main').innerText();

async function openFor(page, hands, visit, button) {
  await page.goto('/');
  await hands.on('sought');
  await hands.scan(visit.person.code);
  await hands.to(button, 4);
}

async function confirmWarnings(hands) {
  await hands.tick('ticked', 10);
  await hands.fill('reason', 'Lo chiede il titolare', 2);
  await hands.to(/Salva e continua/, 6);
  await hands.enter();
}

async function released(counter, hands, page, visit) {
  visit.path('release');
  await hands.tick('warnings', 3);
  await hands.fill('totp', await counter.codes.operator(), 2);
  await hands.enter();
  await page.waitForURL(/\/(sheet|old-sheet)$/, { timeout: 30_000 });
  await page.waitForLoadState('load');
}

// Home by letter, and what the operator sees of it; the letter's halves are the other ones of the sheet.
async function letter(counter) {
  const { visit, page, hands, look } = await at(counter, people(counter.demo.state).ordinary[0]);
  await visit.open();
  await toTheContact(visit);
  await hands.to(/^Non ha un indirizzo e-mail$/, 8);
  await hands.enter();
  await look('choose');
  await hands.to(/^Lettera sigillata/, 1);
  await hands.enter();
  await hands.on('street');
  await hands.enter();
  await look('page-empty');
  await hands.to('street', 6);
  await writeLetter(hands, 'Via Gentile da Fabriano 9/B');
  await look('page');
  await hands.enter();
  visit.path('check');
  await look('check');
  await visit.check();
  assert.match(visit.form.text.replace(/\s+/g, ' '), /Via Gentile da Fabriano 9\/B.*lettera sigillata/);
  await visit.release();
  await visit.print();
  assert.match(visit.sheet.text, /nella lettera/);
  await visit.handOver();
  await page.locator('#mail', { hasText: /cartella di stampa/ }).waitFor({ timeout: 20_000 });
  await look('done');
  const [name] = room(counter);
  const paper = printed(counter, name);
  assert.match(paper, /Via Gentile da Fabriano 9\/B/);
  assert.match(put(halves(visit.sheet.text).PIN, halves(paper).PIN), /^\d{5}$/);
  await page.goto(`/cases/${visit.id}`);
  await look('ways');
  return { ...visit, page, hands, look };
}

export default {
  async 'a sealed letter goes home, and from the holder’s page a new release goes to a trusted person'(main) {
    await main.beside(LETTERS, async (counter) => {
      await letter(counter);
      const again = await at(counter, people(counter.demo.state).ordinary[0]);
      const { visit, page, hands, look } = again;
      await openFor(page, hands, visit, /^Nuovo rilascio dei codici$/);
      await look('holder');
      await hands.enter();
      visit.path('holder');
      await hands.on('surname');
      await hands.enter();
      await visit.card();
      await visit.identification();
      await look('contact-known');
      await hands.to(/^Non ha un indirizzo e-mail$/, 10);
      await hands.enter();
      await hands.on(/persona di fiducia/);
      await hands.enter();
      await hands.fill('surname', 'Bianchi', 0);
      await hands.fill('name', 'Ada', 1);
      await hands.fill('relation', 'figlia', 1);
      visit.email = 'ada.bianchi@example.org';
      await hands.fill('email', visit.email, 1);
      await hands.fill('email_again', visit.email, 1);
      await hands.enter();
      await look('trusted-warning');
      await confirmWarnings(hands);
      await visit.ownership();
      await look('trusted-check');
      await visit.check();
      assert.match(visit.form.text.replace(/\s+/g, ' '), /Ada Bianchi \(figlia\)/);
      await look('trusted-release');
      await released(counter, hands, page, visit);
      await visit.print();
      assert.match(visit.sheet.text, /Duplicato/);
      await visit.handOver();
      await visit.mail((mail) => mail.includes(visit.email) && mail.includes('Cambi subito il PIN'), 20);
      await page.bringToFront();
      await look('trusted-done');
      assert.equal(room(counter).length, 1, 'no second letter');

      // and back to the letter box, with the new sheet at hand
      const { serial } = visit;
      await openFor(page, hands, visit, /^Correggi l’indirizzo$/);
      await hands.enter();
      await hands.on('surname');
      await hands.enter();
      await visit.card();
      await visit.identification();
      await hands.to(/^Non ha un indirizzo e-mail$/, 10);
      await look('contact-trusted');
      await hands.enter();
      await hands.to(/^Lettera sigillata/, 1);
      await hands.enter();
      await writeLetter(hands, 'Via Roma 1');
      await hands.enter();
      await look('page-warning');
      await confirmWarnings(hands);
      await visit.check();
      await look('correct-release');
      await hands.choose('old_sheet', 'yes', 0);
      await released(counter, hands, page, visit);
      await hands.on('serial');
      assert.match(await text(page), /Foglio vecchio AN01-\d{4}-000002-R1/, 'the number on the sheet, not the new one');
      await look('old-sheet');
      await hands.scan(serial, '');
      visit.path('handover');
      await page.locator('#mail', { hasText: /cartella di stampa/ }).waitFor({ timeout: 20_000 });
      await look('correct-done');
      assert.match(printed(counter, room(counter)[1]), /Via Roma 1/);
      await visit.mail((mail) => mail.includes(visit.email) && mail.includes('di posta elettronica o di casa'), 20);
      await page.bringToFront();
      await page.goto('/');
      await look('home-counted');
    });
  },

  async 'an operator who reads English finds the same ways'(main) {
    await main.beside(LETTERS, async (counter) => {
      const { visit, page, hands, look } = await at(counter, people(counter.demo.state).ordinary[0], { english: true });
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      await visit.open();
      await toTheContact(visit);
      await look('contact');
      await hands.to(/^No e-mail address$/, 8);
      await hands.enter();
      await look('choose');
      await hands.to(/trusted/i, 2);
      await hands.enter();
      await look('trusted');
      await page.goBack();
      await hands.to(/^A sealed letter/, 3);
      await hands.enter();
      await hands.enter();
      await look('page-empty');
      await hands.to('street', 6);
      await writeLetter(hands, 'Via Gentile da Fabriano 9/B');
      await hands.enter();
      await visit.check();
      await visit.release();
      await visit.print();
      await visit.handOver();
      await page.locator('#mail', { hasText: /print folder/ }).waitFor({ timeout: 20_000 });
      await look('done');
      await hands.to(/^Check before/i, 4);
      await hands.enter();
      await look('functional-check');
      await page.goBack();
      await openFor(page, hands, visit, /^Correct the address$/);
      await look('holder');
      await hands.enter();
      await hands.on('surname');
      await hands.enter();
      await visit.card();
      await visit.identification();
      await visit.contact();
      await look('contact-warning');
      await hands.tick('ticked', 8);
      await hands.fill('reason', 'Has a mailbox now', 2);
      await hands.to(/Save and go on/i, 6);
      await hands.enter();
      await visit.ownership();
      await visit.check();
      await look('correct-release');
      await hands.choose('old_sheet', 'yes', 0);
      await released(counter, hands, page, visit);
      await look('old-sheet');
      await hands.scan(visit.serial, '');
      visit.path('handover');
      await page.locator('#mail', { hasText: /Accepted by/ }).waitFor({ timeout: 20_000 });
      await look('correct-done');
      await page.goto('/triage');
      await look('triage');
    });
  },
};
