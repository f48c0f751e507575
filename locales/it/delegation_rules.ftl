# SPDX-License-Identifier: AGPL-3.0-or-later
# Words of delegation rules, on pages.

evidence-group-card = Tessera
evidence-group-holder-identity = Identità del titolare
evidence-group-delegate-identity = Identità di chi agisce
evidence-group-holder-copy = Copia del documento del titolare
evidence-group-delegate-copy = Copia del documento di chi agisce
evidence-group-parenthood = Prova di essere genitore
evidence-group-title = Prova della qualità
evidence-group-delegation = Delega
evidence-group-impediment = Prova dell’impedimento
evidence-group-emancipation = Prova dell’emancipazione

evidence-way-seen = visto e restituito
evidence-way-paper-kept = carta trattenuta
evidence-way-scanned = scansione

delegation-holder-minor = minorenne
delegation-holder-adult = maggiorenne
delegation-holder-any = di ogni età

delegation-signatory-holder = titolare
delegation-signatory-delegate = chi agisce per il titolare

delegation-approval-always = Questa figura va sempre approvata.
delegation-approval-mismatch-overridden = L’operatore è andato avanti benché i dati non concordassero.
delegation-approval-delegate-address = I codici vanno all’indirizzo di chi agisce, non a quello del titolare.
delegation-approval-self-certified = Una prova è una dichiarazione sostitutiva.
delegation-approval-omocodia = Titolare e chi agisce sembrano la stessa persona: stesso codice di base, oppure stesso nome e stessa data di nascita.

delegation-address-holder = L’indirizzo è del titolare.
delegation-address-delegate-may-own = Chi agisce può dichiarare il proprio indirizzo.
delegation-address-holder-unless-in-words = L’indirizzo è del titolare, come scritto nella delega; quello di chi agisce solo se la delega lo dice a parole.

delegation-title-none = Nessun titolo da indicare
delegation-title-words = Titolo del potere, a parole
delegation-title-decree = Tribunale, numero, data e scadenza del decreto
