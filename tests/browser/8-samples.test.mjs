// SPDX-License-Identifier: AGPL-3.0-or-later
// A supervisor checks what was drawn and looks at patterns, with the keyboard alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { catchSheets } from './lib/papers.mjs';
import { people } from './lib/people.mjs';
import { Supervisor } from './lib/supervisor.mjs';
import { Visit } from './lib/visit.mjs';

function sql(state, statement) {
  const password = readFileSync(join(state, 'keys/demo/superuser'), 'utf8').trim();
  const url = `host=${join(state, 'run/postgres')} user=demo password=${password} dbname=sportello`;
  return execFileSync('psql', ['-qAtX', url, '-c', statement]).toString().trim();
}

// One more visit, up to the hand-over.
async function visit(counter, which) {
  const context = await counter.desk();
  const sheets = await catchSheets(context);
  const page = await context.newPage();
  const hands = new counter.Hands(page);
  await counter.enter(hands, 'operator');
  await new Visit(counter, { page, hands }, people(counter.demo.state).ordinary.at(which), { sheets }).all();
}

// A visit as if it had been last month; the worker then draws from it.
async function lastMonth(counter) {
  await visit(counter, -4);
  const { state } = counter.demo;
  sql(state, `SET session_replication_role = replica;
    UPDATE counters SET opened_at = opened_at - interval '40 days';
    UPDATE releases SET requested_at = requested_at - interval '1 month', handed_over_at = handed_over_at - interval '1 month'
      WHERE id = (SELECT id FROM releases WHERE handed_over_at IS NOT NULL ORDER BY handed_over_at DESC LIMIT 1);
    UPDATE timed_jobs SET began_at = now() - interval '2 hours' WHERE name = 'draw_samples'`);
  for (let tries = 0; sql(state, 'SELECT count(*) FROM samples') === '0'; tries++) {
    assert.ok(tries < 90, 'the worker draws within its time');
    await pause(500);
  }
}

export default {
  async 'a supervisor records the result of a check by sample, with the keyboard alone'(counter) {
    await lastMonth(counter);
    const sara = await Supervisor.at(counter, 'samples');
    const { page, hands } = sara;
    await page.goto('/');
    await hands.to(/Controlli a campione/, 25);
    await hands.enter();
    assert.match(page.url(), /\/samples$/);
    await hands.on(/^[A-Z]{2}\d\d-\d{4}-\d+$/);
    await sara.look('list');
    await hands.enter();
    assert.match(page.url(), /\/samples\/[^/]+$/);
    await hands.on('outcome');
    await sara.look('show');
    await hands.enter();
    assert.match(await sara.text(), /Scegli l’esito/);
    await sara.look('missing');
    await hands.choose('outcome', 'not_recognised', 8);
    await hands.tab();
    await hands.type('scrive da maria@posta.example');
    await hands.to(/Registra l’esito/, 2);
    await hands.enter();
    assert.match(await sara.text(), /contiene un indirizzo/);
    await hands.fill('note', 'dice che quel giorno non era qui', 8);
    await hands.to(/Registra l’esito/, 2);
    await hands.enter();
    assert.match(await sara.text(), /art\. 75 e 76/);
    await sara.look('grave');
    await page.goto('/samples');
    assert.match(await sara.text(), /Non riconosce il rilascio/);
    await sara.look('done');
  },

  async 'a supervisor looks at a pattern and it steps back, with the keyboard alone'(counter) {
    await visit(counter, -5);
    const { state } = counter.demo;
    sql(state, `SET session_replication_role = replica;
      UPDATE releases r SET handed_over_at = s.handed_over_at FROM sheets s
        WHERE s.release_id = r.id AND s.handed_over_at IS NOT NULL;
      UPDATE sheets SET served_at = served_at - interval '3 hours' WHERE serial = (SELECT s.serial FROM sheets s
        JOIN releases r ON r.id = s.release_id WHERE r.handed_over_at IS NOT NULL AND s.handed_over_at IS NOT NULL
        ORDER BY r.handed_over_at DESC LIMIT 1)`);
    const sara = await Supervisor.at(counter, 'patterns');
    const { page, hands } = sara;
    await page.goto('/');
    await hands.to(/Situazioni da guardare/, 25);
    await hands.enter();
    assert.match(page.url(), /\/patterns$/);
    await hands.on('from');
    await sara.look('list');
    await hands.to(/^Fogli consegnati tardi$/, 14);
    await hands.enter();
    assert.match(page.url(), /\/patterns\/late-handovers\?from=/);
    await hands.on(/^Torna alle situazioni$/);
    await sara.look('show');
    const before = await page.locator('input[name=note]').count();
    assert.ok(before > 0, await sara.text());
    await hands.to('note-1', 12);
    await hands.type('il cittadino è tornato nel pomeriggio');
    await hands.enter();
    assert.match(await sara.text(), /Segnata come vista/);
    assert.equal(await page.locator('input[name=note]').count(), before - 1);
    await sara.look('looked');
  },
};
