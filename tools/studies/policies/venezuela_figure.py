#!/usr/bin/python3
"""Venezuela 2015-2020 with the neighbours' policies and without: tables in Markdown, and docs/venezuela.png.

    tools/studies/policies/venezuela_figure.py build/sojourn out/venezuela [--replicates 8] [--persons-per-agent N]

Runs that lie in out/venezuela are not made again.
"""

import pathlib

import matplotlib.pyplot as plt
import numpy as np

from paired_runs import ROOT, half_width, interval, measured, run_files, study_words
from sojourn.plots import COLOURS, STYLE

ARMS = {"as it was": [], "no restrictions": ["venezuela_unrestricted.toml"],
        "no permits": ["venezuela_no_permits.toml"]}
NEIGHBOURS = ["COL", "ECU", "PER", "CHL", "ARG", "BRA", "PAN", "TTO", "GUY", "USA", "ESP", "MEX", "DOM"]
RESTRICTING, RECEIVING = ["PER", "CHL", "ECU"], ["COL", "ECU", "PER"]
AFTER = slice("2019-07", "2020-02")
SETTLED = ["regular", "irregular", "asylum_applicant", "refugee", "sponsored", "free_mover", "temporary", "protected"]
CHANNELS = ["visit", "labour", "study", "family", "asylum", "irregular"]


def arrivals(run):
    """Of Venezuelans outside Venezuela, by month, country and channel [persons]."""
    came = run.arrivals.sel(citizenship="VEN").drop_sel(channel="return")
    return came.drop_sel(destination="VEN").load()


def by_year(run):
    return arrivals(run).sum("channel").groupby("time.year").sum()


def stock(run):
    """Venezuelans by month, country of residence and status [persons]."""
    return run.stocks.sel(citizenship="VEN").sel(status=SETTLED).load()


def without_papers(run):
    """Share of them in each of the receiving countries, by month."""
    there = stock(run).sel(residence=RECEIVING)
    return (there.sel(status="irregular").sum("residence") / there.sum(["status", "residence"])).values


def print_years(files):
    years = range(2015, 2021)
    print("| Venezuelans who arrived, thousands | " + " | ".join(map(str, years)) + " |")
    print("| --- |" + " --- |" * len(years))
    for arm, paths in files.items():
        total = measured(paths, lambda run: by_year(run).sum("destination").values) / 1000
        print(f"| {arm} | " + " | ".join(interval(total[:, y], ".1f") for y in range(len(years))) + " |")


def print_countries(files):
    print("\n| six years, thousands | " + " | ".join(NEIGHBOURS) + " | all others | all |")
    print("| --- |" + " --- |" * (len(NEIGHBOURS) + 2))
    for arm, paths in files.items():
        came = measured(paths, lambda run: _countries(arrivals(run).sum(["time", "channel"]))) / 1000
        print(f"| {arm} | " + " | ".join(interval(came[:, i], ".1f") for i in range(came.shape[1])) + " |")


def _countries(came):
    named = came.sel(destination=NEIGHBOURS).values
    return [*named, float(came.sum()) - named.sum(), float(came.sum())]


def print_channels(files):
    print("\n| six years, thousands | " + " | ".join(CHANNELS) + " |")
    print("| --- |" + " --- |" * len(CHANNELS))
    for arm, paths in files.items():
        came = measured(paths, lambda run: arrivals(run).sum(["time", "destination"]).sel(channel=CHANNELS).values)
        print(f"| {arm} | " + " | ".join(interval(came[:, i] / 1000, ".1f") for i in range(len(CHANNELS))) + " |")


def print_expected(files):
    left = measured(files["as it was"], lambda run: run.departures.sel(origin="VEN").drop_sel(channel="return")
                    .sum(["destination", "channel"]).groupby("time.year").sum().values)
    print(f"\n1. left in 2019 over 2015: {interval(left[:, 4] / left[:, 0], '.2f')}")
    came = {arm: measured(paths, lambda run: arrivals(run).sum("channel").sel(time=AFTER).sum("time"))
            for arm, paths in files.items()}
    names = list(measured(files["as it was"][:1], lambda run: arrivals(run).destination.values)[0])
    was, free = came["as it was"], came["no restrictions"]
    total = measured(files["as it was"], lambda run: arrivals(run).sum(["time", "channel"]).values)
    order = np.argsort(-total.mean(axis=0))[:4]
    print("2. most came to " + ", ".join(f"{names[i]} {total[:, i].mean() / total.sum(axis=1).mean():.2f}" for i in order))
    for group in (RESTRICTING, *[[one] for one in RESTRICTING], ["COL"], ["PAN"], names):
        at = [names.index(one) for one in group]
        a, b = was[:, at].sum(axis=1), free[:, at].sum(axis=1)
        label = "all" if group is names else " ".join(group)
        print(f"3. {label}, July 2019 to February 2020: without restrictions x {interval(b / a, '.3f')}, "
              f"more by {interval(b - a)}")
    shares = {arm: measured(paths, without_papers)[:, -1] for arm, paths in files.items()}
    print(f"4. without papers, end of 2020: {interval(shares['as it was'], '.3f')}, without permits "
          f"{interval(shares['no permits'], '.3f')}, more by {interval(shares['no permits'] - shares['as it was'], '.3f')}")


def print_policies(files):
    """What each policy did, all years and places [persons]."""
    names = ["policy_refused", "policy_admitted", "policy_moved"]
    did = measured(files, lambda run: [run[name].sum(["time", "place"]).values for name in names])
    policies = measured(files[:1], lambda run: run.policy.values)[0]
    print("\n| policy | refused | admitted | moved |\n| --- | --- | --- | --- |")
    for p, policy in enumerate(policies):
        print(f"| {policy} | " + " | ".join(interval(did[:, n, p]) for n in range(3)) + " |")


def draw(files, path):
    plt.rcParams.update(STYLE)
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 2.9), layout="constrained")
    time = None
    for (arm, style) in (("as it was", "-"), ("no restrictions", "--")):
        for countries, colour in ((RESTRICTING, COLOURS[1]), (["COL"], COLOURS[0])):
            came = measured(files[arm], lambda run: arrivals(run).sel(destination=countries)
                            .sum(["destination", "channel"]).values) / 1000
            with_time = measured(files[arm][:1], lambda run: run.time.values)[0]
            time = with_time
            smooth = np.array([np.convolve(one, np.ones(3) / 3, "valid") for one in came])
            mean, half = smooth.mean(axis=0), half_width(smooth)
            label = f"{', '.join(countries)}, {arm}"
            left.plot(time[1:-1], mean, style, color=colour, label=label)
            left.fill_between(time[1:-1], mean - half, mean + half, color=colour, alpha=.2, linewidth=0)
    left.set_title("Venezuelans who arrive, a month")
    left.set_ylabel("thousand persons, mean of three months")
    left.legend(loc="upper left")
    for arm, colour in zip(("as it was", "no permits"), COLOURS[2:]):
        share = measured(files[arm], without_papers)
        mean, half = share.mean(axis=0), half_width(share)
        right.plot(time, mean, color=colour, label=arm)
        right.fill_between(time, mean - half, mean + half, color=colour, alpha=.2, linewidth=0)
    right.set_title("of those in COL, ECU, PER without papers")
    right.set_ylabel("share")
    right.set_ylim(0, 1)
    right.legend(loc="upper left")
    figure.savefig(path, dpi=150)


def main():
    args, words = study_words(__doc__)
    files = {arm: run_files(args.command, args.out, "venezuela_2015.toml", arm.replace(" ", "_"), over,
                            args.replicates, words) for arm, over in ARMS.items()}
    print_years(files)
    print_countries(files)
    print_channels(files)
    print_expected(files)
    print_policies(files["as it was"])
    draw(files, ROOT / "docs/venezuela.png")


if __name__ == "__main__":
    main()
