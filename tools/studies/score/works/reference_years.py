"""The reference figures of stocks and flows, of the world of 1990."""

import h5py

from . import reference_figures
from .people import SAFE, as_published, world


def figures(reference, path):
    """By id, as far as the run goes; those of the start are given and left out."""
    run, found = world(path), {}
    last = 1990 + run.ticks // 12
    for year in (year for year in (1995, 2000, 2005, 2010) if year <= last):
        table = as_published(reference, run, "world_1990", 1990, year - 1990)
        found |= reference_figures.stock_figures(reference, year, table)
        found[f"REF{year}"] = refugee_share(path, year - 1990, table)
    for year in (year for year in (1990, 1995, 2000, 2005) if year + 5 <= last):
        moved = reference.placed(run.ids, run.moved(year - 1990, year - 1985)[0])
        found |= reference_figures.flow_figures(reference, year, moved)
    return found


def refugee_share(path, years, table):
    with h5py.File(path) as file:
        names = list(file["status"].asstr()[:])
        safe = [names.index(one) for one in SAFE]
        return 100 * file["stocks"][12 * years - 1][:, :, safe].sum() / table.sum()
