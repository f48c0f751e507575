// SPDX-License-Identifier: AGPL-3.0-or-later
// Counters: an administrator opens one with the keyboard, and everybody sees it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const said = (page) => page.locator('main').innerText();
const where = (page) => new URL(page.url()).pathname;

export default {
  async 'an administrator opens, changes and closes a counter with the keyboard, and everybody sees it'(counter) {
    const { page, hands } = await counter.signedIn('administrator');
    const code = () => counter.codes.administrator();
    await page.goto('/administration/counters');
    await counter.look(page, 'counters-list');
    await page.goto('/administration/counters/new');
    // the cursor is in the first field; nothing typed, everything that is missing is told
    await hands.on('code');
    await hands.enter();
    await counter.look(page, 'counters-new-empty');
    await hands.on('code');
    const fields = ['AN77', 'Sportello dell\'Aquila', 'AST Ancona', 'Ancona', '', '071 000 0077', '', '8:30-12:30, 14.30-17', '8-12, 11-13'];
    for (const text of fields) {
      if (text) await hands.type(text);
      await hands.tab();
    }
    await hands.enter();
    await counter.look(page, 'counters-new-overlap');
    await hands.on('tuesday');
    await page.locator('#tuesday').fill('8-12');
    await page.locator('#totp').focus();
    await hands.type(await code());
    await hands.enter();
    assert.equal(where(page), '/administration/counters/AN77');
    assert.match(await said(page), /08:30-12:30, 14:30-17:00/);
    await counter.look(page, 'counters-show');

    const anybody = await counter.page();
    await anybody.goto('/counters');
    await counter.look(anybody, 'counters-public');
    await anybody.goto('/counters?municipality=Ancona');
    assert.match(await said(anybody), /Sportello dell'Aquila/);
    await counter.look(anybody, 'counters-public-one');

    await page.goto('/administration/counters/AN77/closing');
    await hands.on('totp');
    await counter.look(page, 'counters-close');
    await hands.type(await code());
    await hands.enter();
    assert.match(await said(page), /chiuso il/i);
    await counter.look(page, 'counters-closed');
    await page.goto('/administration/counters/AN01/closing');
    assert.match(await said(page), /non si può ancora chiudere/i);
    await counter.look(page, 'counters-work-left');
    await anybody.reload();
    assert.doesNotMatch(await said(anybody), /Aquila/);
  },

  async 'the list of counters is read without scripts'(counter) {
    const page = await counter.page({ javaScriptEnabled: false });
    await page.goto('/counters');
    await page.locator('#municipality').selectOption('Camerino');
    await page.locator('main form button').press('Enter');
    await page.waitForURL(/municipality=Camerino/);
    assert.equal(await page.locator('article.counter').count(), 1);
  },

  async 'a file of counters is looked through, mended and taken'(counter) {
    const { page, hands } = await counter.signedIn('administrator');
    const file = join(counter.demo.state, 'sportelli.csv');
    const send = async (text) => {
      writeFileSync(file, text);
      await page.goto('/administration/counters/import');
      await hands.on('files');
      await page.locator('#files').setInputFiles(file);
      await page.locator('main form[enctype] button').focus();
      await hands.enter();
    };
    await send('codice;nome;ente;comune;lunedi\nAN78;Uno;AST Ancona;;8-12, 11-13\n');
    await counter.look(page, 'counters-import-wrong');
    assert.match(await said(page), /si sovrappongono/);
    await send('codice;nome;ente;comune;lunedi\nAN78;Uno;AST Ancona;Loreto;8-12\nAN02;Jesi nuova;AST Ancona;Jesi;8-12\n');
    await hands.on('totp');
    await counter.look(page, 'counters-import-plan');
    await hands.type(await counter.codes.administrator());
    await hands.enter();
    assert.equal(where(page), '/administration/counters');
    assert.match(await said(page), /Loreto/);
  },
};
