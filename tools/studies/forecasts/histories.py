"""Recorded histories of incomes, unemployment and deaths in conflict, as a scenario's table."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tables.cells import figures, plain  # noqa: E402
from tables.sheets import rows, write  # noqa: E402
from tables.world_history import venezuela  # noqa: E402

COLUMNS = ["country", "date", "gdp_per_capita", "unemployment", "conflict_deaths"]
LAST_INCOME, LAST_DEATHS = 2023, 2022  # of the reference data
USUAL_YEARS = 5  # before the start, whose deaths the learnt constants hold already


def incomes(reference, ids, years):
    """Rows of incomes and unemployment in the middle of each year; what the panel has filled in is left out, but for Venezuela's
    income, which it has not: by the IMF's estimates, as in world_history.py."""
    fall = venezuela()
    for row in rows(reference / "sim_country_panel.csv"):
        if row["iso3"] not in ids or int(row["year"]) not in years:
            continue
        income = figures(row["gdp_pc_ppp_2021"], 3) if row["gdp_src"] == "wdi" else ""
        if row["iso3"] == "VEN":
            income = figures(fall[int(row["year"])], 3) if int(row["year"]) in fall else ""
        idle = plain(float(row["unemployment_pct"]) / 100, 3) if row["unemployment_pct"] else ""
        if income != "" or idle != "":
            yield [row["iso3"], f"{row['year']}-07", income, idle, ""]


def deaths_by_year(reference, ids):
    """{(country, year): deaths in conflict}; years and countries without a row had none recorded."""
    return {(row["iso3"], int(row["year"])): float(row["best"] or 0)
            for row in rows(reference / "conflict_deaths_yearly.csv") if row["iso3"] in ids}


def excess_deaths(deaths, country, start, year):
    """Deaths of a year above the mean of the years before `start`: what flows of those years held drives nobody twice."""
    usual = sum(deaths.get((country, y), 0) for y in range(start - USUAL_YEARS, start)) / USUAL_YEARS
    return max(0, deaths.get((country, year), 0) - usual)


def wars(reference, ids, start, last):
    """Rows of excess deaths from the start on, and of their end after the last year that is known."""
    deaths = deaths_by_year(reference, ids)
    for country in sorted({c for c, y in deaths if start <= y <= last}):
        told = [excess_deaths(deaths, country, start, year) for year in range(start, last + 1)]
        if not any(told):
            continue
        for year, count in zip(range(start, last + 2), [*told, 0]):
            yield [country, f"{year}-07" if year == start else f"{year}-01", "", "", round(count)]


def write_history(reference, out, ids, start, last):
    """The table of `start` to `last`, at most as far as the data go. @return its path"""
    path = out / f"history_{start}_{last}.csv"
    incomes_of = incomes(reference, set(ids), range(start, min(last, LAST_INCOME) + 1))
    write(path, COLUMNS, sorted([*incomes_of, *wars(reference, set(ids), start, min(last, LAST_DEATHS))], key=lambda r: r[:2]))
    return path
