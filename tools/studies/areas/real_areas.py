#!/usr/bin/python3
"""Which areas of free movement form among real states, held against those that there are.

    tools/studies/areas/real_areas.py SOJOURN AREAS.csv [--persons-per-agent K]

AREAS has columns area, iso3, to_year, kind. For each area its states that are in scenarios/world.toml are the
candidates of one module `free_movement_areas`, all in one run without declared areas: what forms at the first look is
what is held against the list. Control: newcomers from poorer members cost nothing. Thresholds are those of
thresholds/unions.toml. Prints a table in Markdown; exit 1 where a threshold is missed. Without the list it says
so, and does nothing.
"""

import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/python"))

START = 2015
FULL = ("full right", "nationals of member states", "open border")
LEFT_OUT = {"COFA"}  # one way only
THRESHOLDS = tomllib.loads((ROOT / "tools/studies/thresholds/unions.toml").read_text())["areas"]


def real_areas(path, states):
    """Members and whether movement is free, by area; of those with two states or more in the world."""
    members, kind = {}, {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            in_force = int(row["from_year"]) <= START and not (row["to_year"] and int(row["to_year"]) <= START)
            if row["area"] in LEFT_OUT or not in_force or row["iso3"] not in states:
                continue
            members.setdefault(row["area"], set()).add(row["iso3"])
            kind.setdefault(row["area"], set()).add(row["kind"].startswith(FULL))
    unlike = [area for area, kinds in kind.items() if len(kinds) > 1]
    if unlike:
        raise SystemExit(f"{path}: areas with rows of both kinds: {', '.join(unlike)}")
    return {area: (sorted(ids), kind[area].pop()) for area, ids in members.items() if len(ids) > 1}


def overlay(areas, values):
    lines = ["[modules.declared_areas]", "enabled = false"]
    for area, (ids, _) in areas.items():
        lines += [f"[modules.form_{area}]", 'type = "free_movement_areas"', f"candidates = {ids}".replace("'", '"'),
                  "first = 1", "delay = 0", *values]
    return "\n".join(lines) + "\n"


def formed(sojourn_program, areas, values, scale):
    """Who is in each area after the first look."""
    import sojourn
    with tempfile.TemporaryDirectory() as folder:
        layer, out = pathlib.Path(folder) / "areas.toml", pathlib.Path(folder) / "run.h5"
        layer.write_text(overlay(areas, values))
        subprocess.run([sojourn_program, "run", ROOT / "scenarios/world.toml", "--overlay", layer, "--ticks", "2", "--set",
                        f"run.persons_per_agent={scale}", "--quiet", "--out", out], check=True)
        events = sojourn.table(out, "events")
        members = {area: set() for area in areas}
        for _, event in events.iterrows():
            if event["kind"] not in ("area founded", "area accession"):
                continue
            module, text = event["text"].split(": ", 1)
            parts = text.split("; ") if event["kind"] == "area founded" else [text]
            members[module.removeprefix("form_")] |= {part.split()[0] for part in parts}
        return members


def accuracy(areas, members):
    """Balanced accuracy over areas, and over pairs of states."""
    def balanced(verdicts):
        right = {want: [said == real for said, real in verdicts if real == want] for want in (True, False)}
        return sum(sum(hits) / len(hits) for hits in right.values()) / 2

    whole = [(len(members[area]) >= THRESHOLDS["formed"] * len(ids), full) for area, (ids, full) in areas.items()]
    pairs = [({one, other} <= members[area], full) for area, (ids, full) in areas.items()
             for k, one in enumerate(ids) for other in ids[k + 1:]]
    return balanced(whole), balanced(pairs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("areas", type=pathlib.Path)
    parser.add_argument("--persons-per-agent", type=int, default=2000)
    asked = parser.parse_args()
    if not asked.areas.exists():
        print(f"skipped: there is no {asked.areas}")
        return 0
    with open(ROOT / "scenarios/tables/world_countries_2015.csv", newline="") as file:
        states = {row["id"] for row in csv.DictReader(file)}
    areas = real_areas(asked.areas, states)
    found = formed(asked.program, areas, [], asked.persons_per_agent)
    control = formed(asked.program, areas, ["c0 = 0", "c_w = 0"], asked.persons_per_agent)
    print("| area | free | states | in it | who | without costs |\n| --- | --- | --- | --- | --- | --- |")
    for area, (ids, full) in areas.items():
        print(f"| {area} | {'yes' if full else 'in part'} | {len(ids)} | {len(found[area])} | "
              f"{' '.join(sorted(found[area]))} | {len(control[area])} |")
    (whole, pairs), (without, _) = accuracy(areas, found), accuracy(areas, control)
    held = whole >= THRESHOLDS["balanced_accuracy"]
    print("\n| measure | value | asked | held |\n| --- | --- | --- | --- |")
    print(f"| balanced accuracy over areas | {whole:.2f} | {THRESHOLDS['balanced_accuracy']} or more | "
          f"{'yes' if held else 'no'} |")
    print(f"| the same over pairs of states | {pairs:.2f} | | |")
    print(f"| control, newcomers cost nothing | {without:.2f} | {THRESHOLDS['without_cost']} or less | "
          f"{'yes' if without <= THRESHOLDS['without_cost'] else 'no'} |")
    return 0 if held and without <= THRESHOLDS["without_cost"] else 1


if __name__ == "__main__":
    sys.exit(main())
