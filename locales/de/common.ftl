# SPDX-License-Identifier: AGPL-3.0-or-later
# Namen der Sprachen, in der Sprache dieser Datei.
language-it = Italienisch
language-en = Englisch
language-de = Deutsch
language-fr = Französisch
language-sl = Slowenisch
