# SPDX-License-Identifier: AGPL-3.0-or-later
# Noms des langues, dans la langue de ce fichier.
language-it = italien
language-en = anglais
language-de = allemand
language-fr = français
language-sl = slovène
