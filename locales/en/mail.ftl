# SPDX-License-Identifier: AGPL-3.0-or-later
# Mails to citizens and operators, and how a letter fares as pages tell it.

## Kinds of letter
mail-kind-second_half = Second half of the codes
mail-kind-ownership_code = Code to verify the address
mail-kind-address_notice = Notice to the earlier address
mail-kind-account_notice = Notice on the account
mail-kind-monthly_report = Monthly summary
mail-kind-invitation = Invitation of a colleague

## How a letter fares
mail-state-waiting = Waiting to be sent
mail-state-accepted = Accepted by { $server }
mail-state-printed = At the mail room, in the print folder
mail-state-printed_twice = At the mail room, perhaps printed twice
mail-state-perhaps_twice = Accepted by { $server }, perhaps sent twice
mail-state-given_up = Not sent
mail-state-alarm = Alarm: not sent
mail-state-bounced = Not delivered, returned by { $server }
mail-state-stopped = Stopped

mail-reason-no_answer = The mail server does not answer in time.
mail-reason-server_away = The mail server cannot be reached.
mail-reason-print_folder = The mail room’s print folder does not take the letter: tell whoever runs the service.
mail-reason-server_refuses_us = The mail server does not take mail from this service: tell the people who run it.
mail-reason-try_later = The mail server asks to try again later.
mail-reason-unknown = The connection was lost after the mail was handed to the server: it may have arrived.
mail-reason-expired = The time for sending is over.
mail-reason-address_refused = The recipient's server refuses this address.
mail-reason-content_refused = The recipient's server refuses the message.
mail-reason-bad_address = The address is not valid for e-mail.
mail-reason-recipient_differs = The recorded address is not the one sealed with the codes. Nothing was sent: tell the security officer.
mail-reason-cannot_open = The sealed content does not open. Nothing was sent: tell the security officer.
mail-reason-release_ended = The release ended before the mail was sent.
mail-reason-no_such_mailbox = The mailbox does not exist or is closed: the address is to be corrected with the citizen present.
mail-reason-mailbox_full = The mailbox is full: the citizen has to make room, then it can be sent again.
mail-reason-refused_as_spam = The recipient's server refused it as unwanted mail or against its rules.
mail-reason-not_delivered = The recipient's server was not able to deliver it.
mail-reason-restored = It had not been sent when a copy of the archive was restored: it may have arrived. Ask the citizen before you send it again.

mail-reply-no_report = It is no delivery report that the program can read.
mail-reply-no_status = The delivery report does not say what happened.
mail-reply-too_long = It is too long for the program to read.
mail-reply-other_mail = It speaks of another e-mail: nothing was changed.

## All mails
mail-pointer = This message is also in English, further down.
mail-closing = Automatic message: do not reply to this address.
mail-office = { $counter }
mail-office-telephone = { $counter }, telephone { $telephone }

## The second half
mail-subject-second_half = Second half of the codes of the health card, release { $release }
mail-heading-second_half = The second half of your codes
mail-second_half-trusted = You get this message because the holder of a health card named you as a trusted person (release { $release }). The digits are for the holder: give them in person, do not use them and do not keep them.
mail-second_half-acted = This message is for { $holder }. At the counter { $delegate } acted for you, as { $kind }, and took the code sheet: ask them for it.
mail-second_half-acted_own = This message is for { $delegate }, who acts for { $holder } as { $kind }. The codes are those of the health card of { $holder }: use them for { $holder } only, or give them to this person only.
mail-second_half-acted_either = This message is about the health card of { $holder }. At the counter { $delegate } acted, as { $kind }: the codes are used for { $holder } only.
mail-second_half-assisted = This message is for { $holder }. At the counter { $delegate } was with you, as { $kind }.
mail-second_half-delegated = delegated person
mail-second_half-what = This message holds the second half of the codes of the health card (Tessera sanitaria TS-CNS). The first half is on the code sheet that was handed over at the counter, with the same release number: { $release }.
mail-second_half-join = What to do now: for each code write the digits of the sheet first, then the digits below. The dots • stand for the digits that are on the sheet.
mail-second_half-duplicate = The codes are the same as before: the old sheet still fits too. Change the PIN of the card at once.
mail-code-pin = PIN
mail-code-puk = PUK
mail-code-cip = CIP
mail-code-position = digit { $from } of { $total }
mail-code-positions = digits { $from } to { $to } of { $total }
mail-second_half-tries_pin = { $tries ->
    [one] After a single wrong PIN the PIN is blocked: the PUK unblocks it.
   *[other] After { $tries } wrong PINs in a row the PIN is blocked: the PUK unblocks it.
 }
mail-second_half-tries_puk = { $tries ->
    [one] After a single wrong PUK the card cannot be used on line any more and must be replaced.
   *[other] After { $tries } wrong PUKs the card cannot be used on line any more and must be replaced.
 }
mail-second_half-nobody_asks = Nobody will ever ask you for the other half of the codes, neither at the counter, nor by telephone, nor by e-mail. Tell it to nobody.
mail-second_half-keep = Keep the sheet apart from this message, and delete the message once you have noted the codes in a safe place.
mail-second_half-report = If you did not ask for these codes, if you lost the sheet or if somebody asked you for the other half, tell at once: { $office }.

## The ownership code
mail-subject-ownership_code = Verification of your e-mail address
mail-heading-ownership_code = Verification of the address
mail-ownership_code-why = The counter { $counter } asks you to confirm that you read the mail of this address. Tell the operator the following code.
mail-ownership_code-why_trusted = The holder of a health card is at the counter { $counter } and named you as the trusted person who gets an e-mail for them. If you agree, tell the holder the following code.
mail-ownership_code-why_away = At the counter { $counter } somebody acts for the holder of a health card and gave this address, which will get an e-mail for the holder. If you know that person and agree, tell them the following code.
mail-ownership_code-only_delegate = It only confirms the address: it is no code of the card. Tell it only to that person, after speaking with them: they pass it on at the counter.
mail-ownership_code-only_holder = It only confirms the address: it is no code of the card. Tell it only to the holder, whom you know in person.
mail-ownership_code-name = Verification code
mail-ownership_code-valid = { $minutes ->
    [one] The code is valid for { $minutes } minute.
   *[other] The code is valid for { $minutes } minutes.
 }
mail-ownership_code-only_here = It only confirms the address: it is no code of the card. Tell it only to the operator in front of you, never by telephone or e-mail.
mail-ownership_code-not_known = If you do not know what this is about, tell the code to nobody and ignore this message.
mail-ownership_code-not_you = If you are not at the counter, somebody gave this address by mistake: ignore this message.

## The notice to an earlier address
mail-subject-address_notice = Another address was given for the codes of the health card
mail-heading-address_notice = Another address
mail-address_notice-what = On { $when }, at the counter { $counter }, another address, an e-mail or a postal one, was given to receive the codes of the health card (Tessera sanitaria TS-CNS) of a person who had given this one in the past.
mail-address_notice-acting = At the counter there was a person who acts for the holder or assists them.
mail-address_notice-no_codes = This message is only a notice and holds no codes. If you know of the change, there is nothing to do.
mail-address_notice-not_you = If you do not know of it, tell at once: { $office }.

## The notice on an account
mail-subject-account_notice = Your account of Sportello
mail-heading-account_notice = Your account of Sportello
mail-account_notice-added = On { $when } the account { $username } was made.
mail-account_notice-password_reset = On { $when } a new password was set for the account { $username }.
mail-account_notice-totp_reset = On { $when } a new secret of the one-use codes was set for the account { $username }.
mail-account_notice-locked = On { $when } the account { $username } was locked for a time after repeated wrong sign-ins.
mail-account_notice-not_you = If you did not expect this, tell the people who administer the service at once.
mail-subject-invitation = Your access to Sportello
mail-heading-invitation = Your access to Sportello
mail-invitation-what = The account { $username } was prepared for you. With this link you choose the password and connect the app of the codes:
mail-invitation-second_factor = The app of the codes must be connected anew to the account { $username }. With this link, and with your password:
mail-invitation-valid = The link is good until { $until } and once only.
mail-invitation-nobody = Do not forward it to anybody: who opens it enters in your place.
mail-role-operator = operator
mail-role-supervisor = supervisor
mail-role-administrator = administrator
mail-account_notice-ready = On { $when } password and app of the codes were set for the account { $username }.
mail-account_notice-second_factor_set = On { $when } the app of the codes was connected anew to the account { $username }.
mail-account_notice-recovery_code_used = On { $when } somebody signed in to the account { $username } with a recovery code.
mail-account_notice-role_given = On { $when } the account { $username } was given the role of { $role }.
mail-account_notice-role_ended = On { $when } the role of { $role } ended for the account { $username }.
mail-account_notice-suspended = On { $when } the account { $username } was suspended.
mail-account_notice-restored = On { $when } the account { $username } was let back.
mail-account_notice-ended = On { $when } the account { $username } was closed.
mail-subject-monthly_report = Sportello: the summary of { $month }
mail-heading-monthly_report = The summary of the month
mail-monthly_report-what = The figures of { $month } for the counters that you supervise.
mail-monthly_report-link = The same figures, with filters and single facts, are on the pages of the reports:
mail-monthly_report-standing = Checks by sample and days to close are those open at the moment of writing.
mail-monthly_report-nobody = This message holds counts only and no name: there is more to see only after the sign-in.
mail-monthly_report-count-cases = Cases opened in the month
mail-monthly_report-count-releases = Releases of codes
mail-monthly_report-count-refusals = Refusals
mail-monthly_report-count-mails = Mails in trouble
mail-monthly_report-count-voided = Voided sheets
mail-monthly_report-count-no_email = Holders without e-mail
mail-monthly_report-count-patterns = Patterns found
mail-monthly_report-count-to_look = Patterns still to be looked at
mail-monthly_report-count-samples = Checks by sample still to be made
mail-monthly_report-count-days = Days not closed
