"""Rows of world_corridors.csv."""
import math

from tables.cells import plain
from tables.distances import great_circle

SEA_KM = 1500  # 1.2 x great circle between the coordinates of the table
CORRIDOR_COLUMNS = "from,to,mode,km,enforcement,risk,price".split(",")


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
