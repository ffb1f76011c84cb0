"""Recorded five-year flows and stocks as arrays, and the law that forecasts flows from those of the five years before."""
import csv

import numpy as np

YEARS = 5
KINDS = ("outward", "return", "transit")
SMALL = 2000  # persons that are added to both stocks
BOUNDS = (1 / 3, 3)  # of growth of a stock


def recorded(reference, method, year, ids):
    """Flows of `year` to `year + 5` by [kind, origin, destination], in persons."""
    at = {i: n for n, i in enumerate(ids)}
    flows = np.zeros((3, len(ids), len(ids)))
    with open(reference / "flow_abel_cohen_kinds.csv", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            if row["year0"] == str(year) and row["orig"] in at and row["dest"] in at and row["orig"] != row["dest"]:
                flows[:, at[row["orig"]], at[row["dest"]]] = [float(row[f"{method}_{kind}"] or 0) for kind in KINDS]
    return flows


def table(path, ids, key, value, years):
    """{year: array by the columns `key`} of a table of the reference data."""
    at = {i: n for n, i in enumerate(ids)}
    found = {year: np.zeros((len(ids),) * len(key)) for year in years}
    with open(path, encoding="utf-8") as f:
        for row in csv.DictReader(f):
            places = [row[k] for k in key]
            if int(row["year"]) in found and all(p in at for p in places) and len(set(places)) == len(key):
                found[int(row["year"])][tuple(at[p] for p in places)] = float(row[value] or 0)
    return found


def growth(reference, ids, start):
    """From `start` - 5 to `start`: of the stock by [birthplace, host], bounded, and of the people by country."""
    years = (start - YEARS, start)
    stock = table(reference / "stock_undesa_rev2020.csv", ids, ("orig", "dest"), "stock", years)
    people = table(reference / "population_yearly.csv", ids, ("iso3",), "total", years)
    grown = (stock[start] + SMALL) / (stock[start - YEARS] + SMALL)
    return np.clip(grown, *BOUNDS), people[start] / people[start - YEARS]


def by_law(before, stock, people):
    """Flows [kind, origin, destination] of five years from those before: outward as the people of the origin have grown,
    return as the stock at the host has [birthplace, host], onward as it was."""
    outward, back, onward = before
    return np.stack([outward * people[:, None], back * stock.T, onward])


def forecast(reference, method, start, ids):
    """What the law says of `start` to `start + 5`; it knows nothing later than `start`."""
    return by_law(recorded(reference, method, start - YEARS, ids), *growth(reference, ids, start))


def common_part(a, b):
    """Sorensen's index of two arrays."""
    return 2 * np.minimum(a, b).sum() / (a.sum() + b.sum())
