#!/usr/bin/python3
"""What dated policies do in three scenarios, beside the same world without them: tables and a figure.

    tools/studies/policies/dated_policies.py SOJOURN OUT_DIR {eu_turkey,gulf,brexit} [--replicates N] [--persons-per-agent K]
        [--figure FILE]

Runs every arm of the scenario with seeds 1..N (or reuses the run files already in OUT_DIR); arms have the same
seeds, so they are compared run by run. Prints Markdown with the mean over seeds and, in brackets, their range.
"""
import argparse
import subprocess
from pathlib import Path

import h5py
import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
MARCH_2016 = ["--overlay", SCENARIOS / "overlays/eu_turkey_2016.toml"]
NO_CLOSURE = ["--set", "modules.balkan_closure.enabled=false"]
NO_STATEMENT = ["--set", "modules.eu_turkey_statement.enabled=false"]
ARMS = {
    "eu_turkey": ("mediterranean.toml", {
        "nothing of March 2016": [], "closure and statement": MARCH_2016,
        "closure alone": MARCH_2016 + NO_STATEMENT, "statement alone": MARCH_2016 + NO_CLOSURE,
        "both, and Turkey holds back": MARCH_2016 + ["--set", "modules.eu_turkey_statement.containment=0.58"]}),
    "gulf": ("gulf_contracts_1975.toml", {
        "contracts": [], "no contracts": ["--set", "modules.contract.enabled=false"],
        "contracts, no recruiters": ["--set", "modules.recruiters.offers=0"],
        "contracts, nobody tied": ["--set", "modules.contract.tied=0"],
        "contracts, neither": ["--set", "modules.contract.tied=0", "--set", "modules.recruiters.offers=0"],
        "contracts, no fee": ["--set", "modules.contract.fee=0"],
    }),
    "brexit": ("brexit_2012.toml", {
        "as it was": [], "no exit": ["--overlay", SCENARIOS / "overlays/no_brexit.toml"],
        "exit, rules of 2012": ["--set", "modules.points_system.enabled=false", "--set", "modules.tier_2.until='2024-01-01'"],
    }),
}
GULF = ("SAU", "ARE", "KWT", "QAT", "OMN", "BHR")
ASIA = ("IND", "PAK", "BGD", "LKA", "NPL", "PHL", "IDN", "THA", "KOR")
FREE = """AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN ISL ITA LTU LUX LVA MLT NLD NOR POL PRT ROU SVK SVN SWE
          CHE""".split()  # moved freely until the exit; without Ireland
COLOURS = ("#777777", "#b2182b", "#2166ac", "#e08214", "#1b7837", "#762a83")


class Run:
    """Series of one run by month [persons]."""

    def __init__(self, path):
        with h5py.File(path) as f:
            self.names = {axis: [x.decode() if isinstance(x, bytes) else x for x in f[axis][:]]
                          for axis in ("citizenship", "residence", "destination", "route", "status", "channel", "corridor") if axis in f}
            self.data = {name: f[name][:] for name in ("detections", "stocks", "arrivals", "readmissions") if name in f}

    def at(self, axis, wanted):
        return [i for i, name in enumerate(self.names[axis]) if name in wanted]

    def detections(self, route):
        return self.data["detections"][:, self.names["route"].index(route)].sum(axis=1)

    def stock(self, where, whose, statuses=None):
        part = self.data["stocks"][:, self.at("residence", where)][:, :, self.at("citizenship", whose)]
        if statuses:
            part = part[..., self.at("status", statuses)]
        return part.sum(axis=(1, 2, 3))

    def arrivals(self, where, whose, channels=None):
        part = self.data["arrivals"][:, self.at("citizenship", whose)][:, :, self.at("destination", where)]
        if channels:
            part = part[..., self.at("channel", channels)]
        return part.sum(axis=(1, 2, 3))

    def others(self, *but):
        return [c for c in self.names["citizenship"] if c not in but]


def simulate(options, words, arm, seed):
    path = options.out / f"{options.scenario}-{arm.replace(' ', '_').replace(',', '')}-{seed}.h5"
    if not path.exists():
        scale = ["--set", f"run.persons_per_agent={options.persons_per_agent}"] if options.persons_per_agent else []
        subprocess.run([options.sojourn, "run", SCENARIOS / ARMS[options.scenario][0], *words, *scale, "--seed", str(seed),
                        "--set", "run.life_histories=0", "--quiet", "--out", path], check=True, stdout=subprocess.DEVNULL)
    return Run(path)


def simulate_all(options):
    options.out.mkdir(parents=True, exist_ok=True)
    arms = ARMS[options.scenario][1]
    runs = {name: [] for name in arms}
    for seed in range(1, options.replicates + 1):
        for name, words in arms.items():
            runs[name].append(simulate(options, words, name, seed))
    return runs


def row(*cells):
    print("| " + " | ".join(str(c) for c in cells) + " |")


def head(*cells):
    row(*cells)
    row(*["---"] * len(cells))


def span(values, unit=1e3, digits=0):
    values = np.asarray(values) / unit
    return f"{np.mean(values):,.{digits}f} ({values.min():,.{digits}f} to {values.max():,.{digits}f})"


def months(series, first, last):
    """Sum over calendar months first..last, counted from the start of the run."""
    return np.array([s[first:last + 1].sum() for s in series])


def band(axis, x, series, label, colour):
    series = np.array(series)
    axis.fill_between(x, series.min(axis=0), series.max(axis=0), color=colour, alpha=0.25, lw=0)
    axis.plot(x, series.mean(axis=0), color=colour, lw=1.8, label=label)


def eu_turkey(arms, figure):
    start = 24  # January 2016
    head("detections, thousands", *arms)
    for route in ("Eastern Mediterranean", "Central Mediterranean", "Western Balkan"):
        for year in (2015, 2016, 2017, 2018):
            first = 12 * (year - 2014)
            row(f"{route}, {year}", *(span(months([r.detections(route) for r in runs], first, first + 11))
                                      for runs in arms.values()))
    print()
    head("Eastern Mediterranean, 2016, thousands", *arms)
    for month, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()):
        row(name, *(span([r.detections("Eastern Mediterranean")[start + month] for r in runs], digits=1)
                    for runs in arms.values()))
    row("April to December", *(span(months([r.detections("Eastern Mediterranean") for r in runs], start + 3, start + 11))
                               for runs in arms.values()))
    print()
    head("Syrians in Turkey at the end of 2016, thousands", *arms)
    row("", *(span([r.stock(["TUR"], ["SYR"])[start + 11] for r in runs]) for runs in arms.values()))
    head("sent back to Turkey, and resettled, thousands, 2016 to 2018", *arms)
    row("sent back", *(span([r.data["readmissions"][:, [i for i, c in enumerate(r.names["corridor"]) if c.startswith("TUR-")]]
                             .reshape(len(r.data["readmissions"]), -1).sum() for r in runs]) for runs in arms.values()))
    row("by sponsor", *(span([r.arrivals(r.names["destination"], r.others(), ["sponsored"]).sum() for r in runs])
                        for runs in arms.values()))
    plot, axis = plt.subplots(figsize=(8, 4.2))
    x = 2014 + (np.arange(len(next(iter(arms.values()))[0].data["detections"])) + 0.5) / 12
    for (name, runs), colour in zip(arms.items(), COLOURS):
        band(axis, x, [r.detections("Eastern Mediterranean") / 1e3 for r in runs], name, colour)
    axis.axvline(2016 + 2.3 / 12, color="black", lw=0.8, ls=":")
    axis.set(ylabel="detections a month, thousands", title="Eastern Mediterranean: March 2016 as policies by date", xlim=(2014, 2019))
    finish(plot, axis, figure)


def gulf(arms, figure):
    year = lambda y: 12 * (y - 1975) - 1  # end of the year before
    head("Asians in the six states, thousands", *arms)
    for y in (1976, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020):
        row(f"January {y}", *(span([r.stock(GULF, ASIA)[year(y)] for r in runs]) for runs in arms.values()))
    print()
    head("Arabs from outside, thousands", *arms)
    for y in (1976, 1985, 1990, 1992, 2000, 2010, 2020):
        row(f"January {y}", *(span([r.stock(GULF, [c for c in r.others(*ASIA, *GULF)])[year(y)] for r in runs])
                              for runs in arms.values()))
    print()
    head("January 1985 over January 1975", *arms)
    row("Asians", *(span([r.stock(GULF, ASIA)[year(1985)] / asians_1975() for r in runs], 1, 1) for runs in arms.values()))
    print()
    head("January 1985, thousands", *arms)
    for c in ASIA:
        row(c, *(span([r.stock(GULF, [c])[year(1985)] for r in runs]) for runs in arms.values()))
    for g in GULF:
        row("Asians in " + g, *(span([r.stock([g], ASIA)[year(1985)] for r in runs]) for runs in arms.values()))
    print()
    head("returns a year, thousands", *arms)
    for first, last in ((1976, 1980), (1981, 1985), (1986, 1990), (1991, 1995), (2010, 2014), (2015, 2019)):
        row(f"{first} to {last}", *(span(months([r.arrivals(ASIA, ASIA, ["return"]) for r in runs], 12 * (first - 1975),
                                                12 * (last - 1974) - 1) / 5) for runs in arms.values()))
    plot, axis = plt.subplots(figsize=(8, 4.2))
    n = len(next(iter(arms.values()))[0].data["stocks"])
    x = 1975 + (np.arange(n) + 1) / 12
    for (name, runs), colour in zip(arms.items(), COLOURS):
        band(axis, x, [r.stock(GULF, ASIA) / 1e6 for r in runs], name, colour)
    low, high = (factor * asians_1975() / 1e6 for factor in (6, 14))
    axis.plot([1985, 1985], [low, high], color="black", lw=5, solid_capstyle="butt", label="6 to 14 times those of 1975")
    axis.set(ylabel="Asians in the six states, millions", title="Contract labour in the Gulf", xlim=(1975, 2020), ylim=(0, None))
    finish(plot, axis, figure)


def asians_1975():
    with open(SCENARIOS / "tables/gulf_stocks.csv") as f:
        rows = [line.strip().split(",") for line in f][1:]
    return sum(float(r[3]) for r in rows if r[0] in ASIA)


def brexit(arms, figure):
    kinds = {"EEA and Switzerland": lambda r: FREE, "others": lambda r: r.others("GBR", "IRL", *FREE)}
    for what, who in kinds.items():
        head(f"arrivals in the United Kingdom, {what}, thousands a year", *arms)
        for first, last in ((2012, 2013), (2014, 2015), (2016, 2017), (2018, 2020), (2021, 2021), (2022, 2022), (2023, 2023)):
            row(f"{first} to {last}" if first < last else first,
                *(span(months([r.arrivals(["GBR"], who(r)) for r in runs], 12 * (first - 2012), 12 * (last - 2011) - 1)
                       / (last - first + 1), digits=1) for runs in arms.values()))
        print()
    head("arrivals 2021 to 2023 over those with no exit, run by run", *arms)
    for what, who in kinds.items():
        base = months([r.arrivals(["GBR"], who(r)) for r in arms["no exit"]], 108, 143)
        row(what, *(span(months([r.arrivals(["GBR"], who(r)) for r in runs], 108, 143) / base, 1, 2) for runs in arms.values()))
    base = np.array([r.stock(["GBR"], FREE)[-1] for r in arms["no exit"]])
    row("stock of EEA and Swiss, end of 2023", *(span(np.array([r.stock(["GBR"], FREE)[-1] for r in runs]) / base, 1, 3)
                                                 for runs in arms.values()))
    base = np.array([r.arrivals(FREE, ["GBR"])[108:].sum() for r in arms["no exit"]])
    row("Britons into the EEA and Switzerland", *(span(np.array([r.arrivals(FREE, ["GBR"])[108:].sum() for r in runs]) / base, 1, 2)
                                                  for runs in arms.values()))
    print()
    head("arrivals 2021 to 2023 by channel, thousands a year", *arms)
    for what, who in kinds.items():
        for channel in ("free_movement", "labour", "family", "study", "asylum", "irregular"):
            row(f"{what}, {channel}", *(span(months([r.arrivals(["GBR"], who(r), [channel]) for r in runs], 108, 143) / 3, digits=1)
                                        for runs in arms.values()))
    plot, axes = plt.subplots(1, 2, figsize=(10, 4))
    for axis, (what, who) in zip(axes, kinds.items()):
        for (name, runs), colour in zip(arms.items(), COLOURS):
            series = [r.arrivals(["GBR"], who(r)).reshape(-1, 12).sum(axis=1) / 1e3 for r in runs]
            band(axis, 2012.5 + np.arange(len(series[0])), series, name, colour)
        axis.axvline(2021, color="black", lw=0.8, ls=":")
        axis.set(title=f"Citizens of {what.replace('others', 'other countries')}, without Ireland" if who(next(iter(arms.values()))[0]) == FREE
                 else f"Citizens of {what.replace('others', 'other countries')}", ylabel="arrivals a year, thousands", ylim=(0, None))
    finish(plot, axes[0], figure)


def finish(plot, axis, figure):
    axis.legend(frameon=False, fontsize=9)
    for one in plot.axes:
        one.spines[["top", "right"]].set_visible(False)
    plot.tight_layout()
    if figure:
        plot.savefig(figure, dpi=110)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sojourn")
    parser.add_argument("out", type=Path)
    parser.add_argument("scenario", choices=ARMS)
    parser.add_argument("--replicates", type=int, default=8)
    parser.add_argument("--persons-per-agent", type=float)
    parser.add_argument("--figure", type=Path)
    options = parser.parse_args()
    arms = simulate_all(options)
    {"eu_turkey": eu_turkey, "gulf": gulf, "brexit": brexit}[options.scenario](arms, options.figure)


if __name__ == "__main__":
    main()
