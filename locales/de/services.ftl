# SPDX-License-Identifier: AGPL-3.0-or-later
# Was das Merkblatt nach einem früheren Besuch sagt.

refusal-activatable-what = Karte noch nicht aktiv
refusal-activatable-why = Das Zertifikat dieser Karte wurde nie aktiviert: Es gibt keine Codes, die neu ausgegeben werden könnten.
refusal-activatable-tell = Die Karte kann sofort hier am Schalter aktiviert werden.
