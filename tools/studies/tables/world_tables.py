#!/usr/bin/env python3
"""Regenerate the tables of the world: countries of 1990 and 2015, corridors, stocks of 1990 and 2010.

    tools/studies/tables/world_tables.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds countries.csv, covariates.csv, sim_country_panel.csv, dyads.csv,
free_movement_areas.csv, stock_undesa_rev2020.csv, stock_undesa_datatype.csv and
unhcr_refugees_yearly.csv. Every figure is rounded. What no reference has is modelled in world/,
by laws, some fitted to mediterranean_countries.csv, and marked so in scenarios/tables/README.md.
Prints the fits with their residuals, the checks and the totals.
"""
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tables.sheets import write  # noqa: E402
from tables.world.corridors import CORRIDOR_COLUMNS, SEA_KM, make_corridors  # noqa: E402
from tables.world.countries import COLUMNS, evenly_open, make_countries  # noqa: E402
from tables.world.laws import fits, share_of_young  # noqa: E402
from tables.world.reference import YEARS, Reference  # noqa: E402
from tables.world.stocks import STOCK_COLUMNS, make_stocks  # noqa: E402

# The thirty of `south_south`, and how far sea crossings among so few may reach.
THIRTY = """USA CAN GBR DEU FRA ITA ESP JPN KOR AUS CHN BRA MEX TUR THA ZAF ARG COL IDN VNM
            IND PAK BGD NGA ETH EGY MAR PHL KEN GHA""".split()
THIRTY_SEA_KM = 4000


def check(countries, stocks):
    size = {c[0]: c[2] for c in countries}
    assert len(size) == len(countries) <= 250
    for c in countries:
        assert all(0 <= float(v) <= 1 for v in c[4:11] + c[13:16]), c
        assert float(c[13]) + float(c[14]) < .65 and float(c[14]) >= .01, c
        assert -.02 < float(c[16]) < .05, c
    inside = defaultdict(int)
    for o, d, _, n in stocks:
        assert o in size and d in size and n > 0
        inside[d] += n
    assert all(inside[i] < .95 * n for i, n in size.items()), [(i, inside[i], n) for i, n in size.items() if inside[i] >= .95 * n]
    by = defaultdict(int)
    for row in stocks:
        by[row[2]] += row[3]
    print("countries", len(countries), "persons", sum(size.values()), "stocks", len(stocks), dict(by))
    print("most foreigners", [(i, round(inside[i] / size[i], 2)) for i in sorted(size, key=lambda i: -inside[i] / size[i])[:8]])


def write_thirty(ref, out, countries, stocks):
    """The rows of the thirty, and corridors among them."""
    some = evenly_open([c for c in countries if c[0] in THIRTY])
    write(out / "south_south_countries.csv", COLUMNS, some)
    write(out / "south_south_stocks.csv", STOCK_COLUMNS, [s for s in stocks if s[0] in THIRTY and s[1] in THIRTY])
    write(out / "south_south_corridors.csv", CORRIDOR_COLUMNS, make_corridors(ref, some, THIRTY_SEA_KM))


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    ref = Reference(Path(sys.argv[1]))
    tables = Path(__file__).resolve().parents[3] / "scenarios" / "tables"
    out = Path(sys.argv[2]) if len(sys.argv) == 3 else tables
    life_of, tertiary_of = fits(tables)
    young_of = share_of_young(ref, life_of)
    out.mkdir(parents=True, exist_ok=True)
    for start, counted in YEARS.items():
        countries, stocks = make_countries(ref, start, life_of, tertiary_of, young_of), make_stocks(ref, counted)
        check(countries, stocks)
        write(out / f"world_countries_{start}.csv", COLUMNS, countries)
        if start == 1990:
            write(out / "world_countries_1990_evenly_open.csv", COLUMNS, evenly_open(countries))
        if start == 2015:
            corridors = make_corridors(ref, countries, SEA_KM)
            print("corridors", len(corridors), "sea", sum(c[2] == "sea" for c in corridors))
            write(out / "world_corridors.csv", CORRIDOR_COLUMNS, corridors)
            write_thirty(ref, out, countries, stocks)
        write(out / f"world_stocks_{counted}.csv", STOCK_COLUMNS, stocks)


if __name__ == "__main__":
    main()
