"""Quantiles of forecasts by the errors that the same forecast made before."""
import numpy as np

LEVELS = (5, 10, 50, 90, 95)  # per cent
WIDENINGS = np.round(np.arange(0.6, 3.01, 0.02), 2)
BAND = (0, 4)  # of LEVELS: 90%
WITHIN = (0.88, 0.92)  # of what was seen lie in bands of 90% that are right


class CountErrors:
    """Of counts: log((seen + small)/(said + small)), which depends on what was said. Quantiles are by class of it, and go
    along a line between the classes' means. The median is 0: half of what comes is above what was said."""

    def __init__(self, said, seen, edges, small):
        """Arrays of the same shape; classes lie between `edges` (ascending); one without errors is left out."""
        said, seen = np.ravel(said), np.ravel(seen)
        self.small = small
        error = self.at(seen) - self.at(said)
        of = np.digitize(said, edges)
        classes = [of == k for k in range(len(edges) + 1) if (of == k).any()]
        self.centres = np.array([self.at(said[c]).mean() for c in classes])
        table = np.array([np.percentile(error[c], LEVELS) for c in classes])
        self.table = table - table[:, [2]]

    def at(self, persons):
        return np.log(np.asarray(persons, float) + self.small)

    def quantiles(self, said, widening=1.0):
        """[..., level], in persons, at least 0; distances from the median are times `widening`, on the log scale."""
        x = self.at(said)
        of = [np.exp(x + widening * np.interp(x, self.centres, self.table[:, k])) - self.small for k in range(len(LEVELS))]
        return np.maximum(np.stack(of, axis=-1), 0)


class SignedErrors:
    """Of numbers of either sign: (seen - said)/scale, with one law for all."""

    def __init__(self, error):
        """`error`: already divided by the scale."""
        table = np.percentile(np.ravel(error), LEVELS)
        self.table = table - table[2]

    def quantiles(self, said, scale, widening=1.0):
        """[..., level]."""
        return np.asarray(said, float)[..., None] + widening * np.asarray(scale, float)[..., None] * self.table


def coverage(quantiles, seen):
    """Share of what was seen that lies in the 90% band, its ends with it."""
    low, high = quantiles[..., BAND[0]], quantiles[..., BAND[1]]
    return float(((low <= seen) & (seen <= high)).mean())


def widening(make, seen):
    """The factor nearest to 1 at which `make(factor)`, quantiles [..., level], covers what was seen as often as WITHIN says; where
    there is none, since counts are whole, the least that covers 90%."""
    covered = {factor: coverage(make(factor), seen) for factor in WIDENINGS}
    fit = [factor for factor, share in covered.items() if WITHIN[0] <= share <= WITHIN[1]]
    if fit:
        return float(min(fit, key=lambda factor: abs(factor - 1)))
    return float(next((factor for factor, share in covered.items() if share >= 0.9), WIDENINGS[-1]))
