"""Rows of mediterranean_countries.csv."""
import math

from tables.cells import figures, plain, unit
from tables.mediterranean.statements import FILL, OPENNESS, PLACE, WORLD_POPULATION, statements
from tables.rights import MIPEX, RIGHTS_PER_RULE_OF_LAW
from tables.sheets import rows


def make_countries(ref):
    stated = {f[0]: f for f in statements()}
    now, nxt = {}, {}
    for r in rows(ref / "covariates.csv"):
        if r["year"] == "2013":
            now[r["iso3"]] = r
        elif r["year"] == "2014":
            nxt[r["iso3"]] = r

    rest = [r for i, r in now.items() if i not in stated and r["pop"]]

    def mean_of_rest(column):
        s = [(float(r["pop"]), float(r[column])) for r in rest if r[column]]
        return sum(p * v for p, v in s) / sum(p for p, _ in s)

    table, listed = [], 0
    for i, f in stated.items():
        _, name, life, young, old, tertiary, growth, effectiveness, languages, ties, regions = f
        if i == "ROW":
            get, population = mean_of_rest, figures(WORLD_POPULATION - listed, 3)
        else:
            r = now[i]
            get = r.__getitem__
            population = figures(math.sqrt(float(r["pop"]) * float(nxt[i]["pop"])), 3)
            listed += population

        def value(key, column, scale=1.0):
            return FILL[i, key] if (i, key) in FILL else float(get(column)) * scale

        law = round(unit(get("wgi_rule_of_law")), 2)
        rights = MIPEX.get(i, RIGHTS_PER_RULE_OF_LAW * law)
        table.append([i, name, population, int(round(value("gdp", "gdp_pc_ppp_2021"), -2)), plain(value("hdi", "hdi"), 2),
                      plain(value("unemployment", "unemployment_pct", .01), 2), plain(unit(get("wgi_political_stability")), 2),
                      plain(law, 2), plain(unit(effectiveness), 2), plain(rights, 2), plain(OPENNESS.get(i, 0.3), 2),
                      plain(round(2 * float(get("birth_rate_per_1000"))) / 2, 1), plain(life, 1), plain(young, 3), plain(old, 3), plain(tertiary, 2),
                      plain(growth, 3), plain(PLACE[i][0], 1), plain(PLACE[i][1], 1), languages, ties, regions])
    return table
