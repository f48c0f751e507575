# SPDX-License-Identifier: AGPL-3.0-or-later
# Names of who acts for a holder and of the evidence for it, on papers and pages. Policy files name their items by these keys.

delegation-kind-parent = parent exerçant l’autorité parentale
delegation-kind-guardian = tuteur
delegation-kind-curator = curateur
delegation-kind-support-administrator = administrateur de soutien
delegation-kind-fiduciary = personne de confiance (fiduciario)
delegation-kind-health-impediment = personne déléguée pour raisons de santé
delegation-kind-emancipated-minor = mineur émancipé

evidence-item-card = Carte sanitaire du titulaire
evidence-item-card-copy = Photocopie de la carte sanitaire du titulaire
evidence-item-holder-document = Document d’identité du titulaire
evidence-item-delegate-document = Document d’identité de la personne qui agit
evidence-item-holder-document-copy = Photocopie du document d’identité du titulaire
evidence-item-delegate-document-copy = Photocopie du document d’identité de la personne qui agit
evidence-item-minor-document = Document valide du mineur
evidence-item-family-status = Certificat de composition de famille
evidence-item-parenthood-self-certification = Déclaration sur l’honneur d’autorité parentale
evidence-item-guardianship-decree = Décision de nomination du tuteur
evidence-item-guardian-self-certification = Déclaration sur l’honneur de la qualité de tuteur
evidence-item-curatorship-decree = Décision de nomination du curateur
evidence-item-curator-self-certification = Déclaration sur l’honneur de la qualité de curateur
evidence-item-support-decree = Décret de nomination de l’administrateur de soutien
evidence-item-support-administrator-self-certification = Déclaration sur l’honneur de la qualité d’administrateur de soutien
evidence-item-power-deed = Acte dont résulte le pouvoir de la personne de confiance
evidence-item-fiduciary-self-certification = Déclaration sur l’honneur de la qualité de personne de confiance
evidence-item-signed-delegation = Délégation signée par le titulaire
evidence-item-medical-certificate = Certificat médical, sans diagnostic
evidence-item-clinical-document = Document clinique équivalent
evidence-item-impediment-self-certification = Déclaration sur l’honneur de l’empêchement pour raisons de santé
evidence-item-emancipation-deed = Acte d’émancipation
evidence-item-emancipation-self-certification = Déclaration sur l’honneur d’émancipation

delegation-relation-spouse = conjoint ou partenaire d’union civile
delegation-relation-child = fille ou fils
delegation-relation-parent = mère ou père
delegation-relation-relative-to-third-degree = autre parent jusqu’au troisième degré

delegation-power-acts = agit au nom et pour le compte du titulaire
delegation-power-assists = assiste le titulaire, qui signe aussi
delegation-power-alone = agit seul
