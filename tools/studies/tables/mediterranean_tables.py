#!/usr/bin/env python3
"""Regenerate the three tables of the scenario `mediterranean` (January 2014).

    tools/studies/tables/mediterranean_tables.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds covariates.csv, stock_undesa_rev2020.csv, stock_undesa_datatype.csv,
unhcr_refugees_yearly.csv and frontex_monthly_by_route.csv. Every figure taken from them is
rounded; every figure that is judged or stated from public statistics is a literal in mediterranean/.
The columns, their sources and the rounding rules are described in scenarios/tables/README.md.
Prints the season profiles, the checks and the totals.
"""
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tables.mediterranean.checks import check  # noqa: E402
from tables.mediterranean.corridors import make_corridors  # noqa: E402
from tables.mediterranean.countries import make_countries  # noqa: E402
from tables.mediterranean.seasons import season_profiles  # noqa: E402
from tables.mediterranean.shares import IRREGULAR_SHARE  # noqa: E402
from tables.mediterranean.stocks import make_stocks  # noqa: E402
from tables.sheets import write  # noqa: E402


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    ref = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).resolve().parents[3] / "scenarios" / "tables"
    countries = make_countries(ref)
    corridors = make_corridors([c[0] for c in countries])
    stocks = make_stocks(ref, {c[0]: set(c[21].split(";")) for c in countries})
    inside, abroad = check(countries, corridors, stocks)
    out.mkdir(parents=True, exist_ok=True)
    write(out / "mediterranean_countries.csv", ("id,name,population,gdp_per_capita,hdi,unemployment,stability,rule_of_law,"
          "capacity,rights,openness,birth_rate,life_expectancy,share_0_14,share_65_plus,tertiary_share,workforce_growth,latitude,"
          "longitude,languages,colonial_ties,regions").split(","), countries)
    write(out / "mediterranean_corridors.csv",
          "from,to,mode,km,enforcement,risk,price,season,route,detection".split(","), corridors)
    write(out / "mediterranean_stocks.csv", "citizenship,residence,status,persons".split(","), stocks)
    for name, p in season_profiles(ref).items():
        print("season", name, p)
    print("places", len(countries), "population", sum(c[2] for c in countries),
          "of which listed", sum(c[2] for c in countries if c[0] != "ROW"))
    print("corridors", len(corridors), "sea", sum(e[2] == "sea" for e in corridors), "with route", sum(e[8] != "" for e in corridors))
    by = defaultdict(int)
    for s in stocks:
        by[s[2]] += s[3]
    print("stocks", len(stocks), "persons", sum(by.values()), dict(by))
    print("from ROW", abroad["ROW"], "to ROW", inside["ROW"], "among the listed",
          sum(s[3] for s in stocks if "ROW" not in s[:2]))
    europe = sum(s[3] for s in stocks if s[2] == "irregular" and s[1] in IRREGULAR_SHARE)
    print("irregular in Europe", europe, "in LBY", sum(s[3] for s in stocks if s[2] == "irregular" and s[1] == "LBY"))
    size = {c[0]: c[2] for c in countries}
    print("largest shares of foreigners", [(i, round(inside[i] / size[i], 2)) for i in sorted(size, key=lambda i: -inside[i] / size[i])[:8]])


if __name__ == "__main__":
    main()
