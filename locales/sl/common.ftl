# SPDX-License-Identifier: AGPL-3.0-or-later
# Imena jezikov v jeziku te datoteke.
language-it = italijanščina
language-en = angleščina
language-de = nemščina
language-fr = francoščina
language-sl = slovenščina
