#!/usr/bin/python3
"""Consultative processes of runs held against the real ones.

    tools/studies/forums/consultations.py LIST.csv MEMBERS.csv RUN.h5 [RUN.h5 ...]

LIST has columns rcp, year_founded; MEMBERS rcp, iso3. Thresholds are those of thresholds/consultations.toml.
Controls: founding after exits that are moved to dates drawn by lot, members of the run's forums dealt
out anew among states (200 times each, seed 1). Prints a table in Markdown; exit 1 where a threshold is missed.
"""

import argparse
import csv
import pathlib
import random
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/python"))

import sojourn  # noqa: E402

LOTS = 200
THRESHOLDS = tomllib.loads((ROOT / "tools/studies/thresholds/consultations.toml").read_text())
EXIT = re.compile(r"out, with ([0-9.]+) of the world's power")


def year_of(date):
    return int(date[:4]) + (int(date[5:7]) - 1) / 12


class Run:
    """What a run founded, and when powerful states left."""

    def __init__(self, path):
        data = sojourn.open(path)
        table = sojourn.table(path, "forums")
        self.states = [str(name) for name in data["citizenship"].values]
        self.start, self.end = 1985, 2019
        self.forums = [row for _, row in table.iterrows() if row["founded"] and self.consults(row)]
        self.all = [year_of(row["founded"]) for _, row in table.iterrows() if row["founded"]]
        self.exits = [year_of(event["date"]) for _, event in sojourn.table(path, "events").iterrows()
                      if event["kind"] == "forum exit" and self.powerful(event["text"])]

    def consults(self, row):
        return row["formality"] < 1 and 2 * row["members"] < len(self.states)

    @staticmethod
    def powerful(text):
        found = EXIT.search(text)
        return found is not None and float(found.group(1)) >= THRESHOLDS["powerful"]

    def alive(self, year):
        return sum(year_of(f["founded"]) < year and (not f["ended"] or year_of(f["ended"]) >= year)
                   for f in self.forums)

    def members(self):
        return [set(f["states"].split(",")) for f in self.forums if f["states"]]


def share(flags):
    return sum(flags) / len(flags) if flags else 0


def hazard_ratio(runs, exits_of):
    """Rate of founding within years_after of an exit over the rate elsewhere, by months of all runs."""
    after = other = founded_after = founded_other = 0
    for run in runs:
        exits = exits_of(run)
        near = lambda t: any(e < t <= e + THRESHOLDS["years_after"] for e in exits)  # noqa: E731
        months = [run.start + m / 12 for m in range(12 * (run.end - run.start))]
        inside = sum(map(near, months))
        after, other = after + inside, other + len(months) - inside
        hits = sum(map(near, run.all))
        founded_after, founded_other = founded_after + hits, founded_other + len(run.all) - hits
    if not after or not other or not founded_other:
        return float("nan")
    return founded_after / after / (founded_other / other)


def jaccard(one, other):
    return len(one & other) / len(one | other)


def likeness(real, runs, renamed=lambda run: {}):
    """Mean over real processes and runs of the likeness of the run's most alike forum."""
    best = []
    for run in runs:
        names = renamed(run)
        forums = [{names.get(s, s) for s in members} for members in run.members()]
        best += [max((jaccard(members, forum) for forum in forums), default=0) for members in real]
    return sum(best) / len(best)


def read_real(listed, membership):
    years = {row["rcp"]: int(row["year_founded"]) for row in csv.DictReader(open(listed))}
    members = {}
    for row in csv.DictReader(open(membership)):
        members.setdefault(row["rcp"], set()).add(row["iso3"])
    return years, list(members.values())


def controls(real, runs):
    draw = random.Random(1)

    def moved(run):
        return [draw.uniform(run.start, run.end) for _ in run.exits]

    def dealt(run):
        return dict(zip(run.states, draw.sample(run.states, len(run.states))))

    ratios = [hazard_ratio(runs, moved) for _ in range(LOTS)]
    ratios = [ratio for ratio in ratios if ratio == ratio]
    return sum(ratios) / max(1, len(ratios)), share([likeness(real, runs, dealt) for _ in range(LOTS)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("list", type=pathlib.Path)
    parser.add_argument("members", type=pathlib.Path)
    parser.add_argument("runs", nargs="+", type=pathlib.Path)
    asked = parser.parse_args()
    years, real = read_real(asked.list, asked.members)
    runs = [Run(path) for path in asked.runs]
    forums = [forum for run in runs for forum in run.forums]
    alive = share([run.alive(2017) for run in runs])
    moved, permuted = controls(real, runs)
    ratio, alike = hazard_ratio(runs, lambda run: run.exits), likeness(real, runs)
    low, high = THRESHOLDS["alive_2016"]
    by_receivers = share([f["sponsor_position"] > 0 for f in forums])
    on_security = share(["security" in f["subjects"] or "all" in f["subjects"] for f in forums])
    rows = [("alive at the end of 2016", alive, f"{low} to {high}", low <= alive <= high,
             f"real: {sum(year <= 2016 for year in years.values())}"),
            ("founded by a net receiver", by_receivers, f"{THRESHOLDS['by_receivers']} or more",
             by_receivers >= THRESHOLDS["by_receivers"], f"of {len(forums)}"),
            ("on security", on_security, f"{THRESHOLDS['on_security']} or more",
             on_security >= THRESHOLDS["on_security"], f"of {len(forums)}"),
            ("rate of founding after a powerful exit over that of other years", ratio,
             f"{THRESHOLDS['hazard_ratio']} or more", ratio >= THRESHOLDS["hazard_ratio"],
             f"exits moved by lot: {moved:.2f}; {sum(len(run.exits) for run in runs)} exits"),
            ("likeness of real processes and the most alike", alike,
             f"{THRESHOLDS['likeness']} or more", alike >= THRESHOLDS["likeness"],
             f"states dealt out anew: {permuted:.2f}, at most {THRESHOLDS['likeness_permuted']}")]
    print("| measure | value | asked | held | control |\n| --- | --- | --- | --- | --- |")
    for name, value, wanted, held, control in rows:
        print(f"| {name} | {value:.2f} | {wanted} | {'yes' if held else 'no'} | {control} |")
    sys.exit(0 if all(row[3] for row in rows) else 1)


if __name__ == "__main__":
    main()
