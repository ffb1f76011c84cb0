"""Yearly flows into ten countries of South America: the level of the last years, moved by the simulation's growth."""
import numpy as np

from .bands import CountErrors, coverage, widening
from .central import EQUAL
from .readings import mean

LEVEL = 3  # years
EDGES = (20, 100, 500, 2000, 10_000)
SMALL = 20
TEN = ("ARG", "BOL", "BRA", "CHL", "COL", "ECU", "PER", "PRY", "URY", "VEN")
APART = (*TEN, "CAN", "ESP", "USA")  # countries that have a row of their own
REGIONS = {"AFR": "Africa", "AME": "Americas", "ASI": "Asia", "EUR": "Europe", "OCE": "Oceania"}
MOST = 3.0  # the growth that a run may add, and its inverse
FIRST_BASE = 1988


def level(flow, base):
    return np.mean([flow[y] for y in range(base - LEVEL + 1, base + 1)])


def errors(flows, ahead, last):
    pairs = [(level(f, b), f[b + ahead]) for f in flows.values() for b in range(FIRST_BASE, last - ahead + 1)]
    said, seen = np.array(pairs).T
    return CountErrors(said, seen, EDGES, SMALL)


def members(origin, ids, region_of):
    """Places of a world that an origin of the table stands for."""
    if origin not in REGIONS:
        return [ids.index(origin)]
    return [n for n, i in enumerate(ids) if region_of[i] == REGIONS[origin] and i not in APART]


def growth(run, first, sources, host, agents, n):
    """Of arrivals by calendar year, over the run `first`'s first two years: three years' means, drawn to 1 by as many persons as
    four agents stand for."""
    moves = run.moves[:, sources, host].sum(axis=1)
    start = first.moves[:2, sources, host].sum(axis=1).mean()
    around = np.array([moves[max(0, t - 1):t + 2].mean() for t in range(len(moves))])
    drawn = 4 * agents / n
    return np.clip((around + drawn) / (start + drawn), 1 / MOST, MOST)


def forecast(flows, runs, agents, region_of, base, years):
    """{scenario: {(origin, host): central by year}}."""
    plain, n, said = mean(runs["unconditional"]), len(runs["unconditional"]), {}
    for name, readings in runs.items():
        run = mean(readings)
        said[name] = {}
        for (origin, host), flow in flows.items():
            moved = growth(run, plain, members(origin, run.ids, region_of), run.ids.index(host), agents, n)
            said[name][origin, host] = level(flow, base) * moved[:len(years)] ** EQUAL
    return said


def check(flows, runs, agents, region_of, start, seen_to):
    """Forecasts from `start`, held against later years: figures, and the factor on bands."""
    known = {pair: {y: p for y, p in f.items() if y <= start} for pair, f in flows.items()}
    years = range(start + 1, seen_to + 1)
    central = forecast(known, runs, agents, region_of, start, years)["unconditional"]
    laws = [errors(known, ahead, start) for ahead in range(1, len(years) + 1)]
    said = [np.array([central[pair][t] for pair in flows]) for t in range(len(years))]
    seen = np.array([[f[y] for f in flows.values()] for y in years])

    def bands(factor):
        return np.stack([law.quantiles(s, factor) for law, s in zip(laws, said)])

    factor = widening(bands, seen)
    held = np.array([level(f, start) for f in known.values()])
    return {"mean error of the forecast [persons]": float(np.abs(np.stack(said) - seen).mean()),
            "mean error of the level held [persons]": float(np.abs(held - seen).mean()),
            "coverage before widening": coverage(bands(1), seen), "widening": factor,
            "coverage": coverage(bands(factor), seen)}, factor
