# SPDX-License-Identifier: AGPL-3.0-or-later
# The frame of every page, the fields of every form, the pages of what went wrong.
shell-tagline = Attivazione della tessera sanitaria TS-CNS
shell-skip-to-content = Vai al contenuto principale
shell-skip-to-footer = Vai al piè di pagina
shell-language = Lingua delle pagine
shell-counter = Sportello:
shell-operator = Operatore:
shell-administrator = amministratore
shell-supervisor = responsabile
shell-lock = Blocca
shell-lock-hint = Blocca lo schermo quando lasci la postazione (Alt+L)
shell-sign-out = Esci
shell-session-ends-soon = La sessione sta per scadere: mancano
shell-session-over = La sessione è scaduta. Quello che hai scritto resta qui: premendo il pulsante di questa pagina accedi di nuovo e lo ritrovi per 30 minuti.
shell-stay = Continua a lavorare
shell-legal-notes = Note legali
shell-privacy = Privacy
shell-accessibility = Dichiarazione di accessibilità
shell-source = Codice sorgente della versione { $version }
shell-error-prefix = Errore:
shell-errors-title = { $count ->
    [one] C’è un campo da correggere
   *[other] Ci sono { $count } campi da correggere
  }
shell-change = Modifica
shell-steps = Passi della pratica
shell-step-of = Passo { $step } di { $all }
shell-step-done = fatto
shell-breadcrumb = Percorso di navigazione
field-optional = (facoltativo)
field-choose = Scegli…
field-date-hint = Giorno, mese e anno, per esempio 31/01/1980
field-odd-characters = Togli i caratteri che non si possono leggere o stampare
field-too-long = Il testo è troppo lungo
field-required = Compila questo campo
required-surname = Scrivi il cognome
required-name = Scrivi il nome
required-birth-place = Scrivi il luogo di nascita
required-number = Scrivi il numero
required-issuer = Scrivi chi ha rilasciato il documento
required-issued = Scrivi la data di rilascio
required-expires = Scrivi la data di scadenza
required-email = Scrivi l’indirizzo e-mail
required-email-again = Ripeti l’indirizzo e-mail
required-reason = Scrivi il motivo
required-code = Scrivi il codice
required-totp = Scrivi il codice a sei cifre dell’app
field-date-wrong = Scrivi una data che esiste, come 31/01/1980
field-totp-next-in = Il prossimo codice arriva tra
field-totp-next-now = Ora l’app mostra un codice nuovo.
field-totp-wait = Il prossimo codice arriva tra { $seconds ->
    [one] un secondo
   *[other] { $seconds } secondi
  }.
problem-home = Torna alla pagina iniziale
problem-reference = Se chiedi assistenza, indica questo numero:
problem-unreadable-title = Richiesta non leggibile
problem-unreadable-text = Il modulo o l’indirizzo ricevuto non è leggibile. Torna alla pagina precedente e riprova.
problem-too-large-title = Modulo troppo grande
problem-too-large-text = Quello che è stato inviato supera il limite di un modulo. Torna alla pagina precedente, accorcia il testo e riprova.
problem-not-found-title = Pagina non trovata
problem-not-found-text = Questa pagina non esiste, oppure appartiene a un altro sportello.
problem-wrong-method-title = Richiesta non prevista
problem-wrong-method-text = Questo indirizzo non si può aprire così. Parti dalla pagina iniziale.
problem-forbidden-title = Non sei abilitato
problem-forbidden-text = Il tuo ruolo non permette questa operazione. Il tentativo è stato annotato nel registro.
problem-elsewhere-title = Modulo non accettato
problem-elsewhere-text = Il modulo non proviene da una pagina di questa sessione: forse la pagina era aperta da prima dell’accesso. Aprila di nuovo e riprova. Non è stato fatto nulla.
problem-too-many-title = Troppi tentativi
problem-too-many-text = Aspetta { $seconds ->
    [one] un secondo
   *[other] { $seconds } secondi
  } e riprova.
problem-away-title = Servizio momentaneamente non disponibile
problem-away-text = L’archivio non risponde. Riprova tra { $seconds } secondi: quello che era già salvato è al sicuro.
problem-broken-title = Qualcosa si è guastato
problem-broken-text = L’operazione non è stata eseguita e la pratica è rimasta com’era. Riprova; se succede ancora, chiedi assistenza.
problem-read-only-title = Sola lettura
problem-read-only-text = È stata ripristinata una copia meno recente dell’archivio: finché chi gestisce il servizio non l’ha verificata si può solo leggere. Non è stato fatto nulla.
shell-read-only = Sola lettura: è stata ripristinata una copia meno recente dell’archivio. Non si può aprire, stampare o consegnare niente finché chi gestisce il servizio non l’ha verificata.
refused-title = Operazione non possibile
refused-back = Torna indietro
home-title = Pagina iniziale
