# SPDX-License-Identifier: AGPL-3.0-or-later
# Names of languages, each in this file's own language.
language-it = italiano
language-en = inglese
language-de = tedesco
language-fr = francese
language-sl = sloveno
