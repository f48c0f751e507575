# SPDX-License-Identifier: AGPL-3.0-or-later
# Kaj piše na obvestilu o zavrnitvi; strani za uslužbence so v italijanščini in angleščini.

refusal-minor-what = Izkaznica mladoletne osebe
refusal-minor-why = Imetnik/imetnica danes še ni dopolnil/-a 18 let: izkaznico mladoletne osebe lahko aktivira samo njen zastopnik.
refusal-minor-tell = Vlogo odda eden od staršev ali skrbnik, z lastnim osebnim dokumentom, izkaznico mladoletne osebe in dokazilom o razmerju.
refusal-unknown-what = Neznana izkaznica
refusal-unknown-why = Ustanova, ki izdaja izkaznice, ne pozna izkaznice s to številko.
refusal-unknown-tell = Če je izkaznica pravkar prispela, morda še ni vpisana: vrnite se z izkaznico čez nekaj dni. Če številka ni čitljiva, zaprosite za dvojnik pri Agenciji za prihodke (Agenzia delle Entrate) ali zdravstvenem podjetju.
refusal-no-chip-what = Izkaznica brez čipa
refusal-no-chip-why = Od 1. junija 2022 so nekatere izkaznice izdane brez čipa: nimajo potrdila, ki bi ga bilo mogoče aktivirati.
refusal-no-chip-tell = Izkaznica velja kot zdravstvena izkaznica (Tessera sanitaria) in kot dokazilo o davčni številki (codice fiscale), ne pa za spletne storitve. Uporabite lahko SPID ali elektronsko osebno izkaznico (CIE) ali zaprosite za izkaznico s čipom.
refusal-expired-what = Potekla izkaznica
refusal-expired-why = Zadnji dan veljavnosti izkaznice je mimo: poteklo je tudi potrdilo.
refusal-expired-tell = Nova izkaznica pride po pošti pred iztekom veljavnosti. Če ni prispela, zaprosite zanjo pri zdravstvenem podjetju ali Agenciji za prihodke (Agenzia delle Entrate) in se vrnite z njo.
refusal-other-region-what = Izkaznica druge dežele
refusal-other-region-why = Števke od 8 do 10 v številki kažejo, da je izkaznica iz druge dežele: ta služba je ne more aktivirati.
refusal-other-region-tell = Izkaznico je treba aktivirati pri okencu dežele, ki jo je izdala. Če ste se preselili, počakajte na izkaznico nove dežele.
refusal-already-active-what = Izkaznica je že aktivna
refusal-already-active-why = Potrdilo te izkaznice je že vpisano kot aktivno.
refusal-already-active-tell = Izkaznico lahko na spletu že uporabljate s kodami, ki ste jih prejeli ob aktivaciji. Če jih nimate več, jih pri okencu lahko znova izdajo.
refusal-suspended-what = Začasno preklicana izkaznica
refusal-suspended-why = Potrdilo te izkaznice je bilo začasno preklicano.
refusal-suspended-tell = Kdor je zahteval začasni preklic, lahko zaprosi za ponovno aktivacijo, če izkaznice ni uporabljal nihče drug. Če ste jo izgubili in našli, to povejte pri okencu.
refusal-revoked-what = Dokončno preklicana izkaznica
refusal-revoked-why = Potrdilo te izkaznice je bilo dokončno preklicano: ne more več postati aktivno.
refusal-revoked-tell = Potrebna je nova izkaznica: zaprosite zanjo pri zdravstvenem podjetju ali Agenciji za prihodke (Agenzia delle Entrate) in se vrnite z njo.
refusal-another-holder-what = Izkaznica druge osebe
refusal-another-holder-why = Pri ustanovi, ki izdaja izkaznice, je ta izkaznica vpisana na drugo davčno številko (codice fiscale).
refusal-another-holder-tell = Prinesite izkaznico na svoje ime. Če ste našli izkaznico druge osebe, jo izročite.
