# SPDX-License-Identifier: AGPL-3.0-or-later
# Names of who acts for a holder and of the evidence for it, on papers and pages. Policy files name their items by these keys.

delegation-kind-parent = starš s starševsko skrbjo
delegation-kind-guardian = skrbnik (tutore)
delegation-kind-curator = kurator (curatore)
delegation-kind-support-administrator = podporni upravitelj (amministratore di sostegno)
delegation-kind-fiduciary = zaupnik (fiduciario)
delegation-kind-health-impediment = pooblaščenec zaradi zdravstvene zadržanosti
delegation-kind-emancipated-minor = polnopravni mladoletnik (minore emancipato)

evidence-item-card = Zdravstvena izkaznica imetnika
evidence-item-card-copy = Fotokopija zdravstvene izkaznice imetnika
evidence-item-holder-document = Osebni dokument imetnika
evidence-item-delegate-document = Osebni dokument osebe, ki ravna za imetnika
evidence-item-holder-document-copy = Fotokopija osebnega dokumenta imetnika
evidence-item-delegate-document-copy = Fotokopija osebnega dokumenta osebe, ki ravna za imetnika
evidence-item-minor-document = Veljaven dokument mladoletnika
evidence-item-family-status = Potrdilo o družinskem stanju
evidence-item-parenthood-self-certification = Nadomestna izjava o starševski skrbi
evidence-item-guardianship-decree = Odločba o imenovanju skrbnika
evidence-item-guardian-self-certification = Nadomestna izjava o skrbništvu
evidence-item-curatorship-decree = Odločba o imenovanju kuratorja
evidence-item-curator-self-certification = Nadomestna izjava o kuratorstvu
evidence-item-support-decree = Odločba o imenovanju podpornega upravitelja
evidence-item-support-administrator-self-certification = Nadomestna izjava o podporni upravi
evidence-item-power-deed = Listina, iz katere izhaja pooblastilo zaupnika
evidence-item-fiduciary-self-certification = Nadomestna izjava o zaupništvu
evidence-item-signed-delegation = Pooblastilo, ki ga je podpisal imetnik
evidence-item-medical-certificate = Zdravniško potrdilo brez diagnoze
evidence-item-clinical-document = Enakovredna klinična listina
evidence-item-impediment-self-certification = Nadomestna izjava o zdravstveni zadržanosti
evidence-item-emancipation-deed = Listina o polnopravnosti
evidence-item-emancipation-self-certification = Nadomestna izjava o polnopravnosti

delegation-relation-spouse = zakonec ali partner v civilni zvezi
delegation-relation-child = hči ali sin
delegation-relation-parent = mati ali oče
delegation-relation-relative-to-third-degree = drug sorodnik do tretjega kolena

delegation-power-acts = ravna v imenu in za račun imetnika
delegation-power-assists = pomaga imetniku, ki se tudi podpiše
delegation-power-alone = ravna sam
