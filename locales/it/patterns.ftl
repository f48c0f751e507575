# SPDX-License-Identifier: AGPL-3.0-or-later
# Patterns worth a look.

patterns-title = Da guardare
patterns-link = Situazioni da guardare
patterns-lead = Situazioni che di solito hanno una spiegazione e che vale la pena di guardare. Nessuna prova da sola un errore. Ogni consultazione resta nel registro.
pattern-what = Situazione
pattern-rule = Regola
pattern-to-look = Da guardare
pattern-looked = Già viste
pattern-count-to-look = da guardare
pattern-count-looked = già viste
pattern-back = Torna alle situazioni
pattern-newest = Ultimo fatto: { $at }
pattern-cases = Pratiche
pattern-releases = Elenco dei rilasci dell’operatore
pattern-looked-by = Vista da { $by }, { $at }
pattern-note = Nota
pattern-note-hint = Che cosa hai visto, senza nomi, numeri, indirizzi o codici fiscali.
pattern-note-missing = Scrivi che cosa hai visto.
pattern-look = Segna come vista
pattern-nothing = In questo periodo non c’è niente da guardare.
pattern-page-before = Pagina precedente
pattern-page-after = Pagina successiva
notice-pattern-looked = Segnata come vista.

pattern-shared-addresses = Un’e-mail per molti titolari
pattern-rule-shared-addresses = Lo stesso indirizzo in pratiche di più di { $first } titolari in un anno, con almeno una pratica nel periodo.
pattern-found-shared-addresses = { $count } titolari con lo stesso indirizzo
pattern-shared-delegates = Un delegato per molti titolari
pattern-rule-shared-delegates = La stessa persona per più di { $first } titolari in un anno, con almeno una pratica nel periodo. Tutori e amministratori di sostegno non contano.
pattern-found-shared-delegates = { $count } titolari con lo stesso delegato
pattern-outside-hours = Rilasci fuori orario
pattern-rule-outside-hours = Rilasci più di { $first } minuti prima dell’apertura o dopo la chiusura, o in un giorno di chiusura. Valgono gli orari di oggi con le eccezioni.
pattern-found-outside-hours = { $count ->
    [0] Giorno di chiusura
    [one] Un minuto fuori orario
   *[other] { $count } minuti fuori orario
}
pattern-far-above = Un operatore molto sopra la mediana
pattern-rule-far-above = Più di { $first } volte la mediana dei rilasci degli operatori dello sportello nel periodo, e almeno { $second }.
pattern-found-far-above = { $count } rilasci
pattern-same-surnames = Stesso cognome dell’operatore
pattern-rule-same-surnames = Rilasci di un operatore con il cognome del titolare o del delegato.
pattern-found-same-surnames = Cognome uguale
pattern-late-handovers = Fogli consegnati tardi
pattern-rule-late-handovers = Fogli consegnati più di { $first } minuti dopo la stampa.
pattern-found-late-handovers = Consegnato dopo { $count } minuti
pattern-abandoned-again = Pratiche abbandonate sullo stesso titolare
pattern-rule-abandoned-again = Almeno { $first } pratiche dello stesso titolare chiuse come abbandonate nel periodo.
pattern-found-abandoned-again = { $count } pratiche abbandonate
pattern-skipped-checks = Verifiche dell’indirizzo saltate
pattern-rule-skipped-checks = Operatori che nel periodo hanno saltato almeno { $first } volte la verifica dell’e-mail.
pattern-found-skipped-checks = { $count } verifiche saltate
