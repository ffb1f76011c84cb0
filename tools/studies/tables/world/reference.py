"""What the reference data say of a country, and what is modelled where they are silent."""
import math
from collections import defaultdict

from tables.sheets import rows

SMALLEST = 50_000  # persons in 2015; members of the United Nations below are left out
ALSO = ("HKG", "MAC", "PRI", "PSE")  # no members, counted apart by the United Nations
YEARS = {1990: 1990, 2015: 2010}  # start -> year of the stocks
# Shares of 0-14 and 65+ of 1990 as recalled from UN WPP, where many people move from or to.
AGES_1990 = dict(USA=(.22, .125), CAN=(.207, .113), GBR=(.19, .157), FRA=(.20, .14), DEU=(.16, .149), ITA=(.165, .149),
                 ESP=(.20, .134), JPN=(.184, .12), KOR=(.256, .05), AUS=(.22, .11), SWE=(.18, .178), RUS=(.23, .10),
                 CHN=(.285, .056), IND=(.38, .038), BRA=(.355, .043), MEX=(.39, .042), IDN=(.365, .038))
# Openness revealed by who is there: 0.3 where one in ten was born abroad, as in the OECD.
OPENNESS_PER_SHARE_ABROAD, LEAST_OPEN = 3, .02
NO_SURPLUS = 10_000  # income per head from which labour is in no surplus [int. $ / year]


class Reference:
    def __init__(self, folder, years=YEARS):
        """`years`: start -> year of the stocks."""
        self.folder, self.years = folder, years
        self.country = {r["iso3"]: r for r in rows(folder / "countries.csv")}
        self.yearly = {(r["iso3"], int(r["year"])): r for r in rows(folder / "covariates.csv")}
        self.panel = {(r["iso3"], int(r["year"])): r for r in rows(folder / "sim_country_panel.csv")
                      if int(r["year"]) in years}
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
        year = self.years[start]
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
