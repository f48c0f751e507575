// SPDX-License-Identifier: AGPL-3.0-or-later
// Who stands there with the holder or is the holder, with the keyboard alone: a curator, and an emancipated minor.
import assert from 'node:assert/strict';
import { Delegated } from './lib/delegated.mjs';
import { people } from './lib/people.mjs';

export default {
  async 'a curator assists a holder who is there and signs too, with the keyboard alone'(counter) {
    const { friend, ordinary } = people(counter.demo.state);
    const holder = ordinary[23];
    const visit = await Delegated.at(counter, 'curator', { holder, delegate: friend });
    const { page, hands } = visit;
    await visit.toTheCounter();
    await visit.acts('curator');
    await hands.on('holder_present');
    await visit.look('presence');
    await hands.enter();
    assert.match(await page.locator('#holder_present-error').innerText(), /presente anche il titolare/);
    await hands.on('holder_present');
    await hands.press('Space');
    await hands.enter();
    await visit.piece('holder_document:seen', { document: holder });
    await visit.piece('card:seen');
    // the holder's document is typed once
    await visit.piece('holder_document_copy:paper_kept');
    await visit.piece('delegate_document_copy:paper_kept');
    await visit.piece('curator_self_certification:paper_kept', { signed: ['delegate'] });
    visit.path('contact');
    assert.match(await visit.text(), /L’indirizzo è del titolare\./);
    await visit.contact();
    await visit.ownership();
    assert.match(await visit.text(), /Il titolare e chi agisce hanno firmato/);
    await visit.look('check');
    await visit.finish();
    visit.count('a curator beside the holder, one mistake included');
  },

  async 'an emancipated minor acts alone with the deed, with the keyboard alone'(counter) {
    const { emancipated } = people(counter.demo.state);
    const visit = await Delegated.at(counter, 'emancipated', { holder: emancipated });
    const { hands } = visit;
    await visit.toTheCounter();
    await hands.on('code');
    await hands.press('Shift+Tab');
    await hands.choose('who', 'emancipated_minor', 0);
    await hands.tab();
    await hands.on('kind');
    await visit.document(emancipated);
    await visit.look('identification');
    await hands.enter();
    await visit.isAsked('Tessera', 'Prova dell’emancipazione');
    await visit.piece('card:seen');
    await visit.piece('emancipation_deed:seen', { name: 'deed' });
    await visit.toTheEnd();
    visit.count('an emancipated minor, with the deed');
  },
};
