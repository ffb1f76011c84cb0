#!/usr/bin/python3
"""Learn constants of origins, hosts and pairs from recorded flows of five years, and forecast the next five.

    tools/studies/learning/learn_constants.py SOJOURN REFERENCE_DIR OUT_DIR [--start YEAR] [--coarse N] [--rounds N]
        [--target recorded|law] [--method pb|min] [--persons-per-agent K] [--final-persons-per-agent K] [--seeds N]
        [--from FILE.npz] [--set PATH=VALUE]...

The world of YEAR (tables by tables/world_tables.py, UN DESA's stocks of that year) runs for five years, its transitions are
held against the recorded ones, and constants move by a part of the log ratios: `leaving` and `moving_on` of countries,
`value`, `onward` and `return` of pairs. Margins come first. What is left is by pair, pooled: a factor has a prior of
mean 1 that weighs as much as PRIOR persons (Poisson counts, gamma prior), so a pair that was never used is a number and
one that a single agent used is nearly the mean. Rounds differ by seed, so chance is not learnt. The first, coarse rounds
run for one year only, whose flows are taken for a fifth of those of five, but for those who move again.

With `--target law` they are held against what recorded_flows.by_law says of the five years from YEAR on, which knows nothing later
than YEAR: outward moves as the last five years' times growth of the people, returns times growth of the stock. The forecast is
then that of the world of YEAR itself, one file for each of N seeds; with `--seeds 0` constants are only learnt.

Then (`--target recorded`) the constants as they are make two forecasts of the five years that follow, which nothing was learnt from: by the run
of YEAR that goes on, and by the world of YEAR + 5 with its own stocks. Both are scored by `sojourn score`. A study that was
stopped goes on where OUT_DIR has its rounds.
"""
import argparse
import collections
import csv
import json
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from learning.recorded_flows import KINDS, YEARS, common_part, forecast, recorded  # noqa: E402
from tables.sheets import write  # noqa: E402
from tables.world.corridors import CORRIDOR_COLUMNS, SEA_KM, make_corridors  # noqa: E402
from tables.world.countries import COLUMNS, make_countries  # noqa: E402
from tables.world.laws import fits, share_of_young  # noqa: E402
from tables.world.reference import Reference  # noqa: E402
from tables.world.stocks import STOCK_COLUMNS, make_stocks  # noqa: E402

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
LATER = 2  # rounds that a study which begins with constants counts as done
PRIOR = {"outward": 4000, "return": 4000, "transit": 4000}  # [persons]
MARGIN_PRIOR = 10_000  # of a country's sum [persons]
DAMPING = (0.9, 0.8, 0.8, 0.7, 0.7, 0.7, 0.6, 0.6, 0.5, 0.4, 0.3)  # by round; the last holds on
# Of a pair in a round. Kin and the choice answer at different levels of a constant: it must not go past both.
MOST_UP, MOST_DOWN = 1.5, 4.0
LARGEST = 8.0  # of a constant of the payoff
LARGEST_FACTOR = 8.0  # of a log factor on a hazard
MOST_FOREIGN = 0.95
FIRST_WITH_AGES = 2005  # the first year with fifteen years of births
AREAS = ("EEA", "ECOWAS", "GCC", "MERCOSUR", "CARICOM", "EAC")
# Transitions of five years over five times those of the first, by kind: who comes may go again. Seen in runs; no data.
STILL_AFTER_YEARS = np.array([0.9, 0.65, 0.4])
SWITCHES = {"modules.kin_calls.rate": 0.01, "modules.network.full_network": 1e-4, "world.prospects_memory": 1,
            "modules.labour.quota": 0.1, "modules.settle_on_the_way.enabled": "false", "run.resignation": 0.9, "run.choice_rounds": 0}

# The law knows no calls of kin, which no constant of the pair could hold down.
BY_LAW = {"modules.kin_calls.rate": 0}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sojourn")
    parser.add_argument("reference", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=int, default=2000)
    parser.add_argument("--coarse", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--from", dest="first", type=Path, help="constants that an earlier study has saved")
    parser.add_argument("--target", choices=("recorded", "law"), default="recorded")
    parser.add_argument("--method", choices=("pb", "min"), default="pb")
    parser.add_argument("--persons-per-agent", type=int, default=2000)
    parser.add_argument("--final-persons-per-agent", type=int, default=1000)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--set", action="append", default=[], help="of every run, after the switches")
    return parser.parse_args()


def make_world(reference, folder, year):
    """Tables of the world of a year, and a scenario of five years on them."""
    scenario = folder / f"world_{year}.toml"
    if scenario.exists():
        return scenario
    fitted = max(year, FIRST_WITH_AGES)  # the law of ages
    ref = Reference(reference, {year: year, fitted: fitted})
    life_of, tertiary_of = fits(SCENARIOS / "tables")
    young_of = share_of_young(ref, life_of, fitted)
    countries = make_countries(ref, year, life_of, tertiary_of, young_of)
    write(folder / f"corridors_{year}.csv", CORRIDOR_COLUMNS, make_corridors(ref, countries, SEA_KM))
    write(folder / f"countries_{year}.csv", COLUMNS, countries)
    write(folder / f"stocks_{year}.csv", STOCK_COLUMNS, cut_to_fit(make_stocks(ref, year), countries))
    labels = {label for row in countries for label in row[-1].split(";")}
    areas = "".join(f'[areas.{name.lower()}]\nregion = "{name}"\n' for name in AREAS if name in labels)
    scenario.write_text(f"""format_version = 1
title = "The world from {year}"
include = "{SCENARIOS / 'overlays/world_behaviour.toml'}"
[run]
start = "{year}-07"
ticks = {12 * YEARS}
[world]
countries = "countries_{year}.csv"
corridors = "corridors_{year}.csv"
stocks = "stocks_{year}.csv"
{areas}[modules.transitions]
""")
    return scenario


def cut_to_fit(stocks, countries):
    """Stocks, less where revisions of stocks and populations disagree: foreigners are at most MOST_FOREIGN of a country."""
    inside = collections.Counter()
    for _, host, _, persons in stocks:
        inside[host] += persons
    part = {c[0]: min(1, MOST_FOREIGN * c[2] / max(1, inside[c[0]])) for c in countries}
    return [[*row[:3], int(row[3] * part[row[1]])] for row in stocks]


def simulated(path, period=0):
    """Countries, and [kind, origin, destination] in persons."""
    with h5py.File(path) as f:
        ids = [i.decode() if isinstance(i, bytes) else i for i in f["origin"][:]]
        return ids, np.moveaxis(f["transitions"][period].astype(float), -1, 0)


class Constants:
    """All 0 at first. `value` and `onward`: [origin, destination]; `back`: [citizenship, host]."""

    def __init__(self, ids):
        n = len(ids)
        self.ids = ids
        self.leaving, self.moving_on = np.zeros(n), np.zeros(n)
        self.value, self.onward, self.back = np.zeros((n, n)), np.zeros((n, n)), np.zeros((n, n))

    def learn(self, run, record, part):
        """Moves all constants by a part of the log ratios of two [kind, origin, destination]."""
        by_origin, by_destination, by_pair = log_ratios(run[0], record[0], PRIOR["outward"])
        self.leaving += part * by_origin
        self.value += part * level(by_destination[None, :] + by_pair, run[0])
        by_origin, by_destination, by_pair = log_ratios(run[1], record[1], PRIOR["return"])
        self.back += part * (by_origin[:, None] + by_destination[None, :] + by_pair).T
        by_origin, by_destination, by_pair = log_ratios(run[2], record[2], PRIOR["transit"])
        self.moving_on += part * by_origin
        self.onward += part * level(by_destination[None, :] + by_pair, run[2])
        for payoff in (self.value, self.onward):
            np.clip(payoff, -LARGEST, LARGEST, payoff)
        for factor in (self.leaving, self.moving_on, self.back):
            np.clip(factor, -LARGEST_FACTOR, LARGEST_FACTOR, factor)

    def write(self, folder, name):
        """An overlay beside its table of pairs. @return the overlay"""
        rows = [[self.ids[i], self.ids[j]] + [f"{table[i, j]:.3f}" for table in (self.value, self.onward, self.back)]
                for i in range(len(self.ids)) for j in range(len(self.ids)) if i != j]
        write(folder / f"{name}.csv", ["from", "to", "value", "onward", "return"], rows)
        patches = "".join(f"[countries.{i}]\nleaving = {a:.3f}\nmoving_on = {b:.3f}\n"
                          for i, a, b in zip(self.ids, self.leaving, self.moving_on))
        overlay = folder / f"{name}.toml"
        overlay.write_text(f'world.affinities = "{name}.csv"\n{patches}')
        return overlay

    def save(self, path):
        np.savez_compressed(path, leaving=self.leaving, moving_on=self.moving_on, value=self.value, onward=self.onward, back=self.back)

    def load(self, path):
        with np.load(path) as saved:
            for name in saved.files:
                setattr(self, name, saved[name].copy())


def pooled(record, run, prior):
    """Log of the mean of a factor with a gamma prior of mean 1 that weighs as much as `prior` persons."""
    return np.log((record + prior) / (run + prior))


def log_ratios(run, record, prior):
    """By origin, by destination and by pair: what the run has to be multiplied with, each after those before."""
    by_origin = pooled(record.sum(axis=1), run.sum(axis=1), MARGIN_PRIOR)
    run = run * np.exp(by_origin)[:, None]
    by_destination = pooled(record.sum(axis=0), run.sum(axis=0), MARGIN_PRIOR)
    run = run * np.exp(by_destination)[None, :]
    return by_origin, by_destination, np.clip(pooled(record, run, prior), -MOST_DOWN, MOST_UP)


def level(change, run):
    """A change of a logit's payoffs by [origin, option] that leaves its inclusive value, and with it who leaves, as it was."""
    share = run + 1  # [persons]; an option that nobody took weighs next to nothing
    share /= share.sum(axis=1, keepdims=True)
    return change - np.log((share * np.exp(change)).sum(axis=1, keepdims=True))


def tell(what, run, record):
    kinds = ", ".join(f"{kind} {common_part(a, b):.3f} ({a.sum() / 1e6:.1f} of {b.sum() / 1e6:.1f} m)"
                      for kind, a, b in zip(KINDS, run, record))
    a, b = run.sum(axis=0), record.sum(axis=0)
    margins = f"origins {common_part(a.sum(1), b.sum(1)):.3f}, destinations {common_part(a.sum(0), b.sum(0)):.3f}"
    print(f"{what}: common part {common_part(a, b):.3f}; {margins}; {kinds}", flush=True)


def simulate(args, scenario, out, overlays, seed, agents, words=()):
    if out.exists():
        return out
    switches = SWITCHES | (BY_LAW if args.target == "law" else {})
    sets = [f"{path}={value}" for path, value in switches.items()] + args.set
    command = [args.sojourn, "run", scenario, "--allow-files", SCENARIOS, *[w for o in overlays for w in ("--overlay", o)],
               *[w for s in (*sets, f"run.persons_per_agent={agents}", *words) for w in ("--set", s)], "--seed", seed, "--out",
               running(out), "--quiet", "--force"]
    subprocess.run([str(word) for word in command], check=True)
    return running(out).rename(out)


def running(out):
    """Where a run is written until it is whole: one that was stopped leaves the ticks that were done."""
    return out.with_suffix(".running.h5")


def target(args, ids):
    """What transitions of the five years from the start are held against."""
    of = {"recorded": recorded, "law": forecast}[args.target]
    return of(args.reference, args.method, args.start, ids)


def learn(args, scenario):
    """The overlay that has the constants after all rounds."""
    constants, overlays = begin(args)
    record = target(args, constants.ids)
    for number in range(args.coarse + args.rounds):
        coarse = number < args.coarse
        words = ["run.ticks=12", "modules.transitions.period=1"] if coarse else []
        agents = args.persons_per_agent // 2 if coarse else args.persons_per_agent
        run = simulate(args, scenario, args.out / f"round-{number}.h5", overlays, 100 + number, agents, words)
        flows = simulated(run)[1]
        if coarse:
            flows *= YEARS * STILL_AFTER_YEARS[:, None, None]
        tell(f"round {number}", flows, record)
        constants.learn(flows, record, DAMPING[min(number + (LATER if args.first else 0), len(DAMPING) - 1)])
        constants.save(args.out / f"round-{number}.npz")
        overlays = [constants.write(args.out, f"constants-{number}")]
    return overlays


def begin(args):
    with open(args.out / f"countries_{args.start}.csv", encoding="utf-8") as f:
        constants = Constants([row["id"] for row in csv.DictReader(f)])
    if not args.first:
        return constants, []
    constants.load(args.first)
    return constants, [constants.write(args.out, "constants-first")]


def score(args, name, files, period):
    value = {"pb": "da_pb_closed", "min": "da_min_closed"}[args.method]
    kinds = ",".join(f"{args.method}_{kind}" for kind in KINDS)
    command = [args.sojourn, "score", *files, "--reference", args.reference / "flow_abel_cohen_5yr.csv", "--value", value,
               "--period", period, "--stock", args.reference / "stock_undesa_rev2020.csv", "--kinds",
               args.reference / "flow_abel_cohen_kinds.csv", "--kind-values", kinds, "--train", f"1990..{period - YEARS}",
               "--common", "--json", args.out / f"{name}.json"]
    (args.out / f"{name}.json").unlink(missing_ok=True)
    told = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
    (args.out / f"{name}.txt").write_text(told)
    print(f"\n{name}\n{told}", flush=True)


def final_runs(args, name, world, overlays, words=()):
    return [simulate(args, world, args.out / f"{name}-{seed}.h5", overlays, seed, args.final_persons_per_agent, words)
            for seed in range(1, args.seeds + 1)]


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "how.json").write_text(json.dumps({k: str(v) for k, v in vars(args).items()}, indent=1))
    scenario = make_world(args.reference, args.out, args.start)
    overlays = learn(args, scenario)
    if args.seeds < 1:
        return
    if args.target == "law":
        score(args, "by-law", final_runs(args, "by-law", scenario, overlays), args.start)
        return
    following = args.start + YEARS
    later = make_world(args.reference, args.out, following)
    for name, world, words in (("starts-anew", later, []), ("goes-on", scenario, [f"run.ticks={24 * YEARS}"])):
        score(args, name, final_runs(args, name, world, overlays, words), following)


if __name__ == "__main__":
    sys.exit(main())
