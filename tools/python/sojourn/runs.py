"""Run files as xarray datasets."""

import os
from collections.abc import Sequence

import xarray

from . import replicates
from .files import Path, checked
from .places import with_places


def open(path: Path | Sequence[Path]) -> xarray.Dataset:
    """Opens a run file: series with named axes, units, and dates on `time`.

    Coordinates tell of places (`place_name`, `country`, `longitude`, `latitude`, `population`), of
    the other axes of places (`residence_name`, ...) and of corridors (`corridor_from`,
    `corridor_to`, `corridor_mode`, `corridor_route`). Years are whole numbers.

    Cells are read when they are used, and the file stays open until `close()`. Several files, of
    replicates, are read whole and joined along a first axis `replicate` (1, 2, ...) with their
    `seed`; the attributes are the first file's.

    Raises FileNotFoundError; ValueError where a file is no run file, or several are no replicates
    of one another: another world, policy, scale or span, interrupted, or the same seed.
    """
    if isinstance(path, (str, os.PathLike)):
        return with_places(checked(path, "sojourn-run"))
    if not path:
        raise ValueError("no run files to open")
    return with_places(replicates.join(path))
