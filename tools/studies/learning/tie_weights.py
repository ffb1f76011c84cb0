#!/usr/bin/python3
"""What a common language and a colonial past weigh in recorded flows: the weights of ties in proximity, as Markdown.

    tools/studies/learning/tie_weights.py REFERENCE_DIR SCENARIO_COUNTRIES.csv

Poisson pseudo-maximum likelihood (Santos Silva and Tenreyro 2006) of outward flows of five years from 1990, 1995 and
2000 (closed method) between all pairs, with a constant for each origin and each destination in each period:

    ln flow = constants + b_d*exp(-km/2000) + b_l*language + b_c*colony [+ b_s*ln(1 + stock/(1e-5*people))]

A payoff has b_proximity (3) times proximity in it, so a tie weighs b/3 in proximity. Standard errors are clustered by
pair of countries, both directions and all periods together.
"""
import argparse
import csv
from pathlib import Path

import numpy as np

from recorded_flows import recorded, table

PERIODS = (1990, 1995, 2000)
B_PROXIMITY, REACH_KM, STOCK_SHARE = 3, 2000, 1e-5  # the defaults of the program


def ties(path, ids):
    """km, common official language and colonial past of pairs [origin, destination]; pairs without a row are NaN."""
    at = {i: n for n, i in enumerate(ids)}
    found = np.full((3, len(ids), len(ids)), np.nan)
    with open(path, encoding="utf-8") as f:
        for row in csv.DictReader(f):
            if row["orig"] in at and row["dest"] in at:
                found[:, at[row["orig"]], at[row["dest"]]] = [float(row[k] or "nan")
                                                              for k in ("distcap_km", "comlang_official", "colony")]
    return found


def with_margins(weight, flows, rounds=2000, close=1e-10):
    """The table a_i*weight_ij*b_j that has the margins of `flows`, by iterative proportional fitting."""
    a, b = np.ones(flows.shape[:2]), np.ones((len(flows), flows.shape[2]))
    for _ in range(rounds):
        before = a.copy()
        a = flows.sum(2) / np.maximum(np.einsum("pij,pj->pi", weight, b), 1e-300)
        b = flows.sum(1) / np.maximum(np.einsum("pij,pi->pj", weight, a), 1e-300)
        if np.abs(a - before).max() <= close * np.abs(a).max():
            break
    return a[:, :, None] * weight * b[:, None, :]


def within(x, mean, rounds=300):
    """x [k, period, i, j] less its means by origin and by destination, weighted by `mean`."""
    rows, columns = np.maximum(mean.sum(2), 1e-300), np.maximum(mean.sum(1), 1e-300)
    for _ in range(rounds):
        x = x - ((x * mean).sum(3) / rows)[..., None]
        shift = (x * mean).sum(2) / columns
        x = x - shift[:, :, None, :]
        if np.abs(shift).max() < 1e-12:
            break
    return x


def ppml(flows, x, known):
    """Coefficients and standard errors of flows [period, i, j] on x [k, period, i, j] where `known`."""
    flows, x = flows * known, x * known
    beta = np.zeros(len(x))
    for _ in range(100):
        mean = with_margins(np.exp(np.einsum("k,kpij->pij", beta, x)) * known, flows)
        centred = within(x, mean)
        hessian = np.einsum("kpij,pij,lpij->kl", centred, mean, centred, optimize=True)
        step = np.linalg.solve(hessian, np.einsum("kpij,pij->k", centred, flows - mean))
        beta = beta + step
        if np.abs(step).max() < 1e-9:
            return beta, clustered(centred, flows - mean, hessian)
    raise SystemExit("tie_weights: no maximum was found")


def clustered(centred, residual, hessian):
    score = (centred * residual).sum(1)
    score = score + score.transpose(0, 2, 1)
    pairs = np.triu_indices(score.shape[1], 1)
    by_pair = score[:, pairs[0], pairs[1]]
    bread = np.linalg.inv(hessian)
    return np.sqrt(np.diag(bread @ (by_pair @ by_pair.T) @ bread))


def print_row(name, names, beta, error, weights):
    cells = [f"{b:.2f} ({b - 1.96 * e:.2f} to {b + 1.96 * e:.2f})" for b, e in zip(beta, error)]
    cells += [""] * (len(names) - len(cells))
    tied = [f"{beta[k] / B_PROXIMITY:.2f}" for k in (1, 2)] if weights else ["", ""]
    print("| " + " | ".join([name, *cells, *tied]) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("countries", type=Path)
    args = parser.parse_args()
    with open(args.countries, encoding="utf-8") as f:
        ids = [row["id"] for row in csv.DictReader(f)]
    flows = np.stack([recorded(args.reference, "pb", year, ids)[0] for year in PERIODS])
    stock = table(args.reference / "stock_undesa_rev2020.csv", ids, ("orig", "dest"), "stock", PERIODS)
    people = table(args.reference / "population_yearly.csv", ids, ("iso3",), "total", PERIODS)
    km, language, colony = ties(args.reference / "dyads.csv", ids)
    known = np.isfinite(km + language + colony) & ~np.eye(len(ids), dtype=bool)
    known = known & np.stack([people[year][:, None] > 0 for year in PERIODS])
    pair = np.nan_to_num(np.stack([np.exp(-km / REACH_KM), language, colony]))
    x = np.repeat(pair[:, None], len(PERIODS), axis=1)
    kin = np.stack([np.log1p(stock[year] / np.maximum(STOCK_SHARE * people[year][:, None], 1)) for year in PERIODS])
    names = ("nearness", "language", "colony", "compatriots")
    print("| law | " + " | ".join(names) + " | language, weight in proximity | colony, weight in proximity |")
    print("| --- " * (len(names) + 3) + "|")
    print_row("without compatriots", names, *ppml(flows, x, known), True)
    print_row("with compatriots", names, *ppml(flows, np.concatenate([x, kin[None]]), known), True)
    print(f"\n{int(known.sum()):,} pairs and periods, {int((flows * known).sum()):,} persons.")


if __name__ == "__main__":
    main()
