"""Rows of mediterranean_corridors.csv."""
from tables.cells import plain
from tables.distances import great_circle
from tables.mediterranean.statements import PLACE
from tables.mediterranean.ways import EAST, EB, EDGES, GUARDED_ONE_WAY, PAIRS


def make_corridors(ids):
    out = []

    def add(a, b, mode, km, e, risk, price, season, route, detection):
        if km == "":
            km = 1.2 * great_circle(PLACE[a], PLACE[b])
        km = max(50, int(round(float(km) / 10) * 10))
        out.append([a, b, mode, km, plain(e, 2), plain(risk, 4), plain(price, 0), season, route, plain(detection, 2)])

    for line in EDGES.strip().splitlines():
        if not line.startswith("#"):
            a, b, mode, km, e, risk, price, season, route, detection = line.split("|")
            add(a, b, mode, km, e, risk, price, season, route, detection)
    for line in PAIRS.strip().splitlines():
        if not line.startswith("#"):
            a, b, mode, km, e, risk, price = line.split("|")
            add(a, b, mode, km, e, risk, price, "", "", 0)
            if (a, b) in GUARDED_ONE_WAY:
                e, risk, price = .02, 0, 100
            if a != "ROW":  # journeys out of the modelled region are not followed
                add(b, a, mode, km, e, risk, price, "", "", 0)
    for a, b, km, e, risk, price, detection in EAST:
        add(a, b, "land", km, e, risk, price, "", EB, detection)
        add(b, a, "land", km, .05, 0, 100, "", "", 0)
    return out
