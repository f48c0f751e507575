# SPDX-License-Identifier: AGPL-3.0-or-later
# Ce que dit la fiche de refus ; les pages des agents sont en italien et en anglais.

refusal-minor-what = La carte est celle d’une personne mineure
refusal-minor-why = Le/la titulaire n’a pas encore 18 ans aujourd’hui : la carte d’une personne mineure ne peut être activée que par son représentant.
refusal-minor-tell = La demande est faite par un parent ou par le tuteur, avec sa propre pièce d’identité, la carte de la personne mineure et la preuve du lien.
refusal-unknown-what = Carte inconnue
refusal-unknown-why = L’organisme émetteur ne connaît aucune carte portant ce numéro.
refusal-unknown-tell = Si la carte vient d’arriver, elle n’est peut-être pas encore enregistrée : revenez dans quelques jours avec la carte. Si le numéro est illisible, demandez un duplicata à l’Agenzia delle Entrate (administration fiscale) ou à votre unité sanitaire locale.
refusal-no-chip-what = Carte sans puce
refusal-no-chip-why = Depuis le 1er juin 2022, certaines cartes sont émises sans puce : elles n’ont pas de certificat à activer.
refusal-no-chip-tell = La carte vaut comme carte sanitaire (Tessera sanitaria) et comme attestation du code fiscal (codice fiscale), mais pas pour les services en ligne. Vous pouvez utiliser SPID ou la carte d’identité électronique (CIE), ou demander une carte avec puce.
refusal-expired-what = Carte expirée
refusal-expired-why = Le dernier jour de validité de la carte est passé : le certificat a expiré lui aussi.
refusal-expired-tell = La nouvelle carte arrive par la poste avant l’expiration. Si elle n’est pas arrivée, demandez-la à votre unité sanitaire locale ou à l’Agenzia delle Entrate (administration fiscale) et revenez avec cette carte.
refusal-other-region-what = Carte d’une autre région
refusal-other-region-why = Les chiffres 8 à 10 du numéro indiquent que la carte est celle d’une autre région : ce service ne peut pas l’activer.
refusal-other-region-tell = La carte doit être activée à un guichet de la région qui l’a émise. Si vous avez changé de résidence, attendez la carte de votre nouvelle région.
refusal-already-active-what = Carte déjà active
refusal-already-active-why = Le certificat de cette carte est déjà enregistré comme actif.
refusal-already-active-tell = Vous pouvez déjà utiliser la carte en ligne avec les codes reçus lors de l’activation. Si vous ne les avez plus, le guichet peut les délivrer de nouveau.
refusal-suspended-what = Carte suspendue
refusal-suspended-why = Le certificat de cette carte a été suspendu.
refusal-suspended-tell = Qui a demandé la suspension peut demander la réactivation, si personne d’autre ne s’est servi de la carte. Si vous l’avez perdue puis retrouvée, dites-le au guichet.
refusal-revoked-what = Carte révoquée
refusal-revoked-why = Le certificat de cette carte a été révoqué : il ne peut plus redevenir actif.
refusal-revoked-tell = Il vous faut une nouvelle carte : demandez-la à votre unité sanitaire locale ou à l’Agenzia delle Entrate (administration fiscale) et revenez avec cette carte.
refusal-another-holder-what = Carte d’une autre personne
refusal-another-holder-why = Auprès de l’organisme émetteur, cette carte est enregistrée sous un autre code fiscal (codice fiscale).
refusal-another-holder-tell = Apportez la carte établie à votre nom. Si vous avez trouvé la carte d’une autre personne, remettez-la au guichet.
