// SPDX-License-Identifier: AGPL-3.0-or-later
// A supervisor closes the day with the keyboard alone: what is open is carried over with a reason, and the register is printed.
import assert from 'node:assert/strict';
import { people } from './lib/people.mjs';
import { Supervisor } from './lib/supervisor.mjs';
import { Visit } from './lib/visit.mjs';

export default {
  async 'a supervisor carries over what is open and closes the day with the keyboard'(counter) {
    // two cases that nobody finishes today
    const desk = await counter.signedIn('operator');
    for (const person of people(counter.demo.state).ordinary.slice(-2)) {
      await desk.page.goto('/');
      await new Visit(counter, desk, person).open();
    }
    const there = await Supervisor.at(counter, 'closing');
    const { page, hands } = there;
    await hands.to(/chiudi la giornata/i, 30);
    await hands.enter();
    assert.match(page.url(), /\/closing$/);
    await there.look('open');
    const open = await page.locator('select[name=reason]').count();
    assert.ok(open >= 2, 'the two cases are open');
    // nothing said: the page tells what is missing, and leads there
    await hands.on('reason-1');
    await hands.to('totp', 3 * open + 2);
    await hands.enter();
    await there.look('missing');
    assert.equal(await page.locator('.field-error').count(), open + 1);
    for (let n = 1; n <= open; n += 1) {
      await hands.to(`reason-${n}`, 40);
      await page.keyboard.press('ArrowDown');
      assert.notEqual((await hands.focus()).value, '');
    }
    await hands.to('totp', 4);
    await hands.type(await counter.codes.supervisor());
    await hands.enter();
    assert.match(page.url(), /\/closing\/\d{4}-\d\d-\d\d$/);
    await page.waitForFunction(() => /il registro ha firmato/i.test(document.body.innerText), null, { timeout: 20_000 });
    await there.look('closed');
    await page.setViewportSize({ width: 400, height: 800 });
    await there.look('closed-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('/closing');
    assert.match(await there.text(), /la giornata di oggi è chiusa/i);
    await there.look('today');
  },
};
