// SPDX-License-Identifier: AGPL-3.0-or-later
// What makes the pages quicker for hands on a keyboard. Every page works without it.
'use strict'
;(() => {
  // After an error the cursor stands in the first field that is wrong; the summary is an alert and is read out anyway.
  const wrong = document.querySelector('#error-summary a')
  const place = wrong && document.querySelector(wrong.getAttribute('href'))
  if (place) (place.matches('fieldset') ? place.querySelector('input') : place).focus()
  else document.getElementById('error-summary')?.focus()

  // What is typed and not yet sent goes with the lock, sealed, and is there after unlocking.
  // Files are not: they are chosen again.
  const texts = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  const typed = document.querySelector('main form[method=post]:has(input:not([type=hidden]), select, textarea)')
  const before = typed && String(texts(typed))
  document.getElementById('lock')?.form.addEventListener('submit', (event) => {
    const now = typed && texts(typed)
    if (!now || String(now) === before) return
    event.target.elements.kept_path.value = new URL(typed.action).pathname
    event.target.elements.kept_fields.value = String(now)
  })

  // Alt+L locks, wherever the cursor is.
  document.addEventListener('keydown', (event) => {
    const lock = document.getElementById('lock')
    if (lock && event.altKey && !event.ctrlKey && event.code === 'KeyL') {
      event.preventDefault()
      lock.form.requestSubmit(lock)
    }
  })

  // A form is sent once: a second click while the first is on its way does nothing.
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
    setTimeout(() => delete form.dataset.sent, 5000)
  })
  addEventListener('pageshow', () => document.querySelectorAll('form').forEach((form) => delete form.dataset.sent))

  // Digits of a date get their slashes while they are typed at the end of the field.
  document.querySelectorAll('input[data-kind=date]').forEach((input) => {
    input.addEventListener('input', (event) => {
      if (event.inputType !== 'insertText' || input.selectionStart !== input.value.length) return
      if (/^\d{2}$/.test(input.value) || /^\d{2}\/\d{2}$/.test(input.value)) input.value += '/'
      else input.value = input.value.replace(/\/\/$/, '/')
    })
  })

  // The next one-time code is counted down to.
  document.querySelectorAll('[data-countdown]').forEach((place) => {
    const until = Date.now() + Number(place.dataset.countdown) * 1000
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1000)
      place.setAttribute('aria-live', left > 0 ? 'off' : 'polite') // read out once, when the code is there
      place.textContent = left > 0 ? `${place.dataset.text} ${left} s` : place.dataset.now
      if (left > 0) setTimeout(tick, 1000)
    }
    tick()
  })

  // The end of the session is announced. Another tab may have kept it alive: the server is asked before anything is said.
  const notice = document.getElementById('session-notice')
  if (!notice) return
  const announced = Number(notice.dataset.announced)
  const stay = notice.querySelector('form')
  const say = (what) => {
    notice.querySelectorAll('[data-said]').forEach((part) => (part.hidden = part.dataset.said !== what))
    stay.hidden = what === 'over' // now it is the page's own button that signs in again and brings the form along
  }
  let until = Date.now() + Number(notice.dataset.endsIn) * 1000
  let asked = 0
  const ask = async (method, body) => {
    const answer = await fetch(method === 'POST' ? '/session/stay' : '/session', { method, body, headers: { accept: 'application/json' }, redirect: 'error' })
    const told = await answer.json()
    until = Date.now() + told.ends_in * 1000
  }
  const left = notice.querySelector('[data-left]')
  const watch = async () => {
    let seconds = Math.ceil((until - Date.now()) / 1000)
    const due = seconds <= announced && Date.now() - asked > (stay.hidden ? 60000 : seconds > 0 ? 20000 : 2000)
    if (due) {
      asked = Date.now()
      try { await ask('GET') } catch { if (seconds <= 0) say('over') }
      seconds = Math.ceil((until - Date.now()) / 1000)
    }
    if (seconds > 0) {
      say('soon') // read out when it appears; the seconds that follow are only seen
      left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    }
    notice.hidden = seconds > announced
    setTimeout(watch, 1000)
  }
  left.setAttribute('aria-live', 'off')
  setTimeout(watch, 1000)
  stay.addEventListener('submit', async (event) => {
    event.preventDefault()
    const form = event.target
    try { await ask('POST', new URLSearchParams(new FormData(form))); notice.hidden = true } catch { form.submit() }
    delete form.dataset.sent
  })
})()
