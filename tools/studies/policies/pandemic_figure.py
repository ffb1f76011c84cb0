#!/usr/bin/python3
"""What a pandemic year does to moves of the world by channel: tables in Markdown, and docs/pandemic.png.

    tools/studies/policies/pandemic_figure.py build/sojourn out/pandemic [--replicates 8] [--persons-per-agent N]

Four arms of pandemic_2020.toml: as it is, its control, and each cause alone. To spare time only three replicates of the first
two go on after 2020, and causes have half as many; the first ticks of a run do not depend on its length. Runs that lie in
out/pandemic are not made again.
"""

import pathlib

import matplotlib.pyplot as plt
import numpy as np

from paired_runs import ROOT, half_width, interval, measured, run_files, study_words
from sojourn.plots import COLOURS, STYLE

CONTROL, WHOLE = "without", "pandemic"
ARMS = {CONTROL: ["no_pandemic_2020.toml"], WHOLE: [], "closures alone": ["pandemic_2020_closures.toml"],
        "incomes alone": ["pandemic_2020_incomes.toml"]}
LEGAL = ["labour", "study", "family", "free_movement"]
WALKING = ["asylum", "irregular"]
GROUPS = {"labour": ["labour"], "study": ["study"], "family": ["family"], "free movement": ["free_movement"],
          "by leave or right": LEGAL, "without a visa": WALKING, "all foreigners": LEGAL + WALKING,
          "returns": ["return"]}
YEARS = range(2019, 2024)
SHORT = range(2019, 2021)  # of runs that end with 2020
LONG_RUNS = 3  # of the replicates
FIRST_YEAR = 2019


def moves(run):
    """Arrivals by month and group of channels [persons]."""
    by_channel = run.arrivals.sum(["citizenship", "destination"]).load()
    monthly = np.full((len(GROUPS), 12 * len(YEARS)), np.nan)  # unknown after the run
    for g, names in enumerate(GROUPS.values()):
        monthly[g, :by_channel.sizes["time"]] = by_channel.sel(channel=names).sum("channel").values
    return monthly


def of_year(monthly, year):
    first = 12 * (year - FIRST_YEAR)
    return monthly[..., first:first + 12].sum(axis=-1)


def print_levels(monthly):
    print("| without the pandemic, thousands | " + " | ".join(map(str, YEARS)) + " |")
    print("| --- |" + " --- |" * len(YEARS))
    for g, name in enumerate(GROUPS):
        cells = [interval(of_year(monthly[CONTROL], year)[:, g] / 1000) for year in YEARS]
        print(f"| {name} | " + " | ".join(cells) + " |")


def print_changes(monthly):
    for arm in list(ARMS)[1:]:
        years = YEARS if arm == WHOLE else SHORT
        print(f"\n| {arm}: change against the control, % | " + " | ".join(map(str, years)) + " |")
        print("| --- |" + " --- |" * len(years))
        for g, name in enumerate(GROUPS):
            cells = []
            for year in years:
                changed = of_year(monthly[arm], year)[:, g]
                control = of_year(monthly[CONTROL], year)[:len(changed), g]
                cells.append(interval(100 * (changed / control - 1), "+.1f"))
            print(f"| {name} | " + " | ".join(cells) + " |")


def draw(monthly, path):
    plt.rcParams.update(STYLE)
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3.1), layout="constrained", sharey=True)
    for name, colour in zip(("labour", "family", "free movement", "without a visa", "returns"), COLOURS):
        _line(left, monthly, WHOLE, list(GROUPS).index(name), colour, name)
    for arm, colour in zip(list(ARMS)[1:], COLOURS[1:]):
        _line(right, monthly, arm, list(GROUPS).index("all foreigners"), colour, arm)
    left.set_title("Pandemic over control, by channel")
    right.set_title("All foreigners who arrive, by cause")
    left.set_ylabel("arrivals a quarter, of those without it")
    for ax in (left, right):
        ax.axhline(1, color="#777777", linewidth=.6)
        ax.set_ylim(0, 1.6)
        ax.set_xticks(range(FIRST_YEAR, FIRST_YEAR + len(YEARS) + 1))
        ax.legend(loc="upper left", ncols=2)
    figure.savefig(path, dpi=150)


def _line(ax, monthly, arm, group, colour, label):
    changed = quarterly(monthly[arm][:, group])
    ratio = changed / quarterly(monthly[CONTROL][:len(changed), group])
    n_known = 4 * len(YEARS if arm == WHOLE else SHORT)
    ratio = ratio[~np.isnan(ratio[:, :n_known]).any(axis=1), :n_known]
    mean, half = ratio.mean(axis=0), half_width(ratio)
    when = FIRST_YEAR + (np.arange(n_known) + 0.5) / 4
    ax.plot(when, mean, color=colour, label=label)
    ax.fill_between(when, mean - half, mean + half, color=colour, alpha=.2, linewidth=0)


def quarterly(monthly):
    """Months have too few agents to be told apart."""
    return monthly.reshape(*monthly.shape[:-1], -1, 3).sum(axis=-1)


def arm_files(args, arm, words):
    whole = arm in (CONTROL, WHOLE)
    ends = lambda seed: [] if whole and seed <= LONG_RUNS else ["--ticks", 12 * len(SHORT)]
    replicates = args.replicates if whole else args.replicates // 2
    return run_files(args.command, args.out, "pandemic_2020.toml", arm.replace(" ", "_"), ARMS[arm], replicates, words, ends)


def main():
    args, words = study_words(__doc__)
    files = {arm: arm_files(args, arm, words) for arm in ARMS}
    monthly = {arm: measured(paths, moves) for arm, paths in files.items()}
    print_levels(monthly)
    print_changes(monthly)
    draw(monthly, ROOT / "docs/pandemic.png")


if __name__ == "__main__":
    main()
