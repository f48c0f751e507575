// SPDX-License-Identifier: AGPL-3.0-or-later
// A counter to test at: the demonstration, a browser, the accounts, and what the pages are checked with.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { Checks } from './checks.mjs';
import { startDemo } from './demo.mjs';
import { small } from './figure.mjs';
import { Hands } from './hands.mjs';
import { codes } from './totp.mjs';

// Pages that are not as they must be.
export class Faults extends Error {}

export class Counter {
  static async open(binary) {
    const demo = await startDemo(binary);
    return new Counter(demo, await launch().catch(async (error) => { await demo.stop(); throw error; }));
  }

  // A counter of another region: a demonstration under rules of its own, looked at with the same eyes. What `act` returns when
  // it has ended, and so has the demonstration.
  async beside(policy, act) {
    const demo = await startDemo(process.env.SPORTELLO_BINARY, { policy });
    try {
      const { checks, contexts } = this;
      const opened = contexts.length;
      const done = await act(Object.assign(new Counter(demo, this.browser), { checks, contexts }));
      // its pages would ask on and on
      for (const context of contexts.splice(opened)) await context.close();
      return done;
    } finally {
      await demo.stop();
    }
  }

  constructor(demo, browser) {
    this.demo = demo;
    this.browser = browser;
    this.shots = process.env.SPORTELLO_SHOTS;
    this.figures = process.env.SPORTELLO_FIGURES;
    this.checks = new Checks(this.shots);
    this.contexts = [];
    this.sessions = {};
    this.Hands = Hands;
    // of two accounts with one role the first; the second administrator goes by the name
    this.codes = Object.fromEntries([...demo.accounts].reverse().flatMap(({ role, username, totp_secret }) => {
      const own = codes(totp_secret);
      return [[username, own], [role, own]];
    }));
  }

  account(role) {
    return this.demo.accounts.find((account) => account.role === role || account.username === role);
  }

  begin() {
    this.checks.faults.length = 0;
  }

  say(words) {
    console.log(`      ${words}`);
  }

  noFaults() {
    const { faults } = this.checks;
    if (faults.length > 0) throw new Faults(`${faults.length} faults of pages\n${faults.join('\n')}`);
  }

  // A browser of its own, as a new machine at the counter would have it.
  async desk(options = {}) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'it-IT', baseURL: this.demo.base, ...options });
    this.contexts.push(context);
    context.on('page', (page) => this.checks.watch(page));
    return context;
  }

  async page(options) {
    return (await this.desk(options)).newPage();
  }

  // Somebody signed in, with the keyboard, at a page of their own.
  async signedIn(role = 'operator', options = {}) {
    const page = await this.page(options);
    const hands = new Hands(page);
    await this.enter(hands, role);
    return { page, hands };
  }

  async signIn(hands, role, at = '/') {
    const { username, password } = this.account(role);
    await hands.page.goto(at);
    await hands.on('username');
    await hands.type(username);
    await hands.tab();
    await hands.type(password);
    await hands.enter();
    await hands.on('totp');
    await hands.type(await this.codes[role]());
    await hands.enter();
  }

  // Somebody who signed in before and is still at work: one-time codes work once, and come every half minute.
  async enter(hands, role) {
    const context = hands.page.context();
    if (this.sessions[role]) await context.addCookies(this.sessions[role]);
    await hands.page.goto('/');
    if (/sign-in/.test(hands.page.url())) await this.signIn(hands, role);
    this.sessions[role] = (await context.cookies()).filter(({ name }) => name !== 'language');
  }

  // Checks a page and, where figures are wanted, keeps its picture for the guide: whole, or of one part alone.
  async look(page, name, figure, part) {
    const still = (await page.locator('iframe:visible').count()) > 0;
    await this.checks.look(page, name, { still });
    if (!figure || !this.figures) return;
    const path = join(this.figures, `${figure}.png`);
    const clip = part && await page.locator(part).evaluate((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      return { x: x + scrollX - 16, y: y + scrollY - 16, width: width + 32, height: height + 32 };
    });
    writeFileSync(path, small(await page.screenshot(clip ? { clip, fullPage: true } : { fullPage: !still })));
  }

  async keepFailure(name) {
    if (!this.shots) return;
    mkdirSync(this.shots, { recursive: true });
    const pages = this.contexts.flatMap((context) => context.pages());
    await pages.at(-1)?.screenshot({ path: join(this.shots, `failed-${name.slice(0, 40).replaceAll(/\W+/g, '-')}.png`) }).catch(() => {});
  }

  // A test's pages go with it: left open, they would say a quarter of an hour later that their session is over, as faults
  // of whichever test runs then.
  async leave() {
    for (const context of this.contexts.splice(0)) await context.close().catch(() => {});
  }

  async close() {
    await this.browser.close().catch(() => {});
    await this.demo.stop();
  }
}
