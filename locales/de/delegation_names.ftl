# SPDX-License-Identifier: AGPL-3.0-or-later
# Names of who acts for a holder and of the evidence for it, on papers and pages. Policy files name their items by these keys.

delegation-kind-parent = sorgeberechtigter Elternteil
delegation-kind-guardian = Vormund
delegation-kind-curator = Kurator
delegation-kind-support-administrator = Sachwalter
delegation-kind-fiduciary = Vertrauensperson
delegation-kind-health-impediment = bevollmächtigte Person bei gesundheitlicher Verhinderung
delegation-kind-emancipated-minor = mündig erklärter Minderjähriger

evidence-item-card = Gesundheitskarte der Inhaberin oder des Inhabers
evidence-item-card-copy = Fotokopie der Gesundheitskarte
evidence-item-holder-document = Identitätsdokument der Inhaberin oder des Inhabers
evidence-item-delegate-document = Identitätsdokument der handelnden Person
evidence-item-holder-document-copy = Fotokopie des Identitätsdokuments der Inhaberin oder des Inhabers
evidence-item-delegate-document-copy = Fotokopie des Identitätsdokuments der handelnden Person
evidence-item-minor-document = Gültiges Dokument der minderjährigen Person
evidence-item-family-status = Familienbogen
evidence-item-parenthood-self-certification = Eigenerklärung über die elterliche Verantwortung
evidence-item-guardianship-decree = Bestellungsdekret des Vormunds
evidence-item-guardian-self-certification = Eigenerklärung über die Vormundschaft
evidence-item-curatorship-decree = Bestellungsdekret des Kurators
evidence-item-curator-self-certification = Eigenerklärung über die Kuratel
evidence-item-support-decree = Bestellungsdekret des Sachwalters
evidence-item-support-administrator-self-certification = Eigenerklärung über die Sachwalterschaft
evidence-item-power-deed = Urkunde über die Befugnis der Vertrauensperson
evidence-item-fiduciary-self-certification = Eigenerklärung über die Eigenschaft als Vertrauensperson
evidence-item-signed-delegation = Von der Inhaberin oder vom Inhaber unterschriebene Vollmacht
evidence-item-medical-certificate = Ärztliches Zeugnis, ohne Diagnose
evidence-item-clinical-document = Gleichwertige klinische Unterlage
evidence-item-impediment-self-certification = Eigenerklärung über die gesundheitliche Verhinderung
evidence-item-emancipation-deed = Urkunde über die Mündigerklärung
evidence-item-emancipation-self-certification = Eigenerklärung über die Mündigerklärung

delegation-relation-spouse = Ehegatte oder eingetragener Partner
delegation-relation-child = Tochter oder Sohn
delegation-relation-parent = Mutter oder Vater
delegation-relation-relative-to-third-degree = andere verwandte Person bis zum dritten Grad

delegation-power-acts = handelt im Namen der Inhaberin oder des Inhabers
delegation-power-assists = steht der Inhaberin oder dem Inhaber bei, die oder der mitunterschreibt
delegation-power-alone = handelt allein
