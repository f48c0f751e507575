# SPDX-License-Identifier: AGPL-3.0-or-later
# Scansioni dei documenti di una pratica.

scans-title = Scansioni
scans-lead = Ogni file viene esaminato prima di essere conservato cifrato. Nessuna diagnosi: se un certificato ne riporta una, fallo coprire prima della scansione.
scans-item = Che cosa mostrano i file
scans-files = File
scans-limits = PDF, JPEG o PNG; fino a { $megabytes } MB e { $pages } pagine per file, { $scans } file per pratica. Puoi sceglierne più di uno.
scans-add = Carica
scans-here = File della pratica
scans-none = Nessun file.
scans-back = Torna alla pratica
scans-no-file = Scegli almeno un file.
scans-no-item = Scegli che cosa mostrano i file, poi scegli di nuovo i file.
scans-too-many-at-once = Carica al più { $most } file alla volta: i primi sono stati presi.
scan-about-pdf = PDF, { $pages } pag., { $size } KB
scan-about-image = { $kind }, { $width } × { $height } punti, { $size } KB
scan-came = caricato il { $at } da { $by }
scan-looks = { $count ->
    [one] aperto una volta
   *[other] aperto { $count } volte
  }
scan-elsewhere = Conservata da un altro sportello: si apre solo lì.
scan-open = Apri
scan-remove = Togli
scan-deleted-removed = Tolto il { $at }. Restano l’impronta del file e chi l’ha aperto.
scan-deleted-retention = Cancellato il { $at } alla fine della conservazione. Restano l’impronta del file e chi l’ha aperto.
scan-unfit-too-large = File { $number } ({ $name }): supera { $megabytes } MB. Scansiona a una risoluzione più bassa.
scan-unfit-unknown-kind = File { $number } ({ $name }): non è un PDF, un JPEG o un PNG.
scan-unfit-unreadable = File { $number } ({ $name }): non si legge. Scansiona di nuovo il documento.
scan-unfit-encrypted = File { $number } ({ $name }): è protetto da password o cifrato. Serve una copia senza protezione.
scan-unfit-active = File { $number } ({ $name }): contiene script, azioni automatiche, moduli o allegati. Stampalo e scansiona la stampa.
scan-unfit-too-many-pages = File { $number } ({ $name }): ha più di { $pages } pagine.
scan-unfit-too-many-pixels = File { $number } ({ $name }): l’immagine è troppo grande. Scansiona a una risoluzione più bassa.
scan-unfit-bomb = File { $number } ({ $name }): una volta aperto occuperebbe troppo spazio.
scan-unfit-polyglot = File { $number } ({ $name }): oltre al PDF contiene dell’altro. Stampalo e scansiona la stampa.
scan-unfit-not-checked = File { $number } ({ $name }): non è stato possibile esaminarlo. Riprova; se succede ancora, scansiona di nuovo il documento.
scan-too-many = File { $number } ({ $name }): la pratica ha già { $scans } file. Togline uno che non serve.
scan-no-room = File { $number } ({ $name }): il disco è pieno. Avvisa chi gestisce il sistema; intanto tieni la carta.
holder-scans = Scansioni delle deleghe
holder-scan-digest = Impronta SHA-256:
holder-scan-looks = Aperta:
holder-scan-case = Scansioni della pratica
holder-scans-elsewhere = { $count ->
    [one] Una scansione presso un altro sportello.
   *[other] { $count } scansioni presso altri sportelli.
  }
notice-scans-added = I file sono nella pratica.
notice-scan-removed = Il file è stato tolto.
refused-no-scans = Questo sportello non conserva scansioni.
refused-no-scans-way-on = Tieni la carta, oppure registra di averla vista.
refused-scan-signed = La richiesta è firmata: i file su cui si basa restano.
refused-scan-removed = Questo file è stato tolto il { $at }.
refused-scan-expired = Questo file è stato cancellato il { $at } alla fine della conservazione: non si può più aprire.
refused-scan-damaged = Il file manca o non è più come è stato scritto: non viene mostrato.
refused-scan-damaged-way-on = Avvisa chi gestisce il sistema: il fatto è nel registro.
refused-scan-too-many = La pratica ha già tutti i file che può avere.
refused-scan-unfit = Il file non è stato preso.
refused-scan-no-room = Il disco è pieno: il file non è stato preso.
refused-scan-no-room-way-on = Avvisa chi gestisce il sistema; intanto tieni la carta.
