#!/usr/bin/env python3
"""Regenerate the tables of the world: countries of 1990 and 2015, corridors, stocks of 1990 and 2010.

    python3 world_tables.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds countries.csv, covariates.csv, sim_country_panel.csv, dyads.csv,
free_movement_areas.csv, stock_undesa_rev2020.csv, stock_undesa_datatype.csv and
unhcr_refugees_yearly.csv. Every figure is rounded. What no reference has is modelled here, by the
laws below, some fitted to mediterranean_countries.csv, and marked so in scenarios/tables/README.md.
Prints the fits with their residuals, the checks and the totals.
"""
import csv
import math
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from mediterranean_tables import MIPEX, RIGHTS_PER_RULE_OF_LAW, figures, great_circle, plain, rows, unit, write

SMALLEST = 50_000  # persons in 2015; members of the United Nations below are left out
ALSO = ("HKG", "MAC", "PRI", "PSE")  # no members, counted apart by the United Nations
YEARS = {1990: 1990, 2015: 2010}  # start -> year of the stocks
SMALLEST_STOCK = 500
SEA_KM = 1500  # 1.2 x great circle between the coordinates of the table
# The thirty of `south_south`, and how far sea crossings among so few may reach.
THIRTY = """USA CAN GBR DEU FRA ITA ESP JPN KOR AUS CHN BRA MEX TUR THA ZAF ARG COL IDN VNM
            IND PAK BGD NGA ETH EGY MAR PHL KEN GHA""".split()
THIRTY_SEA_KM = 4000

COLUMNS = ("id,name,population,gdp_per_capita,hdi,unemployment,stability,rule_of_law,capacity,rights,openness,birth_rate,"
           "life_expectancy,share_0_14,share_65_plus,tertiary_share,workforce_growth,latitude,longitude,languages,"
           "colonial_ties,regions").split(",")
CORRIDOR_COLUMNS = "from,to,mode,km,enforcement,risk,price".split(",")
STOCK_COLUMNS = "citizenship,residence,status,persons".split(",")

NAMES = dict(BOL="Bolivia", CAF="Central African Rep.", COD="DR Congo", FSM="Micronesia", GBR="United Kingdom", IRN="Iran",
             LAO="Laos", NLD="Netherlands", PRK="North Korea", KOR="South Korea", TZA="Tanzania", USA="United States",
             VCT="St Vincent", VEN="Venezuela", HKG="Hong Kong", MAC="Macao", PSE="Palestine", RUS="Russia",
             MDA="Moldova", SYR="Syria", VNM="Vietnam", BRN="Brunei")
# MIPEX overall score / 100, edition of 2015 (year 2014), beside those of mediterranean_tables.
MIPEX_FAR = dict(CAN=.68, NZL=.70, AUS=.66, USA=.63, LUX=.57, KOR=.53, JPN=.44, EST=.46, ISL=.45, LTU=.37, LVA=.31)
# Shares of 0-14 and 65+ of 1990 as recalled from UN WPP, where many people move from or to.
AGES_1990 = dict(USA=(.22, .125), CAN=(.207, .113), GBR=(.19, .157), FRA=(.20, .14), DEU=(.16, .149), ITA=(.165, .149),
                 ESP=(.20, .134), JPN=(.184, .12), KOR=(.256, .05), AUS=(.22, .11), SWE=(.18, .178), RUS=(.23, .10),
                 CHN=(.285, .056), IND=(.38, .038), BRA=(.355, .043), MEX=(.39, .042), IDN=(.365, .038))
EVENLY_OPEN = .3  # in every country, for scenarios whose figures rest on it
# Openness revealed by who is there: 0.3 where one in ten was born abroad, as in the OECD.
OPENNESS_PER_SHARE_ABROAD, LEAST_OPEN = 3, .02
NO_SURPLUS = 10_000  # income per head from which labour is in no surplus [int. $ / year]
# Where covariates and panel have nothing.
UNEMPLOYMENT_UNKNOWN = .08

# Label <- areas of free_movement_areas.csv whose members carry it.
ORGANISATIONS = {"EU_EEA": "EEA", "GCC": "GCC", "ECOWAS": "ECOWAS", "CSME": "CARICOM", "MERCOSUR_RES": "MERCOSUR",
                 "CAN": "ANDEAN", "CEMAC": "CEMAC", "EAC": "EAC", "EAEU": "EAEU"}
EEA_OUTSIDE_EU = {"NOR", "ISL", "CHE"}
COLONISERS = {"GBR", "FRA", "PRT", "ESP", "NLD", "BEL", "ITA", "USA", "AUS", "NZL", "JPN", "RUS", "DNK"}

# Counted by birth in the stocks: the share taken to be foreign citizens where borders moved.
SOVIET = set("ARM AZE BLR EST GEO KAZ KGZ LVA LTU MDA RUS TJK TKM UKR UZB".split())
YUGOSLAV = set("BIH HRV MKD MNE SRB SVN".split())
CZECHOSLOVAK, INDIAN, ETHIOPIAN = {"CZE", "SVK"}, {"IND", "PAK", "BGD"}, {"ETH", "ERI"}
MOVED_BORDERS = ((SOVIET, .3), (YUGOSLAV, .3), (CZECHOSLOVAK, .3), (INDIAN, .1), (ETHIOPIAN, .3))
BY_DESCENT = {"ISR": .2}


def foreign_share(orig, dest):
    for states, share in MOVED_BORDERS:
        if orig in states and dest in states:
            return share
    return .2 if (orig, dest) == ("PSE", "JOR") else BY_DESCENT.get(dest, 1.0)


def fit(name, x, y):
    slope, intercept = statistics.linear_regression(x, y)
    rest = [b - intercept - slope * a for a, b in zip(x, y)]
    print(f"{name} = {intercept:.2f} {slope:+.2f} x, n {len(x)}, residual sd {statistics.pstdev(rest):.3f}")
    return lambda value: intercept + slope * value


def fits(tables):
    """Life expectancy and tertiary schooling by HDI, from what mediterranean_countries.csv recalls."""
    known = [r for r in rows(tables / "mediterranean_countries.csv") if r["id"] != "ROW"]
    hdi = [float(r["hdi"]) for r in known]
    life = fit("life expectancy", hdi, [float(r["life_expectancy"]) for r in known])
    odds = [math.log(p / (1 - p)) for p in (float(r["tertiary_share"]) for r in known)]
    log_odds = fit("log odds of tertiary share", hdi, odds)
    return life, lambda h: 1 / (1 + math.exp(-log_odds(h)))


class Reference:
    def __init__(self, folder):
        self.folder = folder
        self.country = {r["iso3"]: r for r in rows(folder / "countries.csv")}
        self.yearly = {(r["iso3"], int(r["year"])): r for r in rows(folder / "covariates.csv")}
        self.panel = {(r["iso3"], int(r["year"])): r for r in rows(folder / "sim_country_panel.csv")
                      if int(r["year"]) in YEARS}
        self.born_abroad = defaultdict(float)  # (host, year) -> persons, from everywhere
        for r in rows(folder / "stock_undesa_rev2020.csv"):
            if r["orig"] != r["dest"]:
                self.born_abroad[r["dest"], int(r["year"])] += float(r["stock"])
        self.ids = sorted(i for i, c in self.country.items()
                          if (c["un_member"] == "1" and self.number(i, 2015, "pop") >= SMALLEST) or i in ALSO)

    def number(self, i, year, column, default=None):
        cell = self.yearly.get((i, year), {}).get(column, "")
        if not cell and default is None:
            raise KeyError((i, year, column))
        return float(cell) if cell else default

    def births(self, i, year):
        """[births / person / year]; the nearest year that has a figure."""
        for other in sorted(range(1990, 2016), key=lambda y: abs(y - year)):
            found = self.number(i, other, "birth_rate_per_1000", 0)
            if found:
                return found / 1000
        raise KeyError((i, "birth rate"))

    def dependants(self, i, year):
        """Share of the population outside 15 to 64."""
        ratio = self.number(i, year, "age_dependency") / 100
        return ratio / (1 + ratio)

    def young(self, i, year, life):
        """Share of 0 to 14: fifteen years of births that have survived."""
        survive = 1 - .12 * min(1, max(0, (78 - life) / 30))
        born = sum(self.births(i, y) * self.number(i, y, "pop") for y in range(year - 14, year + 1))
        return survive * born / self.number(i, year, "pop")

    def ages(self, i, year, life, young_of):
        """Shares of 0 to 14 and of 65 and more; before there are fifteen years of births, the young
        among the dependants go by the birth rate as they did in 2015."""
        if year == 1990 and i in AGES_1990:
            return AGES_1990[i]
        dependants = self.dependants(i, year)
        counted = year - 14 >= 1990
        young = self.young(i, year, life) if counted else dependants * young_of(1000 * self.births(i, year))
        young = min(young, dependants - .02, .5)
        old = min(dependants - young, .27)
        return dependants - old, old

    def openness(self, i, start):
        """Revealed by the share of its people who were born abroad, in the year of the stocks."""
        year = YEARS[start]
        share = self.born_abroad[i, year] / self.number(i, year, "pop")
        return min(1, max(LEAST_OPEN, OPENNESS_PER_SHARE_ABROAD * share))

    def labour_demand_growth(self, i, year):
        """Labour is demanded by all who consume, so demand grows with the population but for
        migration, over five years of data [1/year]; where income is low, labour is in surplus
        (Lewis 1954), and demand grows by less."""
        a, b = (1990, 1995) if year < 1995 else (year - 5, year)
        first, last = (self.number(i, y, "pop") for y in (a, b))
        came = sum(self.number(i, y, "net_migration", 0) for y in range(a, b))
        growth = math.log(max(1, last - came) / first) / (b - a)
        surplus = min(1, float(self.panel[i, year]["gdp_pc_ppp_2021"]) / NO_SURPLUS)
        return min(.04, max(-.015, growth * (surplus if growth > 0 else 1)))


def organisations(ref, year):
    labels = defaultdict(list)
    for r in rows(ref.folder / "free_movement_areas.csv"):
        label = ORGANISATIONS.get(r["area"])
        if label and int(r["from_year"]) <= year and not (r["to_year"] and int(r["to_year"]) <= year):
            labels[r["iso3"]].append(label)
            if label == "EEA" and r["iso3"] not in EEA_OUTSIDE_EU:
                labels[r["iso3"]].append("EU")
    return labels


def colonial_ties(ref):
    ties = defaultdict(set)
    for r in rows(ref.folder / "dyads.csv"):
        a, b = r["orig"], r["dest"]
        if r["col45"] == "1" and a in ref.ids and b in ref.ids and b in COLONISERS and a not in COLONISERS:
            ties[a].add(b)
    return ties


def share_of_young(ref, life_of, year=2015):
    """Of the people outside 15 to 64, by births per 1000: fitted to a year from 2004 on."""
    births, odds = [], []
    for i in ref.ids:
        young, old = ref.ages(i, year, life_of(float(ref.panel[i, year]["hdi"])), None)
        births.append(1000 * ref.births(i, year))
        odds.append(math.log(young / old))
    log_odds = fit("log odds of young among dependants", births, odds)
    return lambda b: 1 / (1 + math.exp(-log_odds(b)))


def make_countries(ref, year, life_of, tertiary_of, young_of):
    labels, ties, table = organisations(ref, year), colonial_ties(ref), []
    for i in ref.ids:
        c, p = ref.country[i], ref.panel[i, year]
        hdi, law = float(p["hdi"]), round(unit(p["wgi_rule_of_law"] or 0), 2)
        life = life_of(hdi)
        young, old = ref.ages(i, year, life, young_of)
        idle = float(p["unemployment_pct"]) / 100 if p["unemployment_pct"] else UNEMPLOYMENT_UNKNOWN
        rights = MIPEX.get(i) or MIPEX_FAR.get(i) or RIGHTS_PER_RULE_OF_LAW * law
        region = c["un_intermediate"] or c["un_subregion"]
        table.append([
            i, NAMES.get(i, c["name"]), figures(p["pop"], 3), figures(p["gdp_pc_ppp_2021"], 3), plain(hdi, 2), plain(idle, 2),
            plain(unit(p["wgi_political_stability"] or 0), 2), plain(law, 2), plain(law, 2), plain(rights, 2), plain(ref.openness(i, year), 2),
            plain(round(2000 * ref.births(i, year)) / 2, 1), plain(round(2 * life) / 2, 1), plain(young, 2), plain(old, 2),
            plain(tertiary_of(hdi), 2), plain(ref.labour_demand_growth(i, year), 3), plain(c["capital_lat"] or c["lat"], 1),
            plain(c["capital_lon"] or c["lon"], 1), c["languages"].replace("|", ";"), ";".join(sorted(ties[i])),
            ";".join([region] + sorted(labels[i]))])
    return table


def sea_lanes(ref, km, ids, reach):
    """Pairs without a land border: each coastal state's three nearest others within reach, and the
    nearest one however far."""
    coastal = [i for i in ids if ref.country[i]["landlocked"] == "0"]
    for a in coastal:
        near = sorted((km[a, b], b) for b in coastal if b != a and b not in land_neighbours(ref, a))
        for rank, (length, b) in enumerate(near[:3]):
            if length <= reach or rank == 0:
                yield tuple(sorted((a, b)))


def land_neighbours(ref, i):
    return {b for b in ref.country[i]["borders"].split("|") if b in ref.ids}


def make_corridors(ref, countries, reach):
    """Land borders and short sea crossings, both ways; control by what the destination can and how
    much richer it is."""
    of = {c[0]: c for c in countries}
    km = {(a, b): 1.2 * great_circle([float(x) for x in of[a][17:19]], [float(x) for x in of[b][17:19]])
          for a in of for b in of if a != b}
    pairs = {(a, b, "land") for a in of for b in land_neighbours(ref, a) if b in of}
    pairs |= {(*p, "sea") for a, b in sea_lanes(ref, km, of, reach) for p in ((a, b), (b, a))}
    table = []
    for a, b, mode in sorted(pairs):
        gap = min(1, max(0, math.log(of[b][3] / of[a][3]) / math.log(8)))
        free = "EEA" in of[a][21] and "EEA" in of[b][21]
        control = .02 if free else .05 + .75 * float(of[b][8]) * gap
        risk, price = (.004, 1200) if mode == "sea" else (.0003, 150)
        length = max(50, round(km[a, b] / 10) * 10)
        table.append([a, b, mode, length, plain(control, 2), risk, price])
    return table


def make_stocks(ref, year):
    ids = set(ref.ids)
    adds_refugees = {r["dest"] for r in rows(ref.folder / "stock_undesa_datatype.csv")
                     if r["rev"] == "2020" and int(r["year"]) == year and r["includes_refugees"] == "1"}
    protected = defaultdict(int)
    for r in rows(ref.folder / "unhcr_refugees_yearly.csv"):
        if int(r["year"]) == year and r["orig"] in ids and r["host"] in ids and r["orig"] != r["host"]:
            protected[r["orig"], r["host"], "refugee"] += int(float(r["refugees"] or 0))
            protected[r["orig"], r["host"], "asylum_applicant"] += int(float(r["asylum_seekers"] or 0))
    table = {k: figures(n, 2) for k, n in protected.items() if n >= SMALLEST_STOCK}
    for r in rows(ref.folder / "stock_undesa_rev2020.csv"):
        o, d = r["orig"], r["dest"]
        if int(r["year"]) != year or o not in ids or d not in ids or o == d:
            continue
        counted_apart = protected[o, d, "refugee"] + protected[o, d, "asylum_applicant"]
        n = float(r["stock"])
        n = max(0, n - (counted_apart if d in adds_refugees else min(counted_apart, .5 * n))) * foreign_share(o, d)
        if n >= SMALLEST_STOCK:
            table[o, d, "regular"] = figures(n, 2)
    return [[*k, n] for k, n in sorted(table.items())]


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


def evenly_open(countries):
    at = COLUMNS.index("openness")
    return [[*c[:at], plain(EVENLY_OPEN, 2), *c[at + 1:]] for c in countries]


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
    tables = Path(__file__).resolve().parents[2] / "scenarios" / "tables"
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
