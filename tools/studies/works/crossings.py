"""The Mediterranean of 2014 and 2015 by the ids of the reference figures."""

import sojourn

EAST, CENTRAL = "Eastern Mediterranean", "Central Mediterranean"
NEIGHBOURS = ("TUR", "LBN", "JOR", "IRQ")
ABROAD = ("regular", "irregular", "asylum_applicant", "refugee", "protected", "temporary", "in_transit", "stranded")


def figures(path):
    with sojourn.open(path) as run:
        year = run.time.dt.year
        seen = run.detections.sel(time=year == 2015)
        east = seen.sel(route=EAST).sum("citizenship")
        syrians = run.stocks.sel(citizenship="SYR", status=[s for s in ABROAD if s in run.status.values]).sum("status")
        found = {
            "GR2015": float(east.sum()),
            "GRPEAK": float(east.sel(time=east.time.dt.month == 10).sum()),
            "GRSYR": 100 * float(seen.sel(route=EAST, citizenship="SYR").sum() / east.sum()),
            "IT2015": float(seen.sel(route=CENTRAL).sum()),
            "DR_EM15": deaths(run, EAST), "DR_CM15": deaths(run, CENTRAL),
        }
        found["GRGROW"] = found["GRPEAK"] / max(1.0, float(east.sel(time=east.time.dt.month == 1).sum()))
        for then in (2014, 2015):
            end = syrians.isel(time=int((year <= then).sum()) - 1)
            away = end.drop_sel(residence="SYR").sum()
            found[f"TUR{then}"] = float(end.sel(residence="TUR"))
            found[f"NB{then}"] = float(end.sel(residence=list(NEIGHBOURS)).sum() / away)
    return found


def deaths(run, route):
    """Dead in 2015 of a thousand who tried and were not stopped."""
    ways = run.corridor_route == route
    at = dict(time=run.time.dt.year == 2015, corridor=ways)
    dead, over = float(run.crossing_deaths.sel(at).sum()), float(run.crossings.sel(at).sum())
    return 1000 * dead / (dead + over)
