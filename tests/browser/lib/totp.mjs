// SPDX-License-Identifier: AGPL-3.0-or-later
// One-time codes by RFC 6238 (SHA-1, 6 digits, 30 s), each given out once.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(base32) {
  let bits = '';
  for (const letter of base32.replace(/=+$/, '').toUpperCase()) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

export function codeOf(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

// A source of codes for one account: the present step, the next and the one before are all taken, each once. The one before
// is left alone shortly before it ends.
export function codes(secret) {
  const used = new Set();
  return async function next() {
    for (;;) {
      const now = Math.floor(Date.now() / 30_000);
      const steps = Date.now() % 30_000 < 20_000 ? [now, now + 1, now - 1] : [now, now + 1];
      const free = steps.find((step) => !used.has(step));
      if (free !== undefined) { used.add(free); return codeOf(secret, free); }
      await sleep(500);
    }
  };
}
