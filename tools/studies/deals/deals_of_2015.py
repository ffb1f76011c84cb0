#!/usr/bin/python3
"""What the union bargains in scenarios/eu_turkey_2015.toml, and what becomes of the crossings.

    tools/studies/deals/deals_of_2015.py build/sojourn OUT [--replicates N] [--persons-per-agent N]

Runs the scenario with deals, without readmission as a term of them, and without deals, for seeds 1
to N, and prints Markdown tables and whether the bounds hold.
"""

import argparse
import pathlib
import re
import subprocess

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
SCENARIO = ROOT / "scenarios" / "eu_turkey_2015.toml"
PARTNERS = ("TUR", "SRB", "LBY", "MAR")
ARMS = {"with": [], "unreturned": ["--set", "modules.containment_deals.readmission=0.0"],
        "without": ["--set", "modules.containment_deals.enabled=false"]}
EASTERN = "Eastern Mediterranean"
# Written before the first run: the first and all later payments [10^9 int. $ a year] and a deal in
# force in December 2018, the month of signature, people who cross from Turkey and detections on the
# Eastern Mediterranean route from April to December 2016 over those months of 2015; and the share of
# seeds that has to show each.
PAID, SIGNED, FALLEN_TO = (3, 12), ("2015-10", "2016-06"), 0.2
PAID_AND_ALIVE_IN, SIGNED_IN, FALLEN_IN = 4 / 5, 3 / 5, 4 / 5


def run(program, out, seed, persons, arm):
    path = out / f"{arm}_{seed}.h5"
    command = [program, "run", SCENARIO, "--out", path, "--force", "--quiet", "--set",
               f"run.seed={seed}", "--set", f"run.persons_per_agent={persons}", *ARMS[arm]]
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


def autumn(series, year):
    """Sum over April to December."""
    first = 12 * (year - 2014) + 3
    return series[first : first + 9].sum()


def from_turkey(run_file):
    """Crossings from Turkey into the union over the Eastern Mediterranean, by month."""
    names = texts(run_file["corridor"])
    own = [n for n, name in enumerate(names) if name.startswith("TUR-") and EASTERN in name]
    return run_file["crossings"][:][:, own].sum(axis=1)


def by_route(run_file, route):
    number = texts(run_file["route"]).index(route)
    return run_file["detections"][:][:, number].sum(axis=1)


def verdict(run_file):
    """(signed, payments, in force at the end, crossings from Turkey and detections on the route in
    April to December 2016 over 2015)."""
    deals = [d for d in deals_of(run_file) if d[2] == "TUR"]
    ends = [date for date, kind, text in zip(*(texts(run_file[f"events/{k}"])
                                               for k in ("date", "kind", "text")))
            if kind == "end" and text.startswith("EU-TUR:")]
    alive = bool(deals) and (not ends or max(d[0] for d in deals) > max(ends))
    falls = [autumn(s, 2016) / autumn(s, 2015)
             for s in (from_turkey(run_file), by_route(run_file, EASTERN))]
    return (deals[0][0][:7] if deals else "never", [d[4] for d in deals], alive, *falls)


def bounds(verdicts, unreturned):
    """(bound, seeds that show it, share that has to) of the runs with deals; last the control."""
    paid = [PAID[0] <= min(v[1], default=0) and max(v[1], default=0) <= PAID[1] and v[2]
            for v in verdicts]
    signed = [SIGNED[0] <= v[0] <= SIGNED[1] for v in verdicts]
    return [("payments of 3 to 12, alive at the end of 2018", paid, PAID_AND_ALIVE_IN),
            ("signed from October 2015 to June 2016", signed, SIGNED_IN),
            ("crossings from Turkey at most 0.2", [v[3] <= FALLEN_TO for v in verdicts], FALLEN_IN),
            ("detections on the route at most 0.2", [v[4] <= FALLEN_TO for v in verdicts],
             FALLEN_IN),
            ("without readmission detections above 0.2", [v[4] > FALLEN_TO for v in unreturned], 1)]


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
    with_deals, unreturned, without = (
        [run(args.program, args.out, s, args.persons_per_agent, arm) for s in seeds]
        for arm in ARMS)

    print("| deals | seed | signed with Turkey | first payment, bn int. $/yr | lowest to highest | "
          "in force, end of 2018 | crossings from Turkey, Apr-Dec 2016 over 2015 | "
          "detections on the route, the same |\n" + "| --- " * 8 + "|")
    for name, files in (("all terms", with_deals), ("without readmission", unreturned)):
        for seed, run_file in zip(seeds, files):
            signed, paid, alive, crossed, seen = verdict(run_file)
            print(f"| {name} | {seed} | {signed} | {paid[0] if paid else 0:.1f} | "
                  f"{min(paid, default=0):.1f} to {max(paid, default=0):.1f} | "
                  f"{'yes' if alive else 'no'} | {crossed:.2f} | {seen:.2f} |")

    print("\n| bound | seeds | holds |\n| --- | --- | --- |")
    for text, shown, least in bounds(*([verdict(f) for f in files]
                                       for files in (with_deals, unreturned))):
        print(f"| {text} | {sum(shown)} of {len(shown)} | "
              f"{'yes' if sum(shown) >= least * len(shown) else 'no'} |")

    print("\n| seed | partner | first deal | payment, bn int. $/yr | highest payment |")
    print("| --- | --- | --- | --- | --- |")
    for seed, run_file in zip(seeds, with_deals):
        deals = deals_of(run_file)
        for partner in PARTNERS:
            own = [d for d in deals if d[2] == partner]
            if own:
                date, _, _, _, payment = own[0]
                print(f"| {seed} | {partner} | {date} | {payment:.2f} | "
                      f"{max(d[4] for d in own):.2f} |")
    print("\n| detections, thousands | year | without deals | with deals |")
    print("| --- | --- | --- | --- |")
    for year in (2015, 2016, 2017, 2018):
        for route in crossings(with_deals[0], year):
            both = [np.mean([crossings(f, year)[route] for f in files]) / 1e3
                    for files in (without, with_deals)]
            print(f"| {route} | {year} | {both[0]:,.0f} | {both[1]:,.0f} |")


if __name__ == "__main__":
    main()
