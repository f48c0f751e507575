// SPDX-License-Identifier: AGPL-3.0-or-later
// The main job with the keyboard alone.
import assert from 'node:assert/strict';
import { Hands } from './lib/hands.mjs';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit, halves, join } from './lib/visit.mjs';

function assertCodes(sheet, mail) {
  const [first, second] = [halves(sheet), halves(mail)];
  for (const [kind, length] of [['PIN', 5], ['PUK', 8]]) {
    assert.ok(first[kind], `no ${kind} on the sheet:\n${sheet}`);
    assert.ok(second[kind], `no ${kind} in the mail:\n${mail}`);
    assert.match(join(first[kind], second[kind]), new RegExp(`^\\d{${length}}$`), `${kind}: ${first[kind]} and ${second[kind]}`);
  }
}

async function serve(counter, options, person, at) {
  const context = await counter.desk(options);
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new Hands(page);
  await counter.enter(hands, 'operator');
  const start = { keys: hands.keys, tabs: hands.tabs };
  const visit = new Visit(counter, { page, hands }, person, { sheets, scripts: options.javaScriptEnabled !== false, at: at && ((name, figure) => at(page, name, figure)) });
  return { visit, page, hands, start };
}

export default {
  async 'a citizen leaves with working codes, and the operator has used the keyboard alone'(counter) {
    const { visit, page, hands, start } = await serve(counter, {}, people(counter.demo.state).ready, (...seen) => counter.look(...seen));
    await visit.all();
    for (const paper of [visit.form, visit.sheet]) assert.match(paper.headers['cache-control'], /no-store/);
    // the state of the mail comes by itself
    await page.locator('#mail', { hasText: /Accettata da/ }).waitFor({ timeout: 20_000 });
    await counter.look(page, 'done');
    const mail = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
    assertCodes(visit.sheet.text, mail);
    // and on to the next citizen
    await hands.enter();
    await hands.on('sought');
    await counter.look(page, 'home-after');
    counter.say(`${hands.keys - start.keys} keys, ${hands.tabs} of them Tab, for one citizen`);
    counter.say(hands.log.join(', '));
  },

  async 'without scripts the same keys do the same job'(counter) {
    const { visit, page } = await serve(counter, { javaScriptEnabled: false }, people(counter.demo.state).accents);
    await visit.all();
    await page.waitForTimeout(2000);
    await page.reload();
    assert.match(await page.locator('#mail').innerText(), /Accettata da/, 'without scripts a reload shows the state of the mail');
    const mail = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
    assertCodes(visit.sheet.text, mail);
  },
};
