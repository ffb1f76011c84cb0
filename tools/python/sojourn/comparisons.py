"""What `sojourn compare` and `sojourn sensitivity` write, as xarray datasets."""

import os

import xarray

from .files import Path, checked, group, groups
from .points import Point, arranged
from .toml import parsed

_OF_PLACES = ("place_name", "country_of_place", "longitude", "latitude", "population")
_OF_PARAMETERS = ("parameter", "parameters", "parameter_texts")


def open_compare(path: Path) -> xarray.Dataset:
    """Opens compare.h5, or the folder it lies in, as `sojourn compare` writes it.

    Axes: `regime`, `replicate`, `outcome`, `year`. `outcomes` (regime, replicate, outcome); `mean`,
    `low`, `high` and, paired against the first regime, `difference`, `difference_low`,
    `difference_high` (regime, outcome); `outcome_units` (outcome); yearly totals (regime,
    replicate, year) under their own names; what the file has in other groups under the group's name,
    `places/foreigners` as `places_foreigners`. NaN: unfinished.

    Where settings were varied, each has an axis called by its path, "modules.wage.b_wage"; points
    that are no grid have one axis `point`. A regime is held against the first at the same point.

    Raises FileNotFoundError, and ValueError where the file is no comparison.
    """
    path = _in_folder(path, "compare.h5")
    with checked(path, "sojourn-compare") as root:
        whole = root.load()
    for name in groups(path):
        if name != "provenance":
            part = group(path, name)
            whole = whole.merge(part if name == "series" else _prefixed(part, name))
    whole = whole.set_coords([name for name in _OF_PLACES if name in whole])
    return _unfolded(whole) if "parameter" in whole.dims else whole


def open_sensitivity(path: Path) -> xarray.Dataset:
    """Opens sensitivity.h5, or the folder it lies in, as `sojourn sensitivity` writes it.

    `first_order` and `total` (outcome, parameter), with intervals under `_low` and `_high`: shares
    of an outcome's variance, NaN where it does not vary. `parameters` (point, parameter) and
    `outcomes` (point, outcome): what was run and what came of it.

    Raises FileNotFoundError, and ValueError where the file is no such file.
    """
    with checked(_in_folder(path, "sensitivity.h5"), "sojourn-sensitivity") as root:
        return root.load()


def _in_folder(path: Path, name: str) -> Path:
    return os.path.join(path, name) if os.path.isdir(path) else path


def _prefixed(part: xarray.Dataset, name: str) -> xarray.Dataset:
    return part.rename({variable: f"{name}_{variable}" for variable in part.data_vars})


def _unfolded(whole: xarray.Dataset) -> xarray.Dataset:
    """With axes of the varied settings, which the file has as further regimes."""
    by_point: dict[tuple[str, ...], list[int]] = {}
    for r, texts in enumerate(whole["parameter_texts"].values):
        by_point.setdefault(tuple(map(str, texts)), []).append(r)
    points = [_point(whole, rows[0]) for rows in by_point.values()]
    parts = [_at_point(whole, rows) for rows in by_point.values()]
    return arranged(parts, points, [str(name) for name in parts[0].data_vars
                                    if "regime" in parts[0][name].dims and name != "reference"])


def _point(whole: xarray.Dataset, row: int) -> Point:
    return dict(zip(map(str, whole["parameter"].values),
                    (parsed(str(text)) for text in whole["parameter_texts"].values[row])))


def _at_point(whole: xarray.Dataset, rows: list[int]) -> xarray.Dataset:
    """The regimes at one point, by their own names. A lone regime is held against its first point."""
    part = whole.isel(regime=rows)
    first = str(part["parameter"].values[0])
    names = [str(name).rpartition(f", {first}=")[0] for name in part["regime"].values]
    references = [rows.index(int(row)) if len(rows) > 1 else 0
                  for row in part["reference"].values]
    return part.drop_vars(_OF_PARAMETERS).assign_coords(regime=names).assign(
        reference=("regime", references, part["reference"].attrs))
