# SPDX-License-Identifier: AGPL-3.0-or-later
# Was das Merkblatt sagt, wenn die Codes nicht ausgegeben werden.

refusal-not-active-what = Die Codes können nicht ausgegeben werden
refusal-not-active-why = Als die Codes ausgegeben werden sollten, war das Zertifikat nicht als aktiv verzeichnet.
refusal-not-active-tell = Der Schalter wiederholt die Anfrage: Gelingt es nicht, kommen Sie mit der Karte und einem Ausweis wieder.
refusal-not-accepted-what = Antrag nicht angenommen
refusal-not-accepted-why = Die Stelle, welche die Karten ausstellt, hat den Antrag in dieser Form nicht angenommen.
refusal-not-accepted-tell = Der Schalter klärt den Grund: Rufen Sie an, bevor Sie wiederkommen.
