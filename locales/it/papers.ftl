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
form-asked-text = Il titolare chiede di attivare il certificato di autenticazione della tessera e di avere i codici in due metà: la prima sul foglio codici, la seconda per e-mail dopo la consegna del foglio.
form-asked-text-new-release = Il titolare chiede un nuovo rilascio dei codici di una tessera già attiva, in due metà: la prima sul foglio codici, la seconda per e-mail dopo la consegna. Il rilascio precedente finisce; le cifre restano le stesse.
form-asked-text-corrected-address = Il titolare chiede che la seconda metà dei codici vada all’indirizzo qui sopra e non a quello dato prima. Il rilascio precedente finisce; le cifre e il foglio codici già consegnato restano validi.
form-notice = Informativa sui dati personali
form-notice-controller = Titolare: { $controller }. Responsabile della protezione dei dati: { $officer }.
form-notice-purpose = I dati servono a riconoscere la persona, attivare la tessera, consegnare i codici e rendere conto di questi atti: compito di interesse pubblico (art. 6, par. 1, lett. e, Reg. UE 2016/679; D.P.R. 117/2004).
form-notice-who = Li trattano lo sportello e l’ente che emette la tessera. Ogni consultazione è registrata.
form-notice-keep = Restano per il tempo previsto dalle norme; le metà dei codici si cancellano appena non servono più.
form-notice-needed = Senza questi dati, e-mail compresa, i codici non possono essere consegnati.
form-notice-rights = Ha i diritti degli artt. 15-22 del Regolamento (accesso, rettifica, limitazione, opposizione) e può reclamare al Garante per la protezione dei dati personali.
form-notice-link = Testo completo (art. 13 del Regolamento): { $link }
form-declares = Il titolare dichiara
form-declares-seen = di aver preso visione dell’informativa qui sopra;
form-declares-true = che i dati della prima pagina, e-mail compresa, sono esatti;
form-declares-present = che la tessera è la sua e che chiede l’attivazione di persona;
form-declares-present-new-release = che la tessera è la sua e che chiede i codici di persona;
form-declares-present-corrected-address = che la tessera è la sua e che corregge l’indirizzo di persona;
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
sheet-legend = • è una cifra che arriva con l’e-mail. Il numero sopra la casella è la posizione nel codice.
sheet-next = Che cosa fare adesso
sheet-step-fold = Pieghi il foglio lungo i due segni laterali, prima in basso e poi in alto: i codici restano all’interno.
sheet-step-mail = { $minutes ->
    [one] Aspetti l’e-mail a { $address }: parte solo quando il foglio è consegnato, di solito entro un minuto. Guardi anche nella posta indesiderata.
   *[other] Aspetti l’e-mail a { $address }: parte solo quando il foglio è consegnato, di solito entro { $minutes } minuti. Guardi anche nella posta indesiderata.
 }
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
receipt-codes = Consegna dei codici
receipt-release = Rilascio
receipt-serial = Foglio codici
receipt-taken = Ritirato da
receipt-mail = E-mail con la seconda metà
receipt-mail-waiting = L’e-mail è in attesa di partire.
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
receipt-scan = Inquadri il codice con il telefono.
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
