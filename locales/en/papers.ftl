# SPDX-License-Identifier: AGPL-3.0-or-later
# What printed papers say beside the Italian.

paper-protocol = Case
paper-page = page { $number } of { $total }

## Request form
form-title = Request for activation and acknowledgement of the data protection notice
form-title-new-release = Request for a new release of the codes and acknowledgement of the notice
form-title-corrected-address = Request for a corrected address and acknowledgement of the notice
form-copy-counter = copy for the counter
form-copy-citizen = copy for the citizen
form-holder = Card holder
form-surname = Surname
form-name = First name
form-codice-fiscale = Tax code
form-birth-date = Date of birth
form-birth-place = Place of birth
form-card = Health card TS-CNS
form-card-number = Card number
form-card-expires = Expiry
form-certificate = Certificate no.
form-identity = Identity document shown
form-identity-kind = Kind
form-identity-number = Number
form-identity-issuer = Issued by
form-identity-issued = Issued on
form-identity-expires = Valid until
form-contact = Contact
form-email = E-mail: please check letter by letter
form-phone = Telephone
form-language = Language of papers
form-asked = What is requested
form-asked-text-trusted = The holder asks to have the card’s certificate activated and to get the codes in two halves: the first on the code sheet, the second by e-mail to the trusted person named, once the sheet is handed over.
form-asked-text-letter = The holder asks to have the card’s certificate activated and to get the codes in two halves: the first on the code sheet, the second by a sealed letter, once the sheet is handed over.
form-way = The second half goes by e-mail, to the address above.
form-way-trusted = The second half goes by e-mail to the trusted person named, for the holder.
form-way-letter = The second half goes by a sealed letter, to the address above.
form-trusted = Trusted person, who gets the e-mail for the holder
form-post = Address for the letter: please check word by word
form-asked-text = The holder asks to have the card’s certificate activated and to get the codes in two halves: the first on the code sheet, the second by e-mail once the sheet is handed over.
form-asked-text-new-release = The holder asks for a new release of the codes of a card that is active already, in two halves: the first on the code sheet, the second once the sheet is handed over. The former release ends; the digits stay the same.
form-asked-text-corrected-address = The holder asks that the second half of the codes go to the address above and not to the one given before. The former release ends; the digits and the code sheet handed over before still count.
form-notice = Data protection notice
form-notice-controller = Controller: { $controller }. Data protection officer: { $officer }.
form-notice-purpose = The data serve to identify the person, activate the card, hand over the codes and account for these acts: a task in the public interest (art. 6(1)(e) Reg. EU 2016/679; D.P.R. 117/2004).
form-notice-who = They are used by the counter and the body that issues the card. Every look-up is recorded.
form-notice-keep = They are kept as long as the law says; halves of codes are erased as soon as they are not needed.
form-notice-needed = Without these data, contact details included, the codes cannot be handed over.
form-notice-rights = You have the rights of arts. 15-22 of the Regulation (access, rectification, restriction, objection) and may complain to the Italian data protection authority.
form-notice-link = Full text (art. 13 of the Regulation): { $link }
form-declares = The holder declares
form-declares-seen = to have read the notice above;
form-declares-true = that the data on the first page, contact details included, are correct;
form-declares-present = that the card is theirs and that they ask for activation in person;
form-declares-present-new-release = that the card is theirs and that they ask for the codes in person;
form-declares-present-corrected-address = that the card is theirs and that they correct the address in person;
form-declares-trusted = that the trusted person named gets the second half of the codes on their behalf;
form-declares-secret = to tell the codes to nobody and not to keep them with the card;
form-declares-penal = to know that false declarations are punishable (art. 76 D.P.R. 445/2000).
form-place-date = Place and date
form-fingerprint = Data fingerprint
form-fingerprint-hint = If data change, the fingerprint changes and the form is signed again.
form-signature-holder = Signature of the holder
form-signature-operator = Signature of the operator

## Code sheet
sheet-title = Code sheet
sheet-footer = sheet { $serial }
sheet-holder = Holder
sheet-release = Release
sheet-printed = Printed
sheet-warning = Nobody will ever ask you for the other half
sheet-warning-text = Not by phone, not by e-mail, not at your door: whoever asks is a fraud.
sheet-duplicate = Duplicate: change the PIN at once
sheet-duplicate-text = The codes are the same: the old sheet still fits, too. Nobody will ever ask you for the other half.
sheet-codes = First half of the codes
sheet-tries = { $tries ->
    [one] { $tries } try
   *[other] { $tries } tries
 }
sheet-purpose-pin = to use the card
sheet-purpose-puk = to unblock the PIN
sheet-purpose-cip = to suspend or revoke
sheet-in-mail = in the e-mail
sheet-in-mail-letter = in the letter
sheet-legend-letter = • is a digit that comes by letter. The number above each box is its position in the code.
sheet-legend = • is a digit that comes by e-mail. The number above each box is its position in the code.
sheet-next = What to do now
sheet-step-fold = Fold the sheet at the two marks on its edges, first the lower part, then the upper: the codes stay inside.
sheet-step-mail = { $minutes ->
    [one] Wait for the e-mail to { $address }: it is sent only once the sheet is handed over, usually within a minute. Look in the spam folder, too.
   *[other] Wait for the e-mail to { $address }: it is sent only once the sheet is handed over, usually within { $minutes } minutes. Look in the spam folder, too.
 }
sheet-step-mail-trusted = The e-mail goes to the trusted person, to { $address }: it is sent once the sheet is handed over. Ask them for it.
sheet-step-mail-letter = Wait for the letter to { $address }: it is sent once the sheet is handed over and takes some days. If it is open, tell the counter.
sheet-step-join-letter = Put the digits of the letter in place of the dots.
sheet-step-join = Put the digits of the e-mail in place of the dots.
sheet-step-tries = { $pin ->
    [one] After one wrong PIN you need the PUK;
   *[other] After { $pin } wrong PINs you need the PUK;
 } { $puk ->
    [one] after one wrong PUK the card is blocked for good.
   *[other] after { $puk } wrong PUKs the card is blocked for good.
 }
sheet-step-keep = Keep this sheet away from the card.
sheet-step-change-now = Change the PIN at once and destroy the old sheet.

## Receipt
receipt-title = Receipt
receipt-footer = receipt
receipt-holder = Holder
receipt-date = Date and time
receipt-done = What was done
receipt-done-activated = The certificate of the health card (Tessera sanitaria TS-CNS) was activated.
receipt-done-codes = The first half of the codes was handed over on paper; the second comes by e-mail.
receipt-done-codes-trusted = The first half of the codes was handed over on paper; the second goes by e-mail to the trusted person, for the holder.
receipt-done-codes-letter = The first half of the codes was handed over on paper; the second goes by a sealed letter.
receipt-codes = Hand-over of the codes
receipt-release = Release
receipt-serial = Code sheet
receipt-taken = Taken by
receipt-mail = How the second half comes
receipt-mail-waiting = The e-mail is waiting to be sent.
receipt-mail-printed = The letter is at the region’s mail room: it takes some days.
receipt-mail-waiting-letter = The letter is waiting to be printed.
receipt-mail-given-up-letter = The letter was not sent: come back to the counter with the card, a document and the code sheet. It can be sent again or the address corrected.
receipt-mail-accepted = The server { $server } has accepted the e-mail: if you do not see it, look in the spam folder.
receipt-mail-perhaps-twice = The e-mail may arrive twice: the digits are the same.
receipt-mail-given-up = The e-mail was not accepted: come back to the counter with the card, a document and the code sheet. The e-mail can be sent again or the address corrected.
receipt-suspend = If you lose the card or the codes
receipt-suspend-text = Ask for suspension at once: it takes effect immediately and can be undone. Revocation is final: a new card is needed then. If you lose only the sheet, come back to the counter with the card and a document.
receipt-suspend-where = Suspension and revocation
receipt-suspension = At the counter, with the card and an identity document
receipt-contact = The counter
receipt-counter = Counter
receipt-reach = Contact and hours
receipt-scan = Point your phone at the code: it shows that the hand-over is in the register.
receipt-warning = Nobody will ever ask you for the codes
receipt-warning-text = Not by phone, not by e-mail, not at your door: whoever asks is a fraud. Do not keep them with the card.

## Refusal slip
slip-footer = Note for the citizen
slip-protocol = Case
slip-date = Date and time
slip-why = Why
slip-way-on = What to do
slip-contact = The counter
slip-counter = Counter
slip-reach = Contact and hours
slip-kept = Bring this paper with you
slip-kept-text = With the number of the case the counter goes on from where we stopped.

## Sealed letter
letter-title = Second half of the codes
letter-codes = Second half of the codes
letter-on-sheet = on the code sheet
letter-legend = • is a digit that stands on the code sheet. The number above each box is its position in the code.
letter-next = What to do now
letter-release = Take the code sheet with the same release number: { $release }.
letter-join = For each code write the digits of the sheet first, then those of this letter.
letter-duplicate = Duplicate: the old sheet still fits. Change the PIN at once.
letter-nobody-asks = Nobody will ever ask you for the other half, not by phone, not by e-mail, not at your door.
letter-keep = Keep this letter away from the sheet and from the card.
letter-report = If the envelope was open, or if you did not ask for these codes, tell at once: { $office }.

## Notes to take home
advice-warning = Nobody will ever ask you for the codes
advice-warning-text = Not by phone, not by e-mail, not at your door, and not at the counter either: whoever asks is a fraud.
slip-no-email-title = What you need to get the codes
slip-no-email-1 = Open an e-mail account, a free one will do: a phone or a computer is enough. Anybody may help you, but keep the password to yourself.
slip-no-email-2 = Make sure that you can read a message there.
slip-no-email-3 = Or ask a person whom you trust whether they will get the e-mail for you: we need their surname, name and address.
slip-no-email-4 = Come back to the counter with the health card, an identity document in force and the whole address in writing.
advice-join-codes-title = The codes come in two halves
advice-join-codes-1 = Take the code sheet and the message (or letter): both must have the same release number.
advice-join-codes-2 = PIN: the first { $pin_first } digits are on the sheet, the other { $pin_second } in the message. Write them in a row, without blanks.
advice-join-codes-3 = PUK: the first { $puk_first } digits are on the sheet, the other { $puk_second } in the message.
advice-join-codes-4 = After { $pin } wrong PINs the PIN is blocked: if you are not sure, stop.
advice-pin-blocked-title = The PIN is blocked
advice-pin-blocked-1 = The PUK unblocks the PIN, in the card’s software on your computer: look for “unblock PIN”.
advice-pin-blocked-2 = PUK: the first { $puk_first } digits are on the code sheet, the other { $puk_second } in the message or letter.
advice-pin-blocked-3 = After { $puk } wrong PUKs the card is blocked for good: if you are not sure, stop and come back to the counter.
advice-puk-blocked-title = The PUK is blocked
advice-puk-blocked-1 = The chip of this card cannot be unblocked any more, not even at the counter.
advice-puk-blocked-2 = Come to the counter in person, with the card and an identity document in force: the certificate is revoked.
advice-puk-blocked-3 = Ask your health authority or the Revenue Agency (Agenzia delle Entrate) for a duplicate of the card.
advice-puk-blocked-4 = The new card has new codes and must be activated anew. Until then the old one still serves as a health card.
advice-sheet-lost-title = The code sheet is lost
advice-sheet-lost-1 = The sheet is not printed again: the codes have to be handed over anew.
advice-sheet-lost-2 = Come to the counter in person, with the card and an identity document in force.
advice-sheet-lost-3 = You will get a new sheet and a new message. If you find the old sheet, destroy it and change the PIN.
advice-mail-missing-title = The second half did not arrive
advice-mail-missing-1 = Look in the spam folder, too: the subject is “Seconda metà dei codici della tessera sanitaria”.
advice-mail-missing-2 = If you named a trusted person, the message went to them. If you asked for the letter, it takes some days.
advice-mail-missing-3 = If it is not there, come to the counter with an identity document in force: the message can be sent again, or the address corrected.
advice-mail-missing-4 = Bring the code sheet, too. The address is not changed by telephone.
advice-no-chip-title = The card has no chip
advice-no-chip-1 = This card serves as a health card and tax code, but it cannot be activated.
advice-no-chip-2 = For on-line services you can use SPID or the electronic identity card (CIE).
advice-no-chip-3 = See whether your next card has a chip: if so, come back to the counter.
advice-expired-title = The card has expired
advice-expired-1 = The certificate expires with the card: it cannot be used on line any more.
advice-expired-2 = The new card usually comes by post before the old one expires. If it did not, ask your health authority or the Revenue Agency (Agenzia delle Entrate).
advice-expired-3 = Bring the new card and the old one to the counter: the new one must be activated anew.
advice-other-region-title = The card is of another region
advice-other-region-1 = A card is activated at the counters of the region that issued it.
advice-other-region-2 = If you have moved, ask your health authority for the new card and bring it here.
advice-reader-title = The reader does not see the card
advice-reader-1 = You need a contact reader: the card goes in with the chip first and upwards. Laying it on top is not enough.
advice-reader-2 = Wipe the chip with a dry cloth and try another USB socket, without an extension.
advice-reader-3 = Try the reader at another computer, or another card in the reader.
advice-reader-4 = If another reader sees the card, the reader is at fault. If none does, come to the counter with the card.
advice-software-title = The software does not find the certificate
advice-software-1 = The computer needs the card’s software, from the region’s site: which one depends on the chip.
advice-software-2 = Put the card in before you open the browser, then close and open all windows again.
advice-software-3 = When the site asks for the certificate choose the one with your tax code, then enter the whole PIN.
advice-software-4 = If other sites work, the site is at fault: tell whoever runs it.

## Slip about the card's life
life-footer = Slip about the card
life-title-suspend = Card suspended
life-title-reactivate = Card reactivated
life-title-revoke = Card revoked
life-title-replace = Card replaced
life-title-expire = Card expired
life-holder = Holder
life-card = Card number
life-number = Operation
life-since = Since
life-reason = Reason
life-proof = Proof shown
life-means = What it means
life-means-suspend = This card gives no access to on-line services until it is reactivated. As a health card it stays valid.
life-means-reactivate = This card gives access to on-line services again, with the same codes as before.
life-means-revoke = The certificate of this card will never be active again. Codes that had not arrived yet have been erased.
life-means-replace = A newer card was activated: the certificate of the former one has been revoked.
life-means-expire = The last day of validity has passed: the certificate is no longer valid. Codes that had not arrived yet have been erased.
life-next = What to do
life-next-found = If you find the card and only you have the codes, come to the counter with a document: we reactivate it.
life-next-not-found = If you do not find it, come and revoke it with a police report or a self-certification, and ask for a new card.
life-next-mail-held = A code sheet not yet collected and an e-mail not yet sent wait until the reactivation.
life-next-usable = The card can be used at once. An e-mail with codes that was waiting goes out now.
life-next-change-pin = To be safe, change the PIN.
life-next-new-card = Ask your health authority or the Revenue Agency (Agenzia delle Entrate) for a new card; when it comes, activate it at the counter.
life-next-use-new = Use the new card: it has codes of its own.
life-next-destroy = Destroy the code sheet of the old card.
life-contact = The counter
life-kept = Keep this slip
life-kept-text = With the number of the operation the counter finds what was done and when.
life-reason-theft = theft
life-reason-loss = loss
life-reason-compromised-codes = others may know the codes
life-reason-malfunction = chip does not work
life-reason-wrong-data = wrong or changed data
life-reason-puk-blocked = PUK blocked
life-reason-holder-request = holder’s request
life-reason-found = card found again
life-reason-nothing-compromised = unfounded suspicion
life-reason-superseded = a newer card was activated
life-reason-expired = validity over
life-proof-police-report = police report
life-proof-self-certification = self-certification
