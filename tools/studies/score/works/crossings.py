"""The Mediterranean of 2014 and 2015 by the ids of the reference figures."""

import sojourn

EAST, CENTRAL = "Eastern Mediterranean", "Central Mediterranean"
NEIGHBOURS = ("TUR", "LBN", "JOR", "IRQ")
ALL = ("regular", "irregular", "asylum_applicant", "refugee", "protected", "in_transit", "stranded", "detained")
FLED = ("asylum_applicant", "refugee", "protected")


def figures(path):
    with sojourn.open(path) as run:
        year = run.time.dt.year
        seen = run.detections.sel(time=year == 2015)
        east = seen.sel(route=EAST).sum("citizenship")
        found = {
            "GR2015": float(east.sum()),
            "GRPEAK": float(east.sel(time=east.time.dt.month == 10).sum()),
            "GRSYR": 100 * float(seen.sel(route=EAST, citizenship="SYR").sum() / east.sum()),
            "IT2015": float(seen.sel(route=CENTRAL).sum()),
            "DR_EM15": deaths(run, EAST), "DR_CM15": deaths(run, CENTRAL),
        }
        found["GRGROW"] = found["GRPEAK"] / max(1.0, float(east.sel(time=east.time.dt.month == 1).sum()))
        for then in (2014, 2015):
            end = run.stocks.sel(citizenship="SYR").isel(time=int((year <= then).sum()) - 1)
            fled = of_status(end, FLED).drop_sel(residence="SYR")
            found[f"TUR{then}"] = float(of_status(end, ALL).sel(residence="TUR"))
            found[f"NB{then}"] = float(fled.sel(residence=list(NEIGHBOURS)).sum() / fled.sum())
    return found


def of_status(stocks, chosen):
    return stocks.sel(status=list(chosen)).sum("status")


def deaths(run, route):
    """Dead in 2015 of a thousand who died or came to be counted."""
    then = run.time.dt.year == 2015
    dead = float(run.crossing_deaths.sel(time=then, corridor=run.corridor_route == route).sum())
    return 1000 * dead / (dead + float(run.detections.sel(time=then, route=route).sum()))
