#!/usr/bin/python3
"""scenarios/icem_1951.toml with money and without: whom the agency moves, and who would have gone anyway.

    tools/studies/agency/icem.py build [-R REPLICATES] [-o FOLDER] [--set KEY=VALUE ...]

Prints a table in Markdown; exit 1 where a threshold of thresholds/icem.toml is missed.
"""

import argparse
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/python"))

import sojourn  # noqa: E402

THRESHOLDS = tomllib.loads((ROOT / "tools/studies/thresholds/icem.toml").read_text())
EUROPE = ["ITA", "DEU", "NLD", "AUT", "GRC", "ESP", "PRT"]


def run(asked, name, more=()):
    folder = asked.out / name
    folder.mkdir(parents=True, exist_ok=True)
    words = [str(asked.build / "sojourn"), "run", str(ROOT / "scenarios/icem_1951.toml"), "--replicates",
             str(asked.replicates), "--out", f"{folder}/", "--quiet", "--force"]
    for assignment in [*asked.set, *more]:
        words += ["--set", assignment]
    subprocess.run(words, check=True)
    return [sojourn.open(path) for path in files(folder, asked.replicates)]


def files(folder, replicates):
    """Of this run: more replicates of an earlier one may lie beside them."""
    if replicates == 1:
        return [folder / "icem_1951.h5"]
    return [folder / f"icem_1951-{number}.h5" for number in range(1, replicates + 1)]


def overseas(data):
    """Citizens of the seven who came to live overseas from 1952 to 1961."""
    came = data["arrivals"].sel(citizenship=EUROPE)
    there = [place for place in came["destination"].values if place not in EUROPE]
    came = came.sel(destination=there)
    months = came["time"].size
    return float(came.isel(time=slice(12, min(132, months))).sum())


def placed(data):
    return float(data["placements"].sum())


def mean(values):
    return sum(values) / len(values)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("-R", "--replicates", type=int, default=3)
    parser.add_argument("-o", "--out", type=pathlib.Path, default=pathlib.Path("out/icem"))
    parser.add_argument("--set", action="append", default=[])
    asked = parser.parse_args()
    paid = run(asked, "paid")
    poor = run(asked, "without", ["modules.agency.budget=0.0"])
    moved = mean([placed(data) for data in paid])
    more = mean([overseas(data) for data in paid]) - mean([overseas(data) for data in poor])
    anyway = 1 - more / moved if moved else 1
    shares = mean([float(data["agency_tasks"].sel(task="borders").sum() / data["agency_tasks"].sum())
                   for data in paid])
    low, high = THRESHOLDS["moved"]
    rows = [("placed, 1952 to 1961", f"{moved:,.0f}", f"{low:,} to {high:,}", low <= moved <= high),
            ("of them, would have gone without its money", f"{anyway:.2f}",
             f"at most {THRESHOLDS['anyway']}", anyway <= THRESHOLDS["anyway"]),
            ("of its money, for borders", f"{shares:.2f}", f"{THRESHOLDS['borders']}",
             shares == THRESHOLDS["borders"]),
            ("all from Europe overseas, a year", f"{mean([overseas(d) for d in paid]) / 10:,.0f}", "", True),
            ("the same without its money", f"{mean([overseas(d) for d in poor]) / 10:,.0f}", "", True)]
    print("| measure | value | asked | held |\n| --- | --- | --- | --- |")
    for name, value, wanted, held in rows:
        print(f"| {name} | {value} | {wanted} | {('yes' if held else 'no') if wanted else ''} |")
    sys.exit(0 if all(row[3] for row in rows) else 1)


if __name__ == "__main__":
    main()
