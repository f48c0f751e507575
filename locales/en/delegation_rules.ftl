# SPDX-License-Identifier: AGPL-3.0-or-later
# Words of delegation rules, on pages.

evidence-group-card = Card
evidence-group-holder-identity = Holder’s identity
evidence-group-delegate-identity = Identity of who acts
evidence-group-holder-copy = Copy of the holder’s document
evidence-group-delegate-copy = Copy of the document of who acts
evidence-group-parenthood = Proof of parenthood
evidence-group-title = Proof of the title
evidence-group-delegation = Delegation
evidence-group-impediment = Proof of the impediment
evidence-group-emancipation = Proof of emancipation

evidence-way-seen = seen and given back
evidence-way-paper-kept = paper kept
evidence-way-scanned = scanned

delegation-holder-minor = minor
delegation-holder-adult = of age
delegation-holder-any = of any age

delegation-signatory-holder = holder
delegation-signatory-delegate = who acts for the holder

delegation-approval-always = This kind is always approved.
delegation-approval-mismatch-overridden = The operator went on although data did not agree.
delegation-approval-delegate-address = The codes go to the address of who acts, not to the holder’s.
delegation-approval-self-certified = A piece of evidence is a self-certification.
delegation-approval-omocodia = The holder and who acts look like one person: the same base code, or the same name and birth date.

delegation-address-holder = The address is the holder’s.
delegation-address-delegate-may-own = Who acts may declare their own address.
delegation-address-holder-unless-in-words = The address is the holder’s, as written in the delegation; that of who acts only where the delegation says so in words.

delegation-title-none = No title to tell
delegation-title-words = Title of the power, in words
delegation-title-decree = Court, number, date and end of the decree
