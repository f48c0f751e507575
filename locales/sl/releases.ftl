# SPDX-License-Identifier: AGPL-3.0-or-later
# Kaj piše na obvestilu, če kode niso izdane.

refusal-not-active-what = Kod ni mogoče izdati
refusal-not-active-why = Ob izdaji kod potrdilo ni bilo vpisano kot aktivno.
refusal-not-active-tell = Okence zahtevo ponovi: če ne uspe, se vrnite z izkaznico in osebnim dokumentom.
refusal-not-accepted-what = Zahteva ni sprejeta
refusal-not-accepted-why = Ustanova, ki izdaja izkaznice, zahteve v tej obliki ni sprejela.
refusal-not-accepted-tell = Okence ugotavlja razlog: pokličite, preden se vrnete.
