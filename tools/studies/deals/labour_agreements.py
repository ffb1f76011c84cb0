#!/usr/bin/python3
"""What makes two states sign an agreement on labour: the hazard of `labour_deals`, estimated on the
years before 2005 and scored on those from 2005 on.

    tools/studies/deals/labour_agreements.py DATA

DATA holds bilateral_labour_agreements.csv and _design.csv (Chilton and Woda 2022),
sim_country_panel.csv (World Bank), dyads.csv (CEPII) and stock_undesa_rev2020.csv (UN DESA). Prints
Markdown tables: coefficients, the area under the curve by dyad-year, and shares of terms.
"""

import argparse
import pathlib

import numpy as np
import pandas as pd

FIRST, SPLIT, LAST = 1991, 2005, 2019
SMALL_STOCK = 1000  # persons, beside which a stock counts
TERMS = ("quota", "contract_standard", "wage_prot", "social_security", "contract_renewal",
         "reintegration", "remittances", "perm_resid", "prot_equal", "joint_commit", "info_exch")
NAMES = ("constant", "gap", "slack", "distance", "people", "peers_host", "peers_home")


def known_agreements(folder):
    """(country, country, year); who of the two is host is for rows_of to say."""
    table = pd.read_csv(folder / "bilateral_labour_agreements.csv")
    return table[["iso3_a", "iso3_b", "year"]].dropna().astype({"year": int})


def stocks_of(folder):
    """Persons by (origin, destination, year of the count)."""
    table = pd.read_csv(folder / "stock_undesa_rev2020.csv")
    return {(row.orig, row.dest, row.year): row.stock for row in table.itertuples() if row.stock > 0}


def distances_of(folder):
    table = pd.read_csv(folder / "dyads.csv")
    return {(row.orig, row.dest): np.log(max(row.dist_km, 50) / 1000)
            for row in table.itertuples()}


def panel_of(folder):
    table = pd.read_csv(folder / "sim_country_panel.csv")
    return {(row.iso3, row.year): (row.gdp_pc_ppp_2021, row.unemployment_pct / 100, row.pop)
            for row in table.itertuples()
            if np.isfinite(row.gdp_pc_ppp_2021) and np.isfinite(row.unemployment_pct)}


def peers_before(agreements, year):
    """How many agreements each country has signed in the twenty years before, with anybody."""
    recent = agreements[(agreements.year < year) & (agreements.year >= year - 20)]
    return pd.concat([recent.iso3_a, recent.iso3_b]).value_counts().to_dict()


def rows_of(folder):
    """Dyad-years as (year, features, signed); the side with more income is the host. Its
    unemployment stands for slack in its market of labour: shortages are not measured."""
    agreements = known_agreements(folder)
    signed = {(frozenset((a, b)), year) for a, b, year in agreements.itertuples(index=False)}
    stocks, dyads, panel = stocks_of(folder), distances_of(folder), panel_of(folder)
    years, features, outcomes = [], [], []
    for year in range(FIRST, LAST + 1):
        peers = peers_before(agreements, year)
        count = min(2010, (year - 1) // 5 * 5)  # the last one that was known
        states = sorted({iso for iso, y in panel if y == year - 1})
        facts = {iso: panel[iso, year - 1] for iso in states}
        for i, one in enumerate(states):
            for other in states[i + 1:]:
                if (one, other) not in dyads:
                    continue
                host, home = (one, other) if facts[one][0] >= facts[other][0] else (other, one)
                people = stocks.get((home, host, count), 0)
                years.append(year)
                features.append((1, np.log(facts[host][0] / facts[home][0]), facts[host][1],
                                 dyads[one, other], np.log1p(people / SMALL_STOCK),
                                 np.log1p(peers.get(host, 0)), np.log1p(peers.get(home, 0))))
                outcomes.append((frozenset((one, other)), year) in signed)
    return np.array(years), np.array(features), np.array(outcomes, dtype=float)


def fit(features, outcomes, ridge=1e-6):
    """Coefficients of the logit with the greatest likelihood, by Newton's method."""
    weights = np.zeros(features.shape[1])
    weights[0] = np.log(outcomes.mean() / (1 - outcomes.mean()))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (outcomes - chance) - ridge * weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features
        step = np.linalg.solve(bend + ridge * np.eye(len(weights)), slope)
        step *= min(1, 2 / np.abs(step).max())  # far from the maximum Newton's steps overshoot
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    errors = np.sqrt(np.diag(np.linalg.inv(bend)))
    return weights, errors


def area_under_curve(scores, outcomes):
    """Chance that a dyad-year with a signature has a higher score than one without."""
    order = pd.Series(scores).rank().to_numpy()
    n = outcomes.sum()
    return (order[outcomes > 0].sum() - n * (n + 1) / 2) / (n * (len(outcomes) - n))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    folder = parser.parse_args().data
    years, features, outcomes = rows_of(folder)
    early = years < SPLIT
    weights, errors = fit(features[early], outcomes[early])
    print("| of the log odds, a year | coefficient | standard error |\n| --- | --- | --- |")
    for name, weight, error in zip(NAMES, weights, errors):
        print(f"| {name} | {weight:.3f} | {error:.3f} |")
    scores = features @ weights
    print("\n| dyad-years | signatures | area under the curve |\n| --- | --- | --- |")
    for name, part in ((f"{FIRST} to {SPLIT - 1}, fitted", early),
                       (f"{SPLIT} to {LAST}, not seen", ~early)):
        area = area_under_curve(scores[part], outcomes[part])
        print(f"| {part.sum():,} {name} | {outcomes[part].sum():.0f} | {area:.3f} |")
    shuffled = np.random.default_rng(1).permutation(outcomes[~early])
    print(f"| control: signatures dealt out at random | {shuffled.sum():.0f} | "
          f"{area_under_curve(scores[~early], shuffled):.3f} |")
    for left_out in ("gap", "slack", "distance", "people", "peers_host", "peers_home"):
        kept = [i for i, name in enumerate(NAMES) if name != left_out]
        some, _ = fit(features[early][:, kept], outcomes[early])
        area = area_under_curve(features[~early][:, kept] @ some, outcomes[~early])
        print(f"| without {left_out} | {outcomes[~early].sum():.0f} | {area:.3f} |")
    design = pd.read_csv(folder / "bilateral_labour_agreements_design.csv")
    print("\n| term | share of 570 agreements | of those since 1990 |\n| --- | --- | --- |")
    for term in TERMS:
        recent = design[design.year >= 1990][term]
        print(f"| {term} | {(design[term] > 0).mean():.3f} | {(recent > 0).mean():.3f} |")


if __name__ == "__main__":
    main()
