"""Laws fitted to what is known: life expectancy, schooling, who is young."""
import math
import statistics

from tables.sheets import rows


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


def share_of_young(ref, life_of, year=2015):
    """Of the people outside 15 to 64, by births per 1000: fitted to a year from 2004 on."""
    births, odds = [], []
    for i in ref.ids:
        young, old = ref.ages(i, year, life_of(float(ref.panel[i, year]["hdi"])), None)
        births.append(1000 * ref.births(i, year))
        odds.append(math.log(young / old))
    log_odds = fit("log odds of young among dependants", births, odds)
    return lambda b: 1 / (1 + math.exp(-log_odds(b)))
