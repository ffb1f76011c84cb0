#!/usr/bin/python3
"""Four conflicts on which Flee is validated, each with settings fitted on two of the others, scored as Flee scores.

    tools/studies/conflicts/flee.py build/sojourn DATA OUT [--replicates N] [--figures FOLDER]

DATA holds a folder of Flee for each conflict (`input_csv`, `source_data`), each imported by `sojourn import --flee`. The two
settings of `havens`, `scale` and `crowding`, are those of a grid with the least sum of scores of two conflicts; a third is run
with these. What counts as holding stands in tools/studies/thresholds/flee.toml. Prints Markdown tables; with --figures the
scores are written to flee.csv there. Runs that are in OUT are not made again.

The score of a day is the sum over camps of |people in the run - people counted| over all who were counted, of a conflict its mean
over days; rescaled, people in the run are multiplied so that they add up to those who were counted.
"""

import argparse
import csv
import datetime
import itertools
import pathlib
import platform
import resource
import subprocess
import tomllib

import h5py
import numpy as np

BOUNDS = pathlib.Path(__file__).resolve().parents[1] / "thresholds/flee.toml"
FITTED_AT = 10  # persons an agent
BAND = (5, 95)  # percent of replicates


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return [[cell.strip() for cell in row] for row in csv.reader(file) if row and not row[0].startswith("#")]


def counted_in(path, start):
    """[(days after the start, people)] of a camp."""
    days = lambda text: (datetime.date.fromisoformat(text) - start).days
    return np.array([(days(row[0]), float(row[1])) for row in rows(path) if len(row) > 1 and row[1]])


def recount(table, day):
    """What was counted before a new count is scaled to it. Before is as lines stand in the file: one is misdated."""
    for at in np.flatnonzero(table[:, 0] == day):
        if at > 0:
            table[:at, 1] *= table[at, 1] / table[at - 1, 1]


def people_on(table, day):
    """Between two lines along the line between them, as Flee reads them."""
    later = np.flatnonzero(table[1:, 0] > day)
    if day <= table[0, 0] or not len(later):
        return int(table[0 if day <= table[0, 0] else -1, 1])
    (before, old), (after, new) = table[later[0]], table[later[0] + 1]
    return int(old + (day - before) / (after - before) * (new - old))


class Conflict:
    """Camps, days and people counted [day, camp]."""

    def __init__(self, folder):
        period = dict(rows(folder / "input_csv/sim_period.csv"))
        start = datetime.date.fromisoformat(period["StartDate"])
        self.name, self.folder, self.days = folder.name, folder, int(period["Length"])
        files = {row[0]: row[1] for row in rows(folder / "source_data/data_layout.csv") if row[0] != "total"}
        tables = {camp: counted_in(folder / "source_data" / file, start) for camp, file in files.items()}
        for row in rows(folder / "input_csv/registration_corrections.csv"):
            recount(tables[row[0]], (datetime.date.fromisoformat(row[1]) - start).days)
        self.camps = list(tables)
        room = {row[0]: float(row[7]) for row in rows(folder / "input_csv/locations.csv") if row[5] == "camp"}
        self.room = np.array([room[camp] for camp in self.camps])
        self.people = np.array([[people_on(one, day) for one in tables.values()] for day in range(self.days)], dtype=float)

    def score(self, run):
        """Averaged relative difference of people [day, camp], as they are and rescaled."""
        counted, there = self.people.sum(axis=1), run.sum(axis=1)
        scaled = run * np.divide(counted, there, out=np.zeros_like(counted), where=there > 0)[:, None]
        return [float(np.mean(np.abs(one - self.people).sum(axis=1) / np.maximum(counted, 1))) for one in (run, scaled)]


class Runs:
    """Runs of imported conflicts, and what they came to."""

    def __init__(self, program, out):
        self.program, self.out, self.more = program, out, ()
        out.mkdir(parents=True, exist_ok=True)

    def imported(self, conflict):
        folder = self.out / conflict.name
        if not folder.exists():
            subprocess.run([self.program, "import", "--flee", conflict.folder, "--out", folder], check=True, stdout=subprocess.DEVNULL)
        return folder / "scenario.toml"

    def path(self, conflict, settings, seed, agent):
        return self.out / "{}_{:g}_{:g}_{}_{}.h5".format(conflict.name, *settings, seed, agent)

    def score_without_room(self, conflict, settings):
        bare = Runs(self.program, self.out / "without_room")
        bare.more = ("modules.havens.room=[]",)
        return bare.score(conflict, settings)

    def file(self, conflict, settings, seed, agent):
        scale, crowding = settings
        path = self.path(conflict, settings, seed, agent)
        if not path.exists():
            told = [self.program, "run", self.imported(conflict), "--out", path, "--quiet", "--threads", "1", "--seed", str(seed)]
            for one in (f"modules.havens.scale={float(scale)}", f"modules.havens.crowding={float(crowding)}",
                        f"run.persons_per_agent={agent}", "run.life_histories=0", *self.more):
                told += ["--set", one]
            subprocess.run(told, check=True, stdout=subprocess.DEVNULL)
        return path

    def people(self, conflict, settings, seed, agent):
        with h5py.File(self.file(conflict, settings, seed, agent)) as file:
            names = lambda key: [one.decode() for one in file[key][:]]
            places, status = names("place"), names("status")
            camps = [places.index(camp) for camp in conflict.camps]
            stocks = file["stocks"][:, :, :, [status.index("asylum_applicant"), status.index("refugee")]]
            return stocks[:, camps].sum(axis=(2, 3))

    def score(self, conflict, settings, seed=1, agent=FITTED_AT):
        return conflict.score(self.people(conflict, settings, seed, agent))


def fitted(scores, pair):
    """The settings with the least sum of two conflicts' scores; of equal ones the first."""
    return min(scores, key=lambda settings: sum(scores[settings][one.name][0] for one in pair))


def band(values):
    return "{:.3f} ({:.3f} to {:.3f})".format(np.mean(values), *np.percentile(values, BAND))


def held_out(runs, conflict, pairs, scores, replicates):
    """(pair, settings, scores [replicate, 2]) for each two of the others."""
    for pair in pairs:
        settings = fitted(scores, pair)
        yield pair, settings, np.array([runs.score(conflict, settings, seed, 1) for seed in range(1, replicates + 1)])


def speed(runs, conflict, settings):
    """People abroad, a day each, per second of a core that a run on one thread takes: with its reading and writing."""
    runs.imported(conflict)
    seconds = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    runs.path(conflict, settings, 0, 1).unlink(missing_ok=True)
    began = seconds()
    runs.file(conflict, settings, 0, 1)
    took = seconds() - began
    return runs.people(conflict, settings, 0, 1).sum() / took, took


def score_by_room(conflict):
    """Of a rival that knows of camps nothing but their room: all who were counted are shared out by it at once."""
    everyone = np.maximum.accumulate(conflict.people.sum(axis=1))
    return conflict.score(everyone[:, None] * conflict.room / conflict.room.sum())


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    return model


def line(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--replicates", type=int, default=10)
    parser.add_argument("--figures", type=pathlib.Path)
    options = parser.parse_args()
    with open(BOUNDS, "rb") as file:
        bounds = tomllib.load(file)
    runs = Runs(options.program.resolve(), options.out)
    conflicts = [Conflict(options.data / name) for name in bounds["flee"]]
    grid = list(itertools.product(bounds["scale"], bounds["crowding"]))
    scores = {settings: {one.name: runs.score(one, settings) for one in conflicts} for settings in grid}

    found = []
    print("| conflict | fitted on | scale, crowding | score (5 to 95%) | rescaled | Flee | |\n" + "| --- " * 7 + "|")
    for conflict in conflicts:
        others = [one for one in conflicts if one is not conflict]
        for pair, settings, values in held_out(runs, conflict, itertools.combinations(others, 2), scores, options.replicates):
            bar, rescaled = bounds["flee"][conflict.name], bounds["flee_rescaled"][conflict.name]
            holds = np.mean(values[:, 0]) < bar
            line(conflict.name, " and ".join(one.name for one in pair), "{:g}, {:g}".format(*settings), band(values[:, 0]),
                 band(values[:, 1]), f"{bar} ({rescaled})", "holds" if holds else "fails")
            found += [(conflict.name, "+".join(one.name for one in pair), *settings, seed, *one, bar, rescaled)
                      for seed, one in enumerate(values, 1)]
    best = fitted(scores, conflicts)
    print("\nFitted on all four: scale {:g} km, crowding {:g}.\n".format(*best))
    print("| scale, km | " + " | ".join(f"{one.name}" for one in conflicts) + " |\n" + "| --- " * 5 + "|")
    for settings in grid:
        if settings[1] == best[1]:
            line(f"{settings[0]:g}", *("{:.3f} ({:.3f})".format(*scores[settings][one.name]) for one in conflicts))
    print("\n| conflict | fitted on all four | camps without room | shared out by room | Flee |\n" + "| --- " * 5 + "|")
    for conflict in conflicts:
        values = (scores[best][conflict.name], runs.score_without_room(conflict, best), score_by_room(conflict))
        line(conflict.name, *("{:.3f} ({:.3f})".format(*one) for one in values), bounds["flee"][conflict.name])
    print(f"\nOn {machine()}, one thread, an agent a person, person-days a second:\n\n| conflict | seconds of a core | person-days / s | |\n| --- " +
          "| --- " * 3 + "|")
    for conflict in conflicts:
        rate, took = speed(runs, conflict, best)
        line(conflict.name, f"{took:.1f}", f"{rate:,.0f}", "holds" if rate >= bounds["person_days"] else "fails")
    if options.figures:
        with open(options.figures / "flee.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("conflict", "fitted_on", "scale", "crowding", "seed", "score", "rescaled", "flee", "flee_rescaled"))
            writer.writerows((*row[:5], *(f"{x:.6g}" for x in row[5:])) for row in found)


if __name__ == "__main__":
    main()
