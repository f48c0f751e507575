# Gli sportelli: amministrazione e pagina pubblica
counter-list-title = Sportelli
counter-list-lead = Apri, modifica e chiudi gli sportelli. Ogni modifica resta nella storia con chi l’ha fatta.
counter-list-open = { $count ->
    [one] Uno sportello aperto
   *[other] { $count } sportelli aperti
}
counter-list-none = Non c’è ancora nessuno sportello.
counter-list-closed = Sportelli chiusi
counter-new = Nuovo sportello
counter-import = Importa da file
counter-public = Pagina pubblica
counter-new-title = Nuovo sportello
counter-change-title = Modifica lo sportello { $code }
counter-change = Modifica
counter-close = Chiudi lo sportello
counter-close-title = Chiudi lo sportello { $code }
counter-close-text = Uno sportello chiuso non si riapre: resta nella storia e il suo codice non torna libero.
counter-close-now = Chiudi per sempre
counter-back = Torna allo sportello
counter-save = Salva
counter-opened = Aperto il
counter-closed-at = chiuso il { $at }
counter-closed-text = Qui non si lavora più. Le pratiche e i protocolli restano.
counter-closed-day = chiuso
counter-history = Storia
counter-by-keeper = da riga di comando
counter-empty = (vuoto)
counter-act-open = Aperto
counter-act-change = Modificato
counter-act-close = Chiuso
counter-work-left = Lo sportello non si può ancora chiudere.
counter-left-cases = { $count ->
    [one] C’è una pratica aperta: va conclusa o chiusa.
   *[other] Ci sono { $count } pratiche aperte: vanno concluse o chiuse.
}
counter-left-sheets = { $count ->
    [one] C’è un foglio stampato e non consegnato: va consegnato o annullato.
   *[other] Ci sono { $count } fogli stampati e non consegnati: vanno consegnati o annullati.
}
counter-left-duties = { $count ->
    [one] Una persona vi è ancora assegnata: il suo incarico va chiuso.
   *[other] { $count } incarichi vi durano ancora: vanno chiusi.
}
counter-is-closed = Lo sportello è chiuso: non si modifica più.
counter-changed-meanwhile = Qualcun altro ha modificato lo sportello nel frattempo. Non è stato salvato niente.
counter-changed-meanwhile-way-on = Riapri lo sportello, guarda che cosa è cambiato e modificalo di nuovo.
counter-code = Codice
counter-code-hint = Due lettere maiuscole e due cifre, per esempio AN01. Non cambia mai: sta nei numeri di protocollo.
counter-code-missing = Scrivi il codice dello sportello.
counter-name = Nome
counter-name-hint = Come lo conoscono le persone, per esempio Sportello di Jesi.
counter-name-missing = Scrivi il nome dello sportello.
counter-body = Ente
counter-body-hint = Chi lo gestisce, per esempio AST Ancona.
counter-body-missing = Scrivi l’ente che gestisce lo sportello.
counter-municipality = Comune
counter-municipality-missing = Scrivi il comune.
counter-address = Indirizzo
counter-telephone = Telefono
counter-mail-domain = Dominio di posta del personale
counter-mail-domain-hint = Un indirizzo di questo dominio è sospetto se lo dà un cittadino. Per esempio sanita.example.
counter-hours = Orari
counter-hours-hint = Per ogni giorno, per esempio 08:30-12:30, 14:30-17:00. Un giorno vuoto è chiuso.
counter-monday = Lunedì
counter-tuesday = Martedì
counter-wednesday = Mercoledì
counter-thursday = Giovedì
counter-friday = Venerdì
counter-saturday = Sabato
counter-sunday = Domenica
counter-exceptions = Giorni diversi dal solito
counter-exceptions-hint = Uno per riga: 25/12/2026 chiuso, oppure 24/12/2026 08:30-11:00.
counter-services = Servizi
counter-service-activation = Attivazione della tessera sanitaria (TS-CNS)
counter-service-new_release = Nuovi codici per una tessera attiva
counter-service-corrected_address = Codici a un altro indirizzo
counter-service-suspension = Sospensione della tessera
counter-service-reactivation = Riattivazione della tessera
counter-service-revocation = Revoca della tessera
counter-service-replacement = Sostituzione della tessera
counter-capabilities = Abilitazioni
counter-capabilities-hint = Quello che le regole lasciano fare solo ad alcuni sportelli.
counter-capability-wards = Minori affidati, tutele e curatele
counter-fault-long = Troppo lungo: al più { $most } caratteri.
counter-fault-code = Il codice ha due lettere maiuscole e due cifre, per esempio AN01.
counter-fault-code-twice = Questo codice sta già alla riga { $line }.
counter-fault-taken = Questo codice è già di uno sportello, aperto o chiuso: scegline un altro.
counter-fault-closed = Lo sportello con questo codice è chiuso.
counter-fault-telephone = Un telefono ha cifre, spazi e + - / . ( ).
counter-fault-domain = Questo non è un dominio: scrivilo come sanita.example, senza @.
counter-fault-hours = «{ $words }» non è un orario: scrivilo come 08:30-12:30.
counter-fault-backwards = «{ $words }» finisce prima di cominciare.
counter-fault-overlap = { $first } e { $second } si sovrappongono.
counter-fault-hours-many = Troppi orari in un giorno.
counter-fault-exception = «{ $words }» non è una riga valida: scrivi 25/12/2026 chiuso oppure 24/12/2026 08:30-11:00.
counter-fault-date = La data «{ $words }» non esiste: scrivila come 25/12/2026.
counter-fault-date-twice = La data { $words } sta due volte.
counter-fault-exceptions-many = Troppi giorni: al più { $most }.
counter-fault-capability = «{ $words }» non è un’abilitazione: è una parola di lettere minuscole e trattini bassi.
counter-fault-service = «{ $words }» non è un servizio.
counter-import-title = Importa gli sportelli da un file
counter-import-lead = Prima vedi che cosa farebbe il file, riga per riga. Poi lo prendi tutto o niente.
counter-import-file = File CSV
counter-import-hint = Testo UTF-8, diviso da ; o da virgole, con le intestazioni nella prima riga.
counter-import-look = Guarda il file
counter-import-columns = Colonne
counter-import-columns-text = Servono codice, nome, ente e comune. Una colonna che manca resta com’è. Le eccezioni e i giorni si dividono con |.
counter-import-no-file = Scegli un file.
counter-import-large = Il file è troppo grande: al più { $kilobytes } KB.
counter-import-troubles = Il file non si può prendere: guarda le righe qui sotto. Non è stato salvato niente.
counter-import-troubles-list = Che cosa non va
counter-import-line = Riga
counter-import-column = Colonna
counter-import-what = Che cosa
counter-import-empty = Il file non ha righe.
counter-import-utf8 = Il testo non è UTF-8: salvalo di nuovo come «CSV UTF-8».
counter-import-cells = La riga ha { $cells } celle e l’intestazione { $columns }.
counter-import-rows = Troppe righe: al più { $most }.
counter-import-column-twice = Questa colonna sta due volte.
counter-import-column-unknown = Questa colonna non si conosce.
counter-import-column-missing = Manca questa colonna.
counter-import-new = nuovo
counter-import-changed = modificato
counter-import-same = uguale
counter-import-outdated = Nel frattempo uno sportello è cambiato: il file non farebbe più quello che hai visto. Non è stato salvato niente.
counter-import-outdated-way-on = Guarda di nuovo che cosa farebbe.
counter-plan-title = Che cosa fa il file
counter-plan-opened = { $count ->
    [one] Uno sportello nuovo.
   *[other] { $count } sportelli nuovi.
}
counter-plan-changed = { $count ->
    [one] Uno modificato.
   *[other] { $count } modificati.
}
counter-plan-same = { $count ->
    [one] Uno uguale.
   *[other] { $count } uguali.
}
counter-plan-take = Prendi tutto
counter-plan-other = Un altro file
counter-plan-nothing = Il file non cambia niente: gli sportelli sono già così.
notice-counter-kept = Lo sportello è salvato.
notice-counter-same = Non c’era niente di diverso da salvare.
notice-counter-closed = Lo sportello è chiuso.
notice-counters-imported = Gli sportelli del file sono salvati.
public-counters-title = Gli sportelli della tessera sanitaria
public-counters-lead = Dove si attiva la tessera sanitaria (TS-CNS) e si ricevono i suoi codici.
public-counters-all = Tutti i comuni
public-counters-filter = Mostra
public-counters-count = { $count ->
    [one] Uno sportello
   *[other] { $count } sportelli
}
public-counters-in = a { $municipality }
public-counters-week = Orari di questa settimana
public-counters-today = (oggi)
public-counters-exception = (diverso dal solito)
public-counters-none = Qui non c’è nessuno sportello aperto al pubblico.
public-counters-files = Gli stessi dati come file:
counter-open-until = Aperto ora, fino alle { $time }
counter-opens-today = Chiuso ora, apre oggi alle { $time }
counter-opens-on = Chiuso ora, apre { $day } { $date } alle { $time }
counter-no-hours = Orari su richiesta
weekday-1 = lunedì
weekday-2 = martedì
weekday-3 = mercoledì
weekday-4 = giovedì
weekday-5 = venerdì
weekday-6 = sabato
weekday-7 = domenica
weekday-1-short = lun
weekday-2-short = mar
weekday-3-short = mer
weekday-4-short = gio
weekday-5-short = ven
weekday-6-short = sab
weekday-7-short = dom
home-to-counters = Sportelli
