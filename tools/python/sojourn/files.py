"""Run files and comparisons as xarray datasets, their tables as pandas data frames."""

import os
from collections.abc import Sequence
from typing import Any, Union

import h5netcdf
import h5py
import pandas
import xarray

Path = Union[str, "os.PathLike[str]"]

_ENGINE: Any = "h5netcdf"


def open(path: Path | Sequence[Path]) -> xarray.Dataset:
    """Opens a run file: series with named axes, units, and dates on `time`.

    Cells are read when they are used, and the file stays open until `close()`. Several files, of
    replicates, are read whole and joined along a first axis `replicate` (1, 2, ...) with their
    `seed`; the attributes are the first file's.

    Raises FileNotFoundError; ValueError where a file is no run file, or one of several is not of
    the same shape as the first (another scenario, or interrupted).
    """
    if isinstance(path, (str, os.PathLike)):
        return _checked(path, "sojourn-run")
    if not path:
        raise ValueError("no run files to open")
    with _checked(path[0], "sojourn-run") as first:
        runs = [first.load()]
    runs += [_like(runs[0], one) for one in path[1:]]
    joined = xarray.concat(runs, dim="replicate", combine_attrs="override")
    seeds = ("replicate", [run.attrs["seed"] for run in runs])
    return joined.assign_coords(replicate=range(1, len(runs) + 1), seed=seeds)


def open_compare(path: Path) -> xarray.Dataset:
    """Opens compare.h5, or the folder it lies in, as `sojourn compare` writes it.

    Axes: `regime`, `replicate`, `outcome`, `year`. `outcomes` (regime, replicate, outcome); `mean`,
    `low`, `high` and, paired against the first regime, `difference`, `difference_low`,
    `difference_high` (regime, outcome); `outcome_units` (outcome); yearly totals (regime,
    replicate, year) under their own names. NaN: unfinished.

    Raises FileNotFoundError, and ValueError where the file is no comparison.
    """
    if os.path.isdir(path):
        path = os.path.join(path, "compare.h5")
    with _checked(path, "sojourn-compare") as root:
        whole = root.load()
    if "series" in _groups(path):
        with xarray.open_dataset(path, engine=_ENGINE, group="series") as series:
            whole = whole.merge(series.load())
    return whole


def tables(path: Path) -> dict[str, pandas.DataFrame]:
    """Every table of a run file by its name: events, lives, and whatever else was recorded."""
    return {name: table(path, name) for name in _groups(path) if name != "provenance"}


def table(path: Path, name: str) -> pandas.DataFrame:
    """One table of a run file, a row per record. Raises KeyError where there is none."""
    known = [group for group in _groups(path) if group != "provenance"]
    if name not in known:
        raise KeyError(f"{os.fspath(path)} has no table {name!r}; it has {', '.join(known)}")
    with xarray.open_dataset(path, engine=_ENGINE, group=name) as group:
        return group.to_dataframe().reset_index(drop=True)


def _groups(path: Path) -> list[str]:
    with h5netcdf.File(path, "r") as file:
        return list(file.groups)


def _like(first: xarray.Dataset, path: Path) -> xarray.Dataset:
    """Another run of the same scenario; far faster than opening it from nothing."""
    with h5py.File(path, "r") as file:
        _check_format(path, file.attrs.get("format"), "sojourn-run")
        run = first.copy(data={name: file[name][()] for name in first.data_vars})
        return run.assign_attrs(seed=file.attrs["seed"])


def _checked(path: Path, kind: str) -> xarray.Dataset:
    if not os.path.exists(path):
        raise FileNotFoundError(f"{os.fspath(path)}: no such file")
    try:
        dataset = xarray.open_dataset(path, engine=_ENGINE)
    except OSError as error:
        raise ValueError(f"{os.fspath(path)}: not a file of Sojourn ({error})") from error
    _check_format(path, dataset.attrs.get("format"), kind)
    dataset.encoding["source"] = os.path.abspath(path)
    return dataset


def _check_format(path: Path, found: object, kind: str) -> None:
    if found != kind:
        raise ValueError(f"{os.fspath(path)}: its format is {found!r}, not {kind!r}")
