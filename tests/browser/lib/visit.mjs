// SPDX-License-Identifier: AGPL-3.0-or-later
// A citizen's visit as the operator's hands live it, from the look-up to the hand-over. `at(name, figure)` is called on each
// page before it is filled in, so that a test can look at it.
import assert from 'node:assert/strict';
import { readMail } from './mailbox.mjs';
import { paperOf } from './papers.mjs';
import { years } from './people.mjs';

const digits = (date) => date.replaceAll('/', '');

export class Visit {
  constructor(counter, { page, hands, role = 'operator' }, person, { at = async () => {}, sheets = [], scripts = true, email } = {}) {
    Object.assign(this, { counter, page, hands, role, person, at, sheets, scripts });
    this.email = email ?? `${person.code.toLowerCase()}@example.org`;
  }

  get id() {
    return this.page.url().match(/\/cases\/([^/]+)/)?.[1];
  }

  path(noun) {
    assert.match(this.page.url(), new RegExp(`/cases/[^/]+/${noun}$`), `${this.page.url()} is not ${noun}`);
  }

  async open() {
    const { hands, person } = this;
    await hands.on('sought');
    await this.at('home', 'giornata');
    await hands.scan(person.code);
    await this.at('look-up');
    await hands.on(/Apri|Open/);
    await hands.enter();
    this.path('holder');
  }

  async holder() {
    const { hands, person } = this;
    await hands.on('surname');
    await hands.type(person.surname);
    await hands.tab();
    await hands.type(person.name);
    await hands.tab();
    await hands.choose('sex', person.sex, 0);
    await hands.tab();
    await hands.on('birth_date');
    await hands.type(digits(person.born));
    await hands.tab();
    await hands.on('birth_place');
    await hands.type(person.place.replace(/ \(.*/, ''));
    await this.at('holder', 'titolare');
    await hands.enter();
  }

  async card() {
    const { hands, person } = this;
    this.path('card');
    await hands.on('number');
    await hands.type(person.card);
    await hands.tab();
    await hands.on('expires');
    await hands.type(digits(person.expires));
    await hands.tab();
    await hands.choose('former', 'none', 0);
    await this.at('card', 'tessera');
    await hands.enter();
  }

  async identification() {
    const { hands, person } = this;
    this.path('identification');
    await hands.on('kind');
    await hands.press('ArrowDown');
    await hands.fill('number', 'CA12345BB', 1);
    await hands.fill('issuer', 'Ministero dell’interno', 1);
    await hands.fill('issued', digits(years(-2)), 1);
    // a CIE ends on a birthday
    const [day, month] = person.born.split('/');
    await hands.fill('expires', `${day}${month}${new Date().getFullYear() + 5}`, 1);
    await this.at('identification', 'riconoscimento');
    await hands.enter();
  }

  async contact() {
    const { hands } = this;
    this.path('contact');
    await hands.on('email');
    await hands.type(this.email);
    await hands.tab();
    await hands.type(this.email);
    await this.at('contact', 'recapito');
    await hands.enter();
  }

  async ownership() {
    const { hands } = this;
    this.path('ownership');
    await this.at('ownership');
    await hands.enter();
    await hands.on('code');
    await this.at('ownership-sent');
    const mail = await this.mail((text) => text.includes(this.email) && /(?<!\d)\d{3} ?\d{3}(?!\d)/.test(text), 10);
    await hands.type(mail.match(/(?<!\d)(\d{3}) ?(\d{3})(?!\d)/).slice(1).join(''));
    await hands.enter();
  }

  async check() {
    const { hands, page } = this;
    this.path('check');
    await this.at('check', 'controllo');
    // the form opens in a tab of its own, to be printed
    this.form = await paperOf(page, () => hands.press('Enter'));
    const tabs = await hands.to('signed', 2);
    await hands.press('Space');
    await this.at('check-printed');
    await hands.enter();
    return tabs;
  }

  async release() {
    const { hands } = this;
    this.path('release');
    await hands.on('totp');
    await this.at('release', 'rilascio');
    await hands.type(await this.counter.codes[this.role]());
    await hands.enter();
    // the authority may take its time
    await this.page.waitForURL(/\/sheet$/, { timeout: 30_000 });
    await this.page.waitForLoadState('load');
  }

  // Prints the sheet and reads its serial.
  async print() {
    const { hands, page, sheets } = this;
    await hands.on(/Stampa|Print/);
    await this.at('sheet');
    const before = sheets.length;
    await hands.press('Enter');
    for (let n = 0; sheets.length === before; n += 1) {
      assert.ok(n < 100, `no sheet came on ${page.url()}`);
      await page.waitForTimeout(100);
    }
    this.sheet = sheets.at(-1);
    this.serial = this.sheet.text.match(/(?:foglio|sheet) ([0-9A-Z]{12})\b/)?.[1];
    assert.ok(this.serial, `no serial on the sheet:\n${this.sheet.text}`);
  }

  async handOver() {
    const { hands } = this;
    await this.at('sheet-printed', 'consegna');
    // without scripts the sheet is in another tab and the focus is where it was: one field further on
    if (this.scripts) {
      // the focus moves on by itself, when the paper has come
      await this.page.waitForFunction(() => document.activeElement?.name === 'serial', null, { timeout: 20_000 }).catch(() => {});
      await hands.on('serial');
    } else await hands.to('serial', 1);
    await hands.scan(this.serial, '');
    assert.match(await this.page.locator('body').innerText(), /consegnato|handed over/i);
    this.path('handover');
  }

  async all() {
    await this.open();
    await this.holder();
    await this.card();
    await this.identification();
    await this.contact();
    await this.ownership();
    await this.check();
    await this.release();
    await this.print();
    await this.handOver();
  }

  // A mail as the citizen reads it, on a device of their own.
  async mail(matches, seconds) {
    this.device ??= await this.counter.browser.newPage();
    return readMail(this.device, this.counter.demo.mailbox, matches, seconds);
  }
}

// The codes on a paper or in a mail, in their order, each with a `•` for every digit that it does not hold.
export function halves(text) {
  const [PIN, PUK, CIP] = text.match(/(?=[\d•]*\d)(?=[\d•]*•)[\d•]{5,8}/g) ?? [];
  return { PIN, PUK, CIP };
}

export function join(first, second) {
  return [...first].map((letter, at) => (letter === '•' ? second[at] : letter)).join('');
}

// The digits that a page asks the citizen for, out of the whole code.
export function digitsAskedFor(text, code) {
  const positions = text.match(/Cifre ([\d, ]+) del CIP/)[1].split(', ');
  return positions.map((position) => code[Number(position) - 1]).join('');
}
