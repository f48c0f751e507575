// SPDX-License-Identifier: AGPL-3.0-or-later
// A mail sent again by digits of the CIP, with the keyboard alone, at a counter whose region takes them.
import assert from 'node:assert/strict';
import { policyOf } from './lib/demo.mjs';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit, digitsAskedFor, halves, join } from './lib/visit.mjs';

const text = (page) => page.locator('main').innerText();

async function byCip(counter) {
  const look = (page, name) => counter.look(page, name);
  const context = await counter.desk();
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new counter.Hands(page);
  await counter.enter(hands, 'operator');
  const settled = async (name) => name === 'sheet-printed' && page.locator('#serial:focus').waitFor({ timeout: 10_000 });
  const visit = new Visit(counter, { page, hands }, people(counter.demo.state).ordinary[0], { sheets, at: settled });
  await visit.all();
  await page.locator('#mail', { hasText: /Accettata da/ }).waitFor({ timeout: 20_000 });
  const mail = await visit.mail((words) => words.includes(visit.email) && words.includes('•'), 20);
  const cip = join(halves(visit.sheet.text).CIP, halves(mail).CIP);
  await page.bringToFront();
  await page.goto(`/cases/${visit.id}/resend`);
  await hands.on('present');
  await look(page, 'cip-resend');
  await hands.to(/Chiedi le cifre del CIP/, 6);
  await hands.enter();
  await hands.on('digits');
  await look(page, 'cip-question');
  const asked = digitsAskedFor(await text(page), cip);
  await hands.type([...asked].map((digit) => (Number(digit) + 1) % 10).join(''));
  await hands.fill('totp', await counter.codes.operator(), 1);
  await hands.enter();
  assert.match(await page.locator('body').innerText(), /Le cifre non sono giuste/);
  await hands.on('digits');
  await look(page, 'cip-wrong');
  await hands.type(asked);
  await hands.fill('totp', '000000', 1);
  await hands.enter();
  assert.match(await text(page), /Le cifre erano giuste/);
  await look(page, 'cip-known');
  await hands.to('totp', 3);
  await hands.type(await counter.codes.operator());
  await hands.enter();
  visit.path('handover');
  assert.match(await page.locator('body').innerText(), /La seconda metà parte di nuovo/);
  await page.locator('#mail li', { hasText: /Accettata da/ }).nth(1).waitFor({ timeout: 20_000 });
}

export default {
  async 'a mail is sent again by digits of the CIP where the policy has it'(counter) {
    await counter.beside(policyOf('marche').replace('resend_proof = "presence"', 'resend_proof = "cip"'), byCip);
  },
};
