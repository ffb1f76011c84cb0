"""Net migration: the level of the last years shrunk by horizon, and the errors that this made from 1970 on."""
import numpy as np

from .bands import SignedErrors, coverage, widening
from .central import clear_part, least_absolute_factor, mixed
from .readings import mean
from .reference import FIRST_NET

LEVEL, USUAL = 5, 20  # years that make the level, and the scale of errors
PEOPLE = 5e-4  # of a country's people that its scale is at least, a year
FIRST_BASE = 1970
AROUND = 2  # years on both sides, of which the simulation's mean is taken


class NetHistory:
    """Yearly net migration up to a year: [country, year from FIRST_NET]."""

    def __init__(self, net, people, last):
        """`people`: of the countries, in persons."""
        self.net, self.people, self.last = net[:, :last - FIRST_NET + 1], people, last

    def window(self, first, length):
        a = first - FIRST_NET
        return self.net[:, a:a + length]

    def level(self, base):
        """Mean of the years up to `base`."""
        return self.window(base - LEVEL + 1, LEVEL).mean(axis=1)

    def scale(self, base):
        """Of errors a year."""
        return np.sqrt((self.window(base - USUAL + 1, USUAL) ** 2).mean(axis=1)) + PEOPLE * self.people

    def law(self, ahead, length):
        """How the mean of `length` years, the first of them `ahead` after the base, follows the level. @return factor, errors"""
        bases = range(FIRST_BASE, self.last - ahead - length + 2)
        level = np.stack([self.level(b) for b in bases])
        seen = np.stack([self.window(b + ahead, length).mean(axis=1) for b in bases])
        factor = least_absolute_factor(level, seen)
        scale = np.stack([self.scale(b) for b in bases])
        return factor, SignedErrors((seen - factor * level) / scale)

    def central(self, runs, agents, base, ahead, length):
        """{scenario: yearly, by country; conditional as far as its runs go}, and the law of errors: the shrunk level and the simulation's mean, and what recorded
        histories change."""
        factor, errors = self.law(ahead, length)
        plain, told = (mean(runs[name]) for name in ("unconditional", "conditional"))
        years = slice(ahead - 1, ahead - 1 + length)
        around = slice(max(0, ahead - 1 - AROUND), ahead - 1 + length + AROUND)
        said = mixed(factor * self.level(base), plain.net[around].mean(axis=0))
        if len(told.net) < years.stop:
            return {"unconditional": said}, errors
        busy = (told.moves[years].sum(axis=(0, 1)) + told.moves[years].sum(axis=(0, 2)) +
                plain.moves[years].sum(axis=(0, 1)) + plain.moves[years].sum(axis=(0, 2)))
        variance = busy * agents / len(runs["unconditional"])
        change = clear_part(told.net[years].sum(axis=0) - plain.net[years].sum(axis=0), variance) / length
        return {"unconditional": said, "conditional": said + change}, errors


def check(net, people, runs, agents, start, seen_to):
    """Years start + 1 to `seen_to`, held against what was: figures, and the factor on bands."""
    before = NetHistory(net, people, start)
    ahead = seen_to - start
    seen = net[:, start + 1 - FIRST_NET:seen_to + 1 - FIRST_NET]
    yearly = [before.central(runs, agents, start, h, 1) for h in range(1, ahead + 1)]
    said = {name: np.stack([c[name] for c, _ in yearly], axis=1) for name in runs}

    def bands(factor):
        return np.stack([e.quantiles(c["unconditional"], before.scale(start), factor) for c, e in yearly], axis=1)

    total, errors = before.central(runs, agents, start, 1, ahead)
    factor = widening(bands, seen)
    level, simulated = before.level(start), mean(runs["unconditional"]).net[:ahead].mean(axis=0)
    missed = {"last five years held": level, "simulation": simulated, "forecast": total["unconditional"],
              "forecast, conditional": total["conditional"], "level shrunk": before.law(1, ahead)[0] * level}
    figures = {f"mean error of {ahead} years of {name} [persons]": float(ahead * np.abs(m - seen.mean(axis=1)).mean())
               for name, m in missed.items()}
    figures |= {f"mean error of a year, {name} [persons]": float(np.abs(s - seen).mean()) for name, s in said.items()}
    return figures | {
        "coverage of years before widening": coverage(bands(1), seen), "widening": factor,
        "coverage of years": coverage(bands(factor), seen),
        "coverage of sums": coverage(errors.quantiles(total["unconditional"], before.scale(start), factor), seen.mean(axis=1))}, factor
