#!/usr/bin/python3
"""What the union bargains in scenarios/eu_turkey_2015.toml, and what becomes of the crossings.

    tools/studies/deals_of_2015.py build/sojourn OUT [--replicates N] [--persons-per-agent N]

Runs the scenario with and without deals for seeds 1 to N and prints Markdown tables.
"""

import argparse
import pathlib
import re
import subprocess

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "scenarios" / "eu_turkey_2015.toml"
PARTNERS = ("TUR", "SRB", "LBY", "MAR")


def run(program, out, seed, persons, deals):
    path = out / f"{'with' if deals else 'without'}_{seed}.h5"
    command = [program, "run", SCENARIO, "--out", path, "--force", "--quiet", "--set",
               f"run.seed={seed}", "--set", f"run.persons_per_agent={persons}"]
    if not deals:
        command += ["--set", "modules.containment_deals.enabled=false"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return h5py.File(path)


def texts(data):
    return [x.decode() if isinstance(x, bytes) else str(x) for x in data[:]]


def deals_of(run_file):
    """(date, partner, containment, bn/yr) of the union's deals and renegotiations."""
    found = []
    for date, kind, text in zip(*(texts(run_file[f"events/{k}"]) for k in ("date", "kind", "text"))):
        match = re.match(r"EU-(\w+): containment ([\d.]+), payment ([\d.e+]+)", text)
        if match and kind in ("deal", "renegotiation"):
            found.append((date, kind, match[1], float(match[2]), float(match[3])))
    return found


def crossings(run_file, year):
    routes = texts(run_file["route"])
    first = 12 * (year - 2014)
    total = run_file["detections"][first : first + 12].sum(axis=(0, 2))
    return dict(zip(routes, total))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--replicates", type=int, default=5)
    parser.add_argument("--persons-per-agent", type=int, default=100)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    seeds = range(1, args.replicates + 1)
    with_deals = [run(args.program, args.out, s, args.persons_per_agent, True) for s in seeds]
    without = [run(args.program, args.out, s, args.persons_per_agent, False) for s in seeds]

    print("| seed | partner | first deal | containment | payment, bn int. $/yr | highest payment |")
    print("| --- | --- | --- | --- | --- | --- |")
    for seed, run_file in zip(seeds, with_deals):
        deals = deals_of(run_file)
        for partner in PARTNERS:
            own = [d for d in deals if d[2] == partner]
            if own:
                date, _, _, containment, payment = own[0]
                print(f"| {seed} | {partner} | {date} | {containment:.2f} | {payment:.1f} | "
                      f"{max(d[4] for d in own):.1f} |")
    print("\n| detections, thousands | year | without deals | with deals |")
    print("| --- | --- | --- | --- |")
    for year in (2015, 2016, 2017, 2018):
        for route in crossings(with_deals[0], year):
            both = [np.mean([crossings(f, year)[route] for f in files]) / 1e3
                    for files in (without, with_deals)]
            print(f"| {route} | {year} | {both[0]:,.0f} | {both[1]:,.0f} |")


if __name__ == "__main__":
    main()
