"""Published tables on the places of UN DESA's stocks. The folder is that of $SOJOURN_REFERENCE."""

import csv
import functools
import pathlib

import numpy as np


FOLDED = {"SCG": "SRB", "SUD": "SDN"}  # flows have states before they were divided
UNKNOWN = "OOO"


class Reference:
    """Matrices are [origin, host] in persons, over `ids`."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.ids = sorted({r[side] for r in self.rows("stock_undesa_rev2020") for side in ("orig", "dest")})
        self.index = {name: i for i, name in enumerate(self.ids)}

    def rows(self, name):
        with open(self.folder / f"{name}.csv", encoding="utf-8") as file:
            yield from csv.DictReader(file)

    def matrix(self, name, value, keep=lambda row: True):
        """Persons; of states that were divided, those of the larger part."""
        table = np.zeros((len(self.ids), len(self.ids)))
        for row in self.rows(name):
            cell = [self.index.get(FOLDED.get(row[side], row[side])) for side in ("orig", "dest")]
            if None not in cell and row[value] and keep(row):
                table[tuple(cell)] += float(row[value])
        return table

    @functools.lru_cache(None)
    def between(self, column):
        """Of dyads; 0 where unknown."""
        table = np.zeros((len(self.ids), len(self.ids)))
        for row in self.rows("dyads"):
            if row["orig"] in self.index and row["dest"] in self.index and row[column]:
                table[self.index[row["orig"]], self.index[row["dest"]]] = float(row[column])
        return table

    @functools.lru_cache(None)
    def stock(self, year):
        return self.matrix("stock_undesa_rev2020", "stock", lambda r: int(r["year"]) == year)

    @functools.lru_cache(None)
    def flow(self, year, method="da_pb_closed"):
        return self.matrix("flow_abel_cohen_5yr", method, lambda r: int(r["year0"]) == year)

    @functools.lru_cache(None)
    def by_place(self, name, column, year=None):
        """NaN where unknown."""
        values = np.full(len(self.ids), np.nan)
        for row in self.rows(name):
            if row["iso3"] in self.index and row[column] and (year is None or int(row["year"]) == year):
                values[self.index[row["iso3"]]] = float(row[column])
        return values

    @functools.lru_cache(None)
    def everyone(self, year):
        """The world's people."""
        return sum(float(row["total"]) for row in self.rows("population_yearly") if int(row["year"]) == year)

    @functools.lru_cache(None)
    def texts(self, name, column):
        known = {row["iso3"]: row[column] for row in self.rows(name)}
        return np.array([known.get(one, "") for one in self.ids])

    def among(self, ids):
        return np.isin(self.ids, list(ids))

    def named(self, table):
        """Without those whose origin nobody knows."""
        return np.where(self.among([UNKNOWN])[:, None], 0, table)

    def placed(self, ids, table):
        """A matrix over other ids, on those of the reference."""
        at = [self.index[one] for one in ids]
        wide = np.zeros((len(self.ids), len(self.ids)))
        wide[np.ix_(at, at)] = table
        return wide

    def targets(self):
        """Rows of validation_targets.csv by id."""
        return {row["id"]: row for row in self.rows("validation_targets")}
