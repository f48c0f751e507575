// SPDX-License-Identifier: AGPL-3.0-or-later
// A visit in which somebody acts for the holder: who it is, the title, and the evidence one piece after the other.
import assert from 'node:assert/strict';
import { catchSheets } from './papers.mjs';
import { years } from './people.mjs';
import { Visit } from './visit.mjs';

const digits = (date) => date.replaceAll('/', '');

export class Delegated extends Visit {
  // At a desk of its own; `at` looks at each page under `prefix`.
  static async at(counter, prefix, { holder, delegate, english, email, figures = {} }) {
    const context = await counter.desk();
    if (english) await context.addCookies([{ name: 'language', value: 'en', url: counter.demo.base }]);
    const sheets = await catchSheets(context);
    const page = await context.newPage();
    // the browser hands its file dialogues over from here on: asked for at the key press, that could come after the key
    page.on('filechooser', () => {});
    const hands = new counter.Hands(page);
    await counter.enter(hands, 'operator');
    const look = (name) => counter.look(page, `${prefix}-${name}`, figures[name], 'main');
    const at = async (name) => {
      // the focus comes to the serial when the paper is in its frame
      if (name === 'sheet-printed') await page.locator('#serial:focus').waitFor({ timeout: 10_000 });
      if (figures[name]) await look(name);
    };
    const visit = new Delegated(counter, { page, hands }, holder, { sheets, at, email });
    return Object.assign(visit, { delegate, look, started: { keys: hands.keys, tabs: hands.tabs } });
  }

  text() {
    return this.page.locator('main').innerText();
  }

  // To the identification: the holder's data and the card are the same whoever comes.
  async toTheCounter() {
    await this.open();
    await this.holder();
    await this.card();
    this.path('identification');
  }

  // Who stands there, and their identity document.
  async acts(kind) {
    const { hands, delegate } = this;
    const code = await hands.focus();
    // of age, the holder in person is chosen and the cursor is at the document: back to the choice
    if (code.id !== 'code') {
      await hands.press('Shift+Tab');
      await hands.choose('who', kind, 0);
      await hands.tab();
    }
    await hands.on('code');
    // read from the card of who acts: the reader's Enter does not send what is not filled in
    await this.page.keyboard.type(`*${delegate.code}*`);
    await this.page.keyboard.press('Enter');
    await hands.fill('surname', delegate.surname, 0);
    await hands.fill('name', delegate.name, 1);
    await hands.tab();
    await hands.choose('sex', delegate.sex, 0);
    await hands.fill('birth_date', digits(delegate.born), 1);
    await hands.fill('birth_place', delegate.place.replace(/ \(.*/, ''), 1);
    await this.document(delegate);
    await this.look('identification');
    await hands.enter();
  }

  // An identity card, from wherever the cursor is.
  async document(person, number = 'CA12345BB') {
    const { hands } = this;
    await hands.to('kind', 2);
    await hands.press('ArrowDown');
    await hands.fill('number', number, 1);
    await hands.fill('issuer', 'Ministero dell’interno', 1);
    await hands.fill('issued', digits(years(-2)), 1);
    // a CIE ends on a birthday
    const [day, month] = person.born.split('/');
    await hands.fill('expires', `${day}${month}${new Date().getFullYear() + 5}`, 1);
  }

  // What is missing by the list, in its words.
  async missing() {
    const lines = await this.page.locator('.evidence-list .is-missing strong').allInnerTexts();
    return lines.map((line) => line.trim());
  }

  // One more piece, by the form that is open: the cursor is at its choice.
  async piece(value, { signed = [], document, from, to, files, name } = {}) {
    const { hands } = this;
    assert.match(this.page.url(), /\/delegation(\/evidence)?$/);
    await hands.to('piece', 0);
    await hands.choose('piece', value, 0);
    for (const who of signed) {
      await hands.tab();
      await hands.to(`signed-${who}`, 2);
      await hands.press('Space');
    }
    if (document) await this.document(document, 'CA67890DD');
    if (from) await hands.fill('from_on', digits(from), 2);
    if (to) await hands.fill('to_on', digits(to), 1);
    if (files) await this.choose(files);
    if (name) await this.look(name);
    await hands.enter();
  }

  // Files from the dialogue that Space opens; the cursor goes on to the button.
  async choose(files) {
    const { hands, page } = this;
    await hands.to('files', 2);
    const dialogue = page.waitForEvent('filechooser');
    await hands.press('Space');
    await (await dialogue).setFiles(files);
    await hands.to(/^Registra e continua$/, 1);
  }

  // From the address to the hand-over.
  async toTheEnd() {
    await this.contact();
    await this.ownership();
    await this.finish();
  }

  async finish() {
    await this.check();
    await this.release();
    await this.print();
    await this.handOver();
  }

  // How many keys it took since the sign-in.
  count(what) {
    const { hands, started } = this;
    this.counter.say(`${hands.keys - started.keys} keys, ${hands.tabs - started.tabs} of them Tab: ${what}`);
  }

  async isAsked(...groups) {
    assert.deepEqual(await this.missing(), groups, await this.text());
  }
}
