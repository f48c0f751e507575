# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the three TTF files beside it from unpacked fontsource packages: subset.py FOLDER (needs fonttools and brotli)."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WANTED = [
    ("atkinson-hyperlegible-next", 400, "AtkinsonHyperlegibleNext-Regular.ttf"),
    ("atkinson-hyperlegible-next", 700, "AtkinsonHyperlegibleNext-Bold.ttf"),
    ("atkinson-hyperlegible-mono", 500, "AtkinsonHyperlegibleMono-Medium.ttf"),
]
# ASCII, Latin-1, Latin Extended-A, Romanian comma letters, Welsh W and Y, capital sharp s, quotes, dashes, signs.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x1E80, 0x1E86), 0x1E9E, 0x1EF2, 0x1EF3]
SIGNS = [0x192, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026, 0x2030,
         0x2039, 0x203A, 0x20AC, 0x2122, 0x2212]


def make(folder: Path, family: str, weight: int, target: Path) -> None:
    parts = []
    for script in ("latin", "latin-ext"):
        font = TTFont(folder / family / "files" / f"{family}-{script}-{weight}-normal.woff2")
        font.flavor = None
        part = target.with_suffix(f".{script}.part")
        font.save(part)
        parts.append(str(part))
    merged = Merger().merge(parts)
    options = subset.Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True, recalc_bounds=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "gasp", "prep"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS + SIGNS)
    subsetter.subset(merged)
    merged.save(target)
    for part in parts:
        Path(part).unlink()


if __name__ == "__main__":
    for family, weight, name in WANTED:
        make(Path(sys.argv[1]), family, weight, HERE / name)
