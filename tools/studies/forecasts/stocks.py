"""Stocks by birthplace and host."""
import numpy as np

from learning.recorded_flows import BOUNDS, SMALL, YEARS

from .bands import CountErrors, coverage, widening
from .central import effect
from .pairs import EDGES, SHOWN, off_diagonal
from .readings import mean

POWERS = np.arange(0, 1.01, 0.1)
FIRST = 1990
SMALL_STOCK = 5  # persons that both sides of an error are added


def grown(stocks, year, power):
    """Five years on: the growth of the five years before, to a power."""
    growth = np.clip((stocks[year] + SMALL) / (stocks[year - YEARS] + SMALL), *BOUNDS)
    return stocks[year] * growth**power


class StockLaw:
    """What stocks did after growing, as far as it was known in `last`."""

    def __init__(self, stocks, last):
        self.stocks, self.last = stocks, last
        missed = {p: sum(np.abs(grown(stocks, y, p) - stocks[y + YEARS]).sum() for y in self.bases(1)) for p in POWERS}
        self.power = float(min(missed, key=missed.get))

    def bases(self, steps):
        return range(FIRST + YEARS, self.last - YEARS * steps + 1, YEARS)

    def ahead(self, year, steps):
        """[origin, host] of year + 5*steps: growth of each five years is that of the five before, to the power."""
        return grown(self.stocks, year, sum(self.power**k for k in range(1, steps + 1)))

    def errors(self, steps):
        said = [off_diagonal(self.ahead(y, steps)) for y in self.bases(steps)]
        seen = [off_diagonal(self.stocks[y + YEARS * steps]) for y in self.bases(steps)]
        return CountErrors(np.concatenate(said), np.concatenate(seen), EDGES, SMALL_STOCK)


def change(runs, agents, steps):
    """What recorded histories change by [birthplace, host]: more who came from there, less those who went back there, over all
    periods. Deaths among them are left out."""
    plain, told = (mean(runs[name]).transitions[:steps].sum(axis=0) for name in ("unconditional", "conditional"))
    n = len(runs["unconditional"])
    return effect(told[0], plain[0], agents, n) - effect(told[1], plain[1], agents, n).T


def centrals(law, runs, agents, steps):
    """{"unconditional", "conditional"}: [birthplace, host]; the law, and what recorded histories change. What the simulation adds
    to its first stock missed by more than a stock that does not change, from 2005 to 2010: it has no part in this."""
    said = law.ahead(law.last, steps)
    return {"unconditional": said, "conditional": np.maximum(said + change(runs, agents, steps), 0)}


def simulated(base, runs, agents, steps):
    """The recorded stock and what the simulation adds to its own."""
    plain = mean(runs["unconditional"])
    said = np.maximum(base + plain.stocks[steps] - plain.stocks[0], 0)
    return {"unconditional": said, "conditional": np.maximum(said + change(runs, agents, steps), 0)}


def check(stocks, runs, agents, start):
    """The forecast of the stocks five years after `start`: figures by name, and the factor on the bands."""
    law = StockLaw(stocks, start)
    said, seen = centrals(law, runs, agents, 1), stocks[start + YEARS]
    out, then = off_diagonal(said["unconditional"]), off_diagonal(seen)
    shown = out >= SHOWN
    before = law.errors(1)
    factor = widening(lambda f: before.quantiles(out[shown], f), then[shown])
    missed = {"held": stocks[start], "forecast": said["unconditional"], "forecast, conditional": said["conditional"],
              "simulation": simulated(stocks[start], runs, agents, 1)["unconditional"]}
    figures = {f"mean error of {name} [persons]": float(np.abs(off_diagonal(s) - then).mean()) for name, s in missed.items()}
    figures |= {"power of growth": law.power, "coverage before widening": coverage(before.quantiles(out[shown]), then[shown]),
                "widening": factor, "coverage": coverage(before.quantiles(out[shown], factor), then[shown])}
    return figures, factor
