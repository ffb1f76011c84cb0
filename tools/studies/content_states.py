#!/usr/bin/python3
"""States that can be content (docs/VALIDATION.md, H1 and H3): how policies of world.toml move in quiet and otherwise.

    tools/studies/content_states.py SOJOURN OUT_DIR {quiet,trends,turns} [--runs N] [--persons-per-agent K]

Runs scenarios/world.toml under scenarios/regimes/home_politics.toml (or reuses the run files already in OUT_DIR) and
prints Markdown. quiet: 20 years without wars and trends, beside unilateral.toml. trends: the same with the trends of
demand and workforce. turns: ten years as they are, N draws of settings with and without sentiment; rank correlation of
the hazard of restrictive turns with inflow surprise.
"""
import argparse
import random
import subprocess
from pathlib import Path

import h5py
import numpy as np

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
WARS = ("syrian_war", "south_sudan_war", "eritrean_service", "afghan_war")
QUIET = [f"modules.{war}.enabled=false" for war in WARS]
NO_TRENDS = ["modules.labour_market.adjustment=1"]
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


def run(options, name, regime, ticks, words, seed=1):
    path = options.out / f"{name}.h5"
    if path.exists():
        return path
    sets = [f"run.ticks={ticks}", f"run.persons_per_agent={options.persons_per_agent}", f"run.seed={seed}",
            "run.life_histories=0", *words]
    command = [options.sojourn, "run", SCENARIOS / "world.toml", "--overlay", SCENARIOS / f"regimes/{regime}.toml", "--quiet",
               "--out", path, *[word for one in sets for word in ("--set", one)]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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


def quiet(options, words, label, twin):
    print("| world | change of | below 0.02 | 2.5% | 25% | median | 75% | 97.5% | states |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    print_changes(label, run(options, f"{label}-home".replace(" ", "_"), "home_politics", 240, QUIET + words))
    if twin:
        print_changes(f"{label}, unilateral", run(options, f"{label}-twin".replace(" ", "_"), "unilateral", 240, QUIET + words))


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


def ranks(values):
    order = np.argsort(values, kind="stable")
    result = np.empty(len(values))
    result[order] = np.arange(len(values))
    for value in np.unique(values):
        same = values == value
        result[same] = result[same].mean()
    return result


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
            paths.append(run(options, f"turns-{'off' if more else 'on'}-{number}", "home_politics", 120, words, number))
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
    parser.add_argument("part", choices=("quiet", "trends", "turns"))
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--persons-per-agent", type=int)
    options = parser.parse_args()
    options.persons_per_agent = options.persons_per_agent or (5000 if options.part == "turns" else 10000)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.part == "quiet":
        quiet(options, NO_TRENDS, "quiet", twin=True)
    elif options.part == "trends":
        quiet(options, [], "with trends", twin=False)
    else:
        turns(options)


if __name__ == "__main__":
    main()
