"""How near a table comes to another."""
import numpy as np

SMALLEST = 1000  # persons; smaller pairs are not compared


def ranks(values):
    """Average ranks, ties shared."""
    _, inverse, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return (last - (count - 1) / 2)[inverse]


def rank_correlation(a, b):
    return np.corrcoef(ranks(np.ravel(a)), ranks(np.ravel(b)))[0, 1]


def log_correlation(a, b):
    return np.corrcoef(np.log(np.ravel(a) + SMALLEST), np.log(np.ravel(b) + SMALLEST))[0, 1]


def within(a, b, factor):
    """Share of what is published above the smallest that is met within a factor."""
    counts = np.ravel(b) >= SMALLEST
    off = np.log((np.ravel(a)[counts] + 1) / np.ravel(b)[counts])
    return np.mean(np.abs(off) <= np.log(factor))


def off_diagonal(table):
    return table[~np.eye(len(table), dtype=bool)]


def as_table(values, n):
    table = np.zeros((n, n))
    table[~np.eye(n, dtype=bool)] = values
    return table
