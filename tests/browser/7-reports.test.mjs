// SPDX-License-Identifier: AGPL-3.0-or-later
// A supervisor counts what was done at the counter, with the keyboard alone.
import assert from 'node:assert/strict';
import { Supervisor } from './lib/supervisor.mjs';

export default {
  async 'a supervisor runs a report, opens its cases and sees an empty period, with the keyboard alone'(counter) {
    const sara = await Supervisor.at(counter, 'reports');
    const { page, hands } = sara;
    await page.goto('/');
    await hands.to(/Rapporti dello sportello/, 25);
    await hands.enter();
    assert.match(page.url(), /\/reports$/);
    await hands.on(/^Attivazioni$/);
    await sara.look('list');
    await hands.to(/Rilasci dei codici/, 2);
    await hands.enter();
    assert.match(page.url(), /\/reports\/releases$/);
    await hands.on('from');
    await sara.look('releases');
    // a period is typed over the old one, Enter shows it
    await hands.press('Control+a');
    await hands.type('01012026');
    await hands.enter();
    assert.match(page.url(), /from=01%2F01%2F2026|from=01012026/);
    const total = Number(await page.locator('.report-total strong').innerText());
    await sara.look('releases-year');
    if (total > 0) {
      assert.equal(Number(await page.locator('#by-outcome tfoot td').innerText()), total);
      await hands.to(/^Elenco dei casi$/, 10);
      await hands.enter();
      assert.match(page.url(), /\/facts\?from=2026-01-01/);
      assert.equal(Number(await page.locator('.report-total strong').innerText()), total);
      await sara.look('facts');
      const facts = page.url();
      await hands.to(/^AN01-\d{4}-\d{6}$/, 5);
      await hands.enter();
      assert.match(page.url(), /\/cases\/[0-9a-f-]+\/inspection$/);
      assert.match(await sara.text(), /Consultazione della pratica/);
      assert.equal(await page.locator('main form').count(), 0);
      await sara.look('case');
      await page.goto(facts);
      await hands.on(/^Torna ai totali$/);
      await hands.enter();
    }
    await page.goto('/reports/releases?from=2020-02-29&to=2020-02-29');
    assert.match(await sara.text(), /non c’è niente da contare/);
    await sara.look('nothing');
    await page.goto('/reports/releases?from=2026-03-02&to=2026-03-01');
    assert.match(await sara.text(), /L’ultimo giorno viene prima del primo/);
    await sara.look('wrong');
  },

  async 'a supervisor keeps a filter under a name, finds it again and lets it go, with the keyboard alone'(counter) {
    const sara = await Supervisor.at(counter, 'saved-filters');
    const { page, hands } = sara;
    await page.goto('/reports/durations?from=2026-01-01&to=2026-12-31');
    await sara.look('durations');
    await hands.to('name', 60);
    await hands.enter();
    assert.match(await sara.text(), /Il nome ha da 1 a 60 lettere/);
    await hands.on('name');
    await sara.look('unnamed');
    await hands.type("l'anno intero");
    await hands.enter();
    assert.match(page.url(), /\/reports$/);
    assert.match(await sara.text(), /Filtro salvato/);
    await sara.look('list');
    await hands.to(/^l'anno intero$/, 40);
    await hands.enter();
    assert.match(page.url(), /\/reports\/durations\?from=2026-01-01&to=2026-12-31/);
    await page.goto('/reports');
    await hands.to(/^Elimina\s+l'anno intero$/, 40);
    await hands.enter();
    assert.match(await sara.text(), /Filtro eliminato/);
    assert.doesNotMatch(await sara.text(), /anno intero/);
    for (const report of ['cases', 'delegations-ending', 'of-age', 'scans', 'look-ups', 'sign-ins-refused']) {
      await page.goto(`/reports/${report}?from=2026-01-01&to=2026-12-31`);
      await sara.look(report);
    }
  },
};
