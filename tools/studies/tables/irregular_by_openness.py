#!/usr/bin/python3
"""How people without papers per head rise with a host's openness: `irregular.reception` of scenarios/world.toml.

    tools/studies/tables/irregular_by_openness.py

Least squares over the hosts of scenarios/tables/world_irregular_2010.csv: the logarithm of people without papers per head of the
population on the logarithm of openness (world_countries_2015.csv), alone and with that of income. In the model the slope is
`b_admission` times `reception`.
"""
import csv
import sys
from collections import Counter
from pathlib import Path

import numpy as np

TABLES = Path(__file__).resolve().parents[3] / "scenarios" / "tables"


def rows(name):
    with open(TABLES / name, encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def slopes(regressors, response):
    """Coefficients without the constant, and their standard errors."""
    design = np.column_stack([np.ones(len(response)), *regressors])
    found = np.linalg.lstsq(design, response, rcond=None)[0]
    rest = response - design @ found
    variance = rest @ rest / (len(response) - design.shape[1])
    return found[1:], np.sqrt(variance * np.diag(np.linalg.inv(design.T @ design)))[1:]


def main():
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    persons = Counter()
    for row in rows("world_irregular_2010.csv"):
        persons[row["residence"]] += int(row["persons"])
    hosts = [row for row in rows("world_countries_2015.csv") if row["id"] in persons]
    log = lambda column: np.log([float(row[column]) for row in hosts])
    per_head = np.log([persons[row["id"]] for row in hosts]) - log("population")
    openness, income = log("openness"), log("gdp_per_capita")
    print(f"{len(hosts)} hosts: slope (standard error)")
    for name, regressors in (("openness", [openness]), ("openness, at equal income", [openness, income])):
        slope, error = slopes(regressors, per_head)
        print(f"{name}: {slope[0]:.2f} ({error[0]:.2f})")


if __name__ == "__main__":
    main()
