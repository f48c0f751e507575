# SPDX-License-Identifier: AGPL-3.0-or-later
# E-sporočila strankam in uslužbencem. Kako je s pismom, piše samo na straneh (it, en).

## Vsa e-sporočila
mail-pointer = To sporočilo je spodaj tudi v slovenščini.
mail-closing = Samodejno sporočilo: na ta naslov ne odgovarjajte.
mail-office = { $counter }
mail-office-telephone = { $counter }, telefon { $telephone }

## Druga polovica
mail-subject-second_half = Druga polovica kod zdravstvene izkaznice, izdaja { $release }
mail-heading-second_half = Druga polovica vaših kod
mail-second_half-what = To sporočilo vsebuje drugo polovico kod zdravstvene izkaznice (Tessera sanitaria TS-CNS). Prva polovica je na listu s kodami, ki je bil izročen pri okencu, z isto številko izdaje: { $release }.
mail-second_half-join = Kaj storite zdaj: za vsako kodo najprej zapišite števke z lista, nato spodnje števke. Pike • nadomeščajo števke, ki so na listu.
mail-second_half-duplicate = Kode so iste kot prej: tudi stari list še velja. Takoj spremenite PIN izkaznice.
mail-code-pin = PIN
mail-code-puk = PUK
mail-code-cip = CIP
mail-code-position = { $from }. števka od { $total }
mail-code-positions = od { $from }. do { $to }. števke od { $total }
mail-second_half-tries_pin = { $tries ->
    [one] Po { $tries } napačnem vnosu se PIN blokira: za odblokiranje potrebujete PUK.
    [two] Po { $tries } zaporednih napačnih vnosih se PIN blokira: za odblokiranje potrebujete PUK.
    [few] Po { $tries } zaporednih napačnih vnosih se PIN blokira: za odblokiranje potrebujete PUK.
   *[other] Po { $tries } zaporednih napačnih vnosih se PIN blokira: za odblokiranje potrebujete PUK.
 }
mail-second_half-tries_puk = { $tries ->
    [one] Po { $tries } napačnem vnosu PUK izkaznica ni več uporabna na spletu in jo je treba zamenjati.
    [two] Po { $tries } napačnih vnosih PUK izkaznica ni več uporabna na spletu in jo je treba zamenjati.
    [few] Po { $tries } napačnih vnosih PUK izkaznica ni več uporabna na spletu in jo je treba zamenjati.
   *[other] Po { $tries } napačnih vnosih PUK izkaznica ni več uporabna na spletu in jo je treba zamenjati.
 }
mail-second_half-nobody_asks = Nihče vas ne bo nikoli vprašal za preostalo polovico kod, ne pri okencu, ne po telefonu, ne po e-pošti. Nikomur je ne povejte.
mail-second_half-keep = List hranite ločeno od tega sporočila, sporočilo pa izbrišite, ko kode zapišete na varno mesto.
mail-second_half-report = Če niste zaprosili za te kode, če ste izgubili list ali če vas je kdo vprašal za preostalo polovico, to takoj sporočite: { $office }.

## Koda za preverjanje naslova
mail-subject-ownership_code = Preverjanje vašega e-poštnega naslova
mail-heading-ownership_code = Preverjanje naslova
mail-ownership_code-why = Okence { $counter } vas prosi, da potrdite, da berete pošto na tem naslovu. Uslužbencu povejte naslednjo kodo.
mail-ownership_code-name = Koda za preverjanje
mail-ownership_code-valid = { $minutes ->
    [one] Koda velja { $minutes } minuto.
    [two] Koda velja { $minutes } minuti.
    [few] Koda velja { $minutes } minute.
   *[other] Koda velja { $minutes } minut.
 }
mail-ownership_code-only_here = Namenjena je samo potrditvi naslova: ni koda izkaznice. Povejte jo samo uslužbencu, ki je pred vami, nikoli po telefonu ali e-pošti.
mail-ownership_code-not_known = Če ne veste, za kaj gre, kode ne povejte nikomur in sporočila ne upoštevajte.
mail-ownership_code-not_you = Če niste pri okencu, je kdo pomotoma navedel ta naslov: sporočila ne upoštevajte.

## Obvestilo na prejšnji naslov
mail-subject-address_notice = Za kode zdravstvene izkaznice je bil naveden drug naslov
mail-heading-address_notice = Drug naslov
mail-address_notice-what = Dne { $when } je bil pri okencu { $counter } naveden drug naslov, e-poštni ali poštni, za prejem kod zdravstvene izkaznice (Tessera sanitaria TS-CNS) osebe, ki je v preteklosti navedla ta naslov.
mail-address_notice-acting = Pri okencu je bila oseba, ki ravna za imetnika/imetnico ali mu/ji pomaga.
mail-address_notice-no_codes = To sporočilo je samo obvestilo in ne vsebuje kod. Če za spremembo veste, vam ni treba storiti ničesar.
mail-address_notice-not_you = Če o tem ne veste ničesar, to takoj sporočite: { $office }.

## Obvestilo o računu
mail-subject-account_notice = Vaš račun v sistemu Sportello
mail-heading-account_notice = Vaš račun v sistemu Sportello
mail-account_notice-added = Dne { $when } je bil ustvarjen račun { $username }.
mail-account_notice-password_reset = Dne { $when } je bilo za račun { $username } nastavljeno novo geslo.
mail-account_notice-totp_reset = Dne { $when } je bila za enkratne kode računa { $username } nastavljena nova skrivnost.
mail-account_notice-locked = Dne { $when } je bil račun { $username } po ponavljajočih se napačnih prijavah za nekaj časa blokiran.
mail-account_notice-not_you = Če tega niste pričakovali, takoj obvestite upravitelje storitve.

mail-second_half-trusted = To sporočilo ste prejeli, ker vas je imetnik/imetnica zdravstvene izkaznice navedel/-a kot osebo zaupanja (izdaja { $release }). Števke so zanj/zanjo: izročite jih osebno, ne uporabite jih in jih ne hranite.
mail-second_half-acted = To sporočilo je za osebo { $holder }. Pri okencu je za vas ravnal/-a { $delegate } ({ $kind }) in prevzel/-a list s kodami: naj vam ga izroči.
mail-second_half-acted_own = To sporočilo je za osebo { $delegate } ({ $kind }), ki ravna za osebo { $holder }. Kode so z zdravstvene izkaznice te osebe: uporabljajte jih samo zanjo ali jih dajte samo njej.
mail-second_half-acted_either = To sporočilo zadeva zdravstveno izkaznico osebe { $holder }. Pri okencu je ravnal/-a { $delegate } ({ $kind }): kode se uporabljajo samo zanjo.
mail-second_half-assisted = To sporočilo je za osebo { $holder }. Pri okencu je bil/-a z vami { $delegate } ({ $kind }).
mail-second_half-delegated = pooblaščena oseba
mail-ownership_code-why_trusted = Imetnik/imetnica zdravstvene izkaznice je pri okencu { $counter } in vas je navedel/-a kot osebo zaupanja, ki zanj/zanjo prejme e-sporočilo. Če se strinjate, mu/ji povejte naslednjo kodo.
mail-ownership_code-why_away = Pri okencu { $counter } nekdo ravna za imetnika/imetnico zdravstvene izkaznice in je navedel ta naslov, na katerega pride e-sporočilo za imetnika/imetnico. Če to osebo poznate in se strinjate, ji povejte naslednjo kodo.
mail-ownership_code-only_delegate = Z njo samo potrdite naslov: to ni koda izkaznice. Povejte jo le tej osebi, ko ste z njo govorili: sporočila jo bo pri okencu.
mail-ownership_code-only_holder = Z njo samo potrdite naslov: to ni koda izkaznice. Povejte jo le imetniku/imetnici, ki ga/jo osebno poznate.
mail-subject-invitation = Vaš dostop do sistema Sportello
mail-heading-invitation = Vaš dostop do sistema Sportello
mail-invitation-what = Za vas je bil pripravljen račun { $username }. S to povezavo izberete geslo in povežete aplikacijo za kode:
mail-invitation-second_factor = Aplikacijo za kode je treba znova povezati z računom { $username }. S to povezavo in z vašim geslom:
mail-invitation-valid = Povezava velja do { $until } in samo enkrat.
mail-invitation-nobody = Ne posredujte je nikomur: kdor jo odpre, vstopi namesto vas.
mail-role-operator = referent
mail-role-supervisor = nadzornik
mail-role-administrator = upravitelj
mail-account_notice-ready = Dne { $when } sta bila za račun { $username } nastavljena geslo in aplikacija za kode.
mail-account_notice-second_factor_set = Dne { $when } je bila aplikacija za kode znova povezana z računom { $username }.
mail-account_notice-recovery_code_used = Dne { $when } je bila za prijavo v račun { $username } uporabljena obnovitvena koda.
mail-account_notice-role_given = Dne { $when } je račun { $username } dobil vlogo: { $role }.
mail-account_notice-role_ended = Dne { $when } je za račun { $username } prenehala vloga: { $role }.
mail-account_notice-suspended = Dne { $when } je bil račun { $username } začasno ustavljen.
mail-account_notice-restored = Dne { $when } je bil račun { $username } znova omogočen.
mail-account_notice-ended = Dne { $when } je bil račun { $username } zaprt.
mail-subject-monthly_report = Sportello: pregled za { $month }
mail-heading-monthly_report = Mesečni pregled
mail-monthly_report-what = Številke za { $month } za okenca, ki jih nadzorujete.
mail-monthly_report-link = Iste številke, s filtri in posameznimi dejanji, so na straneh poročil:
mail-monthly_report-standing = Vzorčni pregledi in nezaključeni dnevi so tisti, ki so bili odprti ob pisanju sporočila.
mail-monthly_report-nobody = To sporočilo vsebuje samo številke in nobenega imena: več je vidno šele po prijavi.
mail-monthly_report-count-cases = Zadeve, odprte v mesecu
mail-monthly_report-count-releases = Zahtevane izdaje kod
mail-monthly_report-count-refusals = Zavrnitve
mail-monthly_report-count-mails = E-sporočila s težavami
mail-monthly_report-count-voided = Razveljavljeni listi
mail-monthly_report-count-no_email = Imetniki brez e-pošte
mail-monthly_report-count-patterns = Zaznani vzorci
mail-monthly_report-count-to_look = Vzorci, ki jih je treba še pogledati
mail-monthly_report-count-samples = Vzorčni pregledi, ki jih je treba še opraviti
mail-monthly_report-count-days = Nezaključeni dnevi
