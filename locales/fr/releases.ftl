# SPDX-License-Identifier: AGPL-3.0-or-later
# Ce que dit la fiche quand les codes ne sont pas délivrés.

refusal-not-active-what = Les codes ne peuvent pas être délivrés
refusal-not-active-why = Au moment de délivrer les codes, le certificat n’était pas enregistré comme actif.
refusal-not-active-tell = Le guichet répète la demande : si elle n’aboutit pas, revenez avec la carte et une pièce d’identité.
refusal-not-accepted-what = Demande non acceptée
refusal-not-accepted-why = L’organisme qui émet les cartes n’a pas accepté la demande en l’état.
refusal-not-accepted-tell = Le guichet en cherche la raison : téléphonez avant de revenir.
