// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes with a delegation and after it, with the keyboard alone: approval refused, given and lost; the delegation used again
// and ended; what is wrong, told at its field.
import assert from 'node:assert/strict';
import { Delegated } from './lib/delegated.mjs';
import { Supervisor } from './lib/supervisor.mjs';
import { people } from './lib/people.mjs';

async function ask(visit) {
  const { hands, page } = visit;
  visit.path('check');
  await hands.on(/^Chiedi l’approvazione$/);
  await hands.enter();
  assert.match(await page.locator('#approval').innerText(), /Aspetta l’approvazione/);
}

// The page looks again by itself.
async function answered(visit, words) {
  await visit.page.bringToFront();
  await visit.page.getByText(words).first().waitFor({ timeout: 20_000 });
  await visit.page.waitForFunction(() => document.activeElement !== document.body, null, { timeout: 5000 }).catch(() => {});
}

// From the first page to the holder's, who is known by now.
async function toTheHolder(visit) {
  const { page, hands } = visit;
  await page.goto('/');
  await hands.on('sought');
  await hands.scan(visit.person.code);
  assert.match(page.url(), /\/holders\/[^/]+$/);
}

export default {
  async 'a fiduciary is rejected, approved, changed and approved again, with the keyboard alone'(counter) {
    const { friend, ordinary } = people(counter.demo.state);
    const holder = ordinary[21];
    const visit = await Delegated.at(counter, 'fiduciary', { holder, delegate: friend });
    const { page, hands } = visit;
    await visit.toTheCounter();
    await visit.acts('fiduciary');
    await hands.on('words');
    await hands.enter();
    await hands.on('words');
    assert.match(await page.locator('#words-error').innerText(), /./);
    await visit.look('words');
    await hands.type('procura');
    await hands.enter();
    await visit.piece('card:seen');
    await visit.piece('holder_document_copy:paper_kept', { document: holder });
    await visit.piece('delegate_document_copy:paper_kept');
    await visit.piece('power_deed:seen');
    await visit.contact();
    await visit.ownership();
    await ask(visit);

    const supervisor = await Supervisor.at(counter, 'fiduciary');
    await supervisor.open();
    await supervisor.decide('rejected', 'Manca il notaio');
    await answered(visit, 'Manca il notaio');
    await visit.look('rejected');
    await hands.on(/^Delega e documenti$/);
    await hands.enter();
    await hands.on(/^Continua$/);
    await visit.look('complete');
    await hands.back(/^Modifica/, 6);
    await hands.enter();
    await hands.on('words');
    await hands.press('End');
    await hands.type(' generale, notaio Bianchi, 12/03/2026');
    await hands.enter();
    assert.match(await visit.text(), /quella non vale più/);
    await ask(visit);
    await supervisor.open();
    await supervisor.decide('approved', 'Visto l’atto');
    await answered(visit, 'Visto l’atto');

    // an address corrected after the approval
    await hands.on(/^Stampa la richiesta$/);
    await hands.back(/^Modifica/, 2);
    await hands.enter();
    await hands.on('email');
    visit.email = 'casella.giusta@example.org';
    await hands.press('Control+a');
    await hands.type(visit.email);
    await hands.fill('email_again', visit.email, 1);
    await hands.enter();
    await visit.ownership();
    assert.match(await visit.text(), /quella non vale più/);
    await visit.look('cancelled');
    await ask(visit);
    await supervisor.open();
    await supervisor.decide('approved', 'Solo l’indirizzo è cambiato');
    await answered(visit, 'Solo l’indirizzo è cambiato');
    await visit.finish();
    visit.count('a fiduciary, with one rejection and one change after the approval');
  },

  async 'a mother comes back: her delegation is used again, and ended with a reason, with the keyboard alone'(counter) {
    const { third_child: child, mother } = people(counter.demo.state);
    const visit = await Delegated.at(counter, 'again', { holder: child, delegate: mother, email: 'mamma.alice@example.org', figures: { end: 'delega-fine' } });
    const { page, hands } = visit;
    await visit.toTheCounter();
    await visit.acts('parent');
    await visit.piece('card:seen');
    await visit.piece('family_status:seen', { name: 'family-status' });
    await visit.toTheEnd();
    await toTheHolder(visit);
    await visit.look('holder');
    visit.started = { keys: hands.keys, tabs: hands.tabs };
    await hands.to(/^Nuovo rilascio dei codici$/, 4);
    await hands.enter();
    await hands.on('surname');
    await hands.enter();
    await visit.card();
    visit.path('identification');
    await visit.look('identification');
    await hands.on('kind');
    await visit.document(mother);
    await hands.enter();
    await visit.isAsked('Tessera');
    await visit.look('seen-again');
    await visit.piece('card:seen');
    visit.path('contact');
    visit.count('up to the contact, with the delegation of last time');
    // the father says otherwise
    await toTheHolder(visit);
    await hands.to(/^Fai cessare/, 12);
    await hands.enter();
    await hands.on('kind');
    await visit.look('end');
    await hands.enter();
    assert.match(await page.locator('#kind-error').innerText(), /Indica che cosa è successo/);
    await visit.look('end-empty');
    await hands.on('kind');
    await hands.choose('kind', 'withdrawn', 0);
    await hands.tab();
    await hands.type('Il giudice ha disposto altro');
    await hands.enter();
    assert.match(await visit.text(), /Revocata: Il giudice ha disposto altro/);
    await visit.look('ended');
    await hands.enter();
    visit.path('delegation');
    assert.match(await visit.text(), /La delega è cessata/);
    await visit.look('lapsed');
  },

  async 'in English, what is wrong with who acts stands at its field'(counter) {
    const { second_child: child, mother } = people(counter.demo.state);
    const delegate = { ...mother, code: child.code };
    const visit = await Delegated.at(counter, 'en', { holder: child, delegate, english: true, email: 'mum@example.org' });
    const { page, hands } = visit;
    await visit.toTheCounter();
    await hands.enter();
    for (const field of ['code', 'surname', 'name', 'sex', 'birth_date', 'birth_place', 'kind']) {
      assert.equal(await page.locator(`#${field}-error`).count(), 1, field);
    }
    await visit.look('empty');
    await hands.on('code');
    await visit.acts('parent');
    assert.match(await page.locator('#code-error').innerText(), /somebody else/);
    await hands.on('code');
    await hands.press('Control+a');
    await hands.type(mother.code);
    await hands.tab();
    await hands.enter();
    await visit.look('list');
    await visit.piece('card:seen');
    await hands.enter();
    assert.match(await page.locator('#piece-error').innerText(), /./);
    await visit.look('nothing-chosen');
    await visit.piece('parenthood_self_certification:paper_kept', { signed: ['delegate'], name: 'self-certified' });
    visit.path('contact');
    await visit.look('contact');
    await visit.contact();
    await visit.ownership();
    await visit.look('check');
    assert.match(await visit.text(), /Who acts signed both copies/);
    await visit.finish();
  },
};
