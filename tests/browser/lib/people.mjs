// SPDX-License-Identifier: AGPL-3.0-or-later
// The demonstration's cards, read from the list that it writes for whoever tries it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function people(state) {
  const lines = readFileSync(join(state, 'cards.txt'), 'utf8').trim().split('\n').slice(1);
  const found = { ordinary: [] };
  for (const line of lines) {
    const [code, card, expires, holder, what] = line.split(/ {2,}/);
    const [surname, name, sex, born, place] = holder.split(', ');
    const person = { code, card, expires, surname, name, sex, born, place };
    const [key] = what.split(':');
    if (key === 'ordinary') found.ordinary.push(person);
    else found[key] = person;
  }
  return found;
}

// A day some years from today, as dd/mm/yyyy.
export function years(count, days = 0) {
  const day = new Date();
  day.setFullYear(day.getFullYear() + count);
  day.setDate(day.getDate() + days);
  return day.toLocaleDateString('it-IT', { day: '2-digit', month: '2-digit', year: 'numeric' });
}
