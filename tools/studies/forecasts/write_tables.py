"""The published files: what is in a row of each, in persons."""
import csv

import numpy as np

from .bands import LEVELS

SCENARIOS = {"unconditional": "", "conditional": "conditional_"}  # prefixes of columns


def head(names):
    """Columns of the scenarios that a file has."""
    return [*(f"{SCENARIOS[name]}q{level}" for name in names for level in LEVELS), *(f"{SCENARIOS[name]}simulation" for name in names)]


def whole(values):
    return [int(round(float(v))) for v in values]


def write(path, header, table):
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(table)


def pairs(path, ids, bands, simulated, least, keys=("origin", "destination"), of=()):
    """`bands`, by scenario: [a, b, level]; `simulated`, by scenario: [a, b]. Rows where no median reaches `least` are left out.
    @return how many rows"""
    median = np.max([quantiles[..., 2] for quantiles in bands.values()], axis=0)
    np.fill_diagonal(median, -1)
    table = [[*of, ids[a], ids[b], *(x for quantiles in bands.values() for x in whole(quantiles[a, b])),
              *whole(simulated[name][a, b] for name in bands)] for a, b in zip(*np.nonzero(median >= least))]
    write(path, [*keys, *head(bands)], table)
    return len(table)


def countries(path, ids, columns, bands, simulated):
    """`bands`, by scenario: {column: [country, level]}, `simulated` the same without the level; a row for each country and column."""
    table = [[ids[c], column, *(x for of in bands.values() for x in whole(of[column][c])),
              *whole(simulated[name][column][c] for name in bands)] for c in range(len(ids)) for column in columns]
    write(path, ["country", "year", *head(bands)], table)
    return len(table)
