# SPDX-License-Identifier: AGPL-3.0-or-later
# What comes after a visit: a new release, a corrected address, a mail sent again.

service-activation = Activation of the card
service-new_release = New release of the codes
service-corrected_address = Corrected address

## The card asks for another service
card-turn-title-new_release = The card is active already
card-turn-text-new_release = The certificate is in use. If the holder has lost the codes, or never got them, they are released anew: the same codes, with a new sheet and a new second half.
card-turn-button-new_release = Go on with a new release of the codes
card-turn-title-activation = The card is not active yet
card-turn-text-activation = Before codes it needs its activation: what was typed so far stays.
card-turn-button-activation = Go on with the activation
notice-service-new-release = The case goes on as a new release of the codes.
notice-service-activation = The case goes on as an activation.
refused-no-other-service = The card of this case does not ask for another service.
refusal-activatable-what = Card not active yet
refusal-activatable-why = The certificate of this card was never activated: there are no codes to release anew.
refusal-activatable-tell = The card can be activated at once, here at the counter.
refusal-activatable-way-on = Go on with the activation: what was typed so far stays.
refused-nothing-to-correct = This service never gave codes to this person, or for this card: there is no address to correct.
refused-nothing-to-correct-way-on = If the card is active already, open a new release of the codes.

## The ways on
ways-title = If the codes do not come together
ways-resend = Send again to the same address
ways-resend-text = It can be sent to { $recipient } { $left ->
    [one] once more
   *[other] { $left } times more
  }, until { $until }.
ways-resend-button = Send again
resend-way-presence = With the holder at the counter
resend-way-cip = With digits of the CIP, also by telephone
resend-cip-hint = The holder is known by three digits of the CIP. Half of the CIP is on the sheet and half in the mail: who never got the mail cannot know it and comes to the counter.
resend-caller-known = The digits were right: only your code from the app is missing. The recognition counts for a quarter of an hour and one sending.
resend-caller-back = Back to the sending
resend-presence-only = The rules of the region ask for the holder at the counter.
resend-presence-only-way-on = The holder comes with a document; then the mail is sent again from here.
resend-caller-unknown = The holder was not known by the CIP, the recognition is a quarter of an hour old, or it has served already.
resend-caller-unknown-way-on = Ask for digits of the CIP again, or send with the holder at the counter.
resend-no-cip = This card has no CIP.
resend-no-cip-way-on = The holder comes to the counter with a document; then the mail is sent again from here.
resend-cip-locked = Too many wrong answers for this card in the last 24 hours.
resend-cip-locked-way-on = Not by the CIP any more: the holder comes to the counter with a document, or calls tomorrow if there is still time for sending.
resend-cip-refused = The state of the card does not let the holder be known by the CIP.
resend-cip-refused-way-on = The holder comes to the counter with a document. The holder’s page shows how the card stands.
resend-cip-away = The authority does not answer: without it the holder cannot be known by the CIP.
resend-cip-away-way-on = Try again shortly, or send with the holder at the counter: that does not need the authority.
ways-correct-text = The address is wrong or not in use any more: holder present, identified anew, new request signed. The old second half, if it has not gone out yet, never does.
ways-correct-button = Correct the address
ways-anew-text = Sheet lost, time over or release ended: holder present, new sheet and new second half.
ways-anew-button = New release of the codes
home-mail-ways = What can be done
holder-release-superseded = replaced by a later release
holder-release-stopped = closed
holder-release-refused = refused
holder-release-withdrawn = withdrawn

## Sent again
resend-title = Send the second half again
resend-lead = { $left ->
    [one] It can be done once more
   *[other] It can be done { $left } times more
  }, until { $until }; then the second half is erased.
resend-release = Release
resend-present = The holder is here, I have recognised them and they ask for it
resend-present-hint = Ask for a document. The second half goes to the address above and to no other: if it is wrong, correct the address.
resend-present-needed = Confirm that the holder is present
resend-button = Send again
notice-mail-sent-again = The second half goes out again.
resend-no-nothing-given = No codes were handed over in this case: there is nothing to send again.
resend-no-release-withdrawn = The release was withdrawn and both halves are erased: it takes a new release of the codes.
resend-no-release-superseded = A later release has taken the place of this one: its second half counts.
resend-no-release-ended = The release has ended and both halves are erased: it takes a new release of the codes.
resend-no-card-held = The card is suspended, or about to be: until that ends nothing goes out.
resend-no-letter-waiting = The second half is still going out: wait until its sending has ended.
resend-no-letter-alarm = There is an alarm about this sending, or it was stopped: it is not sent again. It takes a new release of the codes.
resend-no-window-over = The time for sending again is over and the second half is erased: it takes a new release of the codes.
resend-no-resend-limit = The second half was sent again as often as allowed: correct the address or make a new release of the codes.
resend-no-address-refused = The address may not receive codes any more: it has to be corrected.

## In the place of a former release
release-former-title = It takes the place of a former release
release-former-text = Release { $number }, handed over on { $at }, ends with this one.
release-former-waiting = Its second half has not gone out yet: it is stopped.
release-former-accepted = Its mail was accepted by { $server } on { $at }: it cannot be called back.
release-former-bounced = Its mail was accepted by a server and then returned on { $at }.
release-former-not-sent = Its second half never went out.
release-former-printed = Its letter has been in the mail room since { $at }: it cannot be called back.
release-no-being-sent = At this very moment the old second half is going out.
release-no-being-sent-way-on = Nothing was recorded. Wait some seconds and try again: the page will say whether it has gone out.
release-old-sheet = Does the holder still have the sheet handed over on { $at }?
release-old-sheet-hint = The digits stay the same. With the sheet at hand no other is printed.
release-old-sheet-yes = Yes, it is here
release-old-sheet-no = No, a new sheet is printed
release-old-sheet-missing = Say whether the holder still has the sheet

## The old sheet
old-sheet-title = Old sheet
old-sheet-text = Scan the bar code of the sheet handed over on { $at }: this sends the second half, to { $recipient }.
old-sheet-serial = Number of the sheet or of the release
old-sheet-serial-hint = Scan the bar code, or type the last four characters or the release number
old-sheet-until = It can be confirmed up to and including { $until }; then the release is withdrawn.
old-sheet-button = Confirm the sheet
old-sheet-wrong = This is not the sheet handed over for this card: check the sheet at hand
old-sheet-none = There is no old sheet to confirm.
old-sheet-missing-title = Is the sheet not there?
old-sheet-missing-text = This release ends and nothing goes out; then one with a new sheet is asked for. The signed request still counts.
old-sheet-missing-button = The sheet cannot be found

## Acts in the register
act-case-turn = change of the case’s service
act-mail-send-again = mail sent again
act-release-supersede = release replaced
act-sheet-confirm = old sheet confirmed
act-sheet-miss = old sheet not found
