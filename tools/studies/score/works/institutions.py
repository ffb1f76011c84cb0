"""Agreements with Turkey, Britain's open door, and the processes in which states meet."""

import csv
import functools
import pathlib

import numpy as np

import sojourn

from .shares import jaccard
from .texts import last_year

EIGHT = ("POL", "CZE", "HUN", "SVK", "LTU", "LVA", "SVN", "EST")
RETURNS = ("return", "visit")


@functools.lru_cache(None)
def turkey(path):
    """Agreements of the union with Turkey, oldest first."""
    found = sojourn.deals(path)
    return found[found.deal == "EU-TUR"].sort_values("from")


def turkey_date(path):
    """Months after March 2016; NaN: none."""
    found = turkey(path)
    if found.empty:
        return float("nan")
    first = found["from"].iloc[0]
    return 12.0 * (first.year - 2016) + first.month - 3


def turkey_price(path):
    """Of the first agreement [1e9 int. $ / year]."""
    found = turkey(path)
    return float("nan") if found.empty else found.payment.iloc[0] / 1e9


def turkey_second(path):
    """Highest later payment over the first; NaN: no later one."""
    paid = turkey(path).payment
    return paid.iloc[1:].max() / paid.iloc[0] if len(paid) > 1 else float("nan")


def turkey_alive(path):
    """Whether one is in force at the end of the run."""
    return float(turkey(path).until.isna().any())


def britain_2004(path):
    with sojourn.open(path) as run:
        kept = [c for c in run.channel.values if c not in RETURNS]
        came = run.arrivals.sel(citizenship=list(EIGHT), destination="GBR", channel=kept).sum(["citizenship", "channel"])
        yearly = came.groupby("time.year").sum()
        return float(yearly.sel(year=[2005, 2006]).mean() / yearly.sel(year=[2002, 2003]).mean())


def forums(path, year):
    """Regional forums born in the run that live at the end of the year."""
    table = sojourn.table(path, "forums")
    born = table[(table.founded != "") & (table.founded.str[:4] <= str(year))]
    return born[(born.ended == "") | (born.ended.str[:4] > str(year))]


def processes(path, year):
    """NaN where the run ends before."""
    return len(forums(path, year)) if year <= last_year(path) else float("nan")


def at_the_end(path, of):
    """Mean over the forums of 2016; NaN where there are none, or the run ends before."""
    found = [of(one) for one in forums(path, 2016).itertuples()] if last_year(path) >= 2016 else []
    return np.mean(found) if found else float("nan")


def processes_date(path):
    return at_the_end(path, lambda forum: int(forum.founded[:4]))


def processes_size(path):
    return at_the_end(path, lambda forum: forum.members)


def processes_members(reference, path):
    """Mean over forums of the likeness to the nearest real one."""
    with open(pathlib.Path(reference) / "rcp_members.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    real = [{r["iso3"] for r in rows if r["rcp"] == one} for one in sorted({r["rcp"] for r in rows})]
    nearest = lambda one: max(jaccard(one, other) for other in real)
    return at_the_end(path, lambda forum: nearest(set(forum.states.split(","))))
