# SPDX-License-Identifier: AGPL-3.0-or-later
# The pages of a case, from the one field to the signed form.

## The first page
home-heading = Chi c’è allo sportello?
home-today = Oggi
home-opened = { $count ->
    [0] Nessuna pratica aperta oggi.
    [one] Una pratica aperta oggi.
   *[other] { $count } pratiche aperte oggi.
  }
home-done = { $count ->
    [0] Nessuna conclusa.
    [one] Una conclusa.
   *[other] { $count } concluse.
  }
home-cases = Pratiche aperte
home-no-cases = Nessuna pratica aperta in questo sportello.
home-sheets = Fogli stampati e non ancora consegnati
home-sheet-line = stampato il { $served }; senza consegna il rilascio viene ritirato dopo il { $until }
home-mail-note = Preso in carico
home-replies = Risposte alle e-mail, da leggere
home-reply-line = { $at }, risposta all’e-mail per { $recipient }: «{ $subject }» da { $sender }.
notice-mail-noted = L’e-mail non è più tra quelle da sistemare.
home-mails = E-mail da sistemare
home-administrator = Il tuo ruolo non tratta pratiche di cittadini.
look-up-label = Codice fiscale, numero della tessera, pratica o foglio codici
look-up-hint = Leggi con lo scanner, incolla o scrivi, poi premi Invio
look-up-reason = Perché cerchi
look-up-reason-present = La persona è qui
look-up-reason-case = Per una pratica
look-up-reason-telephone = È al telefono
look-up-reason-needed = Indica perché cerchi
look-up-button = Cerca
look-up-other = Cerca un’altra persona
look-up-empty = Scrivi un codice fiscale, un numero di tessera, una pratica o un foglio codici
look-up-nothing = Non c’è nessuna tessera, pratica o foglio con questo numero
unknown-title = Nessuno con questo codice
unknown-text = In questo servizio non c’è ancora nessuno con il codice fiscale

## What is wrong with a codice fiscale
code-separator = Togli lo spazio o il trattino alla posizione { $position } del codice fiscale
code-length = Il codice fiscale ha 16 caratteri (11 cifre se provvisorio): qui sono { $given }
code-character = Il carattere { $position } del codice fiscale non può stare lì
code-check-letter = L’ultima lettera del codice fiscale non torna: c’è un errore di battitura
code-impossible-date = Il codice fiscale contiene una data che non esiste
code-check-digit = L’ultima cifra del codice provvisorio non torna: c’è un errore di battitura

## Steps and heads
case-step-holder = Titolare
case-step-card = Tessera
case-step-identification = Riconoscimento
case-step-contact = Recapiti
case-step-check = Verifica e firma
case-step-release = Attivazione e codici
case-protocol = Pratica
case-holder = Titolare
case-step = Passo
case-changed = Ultima modifica
case-opened = Aperta il
case-counter = Sportello
case-of-other-counter = di un altro sportello
case-open = Apri una pratica
case-save-and-go-on = Salva e continua
case-ending-done = conclusa
case-ending-abandoned = abbandonata
case-ending-closed_elsewhere = chiusa da un altro sportello
case-ending-refused = chiusa con esito negativo
notice-case-resumed = C’era già una pratica aperta per questa persona: riprendi da qui.
notice-case-closed = La pratica è chiusa.
new-tab = (si apre in una nuova scheda)

## Another counter's case, closing
elsewhere-title = C’è una pratica aperta in un altro sportello
elsewhere-text = Per questa persona un altro sportello ha una pratica aperta. Di quella pratica si vede solo questo.
elsewhere-asked = L’ente emettitore è già stato interpellato: la pratica si può concludere solo in quello sportello. Indica al cittadino di rivolgersi lì.
elsewhere-reason = Motivo della chiusura
elsewhere-reason-hint = Per esempio: il cittadino dice di averla interrotta e vuole continuare qui
elsewhere-button = Chiudi quella pratica
closed-title = Pratica chiusa
closed-how = Esito
closed-at = Chiusa il
closed-reason = Motivo
closed-handover = Consegna e seconda metà
closed-holder = Scheda del titolare
closure-link = Abbandona la pratica
closure-title = Abbandona la pratica
closure-text = La pratica si chiude e resta leggibile. Per la stessa persona se ne potrà aprire un’altra.
closure-reason = Motivo
closure-refused = Una regola non permette di continuare
closure-button = Chiudi la pratica
closure-back = Torna alla pratica

## Changed meanwhile
changed-title = Un’altra persona ha salvato questa pratica
changed-text = { $by } ha salvato alle { $at }, mentre questa pagina era aperta. Il tuo testo non è stato salvato. Ora la pratica contiene:
changed-way-on = Qui sotto c’è quello che hai scritto tu: se lo salvi, prende il posto di quello che vedi sopra.

## Warnings
warning-title = Da confermare
warning-legend = Spunta ciò che hai verificato
warning-reason = Motivo
warning-reason-hint = Il motivo resta nel registro
warning-tick-needed = Controlla gli avvisi e spunta quelli che hai verificato
warning-reason-needed = Scrivi il motivo per cui si può continuare
warning-surname = Il cognome non corrisponde al codice fiscale
warning-name = Il nome non corrisponde al codice fiscale
warning-birth-date = La data di nascita non corrisponde al codice fiscale
warning-sex = Il sesso non corrisponde al codice fiscale
warning-birth-place = Il luogo di nascita non corrisponde al codice fiscale
warning-birth-place-unknown = Il codice del luogo di nascita non è in nessun elenco
warning-birth-place-not-on-date = Alla data di nascita il luogo non risulta con questo nome
warning-card-expiry = La scadenza stampata non è quella che risulta all’ente emettitore
warning-card-name = Nome o cognome non sono quelli che risultano all’ente emettitore
warning-pec = È un indirizzo PEC: molte caselle PEC rifiutano le e-mail ordinarie o sono lette da altri
warning-counter-domain = L’indirizzo è del dominio di questo sportello
warning-used-for-another-holder = L’indirizzo è già stato usato per un’altra persona
warning-unlike-earlier = L’indirizzo è diverso da quello usato in passato da questa persona

## The holder
holder-title = Dati del titolare
holder-code = Codice fiscale
holder-surname = Cognome
holder-name = Nome
holder-sex = Sesso
sex-f = Femmina
sex-m = Maschio
sex-needed = Indica il sesso
holder-birth-date = Data di nascita
holder-birth-place = Luogo di nascita
holder-birth-place-hint = Comune, oppure Stato se all’estero
holder-birth-place-pick = Quale luogo?
name-character = C’è un carattere che non può stare in un nome
name-no-letter = Un nome ha almeno una lettera
birth-date-future = La data di nascita è nel futuro
birth-place-unknown = Nessun comune e nessuno Stato si chiama così. Scrivi il nome intero, o il codice catastale
birth-place-several = Più luoghi hanno questo nome: scegli quello giusto
holder-page-title = Scheda del titolare
holder-ask-title = Perché apri questa scheda?
holder-ask-text = La scheda contiene dati personali: ogni consultazione ha un motivo e resta nel registro.
holder-ask-button = Apri la scheda
holder-open-here = Qui c’è una pratica aperta: { $protocol }.
holder-resume = Riprendi la pratica
holder-cards = Tessere
holder-no-cards = Nessuna tessera mostrata finora.
holder-card-seen = Vista il
holder-card-activated = attivata il { $at }
holder-cases = Pratiche
holder-no-cases = Nessuna pratica.
holder-releases = Rilasci di codici
holder-handed-over = foglio consegnato il { $at }
holder-release-ended = terminato senza consegna
holder-release-open = in corso
holder-mails = E-mail e lettere
holder-looks = Chi ha consultato o operato
holder-look-service = il servizio
holder-look-refused = rifiutato

## The card
card-title = Tessera sanitaria TS-CNS
card-number = Numero della tessera
card-number-hint = Le 20 cifre sul retro, campo 8; gli spazi non contano
card-expires = Scadenza
card-former = Tessera TS-CNS precedente
card-former-hint = Quella precedente va ritirata e tagliata davanti al titolare
card-authority = Ente emettitore
former-card-none = Non ce n’è
former-card-withdrawn = Ritirata e tagliata davanti al titolare
former-card-not-brought = C’è, ma non è stata portata
former-card-needed = Indica se c’era una tessera precedente
card-number-character = Il carattere { $position } del numero della tessera non è una cifra
card-number-length = Il numero della tessera ha 20 cifre: qui sono { $given }
card-number-prefix = Il numero di una tessera sanitaria comincia con 8038000
card-number-region = Nessuna regione ha il codice { $code }, che sta alle cifre 8-10
card-number-luhn = L’ultima cifra non torna: c’è un errore di battitura
card-away-title = L’ente emettitore non risponde
card-away-text = I dati della tessera sono salvati. Puoi andare avanti con gli altri passi e chiedere di nuovo più tardi.
card-ask-again = Chiedi di nuovo
notice-card-away = Tessera salvata. L’ente emettitore non risponde: vai avanti, chiederemo di nuovo.
card-outcome-activatable = attivabile
card-outcome-unknown = numero sconosciuto
card-outcome-no-chip = senza chip
card-outcome-expired = scaduta
card-outcome-other-region = di un’altra regione
card-outcome-already-active = già attiva
card-outcome-suspended = sospesa
card-outcome-revoked = revocata
card-outcome-another-holder = di un’altra persona
card-outcome-activated-here = già attivata da questo servizio, codici non ancora consegnati
card-outcome-away = non ancora interpellato

## Who is at the counter
identification-title = Chi è allo sportello
document-kind = Tipo di documento
document-kind-needed = Scegli il tipo di documento
document-number = Numero del documento
document-issuer = Rilasciato da
document-issuer-hint = Per esempio: Comune di Ancona
document-issued = Rilasciato il
document-expires = Scade il
document-kind-over = Questo tipo di documento non vale più: valeva fino al { $day }, qualunque scadenza vi sia stampata. Serve un altro documento
document-number-character = Il carattere { $position } non può stare nel numero di un documento
document-issuer-character = Il carattere { $position } non può stare nel nome di un ufficio
document-issued-future = La data di rilascio è nel futuro
document-issued-before-birth = La data di rilascio è prima della nascita
document-issued-before-kind = Documenti di questo tipo esistono dal { $day }
document-expires-before-issue = La scadenza viene prima del rilascio
document-expired = Il documento è scaduto il { $day }: serve un documento valido oggi
notice-document-unusual-number = Salvato. Il numero del documento ha una forma insolita: ricontrollalo.
notice-document-not-on-birthday = Salvato. La scadenza di questo documento di solito cade nel giorno del compleanno: ricontrollala.
notice-document-unusually-long = Salvato. Il documento vale più a lungo del solito: ricontrolla le date.

## Contact
contact-title = Recapiti
contact-lead = La seconda metà dei codici va a questo indirizzo e a nessun altro: fallo leggere al cittadino.
contact-email = Indirizzo e-mail
contact-email-again = Indirizzo e-mail, di nuovo
contact-phone = Telefono
contact-language = Lingua dei documenti del cittadino
contact-language-hint = Accanto all’italiano
contact-ownership = Verifica dell’indirizzo
contact-typo-title = Forse un errore di battitura
contact-typo-text = Volevi scrivere
contact-no-typo = L’indirizzo { $email } è giusto così
email-differs = I due indirizzi non sono uguali
email-typo = Correggi l’indirizzo, o conferma che è giusto
email-blank = In un indirizzo non ci sono spazi né caratteri di controllo
email-more = Scrivi soltanto l’indirizzo, senza nome né virgole
email-at = Un indirizzo ha una sola chiocciola (@)
email-local = La parte prima della chiocciola non è valida
email-dot = C’è un punto di troppo prima della chiocciola
email-international = Scrivi l’indirizzo senza lettere accentate
email-domain = La parte dopo la chiocciola non è valida
email-staff = È l’indirizzo di chi lavora qui: chi consegna la prima metà non può ricevere la seconda
email-pec = Gli indirizzi PEC non sono ammessi
phone-length = Un numero di telefono ha da 6 a 15 cifre
phone-character = C’è un carattere che non può stare in un numero di telefono
language-needed = Scegli una lingua

## Ownership of the address
ownership-title = Il cittadino legge questo indirizzo?
ownership-lead = Mandiamo un codice di verifica a
ownership-send = Invia il codice
ownership-send-again = Invia un altro codice ({ $left ->
    [one] ne resta uno
   *[other] ne restano { $left }
  })
ownership-away = Il titolare non è allo sportello: chi legge la casella dice il codice alla persona che agisce per il titolare, anche per telefono.
ownership-none-left = In questa pratica non si possono inviare altri codici.
ownership-code = Codice che il cittadino legge nella posta
ownership-code-hint = Vale fino alle { $until }
ownership-prove = Conferma il codice
ownership-wrong = Il codice non è questo: { $left ->
    [one] resta un tentativo
   *[other] restano { $left } tentativi
  }
ownership-spent = Troppi tentativi: il codice non vale più. Inviane un altro
ownership-no-code = Nessun codice vale più per questo indirizzo. Inviane un altro
ownership-too-many = In questa pratica non si possono inviare altri codici: continua indicando il motivo
ownership-skip-title = Senza verifica
ownership-skip-reason = Motivo per cui non si può verificare
ownership-skip = Continua senza verifica
ownership-is-proven = verificato con il codice
ownership-is-skipped = non verificato, con motivo
ownership-is-open = ancora da verificare
notice-ownership-proven = L’indirizzo è verificato.

## Check and form
check-title = Controlla le risposte
check-warnings = Avvisi confermati
check-form = Richiesta di attivazione e presa visione dell’informativa
check-form-text = Escono due copie: falle leggere e firmare. Impronta dei dati:
check-print = Stampa la richiesta
check-print-again = Stampa di nuovo
check-printed = Stampata il { $at }
check-signature = Il titolare ha firmato tutte e due le copie davanti a me
check-signature-delegate = Chi agisce ha firmato tutte e due le copie davanti a me
check-signature-both = Il titolare e chi agisce hanno firmato tutte e due le copie davanti a me
check-signature-hint = Una copia resta allo sportello, una va al cittadino
check-sign = Registra la firma e continua
check-signed = Richiesta firmata il { $at }. Se cambi un dato, va stampata e firmata di nuovo.
check-release = Continua con l’attivazione
check-outdated-title = Da stampare e firmare di nuovo
check-outdated-text = Un dato è cambiato dopo la stampa: quella richiesta non vale più.
signature-needed = Spunta la casella quando la richiesta è firmata
form-print-first = Prima stampa la richiesta e falla firmare

## What the case does not allow
refused-own-case = Nessuno lavora su una pratica che riguarda sé stesso.
refused-own-case-way-on = Chiedi a un’altra persona dello sportello.
refused-own-data = Nessuno consulta i propri dati da qui.
refused-own-data-way-on = Per la tua tessera rivolgiti a un’altra persona dello sportello, come ogni cittadino.
refused-case-closed = La pratica è chiusa.
refused-case-closed-way-on = Per continuare apri una nuova pratica dalla scheda del titolare.
refused-step-fixed = Questo passo non si può più cambiare: l’ente emettitore è già stato interpellato o i codici sono in corso di consegna.
refused-case-changed = Un’altra persona ha salvato la pratica mentre questa pagina era aperta.
refused-case-changed-way-on = Apri di nuovo la pratica e riprova.
refused-close-asked = L’ente emettitore è già stato interpellato: questa pratica va conclusa.
refused-reason-missing = Per chiudere la pratica di un altro sportello serve un motivo.
refused-reason-missing-way-on = Cerca di nuovo la persona e scrivi il motivo.
refused-form-incomplete = Mancano ancora dei passi prima della firma.
refused-form-outdated = Un dato è cambiato dopo la stampa: questa richiesta non vale più.
refused-form-outdated-way-on = Stampa la richiesta di nuovo e falla firmare.

## Outcomes that stop: what, why, what to tell, the way on
refusal-why = Perché
refusal-tell = Che cosa dire al cittadino
refusal-way-on = Che cosa fare ora
refusal-slip = Stampa il foglio per il cittadino
refusal-others = Il foglio in un’altra lingua:
refusal-back = Correggi i dati
refusal-close = Chiudi la pratica
refusal-minor-what = Il titolare è minorenne
refusal-minor-why = Oggi il titolare non ha ancora 18 anni: la tessera di un minorenne può essere attivata solo da chi lo rappresenta.
refusal-minor-tell = La richiesta va fatta da un genitore o da chi ha la tutela, con il proprio documento d’identità, la tessera del minorenne e la prova del legame.
refusal-minor-way-on = Se la data è sbagliata, correggi i dati. Se c’è un genitore o chi ha la tutela, indicalo nel riconoscimento. Altrimenti chiudi la pratica.
refusal-unknown-what = Tessera sconosciuta
refusal-unknown-why = L’ente emettitore non conosce una tessera con questo numero.
refusal-unknown-tell = Se la tessera è appena arrivata, può non essere ancora registrata: torni tra qualche giorno con la tessera. Se il numero è illeggibile, chieda un duplicato alla Sua azienda sanitaria o all’Agenzia delle Entrate.
refusal-unknown-way-on = Ricontrolla le 20 cifre sul retro della tessera. Se sono giuste, chiudi la pratica.
refusal-no-chip-what = Tessera senza chip
refusal-no-chip-why = Dal 1° giugno 2022 alcune tessere sono state emesse senza chip: non hanno un certificato da attivare.
refusal-no-chip-tell = La tessera vale come tessera sanitaria e codice fiscale, ma non per i servizi in rete. Può usare SPID o la carta d’identità elettronica, o chiedere una tessera con chip.
refusal-no-chip-way-on = Guarda se sul davanti c’è il chip. Se non c’è, chiudi la pratica.
refusal-expired-what = Tessera scaduta
refusal-expired-why = L’ultimo giorno di validità della tessera è passato: anche il certificato è scaduto.
refusal-expired-tell = La nuova tessera arriva per posta prima della scadenza. Se non è arrivata, la chieda alla Sua azienda sanitaria o all’Agenzia delle Entrate e torni con quella.
refusal-expired-way-on = Ricontrolla la scadenza stampata. Se è giusta, chiudi la pratica.
refusal-other-region-what = Tessera di un’altra regione
refusal-other-region-why = Le cifre da 8 a 10 del numero dicono che la tessera è di un’altra regione: questo servizio non la può attivare.
refusal-other-region-tell = La tessera va attivata presso uno sportello della regione che l’ha emessa. Se ha cambiato residenza, aspetti la tessera della nuova regione.
refusal-other-region-way-on = Ricontrolla il numero. Se è giusto, chiudi la pratica.
refusal-already-active-what = Tessera già attiva
refusal-already-active-why = Il certificato di questa tessera risulta già attivo.
refusal-already-active-tell = La tessera si può già usare in rete con i codici ricevuti all’attivazione. Se non li ha più, si possono rilasciare di nuovo allo sportello.
refusal-already-active-way-on = Se i codici servono di nuovo, continua con un nuovo rilascio: i dati scritti finora restano. Altrimenti chiudi la pratica.
refusal-suspended-what = Tessera sospesa
refusal-suspended-why = Il certificato di questa tessera è stato sospeso.
refusal-suspended-tell = Chi ha chiesto la sospensione può chiedere la riattivazione, se la tessera non è stata usata da altri. Se è stata smarrita e ritrovata, lo dica allo sportello.
refusal-suspended-way-on = Chiudi la pratica. La riattivazione è un servizio a parte.
refusal-revoked-what = Tessera revocata
refusal-revoked-why = Il certificato di questa tessera è stato revocato: non può più tornare attivo.
refusal-revoked-tell = Serve una tessera nuova: la chieda alla Sua azienda sanitaria o all’Agenzia delle Entrate e torni con quella.
refusal-revoked-way-on = Chiudi la pratica. Se la tessera è sostituita, ritirala.
refusal-another-holder-what = Tessera di un’altra persona
refusal-another-holder-why = All’ente emettitore questa tessera risulta intestata a un altro codice fiscale.
refusal-another-holder-tell = Porti la tessera intestata a Lei. Se ha trovato la tessera di un’altra persona, la consegni.
refusal-another-holder-way-on = Ricontrolla numero e codice fiscale. Se sono giusti, chiudi la pratica e trattieni la tessera trovata.

## Acts of the register
act-card-activate = attivazione della tessera
act-card-ask = domanda all’ente emettitore
act-card-save = tessera
act-case-close = chiusura della pratica
act-case-open = apertura della pratica
act-case-show = consultazione della pratica
act-contact-save = recapiti
act-form-print = stampa della richiesta
act-form-show = richiesta mostrata
act-form-sign = firma della richiesta
act-form-void = richiesta non più valida
act-holder-look-up = ricerca
act-holder-save = dati del titolare
act-holder-show = consultazione della scheda
act-identification-save = riconoscimento
act-mail-accept = e-mail accettata dal server, o lettera stampata
act-mail-accept-late = e-mail accettata dal server, o lettera stampata, in ritardo
act-mail-alarm = allarme su un’e-mail
act-mail-bounce = e-mail non recapitata
act-mail-erase = contenuto di un’e-mail cancellato
act-mail-give-up = e-mail non inviata
act-mail-lose-answer = e-mail senza risposta del server
act-mail-note = presa visione di un’e-mail da sistemare
act-mail-report = risposta a un’e-mail, da leggere
act-database-resume = archivio verificato dopo un ripristino
act-ownership-ask = codice di verifica dell’indirizzo
act-ownership-prove = verifica dell’indirizzo
act-ownership-skip = indirizzo non verificato
act-receipt-print = stampa della ricevuta
act-release-request = richiesta di rilascio dei codici
act-release-seal = codici ricevuti sigillati
act-release-withdraw = ritiro del rilascio
act-sheet-hand-over = consegna del foglio codici
act-sheet-serve = stampa del foglio codici
act-warning-override = avviso confermato
