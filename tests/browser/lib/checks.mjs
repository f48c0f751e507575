// SPDX-License-Identifier: AGPL-3.0-or-later
// What every page must pass: axe-core finds nothing, the HTML is valid, nothing overflows, no message on the console.
import { createRequire } from 'node:module';
import { readFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const html = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // matters of style that say nothing about a reader's browser
    'no-trailing-whitespace': 'off', 'void-style': 'off', 'attr-quotes': 'off', 'no-inline-style': 'error',
    'long-title': 'off', 'prefer-native-element': 'off', 'tel-non-breaking': 'off', 'require-sri': 'off',
    'no-implicit-button-type': 'off', 'no-implicit-input-type': 'off', 'no-raw-characters': 'off',
  },
});

export class Checks {
  constructor(folder) {
    this.folder = folder;
    this.faults = [];
    this.pages = 0;
    this.seen = new Set();
    this.sources = new WeakMap();
    if (folder) mkdirSync(folder, { recursive: true });
  }

  // Listens to what a page complains of by itself: CSP violations, script errors.
  watch(page) {
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) this.faults.push(`console on ${page.url()}: ${message.text()}`);
    });
    // the document as it came, whatever its status and method
    page.on('response', (response) => {
      if (!response.request().isNavigationRequest() || response.frame() !== page.mainFrame() || (response.status() >= 300 && response.status() < 400)) return;
      if ((response.headers()['content-type'] ?? '').startsWith('text/html')) this.sources.set(page, response.text().catch(() => null));
    });
    page.on('pageerror', (error) => this.faults.push(`script on ${page.url()}: ${error.message}`));
  }

  // `still`: chromium without a window crashes where a page with a PDF in a frame is resized.
  async look(page, name, { still = false } = {}) {
    this.pages += 1;
    await this.axe(page, name);
    await this.valid(page, name);
    // 320 pixels is what is left of a window of 1280 at a zoom of 400 %
    for (const width of still ? [] : [1280, 400, 320]) {
      await page.setViewportSize({ width, height: width === 1280 ? 900 : 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) this.faults.push(`${name}: ${over} pixels wider than a window of ${width}`);
      if (this.folder && width > 320) await page.screenshot({ path: join(this.folder, `${name}-${width}.png`), fullPage: true });
    }
    if (!still) await page.setViewportSize({ width: 1280, height: 900 });
    else if (this.folder) await page.screenshot({ path: join(this.folder, `${name}-1280.png`) });
  }

  async axe(page, name) {
    // through the debugger, so that the page's own policy against foreign scripts stays in force
    const found = await page.evaluate(`${axeSource}; axe.run(document, { resultTypes: ['violations'] })`);
    for (const violation of found.violations) {
      const where = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ');
      this.faults.push(`${name}: axe ${violation.id} (${violation.impact}): ${violation.help}: ${where}`);
    }
  }

  async valid(page, name) {
    const source = await this.sources.get(page);
    if (!source) { this.faults.push(`${name}: its source could not be read`); return; }
    const report = await html.validateString(source, `${name}.html`);
    for (const result of report.results) {
      for (const message of result.messages.filter((m) => m.severity === 2)) {
        const fault = `${name}: html ${message.ruleId} at ${message.line}:${message.column}: ${message.message}`;
        if (!this.seen.has(fault)) { this.seen.add(fault); this.faults.push(fault); }
      }
    }
  }
}
