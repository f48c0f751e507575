# SPDX-License-Identifier: AGPL-3.0-or-later
# The pages of a case, from the one field to the signed form.

## The first page
home-heading = Who is at the counter?
home-today = Today
home-opened = { $count ->
    [0] No case opened today.
    [one] One case opened today.
   *[other] { $count } cases opened today.
  }
home-done = { $count ->
    [0] None done.
    [one] One done.
   *[other] { $count } done.
  }
home-cases = Open cases
home-no-cases = No case is open at this counter.
home-sheets = Sheets printed and not handed over yet
home-sheet-line = printed on { $served }; without a hand-over the release is withdrawn after { $until }
home-mail-note = Taken care of
home-replies = Replies to e-mails, to be read
home-reply-line = { $at }, reply to the e-mail for { $recipient }: “{ $subject }” from { $sender }.
notice-mail-noted = The e-mail is off the list of work.
home-mails = E-mails that need work
home-administrator = Your role does not handle citizens’ cases.
look-up-label = Codice fiscale, card number, case or code sheet
look-up-hint = Scan, paste or type, then press Enter
look-up-reason = Why you look
look-up-reason-present = The person is here
look-up-reason-case = For a case
look-up-reason-telephone = On the telephone
look-up-reason-needed = Say why you look
look-up-button = Look up
look-up-other = Look up somebody else
look-up-empty = Type a codice fiscale, a card number, a case or a code sheet
look-up-nothing = There is no card, case or sheet of that number
unknown-title = Nobody by this code
unknown-text = Nobody is known to this service yet by the codice fiscale

## What is wrong with a codice fiscale
code-separator = Take out the blank or dash at position { $position } of the codice fiscale
code-length = A codice fiscale has 16 characters (11 digits if provisional): here are { $given }
code-character = Character { $position } of the codice fiscale cannot stand there
code-check-letter = The last letter of the codice fiscale does not fit: something is mistyped
code-impossible-date = The codice fiscale holds a date that does not exist
code-check-digit = The last digit of the provisional code does not fit: something is mistyped

## Steps and heads
case-step-holder = Holder
case-step-card = Card
case-step-identification = Identification
case-step-contact = Contact
case-step-check = Check and sign
case-step-release = Activation and codes
case-protocol = Case
case-holder = Holder
case-step = Step
case-changed = Last change
case-opened = Opened on
case-counter = Counter
case-of-other-counter = another counter’s
case-open = Open a case
case-save-and-go-on = Save and go on
case-ending-done = done
case-ending-abandoned = abandoned
case-ending-closed_elsewhere = closed from another counter
case-ending-refused = closed, refused
notice-case-resumed = This person had an open case already: go on from here.
notice-case-closed = The case is closed.
new-tab = (opens in a new tab)

## Another counter's case, closing
elsewhere-title = There is an open case at another counter
elsewhere-text = Another counter has an open case for this person. This is all that can be seen of it.
elsewhere-asked = The authority was asked already: the case can only be finished at that counter. Tell the citizen to go there.
elsewhere-reason = Reason for closing it
elsewhere-reason-hint = For example: the citizen says that they broke it off and wants to go on here
elsewhere-button = Close that case
closed-title = Case closed
closed-how = Outcome
closed-at = Closed on
closed-reason = Reason
closed-handover = Hand-over and second half
closed-holder = The holder’s page
closure-link = Abandon the case
closure-title = Abandon the case
closure-text = The case is closed and can still be read. Another one can be opened for the same person.
closure-reason = Reason
closure-refused = A rule does not let it go on
closure-button = Close the case
closure-back = Back to the case

## Changed meanwhile
changed-title = Somebody else saved this case
changed-text = { $by } saved at { $at }, while this page was open. What you typed is not saved. The case now holds:
changed-way-on = Below is what you typed: if you save it, it takes the place of what you see above.

## Warnings
warning-title = To be confirmed
warning-legend = Tick what you have verified
warning-reason = Reason
warning-reason-hint = The reason stays in the register
warning-tick-needed = Look at the warnings and tick those you have verified
warning-reason-needed = Type the reason why it can go on
warning-surname = The surname does not fit the codice fiscale
warning-name = The name does not fit the codice fiscale
warning-birth-date = The date of birth does not fit the codice fiscale
warning-sex = The sex does not fit the codice fiscale
warning-birth-place = The place of birth does not fit the codice fiscale
warning-birth-place-unknown = The code of the place of birth is in no list
warning-birth-place-not-on-date = On the day of birth the place is not on record under this name
warning-card-expiry = The expiry printed is not the one that the authority has on record
warning-card-name = Name or surname are not those that the authority has on record
warning-pec = It is a PEC address: many PEC mailboxes refuse ordinary e-mail or are read by others
warning-counter-domain = The address is in this counter’s own domain
warning-used-for-another-holder = The address was used for another person already
warning-unlike-earlier = The address is not the one that this person used in the past

## The holder
holder-title = The holder’s data
holder-code = Codice fiscale
holder-surname = Surname
holder-name = Name
holder-sex = Sex
sex-f = Female
sex-m = Male
sex-needed = Say the sex
holder-birth-date = Date of birth
holder-birth-place = Place of birth
holder-birth-place-hint = Municipality, or State if abroad (in Italian)
holder-birth-place-pick = Which place?
name-character = There is a character that cannot stand in a name
name-no-letter = A name has at least one letter
birth-date-future = The date of birth lies in the future
birth-place-unknown = No municipality and no State has that name. Type the whole name, or the land registry’s code
birth-place-several = Several places have this name: choose the right one
holder-page-title = The holder’s page
holder-ask-title = Why do you open this page?
holder-ask-text = The page holds personal data: each look has a reason and stays in the register.
holder-ask-button = Open the page
holder-open-here = There is an open case here: { $protocol }.
holder-resume = Go on with the case
holder-cards = Cards
holder-no-cards = No card shown so far.
holder-card-seen = Seen on
holder-card-activated = activated on { $at }
holder-cases = Cases
holder-no-cases = No case.
holder-releases = Releases of codes
holder-handed-over = sheet handed over on { $at }
holder-release-ended = ended without hand-over
holder-release-open = going on
holder-mails = E-mails and letters
holder-looks = Who looked or acted
holder-look-service = the service
holder-look-refused = refused

## The card
card-title = Health card TS-CNS
card-number = Card number
card-number-hint = The 20 digits on the back, field 8; blanks do not matter
card-expires = Expiry
card-former = Former TS-CNS card
card-former-hint = A former one is taken back and cut before the holder’s eyes
card-authority = Authority
former-card-none = There is none
former-card-withdrawn = Taken back and cut before the holder’s eyes
former-card-not-brought = There is one, and it was not brought
former-card-needed = Say whether there was a former card
card-number-character = Character { $position } of the card number is not a digit
card-number-length = A card number has 20 digits: here are { $given }
card-number-prefix = The number of a health card begins with 8038000
card-number-region = No region has the code { $code }, which stands at digits 8 to 10
card-number-luhn = The last digit does not fit: something is mistyped
card-away-title = The authority does not answer
card-away-text = The card is saved. You can go on with the other steps and ask again later.
card-ask-again = Ask again
notice-card-away = Card saved. The authority does not answer: go on, it will be asked again.
card-outcome-activatable = can be activated
card-outcome-unknown = number unknown
card-outcome-no-chip = without chip
card-outcome-expired = expired
card-outcome-other-region = of another region
card-outcome-already-active = active already
card-outcome-suspended = suspended
card-outcome-revoked = revoked
card-outcome-another-holder = somebody else’s
card-outcome-activated-here = activated by this service already, codes not given yet
card-outcome-away = not asked yet

## Who is at the counter
identification-title = Who is at the counter
document-kind = Kind of document
document-kind-needed = Choose the kind of document
document-number = Number of the document
document-issuer = Issued by
document-issuer-hint = For example: Comune di Ancona
document-issued = Issued on
document-expires = Expires on
document-kind-over = Documents of this kind count no more: they did until { $day }, whatever expiry is printed. Another document is needed
document-number-character = Character { $position } cannot stand in the number of a document
document-issuer-character = Character { $position } cannot stand in the name of an office
document-issued-future = The day of issue lies in the future
document-issued-before-birth = The day of issue lies before the birth
document-issued-before-kind = There have been documents of this kind since { $day }
document-expires-before-issue = The expiry comes before the issue
document-expired = The document expired on { $day }: one in force today is needed
notice-document-unusual-number = Saved. The number of the document looks unusual: look again.
notice-document-not-on-birthday = Saved. Such a document usually expires on a birthday: look again.
notice-document-unusually-long = Saved. The document is valid for longer than usual: look at the dates again.

## Contact
contact-title = Contact
contact-lead = The second half of the codes goes to this address and to no other: let the citizen read it.
contact-email = E-mail address
contact-email-again = E-mail address, again
contact-phone = Telephone
contact-language = Language of the citizen’s papers
contact-language-hint = Beside Italian
contact-ownership = Proof of the address
contact-typo-title = Perhaps mistyped
contact-typo-text = Did you mean
contact-no-typo = The address { $email } is right like this
email-differs = The two addresses are not the same
email-typo = Correct the address, or confirm that it is right
email-blank = An address has no blanks and no control characters
email-more = Type the address alone, without name or commas
email-at = An address has one @
email-local = What stands before the @ is not valid
email-dot = There is a dot too many before the @
email-international = Type the address without accented letters
email-domain = What stands after the @ is not valid
email-staff = This is an address of somebody who works here: who hands over the first half cannot get the second
email-pec = PEC addresses are not taken
phone-length = A telephone number has 6 to 15 digits
phone-character = There is a character that cannot stand in a telephone number
language-needed = Choose a language

## Ownership of the address
ownership-title = Does the citizen read this address?
ownership-lead = A code is sent to
ownership-send = Send the code
ownership-send-again = Send another code ({ $left ->
    [one] one left
   *[other] { $left } left
  })
ownership-away = The holder is not at the counter: who reads the mailbox tells the code to the person who acts for the holder, by telephone too.
ownership-none-left = No more codes can be sent in this case.
ownership-code = Code that the citizen reads in the mailbox
ownership-code-hint = It is valid until { $until }
ownership-prove = Confirm the code
ownership-wrong = It is not this code: { $left ->
    [one] one try left
   *[other] { $left } tries left
  }
ownership-spent = Too many tries: the code is void. Send another one
ownership-no-code = No code counts for this address any more. Send another one
ownership-too-many = No more codes can be sent in this case: go on with a reason
ownership-skip-title = Without proof
ownership-skip-reason = Reason why it cannot be proven
ownership-skip = Go on without proof
ownership-is-proven = proven by the code
ownership-is-skipped = not proven, with a reason
ownership-is-open = still to be proven
notice-ownership-proven = The address is proven.

## Check and form
check-title = Check your answers
check-warnings = Warnings confirmed
check-form = Request for activation and acknowledgement of the notice
check-form-text = Two copies are printed: have them read and signed. Fingerprint of the data:
check-print = Print the request
check-print-again = Print again
check-printed = Printed on { $at }
check-signature = The holder signed both copies before me
check-signature-delegate = Who acts signed both copies in front of me
check-signature-both = The holder and who acts signed both copies in front of me
check-signature-hint = One copy stays at the counter, one goes to the citizen
check-sign = Record the signature and go on
check-signed = Request signed on { $at }. If you change anything it has to be printed and signed again.
check-release = Go on with the activation
check-outdated-title = To be printed and signed again
check-outdated-text = Something changed after the printing: that request is void.
signature-needed = Tick the box when the request is signed
form-print-first = First print the request and have it signed

## What the case does not allow
refused-own-case = Nobody works on a case of their own.
refused-own-case-way-on = Ask somebody else of the counter.
refused-own-data = Nobody looks up their own data here.
refused-own-data-way-on = For your card go to somebody else of the counter, like any citizen.
refused-case-closed = The case is closed.
refused-case-closed-way-on = To go on, open a new case from the holder’s page.
refused-step-fixed = This step cannot be changed any more: the authority was asked, or the codes are being given.
refused-case-changed = Somebody else saved the case while this page was open.
refused-case-changed-way-on = Open the case again and try again.
refused-close-asked = The authority was asked already: this case has to be finished.
refused-reason-missing = To close another counter’s case a reason is needed.
refused-reason-missing-way-on = Look the person up again and type the reason.
refused-form-incomplete = Some steps before the signature are missing.
refused-form-outdated = Something changed after the printing: this request is void.
refused-form-outdated-way-on = Print the request again and have it signed.

## Outcomes that stop: what, why, what to tell, the way on
refusal-why = Why
refusal-tell = What to tell the citizen
refusal-way-on = What to do now
refusal-slip = Print the slip for the citizen
refusal-others = The slip in another language:
refusal-back = Correct the data
refusal-close = Close the case
refusal-minor-what = The holder is a minor
refusal-minor-why = Today the holder is not 18 yet: a minor’s card can only be activated by who represents them.
refusal-minor-tell = A parent or guardian has to ask, with their own identity document, the minor’s card and proof of the bond.
refusal-minor-way-on = If the date is wrong, correct the data. If a parent or guardian is there, say so in the identification. Otherwise close the case.
refusal-unknown-what = Unknown card
refusal-unknown-why = The authority knows no card of this number.
refusal-unknown-tell = A card that has just arrived may not be on record yet: come back in a few days with it. If the number cannot be read, ask your health authority or the Revenue Agency (Agenzia delle Entrate) for a duplicate.
refusal-unknown-way-on = Look at the 20 digits on the back of the card again. If they are right, close the case.
refusal-no-chip-what = Card without chip
refusal-no-chip-why = Since 1 June 2022 some cards have been issued without chip: they have no certificate to activate.
refusal-no-chip-tell = The card is valid as health card (Tessera sanitaria) and as proof of the tax code (codice fiscale), but not for on-line services. You can use SPID or the electronic identity card, or ask for a card with chip.
refusal-no-chip-way-on = See whether there is a chip on the front. If there is none, close the case.
refusal-expired-what = Card expired
refusal-expired-why = The card’s last day of validity has passed: its certificate has expired too.
refusal-expired-tell = The new card comes by post before the expiry. If it has not come, ask your health authority or the Revenue Agency (Agenzia delle Entrate) and come back with it.
refusal-expired-way-on = Look at the printed expiry again. If it is right, close the case.
refusal-other-region-what = Card of another region
refusal-other-region-why = Digits 8 to 10 of the number say that the card is another region’s: this service cannot activate it.
refusal-other-region-tell = The card has to be activated at a counter of the region that issued it. If you have moved, wait for the card of your new region.
refusal-other-region-way-on = Look at the number again. If it is right, close the case.
refusal-already-active-what = Card active already
refusal-already-active-why = The certificate of this card is on record as active.
refusal-already-active-tell = The card can be used on line with the codes received at its activation. If you no longer have them, the counter can release them anew.
refusal-already-active-way-on = If the codes are needed again, go on with a new release: what was typed so far stays. Otherwise close the case.
refusal-suspended-what = Card suspended
refusal-suspended-why = The certificate of this card has been suspended.
refusal-suspended-tell = Who asked for the suspension can ask for the card to be made active again, if nobody else used it. If it was lost and found, say so at the counter.
refusal-suspended-way-on = Close the case. Reactivation is a service of its own.
refusal-revoked-what = Card revoked
refusal-revoked-why = The certificate of this card has been revoked: it can never be active again.
refusal-revoked-tell = A new card is needed: ask your health authority or the Revenue Agency (Agenzia delle Entrate) and come back with it.
refusal-revoked-way-on = Close the case. If the card was replaced, take it back.
refusal-another-holder-what = Somebody else’s card
refusal-another-holder-why = The authority has this card on record under another tax code (codice fiscale).
refusal-another-holder-tell = Bring the card in your own name. If you found somebody else’s card, hand it in.
refusal-another-holder-way-on = Look at number and codice fiscale again. If they are right, close the case and keep the card that was found.

## Acts of the register
act-card-activate = activation of the card
act-card-ask = question to the authority
act-card-save = card
act-case-close = case closed
act-case-open = case opened
act-case-show = look at the case
act-contact-save = contact
act-form-print = request printed
act-form-show = request shown
act-form-sign = request signed
act-form-void = request void
act-holder-look-up = look-up
act-holder-save = holder’s data
act-holder-show = look at the holder’s page
act-identification-save = identification
act-mail-accept = e-mail taken by the server, or letter printed
act-mail-accept-late = e-mail taken by the server, or letter printed, late
act-mail-alarm = alarm about an e-mail
act-mail-bounce = e-mail not delivered
act-mail-erase = content of an e-mail erased
act-mail-give-up = e-mail given up
act-mail-lose-answer = e-mail without the server’s answer
act-mail-note = note taken of an e-mail that needs work
act-mail-report = reply to an e-mail, to be read
act-database-resume = archive checked after a restore
act-ownership-ask = code to prove the address
act-ownership-prove = address proven
act-ownership-skip = address not proven
act-receipt-print = receipt printed
act-release-request = codes asked for
act-release-seal = codes received, sealed
act-release-withdraw = release withdrawn
act-sheet-hand-over = code sheet handed over
act-sheet-serve = code sheet printed
act-warning-override = warning confirmed
