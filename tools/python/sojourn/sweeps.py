"""The run files of a scenario whose settings were varied."""

import csv
import itertools
import pathlib

import xarray

from .files import Path
from .points import Point, arranged
from .runs import open
from .toml import parsed

_OF_FILES = ("file", "replicate", "seed")


def open_sweep(path: Path) -> xarray.Dataset:
    """Opens what a run with `vary` wrote under the name `path`, read whole, with axes of the
    settings as `run` has them. Which files they are, and of which values, says NAME-index.csv,
    which may be named in the place of NAME.h5.

    Raises FileNotFoundError where there is no such table.
    """
    path = pathlib.Path(path)
    if path.name.endswith("-index.csv"):
        path = path.with_name(path.name.removesuffix("-index.csv") + ".h5")
    parts, points = [], []
    with path.with_name(f"{path.stem}-index.csv").open(encoding="utf-8", newline="") as table:
        for point, rows in itertools.groupby(csv.DictReader(table), _point):
            files = [path.with_name(row["file"]) for row in rows]
            part = open(files if len(files) > 1 else files[0]).load()
            part.close()
            parts.append(part)
            points.append(point)
    return arranged(parts, points, list(parts[0].data_vars))


def replicate_paths(path: pathlib.Path, replicates: int) -> list[pathlib.Path]:
    return [path.with_stem(f"{path.stem}-{r}") for r in range(1, replicates + 1)]


def _point(row: dict[str, str]) -> Point:
    return {column: parsed(text) for column, text in row.items() if column not in _OF_FILES}
