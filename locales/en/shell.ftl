# SPDX-License-Identifier: AGPL-3.0-or-later
# The frame of every page, the fields of every form, the pages of what went wrong.
shell-tagline = Activation of the TS-CNS health card
shell-skip-to-content = Skip to the main content
shell-skip-to-footer = Skip to the footer
shell-language = Language of the pages
shell-counter = Counter:
shell-operator = Operator:
shell-administrator = administrator
shell-supervisor = supervisor
shell-lock = Lock
shell-lock-hint = Lock the screen when you leave your place (Alt+L)
shell-sign-out = Sign out
shell-session-ends-soon = The session is about to end, in
shell-session-over = The session has ended. What you typed is still here: press this page’s button to sign in again and find it, for 30 minutes.
shell-stay = Go on working
shell-legal-notes = Legal notes
shell-privacy = Privacy
shell-accessibility = Accessibility statement
shell-source = Source code of version { $version }
shell-error-prefix = Error:
shell-errors-title = { $count ->
    [one] There is one field to correct
   *[other] There are { $count } fields to correct
  }
shell-change = Change
shell-steps = Steps of the case
shell-step-of = Step { $step } of { $all }
shell-step-done = done
shell-breadcrumb = Breadcrumb
field-optional = (optional)
field-choose = Choose…
field-date-hint = Day, month and year, for example 31/01/1980
field-odd-characters = Take out the characters that cannot be read or printed
field-too-long = The text is too long
field-required = Fill in this field
required-surname = Type the surname
required-name = Type the name
required-birth-place = Type the place of birth
required-number = Type the number
required-issuer = Type who issued the document
required-issued = Type the date of issue
required-expires = Type the date of expiry
required-email = Type the e-mail address
required-email-again = Repeat the e-mail address
required-reason = Type the reason
required-code = Type the code
required-totp = Type the six-digit code of the app
field-date-wrong = Type a date that exists, as 31/01/1980
field-totp-next-in = The next code comes in
field-totp-next-now = The app shows a new code now.
field-totp-wait = The next code comes in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
  }.
problem-home = Back to the first page
problem-reference = If you ask for help, tell this number:
problem-unreadable-title = Request that cannot be read
problem-unreadable-text = The form or the address that arrived cannot be read. Go back to the page before and try again.
problem-too-large-title = Form too large
problem-too-large-text = What was sent is more than a form may hold. Go back to the page before, shorten the text and try again.
problem-not-found-title = Page not found
problem-not-found-text = This page does not exist, or it belongs to another counter.
problem-wrong-method-title = Unexpected request
problem-wrong-method-text = This address cannot be opened like this. Start from the first page.
problem-forbidden-title = You are not entitled
problem-forbidden-text = Your role does not allow this. The attempt is noted in the register.
problem-elsewhere-title = Form not accepted
problem-elsewhere-text = The form does not come from a page of this session: perhaps the page was open since before you signed in. Open it again and try again. Nothing was done.
problem-too-many-title = Too many tries
problem-too-many-text = Wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
  } and try again.
problem-away-title = Service not available for the moment
problem-away-text = The archive does not answer. Try again in { $seconds } seconds: what was saved is safe.
problem-broken-title = Something broke
problem-broken-text = The act was not done and the case is as it was. Try again; if it happens once more, ask for help.
problem-read-only-title = Read-only
problem-read-only-text = An older copy of the archive was restored: until the people who run the service have checked it, you can only read. Nothing was done.
shell-read-only = Read-only: an older copy of the archive was restored. Nothing can be opened, printed or handed over until the people who run the service have checked it.
refused-title = This is not possible
refused-back = Go back
home-title = First page
