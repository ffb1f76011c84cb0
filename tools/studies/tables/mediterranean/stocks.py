"""Rows of mediterranean_stocks.csv."""
from collections import defaultdict

from tables.cells import figures
from tables.mediterranean.shares import (AFGHANS_IRREGULAR_SHARE_IN_IRAN, IRREGULAR_ADDED, IRREGULAR_SHARE, KOSOVO_SHARE,
                                         LIBYA, UNRWA_REFUGEES, foreign_share)
from tables.sheets import rows


def make_stocks(ref, regions):
    ids = set(regions)
    fold = lambda i: i if i in ids and i != "ROW" else "ROW"
    adds_refugees = {r["dest"] for r in rows(ref / "stock_undesa_datatype.csv")
                     if r["rev"] == "2020" and r["year"] == "2010" and r["includes_refugees"] == "1"}
    u = {2010: defaultdict(lambda: [0, 0]), 2013: defaultdict(lambda: [0, 0])}
    for r in rows(ref / "unhcr_refugees_yearly.csv"):
        y = int(r["year"])
        if y in u and r["orig"] != r["host"]:
            u[y][r["orig"], r["host"]][0] += int(float(r["refugees"] or 0))
            u[y][r["orig"], r["host"]][1] += int(float(r["asylum_seekers"] or 0))

    def refugees_inside(o, d):  # how many of the 2010 stock are refugees counted elsewhere in this table, or gone
        a, b = sum(u[2010][o, d]), sum(u[2013][o, d])
        return a if d in adds_refugees else min(a, b)

    desa = {(r["orig"], r["dest"]): float(r["stock"]) for r in rows(ref / "stock_undesa_rev2020.csv") if r["year"] == "2010"}
    stock = defaultdict(float)  # (citizenship, residence, status)

    def put(o, d, status, n):
        o, d = fold(o), fold(d)
        if o == d or n <= 0:
            return
        k = KOSOVO_SHARE.get(d, 0) if o == "SRB" else 0
        if k:
            stock["XKX", d, status] += k * n
        stock[o, d, status] += (1 - k) * n

    for (o, d), n in desa.items():
        if d == "LBY":
            continue
        over = refugees_inside(o, d)
        if o == "SSD":  # in 2010 refugees of both Sudans were counted as Sudanese
            over += max(0, refugees_inside("SDN", d) - desa.get(("SDN", d), 0))
        n = max(0.0, n - over) * foreign_share(fold(o), fold(d))
        if o == "PSE" and d in UNRWA_REFUGEES:
            put(o, d, "refugee", n)
        elif (o, d) == ("AFG", "IRN"):
            put(o, d, "irregular", AFGHANS_IRREGULAR_SHARE_IN_IRAN * n)
            put(o, d, "regular", (1 - AFGHANS_IRREGULAR_SHARE_IN_IRAN) * n)
        else:
            put(o, d, "regular", n)

    for (o, d, status), n in list(stock.items()):  # people without papers in Europe
        if status == "regular" and d in IRREGULAR_SHARE and not regions[o] & {"EU", "EFTA"}:
            stock[o, d, "irregular"] += IRREGULAR_SHARE[d] * n
            stock[o, d, status] -= IRREGULAR_SHARE[d] * n
    for status, m in LIBYA.items():
        for o, n in m.items():
            stock[o, "LBY", status] += n
    for (o, d), n in IRREGULAR_ADDED.items():
        stock[o, d, "irregular"] += n

    registered = defaultdict(float)
    keep, stock = stock, registered  # the same folding for the registered
    for (o, d), (n, m) in u[2013].items():
        for status, x in (("refugee", n), ("asylum_applicant", m)):
            oo, dd = fold(o), fold(d)
            if oo == dd or x <= 0:
                continue
            k = KOSOVO_SHARE.get(dd, 0) if oo == "SRB" else 0
            registered["XKX", dd, status] += k * x
            registered[oo, dd, status] += (1 - k) * x

    table = defaultdict(int)
    for (o, d, status), n in keep.items():
        if n >= (500 if status == "regular" else 300):
            table[o, d, status] += figures(n, 2)
    for (o, d, status), n in registered.items():
        if n >= 300:
            table[o, d, status] += figures(n, 3)
    return [[*k, n] for k, n in sorted(table.items())]
