// SPDX-License-Identifier: AGPL-3.0-or-later
// What a mail server does when a mail does not arrive: it hands a report to `sportello mail bounce`, addressed to the mail's own
// envelope sender, whose mark the demonstration's worker key proves.
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.match(/.{1,5}/g).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

// The part of a list of parts that a digest is over: each with its length before it.
function part(bytes) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes.length));
  return Buffer.concat([length, bytes]);
}

function sender(keys, letter) {
  const file = readdirSync(keys).find((name) => /^worker-.*\.key$/.test(name));
  const armoured = readFileSync(join(keys, file), 'utf8').split('\n').filter((line) => line && !/^-----|:/.test(line));
  const id = Buffer.from(letter.replaceAll('-', ''), 'hex');
  const mac = createHmac('sha256', Buffer.from(armoured.join(''), 'base64'))
    .update(Buffer.concat([part(Buffer.from('bounce')), part(id)])).digest().subarray(0, 8);
  return `sportello+${base32(id)}-${base32(mac)}@demo.invalid`;
}

// The demonstration's letters by their newest: the mailbox keeps each as `<outbox id>.eml`.
export function letterTo(state, address) {
  const folder = join(state, 'mail');
  const found = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort().reverse()
    .find((name) => readFileSync(join(folder, name), 'utf8').includes(`To: ${address}`));
  return found?.replace('.eml', '');
}

export function bounce(binary, state, letter, address, status) {
  const keys = join(state, 'keys', 'work');
  const report = ['From: MAILER-DAEMON@mx.example.org', 'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', '', 'Sorry.', '--b',
    'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.org', `Original-Envelope-Id: ${letter}`, '',
    `Final-Recipient: rfc822; ${address}`, 'Action: failed', `Status: ${status}`, '', '--b--', ''].join('\r\n');
  execFileSync(binary, ['mail', 'bounce', sender(keys, letter)], {
    input: report,
    env: { PATH: process.env.PATH, SPORTELLO_KEYS: keys, SPORTELLO_DATABASE_URL: readFileSync(join(keys, 'database'), 'utf8').trim() },
  });
}
