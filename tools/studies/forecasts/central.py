"""Central forecasts: the law and the simulation, mixed; and what recorded histories change."""
import numpy as np

from learning.recorded_flows import BOUNDS, SMALL, by_law

EQUAL = 0.5  # weight of the law where nothing says another
CLEAR = 1.64  # standard errors that a difference of runs has to exceed


def by_law_on(first, reading):
    """What the law says of each period [period, kind, origin, destination]: `first` of the first, then on the people and stocks of
    the simulation."""
    said = [first]
    for p in range(1, len(reading.transitions)):
        stock = np.clip((reading.stocks[p] + SMALL) / (reading.stocks[p - 1] + SMALL), *BOUNDS)
        said.append(by_law(said[-1], stock, reading.people[p] / reading.people[p - 1]))
    return np.stack(said)


def mixed(law, run, weight=EQUAL):
    return weight * law + (1 - weight) * run


def pooled(law, run, agents, n):
    """The mean of n runs, drawn to the law: counts of agents vary as Poisson's law has it, and the law times a factor with a gamma prior
    of mean 1 and the weight of one agent is what they are drawn from. A pair that no agent took keeps nearly what the law says."""
    weight = agents / n
    return law * (run + weight) / (law + weight)


def clear_part(difference, variance):
    """A difference of means of runs, less what chance may have made of it."""
    return np.sign(difference) * np.maximum(np.abs(difference) - CLEAR * np.sqrt(variance), 0)


def effect(with_it, without, agents, n):
    """Of recorded histories on counts: the clear part of two means of n runs; counts of agents vary as Poisson's law has it."""
    return clear_part(with_it - without, (with_it + without) * agents / n)


def least_absolute_factor(before, after):
    """The b with the least sum of |after - b*before|: a weighted median of the ratios."""
    before, after = np.ravel(before), np.ravel(after)
    told = before != 0
    ratio, weight = after[told] / before[told], np.abs(before[told])
    order = np.argsort(ratio)
    reached = np.cumsum(weight[order]) >= weight.sum() / 2
    return float(ratio[order][reached.argmax()])
