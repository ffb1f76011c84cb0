#!/usr/bin/python3
"""Regenerate the incomes and unemployment of scenarios/brexit_2012.toml.

    tools/studies/tables/brexit_tables.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds covariates.csv (World Bank, World Development Indicators). A year's figure stands in the
middle of the year, rounded; the last stands at the end of the run as well. What the World Bank lacks is left out.
"""
import csv
import sys
from pathlib import Path

COUNTRIES = """GBR IRL AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN ISL ITA LTU LUX LVA MLT NLD NOR POL PRT ROU
               SVK SVN SWE CHE IND PAK BGD LKA CHN HKG PHL NGA GHA KEN ZWE ZAF JAM TUR USA CAN AUS""".split()
YEARS = range(2011, 2024)


def main():
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).resolve().parents[3] / "scenarios/tables"
    with open(Path(sys.argv[1]) / "covariates.csv") as f:
        known = {(r["iso3"], int(r["year"])): r for r in csv.DictReader(f)}
    with open(out / "brexit_history.csv", "w") as f:
        f.write("country,date,gdp_per_capita,unemployment\n")
        for country in COUNTRIES:
            for year in YEARS:
                r = known.get((country, year), {})
                income, jobless = r.get("gdp_pc_ppp_2021"), r.get("unemployment_pct")
                if not income and not jobless:
                    print("nothing is known of", country, year)
                    continue
                cells = (f"{round(float(income), -2):.0f}" if income else "",
                         f"{float(jobless) / 100:.3f}" if jobless else "")
                dates = (f"{year}-07", f"{year + 1}-01") if year == YEARS[-1] else (f"{year}-07",)
                for date in dates:
                    f.write(f"{country},{date},{','.join(cells)}\n")


if __name__ == "__main__":
    main()
