// SPDX-License-Identifier: AGPL-3.0-or-later
// What a case's pages do beside working: tell a scanner from hands, and list places while their names are typed.
'use strict'
;(() => {
  // A reader types a whole number faster than anybody: under 35 ms a character. What is pasted is neither: the keyboard's.
  const number = document.querySelector('input[data-kind=scanned-number]')
  const how = document.getElementById('entered_by')
  if (number && how) {
    let first = 0
    let last = 0
    let keys = 0
    number.addEventListener('keydown', (event) => {
      // A reader ends with Enter, and there is more to fill in: it leads on to the next field.
      if (event.key === 'Enter' && how.value === 'scanner' && event.timeStamp - last < 100) {
        event.preventDefault()
        document.getElementById('expires')?.focus()
      }
      if (event.key.length !== 1) return
      if (number.value === '' || number.selectionEnd - number.selectionStart === number.value.length) {
        first = event.timeStamp
        keys = 0
      }
      keys += 1
      last = event.timeStamp
      how.value = keys >= 20 && (last - first) / keys < 35 ? 'scanner' : 'keyboard'
    })
    number.addEventListener('paste', () => (how.value = 'keyboard'))
  }

  // The code of who acts, read from their own card: the reader's Enter leads on as well.
  const code = document.querySelector('input[data-kind=scanned-code]')
  let fast = 0
  let before = 0
  code?.addEventListener('keydown', (event) => {
    const gap = event.timeStamp - before
    before = event.timeStamp
    if (event.key === 'Enter' && fast >= 16 && gap < 100) {
      event.preventDefault()
      document.getElementById('surname')?.focus()
    } else if (event.key.length === 1) fast = gap < 35 ? fast + 1 : 1
  })

  // A paper opens in a tab of its own; whoever comes back finds the cursor at what comes next.
  const paper = document.querySelector('form[data-then]')
  paper?.addEventListener('submit', () => setTimeout(() => document.getElementById(paper.dataset.then)?.focus(), 0))

  // Places that begin with what is typed, on the day of birth where it is known.
  const place = document.querySelector('input[data-kind=place]')
  if (!place) return
  const list = document.createElement('datalist')
  list.id = 'places'
  place.after(list)
  place.setAttribute('list', list.id)
  let asked = ''
  let waiting = 0
  place.addEventListener('input', () => {
    clearTimeout(waiting)
    const text = place.value.trim()
    if (text.length < 2 || text.endsWith(')') || text === asked) return
    waiting = setTimeout(async () => {
      asked = text
      const on = document.getElementById('birth_date')?.value ?? ''
      try {
        const answer = await fetch(`/places?${new URLSearchParams({ q: text, on })}`, { redirect: 'error' })
        const names = await answer.json()
        if (text !== place.value.trim()) return
        list.replaceChildren(...names.map((name) => Object.assign(document.createElement('option'), { value: name })))
      } catch {
        // typing goes on without a list
      }
    }, 120)
  })
})()
