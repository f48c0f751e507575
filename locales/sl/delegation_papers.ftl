# SPDX-License-Identifier: AGPL-3.0-or-later
# Kaj piše na listih o ravnanju za druge poleg italijanščine.

## Who acts for the holder, on request form, sheet and receipt
form-delegate-acts = Kdo ravna za imetnika/imetnico
form-delegate-assists = Kdo pomaga imetniku/imetnici
form-delegate-as = Kot
form-delegate-title = Podlaga
form-identity-acts = Osebni dokument osebe, ki ravna
form-identity-assists = Osebni dokument osebe, ki pomaga
form-email-own = E-pošta osebe, ki ravna: preverite
form-declares-acts = Oseba, ki ravna za imetnika, izjavlja,
form-declares-assists = Imetnik/imetnica ob navedeni pomoči izjavlja,
form-declares-present-acts = da je izkaznica imetnikova in da aktivacijo zahteva v imetnikovem imenu in za njegov račun;
form-declares-present-new-release-acts = da je izkaznica imetnikova in da kode zahteva v imetnikovem imenu in za njegov račun;
form-declares-present-corrected-address-acts = da je izkaznica imetnikova in da naslov popravlja v imetnikovem imenu in za njegov račun;
form-declares-power-acts = da ima navedeno lastnost in da je noben akt ni odvzel ali omejil;
form-declares-power-assists = da ima oseba, ki pomaga, navedeno lastnost in da je noben akt ni odvzel ali omejil;
form-declares-secret-acts = da bo kode uporabil/-a le za imetnika/imetnico ali jih dal/-a le njemu/njej in jih ne bo hranil/-a skupaj z izkaznico;
form-signature-acts = Podpis osebe, ki ravna za imetnika/imetnico
form-signature-assists = Podpis osebe, ki pomaga
sheet-to-acts = Izročeno za imetnika/imetnico
sheet-to-assists = Ob pomoči
receipt-by-acts = Za imetnika/imetnico je ravnal/-a
receipt-by-assists = Imetniku/imetnici je pomagal/-a
letter-release-acts = Od osebe { $delegate } ({ $kind }), ki je pri okencu ravnala za osebo { $holder }, prevzemite list s kodami z isto številko izdaje: { $release }.
letter-release-assists = Vzemite list s kodami z isto številko izdaje: { $release }. Osebi { $holder } je pri okencu pomagala oseba { $delegate } ({ $kind }).

## The holder is there and does not sign (DPR 445/2000 art. 4)
form-unsigned = Izjava osebe, ki se ne podpiše
form-unsigned-text = Imetnik/imetnica, čigar istovetnost sem ugotovil/-a, je pred menoj podal/-a vlogo in izjave s tega obrazca, ki sem mu/ji jih prebral/-a. Ne podpiše se, ker:
form-unsigned-does-not-know = se ne zna podpisati
form-unsigned-cannot = se ne more podpisati
form-unsigned-hint = Navede se samo to: ne bolezen ne diagnoza.
form-officer-name = Priimek, ime in položaj uradne osebe
form-signature-officer = Podpis uradne osebe
form-relative = Izjava svojca
form-relative-text = Imetnik/imetnica je zaradi zdravstvenega stanja začasno zadržan/-a. V njegovem/njenem interesu vlogo in izjave pred uradno osebo, ki je ugotovila istovetnost, podaja:
form-relative-spouse = zakonec
form-relative-child = hči ali sin, če ni zakonca
form-relative-other = drug sorodnik v ravni ali stranski vrsti do tretjega kolena, če prejšnjih ni
form-signature-relative = Podpis svojca
form-identity-relative = Osebni dokument svojca
receipt-done-by-officer = Vloga je bila izjavljena pred uradno osebo, brez podpisa imetnika/imetnice (čl. 4, 1. odst., D.P.R. 445/2000).
receipt-done-by-relative = Vlogo je izjavil/-a in podpisal/-a { $name }, svojec, zaradi začasne zadržanosti imetnika/imetnice (čl. 4, 2. odst., D.P.R. 445/2000).

## Delegation for reasons of health
deed-delegation-title = Pooblastilo za zdravstveno izkaznico TS-CNS
deed-delegation-footer = pooblastilo
deed-holder = Pooblastitelj/-ica, imetnik/-ica izkaznice
deed-delegate = Pooblaščena polnoletna oseba
deed-acts = Kaj sme pooblaščena oseba
deed-acts-text = Imetnik/imetnica zaradi zdravja ne more priti k okencu in pooblašča navedeno osebo:
deed-acts-activate = da zahteva aktivacijo izkaznice in vlogo podpiše v imetnikovem imenu in za njegov račun;
deed-acts-codes = da prevzame list s prvo polovico kod in ga izroči imetniku/imetnici;
deed-acts-duplicate = da zahteva novo izdajo kod, dokler traja zadržanost.
deed-impediment = Obdobje zadržanosti
deed-impediment-text = { $months ->
    [one] Zadržanost traja več kot { $months } mesec:
    [two] Zadržanost traja več kot { $months } meseca:
    [few] Zadržanost traja več kot { $months } mesece:
   *[other] Zadržanost traja več kot { $months } mesecev:
 }
deed-from = Od
deed-to = Do
deed-no-diagnosis = Ne pišite ne bolezni ne diagnoze: dovolj so dnevi.
deed-address = Kam gre druga polovica kod
deed-address-text = Označite samo eno možnost. Naslov napišite s tiskanimi črkami.
deed-address-holder = Na e-naslov imetnika/imetnice.
deed-address-email = E-naslov imetnika/imetnice
deed-address-delegate = Na e-naslov pooblaščene osebe: velja le, če imetnik/imetnica to spodaj napiše z besedami in se podpiše tudi tukaj.
deed-address-words = Na primer v italijanščini: «Voglio che la seconda metà dei codici vada all’indirizzo e-mail di …», z imenom.
deed-address-email-delegate = E-naslov pooblaščene osebe
deed-address-signature = Podpis imetnika/imetnice za to izbiro
deed-attached = Priloge
deed-attached-holder = fotokopija osebnega dokumenta imetnika/imetnice (člen 38 D.P.R. 445/2000);
deed-attached-delegate = fotokopija osebnega dokumenta pooblaščene osebe, ki pokaže tudi izvirnik;
deed-attached-impediment = zdravniško potrdilo brez diagnoze, podoben dokument ali lastna izjava, z obdobjem.
deed-notice = Upravljavec: { $controller }. Pooblaščena oseba za varstvo podatkov: { $officer }. Podatki so potrebni le za obravnavo vloge in njeno dokazovanje (člen 6(1)(e) Uredbe (EU) 2016/679). Celotno besedilo: { $link }
deed-delegation-declares = Imetnik/imetnica izjavlja, da je prebral/-a informacije in pozna kazensko odgovornost za lažne izjave (člen 76 D.P.R. 445/2000).

## Self-certifications
deed-declaration-footer = lastna izjava
deed-title-parenthood = Lastna izjava o starševski skrbi
deed-title-guardian = Lastna izjava o položaju skrbnika (tutore)
deed-title-curator = Lastna izjava o položaju kuratorja (curatore)
deed-title-support-administrator = Lastna izjava o položaju podpornega upravitelja (amministratore di sostegno)
deed-title-fiduciary = Lastna izjava o položaju zaupnika (fiduciario)
deed-title-impediment = Lastna izjava o zadržanosti
deed-title-emancipation = Lastna izjava o polnopravnosti (emancipazione)
deed-law = Člena 46 in 47 D.P.R. št. 445 z dne 28. decembra 2000
deed-declarant = Kdo izjavlja
deed-declarant-holder = Kdo izjavlja, imetnik/imetnica izkaznice
deed-declares = Kaj se izjavlja
deed-aware = Na lastno odgovornost in seznanjena s kazensko odgovornostjo za lažne izjave (člen 76 D.P.R. 445/2000) navedena oseba izjavlja,
deed-declares-parenthood = da je starš mladoletnega imetnika/mladoletne imetnice izkaznice in izvaja starševsko skrb, ki mu/ji ni bila odvzeta, začasno preklicana ali omejena;
deed-declares-not-emancipated = da mladoletna oseba ni polnopravna (emancipata).
deed-declares-guardian = da je skrbnik imetnika/imetnice izkaznice po tu navedeni odločbi in da funkcija traja:
deed-declares-curator = da je kurator imetnika/imetnice izkaznice po tu navedeni odločbi in da funkcija traja:
deed-declares-support-administrator = da je podporni upravitelj imetnika/imetnice izkaznice po tu navedenem odloku in da funkcija traja:
deed-declares-fiduciary = da je zaupnik imetnika/imetnice izkaznice s pooblastilom, da v njegovem imenu in za njegov račun zahteva aktivacijo, na podlagi tu navedenega akta:
deed-declares-impediment = da zaradi zdravja v tem obdobju ne more osebno priti k okencu:
deed-declares-emancipation = da je s sklenitvijo zakonske zveze postal/-a polnopraven/polnopravna (člen 390 civilnega zakonika) in zato sam/-a zahteva aktivacijo izkaznice:
deed-court = Sodišče ali organ
deed-decree-number = Številka odločbe
deed-decree-date = Datum
deed-decree-end = Do (če se izteče)
deed-power = Za to dejanje odlok daje pooblastilo:
deed-power-acts = da ravna v imenu in za račun imetnika/imetnice
deed-power-assists = da pomaga imetniku/imetnici, ki se tudi podpiše
deed-title-in-words = Akt, iz katerega izhaja pooblastilo, z datumom
deed-marriage-place = Občina sklenitve zakonske zveze
deed-marriage-date = Datum sklenitve
deed-liability = Kaj tvega, kdor da lažno izjavo
deed-liability-text = Kdor daje neresnične izjave, ponareja listine ali jih uporablja, se kaznuje po kazenskem zakoniku in posebnih zakonih (člen 76). Kdor da lažno izjavo, izgubi pridobljene ugodnosti (člen 75). Okence preverja, tudi z vzorčenjem (člen 71).
deed-signing = Kako se podpiše
deed-signing-here = Pred uslužbencem/uslužbenko, ki je ugotovil/-a istovetnost izjavitelja.
deed-signing-copy = Drugje: priložena je neoverjena fotokopija osebnega dokumenta izjavitelja.
deed-signature-declarant = Podpis izjavitelja
