// SPDX-License-Identifier: AGPL-3.0-or-later
// A card after its activation, with the keyboard alone: suspended, reactivated, revoked, each with its slip; callers; and a card
// that nobody showed.
import assert from 'node:assert/strict';
import { catchSheets, paperOf } from './lib/papers.mjs';
import { people, years } from './lib/people.mjs';
import { Visit, digitsAskedFor, halves, join } from './lib/visit.mjs';

async function begin(counter, nth) {
  const context = await counter.desk();
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new counter.Hands(page);
  await counter.enter(hands, 'operator');
  return { page, hands, visit: new Visit(counter, { page, hands }, people(counter.demo.state).ordinary[nth], { sheets }) };
}

const text = (page) => page.locator('main').innerText();

async function identify(hands, visit) {
  await hands.to('kind', 5);
  await hands.press('ArrowDown');
  await hands.fill('number', 'CA12345BB', 1);
  await hands.fill('issuer', 'Ministero dell’interno', 1);
  await hands.fill('issued', years(-2).replaceAll('/', ''), 1);
  const [day, month] = visit.person.born.split('/');
  await hands.fill('expires', `${day}${month}${new Date().getFullYear() + 5}`, 1);
}

// From the first page to the card's, by its holder's code.
async function toTheCard(page, hands, visit) {
  await page.goto('/');
  await hands.on('sought');
  await hands.scan(visit.person.code);
  await hands.to(/8038/, 4);
  await hands.enter();
  assert.match(page.url(), /\/holders\/[^/]+\/cards\/[^/]+$/);
}

// An act is answered within moments; its page looks again by itself.
async function slip(page, hands) {
  await page.getByRole('link', { name: 'Stampa il promemoria' }).waitFor();
  await hands.on(/Stampa il promemoria/);
  return paperOf(page, () => hands.press('Enter'));
}

export default {
  async 'a card is suspended, reactivated and revoked at the counter, with a slip each'(counter) {
    const { page, hands, visit } = await begin(counter, 5);
    await visit.all();
    const shot = (name) => counter.look(page, `life-${name}`);
    await toTheCard(page, hands, visit);
    await shot('card-active');
    await hands.on(/Sospendi la tessera/);
    await hands.enter();
    await hands.on('reason');
    await hands.enter();
    assert.match(await text(page), /Scegli il motivo/);
    await hands.to('reason', 4);
    await hands.choose('reason', 'loss', 0);
    await hands.tab();
    await identify(hands, visit);
    await shot('suspension');
    await hands.enter();
    let paper = await slip(page, hands);
    assert.match(paper.text, /Tessera sospesa/);
    assert.match(paper.text, /smarrimento/);
    await shot('suspended');

    await toTheCard(page, hands, visit);
    await shot('card-suspended');
    await hands.on(/Riattiva la tessera/);
    await hands.enter();
    await hands.on('reason');
    await hands.choose('reason', 'found', 0);
    await hands.tab();
    await identify(hands, visit);
    await hands.to('totp', 1);
    await hands.type(await counter.codes.operator());
    await shot('reactivation');
    await hands.enter();
    paper = await slip(page, hands);
    assert.match(paper.text, /Tessera riattivata/);

    await toTheCard(page, hands, visit);
    await hands.to(/Revoca la tessera/, 1);
    await hands.enter();
    await hands.on('reason');
    await hands.choose('reason', 'theft', 0);
    await hands.tab();
    await hands.choose('proof', 'police_report', 0);
    await hands.fill('proof_reference', 'n. 12 del 14/11/2026, Carabinieri di Ancona', 1);
    await identify(hands, visit);
    await hands.to('totp', 1);
    await hands.type(await counter.codes.operator());
    await shot('revocation');
    await hands.enter();
    paper = await slip(page, hands);
    assert.match(paper.text, /Tessera revocata/);
    assert.match(paper.text, /Carabinieri di Ancona/);
    await shot('revoked');
    await toTheCard(page, hands, visit);
    assert.match(await text(page), /La revoca è definitiva/);
    await shot('card-revoked');
    await page.goBack({ waitUntil: 'load' });
    await counter.look(page, 'life-holder');
  },

  async 'a caller is known by digits of the CIP, and sent to the counter when they are wrong'(counter) {
    const { page, hands, visit } = await begin(counter, 6);
    await visit.all();
    await toTheCard(page, hands, visit);
    await hands.to(/Chiedi le cifre del CIP/, 3);
    await hands.enter();
    await hands.on('digits');
    await counter.look(page, 'life-caller');
    let asked = 0;
    while (/callers/.test(page.url()) && asked < 5) {
      asked += 1;
      await hands.type(`${asked}${asked}${asked}`);
      await hands.tab();
      await hands.choose('reason', 'loss', 0);
      await hands.enter();
      if (/Le cifre non sono giuste/.test(await text(page))) await hands.on('digits');
      else break;
    }
    assert.equal(asked, 3);
    assert.match(await text(page), /Troppe risposte sbagliate/);
    await counter.look(page, 'life-caller-locked');
  },

  async 'a caller who joins both halves of the CIP has the card suspended'(counter) {
    const { page, hands, visit } = await begin(counter, 7);
    await visit.all();
    const mail = await visit.mail((text) => text.includes(visit.email) && text.includes('•'), 20);
    await page.bringToFront();
    const cip = join(halves(visit.sheet.text).CIP, halves(mail).CIP);
    await toTheCard(page, hands, visit);
    await hands.to(/Chiedi le cifre del CIP/, 3);
    await hands.enter();
    await hands.on('digits');
    await hands.type(digitsAskedFor(await text(page), cip));
    await hands.enter();
    assert.match(await text(page), /Scegli il motivo/);
    await hands.on('digits');
    await counter.look(page, 'life-caller-reason');
    await hands.type(digitsAskedFor(await text(page), cip));
    await hands.tab();
    await hands.choose('reason', 'theft', 0);
    await hands.enter();
    const paper = await slip(page, hands);
    assert.match(paper.text, /Tessera sospesa/);
    assert.match(paper.text, /furto/);
    await counter.look(page, 'life-caller-suspended');
  },

  async 'a card that nobody showed is found by its number'(counter) {
    const { page, hands, visit } = await begin(counter, 0);
    visit.person = people(counter.demo.state).suspended;
    await visit.open();
    await page.goto('/');
    await hands.on('sought');
    await hands.scan(visit.person.code);
    await counter.look(page, 'life-holder-without-card');
    await hands.to(/Tessera che non è in elenco/, 4);
    await hands.enter();
    await hands.on('number');
    await counter.look(page, 'life-number');
    await hands.type(people(counter.demo.state).ordinary[0].card);
    await hands.enter();
    assert.match(await text(page), /è di un’altra persona/);
    await counter.look(page, 'life-number-of-another');
    await hands.fill('number', visit.person.card, 3);
    await hands.enter();
    assert.match(page.url(), /\/holders\/[^/]+\/cards\/[^/]+$/);
    assert.match(await text(page), /sospeso/);
    await hands.on(/Riattiva la tessera/);
    await page.goBack({ waitUntil: 'load' });
  },

  async 'a sheet that is not printed yet waits while its card is suspended'(counter) {
    const { page, hands, visit } = await begin(counter, 8);
    for (const step of ['open', 'holder', 'card', 'identification', 'contact', 'ownership', 'check', 'release']) await visit[step]();
    const sheet = page.url();
    await toTheCard(page, hands, visit);
    await hands.enter();
    await hands.choose('reason', 'loss', 0);
    await hands.tab();
    await identify(hands, visit);
    await hands.enter();
    await slip(page, hands);
    await page.goto(sheet);
    assert.match(await text(page), /il foglio non si stampa e non si consegna/);
    await hands.on(/Vai alla scheda del titolare/);
    await counter.look(page, 'life-sheet-held');
    await hands.enter();
    assert.match(page.url(), /\/holders\/[^/]+$/);
  },
};
