// SPDX-License-Identifier: AGPL-3.0-or-later
// What a case's pages do beside working: tell a scanner from hands, and list places while their names are typed.
'use strict'
;(() => {
  // How fast the keys of a field come. A reader types a whole number faster than anybody, under 35 ms a character: of all of them
  // together, for a busy machine holds single ones back. Its Enter comes at once. What is pasted has no keys: it is the keyboard's.
  const pace = (field, least) => {
    let first = 0
    let last = 0
    let keys = 0
    field.addEventListener('keydown', (event) => {
      if (event.key.length !== 1) return
      if (field.value === '' || field.selectionEnd - field.selectionStart === field.value.length) {
        first = event.timeStamp
        keys = 0
      }
      keys += 1
      last = event.timeStamp
    })
    const isReader = () => keys >= least && (last - first) / keys < 35
    const endsWith = (event) => event.key === 'Enter' && isReader() && event.timeStamp - last < 250
    return { isReader, endsWith }
  }

  const number = document.querySelector('input[data-kind=scanned-number]')
  const how = document.getElementById('entered_by')
  if (number && how) {
    const keys = pace(number, 20)
    number.addEventListener('keydown', (event) => {
      if (event.key.length === 1) how.value = keys.isReader() ? 'scanner' : 'keyboard'
      // A reader ends with Enter, and there is more to fill in: it leads on to the next field.
      if (how.value === 'scanner' && keys.endsWith(event)) {
        event.preventDefault()
        document.getElementById('expires')?.focus()
      }
    })
    number.addEventListener('paste', () => (how.value = 'keyboard'))
  }

  // The code of who acts, read from their own card: the reader's Enter leads on as well.
  const code = document.querySelector('input[data-kind=scanned-code]')
  if (code) {
    const keys = pace(code, 16)
    code.addEventListener('keydown', (event) => {
      if (!keys.endsWith(event)) return
      event.preventDefault()
      document.getElementById('surname')?.focus()
    })
  }

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
