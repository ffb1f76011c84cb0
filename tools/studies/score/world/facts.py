"""Published tables on the countries of a run, and a law of gravity on them."""
import csv
from collections import defaultdict

import numpy as np

from score.world.runs import SCENARIOS

STOCKS_OF = {"world": 2010, "world_1990": 1990}


def read(path):
    with open(path) as f:
        yield from csv.DictReader(f)


def pairs(ids, lines, value):
    index, table = {name: i for i, name in enumerate(ids)}, np.zeros((len(ids), len(ids)))
    for line in lines:
        if line["orig"] in index and line["dest"] in index:
            table[index[line["orig"]], index[line["dest"]]] += float(line[value] or 0)
    np.fill_diagonal(table, 0)
    return table


def start_stocks(name, ids):
    """The people abroad with whom the run begins."""
    lines = read(SCENARIOS / "tables" / f"world_stocks_{STOCKS_OF[name]}.csv")
    return pairs(ids, ({"orig": r["citizenship"], "dest": r["residence"], "n": r["persons"]} for r in lines), "n")


class Facts:
    """Published tables on the countries of a run, [origin, host] in persons."""

    def __init__(self, folder, ids):
        self.folder, self.ids = folder, ids
        self.covariates = {(r["iso3"], int(r["year"])): r for r in read(folder / "sim_country_panel.csv")}

    def stock(self, year):
        lines = read(self.folder / "stock_undesa_rev2020.csv")
        return pairs(self.ids, (r for r in lines if int(r["year"]) == year), "stock")

    def flow(self, year):
        lines = read(self.folder / "flow_abel_cohen_5yr.csv")
        return pairs(self.ids, (r for r in lines if int(r["year0"]) == year), "da_pb_closed")

    def net_migration(self, first, last):
        """By country, over the years, both included (World Bank after UN WPP); NaN where unknown."""
        found = defaultdict(list)
        for r in read(self.folder / "covariates.csv"):
            if first <= int(r["year"]) <= last and r["net_migration"]:
                found[r["iso3"]].append(float(r["net_migration"]))
        return np.array([sum(found[i]) if len(found[i]) == last - first + 1 else np.nan for i in self.ids])

    def gravity(self, year):
        """[pair, regressor]: people and income of both, distance, border, language, colony."""
        of = lambda column: np.array([np.log(float(self.covariates[i, year][column])) for i in self.ids])
        values = [of("pop"), of("gdp_pc_ppp_2021")]
        n = len(self.ids)
        columns = [np.ones((n, n))] + [np.broadcast_to(v[:, None], (n, n)) for v in values]
        columns += [np.broadcast_to(v[None, :], (n, n)) for v in values]
        lines = list(read(self.folder / "dyads.csv"))
        distance = pairs(self.ids, lines, "distw_km")
        columns += [np.log(np.where(distance > 0, distance, np.median(distance[distance > 0])))]
        columns += [np.minimum(1, pairs(self.ids, lines, c)) for c in ("contig", "comlang_official", "colony")]
        return np.stack([c[~np.eye(n, dtype=bool)] for c in columns], axis=1)


def poisson(x, y, steps=60):
    """Coefficients of the Poisson pseudo maximum likelihood of Santos Silva and Tenreyro (2006)."""
    mean, scale = x[:, 1:].mean(axis=0), x[:, 1:].std(axis=0)
    z = np.column_stack([np.ones(len(x)), (x[:, 1:] - mean) / scale])
    beta = np.zeros(z.shape[1])
    beta[0] = np.log(y.mean())
    for _ in range(steps):
        mu = np.exp(np.clip(z @ beta, -30, 30))
        beta += np.clip(np.linalg.solve(z.T @ (mu[:, None] * z), z.T @ (y - mu)), -1, 1)
    return lambda new: np.exp(np.column_stack([np.ones(len(new)), (new[:, 1:] - mean) / scale]) @ beta)
