#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes data/places.tsv from the data in PyPI's python-codicefiscale (MIT, see data/NOTICE).

    pip download --no-deps python-codicefiscale==0.12.1 && unzip python_codicefiscale-0.12.1-*.whl -d SOURCE
    python3 data/make_places.py SOURCE > data/places.tsv

Columns: code, name, other name (German, Slovene, French or English), province, first day, last day (empty: open).
Rows follow each other by code and date. Rows that touch and differ in dates alone become one; rows without a code (`ND`)
are left out, since no codice fiscale can name them.
"""

import datetime
import json
import pathlib
import sys


def day(text):
    """A date of the source; one of them is written `1934-01-01:T00:00:00`."""
    return datetime.date.fromisoformat(text[:10]) if text else None


def rows(folder):
    for file in ("municipalities", "countries", "deleted-countries"):
        for row in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
            if row["code"] == "ND":
                continue
            alt = row.get("name_alt_en") if row["province"] == "EE" else row["name_alt"]
            first = day(row["date_created"])
            # For States the source writes the first day of 1900 where it means "always".
            if row["province"] == "EE" and first == datetime.date(1900, 1, 1):
                first = None
            name = row["name"].replace("\u2019", "'")
            yield [row["code"], name, "" if alt == name else alt or "", row["province"], first, day(row["date_deleted"])]


def merged(all_rows):
    last = None
    for row in sorted(all_rows, key=lambda r: (r[0], r[4] or datetime.date.min, r[5] or datetime.date.max)):
        if last and last[:4] == row[:4] and last[5] and row[4] and (row[4] - last[5]).days <= 1:
            last[5] = max(last[5], row[5]) if row[5] else None
            continue
        if last:
            yield last
        last = row
    yield last


def main():
    source = pathlib.Path(sys.argv[1]) / "codicefiscale" / "data"
    for row in merged(rows(source)):
        print("\t".join(str(field or "") for field in row))


main()
