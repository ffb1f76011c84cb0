#!/usr/bin/python3
"""How the Mediterranean scenario meets 2014 and 2015, and what it forecasts for the years after.

    tools/studies/score/mediterranean_score.py SOJOURN OUT_DIR [--replicates N] [--persons-per-agent K]
        [--reference DIR]

Runs scenarios/mediterranean.toml with seeds 1..N (or reuses the run files already in OUT_DIR) and
prints Markdown: annual targets with ratios, nationalities, monthly fit, deaths, and the forecast of
2016-2018 with the replicates' range. The annual targets stand in this file (Frontex, UNHCR, rounded);
monthly and nationality targets are read from the reference data, if given.
"""
import argparse
import csv
import subprocess
from collections import defaultdict
from pathlib import Path

import h5py
import numpy as np

SCENARIO = Path(__file__).resolve().parents[3] / "scenarios" / "mediterranean.toml"
ROUTES = {"Eastern Mediterranean": (51_000, 885_000), "Central Mediterranean": (171_000, 154_000)}
SYRIANS_IN_TURKEY = (1_600_000, 2_500_000)
NATIONALITIES = {"Eastern Mediterranean": ["SYR", "AFG", "IRQ", "PAK"],
                 "Central Mediterranean": ["SYR", "ERI", "NGA", "SOM", "EGY"]}


class Run:
    def __init__(self, path):
        with h5py.File(path) as f:
            names = lambda axis: [x.decode() if isinstance(x, bytes) else x for x in f[axis][:]]
            self.citizenship, self.route = names("citizenship"), names("route")
            self.corridor = names("corridor")
            self.detections = f["detections"][:].astype(float)
            turkey = names("residence").index("TUR")
            self.syrians = f["stocks"][:, turkey, self.citizenship.index("SYR")].sum(axis=1)
            self.deaths = f["crossing_deaths"][:].astype(float)

    def monthly(self, route):
        return self.detections[:, self.route.index(route)].sum(axis=1)

    def year(self, route, y, citizenship=None):
        part = self.detections[12 * y:12 * y + 12, self.route.index(route)]
        return part.sum() if citizenship is None else part[:, self.citizenship.index(citizenship)].sum()

    def dead(self, route, y):
        edges = [i for i, name in enumerate(self.corridor) if name.endswith(route)]
        return self.deaths[12 * y:12 * y + 12][:, edges].sum()


def simulate(sojourn, out, n, scale):
    out.mkdir(parents=True, exist_ok=True)
    for seed in range(1, n + 1):
        path = out / f"mediterranean-{seed}.h5"
        if not path.exists():
            subprocess.run([sojourn, "run", str(SCENARIO), "--seed", str(seed), "--quiet",
                            "--set", f"run.persons_per_agent={scale}", "--out", str(path)], check=True,
                           stdout=subprocess.DEVNULL)
        yield Run(path)


def row(*cells):
    print("| " + " | ".join(str(c) for c in cells) + " |")


def head(*cells):
    row(*cells)
    row(*["---"] * len(cells))


def span(values):
    return f"{np.mean(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


def annual(runs):
    head("target", "year", "published", "simulated, mean (range)", "ratio")
    for name, targets in ROUTES.items():
        for y, target in enumerate(targets):
            got = [r.year(name, y) for r in runs]
            row(f"{name}, detections", 2014 + y, f"{target:,}", span(got), f"{np.mean(got) / target:.2f}")
    for y, target in enumerate(SYRIANS_IN_TURKEY):
        got = [r.syrians[12 * y + 11] for r in runs]
        row("Syrians in Turkey, end of", 2014 + y, f"{target:,}", span(got), f"{np.mean(got) / target:.2f}")
    print()


def nationalities(runs, reference):
    known = defaultdict(float)
    with open(reference / "frontex_monthly_by_nationality.csv") as f:
        for line in csv.DictReader(f):
            known[line["route"], line["month"][:4], line["nationality"]] += float(line["detections"] or 0)
    total = defaultdict(float)
    for (route, year, _), n in known.items():
        total[route, year] += n
    head("share of detections", "year", "published", "simulated")
    for name, who in NATIONALITIES.items():
        for citizenship in who:
            for y in (0, 1):
                key = name + " Route", str(2014 + y)
                got = np.mean([r.year(name, y, citizenship) / max(1, r.year(name, y)) for r in runs])
                row(f"{name}, {citizenship}", 2014 + y, f"{known[key + (citizenship,)] / total[key]:.2f}",
                    f"{got:.2f}")
    print()


def months(runs, reference):
    series = defaultdict(lambda: np.zeros(24))
    with open(reference / "frontex_monthly_by_route.csv") as f:
        for line in csv.DictReader(f):
            m = (int(line["month"][:4]) - 2014) * 12 + int(line["month"][5:7]) - 1
            if 0 <= m < 24:
                series[line["route"]][m] += float(line["detections"])
    head("monthly series, Feb 2014 to Dec 2015", "correlation of logs", "typical factor off")
    for name in ROUTES:
        simulated = np.log(np.mean([r.monthly(name)[:24] for r in runs], axis=0)[1:] + 1)
        published = np.log(series[name + " Route"][1:] + 1)
        off = np.exp(np.sqrt(np.mean((simulated - published) ** 2)))
        row(name, f"{np.corrcoef(simulated, published)[0, 1]:.2f}", f"{off:.2f}")
    print()
    for name in ROUTES:
        print(name + ", thousands a month, 2014 and 2015: simulated",
              " ".join(f"{x / 1000:.1f}" for x in np.mean([r.monthly(name)[:24] for r in runs], axis=0)),
              "; published", " ".join(f"{x / 1000:.1f}" for x in series[name + " Route"]) + ".\n")


def forecast(runs):
    head("forecast, not fitted", "year", "simulated, mean (range)")
    for name in ROUTES:
        for y in range(2, len(runs[0].detections) // 12):
            row(f"{name}, detections", 2014 + y, span([r.year(name, y) for r in runs]))
    for name in ROUTES:
        for y in range(len(runs[0].detections) // 12):
            row(f"{name}, deaths on crossings", 2014 + y, span([r.dead(name, y) for r in runs]))
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sojourn")
    parser.add_argument("out", type=Path)
    parser.add_argument("--replicates", type=int, default=5)
    parser.add_argument("--persons-per-agent", type=float, default=1)
    parser.add_argument("--reference", type=Path)
    options = parser.parse_args()
    runs = list(simulate(options.sojourn, options.out, options.replicates, options.persons_per_agent))
    annual(runs)
    if options.reference:
        nationalities(runs, options.reference)
        months(runs, options.reference)
    forecast(runs)


if __name__ == "__main__":
    main()
