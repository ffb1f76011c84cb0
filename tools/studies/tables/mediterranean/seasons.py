"""Seasons of the sea, from detections by month."""
from collections import defaultdict

from tables.sheets import rows


def season_profiles(ref):
    seen = defaultdict(lambda: defaultdict(lambda: [0.0] * 12))
    for r in rows(ref / "frontex_monthly_by_route.csv"):
        y, m = map(int, r["month"].split("-"))
        seen[r["route"]][y][m - 1] += float(r["detections"])
    out = {}
    for name, route, years in (("aegean", "Eastern Mediterranean Route", (2009, 2010, 2011, 2012, 2013)),
                               ("central", "Central Mediterranean Route", (2009, 2010, 2012, 2013)),
                               ("western", "Western Mediterranean Route", (2009, 2010, 2011, 2012, 2013))):
        share = [sum(seen[route][y][m] / sum(seen[route][y]) for y in years) / len(years) for m in range(12)]
        smooth = [(share[m - 1] + share[m] + share[(m + 1) % 12]) / 3 for m in range(12)]
        out[name] = [round(s / max(smooth), 2) for s in smooth]
    return out
