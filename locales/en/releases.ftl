# SPDX-License-Identifier: AGPL-3.0-or-later
# Activation, code sheet, hand-over and what comes after.

## Activate and release
release-title = Activate and release
release-codes-title = Release the codes
release-holder = Holder
release-card = Card number
release-recipient = The second half goes to
release-fingerprint = Fingerprint of the signed form
release-warnings = The address has to be confirmed once more
release-warnings-hint = Tick each warning after talking to the citizen: half of the codes goes to this address and to no other.
release-warnings-open = Confirm all warnings about the address
release-totp = Code of the authenticator app
release-totp-hint = Six digits, good for this one act
release-button = Activate and release
release-codes-button = Release the codes
release-not-yet = Before the activation the request must be signed by the citizen.
release-back = Back to the case

release-withdrawn-title = The earlier release was withdrawn
release-withdrawn-text = Nobody took the sheet in time: both halves of the codes were erased.
release-withdrawn-way-on = The certificate stays active: the codes are given by a new release.
release-stopped-title = The earlier release was closed
release-stopped-text = The sheet cannot be found: both halves of the codes were erased and nothing went out.
release-stopped-way-on = The certificate stays active: the codes are given by a new release.
release-superseded-title = Another release followed the earlier one
release-superseded-text = The latest one holds.
release-superseded-way-on = The codes are given by the latest release.
refusal-not-active-what = The codes cannot be given
refusal-not-active-why = When the codes were asked for, the certificate was not active.
refusal-not-active-tell = The counter repeats the request: if that fails, come back with the card and an identity document.
refusal-not-active-way-on = Repeat the release; if the authority says no again, tell whoever runs the service.
refusal-not-accepted-what = Request not accepted
refusal-not-accepted-why = The body that issues the cards did not accept the request as it was.
refusal-not-accepted-tell = The counter looks for the reason: telephone before you come back.
refusal-not-accepted-way-on = Tell whoever runs the service, with the number of the case.

release-no-not-signed = Before the activation the request must be signed by the citizen.
release-no-form-changed = Something changed after the signature: the request has to be printed and signed again.
release-no-form-changed-way-on = Go back to the case, check the data with the citizen and print the form.
release-no-address = The address cannot receive codes: it belongs to the staff, or the rules do not allow it.
release-no-still-asked = The issuing authority has not answered an earlier question about this case yet.
release-no-still-asked-way-on = The case goes on by itself: look again in a moment.
release-no-card-has-release = This card has a release under way in another case.
release-no-card-has-release-way-on = Look the card up and resume that case.

## Asked of the authority
asked-title = Asked of the issuing authority
asked-title-active = Card active, codes not yet received
asked-activate = Activation asked for at { $since }: waiting for the answer.
asked-codes = The certificate is active. The codes were asked for at { $since }: waiting for the answer.
asked-trouble-unreachable = The authority cannot be reached ({ $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
  }). The question is put again by itself.
asked-trouble-unanswered = The authority did not answer in time ({ $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
  }). The same question is put again until the answer is known: nothing is done twice.
asked-trouble-senseless = The authority’s answer could not be read ({ $attempts ->
    [one] one attempt
   *[other] { $attempts } attempts
  }). The question is put again; if it goes on, tell whoever runs the service.
asked-trouble-cap-reached = The authority takes no more releases in your name this hour: the question is put again by itself every two minutes.
asked-no-second = There is no need to ask again: this page refreshes itself, and the work goes on even if you close it. You may serve somebody else meanwhile.
asked-look = Look again
asked-answered = The answer has come.

## The sheet
sheet-page-title = Code sheet
sheet-ready-text = The sheet is printed once only. Make the printer ready, then press Enter.
sheet-totp = Code of the authenticator app
sheet-totp-hint = Six digits: the confirmation of the release no longer covers this print
sheet-code-needed = Type the code of the app: the confirmation of the release no longer covers this print
sheet-print = Print the sheet
sheet-frame = Code sheet to print
sheet-by-hand = If the print window does not open, use the button in the frame.
sheet-no-good = Did the sheet come out badly?
sheet-served-title = The sheet has been printed
sheet-served-text = Printed on { $at } by { $by }. It is not printed a second time: if it is spoilt, void it and print a new one.
sheet-none = There is no sheet to print for this case.
sheet-held-title = The card is suspended, or about to be
sheet-held-text = Until that ends the sheet is neither printed nor handed over.
sheet-held-way-on = If the holder has the card in hand again, reactivate it from the holder’s page; then it goes on from here.
sheet-held-link = Go to the holder’s page
sheet-missing-title = Sheet voided without its paper
sheet-missing-text = Sheet { $serial } was voided on { $at } by { $by }, and the paper was not destroyed before the operator’s eyes.
sheet-missing-reason = Reason: { $reason }
sheet-missing-way-on = Nothing goes out and no sheet is printed until the counter’s supervisor has decided.

## Void and print anew
void-title = Void and print anew
void-text = The spoilt sheet is needed: destroy it here and now, then print the new one. If the sheet is missing, the supervisor decides.
void-reason = Reason
void-destroyed = Was the paper destroyed before your eyes?
void-destroyed-yes = Yes, I saw it destroyed
void-destroyed-no = No, the sheet is missing
void-totp = Code of the authenticator app
void-button = Void the sheet
void-reason-missing = Write why the sheet has to be voided
void-destroyed-missing = Say whether the paper was destroyed
void-no-sheet = This sheet cannot be voided any more: it was not printed, or has been handed over, voided or withdrawn.
notice-sheet-voided = Sheet voided. The new one can be printed now.
notice-sheet-paper-missing = Sheet voided. The counter’s supervisor decides.

## Hand-over
handover-title = Hand-over
handover-text = Hand the sheet over and scan its bar code: the second half goes out, to { $recipient }.
handover-serial = Number of the sheet
handover-serial-hint = Scan the bar code, or type the last four characters
handover-taken-by = Who takes it
handover-taken-by-holder = { $holder }, holder
handover-taken-by-delegate = { $delegate }, { $kind }
handover-wrong-person = The rules of the delegation give the sheet to the other person
handover-button = Hand the sheet over
handover-until = It can be handed over up to and including { $until }; then the release is withdrawn.
handover-serial-missing = Scan or type the number of the sheet
handover-wrong-serial = That is not the number of this case’s sheet: check the sheet in your hand
handover-taken-by-missing = Say who takes the sheet
handover-no-sheet = There is no printed sheet to hand over.

## Done
done-title = Done
done-lead = Release { $number }, sheet handed over on { $at }.
done-mail = The second half
done-no-mail = Nothing went out.
done-look = Look again
done-receipt = Print the receipt
done-next = Next person
mail-way-on-waiting = It goes out by itself. The citizen may leave: the sheet is all they need.
mail-way-on-accepted = If the citizen does not see it, it may be among the unwanted mail.
mail-way-on-printed = The letter takes some days. If the envelope is open, the citizen should tell the counter.
mail-way-on-printed_twice = It may arrive twice: the digits are the same.
mail-way-on-perhaps_twice = It may arrive twice: the digits are the same.
mail-way-on-given_up = It can be sent again, or the address corrected with the holder present: both ways are on the page of the case.
mail-way-on-bounced = It did not arrive. It can be sent again where the mailbox was full, or the address corrected with the holder present: both ways are on the page of the case.
mail-way-on-alarm = Give the citizen no more information and tell the supervisor.
mail-way-on-stopped = The codes are given by a new release.

## A supervisor decides
decision-title = Sheets to decide on
decision-waiting = { $count ->
    [one] One sheet voided without its paper waits for your decision
   *[other] { $count } sheets voided without their paper wait for your decision
  }
decision-lead = Voided without their paper: decide whether they may be printed anew or the release ends.
decision-voided-by = Voided by
decision-voided-at = Voided on
decision-reason = Reason
decision-until = Withdrawn otherwise after
decision-own = You voided it: another supervisor decides.
decision-anew = May be printed anew
decision-end = The release ends
decision-none = No sheet to decide on.
decision-nothing = This sheet waits for no decision any more.
decision-own-act = Nobody decides on an act of their own.
notice-decision-anew = Decided: the sheet may be printed anew.
notice-decision-end = Decided: the release has ended and both halves are erased.

## Acts in the register
act-refusal-print = citizen’s slip printed
act-session-reauthenticate = confirmation with the code of the app
act-sheet-decide = decision on a sheet without its paper
act-sheet-void = code sheet voided
