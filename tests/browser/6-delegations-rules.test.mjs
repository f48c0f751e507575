// SPDX-License-Identifier: AGPL-3.0-or-later
// The same program under other rules, with the keyboard alone: another region's lists, and an alarm that comes sooner.
import assert from 'node:assert/strict';
import { Delegated } from './lib/delegated.mjs';
import { policyOf } from './lib/demo.mjs';
import { people, years } from './lib/people.mjs';

const STRICT = policyOf('marche').replace('holders_per_delegate = 5', 'holders_per_delegate = 1');

export default {
  async 'in Sardegna a parent and whom an ill holder sends follow that region’s lists'(main) {
    await main.beside(policyOf('sardegna'), async (counter) => {
      const { minor, mother, ill, friend } = people(counter.demo.state);
      const parent = await Delegated.at(counter, 'sardegna-parent', { holder: minor, delegate: mother, email: 'mamma@example.org' });
      await parent.toTheCounter();
      await parent.acts('parent');
      await parent.isAsked('Tessera', 'Prova di essere genitore');
      await parent.piece('card:seen');
      // the declaration is all that this region asks for
      await parent.look('proof');
      await parent.piece('parenthood_self_certification:paper_kept', { signed: ['delegate'] });
      await parent.toTheEnd();
      parent.count('a mother in Sardegna');

      const sent = await Delegated.at(counter, 'sardegna-health', { holder: ill, delegate: friend, email: 'alberto@example.org' });
      await sent.toTheCounter();
      await sent.acts('health_impediment');
      await sent.isAsked('Delega', 'Tessera', 'Copia del documento del titolare', 'Prova dell’impedimento');
      await sent.piece('signed_delegation:paper_kept', { signed: ['holder'] });
      await sent.piece('card_copy:paper_kept', { name: 'card' });
      await sent.piece('holder_document_copy:paper_kept', { document: ill });
      assert.doesNotMatch(await sent.text(), /sostitutiva dell’impedimento: carta/);
      await sent.piece('medical_certificate:seen', { from: years(0, -20), to: years(1), name: 'certificate' });
      await sent.toTheEnd();
      sent.count('whom an ill holder sends in Sardegna');
    });
  },

  async 'a delegate of many holders is an alarm to explain before the signature'(main) {
    await main.beside(STRICT, async (counter) => {
      const { minor, second_child: second, mother } = people(counter.demo.state);
      let visit;
      for (const child of [minor, second]) {
        visit = await Delegated.at(counter, 'alarm', { holder: child, delegate: mother, email: 'mamma@example.org' });
        await visit.toTheCounter();
        await visit.acts('parent');
        await visit.piece('card:seen');
        await visit.piece('minor_document:seen', { document: child });
      }
      const { page, hands } = visit;
      await visit.contact();
      await visit.ownership();
      visit.path('check');
      assert.match(await visit.text(), /deleghe di 2 titolari negli ultimi 365 giorni/);
      await visit.look('check');
      await hands.on(/^Indica perché si prosegue$/);
      await hands.enter();
      visit.path('alarms');
      await hands.on('ticked');
      await hands.enter();
      assert.match(await page.locator('#error-summary').innerText(), /./);
      await visit.look('empty');
      await hands.on('ticked');
      await hands.press('Space');
      await hands.fill('reason', 'Sono fratelli', 1);
      await hands.to(/^Salva e continua$/, 1);
      await visit.look('explained');
      await hands.enter();
      await visit.finish();
      visit.count('the second child of one mother, with an alarm');
    });
  },
};
