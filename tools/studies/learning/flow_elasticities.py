#!/usr/bin/python3
"""How recorded five-year flows follow stocks and people: common parts of simple laws on persistence, as Markdown.

    tools/studies/learning/flow_elasticities.py REFERENCE_DIR SCENARIO_COUNTRIES.csv [--test]

A law takes the flows of one period, by kind, for those of the next, times the growth of the stock that they start from
(of the origin's people at the destination; of returns, at the host that they leave) to a power, or times the growth of
the origin's people. Powers are to be chosen on the periods up to 2000 to 2005; --test adds 2005 to 2010, and what the last law
has left there (`da_pb_closed`) if it is drawn as Poisson counts of agents.
"""
import argparse
import csv
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from learning.recorded_flows import BOUNDS, SMALL, by_law, common_part, recorded, table  # noqa: E402

POWERS = (0, 0.25, 0.5, 0.75, 1)
AGENTS = (2000, 1000, 500, 200)  # persons of one


def laws(flows, stock, people):
    """{name: forecast} of flows [kind, origin, destination] by growth of stock [origin, host] and people [origin]."""
    outward, back, onward = flows
    grown = {power: np.clip(stock**power, *BOUNDS) for power in POWERS}
    yield "persistence", outward + back + onward
    for power in POWERS[1:]:
        yield f"outward by stock^{power}", outward * grown[power] + back + onward
    for power in POWERS[1:]:
        yield f"return by stock^{power}", outward + back * grown[power].T + onward
    yield "outward by people", outward * people[:, None] + back + onward
    yield "outward by people, return by stock", by_law(flows, grown[1], people).sum(axis=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("countries", type=Path)
    parser.add_argument("--test", action="store_true")
    args = parser.parse_args()
    with open(args.countries, encoding="utf-8") as f:
        ids = [row["id"] for row in csv.DictReader(f)]
    starts = [1990, 1995] + ([2000] if args.test else [])
    years = [*starts, starts[-1] + 5]
    stocks = table(args.reference / "stock_undesa_rev2020.csv", ids, ("orig", "dest"), "stock", years)
    people = table(args.reference / "population_yearly.csv", ids, ("iso3",), "total", years)
    columns, last = {}, None
    for method in ("pb", "min"):
        for year in starts:
            then = recorded(args.reference, method, year + 5, ids).sum(axis=0)
            stock, grown = (stocks[year + 5] + SMALL) / (stocks[year] + SMALL), people[year + 5] / people[year]
            forecasts = dict(laws(recorded(args.reference, method, year, ids), stock, grown))
            columns[method, year] = {name: common_part(flows, then) for name, flows in forecasts.items()}
            if (method, year) == ("pb", 2000):
                last = list(forecasts.values())[-1], then
    print_table(columns)
    if last:
        draws = np.random.default_rng(1)
        for persons in AGENTS:
            print(f"{persons} persons an agent: {common_part(draws.poisson(last[0] / persons) * persons, last[1]):.3f}")


def print_table(columns):
    print("| law | " + " | ".join(f"{method}, {year + 5} to {year + 10}" for method, year in columns) + " |")
    print("| --- |" + " --- |" * len(columns))
    for name in next(iter(columns.values())):
        print(f"| {name} | " + " | ".join(f"{column[name]:.3f}" for column in columns.values()) + " |")


if __name__ == "__main__":
    main()
