# SPDX-License-Identifier: AGPL-3.0-or-later
# Mails to citizens and operators, and how a letter fares as pages tell it.

## Kinds of letter
mail-kind-second_half = Seconda metà dei codici
mail-kind-ownership_code = Codice di verifica dell’indirizzo
mail-kind-address_notice = Avviso all’indirizzo precedente
mail-kind-account_notice = Avviso sull’account
mail-kind-monthly_report = Riepilogo mensile
mail-kind-invitation = Invito di un collega

## How a letter fares
mail-state-waiting = In attesa di invio
mail-state-accepted = Accettata da { $server }
mail-state-printed = All’ufficio posta, nella cartella di stampa
mail-state-printed_twice = All’ufficio posta, forse stampata due volte
mail-state-perhaps_twice = Accettata da { $server }, forse inviata due volte
mail-state-given_up = Non inviata
mail-state-alarm = Allarme: non inviata
mail-state-bounced = Non recapitata, restituita da { $server }
mail-state-stopped = Fermata

mail-reason-no_answer = Il server di posta non risponde in tempo.
mail-reason-server_away = Il server di posta non è raggiungibile.
mail-reason-print_folder = La cartella di stampa dell’ufficio posta non prende la lettera: avvisa chi gestisce il servizio.
mail-reason-server_refuses_us = Il server di posta non accetta messaggi da questo servizio: avvisa chi lo gestisce.
mail-reason-try_later = Il server di posta chiede di riprovare più tardi.
mail-reason-unknown = La connessione è caduta dopo la consegna al server: il messaggio potrebbe essere arrivato.
mail-reason-expired = Il tempo per l’invio è finito.
mail-reason-address_refused = Il server del destinatario rifiuta questo indirizzo.
mail-reason-content_refused = Il server del destinatario rifiuta il messaggio.
mail-reason-bad_address = L’indirizzo non è valido per la posta elettronica.
mail-reason-recipient_differs = L’indirizzo registrato non è quello sigillato con i codici. Niente è stato inviato: avvisa il responsabile.
mail-reason-cannot_open = Il contenuto sigillato non si apre. Niente è stato inviato: avvisa il responsabile.
mail-reason-release_ended = Il rilascio è terminato prima dell’invio.
mail-reason-no_such_mailbox = La casella non esiste o è chiusa: l’indirizzo va corretto con il cittadino presente.
mail-reason-mailbox_full = La casella è piena: il cittadino deve fare spazio, poi si può inviare di nuovo.
mail-reason-refused_as_spam = Il server del destinatario l’ha respinta come posta indesiderata o contraria alle sue regole.
mail-reason-not_delivered = Il server del destinatario non è riuscito a recapitarla.
mail-reason-restored = Non era ancora partita quando è stata ripristinata una copia dell’archivio: forse è arrivata. Chiedilo al cittadino prima di inviare di nuovo.

mail-reply-no_report = Non è un avviso di mancato recapito che il programma sa leggere.
mail-reply-no_status = L’avviso di mancato recapito non dice che cosa è successo.
mail-reply-too_long = È troppo lunga per essere letta dal programma.
mail-reply-other_mail = Parla di un’altra e-mail: niente è cambiato.

## All mails
mail-pointer = Questo messaggio è anche in italiano, più sotto.
mail-closing = Messaggio automatico: non rispondere a questo indirizzo.
mail-office = { $counter }
mail-office-telephone = { $counter }, telefono { $telephone }

## The second half
mail-subject-second_half = Seconda metà dei codici della tessera sanitaria, rilascio { $release }
mail-heading-second_half = La seconda metà dei Suoi codici
mail-second_half-trusted = Riceve questo messaggio perché il titolare di una tessera sanitaria L’ha indicata come persona di fiducia (rilascio { $release }). Le cifre sono per il titolare: gliele dia di persona, non le usi e non le conservi.
mail-second_half-acted = Questo messaggio è per { $holder }. Allo sportello ha agito per Lei, come { $kind }, { $delegate }, che ha ritirato il foglio codici: se lo faccia dare.
mail-second_half-acted_own = Questo messaggio è per { $delegate }, che agisce per { $holder } come { $kind }. I codici sono della tessera sanitaria di { $holder }: li usi soltanto per { $holder } o li dia soltanto a questa persona.
mail-second_half-acted_either = Questo messaggio riguarda la tessera sanitaria di { $holder }. Allo sportello ha agito, come { $kind }, { $delegate }: i codici si usano soltanto per { $holder }.
mail-second_half-assisted = Questo messaggio è per { $holder }. Allo sportello era con Lei, come { $kind }, { $delegate }.
mail-second_half-delegated = persona delegata
mail-second_half-what = Questo messaggio contiene la seconda metà dei codici della tessera sanitaria (TS-CNS). La prima metà è sul foglio codici ricevuto allo sportello, con lo stesso numero di rilascio: { $release }.
mail-second_half-join = Che cosa fare ora: per ogni codice scriva prima le cifre del foglio, poi le cifre qui sotto. I punti • stanno al posto delle cifre che si trovano sul foglio.
mail-second_half-duplicate = I codici sono gli stessi di prima: anche il foglio vecchio vale ancora. Cambi subito il PIN della tessera.
mail-code-pin = PIN
mail-code-puk = PUK
mail-code-cip = CIP
mail-code-position = cifra { $from } di { $total }
mail-code-positions = cifre da { $from } a { $to } di { $total }
mail-second_half-tries_pin = { $tries ->
    [one] Dopo un solo PIN sbagliato il PIN si blocca: per sbloccarlo serve il PUK.
   *[other] Dopo { $tries } PIN sbagliati di seguito il PIN si blocca: per sbloccarlo serve il PUK.
 }
mail-second_half-tries_puk = { $tries ->
    [one] Dopo un solo PUK sbagliato la tessera non è più utilizzabile in rete e va sostituita.
   *[other] Dopo { $tries } PUK sbagliati la tessera non è più utilizzabile in rete e va sostituita.
 }
mail-second_half-nobody_asks = Nessuno Le chiederà mai l’altra metà dei codici, né allo sportello, né al telefono, né per posta elettronica. Non la comunichi a nessuno.
mail-second_half-keep = Conservi il foglio separato da questo messaggio e cancelli il messaggio quando ha annotato i codici in un luogo sicuro.
mail-second_half-report = Se non ha chiesto questi codici, se ha perso il foglio o se qualcuno Le ha chiesto l’altra metà, lo segnali subito a: { $office }.

## The ownership code
mail-subject-ownership_code = Verifica del Suo indirizzo di posta elettronica
mail-heading-ownership_code = Verifica dell’indirizzo
mail-ownership_code-why = Lo sportello { $counter } Le chiede di confermare che legge la posta di questo indirizzo. Dica all’operatore il codice seguente.
mail-ownership_code-why_trusted = Il titolare di una tessera sanitaria è allo sportello { $counter } e L’ha indicata come persona di fiducia, che riceve per lui un’e-mail. Se è d’accordo, dica al titolare il codice seguente.
mail-ownership_code-why_away = Allo sportello { $counter } una persona agisce per il titolare di una tessera sanitaria e ha dato questo indirizzo, che riceverà un’e-mail per il titolare. Se la conosce ed è d’accordo, le dica il codice seguente.
mail-ownership_code-only_delegate = Serve soltanto per confermare l’indirizzo: non è un codice della tessera. Lo dica solo a quella persona, dopo averle parlato: lo riferirà allo sportello.
mail-ownership_code-only_holder = Serve soltanto per confermare l’indirizzo: non è un codice della tessera. Lo dica solo al titolare, che conosce di persona.
mail-ownership_code-name = Codice di verifica
mail-ownership_code-valid = { $minutes ->
    [one] Il codice vale { $minutes } minuto.
   *[other] Il codice vale { $minutes } minuti.
 }
mail-ownership_code-only_here = Serve soltanto per confermare l’indirizzo: non è un codice della tessera. Lo dica solo all’operatore che ha davanti, mai al telefono o per posta elettronica.
mail-ownership_code-not_known = Se non sa di che cosa si tratta, non dica il codice a nessuno e ignori il messaggio.
mail-ownership_code-not_you = Se non si trova allo sportello, qualcuno ha indicato questo indirizzo per errore: ignori il messaggio.

## The notice to an earlier address
mail-subject-address_notice = È stato indicato un altro indirizzo per i codici della tessera sanitaria
mail-heading-address_notice = Un altro indirizzo
mail-address_notice-what = Il { $when }, allo sportello { $counter }, è stato indicato un altro indirizzo, di posta elettronica o di casa, per ricevere i codici della tessera sanitaria (TS-CNS) di una persona che in passato aveva indicato questo.
mail-address_notice-acting = Allo sportello c’era una persona che agisce per il titolare o lo assiste.
mail-address_notice-no_codes = Questo messaggio è solo un avviso e non contiene codici. Se il cambiamento Le è noto, non deve fare niente.
mail-address_notice-not_you = Se non ne sa niente, lo segnali subito a: { $office }.

## The notice on an account
mail-subject-account_notice = Il Suo account di Sportello
mail-heading-account_notice = Il Suo account di Sportello
mail-account_notice-added = Il { $when } è stato creato l’account { $username }.
mail-account_notice-password_reset = Il { $when } è stata impostata una nuova password per l’account { $username }.
mail-account_notice-totp_reset = Il { $when } è stato impostato un nuovo segreto per i codici monouso dell’account { $username }.
mail-account_notice-locked = Il { $when } l’account { $username } è stato bloccato per un certo tempo dopo ripetuti accessi errati.
mail-account_notice-not_you = Se non se lo aspettava, avvisi subito chi amministra il servizio.
mail-subject-invitation = Il Suo accesso a Sportello
mail-heading-invitation = Il Suo accesso a Sportello
mail-invitation-what = È stato preparato per Lei l’account { $username }. Con questo collegamento sceglie la password e collega l’app dei codici:
mail-invitation-second_factor = Per l’account { $username } va collegata di nuovo l’app dei codici. Con questo collegamento, e con la Sua password:
mail-invitation-valid = Il collegamento vale fino al { $until } e una volta sola.
mail-invitation-nobody = Non lo inoltri a nessuno: chi lo apre entra al Suo posto.
mail-role-operator = operatore
mail-role-supervisor = supervisore
mail-role-administrator = amministratore
mail-account_notice-ready = Il { $when } per l’account { $username } sono stati impostati la password e l’app dei codici.
mail-account_notice-second_factor_set = Il { $when } all’account { $username } è stata collegata di nuovo l’app dei codici.
mail-account_notice-recovery_code_used = Il { $when } si è entrati con l’account { $username } usando un codice di recupero.
mail-account_notice-role_given = Il { $when } all’account { $username } è stato dato il ruolo di { $role }.
mail-account_notice-role_ended = Il { $when } per l’account { $username } è finito il ruolo di { $role }.
mail-account_notice-suspended = Il { $when } l’account { $username } è stato sospeso.
mail-account_notice-restored = Il { $when } l’account { $username } è stato riattivato.
mail-account_notice-ended = Il { $when } l’account { $username } è stato chiuso.
mail-subject-monthly_report = Sportello: il riepilogo di { $month }
mail-heading-monthly_report = Il riepilogo del mese
mail-monthly_report-what = Le cifre di { $month } per gli sportelli di cui Lei è responsabile.
mail-monthly_report-link = Le stesse cifre, con i filtri e i singoli fatti, sono nelle pagine dei rapporti:
mail-monthly_report-standing = I controlli a campione e le giornate da chiudere sono quelli aperti nel momento in cui il messaggio è stato scritto.
mail-monthly_report-nobody = Questo messaggio contiene solo conteggi e nessun nome: si vede di più solo dopo l’accesso.
mail-monthly_report-count-cases = Pratiche aperte nel mese
mail-monthly_report-count-releases = Rilasci dei codici
mail-monthly_report-count-refusals = Rifiuti
mail-monthly_report-count-mails = E-mail con problemi
mail-monthly_report-count-voided = Fogli annullati
mail-monthly_report-count-no_email = Titolari senza e-mail
mail-monthly_report-count-patterns = Situazioni segnalate
mail-monthly_report-count-to_look = Situazioni ancora da guardare
mail-monthly_report-count-samples = Controlli a campione ancora da fare
mail-monthly_report-count-days = Giornate non chiuse
