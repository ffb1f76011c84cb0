#!/usr/bin/python3
"""Regenerate the tables of scenarios/gulf_contracts_1975.toml.

    tools/studies/tables/gulf_tables.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds population_yearly.csv and covariates.csv. What is recalled, rounded or judged stands here in
literals; scenarios/tables/README.md names publishers and years.
"""
import csv
import sys
from pathlib import Path

GULF = ("SAU", "ARE", "KWT", "QAT", "OMN", "BHR")
ROW = "name life young old tertiary hdi lat lon languages ties".split()
COUNTRIES = {line.split("|")[0]: dict(zip(ROW, line.split("|")[1:])) for line in """\
SAU|Saudi Arabia|59|0.44|0.03|0.03|0.50|24.6|46.8|ara|
ARE|United Arab Emirates|65|0.29|0.02|0.05|0.60|24.5|54.4|ara|
KWT|Kuwait|69|0.44|0.02|0.08|0.66|29.3|48.0|ara|
QAT|Qatar|71|0.34|0.02|0.06|0.65|25.2|51.5|ara|
OMN|Oman|55|0.46|0.03|0.02|0.35|23.6|58.6|ara|
BHR|Bahrain|67|0.43|0.02|0.05|0.62|26.2|50.6|ara|
IND|India|51|0.41|0.035|0.02|0.33|28.6|77.2|eng;hin;tam|
PAK|Pakistan|56|0.44|0.035|0.015|0.33|33.7|73.1|eng;urd|
BGD|Bangladesh|48|0.46|0.03|0.01|0.30|23.7|90.4|ben|
LKA|Sri Lanka|66|0.39|0.045|0.01|0.55|6.9|79.9|sin;tam|
NPL|Nepal|44|0.42|0.03|0.01|0.24|27.7|85.3|nep|
PHL|Philippines|61|0.44|0.03|0.12|0.52|14.6|121.0|eng;fil|
IDN|Indonesia|55|0.42|0.035|0.01|0.42|-6.1|106.8|ind|
THA|Thailand|61|0.43|0.035|0.02|0.47|13.7|100.5|tha|
KOR|South Korea|64|0.38|0.035|0.07|0.57|37.5|127.0|kor|
EGY|Egypt|53|0.41|0.045|0.04|0.42|30.1|31.2|ara|
YEM|Yemen|43|0.48|0.03|0.005|0.25|15.4|44.2|ara|
JOR|Jordan|63|0.48|0.03|0.05|0.53|31.9|35.9|ara|
SYR|Syria|61|0.48|0.03|0.03|0.47|33.5|36.3|ara|
SDN|Sudan|51|0.46|0.03|0.01|0.28|15.6|32.5|ara;eng|
LBN|Lebanon|66|0.41|0.05|0.07|0.60|33.9|35.5|ara;fra|
""".splitlines()}

# Gapminder's `gdpPercap` (2005 int. $, after Penn World Table 6 and the World Bank), recalled and rounded;
# multiplied so that 1992 is the World Bank's. The Emirates and Qatar, which it lacks: after the World Bank's
# and the United Nations' series in constant dollars, already in 2021 int. $.
OLD_YEARS = (1972, 1977, 1982, 1987, 1992)
OLD = {"SAU": (24837, 34168, 33693, 21198, 24842), "KWT": (109348, 59265, 31354, 28118, 34933),
       "OMN": (10618, 11848, 12955, 18115, 18617), "BHR": (18269, 19340, 19211, 18524, 19036),
       "IND": (724, 813, 856, 977, 1164), "PAK": (1050, 1176, 1443, 1705, 1972),
       "BGD": (630, 660, 677, 752, 838), "LKA": (1213, 1349, 1648, 1877, 2154),
       "NPL": (675, 694, 718, 776, 898), "PHL": (1989, 2373, 2603, 2190, 2279),
       "IDN": (1111, 1383, 1517, 1748, 2383), "THA": (1524, 1961, 2394, 2983, 4617),
       "KOR": (3031, 4657, 5623, 8533, 12104), "EGY": (2024, 2785, 3504, 3885, 3795),
       "JOR": (2111, 2852, 4161, 4449, 3432), "SYR": (2571, 3196, 3761, 3116, 3340),
       "SDN": (1660, 2203, 1895, 1508, 1492), "LBN": (7486, 8660, 7641, 5377, 6891)}
STATED = {"ARE": {1975: 195000, 1980: 190000, 1985: 122000},
          "QAT": {1975: 140000, 1980: 130000, 1985: 90000},
          "YEM": {1975: 3200, 1977: 3700, 1982: 4000, 1987: 3900, 1992: 3800, 2014: 3800, 2016: 2200, 2019: 2200}}
YEARS = (1975, 1977, 1982, 1985, 1987, 1990, 1992, 1995, 1998, 2000, 2003, 2005, 2008, 2010, 2012, 2014, 2016, 2019, 2020)

# What the shocks of gulf_contracts_1975.toml make of demand, and so of income: (from, months, change).
DEMAND = ((1975.0, 90, 0.65), (1982.5, 78, -0.22), (1989.0, 168, -0.26), (2003.0, 138, 0.18), (2014.5, 66, -0.16))

# Workers in the six in 1975 by nationality (Birks and Sinclair 1980), recalled and rounded. The last column of
# "other Asians" is split by judgement below.
WORKERS = {"SAU": dict(EGY=95000, YEM=335000, JOR=175000, SDN=35000, LBN=20000, OMN=17500, SYR=15000, PAK=15000, IND=15000),
           "ARE": dict(EGY=12500, YEM=9000, JOR=14500, SDN=1500, LBN=4500, OMN=14000, SYR=4500, PAK=100000, IND=61500),
           "KWT": dict(EGY=37600, YEM=11400, JOR=47700, SDN=900, LBN=7200, OMN=3700, SYR=16500, PAK=11000, IND=21500),
           "QAT": dict(EGY=2900, YEM=1300, JOR=6000, SDN=400, LBN=500, OMN=1900, SYR=800, PAK=16000, IND=16000),
           "OMN": dict(EGY=4600, YEM=100, JOR=1600, SDN=500, LBN=1100, SYR=400, PAK=32500, IND=26000),
           "BHR": dict(EGY=1200, YEM=2200, JOR=600, SDN=400, LBN=100, OMN=1400, SYR=100, PAK=6700, IND=8900)}
OTHER_ASIANS = {"SAU": dict(KOR=6000, PHL=1000, IDN=1000), "ARE": dict(BGD=1500, LKA=500), "KWT": dict(BGD=500, LKA=600),
                "QAT": dict(BGD=1500, LKA=500), "OMN": dict(BGD=200), "BHR": dict(KOR=500, PHL=500)}
ASIA = ("IND", "PAK", "BGD", "LKA", "NPL", "PHL", "IDN", "THA", "KOR")


def table(path, key):
    with open(path) as f:
        return {(r["iso3"], int(r["year"])): r[key] for r in csv.DictReader(f)}


def between(points, year):
    known = sorted(points)
    if year <= known[0]:
        return points[known[0]]
    for a, b in zip(known, known[1:]):
        if a <= year <= b:
            return points[a] + (points[b] - points[a]) * (year - a) / (b - a)
    return points[known[-1]]


def income(wdi, country):
    """[2021 int. $ / year] by year."""
    points = {y: float(wdi[country, y]) for y in range(1990, 2020) if wdi.get((country, y))}
    if country in OLD:
        factor = points[1992] / OLD[country][-1]
        points |= {y: v * factor for y, v in zip(OLD_YEARS, OLD[country]) if y < 1990}
    return points | STATED.get(country, {})


def demand(year):
    """Factor on demand for labour that the shocks make, beside the trend."""
    factor = 1.0
    for start, months, change in DEMAND:
        factor *= 1 + change * min(1, max(0, (year - start) * 12 / months))
    return factor


def rounded(x, digits=3):
    return f"{float(f'{x:.{digits}g}'):.10g}"


def main():
    reference = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).resolve().parents[3] / "scenarios/tables"
    people = table(reference / "population_yearly.csv", "total")
    births = table(reference / "population_yearly.csv", "births")
    wdi = table(reference / "covariates.csv", "gdp_pc_ppp_2021")
    with open(out / "gulf_countries.csv", "w") as f:
        f.write("id,name,population,gdp_per_capita,hdi,unemployment,stability,rights,openness,birth_rate,life_expectancy,"
                "share_0_14,share_65_plus,tertiary_share,workforce_growth,latitude,longitude,languages,regions\n")
        for c, r in COUNTRIES.items():
            gulf = c in GULF
            total = float(people[c, 1975])
            f.write(",".join([c, r["name"], rounded(total), rounded(between(income(wdi, c), 1975)), r["hdi"],
                              "0.02" if gulf else "0.05", "0.5", "0.2" if gulf else "0.3", "0.3",
                              f"{round(2000 * float(births[c, 1975]) / total) / 2:g}",
                              r["life"], r["young"], r["old"], r["tertiary"], "0.05" if gulf else "0.025", r["lat"],
                              r["lon"], r["languages"], "GCC" if gulf else "Asia" if c in ASIA else "Arab"]) + "\n")
    with open(out / "gulf_stocks.csv", "w") as f:
        f.write("citizenship,residence,status,persons\n")
        for place in GULF:
            for who, n in (WORKERS[place] | OTHER_ASIANS[place]).items():
                f.write(f"{who},{place},{'temporary' if who in ASIA else 'regular'},{n}\n")
    with open(out / "gulf_history.csv", "w") as f:
        f.write("country,date,gdp_per_capita,note\n")
        for c in COUNTRIES:
            points = income(wdi, c)
            years = sorted({*YEARS, *(() if c not in GULF else (1989, 1991))})
            for y in years:
                published = between(points, y)
                value = published / demand(y) if c in GULF else published
                f.write(f"{c},{y}-01,{rounded(value)},{rounded(published)}\n")


if __name__ == "__main__":
    main()
