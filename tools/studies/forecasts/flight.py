"""Where people flee: a conditional logit of hosts, estimated on how refugees by origin and host grew, in place of the simulation's
choice, which goes by income and kin."""
import math
from dataclasses import replace

import numpy as np

from learning.recorded_flows import YEARS
from tables.sheets import rows

from .histories import deaths_by_year, excess_deaths

LEAST = 20_000  # refugees by which an origin's grew in five years, to be learnt from
FIRST = 1990
STEPS = 60  # of Newton's method
LONGEST_STEP = 0.2
SMALL_STOCK = 1000  # persons
WAR = 1000  # deaths above the usual in a run's years, from which flight is by this law


class Flight:
    """Shares of hosts by origin; what it learns from ends in `last`."""

    def __init__(self, recorded, last):
        self.recorded, self.last, n = recorded, last, len(recorded.ids)
        self.near, self.km = np.zeros((n, n)), np.full((n, n), 10_000.0)
        for row in rows(recorded.folder / "dyads.csv"):
            if row["orig"] in recorded.at and row["dest"] in recorded.at:
                pair = recorded.at[row["orig"]], recorded.at[row["dest"]]
                self.near[pair], self.km[pair] = float(row["contig"] or 0), float(row["dist_km"] or 10_000)
        self.grew = {y: self.growth_of_refugees(y) for y in range(FIRST, last - YEARS + 1, YEARS)}
        self.weights = self.estimate()

    def refugees(self, year):
        found = np.zeros_like(self.near)
        for row in rows(self.recorded.folder / "unhcr_refugees_yearly.csv"):
            if int(row["year"]) == year and row["orig"] in self.recorded.at and row["host"] in self.recorded.at:
                found[self.recorded.at[row["orig"]], self.recorded.at[row["host"]]] = float(row["refugees"] or 0)
        return found

    def growth_of_refugees(self, year):
        assert year + YEARS <= self.recorded.last
        grew = np.maximum(self.refugees(year + YEARS) - self.refugees(year), 0)
        np.fill_diagonal(grew, 0)
        return grew

    def features(self, year):
        """[origin, host, feature]: a border, log distance, log people of the host, log stock of the origin there."""
        people, stock = self.recorded.people([year])[year], self.recorded.stocks([year])[year]
        return np.stack([self.near, np.log(self.km + 100), np.broadcast_to(np.log(people), self.near.shape),
                         np.log(stock + SMALL_STOCK)], axis=-1)

    def shares(self, year):
        """[origin, host] of people who flee from the year on."""
        return softmax(self.features(year) @ self.weights)

    def estimate(self):
        """Newton's method on the log likelihood of shares, each origin and period alike."""
        chosen, options = [], []
        for year, grew in self.grew.items():
            told = grew.sum(axis=1) >= LEAST
            chosen.append(grew[told] / grew[told].sum(axis=1, keepdims=True))
            options.append((self.features(year)[told], np.nonzero(told)[0]))
        weights = np.zeros(4)
        for _ in range(STEPS):
            slope, bend = np.zeros(4), 1e-3 * np.eye(4)
            for seen, (x, origins) in zip(chosen, options):
                share = softmax(x @ weights, origins)
                centred = x - np.einsum("oh,ohf->of", share, x)[:, None, :]
                slope += np.einsum("oh,ohf->f", seen - share, x)
                bend += np.einsum("oh,ohf,ohg->fg", share, centred, centred)
            step = np.linalg.solve(bend, slope)
            weights = weights + step * min(1, LONGEST_STEP / np.abs(step).max())
        return weights


def softmax(utility, origins=None):
    """Over hosts; nobody flees to where they are."""
    utility = utility.copy()
    at = np.arange(len(utility)) if origins is None else origins
    utility[np.arange(len(utility)), at] = -math.inf
    odds = np.exp(utility - utility.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def at_war(recorded, start, years):
    """Countries where more were killed than usual in the years of a run."""
    deaths = deaths_by_year(recorded.folder, set(recorded.ids))
    return [n for n, i in enumerate(recorded.ids)
            if sum(excess_deaths(deaths, i, start, y) for y in range(start, start + years)) >= WAR]


def rerouted(told, plain, wars, shares):
    """The reading `told` with those who left more than in `plain` out of countries at war going by `shares`; who they are and
    when is the simulation's."""
    transitions, moves, stocks, net = told.transitions.copy(), told.moves.copy(), told.stocks.copy(), told.net.copy()
    for o in wars:
        for new, old in ((transitions[:, 0], plain.transitions[:, 0]), (stocks, plain.stocks), (moves, plain.moves)):
            before = new[:, o].copy()
            base = old[:len(new), o]
            more = np.maximum(before.sum(axis=1) - base.sum(axis=1), 0)
            fled = more[:, None] > 0
            new[:, o] = np.where(fled, base + more[:, None] * shares[o], before)
            if new is moves:
                net += new[:, o] - before
    return replace(told, transitions=transitions, moves=moves, stocks=stocks, net=net)
