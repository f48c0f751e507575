// SPDX-License-Identifier: AGPL-3.0-or-later
// A supervisor reads the figures of last month by mail, finds them on the page that it leads to, and takes others away.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMail } from './lib/mailbox.mjs';
import { Supervisor } from './lib/supervisor.mjs';

function sql(state, statement) {
  const password = readFileSync(join(state, 'keys/demo/superuser'), 'utf8').trim();
  const url = `host=${join(state, 'run/postgres')} user=demo password=${password} dbname=sportello`;
  return execFileSync('psql', ['-qAtX', url, '-c', statement]).toString().trim();
}

export default {
  async 'a supervisor reads the month by mail and its figures on the page behind the link'(counter) {
    const { state, mailbox } = counter.demo;
    sql(state, `SET session_replication_role = replica;
      UPDATE duties SET since = since - interval '70 days' WHERE duty = 'supervisor';
      UPDATE timed_jobs SET began_at = now() - interval '2 hours' WHERE name = 'monthly_reports'`);
    const device = await counter.page();
    const mail = await readMail(device, mailbox, (text) => /Il riepilogo del mese/.test(text), 60);
    await counter.look(device, 'monthly-mail');
    const asked = Number(mail.match(/Rilasci dei codici:?\s*(\d+)/)[1]);
    const [link] = mail.match(/https?:\/\/\S+\/reports\/releases\?from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d/);
    assert.ok(link.startsWith(counter.demo.base), link);
    const sara = await Supervisor.at(counter, 'monthly');
    await sara.page.goto(link);
    await sara.look('page');
    assert.equal(Number(await sara.page.locator('.report-total strong').innerText()), asked);
  },

  async 'a supervisor takes the figures of samples and patterns away, with the keyboard alone'(counter) {
    const sara = await Supervisor.at(counter, 'taken');
    const { page, hands } = sara;
    for (const [path, name] of [['/samples', 'samples'], ['/patterns', 'patterns']]) {
      await page.goto(path);
      assert.doesNotMatch(await sara.text(), /Scegli…/);
      for (const ending of ['csv', 'xlsx', 'pdf']) {
        await page.goto(path);
        await hands.to({ csv: /^Scarica \(CSV\)$/, xlsx: /^Scarica \(Excel\)$/, pdf: /^Scarica \(PDF\)$/ }[ending], 25);
        const taken = page.waitForEvent('download');
        await hands.press('Enter');
        const file = await taken;
        assert.match(file.suggestedFilename(), new RegExp(`^${name}-[A-Z]{2}\\d\\d-.*\\.${ending}$`));
        if (counter.shots) await file.saveAs(join(counter.shots, file.suggestedFilename()));
      }
      await sara.look(name);
    }
  },
};
