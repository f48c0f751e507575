// SPDX-License-Identifier: AGPL-3.0-or-later
// The three lists of "Attivazione allo sportello per delega", from the sign-in to the hand-over, with the keyboard alone.
import assert from 'node:assert/strict';
import { Delegated } from './lib/delegated.mjs';
import { Supervisor } from './lib/supervisor.mjs';
import { pdf } from './lib/pdf.mjs';
import { people, years } from './lib/people.mjs';
import { halves, join } from './lib/visit.mjs';

async function codesWork(visit) {
  const mail = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
  assert.match(join(halves(visit.sheet.text).PIN, halves(mail).PIN), /^\d{5}$/);
  await visit.page.bringToFront();
  return mail;
}

export default {
  async 'a mother activates her child’s card with the keyboard alone'(counter) {
    const { minor, mother } = people(counter.demo.state);
    const visit = await Delegated.at(counter, 'parent', { holder: minor, delegate: mother, email: 'mamma.pieroni@example.org' });
    await visit.toTheCounter();
    await visit.acts('parent');
    await visit.isAsked('Tessera', 'Prova di essere genitore');
    await visit.look('list');
    await visit.piece('card:seen');
    await visit.isAsked('Prova di essere genitore');
    await visit.piece('minor_document:seen', { document: minor, name: 'minor-document' });
    await visit.toTheEnd();
    assert.match(visit.form.text, /GIULIANI/i);
    assert.match(visit.sheet.text, /GIULIANI/i);
    visit.count('a mother, with the child’s document');
    await codesWork(visit);
  },

  async 'a support administrator acts by decree, with the four documents, with the keyboard alone'(counter) {
    const { ward, administrator } = people(counter.demo.state);
    const visit = await Delegated.at(counter, 'decree', { holder: ward, delegate: administrator, email: 'studio.fabbri@example.org', figures: { 'title-filled': 'delega-decreto' } });
    const { hands } = visit;
    await visit.toTheCounter();
    await visit.acts('support_administrator');
    await hands.on('court');
    await visit.look('title');
    await hands.type('Tribunale di Ancona');
    await hands.fill('number', '1234/2025', 1);
    await hands.fill('decree_on', years(-1).replaceAll('/', ''), 1);
    await hands.fill('ends_on', years(2).replaceAll('/', ''), 1);
    await hands.tab();
    await hands.choose('power', 'acts', 0);
    await visit.look('title-filled');
    await hands.enter();
    await visit.look('list');
    await visit.piece('card:seen');
    await visit.piece('holder_document_copy:paper_kept', { document: ward, name: 'copy' });
    await visit.piece('delegate_document_copy:paper_kept');
    await visit.piece('support_decree:seen', { name: 'decree' });
    await visit.toTheEnd();
    visit.count('a support administrator, with decree and photocopies');
    await codesWork(visit);
  },

  async 'a guardian’s photocopies and decree are scanned on the spot, with the keyboard alone'(counter) {
    const { administrator, ordinary } = people(counter.demo.state);
    const holder = ordinary[22];
    const visit = await Delegated.at(counter, 'scanned', { holder, delegate: administrator, email: 'tutore.fabbri@example.org' });
    const { page, hands } = visit;
    const scan = (name, height) => ({ name, mimeType: 'application/pdf', buffer: pdf(height) });
    await visit.toTheCounter();
    await visit.acts('guardian');
    await visit.piece('card:seen');
    await visit.piece('holder_document_copy:scanned', { document: holder, files: [scan('titolare.pdf')], name: 'copy' });
    // chosen as a scan without a file, it is not taken
    await hands.on('piece');
    await hands.choose('piece', 'delegate_document_copy:scanned', 0);
    await hands.enter();
    assert.match(await page.locator('.field-error').first().innerText(), /scansione|file/i);
    await visit.look('no-file');
    await visit.choose([scan('tutore.pdf')]);
    await hands.enter();
    await visit.piece('guardianship_decree:scanned', { files: [scan('../../x'), scan('seconda.pdf', 421)] });
    visit.path('contact');
    await page.goto(page.url().replace('contact', 'delegation'));
    await visit.isAsked();
    assert.equal(await page.locator('.evidence-list .scans li').count(), 4);
    await visit.look('complete');
    await hands.on(/^Continua$/);
    await hands.enter();
    await visit.toTheEnd();
    visit.count('a guardian, with four files');
  },

  async 'whom an ill holder sends hands in five documents, with the keyboard alone'(counter) {
    const { ill, friend } = people(counter.demo.state);
    const visit = await Delegated.at(counter, 'health', { holder: ill, delegate: friend, email: 'alberto.zampetti@example.org', figures: { identification: 'delega-chi', list: 'delega-elenco' } });
    const { page, hands } = visit;
    await visit.toTheCounter();
    await visit.acts('health_impediment');
    await visit.isAsked('Delega', 'Tessera', 'Copia del documento del titolare', 'Copia del documento di chi agisce', 'Prova dell’impedimento');
    await visit.look('list');
    // without the holder's signature it is not taken
    await hands.on('piece');
    await hands.press('Space');
    await hands.enter();
    assert.match(await page.locator('#signed-error').innerText(), /firma del titolare/);
    await visit.look('unsigned');
    await hands.on('signed-holder');
    await hands.press('Space');
    await hands.enter();
    await visit.piece('card:seen');
    await visit.piece('holder_document_copy:paper_kept', { document: ill });
    await visit.piece('delegate_document_copy:paper_kept');
    // three months to the day are not more than three
    await visit.piece('medical_certificate:seen', { from: '01/10/2026', to: '01/01/2027' });
    assert.match(await page.locator('#to_on-error').innerText(), /più di 3 mesi/);
    await hands.on('to_on');
    await visit.look('too-short');
    await hands.press('Control+a');
    await hands.type('30062027');
    await hands.enter();
    visit.path('contact');
    assert.match(await visit.text(), /L’indirizzo è del titolare, come scritto nella delega/);
    await visit.look('contact');
    await visit.toTheEnd();
    visit.count('whom an ill holder sends, two mistakes included');
    assert.match(visit.sheet.text, /ZAMPETTI/);
    await codesWork(visit);
  },

  async 'a delegate’s address that the delegation names in words waits for a supervisor, with the keyboard alone'(counter) {
    const { friend, ordinary } = people(counter.demo.state);
    const holder = ordinary[20];
    const visit = await Delegated.at(counter, 'words', { holder, delegate: friend, email: 'lucia.ricci@example.org' });
    const { page, hands } = visit;
    await visit.toTheCounter();
    await visit.acts('health_impediment');
    await visit.piece('signed_delegation:paper_kept', { signed: ['holder'] });
    await visit.piece('card:seen');
    await visit.piece('holder_document_copy:paper_kept', { document: holder });
    await visit.piece('delegate_document_copy:paper_kept');
    await visit.piece('impediment_self_certification:paper_kept', { signed: ['holder'], from: years(0, -20), to: years(1), name: 'self-certified' });
    visit.path('contact');
    await hands.press('Shift+Tab');
    await hands.on(/^La delega dice che è di chi agisce$/);
    await hands.enter();
    await hands.on('address_in_words');
    await visit.look('address');
    await hands.press('Space');
    await hands.enter();
    visit.path('contact');
    assert.match(await visit.text(), /serve l’approvazione di un responsabile/);
    await visit.contact();
    await visit.ownership();
    visit.path('check');
    await hands.on(/^Chiedi l’approvazione$/);
    await visit.look('to-ask');
    await hands.enter();
    await hands.on(/^Guarda di nuovo$/);
    await visit.look('waits');

    const supervisor = await Supervisor.at(counter, 'words', { request: 'approvazione' });
    await supervisor.open();
    await supervisor.look('request');
    assert.match(await supervisor.text(), /lucia\.ricci@example\.org/);
    await supervisor.hands.enter();
    assert.match(await supervisor.text(), /Scegli se approvi o no/);
    await supervisor.look('request-empty');
    await supervisor.hands.on('decision');
    await supervisor.decide('approved', 'Sentito il titolare al telefono');
    assert.match(await supervisor.text(), /Decisione registrata|Nessuna pratica aspetta/);
    await supervisor.look('decided');

    await page.bringToFront();
    await page.locator('h2', { hasText: 'Richiesta' }).or(page.getByText('Approvata')).first().waitFor({ timeout: 20_000 });
    await visit.look('approved');
    await visit.finish();
    visit.count('the delegate’s address, approved meanwhile');
    await codesWork(visit);
  },
};
