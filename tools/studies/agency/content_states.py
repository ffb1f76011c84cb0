#!/usr/bin/python3
"""States that can be content (docs/VALIDATION.md, H1 and H3): how policies of world.toml move.

    tools/studies/agency/content_states.py SOJOURN OUT_DIR {quiet,turns} [--runs N] [--persons-per-agent K]

Runs scenarios/world.toml under scenarios/regimes/home_politics.toml and prints Markdown. A run file in OUT_DIR is used
again if the program and all that it was told are the same: its name says so. quiet: 20 years without wars, with and
without the trends of demand and workforce. turns: ten years as they are, N draws of settings with and without
sentiment; rank correlation of the hazard of restrictive turns with inflow surprise.
"""
import argparse
import csv
import hashlib
import random
import subprocess
import sys
import tomllib
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from score.world.measures import ranks  # noqa: E402

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
DRAWN = {
    "home_politics.c_o": (0.2, 0.8), "home_politics.p_w": (6, 24), "home_politics.beta": (0.2, 0.4),
    "home_politics.disarm": (1, 5), "home_politics.jobs": (2.5, 10), "home_politics.employers": (2.5, 10),
    "sentiment.rise": (0.025, 0.1), "sentiment.decay": (0.025, 0.1), "sentiment.memory": (3, 8),
    "elections.b_sentiment": (0.25, 1), "elections.swing": (0.05, 0.15),
}
TURN = 0.015  # fall of openness within a year that is a restrictive turn: half a step
FIRST = 2     # year of the first choice
FLOOR = 1e-4  # inflow per head that counts as usual at least
LEAST = 1000  # agents of a state that is looked at


def quiet():
    """Settings that take the wars out of the world."""
    modules = tomllib.loads((SCENARIOS / "world.toml").read_text(encoding="utf-8"))["modules"]
    return [f"modules.{name}.enabled=false" for name, one in modules.items() if one.get("type") == "conflict"]


def name_of(program, command):
    """Of a run file: a hash of the program, of all scenarios and their tables, and of what is set."""
    known = hashlib.sha256(program.read_bytes())
    for path in sorted(path for path in SCENARIOS.rglob("*") if path.is_file()):
        known.update(path.read_bytes())
    known.update(repr([str(word) for word in command]).encode())
    return known.hexdigest()[:16] + ".h5"


def run(options, ticks, words, seed=1):
    sets = [f"run.ticks={ticks}", f"run.persons_per_agent={options.persons_per_agent}", f"run.seed={seed}",
            "run.life_histories=0", *words]
    command = [SCENARIOS / "world.toml", "--overlay", SCENARIOS / "regimes/home_politics.toml",
               *[word for one in sets for word in ("--set", one)]]
    path = options.out / name_of(options.sojourn, command)
    if not path.exists():
        unfinished = path.with_suffix(".part.h5")
        subprocess.run([options.sojourn, "run", *command, "--quiet", "--out", unfinished], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        unfinished.rename(path)
    return path


def names(data, axis):
    return [x.decode() if isinstance(x, bytes) else x for x in data[axis][:]]


def changes(path, what):
    """By state, from the first January to the last one [share]."""
    with h5py.File(path) as data:
        series = data[what][:]
    return series[-1] - series[0]


def print_changes(label, path):
    for what in ("openness", "rights"):
        by = changes(path, what)
        at = np.quantile(by, (0.025, 0.25, 0.5, 0.75, 0.975))
        print(f"| {label} | {what} | {np.mean(np.abs(by) < 0.02):.3f} | {' | '.join(f'{x:+.4f}' for x in at)} | {len(by)} |")


def survival(expectancy):
    """Share alive at every age of Gompertz and Makeham's law (ODD 7.2), its level found by bisection."""
    floor, infant = 0.0003 + 0.0001 * max(0, 75 - expectancy), min(0.3, 0.25 * np.exp(-(expectancy - 30) / 13))
    ages = np.arange(111)

    def alive(level):
        rate = np.minimum(5, floor + level * np.exp(0.095 * (ages + 0.5)))
        rate[0] = infant
        return np.exp(-np.concatenate(([0], np.cumsum(rate))))

    low, high = 1e-9, 1.0
    for _ in range(100):
        middle = np.sqrt(low * high)
        lives = alive(middle)
        low, high = (middle, high) if (lives[:-1] + lives[1:]).sum() / 2 > expectancy else (low, middle)
    return alive(low)


def still():
    """Settings that keep the ages of every country as they are and its demand constant."""
    with open(SCENARIOS / "tables/world_countries_2015.csv", encoding="utf-8") as lines:
        for country in csv.DictReader(lines):
            lives = survival(float(country["life_expectancy"]))
            shares = {"workforce_growth": 0, "birth_rate": 1000 / lives.sum(), "share_0_14": lives[:15].sum() / lives.sum(),
                      "share_65_plus": lives[65:].sum() / lives.sum()}
            yield from (f"countries.{country['id']}.{key}={value:.9g}" for key, value in shares.items())


def quiet_states(options):
    print("| world | change of | below 0.02 | 2.5% | 25% | median | 75% | 97.5% | states |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    follows = ["modules.labour_market.adjustment=1"]
    print_changes("quiet, trends off", run(options, 240, [*quiet(), *still(), *follows]))
    print_changes("the same, demand constant", run(options, 240, [*quiet(), *still()]))
    print_changes("quiet, with trends", run(options, 240, quiet()))


def people(data, tick):
    """Everyone, by place [persons]."""
    return data["residents"][tick] + data["stocks"][tick].sum(axis=(1, 2))


def unwanted(data):
    """Arrivals to ask for protection and without papers, by year and state [per head]."""
    channels = names(data, "channel")
    walks = [channels.index(c) for c in ("asylum", "irregular")]
    years = len(data["openness"]) // 12
    return np.array([data["arrivals"][12 * y:12 * y + 12][..., walks].sum(axis=(0, 1, 3)) / np.maximum(people(data, 12 * y), 1)
                     for y in range(years)])


def surprises(path):
    """Largest by state, of the years from the first choice on, over the mean of those before."""
    with h5py.File(path) as data:
        yearly = unwanted(data)
    over = [(yearly[y] - yearly[:y].mean(axis=0)) / (yearly[:y].mean(axis=0) + FLOOR) for y in range(FIRST, len(yearly))]
    return np.max(over, axis=0)


def turned(path):
    """Whether openness fell by half a step within a year, by state."""
    with h5py.File(path) as data:
        januaries = data["openness"][::12]
    return np.min(np.diff(januaries[FIRST:], axis=0), axis=0) <= -TURN


def rank_correlation(x, y):
    x, y = ranks(x), ranks(y)
    return float(np.corrcoef(x, y)[0, 1]) if x.std() > 0 and y.std() > 0 else 0.0


def drawn(number):
    luck = random.Random(number)
    return [f"modules.{key}={luck.uniform(*span):.6g}" for key, span in DRAWN.items()]


def turns(options):
    print("| arm | rank correlation | states that turned | mean hazard | states | runs |\n| --- | --- | --- | --- | --- | --- |")
    for label, more in (("as drawn", []), ("control: sentiment off", ["modules.sentiment.enabled=false"])):
        paths = []
        for number in range(1, options.runs + 1):
            words = [w for w in drawn(number) if not more or not w.startswith("modules.sentiment")] + more
            paths.append(run(options, 120, words, number))
        with h5py.File(paths[0]) as data:
            large = people(data, 0) >= LEAST * options.persons_per_agent
        hazard = np.mean([turned(path) for path in paths], axis=0)[large]
        surprise = np.mean([surprises(path) for path in paths], axis=0)[large]
        print(f"| {label} | {rank_correlation(hazard, surprise):+.3f} | {np.sum(hazard > 0)} | {hazard.mean():.3f} | "
              f"{large.sum()} | {len(paths)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sojourn", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("part", choices=("quiet", "turns"))
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--persons-per-agent", type=int)
    options = parser.parse_args()
    options.persons_per_agent = options.persons_per_agent or (5000 if options.part == "turns" else 10000)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.part == "quiet":
        quiet_states(options)
    else:
        turns(options)


if __name__ == "__main__":
    main()
