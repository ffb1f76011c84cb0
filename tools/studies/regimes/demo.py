#!/usr/bin/python3
"""What tools/demo runs: the Mediterranean beside what was published, then four regimes.

    tools/studies/regimes/demo.py SOJOURN OUT_DIR [--coarse]

Prints a table for each; what `sojourn` itself prints goes to OUT_DIR/mediterranean.txt and
OUT_DIR/regimes.txt. With --coarse an agent stands for a thousand people, which takes seconds: by what
that prints tools/docs/refresh sees that results have changed.
"""

import argparse
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from regimes.regime_table import ROOT, cell, number  # noqa: E402
from score.mediterranean_score import ROUTES, SYRIANS_IN_TURKEY, Run  # noqa: E402

import sojourn  # noqa: E402, found by regime_table

SCENARIOS = ROOT / "scenarios"
COARSE = 1000
YEARS = (2014, 2015)
EAST, CENTRE, BALKAN = "Eastern Mediterranean", "Central Mediterranean", "Western Balkan"
# IOM Missing Migrants, and Frontex' table of illegal crossings by route, as docs/VALIDATION.md has them.
DEATHS = {EAST: (106, 806), CENTRE: (3126, 3149)}
BALKAN_DETECTIONS = (43_000, 764_000)
REGIMES = ("unilateral", "bilateral", "free_movement", "mixed")
OUTCOMES = {"deaths": "deaths", "irregular_stock": "without papers", "arrivals": "arrivals",
            "payments": "paid by states"}


def told(words, report):
    """Runs the command; what it prints goes to a file, its progress to the console."""
    sys.stdout.flush()
    with open(report, "w", encoding="utf-8") as file:
        subprocess.run([str(word) for word in words], check=True, stdout=file)


def simulate_mediterranean(command, out, persons_per_agent):
    """The doors of August 2015 stay open to the end of the two years."""
    file = out / "mediterranean.h5"
    told([command, "run", SCENARIOS / "mediterranean.toml", "--ticks", 12 * len(YEARS), "--set",
          f"run.persons_per_agent={persons_per_agent}", "--set", "modules.open_door.duration=5",
          "--out", file, "--force"],
         out / "mediterranean.txt")
    return file


def compare_regimes(command, out, persons_per_agent):
    words = [command, "compare", SCENARIOS / "two_transits.toml", "--set",
             f"run.persons_per_agent={persons_per_agent}", "--replicates", 5]
    for name in REGIMES:
        words += ["--regime", SCENARIOS / "regimes" / f"{name}.toml"]
    told([*words, "--out", out / "regimes", "--force"], out / "regimes.txt")
    return out / "regimes" / "compare.h5"


def print_table(rows):
    """Columns wide enough, the first to the left and numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    for first, *others in rows:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:])]
        print("  " + "  ".join([first.ljust(widths[0]), *cells]).rstrip())


def beside(name, published, simulated, how):
    row = [name]
    for known, got in zip(published, simulated):
        row += [f"{known:,}", f"{got:,.0f}"]
    return [*row, how]


def print_mediterranean(file):
    run = Run(file)
    years = range(len(YEARS))
    detected = lambda route: [run.year(route, y) for y in years]
    dead = lambda route: [run.dead(route, y) for y in years]
    rows = [["", *(text for year in YEARS for text in (str(year), "")), ""],
            ["", *("published", "simulated") * len(YEARS), ""]]
    for route, published in ROUTES.items():
        rows.append(beside(f"detected, {route}", published, detected(route), "fitted"))
    rows.append(beside(f"detected, {BALKAN}", BALKAN_DETECTIONS, detected(BALKAN), "not fitted"))
    rows.append(beside("Syrians in Turkey, December", SYRIANS_IN_TURKEY,
                       [run.syrians[12 * y + 11] for y in years], "fitted"))
    for route, how in ((EAST, "not fitted"), (CENTRE, "risk from 2014")):
        rows.append(beside(f"deaths, {route}", DEATHS[route], dead(route), how))
    print("\nThe Mediterranean, simulated and published (Frontex, UNHCR, IOM)\n")
    print_table([[name, *numbers, how.ljust(14)] for name, *numbers, how in rows])
    print("\nNo closed border and no deal of 2016 is in this world. Run on, detections in the Eastern\n"
          "Mediterranean keep rising, where they fell to 182,000 in 2016: docs/VALIDATION.md")


def column(data, outcome, heading):
    units = str(data["outcome_units"].sel(outcome=outcome).item()).replace("2021 ", "")
    level = data["mean"].sel(regime=REGIMES[0], outcome=outcome).item()
    return [heading, f"[{units}]", number(level),
            *(cell(data, regime, outcome) for regime in REGIMES[1:])]


def print_regimes(file):
    data = sojourn.open_compare(file)
    names = ["", "", f"{REGIMES[0]} (level)", *REGIMES[1:]]
    columns = [column(data, outcome, heading) for outcome, heading in OUTCOMES.items()]
    print("\nA made-up world at war, 2015 to 2025: what regimes change against states that decide alone,\n"
          "mean of five pairs of runs with the same luck, and half the 95% interval\n")
    print_table(list(map(list, zip(names, *columns))))
    print("\n·: cannot be told from nothing")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--coarse", action="store_true")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    run = simulate_mediterranean(asked.command, asked.out, COARSE if asked.coarse else 1)
    print_mediterranean(run)
    comparison = compare_regimes(asked.command, asked.out, COARSE if asked.coarse else 5)
    print_regimes(comparison)
    print(f"\n{run}\n{comparison}")


if __name__ == "__main__":
    main()
