# SPDX-License-Identifier: AGPL-3.0-or-later
# Ce que disent les imprimés à côté de l’italien : à peu près la même longueur. Espace insécable devant : ; ? !

paper-protocol = Dossier
paper-page = page { $number } sur { $total }

## Demande d’activation
form-title = Demande d’activation et prise de connaissance de la note d’information
form-title-new-release = Demande de nouvelle délivrance des codes, avec note d’information
form-title-corrected-address = Demande de correction de l’adresse, avec note d’information
form-copy-counter = exemplaire du guichet
form-copy-citizen = exemplaire de l’usager
form-holder = Titulaire de la carte
form-surname = Nom
form-name = Prénom
form-codice-fiscale = Code fiscal
form-birth-date = Date de naissance
form-birth-place = Lieu de naissance
form-card = Carte sanitaire TS-CNS
form-card-number = Numéro de la carte
form-card-expires = Expiration
form-certificate = Certificat n°
form-identity = Pièce d’identité présentée
form-identity-kind = Type
form-identity-number = Numéro
form-identity-issuer = Délivrée par
form-identity-issued = Délivrée le
form-identity-expires = Valable jusqu’au
form-contact = Coordonnées
form-email = Courriel : à vérifier lettre par lettre
form-phone = Téléphone
form-language = Langue des documents
form-asked = Objet de la demande
form-asked-text = Le/la titulaire demande l’activation du certificat d’authentification de la carte et la délivrance des codes en deux moitiés : la première sur la feuille des codes, la seconde par courriel après la remise de la feuille.
form-asked-text-new-release = Le/la titulaire demande une nouvelle délivrance des codes d’une carte déjà active, en deux moitiés : la première sur la feuille des codes, la seconde une fois la feuille remise. La délivrance précédente prend fin ; les chiffres ne changent pas.
form-asked-text-corrected-address = Le/la titulaire demande que la seconde moitié des codes soit envoyée à l’adresse ci-dessus et non à celle donnée auparavant. La délivrance précédente prend fin ; les chiffres et la feuille des codes déjà remise restent valables.
form-notice = Note d’information sur les données personnelles
form-notice-controller = Responsable du traitement : { $controller }. Délégué à la protection des données : { $officer }.
form-notice-purpose = Les données servent à identifier la personne, à activer la carte, à remettre les codes et à rendre compte de ces actes : mission d’intérêt public (art. 6, par. 1, point e, Règl. UE 2016/679 ; D.P.R. 117/2004).
form-notice-who = Le guichet et l’organisme émetteur les traitent. Toute consultation est enregistrée.
form-notice-keep = Elles sont conservées le temps prévu par la loi ; les moitiés des codes sont effacées dès qu’elles ne servent plus.
form-notice-needed = Sans ces données, y compris les coordonnées, les codes ne peuvent pas être remis.
form-notice-rights = Vous avez les droits prévus aux art. 15-22 du Règlement (accès, rectification, limitation, opposition) et pouvez saisir l’autorité italienne de protection des données (Garante).
form-notice-link = Texte complet (art. 13 du Règlement) : { $link }
form-declares = Le/la titulaire déclare
form-declares-seen = avoir lu la note d’information ci-dessus ;
form-declares-true = que les données de la première page, y compris les coordonnées, sont exactes ;
form-declares-present = que la carte est la sienne et que l’activation est demandée en personne ;
form-declares-present-new-release = que la carte est la sienne et que les codes sont demandés en personne ;
form-declares-present-corrected-address = que la carte est la sienne et que l’adresse est corrigée en personne ;
form-declares-secret = ne communiquer les codes à personne et ne pas les garder avec la carte ;
form-declares-penal = savoir qu’une fausse déclaration est punie par la loi pénale (art. 76 D.P.R. 445/2000).
form-place-date = Lieu et date
form-fingerprint = Empreinte des données
form-fingerprint-hint = Si une donnée change, l’empreinte change et il faut signer de nouveau.
form-signature-holder = Signature du/de la titulaire
form-signature-operator = Signature de l’agent

## Feuille des codes
sheet-title = Feuille des codes
sheet-footer = feuille { $serial }
sheet-holder = Titulaire
sheet-release = Délivrance
sheet-printed = Impression
sheet-warning = Personne ne vous demandera jamais l’autre moitié
sheet-warning-text = Ni par téléphone, ni par courriel, ni à domicile : quiconque la demande est un escroc.
sheet-duplicate = Duplicata : changez tout de suite le PIN
sheet-duplicate-text = Mêmes codes : l’ancienne feuille vaut encore. Personne ne vous demandera jamais l’autre moitié.
sheet-codes = Première moitié des codes
sheet-tries = { $tries ->
    [one] { $tries } essai
   *[other] { $tries } essais
 }
sheet-purpose-pin = pour utiliser la carte
sheet-purpose-puk = pour débloquer le PIN
sheet-purpose-cip = pour suspendre ou révoquer
sheet-in-mail = dans le courriel
sheet-legend = • est un chiffre qui arrive par courriel. Le numéro au-dessus de la case est la position dans le code.
sheet-next = Que faire maintenant
sheet-step-fold = Pliez la feuille aux deux repères des bords, d’abord le bas, puis le haut : les codes restent à l’intérieur.
sheet-step-mail = { $minutes ->
    [one] Attendez le courriel à { $address } : il ne part qu’une fois la feuille remise, en général dans la minute. Regardez aussi dans les indésirables.
   *[other] Attendez le courriel à { $address } : il ne part qu’une fois la feuille remise, en général dans les { $minutes } minutes. Regardez aussi dans les indésirables.
 }
sheet-step-join = Remplacez les points par les chiffres du courriel.
sheet-step-tries = { $pin ->
    [one] Après un PIN erroné, il faut le PUK ;
   *[other] Après { $pin } PIN erronés, il faut le PUK ;
 } { $puk ->
    [one] après un PUK erroné, la carte est définitivement bloquée.
   *[other] après { $puk } PUK erronés, la carte est définitivement bloquée.
 }
sheet-step-keep = Gardez cette feuille loin de la carte.
sheet-step-change-now = Changez tout de suite le PIN et détruisez l’ancienne feuille.

## Reçu
receipt-title = Reçu
receipt-footer = reçu
receipt-holder = Titulaire
receipt-date = Date et heure
receipt-done = Ce qui a été fait
receipt-done-activated = Le certificat de la carte sanitaire (Tessera sanitaria TS-CNS) a été activé.
receipt-done-codes = La première moitié des codes a été remise sur papier ; la seconde arrive par courriel.
receipt-codes = Remise des codes
receipt-release = Délivrance
receipt-serial = Feuille des codes
receipt-taken = Retirée par
receipt-mail = Envoi de la seconde moitié
receipt-mail-waiting = Le courriel est en attente d’envoi.
receipt-mail-accepted = Le serveur { $server } a accepté le courriel : si vous ne le voyez pas, regardez dans les indésirables.
receipt-mail-perhaps-twice = Le courriel peut arriver deux fois : les chiffres sont les mêmes.
receipt-mail-given-up = Le courriel n’a pas été accepté : revenez au guichet avec la carte, une pièce d’identité et la feuille des codes. Le courriel peut être renvoyé ou l’adresse corrigée.
receipt-suspend = Si vous perdez la carte ou les codes
receipt-suspend-text = Demandez tout de suite la suspension : elle est immédiate et peut être levée. La révocation est définitive : il faut ensuite une nouvelle carte. Si vous ne perdez que la feuille, revenez au guichet avec la carte et une pièce d’identité.
receipt-suspend-where = Suspension et révocation
receipt-suspension = Au guichet, avec la carte et une pièce d’identité
receipt-contact = Le guichet
receipt-counter = Guichet
receipt-reach = Coordonnées et horaires
receipt-scan = Visez le code avec votre téléphone : il montre que la remise est dans le registre.
receipt-warning = Personne ne vous demandera jamais les codes
receipt-warning-text = Ni par téléphone, ni par courriel, ni à domicile : quiconque les demande est un escroc. Ne les gardez pas avec la carte.

## Fiche de refus
slip-footer = Aide-mémoire pour l’usager
slip-protocol = Dossier
slip-date = Date et heure
slip-why = Pourquoi
slip-way-on = Que faire
slip-contact = Le guichet
slip-counter = Guichet
slip-reach = Coordonnées et horaires
slip-kept = Apportez cette feuille
slip-kept-text = Avec le numéro du dossier, le guichet reprend là où nous nous sommes arrêtés.

## Mémo sur la vie de la carte
life-footer = Aide-mémoire sur la carte
life-title-suspend = Carte suspendue
life-title-reactivate = Carte réactivée
life-title-revoke = Carte révoquée
life-title-replace = Carte remplacée
life-title-expire = Carte expirée
life-holder = Titulaire
life-card = Numéro de la carte
life-number = Opération
life-since = Depuis
life-reason = Motif
life-proof = Justificatif présenté
life-means = Ce que cela signifie
life-means-suspend = Cette carte ne donne plus accès aux services en ligne tant qu’elle n’est pas réactivée. Elle reste valable comme carte sanitaire (Tessera sanitaria).
life-means-reactivate = Cette carte donne de nouveau accès aux services en ligne, avec les mêmes codes qu’avant.
life-means-revoke = Le certificat de cette carte ne sera plus jamais actif. Les codes qui n’étaient pas encore arrivés ont été effacés.
life-means-replace = Une carte plus récente a été activée : le certificat de la précédente a été révoqué.
life-means-expire = Le dernier jour de validité est passé : le certificat n’est plus valable. Les codes qui n’étaient pas encore arrivés ont été effacés.
life-next = Que faire
life-next-found = Si vous retrouvez la carte et que vous êtes seul à avoir les codes, venez au guichet avec une pièce d’identité : nous la réactivons.
life-next-not-found = Si vous ne la retrouvez pas, venez la faire révoquer avec la plainte ou une autocertification, et demandez une nouvelle carte.
life-next-mail-held = Une feuille des codes pas encore retirée et un courriel pas encore parti attendent la réactivation.
life-next-usable = La carte est utilisable tout de suite. Le courriel avec les codes qui était retenu part maintenant.
life-next-change-pin = Par prudence, changez le PIN.
life-next-new-card = Demandez une nouvelle carte à votre unité sanitaire locale ou à l’Agenzia delle Entrate (administration fiscale) ; à son arrivée, activez-la au guichet.
life-next-use-new = Utilisez la nouvelle carte : elle a ses propres codes.
life-next-destroy = Détruisez la feuille des codes de l’ancienne carte.
life-contact = Le guichet
life-kept = Conservez cette feuille
life-kept-text = Avec le numéro de l’opération, le guichet retrouve ce qui a été fait et quand.
life-reason-theft = vol
life-reason-loss = perte
life-reason-compromised-codes = codes peut-être connus de tiers
life-reason-malfunction = puce qui ne fonctionne pas
life-reason-wrong-data = données erronées ou modifiées
life-reason-puk-blocked = PUK bloqué
life-reason-holder-request = demande du/de la titulaire
life-reason-found = carte retrouvée
life-reason-nothing-compromised = soupçon infondé
life-reason-superseded = une carte plus récente a été activée
life-reason-expired = fin de validité
life-proof-police-report = plainte
life-proof-self-certification = autocertification

## Autres voies pour la seconde moitié
form-asked-text-trusted = Le/la titulaire demande l’activation du certificat d’authentification de la carte et la délivrance des codes en deux moitiés : la première sur la feuille des codes, la seconde, une fois la feuille remise, par courriel à la personne de confiance indiquée.
form-asked-text-letter = Le/la titulaire demande l’activation du certificat d’authentification de la carte et la délivrance des codes en deux moitiés : la première sur la feuille des codes, la seconde, une fois la feuille remise, par lettre cachetée.
form-way = La seconde moitié va par courriel, à l’adresse ci-dessus.
form-way-trusted = La seconde moitié va par courriel, pour le/la titulaire, à la personne de confiance indiquée.
form-way-letter = La seconde moitié va par lettre cachetée, à l’adresse ci-dessus.
form-trusted = Personne de confiance qui reçoit le courriel
form-post = Adresse pour la lettre : vérifiez mot par mot
form-declares-trusted = que la personne de confiance indiquée reçoit la seconde moitié des codes en son nom ;
sheet-in-mail-letter = dans la lettre
sheet-legend-letter = • est un chiffre qui arrive par lettre. Le numéro au-dessus de la case est la position dans le code.
sheet-step-mail-trusted = Le courriel va à la personne de confiance, à { $address }, une fois la feuille remise. Demandez-le-lui.
sheet-step-mail-letter = Attendez la lettre à { $address } : elle part une fois la feuille remise et met quelques jours. Si elle est ouverte, signalez-le au guichet.
sheet-step-join-letter = Mettez les chiffres de la lettre à la place des points.
receipt-done-codes-trusted = La première moitié des codes a été remise sur papier ; la seconde va par courriel à la personne de confiance.
receipt-done-codes-letter = La première moitié des codes a été remise sur papier ; la seconde arrive par lettre cachetée.
receipt-mail-printed = La lettre est au service du courrier de la Région : elle met quelques jours.
receipt-mail-waiting-letter = La lettre attend d’être imprimée.
receipt-mail-given-up-letter = La lettre n’est pas partie : revenez au guichet avec la carte, une pièce d’identité et la feuille des codes. Elle peut être renvoyée ou l’adresse corrigée.
letter-title = Seconde moitié des codes
letter-codes = Seconde moitié des codes
letter-on-sheet = sur la feuille des codes
letter-legend = • est un chiffre de la feuille des codes. Le numéro au-dessus de la case est la position dans le code.
letter-next = Que faire maintenant
letter-release = Prenez la feuille des codes avec le même numéro de délivrance : { $release }.
letter-join = Pour chaque code, écrivez d’abord les chiffres de la feuille, puis ceux de cette lettre.
letter-duplicate = Duplicata : l’ancienne feuille vaut encore. Changez tout de suite le PIN.
letter-nobody-asks = Personne ne vous demandera jamais l’autre moitié, ni par téléphone, ni par courriel, ni à domicile.
letter-keep = Gardez cette lettre loin de la feuille et de la carte.
letter-report = Si l’enveloppe était ouverte, ou si vous n’avez pas demandé ces codes, signalez-le aussitôt : { $office }.

## Aide-mémoire
advice-warning = Personne ne vous demandera jamais les codes
advice-warning-text = Ni par téléphone, ni par courriel, ni à domicile, ni même au guichet : qui les demande est un escroc.
slip-no-email-title = Ce qu’il faut pour avoir les codes
slip-no-email-1 = Ouvrez une boîte électronique, même gratuite : un téléphone ou un ordinateur suffit. Faites-vous aider si vous voulez, mais gardez le mot de passe pour vous.
slip-no-email-2 = Vérifiez que vous pouvez y lire un message.
slip-no-email-3 = Ou demandez à une personne de confiance si elle peut recevoir le courriel pour vous : il faut son nom, son prénom et son adresse.
slip-no-email-4 = Revenez au guichet avec la carte sanitaire, une pièce d’identité valable et l’adresse écrite en entier.
advice-join-codes-title = Les codes sont en deux moitiés
advice-join-codes-1 = Prenez la feuille des codes et le message (ou la lettre) : ils doivent porter le même numéro de délivrance.
advice-join-codes-2 = PIN : les { $pin_first } premiers chiffres sont sur la feuille, les { $pin_second } autres dans le message. Écrivez-les à la suite, sans espace.
advice-join-codes-3 = PUK : les { $puk_first } premiers chiffres sont sur la feuille, les { $puk_second } autres dans le message.
advice-join-codes-4 = Après { $pin } PIN erronés, le PIN se bloque : si vous n’êtes pas sûr, arrêtez-vous.
advice-pin-blocked-title = Le PIN est bloqué
advice-pin-blocked-1 = Le PUK débloque le PIN, dans le logiciel de la carte sur votre ordinateur : cherchez « déblocage du PIN » (sblocco PIN).
advice-pin-blocked-2 = PUK : les { $puk_first } premiers chiffres sont sur la feuille des codes, les { $puk_second } autres dans le message ou la lettre.
advice-pin-blocked-3 = Après { $puk } PUK erronés, la carte est définitivement bloquée : si vous n’êtes pas sûr, arrêtez-vous et revenez au guichet.
advice-puk-blocked-title = Le PUK est bloqué
advice-puk-blocked-1 = La puce de cette carte ne peut plus être débloquée, même au guichet.
advice-puk-blocked-2 = Venez au guichet en personne, avec la carte et une pièce d’identité valable : le certificat est révoqué.
advice-puk-blocked-3 = Demandez un duplicata de la carte à votre unité sanitaire locale ou à l’Agenzia delle Entrate (administration fiscale).
advice-puk-blocked-4 = La nouvelle carte a de nouveaux codes et doit être activée de nouveau. D’ici là, l’ancienne vaut encore comme carte sanitaire.
advice-sheet-lost-title = La feuille des codes est perdue
advice-sheet-lost-1 = La feuille n’est pas réimprimée : les codes doivent être délivrés de nouveau.
advice-sheet-lost-2 = Venez au guichet en personne, avec la carte et une pièce d’identité valable.
advice-sheet-lost-3 = Vous recevrez une nouvelle feuille et un nouveau message. Si vous retrouvez l’ancienne feuille, détruisez-la et changez le PIN.
advice-mail-missing-title = La seconde moitié n’est pas arrivée
advice-mail-missing-1 = Regardez aussi dans les indésirables : l’objet est « Seconda metà dei codici della tessera sanitaria ».
advice-mail-missing-2 = Si vous avez indiqué une personne de confiance, le message est allé à elle. Si vous avez choisi la lettre, elle met quelques jours.
advice-mail-missing-3 = Sinon, venez au guichet avec une pièce d’identité valable : le message peut être renvoyé, ou l’adresse corrigée.
advice-mail-missing-4 = Apportez aussi la feuille des codes. L’adresse n’est pas changée par téléphone.
advice-no-chip-title = La carte n’a pas de puce
advice-no-chip-1 = Cette carte vaut comme carte sanitaire et code fiscal (codice fiscale), mais ne peut pas être activée.
advice-no-chip-2 = Pour les services en ligne, vous pouvez utiliser SPID ou la carte d’identité électronique (CIE).
advice-no-chip-3 = Regardez si votre prochaine carte a une puce : dans ce cas, revenez au guichet.
advice-expired-title = La carte a expiré
advice-expired-1 = Le certificat expire avec la carte : il ne peut plus être utilisé en ligne.
advice-expired-2 = La nouvelle carte arrive d’habitude par la poste avant l’expiration. Sinon, demandez-la à votre unité sanitaire locale ou à l’Agenzia delle Entrate (administration fiscale).
advice-expired-3 = Apportez au guichet la nouvelle carte et l’ancienne : la nouvelle doit être activée.
advice-other-region-title = La carte est d’une autre région
advice-other-region-1 = Une carte s’active aux guichets de la région qui l’a émise.
advice-other-region-2 = Si vous avez déménagé, demandez la nouvelle carte à votre unité sanitaire locale et apportez-la ici.
advice-reader-title = Le lecteur ne voit pas la carte
advice-reader-1 = Il faut un lecteur à contact : la carte entre puce en avant et vers le haut. La poser dessus ne suffit pas.
advice-reader-2 = Essuyez la puce avec un chiffon sec et essayez une autre prise USB, sans rallonge.
advice-reader-3 = Essayez le lecteur sur un autre ordinateur, ou une autre carte dans le lecteur.
advice-reader-4 = Si un autre lecteur voit la carte, le défaut est dans le lecteur. Si aucun ne la voit, venez au guichet avec la carte.
advice-software-title = Le logiciel ne trouve pas le certificat
advice-software-1 = L’ordinateur a besoin du logiciel de la carte, du site de la Région : lequel dépend de la puce.
advice-software-2 = Insérez la carte avant d’ouvrir le navigateur, puis fermez et rouvrez toutes les fenêtres.
advice-software-3 = Quand le site demande le certificat, choisissez celui avec votre code fiscal (codice fiscale), puis entrez le PIN entier.
advice-software-4 = Si d’autres sites fonctionnent, le défaut vient du site : signalez-le à qui le gère.
