"""Rows of world_stocks_1990.csv and world_stocks_2010.csv."""
from collections import defaultdict

from tables.cells import figures
from tables.sheets import rows

SMALLEST_STOCK = 500
STOCK_COLUMNS = "citizenship,residence,status,persons".split(",")
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
