# SPDX-License-Identifier: AGPL-3.0-or-later
# Names of who acts for a holder and of the evidence for it, on papers and pages. Policy files name their items by these keys.

delegation-kind-parent = genitore con responsabilità genitoriale
delegation-kind-guardian = tutore
delegation-kind-curator = curatore
delegation-kind-support-administrator = amministratore di sostegno
delegation-kind-fiduciary = fiduciario
delegation-kind-health-impediment = persona delegata per impedimento di salute
delegation-kind-emancipated-minor = minore emancipato

evidence-item-card = Tessera sanitaria del titolare
evidence-item-card-copy = Fotocopia della tessera sanitaria del titolare
evidence-item-holder-document = Documento d’identità del titolare
evidence-item-delegate-document = Documento d’identità di chi agisce per il titolare
evidence-item-holder-document-copy = Fotocopia del documento d’identità del titolare
evidence-item-delegate-document-copy = Fotocopia del documento d’identità di chi agisce per il titolare
evidence-item-minor-document = Documento valido del minore
evidence-item-family-status = Stato di famiglia
evidence-item-parenthood-self-certification = Dichiarazione sostitutiva di responsabilità genitoriale
evidence-item-guardianship-decree = Provvedimento di nomina del tutore
evidence-item-guardian-self-certification = Dichiarazione sostitutiva della qualità di tutore
evidence-item-curatorship-decree = Provvedimento di nomina del curatore
evidence-item-curator-self-certification = Dichiarazione sostitutiva della qualità di curatore
evidence-item-support-decree = Decreto di nomina dell’amministratore di sostegno
evidence-item-support-administrator-self-certification = Dichiarazione sostitutiva della qualità di amministratore di sostegno
evidence-item-power-deed = Atto da cui risulta il potere del fiduciario
evidence-item-fiduciary-self-certification = Dichiarazione sostitutiva della qualità di fiduciario
evidence-item-signed-delegation = Delega firmata dal titolare
evidence-item-medical-certificate = Certificato medico, senza diagnosi
evidence-item-clinical-document = Analoga documentazione clinica idonea
evidence-item-impediment-self-certification = Dichiarazione sostitutiva dell’impedimento per motivi di salute
evidence-item-emancipation-deed = Atto da cui risulta l’emancipazione
evidence-item-emancipation-self-certification = Dichiarazione sostitutiva di emancipazione

delegation-relation-spouse = coniuge o unito civilmente
delegation-relation-child = figlia o figlio
delegation-relation-parent = madre o padre
delegation-relation-relative-to-third-degree = altro parente entro il terzo grado

delegation-power-acts = agisce in nome e per conto del titolare
delegation-power-assists = assiste il titolare, che firma anch’esso
delegation-power-alone = agisce da sé
