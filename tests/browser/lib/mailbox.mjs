// SPDX-License-Identifier: AGPL-3.0-or-later
// The citizen's mailbox of the demo, read as the citizen reads it: as a page.
import { setTimeout as sleep } from 'node:timers/promises';

// Opens the newest mail that `matches` and returns its text; waits up to `seconds` for it.
export async function readMail(page, mailbox, matches, seconds = 15) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    await page.goto(mailbox);
    const links = await page.locator('main a[href]').evaluateAll((all) => all.map((a) => a.href));
    for (const link of links) {
      await page.goto(link);
      const text = await page.locator('main').innerText();
      if (matches(text)) return text;
    }
    if (Date.now() > until) throw new Error(`no such mail within ${seconds} s; the mailbox holds ${links.length} mails`);
    await sleep(300);
  }
}
