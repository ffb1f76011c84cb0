#!/usr/bin/python3
"""One delegated forum against nine voluntary ones: deals, rights, deaths.

    tools/studies/forums/forum_designs.py build [-R REPLICATES] [--ticks N] [-p PERSONS_PER_AGENT] [-o FOLDER]

Runs `sojourn compare` of scenarios/south_south.toml with overlays/nine_voluntary_forums.toml and
overlays/one_delegated_forum.toml, and both without forum_effects as a control. Deals are those signed,
in the event log. Prints a table in Markdown; exit 1 where a threshold of thresholds/forum_designs.toml is missed.
"""

import argparse
import math
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/python"))

import sojourn  # noqa: E402

THRESHOLDS = tomllib.loads((ROOT / "tools/studies/thresholds/forum_designs.toml").read_text())
DESIGNS = ["nine_voluntary_forums", "one_delegated_forum"]
OUTCOMES = ["rights", "deaths", "payments", "arrivals"]
# Two-sided 95% points of Student's t by degrees of freedom.
STUDENT = [math.nan, 12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]


def settings(asked, more=()):
    words = ["--ticks", str(asked.ticks)]
    for assignment in [f"run.persons_per_agent={asked.persons}", "run.life_histories=0", *more]:
        words += ["--set", assignment]
    return words


def compared(asked, folder, more=()):
    words = [str(asked.build / "sojourn"), "compare", str(ROOT / "scenarios/south_south.toml"),
             "--replicates", str(asked.replicates), "--out", str(folder), "--quiet", *settings(asked, more)]
    for name in DESIGNS:
        words += ["--regime", str(ROOT / f"scenarios/overlays/{name}.toml")]
    subprocess.run(words, check=True)
    return sojourn.open_compare(folder / "compare.h5")


def difference(one, other):
    """Mean of paired differences with half its 95% interval."""
    each = [a - b for a, b in zip(one, other)]
    mean = sum(each) / len(each)
    spread = math.sqrt(sum((d - mean) ** 2 for d in each) / (len(each) - 1) / len(each))
    return mean, STUDENT[len(each) - 1] * spread


def deals(asked, folder, design):
    """Signed by replicate, in runs of their own: a comparison keeps no event log."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([str(asked.build / "sojourn"), "run", str(ROOT / "scenarios/south_south.toml"), "--overlay",
                    str(ROOT / f"scenarios/overlays/{design}.toml"), *settings(asked), "--replicates",
                    str(asked.replicates), "--out", f"{folder}/", "--quiet", "--force"], check=True)
    return [int((sojourn.table(path, "events")["kind"] == "deal").sum())
            for path in sorted(folder.glob("*.h5"))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("-R", "--replicates", type=int, default=5, choices=range(2, 12))
    parser.add_argument("--ticks", type=int, default=240)
    parser.add_argument("-p", "--persons", type=int, default=3000)
    parser.add_argument("-o", "--out", type=pathlib.Path, default=pathlib.Path("out/forum_designs"))
    asked = parser.parse_args()
    found = compared(asked, asked.out / "with")
    off = compared(asked, asked.out / "without", ["modules.forum_effects.enabled=false"])
    nine, one = (deals(asked, asked.out / design, design) for design in DESIGNS)
    print("| outcome | nine voluntary | one delegated less nine | control: forums do nothing |\n"
          "| --- | --- | --- | --- |")
    mean, half = difference(one, nine)
    held = {"deals": abs(mean) > half}
    print(f"| deals signed | {sum(nine) / len(nine):.1f} | {mean:+.1f} ± {half:.1f} | |")
    control = 0.0
    for outcome in OUTCOMES:
        row = found.sel(outcome=outcome)
        level = row["mean"].isel(regime=0).item()
        low, high = (row[f"difference_{end}"].isel(regime=1).item() for end in ("low", "high"))
        zero = off.sel(outcome=outcome)["difference"].isel(regime=1).item()
        control = max(control, abs(zero))
        held[outcome] = low > 0 or high < 0
        print(f"| {outcome} | {level:.4g} | {(low + high) / 2:+.3g} ± {(high - low) / 2:.2g} | {zero:.3g} |")
    missed = [name for name in THRESHOLDS["differ"] if not held[name]]
    if control > THRESHOLDS["control"]:
        missed.append("control")
    print("\nmissed: " + (", ".join(missed) or "nothing"))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
