# SPDX-License-Identifier: AGPL-3.0-or-later
# Names of languages, each in this file's own language.
language-it = Italian
language-en = English
language-de = German
language-fr = French
language-sl = Slovene
