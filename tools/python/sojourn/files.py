"""Files of Sojourn as xarray datasets: what all kinds have in common."""

# mypy: disable-error-code=import

import functools
import os
import warnings
import zlib
from typing import Any, BinaryIO, Union

import h5netcdf
import numpy
import xarray

Path = Union[str, "os.PathLike[str]"]

_ENGINE: Any = "h5netcdf"
_DIGEST_LINE = 32  # bytes, behind the last one of HDF5
_DIGEST_HEAD = b"\nsojourn digest: CRC-32 "
_BLOCK = 1 << 22
_WHOLE = ("year", "replicate", "point")  # axes whose numbers are whole, though stored as reals


class UnfinishedWarning(Warning):
    """A file holds a part of what was asked for."""


def checked(path: Path, kind: str) -> xarray.Dataset:
    """The root of a file; warns where it is unfinished.

    Raises FileNotFoundError, ValueError where its format is not `kind`.
    """
    if not os.path.exists(path):
        raise FileNotFoundError(f"{os.fspath(path)}: no such file")
    require_undamaged(path)
    try:
        dataset = xarray.open_dataset(path, engine=_ENGINE)
    except OSError as error:
        raise ValueError(f"{os.fspath(path)}: not a file of Sojourn ({error})") from error
    if dataset.attrs.get("format") != kind:
        found = dataset.attrs.get("format")
        dataset.close()
        raise ValueError(f"{os.fspath(path)}: its format is {found!r}, not {kind!r}")
    if text := unfinished(dataset):
        warnings.warn(f"{os.fspath(path)}: {text}", UnfinishedWarning, stacklevel=3)
    dataset.encoding["source"] = os.path.abspath(path)
    return with_whole_numbers(dataset)


def require_undamaged(path: Path) -> None:
    """Raises ValueError where the bytes of a file are not those of its digest.

    Files of older versions, and those that other programs changed, have none.
    """
    status = os.stat(path)
    if _is_damaged(os.fspath(path), status.st_size, status.st_mtime_ns):
        raise ValueError(f"{os.fspath(path)}: damaged: its bytes are not those that were written")


@functools.lru_cache(maxsize=256)
def _is_damaged(path: str, size: int, _changed: int) -> bool:
    if size < _DIGEST_LINE:
        return False
    with open(path, "rb") as file:
        file.seek(size - _DIGEST_LINE)
        line = file.read()
        if not line.startswith(_DIGEST_HEAD):
            return _ends_elsewhere(file, path, size)
        file.seek(0)
        digest, left = 0, size - _DIGEST_LINE
        while left > 0 and (block := file.read(min(_BLOCK, left))):
            digest = zlib.crc32(block, digest)
            left -= len(block)
    return line != _DIGEST_HEAD + b"%08x" % digest


def _ends_elsewhere(file: BinaryIO, path: str, size: int) -> bool:
    """Whether there is something behind the end of HDF5 that is no digest: a damaged one."""
    file.seek(0)
    head = file.read(64)
    ends = {0: 40, 1: 44, 2: 28, 3: 28}  # by version of the superblock
    if path.endswith(".part") or not head.startswith(b"\x89HDF\r\n\x1a\n") or head[8] not in ends:
        return False
    at = ends[head[8]]
    return int.from_bytes(head[at:at + 8], "little") < size


def unfinished(dataset: xarray.Dataset) -> str:
    """"unfinished: 64 of 132 ticks" where what was asked for is not all there, or nothing."""
    if int(dataset.attrs.get("complete", 1)) != 0:
        return ""
    if "time" not in dataset.sizes or "ticks" not in dataset.attrs:
        return "unfinished: some runs are missing"
    return f"unfinished: {dataset.sizes['time']} of {int(dataset.attrs['ticks'])} ticks"


def group(path: Path, name: str) -> xarray.Dataset:
    """A group of a file, read whole."""
    require_undamaged(path)
    with xarray.open_dataset(path, engine=_ENGINE, group=name) as opened:
        return with_whole_numbers(opened.load())


def groups(path: Path) -> list[str]:
    require_undamaged(path)
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
