# SPDX-License-Identifier: AGPL-3.0-or-later
# What papers about acting for somebody else say beside the Italian.

## Who acts for the holder, on request form, sheet and receipt
form-delegate-acts = Who acts for the holder
form-delegate-assists = Who assists the holder
form-delegate-as = As
form-delegate-title = Title
form-identity-acts = Identity document of who acts
form-identity-assists = Identity document of who assists
form-email-own = E-mail of who acts, letter by letter
form-declares-acts = The person who acts for the holder declares
form-declares-assists = The holder declares, with the assistance stated
form-declares-present-acts = that the card is the holder’s and activation is requested in the holder’s name and on their behalf;
form-declares-present-new-release-acts = that the card is the holder’s and the codes are requested in the holder’s name and on their behalf;
form-declares-present-corrected-address-acts = that the card is the holder’s and the address is corrected in the holder’s name and on their behalf;
form-declares-power-acts = to have the quality stated, which no act has ended or limited;
form-declares-power-assists = that the person assisting has the quality stated, which no act has ended or limited;
form-declares-secret-acts = to use the codes for the holder alone or give them to the holder alone, and not to keep them with the card;
form-signature-acts = Signature of the person who acts for the holder
form-signature-assists = Signature of the person who assists
sheet-to-acts = Handed to, for the holder
sheet-to-assists = With the assistance of
receipt-by-acts = Acted for the holder
receipt-by-assists = Assisted the holder
letter-release-acts = Get the code sheet with the same release number, { $release }, from { $delegate }, who acted at the counter for { $holder } as { $kind }.
letter-release-assists = Take the code sheet with the same release number: { $release }. At the counter { $delegate } assisted { $holder } as { $kind }.

## The holder is there and does not sign (DPR 445/2000 art. 4)
form-unsigned = Declaration of somebody who does not sign
form-unsigned-text = The holder, whose identity I ascertained, made the request and the declarations of this form before me, after I had read them out. They do not sign because they:
form-unsigned-does-not-know = do not know how to sign
form-unsigned-cannot = cannot sign
form-unsigned-hint = Only this is noted: no illness and no diagnosis.
form-officer-name = Surname, name and office of the public officer
form-signature-officer = Signature of the public officer
form-relative = Declaration of a relative
form-relative-text = The holder is hindered for a time by their state of health. In their interest the request and the declarations are made, before the public officer who ascertained their identity, by:
form-relative-spouse = spouse
form-relative-child = daughter or son, where there is no spouse
form-relative-other = other relative in direct or collateral line to the third degree, where there is none of these
form-signature-relative = Signature of the relative
form-identity-relative = Identity document of the relative
receipt-done-by-officer = The request was declared before the public officer, without the holder’s signature (art. 4, par. 1, D.P.R. 445/2000).
receipt-done-by-relative = The request was declared and signed by { $name }, a relative, because of a temporary impediment of the holder (art. 4, par. 2, D.P.R. 445/2000).

## Delegation for reasons of health
deed-delegation-title = Delegation for the health card TS-CNS
deed-delegation-footer = delegation
deed-holder = Who delegates, the card holder
deed-delegate = Delegate, of full age
deed-acts = What the delegate may do
deed-acts-text = The holder cannot come to the counter for reasons of health and delegates the person named:
deed-acts-activate = to request the activation of the card, signing the request in the holder’s name and on their behalf;
deed-acts-codes = to take the sheet with the first half of the codes, which is to be given to the holder;
deed-acts-duplicate = to request a new release of the codes, as long as the impediment lasts.
deed-impediment = Period of the impediment
deed-impediment-text = { $months ->
    [one] The impediment lasts more than one month:
   *[other] The impediment lasts more than { $months } months:
 }
deed-from = From
deed-to = Until
deed-no-diagnosis = Do not write the illness or the diagnosis: the days are enough.
deed-address = Where the second half of the codes goes
deed-address-text = Tick one possibility only. Write the address in capital letters.
deed-address-holder = To the holder’s own e-mail address.
deed-address-email = E-mail address of the holder
deed-address-delegate = To the delegate’s e-mail address: this counts only if the holder says so below in words and signs here, too.
deed-address-words = For example, in Italian: «Voglio che la seconda metà dei codici vada all’indirizzo e-mail di …», with the name.
deed-address-email-delegate = E-mail address of the delegate
deed-address-signature = Signature of the holder for this choice
deed-attached = What comes with it
deed-attached-holder = photocopy of the holder’s identity document (art. 38 D.P.R. 445/2000);
deed-attached-delegate = photocopy of the identity document of the delegate, who shows the original, too;
deed-attached-impediment = medical certificate without diagnosis, similar document or self-certification, with the period.
deed-notice = Controller: { $controller }. Data protection officer: { $officer }. The data serve only to handle the request and to account for it (art. 6(1)(e) Reg. EU 2016/679). Full text: { $link }
deed-delegation-declares = The holder declares to have read the notice and to know that false declarations are punishable (art. 76 D.P.R. 445/2000).

## Self-certifications
deed-declaration-footer = self-certification
deed-title-parenthood = Self-certification of parental responsibility
deed-title-guardian = Self-certification of being guardian
deed-title-curator = Self-certification of being curator
deed-title-support-administrator = Self-certification of being support administrator
deed-title-fiduciary = Self-certification of being trusted representative
deed-title-impediment = Self-certification of the impediment
deed-title-emancipation = Self-certification of emancipation
deed-law = Arts. 46 and 47 of D.P.R. no. 445 of 28 December 2000
deed-declarant = Who declares
deed-declarant-holder = Who declares, the card holder
deed-declares = What is declared
deed-aware = On their own responsibility and aware of the penalties for false declarations (art. 76 D.P.R. 445/2000), the person named declares:
deed-declares-parenthood = to be a parent of the card holder, who is a minor, and to exercise parental responsibility, which has been neither taken away nor suspended;
deed-declares-not-emancipated = that the minor is not emancipated.
deed-declares-guardian = to be the card holder’s guardian by the decision stated here, and that the office is in force:
deed-declares-curator = to be the card holder’s curator by the decision stated here, and that the office is in force:
deed-declares-support-administrator = to be the card holder’s support administrator by the decree stated here, and that the office is in force:
deed-declares-fiduciary = to be the card holder’s trusted representative, with the power to request its activation in the holder’s name and on their behalf, by the deed stated here:
deed-declares-impediment = not to be able to come to the counter in person, for reasons of health, in this period:
deed-declares-emancipation = to be a minor emancipated by marriage (art. 390 of the civil code), and so to request the activation of the card alone:
deed-court = Court or authority
deed-decree-number = Number of the decision
deed-decree-date = Date
deed-decree-end = Until (if it ends)
deed-power = For this act the decree gives the power:
deed-power-acts = to act in the holder’s name and on their behalf
deed-power-assists = to assist the holder, who signs, too
deed-title-in-words = Deed that gives the power, with its date
deed-marriage-place = Municipality of the marriage
deed-marriage-date = Date of the marriage
deed-liability = What a false declaration costs
deed-liability-text = Whoever makes untrue declarations, forges deeds or uses them is punished under the criminal code and special laws (art. 76). Whoever declares what is false loses the benefits obtained (art. 75). The counter checks, also by sample (art. 71).
deed-signing = How it is signed
deed-signing-here = Before the operator, who ascertained the identity of who declares.
deed-signing-copy = Elsewhere: an uncertified photocopy of an identity document of who declares comes with it.
deed-signature-declarant = Signature of who declares
