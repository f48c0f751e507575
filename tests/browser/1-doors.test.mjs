// SPDX-License-Identifier: AGPL-3.0-or-later
// Coming in, going out, and the pages for what went wrong.
import assert from 'node:assert/strict';
import { Hands } from './lib/hands.mjs';

export default {
  async 'an operator signs in with the keyboard, and each page of the way is sound'(counter) {
    const page = await counter.page();
    const hands = new Hands(page);
    await page.goto('/');
    assert.match(page.url(), /\/sign-in/);
    await hands.on('username');
    await counter.look(page, 'sign-in', 'accesso');
    await hands.type('nobody');
    await hands.tab();
    await hands.type('not the password');
    await hands.enter();
    // one error: the focus is on its field
    await hands.on('username');
    await counter.look(page, 'sign-in-refused');
    await counter.signIn(hands, 'operator');
    assert.equal(new URL(page.url()).pathname, '/');
    assert.match(await page.locator('.whereabouts').innerText(), new RegExp(counter.account('operator').name ?? '\\w'));
  },

  async 'an empty sign-in and a wrong one-time code are told at their fields'(counter) {
    const page = await counter.page();
    const hands = new Hands(page);
    await page.goto('/sign-in');
    await hands.on('username');
    await hands.enter();
    // the first field that is wrong has the focus, and the links of the summary lead to theirs
    await hands.on('username');
    await counter.look(page, 'sign-in-empty');
    await hands.press('Shift+Tab');
    assert.match((await hands.focus()).text, /password/);
    await hands.press('Enter');
    await hands.on('password');
    await hands.press('Shift+Tab');
    await hands.on('username');
    const { username, password } = counter.account('supervisor');
    await hands.type(username);
    await hands.tab();
    await hands.type(password);
    await hands.enter();
    await hands.on('totp');
    await counter.look(page, 'code');
    await hands.type('12 34');
    await hands.enter();
    await counter.look(page, 'code-wrong');
    await hands.to('totp', 2);
  },

  async 'every error page is a page of the house'(counter) {
    const { page } = await counter.signedIn('administrator');
    await counter.look(page, 'home-administrator');
    const csrf = await page.locator('input[name=csrf]').first().inputValue();
    await page.goto('/no/such/page');
    await counter.look(page, 'error-404');
    await page.goto('/cases/0193c4a0-0000-7000-8000-000000000000/holder');
    await counter.look(page, 'error-403');
    await page.goto('/session/lock');
    await counter.look(page, 'error-405');
    const post = (action, fields) => page.evaluate(([to, values]) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = to;
      for (const [name, value] of Object.entries(values)) {
        const input = document.createElement('input');
        input.type = 'hidden';
        input.name = name;
        input.value = value;
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    }, [action, fields]);
    for (const [name, fields] of [['413', { csrf, language: 'x'.repeat(5_000_000) }], ['400', { language: 'en' }]]) {
      const comes = page.waitForNavigation();
      await post('/language', fields);
      assert.equal((await comes).status(), name === '400' ? 403 : 413);
      await counter.look(page, `error-${name}`);
    }
  },

  async 'the pages speak English to who asks for it, and Italian again'(counter) {
    const page = await counter.page();
    const hands = new Hands(page);
    await page.goto('/sign-in');
    await hands.on('username');
    // the language stands before the form: Shift+Tab leads back to it
    for (let n = 0; n < 4 && (await hands.focus()).name !== 'language'; n += 1) await hands.press('Shift+Tab');
    await hands.enter();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await counter.look(page, 'sign-in-english');
  },

  async 'one key locks the page, and the password opens it where it was'(counter) {
    const { page, hands } = await counter.signedIn('operator');
    await hands.go('Alt+l');
    assert.match(page.url(), /\/session\/locked/);
    await hands.on('password');
    await counter.look(page, 'locked');
    await page.goto('/');
    assert.match(page.url(), /\/session\/locked/, 'a locked page shows nothing else');
    await hands.on('password');
    await hands.type(counter.account('operator').password);
    await hands.enter();
    assert.equal(new URL(page.url()).pathname, '/');
  },
};
