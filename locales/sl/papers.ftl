# SPDX-License-Identifier: AGPL-3.0-or-later
# Kaj piše na tiskanih listih poleg italijanščine: približno enako dolgo.

paper-protocol = Zadeva
paper-page = stran { $number } od { $total }

## Vloga za aktivacijo
form-title = Vloga za aktivacijo in seznanitev z informacijami o varstvu podatkov
form-title-new-release = Vloga za novo izdajo kod in seznanitev z informacijami o varstvu podatkov
form-title-corrected-address = Vloga za popravek naslova in seznanitev z informacijami o varstvu podatkov
form-copy-counter = izvod za okence
form-copy-citizen = izvod za stranko
form-holder = Imetnik/imetnica izkaznice
form-surname = Priimek
form-name = Ime
form-codice-fiscale = Davčna številka
form-birth-date = Datum rojstva
form-birth-place = Kraj rojstva
form-card = Zdravstvena izkaznica TS-CNS
form-card-number = Številka izkaznice
form-card-expires = Velja do
form-certificate = Potrdilo št.
form-identity = Predloženi osebni dokument
form-identity-kind = Vrsta
form-identity-number = Številka
form-identity-issuer = Izdal
form-identity-issued = Izdan dne
form-identity-expires = Velja do
form-contact = Podatki za stik
form-email = E-pošta: preverite črko za črko
form-phone = Telefon
form-language = Jezik dokumentov
form-asked = Predmet vloge
form-asked-text = Imetnik/imetnica prosi za aktivacijo potrdila za avtentikacijo na izkaznici in za izdajo kod v dveh polovicah: prva je na listu s kodami, druga pride po e-pošti po izročitvi lista.
form-asked-text-new-release = Imetnik/imetnica prosi za novo izdajo kod že aktivne izkaznice v dveh polovicah: prva je na listu s kodami, druga pride po izročitvi lista. Prejšnja izdaja preneha; števke ostanejo iste.
form-asked-text-corrected-address = Imetnik/imetnica prosi, da se druga polovica kod pošlje na zgornji naslov in ne na prej navedenega. Prejšnja izdaja preneha; števke in že izročeni list s kodami ostanejo veljavni.
form-notice = Informacije o varstvu osebnih podatkov
form-notice-controller = Upravljavec: { $controller }. Pooblaščena oseba za varstvo podatkov: { $officer }.
form-notice-purpose = Podatki so potrebni za ugotovitev istovetnosti osebe, aktivacijo izkaznice, izročitev kod in dokazovanje teh dejanj: gre za nalogo v javnem interesu (člen 6(1)(e) Uredbe (EU) 2016/679; D.P.R. 117/2004).
form-notice-who = Obdelujeta jih okence in ustanova, ki izdaja izkaznico. Vsak vpogled se zabeleži.
form-notice-keep = Hranijo se, dokler to določajo predpisi; polovici kod se izbrišeta, takoj ko nista več potrebni.
form-notice-needed = Brez teh podatkov, tudi podatkov za stik, kod ni mogoče izročiti.
form-notice-rights = Imate pravice iz členov 15-22 Uredbe (dostop, popravek, omejitev, ugovor) in se lahko pritožite pri italijanskem organu za varstvo osebnih podatkov (Garante).
form-notice-link = Celotno besedilo (člen 13 Uredbe): { $link }
form-declares = Imetnik/imetnica izjavlja,
form-declares-seen = da se je seznanil/-a z zgornjimi informacijami;
form-declares-true = da so podatki na prvi strani, tudi podatki za stik, točni;
form-declares-present = da je izkaznica njegova/njena in da aktivacijo zahteva osebno;
form-declares-present-new-release = da je izkaznica njegova/njena in da kode zahteva osebno;
form-declares-present-corrected-address = da je izkaznica njegova/njena in da naslov popravlja osebno;
form-declares-secret = da kod ne bo nikomur povedal/-a in jih ne bo hranil/-a skupaj z izkaznico;
form-declares-penal = da pozna kazensko odgovornost za lažne izjave (člen 76 D.P.R. 445/2000).
form-place-date = Kraj in datum
form-fingerprint = Kontrolna vrednost podatkov
form-fingerprint-hint = Če se podatek spremeni, se spremeni tudi kontrolna vrednost in je treba znova podpisati.
form-signature-holder = Podpis imetnika/imetnice
form-signature-operator = Podpis uslužbenca/uslužbenke

## List s kodami
sheet-title = List s kodami
sheet-footer = list { $serial }
sheet-holder = Imetnik/imetnica
sheet-release = Izdaja
sheet-printed = Natisnjeno
sheet-warning = Nihče vas ne bo nikoli vprašal za preostalo polovico
sheet-warning-text = Ne po telefonu, ne po e-pošti, ne na domu: kdor vpraša zanjo, je goljuf.
sheet-duplicate = Dvojnik: takoj spremenite PIN
sheet-duplicate-text = Kode so iste: stari list še vedno velja. Nihče vas ne bo nikoli vprašal za preostalo polovico.
sheet-codes = Prva polovica kod
sheet-tries = { $tries ->
    [one] { $tries } poskus
    [two] { $tries } poskusa
    [few] { $tries } poskusi
   *[other] { $tries } poskusov
 }
sheet-purpose-pin = za uporabo izkaznice
sheet-purpose-puk = za odblokiranje kode PIN
sheet-purpose-cip = za začasni ali dokončni preklic
sheet-in-mail = v e-sporočilu
sheet-legend = • je števka, ki pride po e-pošti. Številka nad kvadratkom je mesto v kodi.
sheet-next = Kaj storite zdaj
sheet-step-fold = List prepognite ob oznakah na robovih, najprej spodaj, nato zgoraj: kode ostanejo znotraj.
sheet-step-mail = { $minutes ->
    [one] Počakajte na e-sporočilo na { $address }: odpošlje se šele po izročitvi lista, navadno v { $minutes } minuti. Poglejte tudi med neželeno pošto.
    [two] Počakajte na e-sporočilo na { $address }: odpošlje se šele po izročitvi lista, navadno v { $minutes } minutah. Poglejte tudi med neželeno pošto.
    [few] Počakajte na e-sporočilo na { $address }: odpošlje se šele po izročitvi lista, navadno v { $minutes } minutah. Poglejte tudi med neželeno pošto.
   *[other] Počakajte na e-sporočilo na { $address }: odpošlje se šele po izročitvi lista, navadno v { $minutes } minutah. Poglejte tudi med neželeno pošto.
 }
sheet-step-join = Namesto pik vpišite števke iz e-sporočila.
sheet-step-tries = { $pin ->
    [one] Po { $pin } napačnem vnosu PIN potrebujete PUK;
    [two] Po { $pin } napačnih vnosih PIN potrebujete PUK;
    [few] Po { $pin } napačnih vnosih PIN potrebujete PUK;
   *[other] Po { $pin } napačnih vnosih PIN potrebujete PUK;
 } { $puk ->
    [one] po { $puk } napačnem vnosu PUK je izkaznica trajno blokirana.
    [two] po { $puk } napačnih vnosih PUK je izkaznica trajno blokirana.
    [few] po { $puk } napačnih vnosih PUK je izkaznica trajno blokirana.
   *[other] po { $puk } napačnih vnosih PUK je izkaznica trajno blokirana.
 }
sheet-step-keep = Ta list hranite ločeno od izkaznice.
sheet-step-change-now = Takoj spremenite PIN in uničite stari list.

## Potrdilo o prejemu
receipt-title = Potrdilo o prejemu
receipt-footer = potrdilo o prejemu
receipt-holder = Imetnik/imetnica
receipt-date = Datum in ura
receipt-done = Kaj je bilo opravljeno
receipt-done-activated = Digitalno potrdilo zdravstvene izkaznice (Tessera sanitaria TS-CNS) je bilo aktivirano.
receipt-done-codes = Prva polovica kod je bila izročena na papirju; druga pride po e-pošti.
receipt-codes = Izročitev kod
receipt-release = Izdaja
receipt-serial = List s kodami
receipt-taken = Prevzel/-a
receipt-mail = Pošiljanje druge polovice
receipt-mail-waiting = E-sporočilo čaka na odpošiljanje.
receipt-mail-accepted = Strežnik { $server } je sprejel e-sporočilo: če ga ne vidite, poglejte med neželeno pošto.
receipt-mail-perhaps-twice = E-sporočilo lahko prispe dvakrat: števke so iste.
receipt-mail-given-up = E-sporočilo ni bilo sprejeto: vrnite se k okencu z izkaznico, osebnim dokumentom in listom s kodami. E-sporočilo je mogoče ponovno poslati ali naslov popraviti.
receipt-suspend = Če izgubite izkaznico ali kode
receipt-suspend-text = Takoj zahtevajte začasni preklic: učinkuje takoj in ga je mogoče odpraviti. Dokončnega preklica ni mogoče odpraviti: potem je potrebna nova izkaznica. Če izgubite samo list, se vrnite k okencu z izkaznico in osebnim dokumentom.
receipt-suspend-where = Začasni in dokončni preklic
receipt-suspension = Pri okencu, z izkaznico in osebnim dokumentom
receipt-contact = Okence
receipt-counter = Okence
receipt-reach = Stik in uradne ure
receipt-scan = Kodo poslikajte s telefonom: pokaže, da je izročitev v registru.
receipt-warning = Nihče vas ne bo nikoli vprašal za kode
receipt-warning-text = Ne po telefonu, ne po e-pošti, ne na domu: kdor vpraša zanje, je goljuf. Ne hranite jih skupaj z izkaznico.

## Obvestilo o zavrnitvi
slip-footer = Opomnik za stranko
slip-protocol = Zadeva
slip-date = Datum in ura
slip-why = Zakaj
slip-way-on = Kaj storiti
slip-contact = Okence
slip-counter = Okence
slip-reach = Stik in uradne ure
slip-kept = Ta list prinesite s seboj
slip-kept-text = S številko zadeve bomo pri okencu nadaljevali tam, kjer smo se ustavili.

## Obvestilo o izkaznici
life-footer = Opomnik o izkaznici
life-title-suspend = Izkaznica je začasno preklicana
life-title-reactivate = Izkaznica je spet aktivna
life-title-revoke = Izkaznica je dokončno preklicana
life-title-replace = Izkaznica je zamenjana
life-title-expire = Izkaznica je potekla
life-holder = Imetnik/imetnica
life-card = Številka izkaznice
life-number = Postopek
life-since = Od
life-reason = Razlog
life-proof = Predloženo dokazilo
life-means = Kaj to pomeni
life-means-suspend = S to izkaznico dostop do spletnih storitev ni mogoč, dokler ni znova aktivirana. Kot zdravstvena izkaznica (Tessera sanitaria) še velja.
life-means-reactivate = S to izkaznico je dostop do spletnih storitev spet mogoč, z istimi kodami kot prej.
life-means-revoke = Potrdilo te izkaznice ne bo nikoli več aktivno. Kode, ki še niso prispele, so izbrisane.
life-means-replace = Aktivirana je bila novejša izkaznica: potrdilo prejšnje je dokončno preklicano.
life-means-expire = Zadnji dan veljavnosti je mimo: potrdilo ne velja več. Kode, ki še niso prispele, so izbrisane.
life-next = Kaj storiti
life-next-found = Če izkaznico najdete in kode poznate samo vi, pridite k okencu z osebnim dokumentom: znova jo bomo aktivirali.
life-next-not-found = Če je ne najdete, jo pridite dokončno preklicat s prijavo ali lastno izjavo in zaprosite za novo izkaznico.
life-next-mail-held = List s kodami, ki še ni prevzet, in e-sporočilo, ki še ni odposlano, počakata do ponovne aktivacije.
life-next-usable = Izkaznico lahko uporabljate takoj. Zadržano e-sporočilo s kodami se pošlje zdaj.
life-next-change-pin = Zaradi previdnosti spremenite PIN.
life-next-new-card = Za novo izkaznico zaprosite pri zdravstvenem podjetju ali Agenciji za prihodke (Agenzia delle Entrate); ko prispe, jo aktivirajte pri okencu.
life-next-use-new = Uporabljajte novo izkaznico: ima svoje kode.
life-next-destroy = Uničite list s kodami stare izkaznice.
life-contact = Okence
life-kept = Ta list shranite
life-kept-text = S številko postopka pri okencu najdemo, kaj je bilo storjeno in kdaj.
life-reason-theft = kraja
life-reason-loss = izguba
life-reason-compromised-codes = kode morda poznajo drugi
life-reason-malfunction = čip ne deluje
life-reason-wrong-data = napačni ali spremenjeni podatki
life-reason-puk-blocked = PUK je blokiran
life-reason-holder-request = na zahtevo imetnika/imetnice
life-reason-found = izkaznica je najdena
life-reason-nothing-compromised = sum je neutemeljen
life-reason-superseded = aktivirana je bila novejša izkaznica
life-reason-expired = veljavnost je potekla
life-proof-police-report = prijava
life-proof-self-certification = lastna izjava

## Druge poti do druge polovice
form-asked-text-trusted = Imetnik/imetnica prosi za aktivacijo potrdila za avtentikacijo na izkaznici in za izdajo kod v dveh polovicah: prva je na listu s kodami, druga gre po izročitvi lista po e-pošti navedeni osebi zaupanja.
form-asked-text-letter = Imetnik/imetnica prosi za aktivacijo potrdila za avtentikacijo na izkaznici in za izdajo kod v dveh polovicah: prva je na listu s kodami, druga pride po izročitvi lista v zaprtem pismu.
form-way = Druga polovica gre po e-pošti na zgornji naslov.
form-way-trusted = Druga polovica gre po e-pošti za imetnika/imetnico navedeni osebi zaupanja.
form-way-letter = Druga polovica gre v zaprtem pismu na zgornji naslov.
form-trusted = Oseba zaupanja, ki prejme e-sporočilo
form-post = Naslov za pismo: preverite besedo za besedo
form-declares-trusted = da navedena oseba zaupanja prejme drugo polovico kod v njegovem/njenem imenu;
sheet-in-mail-letter = v pismu
sheet-legend-letter = • je števka, ki pride s pismom. Številka nad kvadratkom je mesto v kodi.
sheet-step-mail-trusted = E-sporočilo gre po izročitvi lista osebi zaupanja, na { $address }. Naj vam ga da.
sheet-step-mail-letter = Počakajte na pismo na { $address }: odpošlje se po izročitvi lista in potuje nekaj dni. Če je odprto, to sporočite okencu.
sheet-step-join-letter = Števke iz pisma vpišite na mesta pik.
receipt-done-codes-trusted = Prva polovica kod je bila izročena na papirju; druga gre po e-pošti osebi zaupanja.
receipt-done-codes-letter = Prva polovica kod je bila izročena na papirju; druga pride v zaprtem pismu.
receipt-mail-printed = Pismo je v poštni službi dežele: potuje nekaj dni.
receipt-mail-waiting-letter = Pismo čaka na tisk.
receipt-mail-given-up-letter = Pismo ni bilo odposlano: vrnite se k okencu z izkaznico, osebnim dokumentom in listom s kodami. Mogoče ga je ponovno poslati ali popraviti naslov.
letter-title = Druga polovica kod
letter-codes = Druga polovica kod
letter-on-sheet = na listu s kodami
letter-legend = • je števka, ki je na listu s kodami. Številka nad kvadratkom je mesto v kodi.
letter-next = Kaj storite zdaj
letter-release = Vzemite list s kodami z isto številko izdaje: { $release }.
letter-join = Za vsako kodo zapišite najprej števke z lista, nato števke iz tega pisma.
letter-duplicate = Dvojnik: stari list še velja. Takoj spremenite PIN.
letter-nobody-asks = Nihče vas ne bo nikoli vprašal za preostalo polovico, ne po telefonu, ne po e-pošti, ne na domu.
letter-keep = To pismo hranite ločeno od lista in izkaznice.
letter-report = Če je bila ovojnica odprta ali če teh kod niste zahtevali, takoj sporočite: { $office }.

## Opomniki
advice-warning = Nihče vas ne bo nikoli vprašal za kode
advice-warning-text = Ne po telefonu, ne po e-pošti, ne na domu in tudi ne pri okencu: kdor jih zahteva, je goljuf.
slip-no-email-title = Kaj potrebujete za kode
slip-no-email-1 = Odprite e-poštni predal, lahko brezplačen: zadostuje telefon ali računalnik. Pomaga vam lahko kdor koli, geslo pa obdržite zase.
slip-no-email-2 = Preverite, ali lahko tam preberete sporočilo.
slip-no-email-3 = Ali pa vprašajte osebo, ki ji zaupate, ali bo e-sporočilo prejela za vas: potrebujemo njen priimek, ime in naslov.
slip-no-email-4 = K okencu se vrnite z zdravstveno izkaznico, veljavnim osebnim dokumentom in v celoti zapisanim naslovom.
advice-join-codes-title = Kode so v dveh polovicah
advice-join-codes-1 = Vzemite list s kodami in sporočilo (ali pismo): imeti morata isto številko izdaje.
advice-join-codes-2 = PIN: prvih števk na listu je { $pin_first }, preostalih v sporočilu { $pin_second }. Zapišite jih zapored, brez presledkov.
advice-join-codes-3 = PUK: prvih števk na listu je { $puk_first }, preostalih v sporočilu { $puk_second }.
advice-join-codes-4 = Število dovoljenih napačnih vnosov PIN: { $pin }. Potem se PIN blokira: če niste prepričani, prenehajte.
advice-pin-blocked-title = PIN je blokiran
advice-pin-blocked-1 = PIN odblokirate s kodo PUK, v programu za izkaznico na vašem računalniku: poiščite »odblokiranje PIN« (sblocco PIN).
advice-pin-blocked-2 = PUK: prvih števk na listu s kodami je { $puk_first }, preostalih v sporočilu ali pismu { $puk_second }.
advice-pin-blocked-3 = Število dovoljenih napačnih vnosov PUK: { $puk }. Potem je izkaznica trajno blokirana: če niste prepričani, prenehajte in pridite k okencu.
advice-puk-blocked-title = PUK je blokiran
advice-puk-blocked-1 = Čipa te izkaznice ni več mogoče odblokirati, niti pri okencu.
advice-puk-blocked-2 = K okencu pridite osebno, z izkaznico in veljavnim osebnim dokumentom: potrdilo se dokončno prekliče.
advice-puk-blocked-3 = Za dvojnik izkaznice zaprosite pri zdravstvenem podjetju ali pri Agenciji za prihodke (Agenzia delle Entrate).
advice-puk-blocked-4 = Nova izkaznica ima nove kode in jo je treba znova aktivirati. Do takrat stara še velja kot zdravstvena izkaznica.
advice-sheet-lost-title = List s kodami je izgubljen
advice-sheet-lost-1 = List se ne natisne znova: kode je treba izdati na novo.
advice-sheet-lost-2 = K okencu pridite osebno, z izkaznico in veljavnim osebnim dokumentom.
advice-sheet-lost-3 = Dobili boste nov list in novo sporočilo. Če stari list najdete, ga uničite in spremenite PIN.
advice-mail-missing-title = Druga polovica ni prispela
advice-mail-missing-1 = Poglejte tudi med neželeno pošto: zadeva je »Seconda metà dei codici della tessera sanitaria«.
advice-mail-missing-2 = Če ste navedli osebo zaupanja, je sporočilo prispelo njej. Če ste izbrali pismo, potuje nekaj dni.
advice-mail-missing-3 = Če ga ni, pridite k okencu z veljavnim osebnim dokumentom: sporočilo se lahko pošlje znova ali se popravi naslov.
advice-mail-missing-4 = Prinesite tudi list s kodami. Po telefonu se naslov ne spreminja.
advice-no-chip-title = Izkaznica nima čipa
advice-no-chip-1 = Ta izkaznica velja kot zdravstvena izkaznica in davčna številka (codice fiscale), aktivirati pa je ni mogoče.
advice-no-chip-2 = Za spletne storitve lahko uporabite SPID ali elektronsko osebno izkaznico (CIE).
advice-no-chip-3 = Pri naslednji izkaznici poglejte, ali ima čip: če ga ima, pridite znova k okencu.
advice-expired-title = Izkaznica je potekla
advice-expired-1 = Z izkaznico poteče tudi potrdilo: na spletu ga ni več mogoče uporabljati.
advice-expired-2 = Nova izkaznica navadno pride po pošti pred potekom. Če ni prišla, zaprosite zanjo pri zdravstvenem podjetju ali pri Agenciji za prihodke (Agenzia delle Entrate).
advice-expired-3 = K okencu prinesite novo in staro izkaznico: novo je treba aktivirati.
advice-other-region-title = Izkaznica je iz druge dežele
advice-other-region-1 = Izkaznica se aktivira pri okencih dežele, ki jo je izdala.
advice-other-region-2 = Če ste se preselili, zaprosite pri zdravstvenem podjetju za novo izkaznico in jo prinesite sem.
advice-reader-title = Čitalnik ne zazna izkaznice
advice-reader-1 = Potrebujete kontaktni čitalnik: izkaznico vstavite s čipom naprej in navzgor. Ni dovolj, da jo položite nanj.
advice-reader-2 = Čip obrišite s suho krpo in poskusite z drugim vhodom USB, brez podaljška.
advice-reader-3 = Čitalnik preizkusite na drugem računalniku ali drugo izkaznico v čitalniku.
advice-reader-4 = Če jo zazna drug čitalnik, je napaka v čitalniku. Če je ne zazna nobeden, pridite z izkaznico k okencu.
advice-software-title = Program ne najde potrdila
advice-software-1 = Računalnik potrebuje program za izkaznico s spletne strani dežele: kateri, je odvisno od čipa.
advice-software-2 = Izkaznico vstavite, preden odprete brskalnik, nato zaprite in znova odprite vsa okna.
advice-software-3 = Ko stran zahteva potrdilo, izberite tisto z vašo davčno številko (codice fiscale) in vnesite celoten PIN.
advice-software-4 = Če druge strani delujejo, je napaka na tej strani: sporočite jo upravljavcu.
