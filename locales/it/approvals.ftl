# SPDX-License-Identifier: AGPL-3.0-or-later
# A supervisor's approval of a case in which somebody acts for the holder, on pages.

approval-needed-title = Serve l’approvazione di un responsabile dello sportello
approval-needed-text = Chiedila adesso, prima di stampare e far firmare la richiesta. Se dopo cambia un dato, una prova o un avviso, va chiesta di nuovo.
approval-outdated = Dopo la domanda precedente la pratica è cambiata: quella non vale più.
approval-ask = Chiedi l’approvazione
approval-waits = Aspetta l’approvazione di un responsabile di questo sportello
approval-asked = Chiesta da { $by } il { $at }.
approval-waits-text = La pagina si aggiorna da sola quando un responsabile ha deciso.
approval-look-again = Guarda di nuovo
approval-answered = C’è una decisione, o la pratica è cambiata: la pagina si aggiorna.
approval-approved-title = Approvata
approval-rejected-title = Non approvata
approval-by = { $by }, il { $at }:
approval-rejected-way-on = Correggi ciò che il responsabile indica (dati, titolo, documenti) e chiedi di nuovo; se non si può, chiudi la pratica e spiega alla persona il motivo.
approval-not-needed = Le regole di questa pratica non chiedono un’approvazione.
approval-unchanged = Un responsabile non ha approvato, e da allora niente è cambiato.
approval-unchanged-way-on = Prima correggi ciò che il responsabile ha indicato.
release-no-approval = Prima del rilascio un responsabile dello sportello deve approvare proprio ciò che la pratica dice adesso.
release-no-approval-way-on = Torna alla verifica: lì si chiede l’approvazione, o si legge la risposta.

approval-list-title = Approvazioni
approval-list-lead = Pratiche in cui qualcuno agisce per il titolare e le regole vogliono il tuo sì prima del rilascio.
approval-list-none = Nessuna pratica aspetta un’approvazione.
approval-count = { $count ->
    [one] Una pratica aspetta la tua approvazione
   *[other] { $count } pratiche aspettano la tua approvazione
  }
approval-case = La pratica
approval-asked-by = Chiesta da
approval-asked-at = Chiesta il
approval-page-title = Richiesta di approvazione
approval-why = Perché serve l’approvazione
approval-marked = Da guardare con attenzione
approval-mark-self-certified = Risulta solo da una dichiarazione sostitutiva: { $item }
approval-mark-address = La seconda metà dei codici va all’indirizzo di chi agisce, come la delega dice a parole: { $recipient }
approval-mark-reason = Motivo dell’operatore: { $reason }
approval-recorded = ({ $by }, { $at })
approval-decision = Decisione
approval-decision-approved = Approvo
approval-decision-rejected = Non approvo
approval-decision-missing = Scegli se approvi o no
approval-reason = Motivo
approval-reason-hint = Resta nel registro; se non approvi, l’operatore legge qui che cosa correggere. Nessuna diagnosi.
approval-reason-missing = Scrivi il motivo della decisione
approval-decide = Registra la decisione
approval-changed = La pratica è chiusa, o da quando è stata chiesta l’approvazione è cambiata: non c’è più niente da decidere.
approval-decided-before = Su questa richiesta un responsabile ha già deciso.
approval-own-act = Nessuno decide su una pratica a cui ha messo mano: decide un altro responsabile.
notice-approval-approved = Decisione registrata: la pratica può andare avanti.
notice-approval-rejected = Decisione registrata: l’operatore vede il motivo.

act-approval-ask = approvazione chiesta
act-approval-decide = decisione su un’approvazione
act-approval-show = richiesta di approvazione guardata
