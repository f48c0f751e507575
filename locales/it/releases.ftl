# SPDX-License-Identifier: AGPL-3.0-or-later
# Activation, code sheet, hand-over and what comes after.

## Activate and release
release-title = Attiva e rilascia
release-codes-title = Rilascia i codici
release-holder = Titolare
release-card = Numero della tessera
release-recipient = La seconda metà arriva a
release-fingerprint = Impronta della richiesta firmata
release-warnings = L’indirizzo va confermato ancora una volta
release-warnings-hint = Spunta ogni avviso dopo averne parlato con il cittadino: la metà dei codici va a questo indirizzo e a nessun altro.
release-warnings-open = Conferma tutti gli avvisi sull’indirizzo
release-totp = Codice dell’app di autenticazione
release-totp-hint = Sei cifre, valide per questa sola operazione
release-button = Attiva e rilascia
release-codes-button = Rilascia i codici
release-not-yet = Prima di attivare serve la richiesta firmata dal cittadino.
release-back = Torna alla pratica

release-withdrawn-title = Il rilascio precedente è stato ritirato
release-withdrawn-text = Nessuno ha preso il foglio entro il termine: le due metà dei codici sono state cancellate.
release-withdrawn-way-on = Il certificato resta attivo: i codici si danno con un nuovo rilascio.
release-stopped-title = Il rilascio precedente è stato chiuso
release-stopped-text = Il foglio non si trova: le due metà dei codici sono state cancellate e niente è partito.
release-stopped-way-on = Il certificato resta attivo: i codici si danno con un nuovo rilascio.
release-superseded-title = Al rilascio precedente ne è seguito un altro
release-superseded-text = Vale quello più recente.
release-superseded-way-on = I codici si danno con il rilascio più recente.
refusal-not-active-what = I codici non si possono dare
refusal-not-active-why = Al momento di dare i codici il certificato non risultava attivo.
refusal-not-active-tell = Lo sportello ripete la richiesta: se non riesce, torni con la tessera e un documento.
refusal-not-active-way-on = Ripeti il rilascio; se l’ente dice ancora di no, avvisa chi gestisce il servizio.
refusal-not-accepted-what = Richiesta non accettata
refusal-not-accepted-why = L’ente che emette le tessere non ha accettato la richiesta così com’era.
refusal-not-accepted-tell = Lo sportello ne cerca il motivo: telefoni prima di tornare.
refusal-not-accepted-way-on = Avvisa chi gestisce il servizio, con il numero della pratica.

release-no-not-signed = Prima di attivare serve la richiesta firmata dal cittadino.
release-no-form-changed = Dopo la firma un dato è cambiato: la richiesta va stampata e firmata di nuovo.
release-no-form-changed-way-on = Torna alla pratica, controlla i dati con il cittadino e stampa la richiesta.
release-no-address = L’indirizzo non può ricevere i codici: è del personale, o le regole non lo ammettono.
release-no-still-asked = L’ente emettitore non ha ancora risposto a una domanda precedente su questa pratica.
release-no-still-asked-way-on = La pratica va avanti da sola: guarda di nuovo tra poco.
release-no-card-has-release = Questa tessera ha un rilascio in corso in un’altra pratica.
release-no-card-has-release-way-on = Cerca la tessera e riprendi quella pratica.

## Asked of the authority
asked-title = Chiesto all’ente emettitore
asked-title-active = Tessera attiva, codici non ancora ricevuti
asked-activate = Attivazione chiesta alle { $since }: si aspetta la risposta.
asked-codes = Il certificato è attivo. I codici sono stati chiesti alle { $since }: si aspetta la risposta.
asked-trouble-unreachable = L’ente non è raggiungibile ({ $attempts ->
    [one] un tentativo
   *[other] { $attempts } tentativi
  }). La domanda riparte da sola.
asked-trouble-unanswered = L’ente non ha risposto in tempo ({ $attempts ->
    [one] un tentativo
   *[other] { $attempts } tentativi
  }). La stessa domanda viene ripetuta finché la risposta è nota: nulla viene fatto due volte.
asked-trouble-senseless = L’ente ha risposto in modo non leggibile ({ $attempts ->
    [one] un tentativo
   *[other] { $attempts } tentativi
  }). La domanda viene ripetuta; se continua, avvisa chi gestisce il servizio.
asked-trouble-cap-reached = L’ente non accetta altri rilasci a tuo nome in quest’ora: la domanda riparte da sola ogni due minuti.
asked-no-second = Non serve chiedere di nuovo: questa pagina si aggiorna da sola e il lavoro continua anche se la chiudi. Intanto puoi servire un’altra persona.
asked-look = Guarda di nuovo
asked-answered = La risposta è arrivata.

## The sheet
sheet-page-title = Foglio codici
sheet-ready-text = Il foglio si stampa una volta sola. Prepara la stampante, poi premi Invio.
sheet-totp = Codice dell’app di autenticazione
sheet-totp-hint = Sei cifre: la conferma del rilascio non vale più per questa stampa
sheet-code-needed = Scrivi il codice dell’app: la conferma del rilascio non vale più per questa stampa
sheet-print = Stampa il foglio
sheet-frame = Foglio codici da stampare
sheet-by-hand = Se la finestra di stampa non si apre, usa il pulsante nel riquadro.
sheet-no-good = Il foglio non è uscito bene?
sheet-served-title = Il foglio è già stato stampato
sheet-served-text = Stampato il { $at } da { $by }. Non si stampa una seconda volta: se è rovinato, annullalo e stampane uno nuovo.
sheet-none = Per questa pratica non c’è un foglio da stampare.
sheet-held-title = La tessera è sospesa, o lo sta per essere
sheet-held-text = Finché è così il foglio non si stampa e non si consegna.
sheet-held-way-on = Se il titolare ha di nuovo la tessera in mano, riattivala dalla sua scheda; poi si riprende da qui.
sheet-held-link = Vai alla scheda del titolare
sheet-missing-title = Foglio annullato senza la carta
sheet-missing-text = Il foglio { $serial } è stato annullato il { $at } da { $by }, e la carta non è stata distrutta davanti all’operatore.
sheet-missing-reason = Motivo: { $reason }
sheet-missing-way-on = Niente parte e nessun foglio si stampa finché il responsabile dello sportello ha deciso.

## Void and print anew
void-title = Annulla e stampa di nuovo
void-text = Serve il foglio rovinato: distruggilo qui e ora, poi stampa quello nuovo. Se il foglio non c’è, decide il responsabile.
void-reason = Motivo
void-destroyed = La carta è stata distrutta davanti a te?
void-destroyed-yes = Sì, l’ho vista distruggere
void-destroyed-no = No, il foglio non c’è
void-totp = Codice dell’app di autenticazione
void-button = Annulla il foglio
void-reason-missing = Scrivi perché il foglio va annullato
void-destroyed-missing = Indica se la carta è stata distrutta
void-no-sheet = Questo foglio non si può più annullare: non è stato stampato, oppure è già stato consegnato, annullato o ritirato.
notice-sheet-voided = Foglio annullato. Ora si può stampare quello nuovo.
notice-sheet-paper-missing = Foglio annullato. Decide il responsabile dello sportello.

## Hand-over
handover-title = Consegna
handover-text = Consegna il foglio e leggi il suo codice a barre: parte la seconda metà, a { $recipient }.
handover-serial = Numero del foglio
handover-serial-hint = Leggi il codice a barre, oppure scrivi gli ultimi quattro caratteri
handover-taken-by = Chi lo ritira
handover-taken-by-holder = { $holder }, titolare
handover-taken-by-delegate = { $delegate }, { $kind }
handover-wrong-person = Le regole della delega danno il foglio all’altra persona
handover-button = Consegna il foglio
handover-until = Si può consegnare fino al { $until } compreso; poi il rilascio viene ritirato.
handover-serial-missing = Leggi o scrivi il numero del foglio
handover-wrong-serial = Non è il numero del foglio di questa pratica: controlla il foglio che hai in mano
handover-taken-by-missing = Indica chi ritira il foglio
handover-no-sheet = Non c’è un foglio stampato da consegnare.

## Done
done-title = Fatto
done-lead = Rilascio { $number }, foglio consegnato il { $at }.
done-mail = La seconda metà
done-no-mail = Non è partito niente.
done-look = Guarda di nuovo
done-receipt = Stampa la ricevuta
done-next = Prossima persona
mail-way-on-waiting = Parte da sola. Il cittadino può andare: gli basta il foglio.
mail-way-on-accepted = Se il cittadino non la vede, guardi anche nella posta indesiderata.
mail-way-on-printed = La lettera arriva dopo alcuni giorni. Se la busta è aperta, il cittadino avvisi lo sportello.
mail-way-on-printed_twice = Può arrivare due volte: le cifre sono le stesse.
mail-way-on-perhaps_twice = Può arrivare due volte: le cifre sono le stesse.
mail-way-on-given_up = Si può inviare di nuovo, oppure correggere l’indirizzo con il titolare presente: le due vie sono nella pagina della pratica.
mail-way-on-bounced = Non è arrivata. Si può inviare di nuovo se la casella era piena, oppure correggere l’indirizzo con il titolare presente: le due vie sono nella pagina della pratica.
mail-way-on-alarm = Non dare altre informazioni al cittadino e avvisa il responsabile.
mail-way-on-stopped = I codici si danno con un nuovo rilascio.

## A supervisor decides
decision-title = Fogli da decidere
decision-waiting = { $count ->
    [one] Un foglio annullato senza la carta aspetta la tua decisione
   *[other] { $count } fogli annullati senza la carta aspettano la tua decisione
  }
decision-lead = Annullati senza la carta: decidi se si può stampare di nuovo o se il rilascio finisce.
decision-voided-by = Annullato da
decision-voided-at = Annullato il
decision-reason = Motivo
decision-until = Altrimenti ritirato dopo il
decision-own = L’hai annullato tu: decide un altro responsabile.
decision-anew = Si può stampare di nuovo
decision-end = Il rilascio finisce
decision-none = Nessun foglio da decidere.
decision-nothing = Questo foglio non aspetta più una decisione.
decision-own-act = Nessuno decide su un proprio atto.
notice-decision-anew = Deciso: il foglio si può stampare di nuovo.
notice-decision-end = Deciso: il rilascio è finito e le due metà sono cancellate.

## Acts in the register
act-refusal-print = stampa del foglio per il cittadino
act-session-reauthenticate = conferma con il codice dell’app
act-sheet-decide = decisione su un foglio senza la carta
act-sheet-void = annullamento del foglio codici
