# SPDX-License-Identifier: AGPL-3.0-or-later
# Ce que disent, à côté de l’italien, les imprimés sur qui agit pour autrui. Espace insécable devant : ; ? !

## Who acts for the holder, on request form, sheet and receipt
form-delegate-acts = Qui agit pour le/la titulaire
form-delegate-assists = Qui assiste le/la titulaire
form-delegate-as = En qualité de
form-delegate-title = Titre
form-identity-acts = Pièce d’identité de qui agit
form-identity-assists = Pièce d’identité de qui assiste
form-email-own = Courriel de qui agit, lettre par lettre
form-declares-acts = La personne qui agit déclare
form-declares-assists = Le/la titulaire déclare, avec l’assistance indiquée
form-declares-present-acts = que la carte est celle du/de la titulaire et que l’activation est demandée en son nom et pour son compte ;
form-declares-present-new-release-acts = que la carte est celle du/de la titulaire et que les codes sont demandés en son nom et pour son compte ;
form-declares-present-corrected-address-acts = que la carte est celle du/de la titulaire et que l’adresse est corrigée en son nom et pour son compte ;
form-declares-power-acts = avoir la qualité indiquée, qu’aucun acte n’a retirée ni limitée ;
form-declares-power-assists = que la personne qui assiste a la qualité indiquée, qu’aucun acte n’a retirée ni limitée ;
form-declares-secret-acts = n’utiliser les codes que pour le/la titulaire ou ne les donner qu’à lui/elle, et ne pas les garder avec la carte ;
form-signature-acts = Signature de la personne qui agit
form-signature-assists = Signature de la personne qui assiste
sheet-to-acts = Remise à, pour le/la titulaire
sheet-to-assists = Avec l’assistance de
receipt-by-acts = A agi pour le/la titulaire
receipt-by-assists = A assisté le/la titulaire
letter-release-acts = Demandez à { $delegate }, qui a agi au guichet pour { $holder } en tant que { $kind }, la feuille des codes avec le même numéro de délivrance : { $release }.
letter-release-assists = Prenez la feuille des codes avec le même numéro de délivrance : { $release }. Au guichet, { $delegate } a assisté { $holder } en tant que { $kind }.

## The holder is there and does not sign (DPR 445/2000 art. 4)
form-unsigned = Déclaration de qui ne signe pas
form-unsigned-text = Le/la titulaire, dont j’ai vérifié l’identité, a fait devant moi la demande et les déclarations de ce formulaire, que je lui ai lues. Il/elle ne signe pas car il/elle :
form-unsigned-does-not-know = ne sait pas signer
form-unsigned-cannot = ne peut pas signer
form-unsigned-hint = On n’indique que cela : ni maladie ni diagnostic.
form-officer-name = Nom, prénom et qualité de l’officier public
form-signature-officer = Signature de l’officier public
form-relative = Déclaration d’un proche
form-relative-text = Le/la titulaire a un empêchement temporaire dû à son état de santé. Dans son intérêt, la demande et les déclarations sont faites, devant l’officier public qui en a vérifié l’identité, par :
form-relative-spouse = conjoint/conjointe
form-relative-child = fille ou fils, à défaut de conjoint
form-relative-other = autre parent en ligne directe ou collatérale jusqu’au troisième degré, à défaut des précédents
form-signature-relative = Signature du proche
form-identity-relative = Pièce d’identité du proche
receipt-done-by-officer = La demande a été déclarée devant l’officier public, sans la signature du/de la titulaire (art. 4, al. 1, D.P.R. 445/2000).
receipt-done-by-relative = La demande a été déclarée et signée par { $name }, un proche, en raison d’un empêchement temporaire du/de la titulaire (art. 4, al. 2, D.P.R. 445/2000).

## Delegation for reasons of health
deed-delegation-title = Délégation pour la carte sanitaire TS-CNS
deed-delegation-footer = délégation
deed-holder = Qui délègue, titulaire de la carte
deed-delegate = Personne déléguée, majeure
deed-acts = Ce que peut faire la personne déléguée
deed-acts-text = Le/la titulaire ne peut pas venir au guichet pour raisons de santé et délègue la personne indiquée :
deed-acts-activate = à demander l’activation de la carte, en signant la demande en son nom et pour son compte ;
deed-acts-codes = à retirer la feuille avec la première moitié des codes, à remettre au/à la titulaire ;
deed-acts-duplicate = à demander une nouvelle délivrance des codes, tant que dure l’empêchement.
deed-impediment = Période de l’empêchement
deed-impediment-text = { $months ->
    [one] L’empêchement dure plus d’un mois :
   *[other] L’empêchement dure plus de { $months } mois :
 }
deed-from = Du
deed-to = Au
deed-no-diagnosis = N’écrivez ni la maladie ni le diagnostic : les jours suffisent.
deed-address = Où va la seconde moitié des codes
deed-address-text = Cochez une seule possibilité. Écrivez l’adresse en lettres d’imprimerie.
deed-address-holder = À l’adresse électronique du/de la titulaire.
deed-address-email = Adresse électronique du/de la titulaire
deed-address-delegate = À l’adresse électronique de la personne déléguée : valable seulement si le/la titulaire l’écrit ci-dessous en toutes lettres et signe aussi ici.
deed-address-words = Par exemple, en italien : «Voglio che la seconda metà dei codici vada all’indirizzo e-mail di …», avec le nom.
deed-address-email-delegate = Adresse électronique de la personne déléguée
deed-address-signature = Signature du/de la titulaire pour ce choix
deed-attached = Pièces jointes
deed-attached-holder = photocopie de la pièce d’identité du/de la titulaire (art. 38 D.P.R. 445/2000) ;
deed-attached-delegate = photocopie de la pièce d’identité de la personne déléguée, qui montre aussi l’original ;
deed-attached-impediment = certificat médical sans diagnostic, document analogue ou autocertification, avec la période.
deed-notice = Responsable du traitement : { $controller }. Délégué à la protection des données : { $officer }. Les données ne servent qu’à traiter la demande et à en rendre compte (art. 6, par. 1, point e, Règl. UE 2016/679). Texte complet : { $link }
deed-delegation-declares = Le/la titulaire déclare avoir lu la note d’information et savoir qu’une fausse déclaration est punie par la loi pénale (art. 76 D.P.R. 445/2000).

## Self-certifications
deed-declaration-footer = autocertification
deed-title-parenthood = Déclaration sur l’honneur de responsabilité parentale
deed-title-guardian = Déclaration sur l’honneur de la qualité de tuteur
deed-title-curator = Déclaration sur l’honneur de la qualité de curateur
deed-title-support-administrator = Déclaration sur l’honneur de la qualité d’administrateur de soutien
deed-title-fiduciary = Déclaration sur l’honneur de la qualité de personne de confiance (fiduciario)
deed-title-impediment = Déclaration sur l’honneur de l’empêchement
deed-title-emancipation = Déclaration sur l’honneur d’émancipation
deed-law = Art. 46 et 47 du D.P.R. n° 445 du 28 décembre 2000
deed-declarant = Qui déclare
deed-declarant-holder = Qui déclare, titulaire de la carte
deed-declares = Ce qui est déclaré
deed-aware = Sous sa propre responsabilité et consciente des sanctions pénales pour fausse déclaration (art. 76 D.P.R. 445/2000), la personne indiquée déclare :
deed-declares-parenthood = être parent du/de la titulaire de la carte, mineur/e, et exercer la responsabilité parentale, qui n’est ni retirée ni suspendue ;
deed-declares-not-emancipated = que le/la mineur/e n’est pas émancipé/e.
deed-declares-guardian = être tuteur du/de la titulaire de la carte en vertu de la décision indiquée ici, et que la charge est en cours :
deed-declares-curator = être curateur du/de la titulaire de la carte en vertu de la décision indiquée ici, et que la charge est en cours :
deed-declares-support-administrator = être administrateur de soutien du/de la titulaire de la carte en vertu du décret indiqué ici, et que la charge est en cours :
deed-declares-fiduciary = être personne de confiance du/de la titulaire de la carte, avec le pouvoir d’en demander l’activation en son nom et pour son compte, en vertu de l’acte indiqué ici :
deed-declares-impediment = ne pas pouvoir venir en personne au guichet, pour raisons de santé, pendant cette période :
deed-declares-emancipation = être mineur/e émancipé/e par le mariage (art. 390 du code civil) et demander donc soi-même l’activation de la carte :
deed-court = Tribunal ou autorité
deed-decree-number = Numéro de la décision
deed-decree-date = Date
deed-decree-end = Jusqu’au (s’il y a une fin)
deed-power = Pour cet acte, le décret donne le pouvoir :
deed-power-acts = d’agir au nom et pour le compte du/de la titulaire
deed-power-assists = d’assister le/la titulaire, qui signe aussi
deed-title-in-words = Acte dont résulte le pouvoir, avec sa date
deed-marriage-place = Commune du mariage
deed-marriage-date = Date du mariage
deed-liability = Ce que risque qui fait une fausse déclaration
deed-liability-text = Quiconque fait de fausses déclarations, forme de faux actes ou en fait usage est puni par le code pénal et les lois spéciales (art. 76). Qui déclare le faux perd les avantages obtenus (art. 75). Le guichet contrôle, aussi par sondage (art. 71).
deed-signing = Comment on signe
deed-signing-here = Devant l’agent, qui a vérifié l’identité de qui déclare.
deed-signing-copy = Ailleurs : la photocopie, non certifiée, d’une pièce d’identité de qui déclare est jointe.
deed-signature-declarant = Signature de qui déclare
