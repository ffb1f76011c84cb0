"""Forecasts from 2010, with bands by the errors of the same forecasts from 2005.

    tools/studies/forecasts/make SOJOURN REFERENCE_DIR OUT_DIR PUBLISHED_DIR [--seeds N] [--later-seeds N] [--jobs N]

Constants of the worlds of 2005 and 2010 are learnt (learn_constants.py), the worlds run with and without recorded histories,
and what the runs hold is kept in OUT_DIR: a study that was stopped goes on from there. The forecast of 2005 to 2010 is
scored, its bands are widened, or made narrower, until those of 90% cover 88 to 92%, and with the same factors the files of PUBLISHED_DIR are made:
docs/forecasts/README.md says what is in them.
"""
import argparse
import collections
import csv
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from . import flight, net, pairs, south_america, stocks, write_tables  # noqa: E402
from .readings import mean  # noqa: E402
from .reference import Recorded  # noqa: E402
from .runs import both  # noqa: E402

HINDCAST, START, END = 2005, 2010, 2045
AGENTS = {HINDCAST: 1000, START: 2000}  # persons of one
# Five whole calendar years need more than five years from July; what is recorded ends in 2023.
YEARS_OF = {HINDCAST: {"unconditional": 6, "conditional": 6}, START: {"unconditional": END - START + 1, "conditional": 15}}
NET_YEARS = range(2011, 2025)
NET_SUMS = ((2011, 5), (2015, 5), (2016, 5), (2020, 5))
LEAST_LATER = 500  # persons of a pair's median after 2025


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sojourn", type=lambda text: str(Path(text).resolve()))
    parser.add_argument("reference", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("published", type=Path)
    parser.add_argument("--seeds", type=int, default=4, help="runs of the forecast of 2005")
    parser.add_argument("--later-seeds", type=int, default=2, help="runs of the forecast of 2010")
    parser.add_argument("--jobs", type=int, default=2, help="runs at once")
    return parser.parse_args()


def listed(tables):
    with open(tables / "world_countries_2015.csv", encoding="utf-8") as f:
        return [row["id"] for row in csv.DictReader(f)]


def regions(reference):
    with open(reference / "countries.csv", encoding="utf-8") as f:
        return {row["iso3"]: row["un_region"] for row in csv.DictReader(f)}


def with_flight(known, runs, start):
    """The same runs, the conditional ones as one mean, in which those whom war drives out go where refugees went until the start."""
    told, plain = (mean(runs[name]) for name in ("conditional", "unconditional"))
    wars = flight.at_war(known, start, YEARS_OF[start]["conditional"])
    shares = flight.Flight(known, start).shares(start)
    return {**runs, "conditional": [flight.rerouted(told, plain, wars, shares)]}


def hindcast(known, runs, region_of):
    """Figures of the forecasts of 2005, by what they forecast, and the factors on their bands."""
    agents, checks = AGENTS[HINDCAST], {}
    runs = with_flight(known, runs, HINDCAST)
    checks["pairs"] = pairs.check(known, "pb", runs, agents, HINDCAST)
    checks["net"] = net.check(known.net(), known.people([HINDCAST])[HINDCAST], runs, agents, HINDCAST, START)
    checks["stocks"] = stocks.check(known.stocks(range(1990, START + 1, 5)), runs, agents, HINDCAST)
    checks["south_america"] = south_america.check(known.south_america(), runs, agents, region_of, HINDCAST, START)
    return {name: c[0] for name, c in checks.items()}, {name: c[1] for name, c in checks.items()}


def law_alone(known, method):
    """Of a method for which nothing was simulated: figures and the factor."""
    first, seen = pairs.law_of(known, method, HINDCAST).sum(axis=0), known.flows(method, HINDCAST).sum(axis=0)
    before = pairs.errors(known, method, 1, HINDCAST)
    out, then = pairs.off_diagonal(first), pairs.off_diagonal(seen)
    shown = out >= pairs.SHOWN
    factor = pairs.widening(lambda f: before.quantiles(out[shown], f), then[shown])
    return {"law": pairs.common_part(first, seen),
            "persistence": pairs.common_part(known.flows(method, HINDCAST - 5).sum(axis=0), seen),
            "coverage before widening": pairs.coverage(before.quantiles(out[shown]), then[shown]), "widening": factor,
            "coverage": pairs.coverage(before.quantiles(out[shown], factor), then[shown])}, factor


def publish_pairs(known, runs, factor, out):
    """2010 to 2015 and to 2020, and the periods after 2025 in one file."""
    said = pairs.centrals(pairs.law_of(known, "pb", START), runs, AGENTS[START])
    laws = [pairs.errors(known, "pb", step, START) for step in range(1, pairs.STEPS + 1)]
    simulated = {name: mean(r).transitions.sum(axis=1) for name, r in runs.items()}
    later = []
    for p in range(len(said["unconditional"])):
        year = START + 5 * p
        told = [scenario for scenario in said if year < 2025 or scenario == "unconditional"]
        bands = {scenario: pairs.quantiles(laws, p + 1, said[scenario][p], factor) for scenario in told}
        of = {scenario: simulated[scenario][p] for scenario in told}
        name = out / f"pairs_{year}_{year + 5}.csv"
        if year < 2020:
            write_tables.pairs(name, known.ids, bands, of, pairs.SHOWN)
        elif year >= 2025:
            write_tables.pairs(name, known.ids, bands, of, LEAST_LATER, ("from_year", "origin", "destination"), (year,))
            later.append(name)
    join(later, out / f"future_pairs_2025_{END}.csv")


def join(parts, whole):
    lines = [part.read_text(encoding="utf-8").splitlines(keepends=True) for part in parts]
    whole.write_text("".join([lines[0][0], *(line for part in lines for line in part[1:])]), encoding="utf-8")
    for part in parts:
        part.unlink()


def publish_other_method(known, factor, out):
    """The law alone, for flows by the method of least moves."""
    law = pairs.law_of(known, "min", START).sum(axis=0)
    bands = pairs.quantiles([pairs.errors(known, "min", 1, START)], 1, law, factor)
    write_tables.pairs(out / "pairs_min_2010_2015.csv", known.ids, {"unconditional": bands}, {"unconditional": law}, pairs.SHOWN)


def net_bands(history, runs, spans, factor):
    """By scenario: {name of the span: [country, level]}, and what runs say alone; sums over the span."""
    bands, simulated = (collections.defaultdict(dict) for _ in range(2))
    for label, first, length in spans:
        ahead = first - START
        central, errors = history.central(runs, AGENTS[START], START, ahead, length)
        for name in central:
            bands[name][label] = length * errors.quantiles(central[name], history.scale(START), factor)
            simulated[name][label] = mean(runs[name]).net[ahead - 1:ahead - 1 + length].sum(axis=0)
    return [label for label, *_ in spans], bands, simulated


def publish_net(known, runs, factor, out):
    history = net.NetHistory(known.net(), known.people([START])[START], START)
    files = {"net_migration_2011_2024": [(y, y, 1) for y in NET_YEARS],
             "net_migration_five_years": [(f"{y}-{y + n - 1}", y, n) for y, n in NET_SUMS],
             f"future_net_migration_2025_{END}": [(f"{y}-{y + 4}", y, 5) for y in range(2025, END - 3, 5)]}
    for name, spans in files.items():
        write_tables.countries(out / f"{name}.csv", known.ids, *net_bands(history, runs, spans, factor))


def publish_stocks(known, runs, factor, out):
    law = stocks.StockLaw(known.stocks(range(1990, START + 1, 5)), START)
    for steps in (1, 2):
        said = stocks.centrals(law, runs, AGENTS[START], steps)
        errors = law.errors(steps)
        bands = {name: errors.quantiles(said[name], factor) for name in said}
        write_tables.pairs(out / f"stocks_{START + 5 * steps}.csv", known.ids, bands,
                           stocks.simulated(law.stocks[START], runs, AGENTS[START], steps), pairs.SHOWN, ("birthplace", "host"))


def publish_south_america(known, runs, region_of, factor, out):
    flows, years = known.south_america(), range(START + 1, 2021)
    central = south_america.forecast(flows, runs, AGENTS[START], region_of, START, years)
    laws = [south_america.errors(flows, ahead, START) for ahead in range(1, len(years) + 1)]
    columns = [name for name in write_tables.head(central) if "simulation" not in name]
    table = [[*pair, year, *(x for name in central for x in write_tables.whole(law.quantiles(central[name][pair][t], factor)))]
             for pair in sorted(flows) for t, (year, law) in enumerate(zip(years, laws))]
    write_tables.write(out / "south_america_2011_2020.csv", ["origin", "destination", "year", *columns], table)


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    args.published.mkdir(parents=True, exist_ok=True)
    from learning.learn_constants import SCENARIOS as folder

    ids, region_of = listed(folder / "tables"), regions(args.reference)
    known = Recorded(args.reference, ids, START)
    figures, factors = hindcast(known, both(args, HINDCAST, YEARS_OF[HINDCAST], AGENTS[HINDCAST], args.seeds, ids), region_of)
    figures["pairs, min"], factors["pairs, min"] = law_alone(known, "min")
    print(json.dumps(figures, indent=1), flush=True)
    (args.published / "hindcast_2005_2010.json").write_text(json.dumps(figures, indent=1) + "\n")
    runs = both(args, START, YEARS_OF[START], AGENTS[START], args.later_seeds, ids)
    runs = with_flight(known, runs, START)
    publish_pairs(known, runs, factors["pairs"], args.published)
    publish_other_method(known, factors["pairs, min"], args.published)
    publish_net(known, runs, factors["net"], args.published)
    publish_stocks(known, runs, factors["stocks"], args.published)
    publish_south_america(known, runs, region_of, factors["south_america"], args.published)


if __name__ == "__main__":
    sys.exit(main())
