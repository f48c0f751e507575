# SPDX-License-Identifier: AGPL-3.0-or-later
# Kaj piše na obvestilu po prejšnjem obisku.

refusal-activatable-what = Izkaznica še ni aktivna
refusal-activatable-why = Potrdilo te izkaznice ni bilo nikoli aktivirano: ni kod, ki bi jih bilo mogoče znova izdati.
refusal-activatable-tell = Izkaznico je mogoče aktivirati takoj, tukaj pri okencu.
