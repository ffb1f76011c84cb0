#!/usr/bin/python3
"""How the world of 2015 and that of 1990 meet stocks and flows between all countries.

    tools/studies/score/world_score.py SOJOURN OUT_DIR [--replicates N] [--persons-per-agent K]
        [--reference DIR] [--set PATH=VALUE]... [--steps]

Runs scenarios/world.toml (five years) and scenarios/world_1990.toml (twenty) with seeds 1..N, or
reuses the run files already in OUT_DIR, and prints Markdown. People abroad are counted as in UN DESA's
stocks: whoever lives outside the country that they were a citizen of at the start, the naturalised
since then among them. Flows are counted as in Abel and Cohen's: people who are elsewhere five years
later, by every change in every life. Totals stand in this file; what is by country or pair is read
from the reference data (scenarios/tables/README.md names the publishers), and left out without it.
--steps instead: world.toml from the catalog's defaults to its own behaviour, one change at a time.
"""
import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from score.world.facts import STOCKS_OF, Facts, poisson, start_stocks  # noqa: E402
from score.world.markdown import head, row, span  # noqa: E402
from score.world.measures import as_table, log_correlation, off_diagonal, rank_correlation, within  # noqa: E402
from score.world.runs import YEARS, simulate  # noqa: E402

# UN DESA, International Migrant Stock 2020: millions abroad, mid-year.
ABROAD = {1990: 153.0, 1995: 161.3, 2000: 173.2, 2005: 191.4, 2010: 221.0, 2015: 248.0, 2020: 280.6}
# Abel and Cohen 2019 (da_pb_closed): millions in five years from the year.
FLOW = {1990: 72.7, 1995: 71.4, 2000: 76.3, 2005: 89.0}
# World population, UN WPP 2022, millions.
PEOPLE = {1990: 5316, 1995: 5744, 2000: 6149, 2005: 6558, 2010: 6986, 2015: 7427}
# Left again within five years: OECD 2008, over countries of the OECD.
RETURNS = 0.25  # share of five-year flows that end in the country of birth (Azose and Raftery 2019)
# Where overlays/world_behaviour.toml departs from the catalog, with the catalog's defaults.
DEPARTURES = (("modules.naturalisation.enabled", "true"), ("modules.vital_rates.years_abroad", 10),
              ("modules.kin_calls.rate", 0.01), ("modules.labour.quota", 0.004), ("modules.intention.h0", 8e-5),
              ("modules.return_home.r0", 0.06))
MEASURES = ("correlation of logs", "of ranks", "within a factor of 2", "sum over published")


def steps(options):
    """What each departure from the defaults does to who is abroad."""
    head("from the defaults on, also", "growth in five years, %", "left their country, million a year",
         "came home", "died abroad")
    for k in range(len(DEPARTURES) + 1):
        name = DEPARTURES[k - 1][0] if k else "none"
        back = [f"{path}={value}" for path, value in DEPARTURES[k:]]
        run = simulate("world", 1, options, options.out / f"step-{k}.h5", back)
        start = start_stocks("world", run.ids)
        row(name.removeprefix("modules."), f"{100 * (run.abroad(5).sum() / start.sum() - 1):.1f}",
            *(f"{n / 5e6:.1f}" for n in run.accounts()))


def totals(name, first, runs, start):
    """Growth of everyone abroad, flows per head, returns."""
    head(f"`{name}.toml`", "years", "published", "simulated, mean (range)")
    for year in range(5, YEARS[name] + 1, 5):
        published = ABROAD[first + year] / ABROAD[first] - 1
        got = [100 * (r.abroad(year).sum() / start.sum() - 1) for r in runs]
        row("growth of people abroad, %", f"{first} to {first + year}", f"{100 * published:.1f}", span(got))
        begin = STOCKS_OF[name]
        row("stocks as published and what the run adds, millions", begin + year, ABROAD[begin + year],
            span([ABROAD[begin] + (r.abroad(year).sum() - start.sum()) / 1e6 for r in runs]))
    for year in range(0, YEARS[name], 5):
        flows = [r.moved(year, year + 5) for r in runs]
        then, until = first + year, first + year + 5
        latest = then if then in FLOW else max(FLOW)
        published = f"{100 * FLOW[latest] / PEOPLE[latest]:.2f}"
        published += "" if latest == then else f" ({latest} to {latest + 5})"
        row("moved, % of the world's people", f"{then} to {until}", published,
            span([f.sum() / 1e4 / PEOPLE[then] for f, _ in flows], 2))
        row("of these to their own country, %", f"{then} to {until}", f"{100 * RETURNS:.0f}",
            span([100 * back / f.sum() for f, back in flows]))
    if YEARS[name] > 6:
        left = [r.left_within(5) for r in runs]
        row("left again within five years, % of those who came", f"{first}", "20 to 50", span([100 * a for a, _ in left]))
        row("of these for their own country, %", "", "", span([100 * b / a for a, b in left]))
    print()
    head(f"`{name}.toml`, thousand a year", "mean")
    years = YEARS[name]
    for c, channel in enumerate(runs[0].channel):
        row("arrivals by " + channel, f"{np.mean([r.arrivals[:, c].sum() for r in runs]) / years / 1e3:,.0f}")
    row("naturalised", f"{np.mean([r.naturalised.sum() for r in runs]) / years / 1e3:,.0f}")
    print()


def fits(what, guess, known):
    row(what, f"{log_correlation(guess, known):.2f}", f"{rank_correlation(guess, known):.2f}",
        f"{within(guess, known, 2):.2f}", f"{guess.sum() / known.sum():.2f}")


def fits_all(name, guess, known):
    """`guess` and `known`: [origin, host]."""
    fits(f"{name}, by host", guess.sum(axis=0), known.sum(axis=0))
    fits(f"{name}, by origin", guess.sum(axis=1), known.sum(axis=1))
    fits(f"{name}, by pair", off_diagonal(guess), off_diagonal(known))


def stocks_later(facts, runs, start):
    """Stocks of 1990 plus what the run adds, against persistence and gravity, out of sample."""
    first, n = facts.stock(1990), len(facts.ids)
    law = poisson(facts.gravity(1990), off_diagonal(first))
    for year in (2000, 2010):
        known = facts.stock(year)
        added = np.mean([r.abroad(year - 1990) for r in runs], axis=0) - start
        head(f"stocks of {year}", *MEASURES)
        fits_all("simulated", np.maximum(0, first + added), known)
        fits_all("persistence: as in 1990", first, known)
        fits_all("gravity, fitted to 1990", as_table(law(facts.gravity(year)), n), known)
        print()
        head(f"change of stocks, 1990 to {year}", "correlation", "of ranks")
        for what, axis in (("host", 0), ("origin", 1)):
            a, b = added.sum(axis=axis), (known - first).sum(axis=axis)
            row("by " + what, f"{np.corrcoef(a, b)[0, 1]:.2f}", f"{rank_correlation(a, b):.2f}")
        row("by pair", f"{np.corrcoef(off_diagonal(added), off_diagonal(known - first))[0, 1]:.2f}",
            f"{rank_correlation(off_diagonal(added), off_diagonal(known - first)):.2f}")
        print()


def flows_between(facts, runs, first, start, before):
    """Five-year flows against the estimates of `start`, with those of `before` and gravity on them."""
    known, earlier = facts.flow(start), facts.flow(before)
    head(f"flows of {start} to {start + 5}", *MEASURES)
    year = max(0, start - first)
    fits_all(f"simulated, {first + year} to {first + year + 5}",
             np.mean([r.moved(year, year + 5)[0] for r in runs], axis=0), known)
    fits_all(f"persistence: as in {before} to {before + 5}", earlier, known)
    law = poisson(facts.gravity(before), off_diagonal(earlier))
    fits_all("gravity, fitted to those", as_table(law(facts.gravity(start)), len(facts.ids)), known)
    print()


def net_by_country(facts, runs, first):
    known, before = facts.net_migration(first, first + 4), facts.net_migration(first - 5, first - 1)
    head(f"net migration of countries, {first} to {first + 4}", "correlation", "of ranks", "right sign")
    got = np.mean([r.net[:60, : len(facts.ids)].sum(axis=0) for r in runs], axis=0)
    for what, guess in (("simulated", got), ("persistence: the five years before", before)):
        both = ~np.isnan(known) & ~np.isnan(guess)
        a, b = guess[both], known[both]
        row(what, f"{np.corrcoef(a, b)[0, 1]:.2f}", f"{rank_correlation(a, b):.2f}", f"{np.mean(np.sign(a) == np.sign(b)):.2f}")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sojourn")
    parser.add_argument("out", type=Path)
    parser.add_argument("--replicates", type=int, default=3)
    parser.add_argument("--persons-per-agent", type=float, default=1000)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--steps", action="store_true")
    options = parser.parse_args()
    if options.steps:
        return steps(options)
    for name, first in (("world", 2015), ("world_1990", 1990)):
        runs = [simulate(name, seed, options, options.out / f"{name}-{seed}.h5")
                for seed in range(1, options.replicates + 1)]
        start = start_stocks(name, runs[0].ids)
        totals(name, first, runs, start)
        if not options.reference or not options.reference.is_dir():
            print("No reference data: countries and pairs are left out.\n")
            continue
        facts = Facts(options.reference, runs[0].ids)
        if first == 2015:
            net_by_country(facts, runs, first)
            flows_between(facts, runs, first, 2005, 2000)
        else:
            stocks_later(facts, runs, start)
            flows_between(facts, runs, first, 1995, 1990)
            flows_between(facts, runs, first, 2005, 2000)


if __name__ == "__main__":
    main()
