#!/usr/bin/env python3
"""Regenerate world_conflict_deaths.csv: people killed in conflict a year, 1990 to 2018, for the countries of the world's table.

    tools/studies/tables/conflict_deaths_table.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds conflict_deaths_yearly.csv (PRIO Battle Deaths 3.1, UCDP GED 23.1). The best estimate of each year holds from
its January on; where one-sided and non-state deaths are known, they are in it. A country is told from the first year on.
"""
import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
YEARS = range(1990, 2019)
DIGITS = 3


def rounded(deaths):
    return int(float(f"{deaths:.{DIGITS}g}"))


def deaths_by_year(path, known):
    deaths = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["iso3"] in known and int(row["year"]) in YEARS:
                of_all = max(float(row["best"] or 0), float(row["all_violence"] or 0))
                deaths.setdefault(row["iso3"], {})[int(row["year"])] = rounded(of_all)
    return deaths


def changes(by_year):
    """(date, deaths) of the first January and of every one that differs from the year before, and of the last month."""
    before = None
    for year in YEARS:
        now = by_year.get(year, 0)
        if now != before:
            yield f"{year}-01", now
        before = now
    yield f"{YEARS[-1]}-12", before


def main(reference, out=ROOT / "scenarios" / "tables"):
    with open(ROOT / "scenarios" / "tables" / "world_countries_2015.csv", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    with open(Path(out) / "world_conflict_deaths.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["country", "date", "conflict_deaths"])
        for country, by_year in sorted(deaths_by_year(Path(reference) / "conflict_deaths_yearly.csv", known).items()):
            if any(by_year.values()):
                table.writerows([country, date, deaths] for date, deaths in changes(by_year))


if __name__ == "__main__":
    main(*sys.argv[1:])
