"""What the reference figures measure of a matrix [origin, host] of people: stocks or five-year flows."""

import numpy as np

GULF = ("SAU", "ARE", "KWT", "QAT", "OMN", "BHR")
LARGEST = 20  # receivers whose lists of origins are compared
LIST = 5      # origins on each


def corner(reference, table, origins, hosts):
    """Percent from North or South to North or South; people of unknown origin are left out."""
    north = reference.by_place("countries", "north_unpd") == 1
    side = {"N": north, "S": ~north}
    named = reference.named(table)
    return 100 * named[np.ix_(side[origins], side[hosts])].sum() / named.sum()


def uphill(table, level):
    """Percent in a place with more than the origin has."""
    rise = level[None, :] - level[:, None]
    known = ~np.isnan(rise)
    return 100 * table[known & (rise > 0)].sum() / table[known].sum()


def by_size(values):
    return np.sort(np.ravel(values))[::-1]


def top_hosts(table, n):
    """Percent in the n places that have most."""
    return 100 * by_size(table.sum(axis=0))[:n].sum() / table.sum()


def half(reference, table):
    """Corridors that hold half of all."""
    named = reference.named(table)
    return 1 + np.searchsorted(np.cumsum(by_size(named)) / named.sum(), 0.5)


def median_distance(reference, table):
    far = reference.between("dist_km")
    known = (far > 0) & (table > 0)
    order = np.argsort(far[known])
    people = np.cumsum(table[known][order])
    return far[known][order][np.searchsorted(people, people[-1] / 2)]


def contiguous(reference, table):
    named = reference.named(table)
    return 100 * named[reference.between("contig") > 0].sum() / named.sum()


def same_region(reference, table):
    region = reference.texts("countries", "un_region")
    known = region != ""
    same = (region[:, None] == region[None, :]) & known[:, None] & known[None, :]
    return 100 * table[same].sum() / table[known].sum()


def lists(reference, table):
    """The largest origins of the largest receivers, and the shares of these in all who live there."""
    hosts = np.argsort(table.sum(axis=0))[::-1][:LARGEST]
    own = reference.named(table)[:, hosts]
    order = np.argsort(own, axis=0)[::-1][:LIST]
    shares = [own[order[:, k], k].sum() / table[:, hosts[k]].sum() for k in range(len(hosts))]
    return [set(order[:, k]) for k in range(len(hosts))], 100 * np.mean(shares)


def overlap(listed, of):
    pairs = [(a, b) for k, a in enumerate(listed) for b in listed[:k]]
    return np.mean([of(a, b) for a, b in pairs])


def in_common(a, b):
    return len(a & b)


def jaccard(a, b):
    return len(a & b) / len(a | b) if a | b else 0.0


def foreign_share(reference, table, hosts, year):
    """Percent of the people of `hosts` who come from elsewhere."""
    people = reference.by_place("population_yearly", "total", year)
    chosen = reference.among(hosts)
    return 100 * table[:, chosen].sum() / people[chosen].sum()


def inside(reference, table, members):
    """Percent of those who live in the members who come from another of them."""
    chosen = reference.among(members)
    return 100 * table[np.ix_(chosen, chosen)].sum() / table[:, chosen].sum()


def reciprocity(table):
    return np.minimum(table, table.T).sum() / table.sum()


def effectiveness(table):
    came, left = table.sum(axis=0), table.sum(axis=1)
    return np.abs(came - left).sum() / (came + left).sum()
