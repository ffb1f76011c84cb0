"""The run files of a scenario whose settings were varied."""

import itertools
import pathlib
from collections.abc import Mapping
from typing import Any

import xarray

from .files import Path
from .inputs import Values
from .points import Point, arranged, is_range, listed
from .runs import open
from .toml import rows, setting

_ROWS = {"countries": "country", "places": "place"}


def open_sweep(
    path: Path, vary: Mapping[str, Values], samples: int = 1, replicates: int = 1
) -> xarray.Dataset:
    """Opens the files NAME-p1.h5, NAME-p2.h5, ... that a run with `vary` wrote under the name
    `path`, read whole, with axes of the settings as `run` has them.
    """
    path = pathlib.Path(path)
    ranges = [setting for setting, values in vary.items() if is_range(values)]
    cells = [dict(zip(_lists(vary), values)) for values in
             itertools.product(*(listed(vary[setting]) for setting in _lists(vary)))]
    n_points = len(cells) * (samples if ranges else 1)
    parts, points = [], []
    for p in range(n_points):
        at = path if n_points == 1 else path.with_stem(f"{path.stem}-p{p + 1}")
        part = open(replicate_paths(at, replicates) if replicates > 1 else at).load()
        part.close()
        parts.append(part)
        points.append({**cells[p * len(cells) // n_points],
                       **{setting: _value(part, setting) for setting in ranges}})
    return arranged(parts, _in_order(points, vary), list(parts[0].data_vars))


def replicate_paths(path: pathlib.Path, replicates: int) -> list[pathlib.Path]:
    return [path.with_stem(f"{path.stem}-{r}") for r in range(1, replicates + 1)]


def _lists(vary: Mapping[str, Values]) -> list[str]:
    return [setting for setting, values in vary.items() if not is_range(values)]


def _in_order(points: list[dict[str, Any]], vary: Mapping[str, Values]) -> list[Point]:
    return [{setting: point[setting] for setting in vary} for point in points]


def _value(run: xarray.Dataset, path: str) -> Any:
    """What a setting was in a run. Raises KeyError where the scenario does not have it."""
    scenario = str(run.attrs["scenario"])
    table, _, rest = path.partition(".")
    if table not in _ROWS:
        return setting(scenario, path)
    id, _, key = rest.rpartition(".")
    for row in rows(scenario, _ROWS[table]):
        if row["id"] == id.strip("\"'"):
            return row[key]
    raise KeyError(path)
