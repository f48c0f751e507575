// SPDX-License-Identifier: AGPL-3.0-or-later
// A supervisor at a desk of their own, who decides on delegations with the keyboard alone.
import assert from 'node:assert/strict';

export class Supervisor {
  static async at(counter, prefix, figures = {}) {
    const { page, hands } = await counter.signedIn('supervisor');
    // at two counters: the first of them today
    if (/\/session\/counter$/.test(page.url())) {
      await hands.on('counter');
      await hands.press('Space');
      await hands.enter();
    }
    const look = (name) => counter.look(page, `${prefix}-${name}`, figures[name], 'main');
    return Object.assign(new Supervisor(), { counter, page, hands, look });
  }

  text() {
    return this.page.locator('main').innerText();
  }

  // From the first page to the newest request that waits.
  async open() {
    const { page, hands } = this;
    await page.bringToFront();
    await page.goto('/');
    await hands.to(/aspetta l’approvazione|aspettano l’approvazione|approvazione|approval/i, 25);
    await hands.enter();
    assert.match(page.url(), /\/approvals$/);
    await hands.on(/^[A-Z]{2}\d\d-\d{4}-\d+$/);
    await this.look('list');
    await hands.enter();
    assert.match(page.url(), /\/approvals\/[^/]+$/);
    await hands.on('decision');
  }

  // Decides; without a reason or a code where `lacking`.
  async decide(decision, reason) {
    const { hands } = this;
    await hands.choose('decision', decision, 0);
    await hands.tab();
    await hands.type(reason);
    await hands.fill('totp', await this.counter.codes.supervisor(), 1);
    await hands.enter();
  }
}
