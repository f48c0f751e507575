# SPDX-License-Identifier: AGPL-3.0-or-later
# What comes after a visit: a new release, a corrected address, a mail sent again.

service-activation = Attivazione della tessera
service-new_release = Nuovo rilascio dei codici
service-corrected_address = Correzione dell’indirizzo

## The card asks for another service
card-turn-title-new_release = La tessera è già attiva
card-turn-text-new_release = Il certificato si usa già. Se il titolare non ha più i codici, o non gli sono mai arrivati, si rilasciano di nuovo: stessi codici, con un foglio nuovo e una nuova seconda metà.
card-turn-button-new_release = Continua con un nuovo rilascio dei codici
card-turn-title-activation = La tessera non è ancora attiva
card-turn-text-activation = Prima dei codici serve l’attivazione: i dati scritti finora restano.
card-turn-button-activation = Continua con l’attivazione
notice-service-new-release = La pratica continua come nuovo rilascio dei codici.
notice-service-activation = La pratica continua come attivazione.
refused-no-other-service = La tessera di questa pratica non chiede un altro servizio.
refusal-activatable-what = Tessera non ancora attiva
refusal-activatable-why = Il certificato di questa tessera non è mai stato attivato: non ci sono codici da rilasciare di nuovo.
refusal-activatable-tell = La tessera si può attivare subito, qui allo sportello.
refusal-activatable-way-on = Continua con l’attivazione: i dati scritti finora restano.
refused-nothing-to-correct = Per questa persona o questa tessera il servizio non ha mai consegnato codici: non c’è un indirizzo da correggere.
refused-nothing-to-correct-way-on = Se la tessera è già attiva, apri un nuovo rilascio dei codici.

## The ways on
ways-title = Se i codici non si ricompongono
ways-resend = Invia di nuovo allo stesso indirizzo
ways-resend-text = Si può inviare a { $recipient } { $left ->
    [one] ancora una volta
   *[other] ancora { $left } volte
  }, fino al { $until }.
ways-resend-button = Invia di nuovo
resend-way-presence = Con il titolare allo sportello
resend-way-cip = Con le cifre del CIP, anche al telefono
resend-cip-hint = Il titolare si fa riconoscere con tre cifre del suo CIP. Il CIP sta metà sul foglio e metà nell’e-mail: chi l’e-mail non l’ha mai ricevuta non può conoscerlo e viene allo sportello.
resend-caller-known = Le cifre erano giuste: manca solo il tuo codice dell’app. Il riconoscimento vale un quarto d’ora e un solo invio.
resend-caller-back = Torna all’invio
resend-presence-only = Le regole della regione chiedono che il titolare sia allo sportello.
resend-presence-only-way-on = Il titolare viene con un documento; poi si invia di nuovo da qui.
resend-caller-unknown = Il titolare non è stato riconosciuto con il CIP, il riconoscimento è vecchio di un quarto d’ora, o è già servito.
resend-caller-unknown-way-on = Chiedi di nuovo le cifre del CIP, o invia con il titolare allo sportello.
resend-no-cip = Questa tessera non ha un CIP.
resend-no-cip-way-on = Il titolare viene allo sportello con un documento; poi si invia di nuovo da qui.
resend-cip-locked = Troppe risposte sbagliate per questa tessera nelle ultime 24 ore.
resend-cip-locked-way-on = Con il CIP non si può più: il titolare viene allo sportello con un documento, o richiama domani se il tempo per inviare basta ancora.
resend-cip-refused = Lo stato della tessera non consente di riconoscere il titolare con il CIP.
resend-cip-refused-way-on = Il titolare viene allo sportello con un documento. Nella sua scheda si vede come sta la tessera.
resend-cip-away = L’ente non risponde: senza di lui il titolare non si può riconoscere con il CIP.
resend-cip-away-way-on = Riprova tra poco, o invia con il titolare allo sportello: per quello l’ente non serve.
ways-correct-text = L’indirizzo è sbagliato o non si usa più: titolare presente, riconosciuto di nuovo, nuova richiesta firmata. Se quella vecchia non è ancora partita, non parte più.
ways-correct-button = Correggi l’indirizzo
ways-anew-text = Foglio perso, tempo scaduto o rilascio terminato: titolare presente, foglio nuovo e nuova seconda metà.
ways-anew-button = Nuovo rilascio dei codici
home-mail-ways = Che cosa si può fare
holder-release-superseded = sostituito da un rilascio successivo
holder-release-stopped = chiuso
holder-release-refused = rifiutato
holder-release-withdrawn = ritirato

## Sent again
resend-title = Invia di nuovo la seconda metà
resend-lead = { $left ->
    [one] Si può fare ancora una volta
   *[other] Si può fare ancora { $left } volte
  }, fino al { $until }; poi la seconda metà viene cancellata.
resend-release = Rilascio
resend-present = Il titolare è qui, l’ho riconosciuto e me lo chiede
resend-present-hint = Chiedi un documento. La seconda metà va all’indirizzo scritto sopra e a nessun altro: se è sbagliato, correggi l’indirizzo.
resend-present-needed = Conferma che il titolare è presente
resend-button = Invia di nuovo
notice-mail-sent-again = La seconda metà parte di nuovo.
resend-no-nothing-given = In questa pratica non sono stati consegnati codici: non c’è niente da inviare di nuovo.
resend-no-release-withdrawn = Il rilascio è stato ritirato e le due metà sono cancellate: serve un nuovo rilascio dei codici.
resend-no-release-superseded = Un rilascio successivo ha preso il posto di questo: vale la sua seconda metà.
resend-no-release-ended = Il rilascio è terminato e le due metà sono cancellate: serve un nuovo rilascio dei codici.
resend-no-card-held = La tessera è sospesa, o lo sta per essere: finché è così non parte niente.
resend-no-letter-waiting = La seconda metà sta ancora partendo: aspetta che il suo invio sia concluso.
resend-no-letter-alarm = Su questo invio c’è un allarme, oppure è stato fermato: non si invia di nuovo. Serve un nuovo rilascio dei codici.
resend-no-window-over = Il tempo per inviare di nuovo è scaduto e la seconda metà è cancellata: serve un nuovo rilascio dei codici.
resend-no-resend-limit = La seconda metà è già stata inviata di nuovo tutte le volte ammesse: correggi l’indirizzo o fai un nuovo rilascio dei codici.
resend-no-address-refused = L’indirizzo non può più ricevere codici: va corretto.

## In the place of a former release
release-former-title = Prende il posto di un rilascio precedente
release-former-text = Il rilascio { $number }, consegnato il { $at }, finisce con questo.
release-former-waiting = La sua seconda metà non è ancora partita: viene fermata.
release-former-accepted = La sua e-mail è già stata accettata da { $server } il { $at }: non si può richiamare.
release-former-bounced = La sua e-mail è stata accettata da un server e poi respinta il { $at }.
release-former-not-sent = La sua seconda metà non è mai partita.
release-former-printed = La sua lettera è all’ufficio posta dal { $at }: non si può richiamare.
release-no-being-sent = In questo momento la vecchia seconda metà sta partendo.
release-no-being-sent-way-on = Non è stato registrato nulla. Aspetta qualche secondo e ripeti: la pagina dirà se è partita.
release-old-sheet = Il titolare ha ancora il foglio consegnato il { $at }?
release-old-sheet-hint = Le cifre restano le stesse. Con il foglio in mano non se ne stampa un altro.
release-old-sheet-yes = Sì, lo ha con sé
release-old-sheet-no = No, si stampa un foglio nuovo
release-old-sheet-missing = Indica se il titolare ha ancora il foglio

## The old sheet
old-sheet-title = Foglio vecchio
old-sheet-text = Leggi il codice a barre del foglio consegnato il { $at }: la conferma fa partire la seconda metà, a { $recipient }.
old-sheet-serial = Numero del foglio o del rilascio
old-sheet-serial-hint = Leggi il codice a barre, oppure scrivi gli ultimi quattro caratteri o il numero del rilascio
old-sheet-until = Si può confermare fino al { $until } compreso; poi il rilascio viene ritirato.
old-sheet-button = Conferma il foglio
old-sheet-wrong = Non è il foglio consegnato per questa tessera: controlla il foglio che hai in mano
old-sheet-none = Non c’è un foglio vecchio da confermare.
old-sheet-missing-title = Il foglio non c’è?
old-sheet-missing-text = Questo rilascio finisce e non parte niente; poi se ne chiede uno con un foglio nuovo. La richiesta firmata vale ancora.
old-sheet-missing-button = Il foglio non si trova

## Acts in the register
act-case-turn = cambio di servizio della pratica
act-mail-send-again = e-mail inviata di nuovo
act-release-supersede = rilascio sostituito
act-sheet-confirm = conferma del foglio vecchio
act-sheet-miss = foglio vecchio non trovato
