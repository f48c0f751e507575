// SPDX-License-Identifier: AGPL-3.0-or-later
// Staff, with the keyboard alone: invited by one administrator, confirmed by a second one, in with password and app.
import assert from 'node:assert/strict';
import { readMail } from './lib/mailbox.mjs';
import { codes } from './lib/totp.mjs';

export default {
  async 'somebody is invited, sets password and app by the mailed link, and works once a second administrator confirms'(counter) {
    const { page, hands } = await counter.signedIn('administrator');
    await counter.look(page, 'staff-home');
    await hands.to(/Personale/, 12);
    await hands.enter();
    await counter.look(page, 'staff-list');
    await hands.back(/Invita una persona/);
    await hands.enter();
    await hands.on('name');
    await counter.look(page, 'staff-invite');
    await hands.enter();
    await hands.on('name');
    await counter.look(page, 'staff-invite-empty');
    await hands.type('Elena');
    await hands.fill('surname', 'Ricci', 1);
    await hands.fill('codice_fiscale', 'RCCLNE90A41A271K', 1);
    await hands.fill('contact_address', 'elena.ricci@sportelli.example', 1);
    await hands.fill('username', 'elena.ricci', 1);
    await hands.choose('role', 'operator', 1);
    await hands.to('counter', 1);
    await hands.type('AN01');
    await hands.fill('reason', 'nuova assunzione', 3);
    await hands.fill('totp', await counter.codes.administrator(), 1);
    await hands.enter();
    assert.match(await page.locator('main').innerText(), /Invitato/);
    await counter.look(page, 'staff-invited');

    // the person, at home: link, password, app
    const own = await counter.page();
    const mail = await readMail(own, counter.demo.mailbox, (text) => text.includes('elena.ricci@') && text.includes('/invitation/'));
    const [link] = mail.match(/https?:\S+\/invitation\/[\w-]{43}/);
    await own.goto(new URL(link).pathname);
    const fingers = new counter.Hands(own);
    await fingers.on('password');
    await fingers.type('password1234');
    await fingers.fill('again', 'password1234', 1);
    await fingers.enter();
    await fingers.on('password');
    await counter.look(own, 'invitation-weak');
    await fingers.type('gatto nero sul tetto');
    await fingers.fill('again', 'gatto nero sul tetto', 1);
    await fingers.enter();
    await fingers.on('totp');
    await counter.look(own, 'invitation-app');
    const code = codes((await own.locator('.facts dd.mono').first().innerText()).replaceAll(/\s/g, ''));
    await fingers.type(await code());
    await fingers.enter();
    await counter.look(own, 'invitation-done');
    assert.equal(await own.locator('main ol li').count(), 10);

    // the second administrator
    const second = await counter.signedIn('sergio.neri');
    await second.hands.to(/Da confermare/, 13);
    await second.hands.enter();
    await counter.look(second.page, 'staff-changes');
    await second.hands.to(/Elena Ricci/, 12);
    await second.hands.enter();
    await second.hands.choose('decision', 'confirmed', 0);
    await counter.look(second.page, 'staff-change');
    await second.hands.fill('totp', await counter.codes['sergio.neri'](), 2);
    await second.hands.enter();
    await counter.look(second.page, 'staff-confirmed');

    // the first day at work
    await own.goto('/sign-in');
    await fingers.on('username');
    await fingers.type('elena.ricci');
    await fingers.tab();
    await fingers.type('gatto nero sul tetto');
    await fingers.enter();
    await fingers.on('totp');
    await counter.look(own, 'sign-in-code-with-recovery');
    await fingers.type(await code());
    await fingers.enter();
    assert.match(await own.locator('.whereabouts').innerText(), /AN01/);
    await own.goto('/session/own');
    await counter.look(own, 'own-sessions');
    await page.reload();
    await counter.look(page, 'staff-person');
  },
};
