# SPDX-License-Identifier: AGPL-3.0-or-later
# What printed papers say. Each text stands beside the same in the citizen's language: keep both about as long.

paper-protocol = Pratica
paper-page = pagina { $number } di { $total }

## Richiesta di attivazione
form-title = Richiesta di attivazione e presa visione dell’informativa
form-title-new-release = Richiesta di un nuovo rilascio dei codici e presa visione dell’informativa
form-title-corrected-address = Richiesta di correzione dell’indirizzo e presa visione dell’informativa
form-copy-counter = copia per lo sportello
form-copy-citizen = copia per il cittadino
form-holder = Titolare della tessera
form-surname = Cognome
form-name = Nome
form-codice-fiscale = Codice fiscale
form-birth-date = Data di nascita
form-birth-place = Luogo di nascita
form-card = Tessera sanitaria TS-CNS
form-card-number = Numero della tessera
form-card-expires = Scadenza
form-certificate = Certificato n.
form-identity = Documento d’identità esibito
form-identity-kind = Tipo
form-identity-number = Numero
form-identity-issuer = Rilasciato da
form-identity-issued = Rilasciato il
form-identity-expires = Valido fino al
form-contact = Recapiti
form-email = E-mail: controlli lettera per lettera
form-phone = Telefono
form-language = Lingua dei documenti
form-asked = Che cosa si chiede
form-asked-text-trusted = Il titolare chiede di attivare il certificato di autenticazione della tessera e di avere i codici in due metà: la prima sul foglio codici, la seconda per e-mail alla persona di fiducia indicata, dopo la consegna del foglio.
form-asked-text-letter = Il titolare chiede di attivare il certificato di autenticazione della tessera e di avere i codici in due metà: la prima sul foglio codici, la seconda con una lettera sigillata, dopo la consegna del foglio.
form-way = La seconda metà va per e-mail, all’indirizzo qui sopra.
form-way-trusted = La seconda metà va per e-mail alla persona di fiducia indicata, per il titolare.
form-way-letter = La seconda metà va con una lettera sigillata, all’indirizzo qui sopra.
form-trusted = Persona di fiducia, che riceve l’e-mail per il titolare
form-post = Indirizzo per la lettera: controlli parola per parola
form-asked-text = Il titolare chiede di attivare il certificato di autenticazione della tessera e di avere i codici in due metà: la prima sul foglio codici, la seconda per e-mail dopo la consegna del foglio.
form-asked-text-new-release = Il titolare chiede un nuovo rilascio dei codici di una tessera già attiva, in due metà: la prima sul foglio codici, la seconda dopo la consegna del foglio. Il rilascio precedente finisce; le cifre restano le stesse.
form-asked-text-corrected-address = Il titolare chiede che la seconda metà dei codici vada all’indirizzo qui sopra e non a quello dato prima. Il rilascio precedente finisce; le cifre e il foglio codici già consegnato restano validi.
form-notice = Informativa sui dati personali
form-notice-controller = Titolare del trattamento: { $controller }. Responsabile della protezione dei dati: { $officer }.
form-notice-purpose = I dati servono a riconoscere la persona, attivare la tessera, consegnare i codici e rendere conto di questi atti: compito di interesse pubblico (art. 6, par. 1, lett. e, Reg. UE 2016/679; D.P.R. 117/2004).
form-notice-who = Li trattano lo sportello e l’ente che emette la tessera. Ogni consultazione è registrata.
form-notice-keep = Restano per il tempo previsto dalle norme; le metà dei codici si cancellano appena non servono più.
form-notice-needed = Senza questi dati, recapiti compresi, i codici non possono essere consegnati.
form-notice-rights = Ha i diritti degli artt. 15-22 del Regolamento (accesso, rettifica, limitazione, opposizione) e può reclamare al Garante per la protezione dei dati personali.
form-notice-link = Testo completo (art. 13 del Regolamento): { $link }
form-declares = Il titolare dichiara
form-declares-seen = di aver preso visione dell’informativa qui sopra;
form-declares-true = che i dati della prima pagina, recapiti compresi, sono esatti;
form-declares-present = che la tessera è la sua e che chiede l’attivazione di persona;
form-declares-present-new-release = che la tessera è la sua e che chiede i codici di persona;
form-declares-present-corrected-address = che la tessera è la sua e che corregge l’indirizzo di persona;
form-declares-trusted = che la persona di fiducia indicata riceve la seconda metà dei codici per suo conto;
form-declares-secret = che non dirà i codici a nessuno e non li terrà con la tessera;
form-declares-penal = di conoscere le responsabilità penali per chi dichiara il falso (art. 76 D.P.R. 445/2000).
form-place-date = Luogo e data
form-fingerprint = Impronta dei dati
form-fingerprint-hint = Se un dato cambia, cambia l’impronta e si firma di nuovo.
form-signature-holder = Firma del titolare
form-signature-operator = Firma dell’operatore

## Foglio codici
sheet-title = Foglio codici
sheet-footer = foglio { $serial }
sheet-holder = Titolare
sheet-release = Rilascio
sheet-printed = Stampa
sheet-warning = Nessuno Le chiederà mai l’altra metà
sheet-warning-text = Né per telefono, né per e-mail, né a casa: chi la chiede è un truffatore.
sheet-duplicate = Duplicato: cambi subito il PIN
sheet-duplicate-text = I codici sono gli stessi: il foglio vecchio vale ancora. Nessuno Le chiederà mai l’altra metà.
sheet-codes = Prima metà dei codici
sheet-tries = { $tries ->
    [one] { $tries } tentativo
   *[other] { $tries } tentativi
 }
sheet-purpose-pin = per usare la tessera
sheet-purpose-puk = per sbloccare il PIN
sheet-purpose-cip = per sospendere o revocare
sheet-in-mail = nell’e-mail
sheet-in-mail-letter = nella lettera
sheet-legend-letter = • è una cifra che arriva con la lettera. Il numero sopra la casella è la posizione nel codice.
sheet-legend = • è una cifra che arriva con l’e-mail. Il numero sopra la casella è la posizione nel codice.
sheet-next = Che cosa fare adesso
sheet-step-fold = Pieghi il foglio lungo i due segni laterali, prima in basso e poi in alto: i codici restano all’interno.
sheet-step-mail = { $minutes ->
    [one] Aspetti l’e-mail a { $address }: parte solo quando il foglio è consegnato, di solito entro un minuto. Guardi anche nella posta indesiderata.
   *[other] Aspetti l’e-mail a { $address }: parte solo quando il foglio è consegnato, di solito entro { $minutes } minuti. Guardi anche nella posta indesiderata.
 }
sheet-step-mail-trusted = L’e-mail va alla persona di fiducia, a { $address }: parte quando il foglio è consegnato. Se la faccia dare.
sheet-step-mail-letter = Aspetti la lettera all’indirizzo { $address }: parte quando il foglio è consegnato e arriva dopo alcuni giorni. Se è aperta, avvisi lo sportello.
sheet-step-join-letter = Metta le cifre della lettera al posto dei punti.
sheet-step-join = Metta le cifre dell’e-mail al posto dei punti.
sheet-step-tries = { $pin ->
    [one] Dopo un PIN sbagliato serve il PUK;
   *[other] Dopo { $pin } PIN sbagliati serve il PUK;
 } { $puk ->
    [one] dopo un PUK sbagliato la tessera è bloccata per sempre.
   *[other] dopo { $puk } PUK sbagliati la tessera è bloccata per sempre.
 }
sheet-step-keep = Tenga questo foglio lontano dalla tessera.
sheet-step-change-now = Cambi subito il PIN e distrugga il foglio vecchio.

## Ricevuta
receipt-title = Ricevuta
receipt-footer = ricevuta
receipt-holder = Titolare
receipt-date = Data e ora
receipt-done = Che cosa è stato fatto
receipt-done-activated = Il certificato della tessera sanitaria TS-CNS è stato attivato.
receipt-done-codes = La prima metà dei codici è stata consegnata su carta; la seconda arriva per e-mail.
receipt-done-codes-trusted = La prima metà dei codici è stata consegnata su carta; la seconda va per e-mail alla persona di fiducia, per il titolare.
receipt-done-codes-letter = La prima metà dei codici è stata consegnata su carta; la seconda va con una lettera sigillata.
receipt-codes = Consegna dei codici
receipt-release = Rilascio
receipt-serial = Foglio codici
receipt-taken = Ritirato da
receipt-mail = Invio della seconda metà
receipt-mail-waiting = L’e-mail è in attesa di partire.
receipt-mail-printed = La lettera è all’ufficio posta della Regione: arriva dopo alcuni giorni.
receipt-mail-waiting-letter = La lettera aspetta di essere stampata.
receipt-mail-given-up-letter = La lettera non è partita: torni allo sportello con la tessera, un documento e il foglio codici. Si può mandare di nuovo o l’indirizzo correggere.
receipt-mail-accepted = Il server { $server } ha preso in carico l’e-mail: se non la vede, guardi nella posta indesiderata.
receipt-mail-perhaps-twice = L’e-mail può arrivare due volte: le cifre sono le stesse.
receipt-mail-given-up = L’e-mail non è stata accettata: torni allo sportello con la tessera, un documento e il foglio codici. L’e-mail si può inviare di nuovo o l’indirizzo correggere.
receipt-suspend = Se perde la tessera o i codici
receipt-suspend-text = Chieda subito la sospensione: è immediata e si può annullare. La revoca è definitiva: serve poi una tessera nuova. Se perde solo il foglio, torni allo sportello con la tessera e un documento.
receipt-suspend-where = Sospensione e revoca
receipt-suspension = Allo sportello, con la tessera e un documento
receipt-contact = Lo sportello
receipt-counter = Sportello
receipt-reach = Recapiti e orari
receipt-scan = Inquadri il codice con il telefono: mostra che la consegna è nel registro.
receipt-warning = Nessuno Le chiederà mai i codici
receipt-warning-text = Né per telefono, né per e-mail, né a casa: chi li chiede è un truffatore. Non li tenga con la tessera.

## Foglio di diniego
slip-footer = Promemoria per il cittadino
slip-protocol = Pratica
slip-date = Data e ora
slip-why = Perché
slip-way-on = Che cosa fare
slip-contact = Lo sportello
slip-counter = Sportello
slip-reach = Recapiti e orari
slip-kept = Porti con sé questo foglio
slip-kept-text = Con il numero della pratica lo sportello riprende da dove ci siamo fermati.

## Lettera sigillata
letter-title = Seconda metà dei codici
letter-codes = Seconda metà dei codici
letter-on-sheet = sul foglio codici
letter-legend = • è una cifra che sta sul foglio codici. Il numero sopra la casella è la posizione nel codice.
letter-next = Che cosa fare adesso
letter-release = Prenda il foglio codici con lo stesso numero di rilascio: { $release }.
letter-join = Per ogni codice scriva prima le cifre del foglio, poi quelle di questa lettera.
letter-duplicate = Duplicato: il foglio vecchio vale ancora. Cambi subito il PIN.
letter-nobody-asks = Nessuno Le chiederà mai l’altra metà, né per telefono, né per e-mail, né a casa.
letter-keep = Tenga questa lettera lontano dal foglio e dalla tessera.
letter-report = Se la busta era aperta, o se non ha chiesto questi codici, avvisi subito: { $office }.

## Promemoria
advice-warning = Nessuno Le chiederà mai i codici
advice-warning-text = Né per telefono, né per e-mail, né a casa, e nemmeno allo sportello: chi li chiede è un truffatore.
slip-no-email-title = Che cosa serve per avere i codici
slip-no-email-1 = Apra una casella di posta elettronica, anche gratuita: basta un telefono o un computer. Può farsi aiutare da chi vuole, ma la password la tenga per sé.
slip-no-email-2 = Controlli di riuscire a leggere un messaggio in quella casella.
slip-no-email-3 = Oppure chieda a una persona di cui si fida se può ricevere l’e-mail per Lei: servono il suo cognome, il suo nome e il suo indirizzo.
slip-no-email-4 = Torni allo sportello con la tessera sanitaria, un documento d’identità valido e l’indirizzo scritto per intero.
advice-join-codes-title = I codici sono in due metà
advice-join-codes-1 = Prenda il foglio codici e il messaggio (o la lettera): devono avere lo stesso numero di rilascio.
advice-join-codes-2 = PIN: le prime { $pin_first } cifre sono sul foglio, le altre { $pin_second } nel messaggio. Le scriva in fila, senza spazi.
advice-join-codes-3 = PUK: le prime { $puk_first } cifre sono sul foglio, le altre { $puk_second } nel messaggio.
advice-join-codes-4 = Dopo { $pin } PIN sbagliati il PIN si blocca: se non è sicuro, si fermi.
advice-pin-blocked-title = Il PIN è bloccato
advice-pin-blocked-1 = Il PIN si sblocca con il PUK, dal programma della tessera sul Suo computer: cerchi «sblocco PIN».
advice-pin-blocked-2 = PUK: le prime { $puk_first } cifre sono sul foglio codici, le altre { $puk_second } nel messaggio o nella lettera.
advice-pin-blocked-3 = Dopo { $puk } PUK sbagliati la tessera è bloccata per sempre: se non è sicuro, si fermi e torni allo sportello.
advice-puk-blocked-title = Il PUK è bloccato
advice-puk-blocked-1 = Il chip di questa tessera non si può più sbloccare, nemmeno allo sportello.
advice-puk-blocked-2 = Venga allo sportello di persona, con la tessera e un documento d’identità valido: il certificato si revoca.
advice-puk-blocked-3 = Chieda un duplicato della tessera alla Sua azienda sanitaria o all’Agenzia delle Entrate.
advice-puk-blocked-4 = La tessera nuova ha codici nuovi e va attivata di nuovo. Intanto quella vecchia vale ancora come tessera sanitaria.
advice-sheet-lost-title = Il foglio codici è perso
advice-sheet-lost-1 = Il foglio non si ristampa: servono codici consegnati di nuovo.
advice-sheet-lost-2 = Venga allo sportello di persona, con la tessera e un documento d’identità valido.
advice-sheet-lost-3 = Riceverà un foglio nuovo e un messaggio nuovo. Se ritrova il foglio vecchio, lo distrugga e cambi il PIN.
advice-mail-missing-title = La seconda metà non è arrivata
advice-mail-missing-1 = Guardi anche nella posta indesiderata: l’oggetto è «Seconda metà dei codici della tessera sanitaria».
advice-mail-missing-2 = Se ha indicato una persona di fiducia, il messaggio è arrivato a lei. Se ha chiesto la lettera, servono alcuni giorni.
advice-mail-missing-3 = Se non c’è, venga allo sportello con un documento d’identità valido: il messaggio si può inviare di nuovo, o si corregge l’indirizzo.
advice-mail-missing-4 = Porti anche il foglio codici. Per telefono l’indirizzo non si cambia.
advice-no-chip-title = La tessera non ha il chip
advice-no-chip-1 = Questa tessera vale come tessera sanitaria e codice fiscale, ma non si può attivare.
advice-no-chip-2 = Per i servizi in rete può usare SPID o la carta d’identità elettronica (CIE).
advice-no-chip-3 = Alla prossima tessera guardi se ha il chip: in quel caso torni allo sportello.
advice-expired-title = La tessera è scaduta
advice-expired-1 = Con la tessera scade anche il certificato: non si può più usare in rete.
advice-expired-2 = La tessera nuova arriva di solito per posta prima della scadenza. Se non è arrivata, la chieda alla Sua azienda sanitaria o all’Agenzia delle Entrate.
advice-expired-3 = Porti allo sportello la tessera nuova e quella vecchia: quella nuova va attivata di nuovo.
advice-other-region-title = La tessera è di un’altra regione
advice-other-region-1 = La tessera si attiva negli sportelli della regione che l’ha emessa.
advice-other-region-2 = Se ha cambiato residenza, chieda alla Sua azienda sanitaria la tessera nuova e la porti qui.
advice-reader-title = Il lettore non vede la tessera
advice-reader-1 = Serve un lettore a contatto: la tessera si infila con il chip in avanti e verso l’alto. Appoggiarla non basta.
advice-reader-2 = Pulisca il chip con un panno asciutto e provi un’altra presa USB, senza prolunghe.
advice-reader-3 = Provi il lettore su un altro computer, o un’altra tessera nel lettore.
advice-reader-4 = Se un altro lettore vede la tessera, il guasto è nel lettore. Se nessuno la vede, venga allo sportello con la tessera.
advice-software-title = Il programma non trova il certificato
advice-software-1 = Sul computer serve il programma per la tessera, dal sito della Regione: quello giusto dipende dal chip.
advice-software-2 = Infili la tessera prima di aprire il browser, poi chiuda e riapra tutte le finestre.
advice-software-3 = Quando il sito chiede il certificato scelga quello con il Suo codice fiscale, poi scriva il PIN intero.
advice-software-4 = Se altri siti funzionano, il guasto è del sito: lo segnali a chi lo gestisce.

## Promemoria sulla vita della tessera
life-footer = Promemoria sulla tessera
life-title-suspend = Tessera sospesa
life-title-reactivate = Tessera riattivata
life-title-revoke = Tessera revocata
life-title-replace = Tessera sostituita
life-title-expire = Tessera scaduta
life-holder = Titolare
life-card = Numero della tessera
life-number = Operazione
life-since = Dal
life-reason = Motivo
life-proof = Prova presentata
life-means = Che cosa significa
life-means-suspend = Con questa tessera non si accede più ai servizi in rete finché non viene riattivata. Come tessera sanitaria continua a valere.
life-means-reactivate = Con questa tessera si accede di nuovo ai servizi in rete, con gli stessi codici di prima.
life-means-revoke = Il certificato di questa tessera non tornerà mai più attivo. I codici che non erano ancora arrivati sono stati cancellati.
life-means-replace = È stata attivata una tessera più recente: il certificato di quella precedente è stato revocato.
life-means-expire = È passato l’ultimo giorno di validità: il certificato non vale più. I codici che non erano ancora arrivati sono stati cancellati.
life-next = Che cosa fare
life-next-found = Se ritrova la tessera e i codici sono rimasti solo a Lei, venga allo sportello con un documento: la riattiviamo.
life-next-not-found = Se non la ritrova, venga a revocarla con la denuncia o un’autocertificazione, e chieda una tessera nuova.
life-next-mail-held = Il foglio codici non ancora ritirato e l’e-mail non ancora partita restano fermi fino alla riattivazione.
life-next-usable = La tessera si può usare subito. L’e-mail con i codici che era ferma parte adesso.
life-next-change-pin = Per prudenza cambi il PIN.
life-next-new-card = Chieda una tessera nuova alla Sua azienda sanitaria o all’Agenzia delle Entrate; quando arriva, la attivi allo sportello.
life-next-use-new = Usi la tessera nuova: ha codici suoi.
life-next-destroy = Distrugga il foglio codici della tessera vecchia.
life-contact = Lo sportello
life-kept = Conservi questo foglio
life-kept-text = Con il numero dell’operazione lo sportello ritrova che cosa è stato fatto e quando.
life-reason-theft = furto
life-reason-loss = smarrimento
life-reason-compromised-codes = codici forse noti ad altri
life-reason-malfunction = chip che non funziona
life-reason-wrong-data = dati sbagliati o cambiati
life-reason-puk-blocked = PUK bloccato
life-reason-holder-request = richiesta del titolare
life-reason-found = tessera ritrovata
life-reason-nothing-compromised = sospetto infondato
life-reason-superseded = attivata una tessera più recente
life-reason-expired = validità terminata
life-proof-police-report = denuncia
life-proof-self-certification = autocertificazione
