// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages for what goes wrong on the way: each one is looked at.
import assert from 'node:assert/strict';
import { catchSheets, paperOf } from './lib/papers.mjs';
import { people, years } from './lib/people.mjs';
import { Visit } from './lib/visit.mjs';

// Somebody at work, with a citizen before them, and every page looked at under a name of its own.
async function at(counter, key) {
  const context = await counter.desk();
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new counter.Hands(page);
  await counter.enter(hands, 'operator');
  const look = (name) => counter.look(page, name);
  const visit = new Visit(counter, { page, hands }, people(counter.demo.state)[key], { sheets });
  return { page, hands, visit, look };
}

// Sends the form whose field or button this is, as it stands.
const send = async (page, name) => {
  const comes = page.waitForNavigation();
  await page.locator(`[name="${name}"]`).first().evaluate((field) => field.form.requestSubmit());
  const answer = await comes;
  await page.waitForLoadState('load');
  return answer.status();
};

export default {
  async 'each step says what is wrong with it, and goes on when it is mended'(counter) {
    const { page, hands, visit, look } = await at(counter, 'foreign_born');
    await hands.enter();
    await look('home-empty');
    await hands.on('sought');
    await page.fill('#sought', 'RSSMRA80A01H501X');
    assert.equal(await send(page, 'sought'), 422);
    await look('home-wrong-code');
    assert.equal(await page.inputValue('#sought'), 'RSSMRA80A01H501X', 'what was typed stays');
    await page.goto('/');
    await visit.open();

    await hands.enter();
    await look('holder-empty');
    await hands.on('surname');
    await page.fill('#surname', 'ROSSI');
    await page.fill('#name', visit.person.name);
    await page.check(`input[name=sex][value=${visit.person.sex}]`);
    await page.fill('#birth_date', visit.person.born);
    await page.fill('#birth_place', visit.person.place);
    assert.equal(await send(page, 'surname'), 422);
    await look('holder-warnings');
    for (const box of await page.locator('input[name=ticked]').all()) await box.check();
    await page.fill('#reason', 'Cognome da sposata sulla tessera');
    assert.equal(await send(page, 'surname'), 200);

    visit.path('card');
    await hands.enter();
    await look('card-empty');
    // a reader's Enter leads on to the next field
    await hands.on('number');
    await page.keyboard.type(`${visit.person.card.slice(0, 19)}`);
    assert.equal(await send(page, 'number'), 422);
    await look('card-short');
    await page.fill('#number', '');
    await page.focus('#number');
    await page.keyboard.type(visit.person.card);
    await page.keyboard.press('Enter');
    await hands.on('expires');
    await page.fill('#expires', visit.person.expires);
    await page.check('input[name=former][value=none]');
    // the surname is not the authority's either
    await send(page, 'number');
    if (/card$/.test(page.url())) {
      await look('card-warnings');
      for (const box of await page.locator('input[name=ticked]').all()) await box.check();
      await page.fill('#reason', 'Cognome da sposata');
      await send(page, 'number');
    }

    visit.path('identification');
    assert.equal(await send(page, 'number'), 422);
    await look('identification-empty');
    await page.selectOption('#kind', 'paper_identity_card');
    await page.fill('#number', 'AB1234567');
    await page.fill('#issuer', 'Comune di Ancona');
    await page.fill('#issued', years(-5));
    await page.fill('#expires', years(5));
    assert.equal(await send(page, 'number'), 422);
    await look('identification-paper-card');
    await page.selectOption('#kind', 'passport');
    await page.fill('#number', 'YA1234567');
    await page.fill('#expires', years(-1));
    assert.equal(await send(page, 'number'), 422);
    await look('identification-expired');
    await page.fill('#expires', years(4));
    assert.equal(await send(page, 'number'), 200);

    visit.path('contact');
    await hands.enter();
    await look('contact-empty');
    await page.fill('#email', 'grace@gmial.com');
    await page.fill('#email_again', 'grace@gmail.com');
    assert.equal(await send(page, 'email'), 422);
    await look('contact-differs');
    await page.fill('#email_again', 'grace@gmial.com');
    assert.equal(await send(page, 'email'), 422);
    await look('contact-typo');
    await page.fill('#email', 'grace@pec.it');
    await page.fill('#email_again', 'grace@pec.it');
    assert.equal(await send(page, 'email'), 422);
    await look('contact-warnings');
    for (const box of await page.locator('input[name=ticked]').all()) await box.check();
    await page.fill('#reason', 'Riceve anche posta ordinaria');
    assert.equal(await send(page, 'email'), 200);

    visit.path('ownership');
    await hands.enter();
    await hands.on('code');
    await hands.type('000000');
    await hands.enter();
    await look('ownership-wrong');
    await page.fill('#skip_reason', 'Il telefono è scarico');
    await send(page, 'skip_reason');

    visit.path('check');
    await send(page, 'signed');
    await look('check-not-signed');
    await page.goto(`/cases/${visit.id}/check`);
    await visit.check();
    visit.path('release');
    await look('release-warnings');
    for (const box of await page.locator('input[name=warnings]').all()) await box.check();
    await page.fill('#totp', '000000');
    assert.equal(await send(page, 'totp'), 422);
    await look('release-wrong-code');
    await page.goto(`/cases/${visit.id}/closure`);
    await look('closure');
    await send(page, 'reason');
    await look('closure-empty');
  },

  async 'a card that cannot be activated has its page, and its slip for the citizen'(counter) {
    const { page, visit, look } = await at(counter, 'expired');
    await visit.open();
    await visit.holder();
    await visit.card();
    assert.match(page.url(), /\/refusals\//);
    await look('refusal');
    const slip = await paperOf(page, () => page.keyboard.press('Enter'));
    assert.match(slip.text, /scaduta/i);
    await page.goto('/');
    await page.fill('#sought', visit.person.code);
    await send(page, 'sought');
    await look('holder-page');
  },

  async 'a sheet is served once; who asks again is told when and to whom, and may void it'(counter) {
    const { page, hands, visit, look } = await at(counter, 'omocode');
    for (const step of ['open', 'holder', 'card', 'identification', 'contact', 'ownership', 'check', 'release', 'print']) await visit[step]();
    const csrf = await page.locator('input[name=csrf]').first().inputValue();
    const again = await page.evaluate(async ([address, token]) => {
      const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ csrf: token, totp: '' }) });
      return [answer.status, answer.headers.get('content-type')];
    }, [page.url(), csrf]);
    assert.deepEqual([again[0], again[1].split(';')[0]], [409, 'text/html']);
    await page.goto(`/cases/${visit.id}/sheet`);
    await hands.on('serial');
    await look('sheet-served');
    await hands.scan('ZZZZ', '');
    await look('sheet-wrong-serial');
    await page.goto(`/cases/${visit.id}/sheet`);
    await page.click('summary');
    await send(page, 'voided');
    await look('void-empty');
    await page.fill('#reason', 'La stampante l’ha mangiato');
    await page.check('input[name=destroyed][value=no]');
    await page.locator('#void [name=totp]').fill(await counter.codes.operator());
    await send(page, 'voided');
    await look('sheet-paper-missing');
    // a sheet that nobody has is the supervisor's to decide on
    const supervisor = await counter.signedIn('supervisor');
    await counter.look(supervisor.page, 'counter');
    await supervisor.hands.on('counter');
    await supervisor.hands.press('Space');
    await supervisor.hands.enter();
    await counter.look(supervisor.page, 'home-supervisor');
    await supervisor.page.locator('a[href="/sheets/undecided"]').click();
    await supervisor.page.waitForURL(/undecided/);
    await counter.look(supervisor.page, 'decisions');
    assert.match(await supervisor.page.locator('main').innerText(), /mangiato/);
  },
};
