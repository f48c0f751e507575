# SPDX-License-Identifier: AGPL-3.0-or-later
# Courriels aux usagers et aux agents. Le sort d’une lettre n’est dit que sur les pages (it, en).

## Tous les courriels
mail-pointer = Ce message se trouve aussi en français, plus bas.
mail-closing = Message automatique : ne répondez pas à cette adresse.
mail-office = { $counter }
mail-office-telephone = { $counter }, téléphone { $telephone }

## La seconde moitié
mail-subject-second_half = Seconde moitié des codes de la carte sanitaire, délivrance { $release }
mail-heading-second_half = La seconde moitié de vos codes
mail-second_half-what = Ce message contient la seconde moitié des codes de la carte sanitaire (Tessera sanitaria TS-CNS). La première moitié est sur la feuille des codes remise au guichet, avec le même numéro de délivrance : { $release }.
mail-second_half-join = Que faire maintenant : pour chaque code, écrivez d’abord les chiffres de la feuille, puis les chiffres ci-dessous. Les points • remplacent les chiffres qui se trouvent sur la feuille.
mail-second_half-duplicate = Les codes sont les mêmes qu’avant : l’ancienne feuille reste valable. Changez tout de suite le PIN de la carte.
mail-code-pin = PIN
mail-code-puk = PUK
mail-code-cip = CIP
mail-code-position = chiffre { $from } sur { $total }
mail-code-positions = chiffres { $from } à { $to } sur { $total }
mail-second_half-tries_pin = { $tries ->
    [one] Après un seul PIN erroné, le PIN est bloqué : il faut le PUK pour le débloquer.
   *[other] Après { $tries } PIN erronés de suite, le PIN est bloqué : il faut le PUK pour le débloquer.
 }
mail-second_half-tries_puk = { $tries ->
    [one] Après un seul PUK erroné, la carte n’est plus utilisable en ligne et doit être remplacée.
   *[other] Après { $tries } PUK erronés, la carte n’est plus utilisable en ligne et doit être remplacée.
 }
mail-second_half-nobody_asks = Personne ne vous demandera jamais l’autre moitié des codes, ni au guichet, ni par téléphone, ni par courriel. Ne la communiquez à personne.
mail-second_half-keep = Conservez la feuille séparément de ce message et effacez le message une fois les codes notés en lieu sûr.
mail-second_half-report = Si vous n’avez pas demandé ces codes, si vous avez perdu la feuille ou si quelqu’un vous a demandé l’autre moitié, signalez-le tout de suite : { $office }.

## Le code de vérification de l’adresse
mail-subject-ownership_code = Vérification de votre adresse électronique
mail-heading-ownership_code = Vérification de l’adresse
mail-ownership_code-why = Le guichet { $counter } vous demande de confirmer que vous lisez le courrier de cette adresse. Dites le code suivant à l’agent.
mail-ownership_code-name = Code de vérification
mail-ownership_code-valid = { $minutes ->
    [one] Le code est valable { $minutes } minute.
   *[other] Le code est valable { $minutes } minutes.
 }
mail-ownership_code-only_here = Il sert uniquement à confirmer l’adresse : ce n’est pas un code de la carte. Ne le dites qu’à l’agent qui est devant vous, jamais par téléphone ni par courriel.
mail-ownership_code-not_known = Si vous ne savez pas de quoi il s’agit, ne dites le code à personne et ne tenez pas compte de ce message.
mail-ownership_code-not_you = Si vous n’êtes pas au guichet, quelqu’un a indiqué cette adresse par erreur : ne tenez pas compte de ce message.

## L’avis à l’adresse précédente
mail-subject-address_notice = Une autre adresse a été indiquée pour les codes de la carte sanitaire
mail-heading-address_notice = Une autre adresse
mail-address_notice-what = Le { $when }, au guichet { $counter }, une autre adresse, électronique ou postale, a été indiquée pour recevoir les codes de la carte sanitaire (Tessera sanitaria TS-CNS) d’une personne qui avait indiqué celle-ci par le passé.
mail-address_notice-acting = Au guichet se trouvait une personne qui agit pour le/la titulaire ou l’assiste.
mail-address_notice-no_codes = Ce message n’est qu’un avis et ne contient aucun code. Si vous êtes au courant de ce changement, vous n’avez rien à faire.
mail-address_notice-not_you = Si vous n’en savez rien, signalez-le tout de suite : { $office }.

## L’avis sur un compte
mail-subject-account_notice = Votre compte Sportello
mail-heading-account_notice = Votre compte Sportello
mail-account_notice-added = Le { $when }, le compte { $username } a été créé.
mail-account_notice-password_reset = Le { $when }, un nouveau mot de passe a été défini pour le compte { $username }.
mail-account_notice-totp_reset = Le { $when }, un nouveau secret a été défini pour les codes à usage unique du compte { $username }.
mail-account_notice-locked = Le { $when }, le compte { $username } a été bloqué pour un certain temps après des connexions erronées répétées.
mail-account_notice-not_you = Si vous ne vous y attendiez pas, avertissez tout de suite les personnes qui administrent le service.

mail-second_half-trusted = Vous recevez ce message parce que le/la titulaire d’une carte sanitaire vous a indiqué comme personne de confiance (délivrance { $release }). Les chiffres sont pour lui/elle : donnez-les-lui en personne, ne les utilisez pas et ne les gardez pas.
mail-second_half-acted = Ce message est pour { $holder }. Au guichet, { $delegate } a agi pour vous, en tant que { $kind }, et a retiré la feuille des codes : demandez-la-lui.
mail-second_half-acted_own = Ce message est pour { $delegate }, qui agit pour { $holder } en tant que { $kind }. Les codes sont ceux de la carte sanitaire de { $holder } : utilisez-les seulement pour { $holder } ou donnez-les seulement à cette personne.
mail-second_half-acted_either = Ce message concerne la carte sanitaire de { $holder }. Au guichet, { $delegate } a agi en tant que { $kind } : les codes ne s’utilisent que pour { $holder }.
mail-second_half-assisted = Ce message est pour { $holder }. Au guichet, { $delegate } était avec vous, en tant que { $kind }.
mail-second_half-delegated = personne déléguée
mail-ownership_code-why_trusted = Le/la titulaire d’une carte sanitaire est au guichet { $counter } et vous a indiqué comme personne de confiance qui reçoit un courriel pour lui/elle. Si vous êtes d’accord, dites-lui le code suivant.
mail-ownership_code-why_away = Au guichet { $counter }, une personne agit pour le/la titulaire d’une carte sanitaire et a indiqué cette adresse, qui recevra un courriel pour le/la titulaire. Si vous la connaissez et êtes d’accord, dites-lui le code suivant.
mail-ownership_code-only_delegate = Il confirme seulement l’adresse : ce n’est pas un code de la carte. Ne le dites qu’à cette personne, après lui avoir parlé : elle le communiquera au guichet.
mail-ownership_code-only_holder = Il confirme seulement l’adresse : ce n’est pas un code de la carte. Ne le dites qu’au/à la titulaire, que vous connaissez personnellement.
mail-subject-invitation = Votre accès à Sportello
mail-heading-invitation = Votre accès à Sportello
mail-invitation-what = Le compte { $username } a été préparé pour vous. Avec ce lien, vous choisissez le mot de passe et vous reliez l’application des codes :
mail-invitation-second_factor = L’application des codes doit être reliée de nouveau au compte { $username }. Avec ce lien et votre mot de passe :
mail-invitation-valid = Le lien est valable jusqu’au { $until } et une seule fois.
mail-invitation-nobody = Ne le transférez à personne : qui l’ouvre entre à votre place.
mail-role-operator = opérateur
mail-role-supervisor = superviseur
mail-role-administrator = administrateur
mail-account_notice-ready = Le { $when }, le mot de passe et l’application des codes ont été définis pour le compte { $username }.
mail-account_notice-second_factor_set = Le { $when }, l’application des codes a été reliée de nouveau au compte { $username }.
mail-account_notice-recovery_code_used = Le { $when }, une connexion au compte { $username } a utilisé un code de récupération.
mail-account_notice-role_given = Le { $when }, le compte { $username } a reçu le rôle : { $role }.
mail-account_notice-role_ended = Le { $when }, le rôle suivant du compte { $username } a pris fin : { $role }.
mail-account_notice-suspended = Le { $when }, le compte { $username } a été suspendu.
mail-account_notice-restored = Le { $when }, le compte { $username } a été rétabli.
mail-account_notice-ended = Le { $when }, le compte { $username } a été fermé.
mail-subject-monthly_report = Sportello : le résumé de { $month }
mail-heading-monthly_report = Le résumé du mois
mail-monthly_report-what = Les chiffres de { $month } pour les guichets que vous supervisez.
mail-monthly_report-link = Les mêmes chiffres, avec les filtres et chaque fait, sont sur les pages des rapports :
mail-monthly_report-standing = Les contrôles par sondage et les journées à clore sont ceux qui étaient ouverts au moment de la rédaction.
mail-monthly_report-nobody = Ce message ne contient que des nombres et aucun nom : le reste ne se voit qu’après la connexion.
mail-monthly_report-count-cases = Dossiers ouverts dans le mois
mail-monthly_report-count-releases = Remises de codes demandées
mail-monthly_report-count-refusals = Refus
mail-monthly_report-count-mails = Courriels en difficulté
mail-monthly_report-count-voided = Feuilles annulées
mail-monthly_report-count-no_email = Titulaires sans courriel
mail-monthly_report-count-patterns = Situations signalées
mail-monthly_report-count-to_look = Situations encore à examiner
mail-monthly_report-count-samples = Contrôles par sondage encore à faire
mail-monthly_report-count-days = Journées non closes
