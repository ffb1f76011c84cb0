"""Recorded figures as arrays, by the order of the countries of a world. Nothing later than `last` is read."""
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from learning.recorded_flows import growth, recorded, table  # noqa: E402
from tables.sheets import rows  # noqa: E402

FIRST_NET = 1950


class Recorded:
    def __init__(self, folder, ids, last):
        self.folder, self.ids, self.last = folder, ids, last
        self.at = {i: n for n, i in enumerate(ids)}
        self.flows_read = {}

    def flows(self, method, year):
        """Of `year` to `year` + 5: [kind, origin, destination]."""
        assert year + 5 <= self.last
        if (method, year) not in self.flows_read:
            self.flows_read[method, year] = recorded(self.folder, method, year, self.ids)
        return self.flows_read[method, year]

    def growth(self, year):
        """Of stocks [birthplace, host] and of people in the five years to `year`."""
        assert year <= self.last
        return growth(self.folder, self.ids, year)

    def stocks(self, years):
        assert max(years) <= self.last
        return table(self.folder / "stock_undesa_rev2020.csv", self.ids, ("orig", "dest"), "stock", years)

    def people(self, years):
        assert max(years) <= self.last
        return table(self.folder / "population_yearly.csv", self.ids, ("iso3",), "total", years)

    def net(self):
        """Yearly, [country, year from FIRST_NET to `last`]."""
        found = np.zeros((len(self.ids), self.last - FIRST_NET + 1))
        for row in rows(self.folder / "net_migration_wpp2024_yearly.csv"):
            if row["iso3"] in self.at and int(row["year"]) <= self.last:
                found[self.at[row["iso3"]], int(row["year"]) - FIRST_NET] = float(row["net_migration"])
        return found

    def south_america(self):
        """{(from, into): {year: persons}}, medians."""
        found = {}
        for row in rows(self.folder / "south_america_flows_yearly.csv"):
            if int(row["year"]) <= self.last:
                found.setdefault((row["orig"], row["dest"]), {})[int(row["year"])] = float(row["median"])
        return found
