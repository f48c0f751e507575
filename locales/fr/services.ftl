# SPDX-License-Identifier: AGPL-3.0-or-later
# Ce que dit la fiche après une visite précédente.

refusal-activatable-what = Carte pas encore active
refusal-activatable-why = Le certificat de cette carte n’a jamais été activé : il n’y a pas de codes à délivrer de nouveau.
refusal-activatable-tell = La carte peut être activée tout de suite, ici au guichet.
