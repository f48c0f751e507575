// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes back: a mail that did not arrive, and an older state of the database.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bounce, letterTo } from './lib/bounce.mjs';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Visit } from './lib/visit.mjs';

function sql(state, statement) {
  const password = readFileSync(join(state, 'keys/demo/superuser'), 'utf8').trim();
  const url = `host=${join(state, 'run/postgres')} user=demo password=${password} dbname=sportello`;
  return execFileSync('psql', ['-qAtX', url, '-c', statement]).toString().trim();
}

export default {
  async 'a mail that came back is work on the first page, and the keyboard takes it on'(counter) {
    const context = await counter.desk();
    const sheets = await catchSheets(context);
    const page = await context.newPage();
    const { Hands } = counter;
    const hands = new Hands(page);
    await counter.enter(hands, 'operator');
    const visit = new Visit(counter, { page, hands }, people(counter.demo.state).ordinary.at(-3), { sheets });
    await visit.all();
    await page.locator('#mail', { hasText: /Accettata da/ }).waitFor({ timeout: 20_000 });
    const done = page.url();
    const { state } = counter.demo;
    bounce(process.env.SPORTELLO_BINARY, state, letterTo(state, visit.email), visit.email, '5.1.1');
    await page.reload();
    assert.match(await page.locator('#mail').innerText(), /Non recapitata.*La casella non esiste/s);
    await counter.look(page, 'done-bounced');
    await page.goto('/');
    const work = page.locator('ul.work li', { hasText: visit.email });
    assert.match(await work.innerText(), /La casella non esiste o è chiusa/);
    await counter.look(page, 'home-bounced');
    await hands.to(/Preso in carico/, 40);
    await hands.enter();
    assert.equal(await page.locator('ul.work li', { hasText: visit.email }).count(), 0);
    await page.goto(done);
    assert.match(await page.locator('#mail').innerText(), /Non recapitata/, 'the case still says so');
  },

  async 'while an older state is there pages say so and nothing is done'(counter) {
    const { state } = counter.demo;
    const { page, hands } = await counter.signedIn();
    sql(state, "SELECT halt('restored', 0, now(), (SELECT resumed_at FROM starts))");
    try {
      await page.waitForTimeout(2500);
      await page.goto('/');
      await page.locator('#read-only', { hasText: /Sola lettura/ }).waitFor();
      await counter.look(page, 'home-read-only');
      const before = sql(state, 'SELECT count(*) FROM look_ups');
      await hands.on('sought');
      await hands.scan('RSSMRA80A01H501U');
      assert.match(await page.locator('main').innerText(), /Non è stato fatto nulla/);
      await counter.look(page, 'read-only');
      // the browser notes the 503 that this is about
      counter.checks.faults = counter.checks.faults.filter((fault) => !/status of 503/.test(fault));
      assert.equal(sql(state, 'SELECT count(*) FROM look_ups'), before);
    } finally {
      sql(state, 'UPDATE starts SET halted_at = NULL, halted_why = NULL');
      await page.waitForTimeout(2500);
    }
    await page.goto('/');
    assert.equal(await page.locator('#read-only').count(), 0);
  },
};
