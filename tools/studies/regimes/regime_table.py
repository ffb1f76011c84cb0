#!/usr/bin/python3
"""All regimes on a scenario, as tables in Markdown: levels of the first, differences of the others.

    tools/studies/regimes/regime_table.py build scenarios/world.toml [-R REPLICATES] [-o FOLDER] [--all]
                                  [--regimes NAME,NAME] [--ticks N] [--set PATH=VALUE ...]

Runs `sojourn compare` with the seven regimes, with --all their counterparts too; what is finished already in FOLDER is
not run again. A difference is given where its 95% interval does not hold 0, else a dot.
"""

import argparse
import math
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/python"))

import sojourn  # noqa: E402

REGIMES = ["unilateral", "bilateral", "free_movement", "hard_convention", "soft_compact",
           "south_south", "mixed"]
COUNTERPARTS = ["externalisation", "development_aid", "south_south_unwatched"]


def compared(build, scenario, regimes, replicates, folder, more):
    words = [str(build / "sojourn"), "compare", str(scenario), "--replicates", str(replicates),
             "--out", str(folder), "--quiet", *more]
    for name in regimes:
        words += ["--regime", str(ROOT / f"scenarios/regimes/{name}.toml")]
    subprocess.run(words, check=True)
    return sojourn.open_compare(folder / "compare.h5")


def number(value, digits=3):
    """With that many digits, and thousands apart."""
    if value == 0 or abs(value) < 10:
        return f"{value:.{digits}g}"
    return f"{round(value, digits - 1 - math.floor(math.log10(abs(value)))):,.0f}" \
        if abs(value) >= 10 ** (digits - 1) else f"{value:.{digits}g}"


def cell(data, regime, outcome):
    one = data.sel(regime=regime, outcome=outcome)
    mean, difference = one["mean"].item(), one["difference"].item()
    low, high = one["difference_low"].item(), one["difference_high"].item()
    if difference != difference:
        return number(mean) + " (level)" if mean == mean else "-"
    if low <= 0 <= high:
        return "·"
    sign = "+" if difference > 0 else "-"
    return f"{sign}{number(abs(difference))} ± {number((high - low) / 2, 2)}"


def print_table(data):
    first, *others = [str(name) for name in data["regime"].values]
    print(f"| outcome | {first} | " + " | ".join(others) + " |")
    print("| --- |" + " --- |" * (len(others) + 1))
    for outcome in map(str, data["outcome"].values):
        units = data["outcome_units"].sel(outcome=outcome).item()
        level = data["mean"].sel(regime=first, outcome=outcome).item()
        row = [f"`{outcome}`" + (f" [{units}]" if units != "1" else ""),
               number(level) if level == level else "-"]
        print("| " + " | ".join(row + [cell(data, other, outcome) for other in others]) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("scenario", type=pathlib.Path)
    parser.add_argument("-R", "--replicates", type=int, default=5)
    parser.add_argument("-o", "--out", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="with counterparts")
    parser.add_argument("--regimes", type=lambda text: text.split(","), help="these, beside the first")
    parser.add_argument("--ticks", type=int)
    parser.add_argument("--set", nargs="+", default=[], metavar="PATH=VALUE")
    asked = parser.parse_args()
    regimes = REGIMES + COUNTERPARTS if asked.all else REGIMES
    if asked.regimes:
        regimes = REGIMES[:1] + [name for name in asked.regimes if name != REGIMES[0]]
    more = ["--ticks", str(asked.ticks)] if asked.ticks else []
    more += [word for assignment in asked.set for word in ("--set", assignment)]
    folder = asked.out or pathlib.Path("out") / f"{asked.scenario.stem}-regimes"
    print_table(compared(asked.build, asked.scenario, regimes, asked.replicates, folder, more))


if __name__ == "__main__":
    main()
