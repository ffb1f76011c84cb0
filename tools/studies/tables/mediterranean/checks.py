"""What the tables of the Mediterranean must hold."""
import math
from collections import defaultdict


def check(countries, corridors, stocks):
    ids = [c[0] for c in countries]
    assert len(ids) == len(set(ids)), "an id twice"
    for c in countries:
        for v in c[2:19]:
            assert math.isfinite(float(v)), c
        assert all(0 <= float(v) <= 1 for v in c[4:11]), c
        assert all(t in ids for t in c[20].split(";") if t), c
    keys = set()
    for e in corridors:
        assert e[0] in ids and e[1] in ids and e[0] != e[1], e
        assert e[2] in ("land", "sea") and e[7] in ("", "aegean", "central", "western"), e
        assert all(math.isfinite(float(e[k])) and float(e[k]) >= 0 for k in (3, 4, 5, 6, 9)), e
        assert float(e[4]) <= 1 and float(e[5]) <= 1 and float(e[9]) <= 1, e
        key = (e[0], e[1], e[2], e[8])
        assert key not in keys, ("twice", e)
        keys.add(key)
    after, before = defaultdict(set), defaultdict(set)
    for e in corridors:
        after[e[0]].add(e[1])
        before[e[1]].add(e[0])

    def reach(i, graph):
        todo, done = [i], {i}
        while todo:
            for j in graph[todo.pop()] - done:
                done.add(j)
                todo.append(j)
        return done

    for i in ("SYR", "ERI", "NGA", "AFG", "DEU"):
        missing = set(ids) - {"ROW"} - reach(i, after)
        assert not missing, (i, "does not reach", missing)
    missing = set(ids) - reach("DEU", before)
    assert not missing, ("DEU is not reached from", missing)
    size = {c[0]: c[2] for c in countries}
    inside, abroad, seen = defaultdict(int), defaultdict(int), set()
    for o, d, status, n in stocks:
        assert o in ids and d in ids and o != d and n > 0 and (o, d, status) not in seen, (o, d, status, n)
        seen.add((o, d, status))
        inside[d] += n
        abroad[o] += n
    for i in ids:
        assert inside[i] < .6 * size[i], (i, "more foreigners than residents", inside[i], size[i])
    return inside, abroad
