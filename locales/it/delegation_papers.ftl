# SPDX-License-Identifier: AGPL-3.0-or-later
# What papers about acting for somebody else say: delegations, declarations, and what other papers say of a delegate.

## Who acts for the holder, on request form, sheet and receipt
form-delegate-acts = Chi agisce per il titolare
form-delegate-assists = Chi assiste il titolare
form-delegate-as = In qualità di
form-delegate-title = Titolo
form-identity-acts = Documento d’identità di chi agisce
form-identity-assists = Documento d’identità di chi assiste
form-email-own = E-mail di chi agisce, lettera per lettera
form-declares-acts = Chi agisce per il titolare dichiara
form-declares-assists = Il titolare dichiara, con l’assistenza indicata
form-declares-present-acts = che la tessera è del titolare e che chiede l’attivazione in suo nome e per suo conto;
form-declares-present-new-release-acts = che la tessera è del titolare e che chiede i codici in suo nome e per suo conto;
form-declares-present-corrected-address-acts = che la tessera è del titolare e che corregge l’indirizzo in suo nome e per suo conto;
form-declares-power-acts = di avere la qualità indicata e che nessun atto l’ha tolta o limitata;
form-declares-power-assists = che chi assiste ha la qualità indicata, che nessun atto ha tolto o limitato;
form-declares-secret-acts = che userà i codici solo per il titolare o li darà solo a lui, e non li terrà con la tessera;
form-signature-acts = Firma di chi agisce per il titolare
form-signature-assists = Firma di chi assiste il titolare
sheet-to-acts = Consegnato a, per il titolare
sheet-to-assists = Con l’assistenza di
receipt-by-acts = Ha agito per il titolare
receipt-by-assists = Ha assistito il titolare
letter-release-acts = Si faccia dare da { $delegate }, che allo sportello ha agito per { $holder } come { $kind }, il foglio codici con lo stesso numero di rilascio: { $release }.
letter-release-assists = Prenda il foglio codici con lo stesso numero di rilascio: { $release }. Allo sportello { $delegate } ha assistito { $holder } come { $kind }.

## The holder is there and does not sign (DPR 445/2000 art. 4)
form-unsigned = Dichiarazione di chi non firma (art. 4, c. 1, D.P.R. 445/2000)
form-unsigned-text = Il titolare, della cui identità mi sono accertato, ha fatto davanti a me la richiesta e le dichiarazioni di questo modulo, che gli ho letto. Non firma perché:
form-unsigned-does-not-know = non sa firmare
form-unsigned-cannot = non può firmare
form-unsigned-hint = Si indica solo questo: nessuna malattia e nessuna diagnosi.
form-officer-name = Cognome, nome e qualifica del pubblico ufficiale
form-signature-officer = Firma del pubblico ufficiale
form-relative = Dichiarazione di un familiare (art. 4, c. 2, D.P.R. 445/2000)
form-relative-text = Il titolare ha un impedimento temporaneo dovuto allo stato di salute. Nel suo interesse fa la richiesta e le dichiarazioni, davanti al pubblico ufficiale che ne ha accertato l’identità:
form-relative-spouse = coniuge
form-relative-child = figlia o figlio, se manca il coniuge
form-relative-other = altro parente in linea retta o collaterale fino al terzo grado, se mancano i precedenti
form-signature-relative = Firma del familiare
form-identity-relative = Documento d’identità del familiare
receipt-done-by-officer = La richiesta è stata dichiarata davanti al pubblico ufficiale, senza la firma del titolare (art. 4, c. 1, D.P.R. 445/2000).
receipt-done-by-relative = La richiesta è stata dichiarata e firmata da { $name }, familiare, per un impedimento temporaneo del titolare (art. 4, c. 2, D.P.R. 445/2000).

## Delegation for reasons of health
deed-delegation-title = Delega per la tessera sanitaria TS-CNS
deed-delegation-footer = delega
deed-holder = Chi delega, titolare della tessera
deed-delegate = Persona delegata, maggiorenne
deed-acts = Che cosa può fare la persona delegata
deed-acts-text = Il titolare non può presentarsi allo sportello per motivi di salute e delega la persona indicata:
deed-acts-activate = a chiedere l’attivazione della tessera, firmando la richiesta in suo nome e per suo conto;
deed-acts-codes = a ritirare il foglio con la prima metà dei codici, da consegnare al titolare;
deed-acts-duplicate = a chiedere un nuovo rilascio dei codici, finché dura l’impedimento.
deed-impediment = Periodo dell’impedimento
deed-impediment-text = { $months ->
    [one] L’impedimento dura più di un mese:
   *[other] L’impedimento dura più di { $months } mesi:
 }
deed-from = Dal giorno
deed-to = Fino al giorno
deed-no-diagnosis = Non scriva la malattia né la diagnosi: bastano i giorni.
deed-address = Dove va la seconda metà dei codici
deed-address-text = Segni una sola possibilità. L’indirizzo si scrive in stampatello.
deed-address-holder = All’indirizzo e-mail del titolare.
deed-address-email = Indirizzo e-mail del titolare
deed-address-delegate = All’indirizzo e-mail della persona delegata: vale solo se il titolare lo scrive qui sotto a parole e firma anche qui.
deed-address-words = Per esempio: «Voglio che la seconda metà dei codici vada all’indirizzo e-mail di …», con nome e cognome.
deed-address-email-delegate = Indirizzo e-mail della persona delegata
deed-address-signature = Firma del titolare per questa scelta
deed-attached = Che cosa si allega
deed-attached-holder = fotocopia del documento d’identità del titolare (art. 38 D.P.R. 445/2000);
deed-attached-delegate = fotocopia del documento d’identità della persona delegata, che mostra anche l’originale;
deed-attached-impediment = certificato medico senza diagnosi, analoga documentazione o autocertificazione, con il periodo.
deed-notice = Titolare: { $controller }. Responsabile della protezione dei dati: { $officer }. I dati servono solo a trattare la richiesta e a renderne conto (art. 6, par. 1, lett. e, Reg. UE 2016/679). Testo completo: { $link }
deed-delegation-declares = Il titolare dichiara di aver letto l’informativa e di conoscere le responsabilità penali per chi dichiara il falso (art. 76 D.P.R. 445/2000).

## Self-certifications
deed-declaration-footer = dichiarazione sostitutiva
deed-title-parenthood = Dichiarazione sostitutiva di responsabilità genitoriale
deed-title-guardian = Dichiarazione sostitutiva della qualità di tutore
deed-title-curator = Dichiarazione sostitutiva della qualità di curatore
deed-title-support-administrator = Dichiarazione sostitutiva di amministratore di sostegno
deed-title-fiduciary = Dichiarazione sostitutiva della qualità di fiduciario
deed-title-impediment = Dichiarazione sostitutiva dell’impedimento
deed-title-emancipation = Dichiarazione sostitutiva di emancipazione
deed-law = Artt. 46 e 47 del D.P.R. 28 dicembre 2000, n. 445
deed-declarant = Chi dichiara
deed-declarant-holder = Chi dichiara, titolare della tessera
deed-declares = Che cosa dichiara
deed-aware = Sotto la propria responsabilità e consapevole delle sanzioni penali per chi dichiara il falso (art. 76 D.P.R. 445/2000), dichiara:
deed-declares-parenthood = di essere genitore del titolare della tessera, minorenne, e di esercitare la responsabilità genitoriale, dalla quale non è decaduto e che non è sospesa;
deed-declares-not-emancipated = che il minore non è emancipato.
deed-declares-guardian = di essere tutore del titolare della tessera per il provvedimento qui indicato, e che l’incarico è in corso:
deed-declares-curator = di essere curatore del titolare della tessera per il provvedimento qui indicato, e che l’incarico è in corso:
deed-declares-support-administrator = di essere amministratore di sostegno del titolare della tessera per il decreto qui indicato, e che l’incarico è in corso:
deed-declares-fiduciary = di essere fiduciario del titolare della tessera, con il potere di chiederne l’attivazione in suo nome e per suo conto, per l’atto qui indicato:
deed-declares-impediment = di non poter venire di persona allo sportello, per motivi di salute, in questo periodo:
deed-declares-emancipation = di essere minore emancipato per matrimonio (art. 390 c.c.), e di chiedere perciò da sé l’attivazione della tessera:
deed-court = Tribunale o autorità
deed-decree-number = Numero del provvedimento
deed-decree-date = Data
deed-decree-end = Fino al (se ha una fine)
deed-power = Per questo atto il decreto gli dà il potere:
deed-power-acts = di agire in nome e per conto del titolare
deed-power-assists = di assistere il titolare, che firma con lui
deed-title-in-words = Atto da cui risulta il potere, con la data
deed-marriage-place = Comune del matrimonio
deed-marriage-date = Data del matrimonio
deed-liability = Che cosa rischia chi dichiara il falso
deed-liability-text = Chi rilascia dichiarazioni mendaci, forma atti falsi o ne fa uso è punito ai sensi del codice penale e delle leggi speciali in materia (art. 76). Chi dichiara il falso perde i benefici ottenuti (art. 75). Lo sportello controlla, anche a campione (art. 71).
deed-signing = Come si firma (art. 38 D.P.R. 445/2000)
deed-signing-here = Davanti all’operatore, che ha accertato l’identità di chi dichiara.
deed-signing-copy = Altrove: si allega la fotocopia, non autenticata, di un documento d’identità di chi dichiara.
deed-signature-declarant = Firma di chi dichiara
