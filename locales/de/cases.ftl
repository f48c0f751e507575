# SPDX-License-Identifier: AGPL-3.0-or-later
# Was das Merkblatt bei einer Ablehnung sagt; die Seiten der Bediensteten sind Italienisch und Englisch.

refusal-minor-what = Die Karte gehört einer minderjährigen Person
refusal-minor-why = Die Inhaberin/Der Inhaber ist heute noch nicht 18 Jahre alt: Die Karte Minderjähriger kann nur aktivieren lassen, wer sie vertritt.
refusal-minor-tell = Den Antrag stellt ein Elternteil oder der Vormund, mit dem eigenen Ausweis, der Karte der minderjährigen Person und dem Nachweis des Verhältnisses.
refusal-unknown-what = Unbekannte Karte
refusal-unknown-why = Der ausstellenden Stelle ist keine Karte mit dieser Nummer bekannt.
refusal-unknown-tell = Ist die Karte eben erst angekommen, ist sie vielleicht noch nicht erfasst: Kommen Sie in einigen Tagen mit der Karte wieder. Ist die Nummer unleserlich, beantragen Sie ein Duplikat bei der Agentur der Einnahmen (Agenzia delle Entrate) oder beim Sanitätsbetrieb.
refusal-no-chip-what = Karte ohne Chip
refusal-no-chip-why = Seit dem 1. Juni 2022 wurden manche Karten ohne Chip ausgestellt: Sie haben kein Zertifikat, das aktiviert werden kann.
refusal-no-chip-tell = Die Karte gilt als Gesundheitskarte (Tessera sanitaria) und als Nachweis der Steuernummer (codice fiscale), aber nicht für Online-Dienste. Sie können SPID oder die elektronische Identitätskarte (CIE) verwenden oder eine Karte mit Chip beantragen.
refusal-expired-what = Abgelaufene Karte
refusal-expired-why = Der letzte Gültigkeitstag der Karte ist vorbei: Auch das Zertifikat ist abgelaufen.
refusal-expired-tell = Die neue Karte kommt vor dem Ablauf mit der Post. Ist sie nicht angekommen, beantragen Sie sie beim Sanitätsbetrieb oder bei der Agentur der Einnahmen (Agenzia delle Entrate) und kommen Sie mit ihr wieder.
refusal-other-region-what = Karte einer anderen Region
refusal-other-region-why = Die 8. bis 10. Ziffer der Nummer zeigen, dass die Karte aus einer anderen Region stammt: Dieser Dienst kann sie nicht aktivieren.
refusal-other-region-tell = Die Karte muss an einem Schalter der Region aktiviert werden, die sie ausgestellt hat. Sind Sie umgezogen, warten Sie auf die Karte der neuen Region.
refusal-already-active-what = Karte bereits aktiv
refusal-already-active-why = Das Zertifikat dieser Karte ist bereits als aktiv verzeichnet.
refusal-already-active-tell = Mit den Codes, die Sie bei der Aktivierung erhalten haben, können Sie die Karte bereits online verwenden. Haben Sie die Codes nicht mehr, können sie am Schalter neu ausgegeben werden.
refusal-suspended-what = Ausgesetzte Karte
refusal-suspended-why = Das Zertifikat dieser Karte ist ausgesetzt worden.
refusal-suspended-tell = Wer die Aussetzung beantragt hat, kann die Reaktivierung beantragen, wenn niemand anderer die Karte verwendet hat. Haben Sie sie verloren und wiedergefunden, sagen Sie es am Schalter.
refusal-revoked-what = Widerrufene Karte
refusal-revoked-why = Das Zertifikat dieser Karte ist widerrufen worden: Es kann nicht wieder aktiv werden.
refusal-revoked-tell = Sie brauchen eine neue Karte: Beantragen Sie sie beim Sanitätsbetrieb oder bei der Agentur der Einnahmen (Agenzia delle Entrate) und kommen Sie mit ihr wieder.
refusal-another-holder-what = Karte einer anderen Person
refusal-another-holder-why = Bei der ausstellenden Stelle ist diese Karte auf eine andere Steuernummer (codice fiscale) eingetragen.
refusal-another-holder-tell = Bringen Sie die Karte, die auf Ihren Namen lautet. Haben Sie die Karte einer anderen Person gefunden, geben Sie sie ab.
