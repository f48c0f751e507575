// SPDX-License-Identifier: AGPL-3.0-or-later
// Bad luck at the browser: the back button, two tabs, a session that ends, an authority that takes its time.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit } from './lib/visit.mjs';

async function begin(counter, key, at) {
  const context = await counter.desk();
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new counter.Hands(page);
  await counter.enter(hands, 'operator');
  return { context, page, hands, sheets, visit: new Visit(counter, { page, hands }, typeof key === 'number' ? people(counter.demo.state).ordinary[key] : people(counter.demo.state)[key], { sheets, at: at && ((name) => at(page, name)) }) };
}

// The number of the authority's process, as the demonstration notes it.
function authority(state) {
  const folder = join(state, 'pids');
  const file = readdirSync(folder).find((name) => name.startsWith('authority'));
  return Number(readFileSync(join(folder, file), 'utf8').match(/\d+/)[0]);
}

export default {
  async 'a form typed while the screen gets locked waits until its operator is back'(counter) {
    const { context, page, hands, visit } = await begin(counter, 'revoked');
    await visit.open();
    await hands.type(visit.person.surname);
    await hands.tab();
    await hands.type(visit.person.name);
    // in another tab the same operator locks
    const other = await context.newPage();
    await other.goto('/');
    await other.keyboard.press('Alt+l');
    await other.waitForURL(/locked/);
    await other.close();
    await hands.choose('sex', visit.person.sex, 1);
    await hands.enter();
    await hands.on('password');
    await hands.type(counter.account('operator').password);
    await hands.enter();
    assert.match(page.url(), /\/session\/parked/);
    await counter.look(page, 'parked');
    await hands.enter();
    // it is sent as it was, and what it lacks is said there
    assert.equal(await page.inputValue('#surname'), visit.person.surname);
    assert.equal(await page.inputValue('#name'), visit.person.name);
    await hands.on('birth_date');
  },

  async 'in English too, two tabs, the back button and a page asked for again activate once and show the same'(counter) {
    const at = (of, name) => counter.look(of, `english-${name}`);
    const { context, page, hands, sheets, visit } = await begin(counter, 2, at);
    await page.getByRole('button', { name: 'English' }).click();
    await page.waitForLoadState('load');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    for (const step of ['open', 'holder', 'card', 'identification', 'contact', 'ownership', 'check']) await visit[step]();
    const other = await context.newPage();
    await other.goto(page.url());
    await visit.release();
    const sheet = page.url();
    // the other tab still shows the form
    await other.fill('#totp', await counter.codes.operator());
    await other.press('#totp', 'Enter');
    await other.waitForURL(sheet);
    await other.close();
    await visit.print();
    await page.goBack({ waitUntil: 'load' });
    assert.equal(page.url(), sheet, 'back leads to the sheet again, never to the form of the release');
    await page.reload();
    assert.match(await page.locator('main').innerText(), /not printed a second time/i);
    await hands.on('serial');
    assert.equal(sheets.length, 1);
    await visit.handOver();
    await at(page, 'done');
    await page.goBack({ waitUntil: 'load' });
    visit.path('handover');
  },

  async 'while the authority takes its time the case says so and goes on by itself'(counter) {
    const { page, hands, visit } = await begin(counter, 1);
    for (const step of ['open', 'holder', 'card', 'identification', 'contact', 'ownership', 'check']) await visit[step]();
    const process_ = authority(counter.demo.state);
    process.kill(process_, 'SIGSTOP');
    try {
      await hands.on('totp');
      await hands.type(await counter.codes.operator());
      await hands.enter();
      assert.match(await page.locator('#state').innerText(), /\S/);
      await counter.look(page, 'asked');
    } finally {
      process.kill(process_, 'SIGCONT');
    }
    await page.waitForURL(/\/sheet$/, { timeout: 60_000 });
  },

  async 'the end of a session is announced, and one key keeps it'(counter) {
    const { page, hands } = await begin(counter, 'ready');
    await page.clock.install();
    await page.reload();
    let asked = 0;
    await page.route('/session', (route) => { asked += 1; return route.fulfill({ json: { ends_in: 100 } }); });
    await page.clock.fastForward(13 * 60_000 + 5_000);
    await page.locator('#session-notice:visible').waitFor();
    assert.equal(asked, 1, 'the server is asked before anything is said');
    await counter.look(page, 'session-ends');
    await page.unroute('/session');
    await page.locator('#session-notice button').focus();
    await hands.press('Enter');
    await page.locator('#session-notice').waitFor({ state: 'hidden' });
    assert.equal(new URL(page.url()).pathname, '/');
  },
};
