# SPDX-License-Identifier: AGPL-3.0-or-later
# Checks by sample.

samples-title = Controlli a campione
samples-link = Controlli a campione
samples-lead = A fine mese il sistema estrae a caso, per ogni operatore, i rilasci da verificare per telefono e le autocertificazioni da controllare (DPR 445/2000, art. 71). L’estrazione è una sola e non si ripete.
samples-open = Da controllare
samples-none = Non c’è niente da controllare.
samples-overdue = { $count ->
    [one] Un controllo è in ritardo.
   *[other] { $count } controlli sono in ritardo.
}
samples-figures = Risultati per mese e operatore
samples-no-draws = Non ci sono ancora estrazioni: la prima si fa dopo la fine del mese.
samples-done = Controllati
sample-all = Tutti
sample-month = Mese
sample-kind = Controllo
sample-kind-telephone = Rilascio, per telefono
sample-kind-self-certification = Autocertificazione
sample-at = Data
sample-due = Entro il
sample-is-overdue = in ritardo
sample-last = Esito
sample-population = Totale
sample-size = Estratti
sample-done = Fatti
sample-outcomes = Esiti
sample-open = Aperti
sample-overdue = In ritardo
sample-nothing-to-draw = nessun atto nel mese

sample-title-telephone = Verifica per telefono di un rilascio
sample-title-self_certification = Controllo di un’autocertificazione
sample-what-telephone = Telefona a chi si è presentato e chiedi se ha ricevuto il foglio con i codici allo sportello, in quella data. Non chiedere mai i codici.
sample-what-self_certification = Confronta la dichiarazione con gli archivi di chi custodisce il dato, o chiedi conferma scritta (DPR 445/2000, art. 71 comma 2).
sample-thing-telephone = Rilascio
sample-thing-self_certification = Dichiarazione
sample-phone = Telefono
sample-no-phone = non indicato
sample-to-case = Apri la pratica
sample-to-cards = Vai al titolare per sospendere la tessera
sample-ask-operator = Chiedi a un operatore dello sportello di aprire la pagina del titolare e sospendere la tessera.
sample-results = Che cosa è stato registrato
sample-call = { $number ->
    [one] prima chiamata
   *[other] chiamata n. { $number }
}
sample-recorded = { $by }, { $at }
sample-record = Registra l’esito
sample-record-again = Registra un nuovo esito
sample-outcome = Esito
sample-outcome-confirmed = Confermato
sample-outcome-not-reached = Non risponde
sample-outcome-unreachable = Irreperibile dopo tre chiamate o più
sample-outcome-no-number = Senza numero di telefono
sample-outcome-not-recognised = Non riconosce il rilascio
sample-outcome-awaiting-answer = In attesa di risposta dall’altra amministrazione
sample-outcome-irregular = Irregolarità o omissione, non falsità
sample-outcome-false = Dichiarazione falsa
sample-note = Nota
sample-note-hint = Che cosa è emerso, senza nomi, numeri, indirizzi o codici fiscali. Serve se l’esito non è regolare.
sample-save = Registra l’esito
sample-outcome-missing = Scegli l’esito.
sample-note-missing = Scrivi che cosa è emerso.
sample-note-names = La nota contiene un indirizzo, un numero o un codice fiscale: toglilo.
sample-too-few-calls = Prima di dichiarare irreperibile la persona servono tre chiamate.
sample-own-act = Nessuno controlla una pratica a cui ha messo mano: controlla un altro responsabile.
sample-changed = Nel frattempo è stato registrato un altro esito.
sample-changed-way-on = Rileggi la pagina e registra di nuovo, se serve.
notice-sample-recorded = L’esito è registrato.

sample-next = Che cosa fare adesso
sample-next-not_recognised = Chi risponde non riconosce il rilascio: sospendi subito la tessera e informa la direzione. Se qualcuno ha dichiarato il falso si applicano gli art. 75 e 76 del DPR 445/2000 (decadenza dai benefici, segnalazione all’autorità giudiziaria).
sample-next-irregular = Comunica l’irregolarità a chi ha dichiarato: deve regolarizzare o completare la dichiarazione, altrimenti il procedimento non ha seguito (DPR 445/2000, art. 71 comma 3).
sample-next-false = La dichiarazione non è veritiera: chi l’ha resa decade dai benefici (DPR 445/2000, art. 75) e il fatto va segnalato all’autorità giudiziaria (art. 76). Sospendi la tessera finché la direzione non ha deciso.
