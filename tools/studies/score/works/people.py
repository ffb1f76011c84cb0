"""What the worlds of 2015 and 1990 say of the works' figures on who moves where."""

import csv
import functools

import h5py
import numpy as np

from score.world.facts import STOCKS_OF, start_stocks
from score.world.runs import Run

from . import shares
from .arms import SCENARIOS

FOUR = ("FRA", "DEU", "GBR", "SWE")
NEWCOMERS = ("labour", "family", "study", "asylum", "irregular", "free_movement", "contract", "sponsored")
SAFE, REFUSED = ("refugee", "protected"), ("irregular", "detained", "returned")


@functools.lru_cache(None)
def world(path):
    return Run(path)


def scenario_table(name, column):
    with open(SCENARIOS / "tables" / f"{name}.csv", encoding="utf-8") as file:
        return {row["id"]: row[column] for row in csv.DictReader(file)}


def added(run, scenario, year):
    """[origin, host]: people abroad after some years less those at the start."""
    return run.abroad(year) - start_stocks(scenario, run.ids)


def as_published(reference, run, scenario, first, year):
    """UN DESA's stocks of the start and what the run adds, on the places of the reference."""
    change = reference.placed(run.ids, added(run, scenario, year))
    return np.maximum(0, reference.stock(STOCKS_OF[scenario]) + change)


def south_south(reference, path):
    return shares.corner(reference, as_published(reference, world(path), "world", 2015, 5), "S", "S")


def up_the_ladder(path):
    run = world(path)
    level = scenario_table("world_countries_2015", "hdi")
    hdi = np.array([float(level[one]) for one in run.ids])
    lives = run.lives
    out = (lives["from"] == lives["citizenship"]) & (lives["to"] >= 0) & (lives["to"] != lives["from"])
    return 100 * np.mean(hdi[lives["to"][out]] > hdi[lives["from"][out]])


def distinct_origins(path):
    run = world(path)
    with h5py.File(path) as file:
        came = file["arrivals"][:].sum(axis=0)[:, :, [run.channel.index(c) for c in NEWCOMERS]].sum(axis=2)
    listed = set()
    for host in (run.ids.index(one) for one in FOUR):
        origins = came[:, host].copy()
        origins[host] = 0
        listed |= set(np.argsort(origins)[::-1][:shares.LIST])
    return len(listed)


def denials(path):
    """Of claims decided in the European Union in the second year, percent refused."""
    run, lives = world(path), world(path).lives
    regions = scenario_table("world_countries_2015", "regions")
    union = {i for i, one in enumerate(run.ids) if "EU" in regions[one].split(";")}
    status = statuses(path)
    decided = {True: 0, False: 0}
    before = (None, None)
    for person, tick, place, now in zip(lives["person"], lives["tick"], lives["to"], status):
        if before == (person, "asylum_applicant") and place in union and 12 <= tick < 24 and now in SAFE + REFUSED:
            decided[now in REFUSED] += 1
        before = (person, now)
    return 100 * decided[True] / sum(decided.values())


def statuses(path):
    with h5py.File(path) as file:
        return file["lives/status"].asstr()[:]


def refugees(path):
    """Percent of the world's people, mean of the ends of the first four years."""
    with h5py.File(path) as file:
        names = list(file["status"].asstr()[:])
        safe = [names.index(one) for one in SAFE]
        ends = range(11, 48, 12)
        abroad = np.mean([file["stocks"][t][:, :, safe].sum() for t in ends])
        everyone = np.mean([file["residents"][t].sum() + file["stocks"][t][:, :, [k for k, one in enumerate(names)
                                                                                 if one != "resident"]].sum() for t in ends])
    return 100 * abroad / everyone
