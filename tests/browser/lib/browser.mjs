// SPDX-License-Identifier: AGPL-3.0-or-later
// Debian's chromium without a window, and without its calls home.
import { chromium } from 'playwright-core';

export function launch() {
  return chromium.launch({
    executablePath: process.env.SPORTELLO_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      // without a window there is nothing to preview a print in: the page that asks for it would crash
      '--disable-print-preview',
      // chromium's own sandbox does not start as root
      ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}
