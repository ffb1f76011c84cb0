"""Files of Sojourn as xarray datasets: what all kinds have in common."""

import os
from typing import Any, Union

import h5netcdf
import numpy
import xarray

Path = Union[str, "os.PathLike[str]"]

_ENGINE: Any = "h5netcdf"
_WHOLE = ("year", "replicate", "point")  # axes whose numbers are whole, though stored as reals


def checked(path: Path, kind: str) -> xarray.Dataset:
    """The root of a file. Raises FileNotFoundError, ValueError where its format is not `kind`."""
    if not os.path.exists(path):
        raise FileNotFoundError(f"{os.fspath(path)}: no such file")
    try:
        dataset = xarray.open_dataset(path, engine=_ENGINE)
    except OSError as error:
        raise ValueError(f"{os.fspath(path)}: not a file of Sojourn ({error})") from error
    if dataset.attrs.get("format") != kind:
        found = dataset.attrs.get("format")
        dataset.close()
        raise ValueError(f"{os.fspath(path)}: its format is {found!r}, not {kind!r}")
    dataset.encoding["source"] = os.path.abspath(path)
    return with_whole_numbers(dataset)


def group(path: Path, name: str) -> xarray.Dataset:
    """A group of a file, read whole."""
    with xarray.open_dataset(path, engine=_ENGINE, group=name) as opened:
        return with_whole_numbers(opened.load())


def groups(path: Path) -> list[str]:
    with h5netcdf.File(path, "r") as file:
        return list(file.groups)


def with_whole_numbers(dataset: xarray.Dataset) -> xarray.Dataset:
    """Years and numbers of replicates and points as integers."""
    whole = {}
    for name in _WHOLE:
        if name in dataset.indexes and dataset[name].dtype.kind == "f":
            axis = dataset[name]
            whole[name] = (name, axis.values.astype(numpy.int64), axis.attrs)
    return dataset.assign_coords(whole)
