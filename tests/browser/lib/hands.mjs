// SPDX-License-Identifier: AGPL-3.0-or-later
// Two hands on a keyboard and a wedge scanner: nothing is clicked, nothing is found by its place in the page. What is typed
// goes where the focus is, as for a person; keys are counted.
export class Hands {
  constructor(page) {
    this.page = page;
    this.keys = 0;
    this.tabs = 0;
    this.log = [];
  }

  async type(text) {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  async press(key) {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  async tab(times = 1) {
    for (let n = 0; n < times; n += 1) {
      this.tabs += 1;
      await this.press('Tab');
    }
  }

  // A key that sends a form or follows a link: waits for the page that comes.
  async go(key) {
    const before = Date.now();
    await Promise.all([
      this.page.waitForEvent('framenavigated', { predicate: (frame) => frame === this.page.mainFrame(), timeout: 30_000 }),
      this.press(key),
    ]);
    await this.page.waitForLoadState('load');
    this.log.push(`${new URL(this.page.url()).pathname} ${Date.now() - before} ms`);
  }

  enter() {
    return this.go('Enter');
  }

  // A scanner in keyboard mode: the code, fast, and Enter. Code 39 comes between asterisks.
  async scan(code, frame = '*') {
    await this.page.keyboard.type(`${frame}${code}${frame}`);
    await this.go('Enter');
  }

  focus() {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      return { id: at.id, name: at.getAttribute('name'), value: at.value, text: (at.innerText ?? '').trim(), tag: at.localName, type: at.type };
    });
  }

  // The focus is where the work is: on the field with this id or name, without a key.
  async on(field) {
    const at = await this.focus();
    if (!matches(at, field)) throw new Error(`on ${this.page.url()} the focus is on ${describe(at)}, not on ${field}`);
  }

  // Tab until `field` (id, name or the words on a button or link), at most `most` times.
  async to(field, most = 3) {
    const seen = [];
    for (let n = 0; n <= most; n += 1) {
      const at = await this.focus();
      if (matches(at, field)) return n;
      seen.push(describe(at));
      if (n < most) await this.tab();
    }
    throw new Error(`on ${this.page.url()} ${most} Tabs do not lead to ${field}: ${seen.join(' → ')}`);
  }

  // The same backwards.
  async back(field, most = 8) {
    for (let n = 0; n < most; n += 1) {
      this.tabs += 1;
      await this.press('Shift+Tab');
      if (matches(await this.focus(), field)) return;
    }
    throw new Error(`on ${this.page.url()} ${most} Tabs backwards do not lead to ${field}`);
  }

  // Types over what stands in a field.
  async fill(field, text, most) {
    await this.to(field, most);
    if ((await this.focus()).value) await this.press('Control+a');
    await this.type(text);
  }

  // Chooses among radio buttons: Tab to the group, then arrows.
  async choose(name, value, most) {
    await this.to(name, most);
    for (let n = 0; n < 12; n += 1) {
      const at = await this.focus();
      const checked = await this.page.evaluate(() => document.activeElement.checked);
      if (at.value === value) {
        if (!checked) await this.press('Space');
        return;
      }
      await this.press('ArrowDown');
    }
    throw new Error(`${name} has no choice ${value}`);
  }

  async tick(name, most) {
    await this.to(name, most);
    await this.press('Space');
  }
}

function matches(at, wanted) {
  if (wanted instanceof RegExp) return (at.tag === 'button' || at.tag === 'a' || at.tag === 'summary') && wanted.test(at.text);
  return at.id === wanted || at.name === wanted;
}

function describe(at) {
  return `${at.tag}${at.id ? `#${at.id}` : ''}${at.name ? `[${at.name}]` : ''}${at.text && at.tag !== 'body' && at.tag !== 'main' ? ` “${at.text.slice(0, 30)}”` : ''}`;
}
