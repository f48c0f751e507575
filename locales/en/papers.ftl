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
form-asked-text = The holder asks to have the card’s certificate activated and to get the codes in two halves: the first on the code sheet, the second by e-mail once the sheet is handed over.
form-asked-text-new-release = The holder asks for a new release of the codes of a card that is active already, in two halves: the first on the code sheet, the second by e-mail after the hand-over. The former release ends; the digits stay the same.
form-asked-text-corrected-address = The holder asks that the second half of the codes go to the address above and not to the one given before. The former release ends; the digits and the code sheet handed over before still count.
form-notice = Data protection notice
form-notice-controller = Controller: { $controller }. Data protection officer: { $officer }.
form-notice-purpose = The data serve to identify the person, activate the card, hand over the codes and account for these acts: a task in the public interest (art. 6(1)(e) Reg. EU 2016/679; D.P.R. 117/2004).
form-notice-who = They are used by the counter and the body that issues the card. Every look-up is recorded.
form-notice-keep = They are kept as long as the law says; halves of codes are erased as soon as they are not needed.
form-notice-needed = Without these data, e-mail included, the codes cannot be handed over.
form-notice-rights = You have the rights of arts. 15-22 of the Regulation (access, rectification, restriction, objection) and may complain to the Italian data protection authority.
form-notice-link = Full text (art. 13 of the Regulation): { $link }
form-declares = The holder declares
form-declares-seen = to have read the notice above;
form-declares-true = that the data on the first page, e-mail included, are right;
form-declares-present = that the card is the holder’s own and activation is requested in person;
form-declares-present-new-release = that the card is theirs and that they ask for the codes in person;
form-declares-present-corrected-address = that the card is theirs and that they correct the address in person;
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
sheet-legend = • is a digit that comes by e-mail. The number above each box is its position in the code.
sheet-next = What to do now
sheet-step-fold = Fold the sheet at the two marks on its edges, first the lower part, then the upper: the codes stay inside.
sheet-step-mail = { $minutes ->
    [one] Wait for the e-mail to { $address }: it is sent only once the sheet is handed over, usually within a minute. Look in the spam folder, too.
   *[other] Wait for the e-mail to { $address }: it is sent only once the sheet is handed over, usually within { $minutes } minutes. Look in the spam folder, too.
 }
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
receipt-codes = Hand-over of the codes
receipt-release = Release
receipt-serial = Code sheet
receipt-taken = Taken by
receipt-mail = E-mail with the second half
receipt-mail-waiting = The e-mail is waiting to be sent.
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
receipt-scan = Point your phone at the code.
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
