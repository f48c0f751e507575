// SPDX-License-Identifier: AGPL-3.0-or-later
// A mother with three children, at one visit: what was seen once is taken over, and one code releases the three, with the keyboard
// alone.
import assert from 'node:assert/strict';
import { Delegated } from './lib/delegated.mjs';
import { policyOf } from './lib/demo.mjs';
import { people } from './lib/people.mjs';
import { halves, join } from './lib/visit.mjs';

// From the page of a signed case to the next child's, up to its signature.
async function another(visit, child, prefix) {
  const { hands } = visit;
  visit.person = child;
  await hands.to(/Un’altra persona/, 6);
  await hands.enter();
  visit.path('siblings');
  await hands.on('sought');
  if (prefix) await visit.look(`${prefix}-open`);
  await hands.scan(child.code);
  await visit.holder();
  await visit.card();
  visit.path('carry-over');
  await hands.on('named');
  await hands.press('Space');
  await hands.tick('ticked', 3);
  if (prefix) await visit.look(`${prefix}-carry-over`);
  await hands.enter();
  await visit.piece('card:seen');
  await visit.check();
  visit.path('release');
}

export default {
  async 'a mother with three children types herself once and gives one code, with the keyboard alone'(main) {
    // her children come to the other journeys too: here nobody has come yet
    await main.beside(policyOf('marche'), async (counter) => {
      const { minor, second_child: second, third_child: third, mother } = people(counter.demo.state);
      const visit = await Delegated.at(counter, 'siblings', { holder: minor, delegate: mother, email: 'mamma.di.tre@example.org' });
      const { hands, page, sheets } = visit;
      await visit.toTheCounter();
      await visit.acts('parent');
      await visit.piece('card:seen');
      await visit.piece('family_status:seen');
      await visit.contact();
      await visit.ownership();
      await visit.check();
      visit.path('release');
      await visit.look('first-signed');
      visit.count('the first child, up to the signature');
      let before = hands.keys;
      await another(visit, second, 'second');
      counter.say(`${hands.keys - before} keys: the second child, up to the signature`);
      before = hands.keys;
      await another(visit, third);
      counter.say(`${hands.keys - before} keys: the third child, up to the signature`);
      await visit.look('third-signed');

      before = hands.keys;
      await hands.to(/Rilascia insieme/, 6);
      await hands.enter();
      visit.path('joint-release');
      for (const nth of [1, 2, 3]) {
        await hands.to(`case-${nth}`, 1);
        await hands.press('Space');
        await hands.tick(`warning-${nth}-1`, 1);
      }
      await visit.look('joint-release');
      await hands.to('totp', 1);
      await hands.type(await counter.codes.operator());
      await hands.enter();
      await page.locator('.joint-outcomes li.state-sheet').nth(2).waitFor({ timeout: 30_000 });
      await page.reload();
      await visit.look('joint-outcome');
      counter.say(`${hands.keys - before} keys: three releases by one code`);

      before = hands.keys;
      const words = [];
      for (const nth of [0, 1, 2]) {
        await hands.on(nth === 0 ? /Stampa il foglio/ : /Foglio di/);
        await hands.enter();
        await visit.print();
        await visit.handOver();
        words.push(sheets.at(-1).text);
        if (nth === 1) await visit.look('second-handed-over');
      }
      counter.say(`${hands.keys - before} keys: three sheets printed and handed over`);
      visit.count('a mother with three children');
      await visit.look('all-handed-over');
      assert.equal(await page.locator('#visit li.state-handed-over').count(), 3);
      for (const [at, child] of [minor, second, third].entries()) {
        assert.match(words[at], new RegExp(child.name, 'i'), 'each child has a sheet of their own');
        assert.match(words[at], new RegExp(mother.surname, 'i'));
      }
      const mail = await visit.mail((text) => text.includes(visit.email) && text.includes('•') && new RegExp(third.name, 'i').test(text), 20);
      assert.match(join(halves(words[2]).PIN, halves(mail).PIN), /^\d{5}$/, 'and a mail of their own');
    });
  },
};
