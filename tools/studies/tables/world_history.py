#!/usr/bin/env python3
"""Regenerate world_history.csv and world_history_to_2019.csv: what incomes, unemployment and stability were.

    tools/studies/tables/world_history.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds sim_country_panel.csv. A figure of a year stands in the middle of it. What the panel has filled in
is left out, so that the figure of the world's table holds; Venezuela's are in literals here, with their source.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tables.cells import figures, plain, unit  # noqa: E402
from tables.sheets import rows, write  # noqa: E402

YEARS = range(2014, 2024)
LAST_WGI = 2022  # the panel keeps it for 2023
COLUMNS = ["country", "date", "gdp_per_capita", "unemployment", "stability"]
# IMF, World Economic Outlook of October 2022: growth of real GDP, recalled. Per head of the people of 2015: how many left
# is what a scenario is to say. The level of 2015 is that of world_countries_2015.csv.
VENEZUELA_2015 = 21_100
VENEZUELA_GROWTH = {2015: -.062, 2016: -.170, 2017: -.157, 2018: -.197, 2019: -.277, 2020: -.300, 2021: .005, 2022: .06,
                    2023: .065}
# The same: 2014 to 2016 of April 2017, 2017 of April 2018, 2018 of April 2019 (recalled). No estimate since; later years
# keep it.
VENEZUELA_UNEMPLOYMENT = {2014: .07, 2015: .07, 2016: .21, 2017: .27, 2018: .35}


def venezuela():
    """Income per head by year [int. $]."""
    income = {2015: VENEZUELA_2015}
    income[2014] = income[2015] / (1 + VENEZUELA_GROWTH[2015])
    for year in YEARS[2:]:
        income[year] = income[year - 1] * (1 + VENEZUELA_GROWTH[year])
    return income


def attributes(row):
    """The cells of a country and year; empty where the panel has no figure of its own."""
    income = figures(row["gdp_pc_ppp_2021"], 3) if row["gdp_src"] == "wdi" else ""
    unemployment = plain(float(row["unemployment_pct"]) / 100, 3) if row["unemployment_pct"] else ""
    known = row["wgi_political_stability"] and int(row["year"]) <= LAST_WGI
    stability = plain(unit(row["wgi_political_stability"]), 2) if known else ""
    return [income, unemployment, stability]


def history(reference, tables):
    listed = {r["id"] for r in rows(tables / "world_countries_2015.csv")}
    income = venezuela()
    for row in rows(reference / "sim_country_panel.csv"):
        year = int(row["year"])
        if row["iso3"] not in listed or year not in YEARS:
            continue
        cells = attributes(row)
        if row["iso3"] == "VEN":
            cells[:2] = figures(income[year], 3), VENEZUELA_UNEMPLOYMENT[min(year, 2018)]
        if any(cell != "" for cell in cells):
            yield [row["iso3"], f"{year}-07", *cells]


def main(reference, out):
    table = sorted(history(reference, out))
    write(out / "world_history.csv", COLUMNS, table)
    write(out / "world_history_to_2019.csv", COLUMNS, [row for row in table if row[1] < "2020"])
    without = {row[0] for row in table} - {row[0] for row in table if row[2] != ""}
    print(f"{len(table)} rows, {len({row[0] for row in table})} countries; no income of: {' '.join(sorted(without))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parents[3] / "scenarios/tables")
