# SPDX-License-Identifier: AGPL-3.0-or-later
# Names of who acts for a holder and of the evidence for it, on papers and pages. Policy files name their items by these keys.

delegation-kind-parent = parent with parental responsibility
delegation-kind-guardian = guardian
delegation-kind-curator = curator
delegation-kind-support-administrator = support administrator
delegation-kind-fiduciary = trusted representative
delegation-kind-health-impediment = person delegated for reasons of health
delegation-kind-emancipated-minor = emancipated minor

evidence-item-card = Holder’s health card
evidence-item-card-copy = Photocopy of the holder’s health card
evidence-item-holder-document = Holder’s identity document
evidence-item-delegate-document = Identity document of who acts for the holder
evidence-item-holder-document-copy = Photocopy of the holder’s identity document
evidence-item-delegate-document-copy = Photocopy of the identity document of who acts for the holder
evidence-item-minor-document = Valid document of the minor
evidence-item-family-status = Certificate of family status
evidence-item-parenthood-self-certification = Self-certification of parental responsibility
evidence-item-guardianship-decree = Decree that appoints the guardian
evidence-item-guardian-self-certification = Self-certification of being guardian
evidence-item-curatorship-decree = Decree that appoints the curator
evidence-item-curator-self-certification = Self-certification of being curator
evidence-item-support-decree = Decree that appoints the support administrator
evidence-item-support-administrator-self-certification = Self-certification of being support administrator
evidence-item-power-deed = Deed that gives the trusted representative their power
evidence-item-fiduciary-self-certification = Self-certification of being trusted representative
evidence-item-signed-delegation = Delegation signed by the holder
evidence-item-medical-certificate = Medical certificate, without diagnosis
evidence-item-clinical-document = Equivalent clinical document
evidence-item-impediment-self-certification = Self-certification of the impediment for reasons of health
evidence-item-emancipation-deed = Deed of emancipation
evidence-item-emancipation-self-certification = Self-certification of emancipation

delegation-relation-spouse = spouse or civil partner
delegation-relation-child = daughter or son
delegation-relation-parent = mother or father
delegation-relation-relative-to-third-degree = other relative to the third degree

delegation-power-acts = acts in the holder’s name
delegation-power-assists = assists the holder, who signs too
delegation-power-alone = acts alone
