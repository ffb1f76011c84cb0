"""Runs of one scenario that differ in their luck alone, joined along an axis."""

# mypy: disable-error-code=import

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import h5py
import xarray

from .files import Path, checked

_SEED = re.compile(r"(^\[run\]\n(?:[^\[\n].*\n)*?)seed = .*\n", re.M)
_SCENARIOS = ("scenario", "regime")  # attributes that hold one
_TOLD = 6
_TOLD_BEFORE = ("run.seed", "run.start", "run.tick", "run.ticks", "run.persons_per_agent", "title")


def join(paths: Sequence[Path]) -> xarray.Dataset:
    """Along a first axis `replicate` (1, 2, ...) with their `seed`; attributes are the first's.

    Raises ValueError, with what differs, where they are no replicates of one another.
    """
    with checked(paths[0], "sojourn-run") as first:
        runs = [first.load()]
    for path in paths[1:]:
        _require_same(runs[0], paths[0], path)
        runs.append(_like(runs[0], path))
    seeds = [int(run.attrs["seed"]) for run in runs]
    _require_apart(paths, seeds)
    joined = xarray.concat(runs, dim="replicate", combine_attrs="override")
    return joined.assign_coords(replicate=range(1, len(runs) + 1), seed=("replicate", seeds))


def _like(first: xarray.Dataset, path: Path) -> xarray.Dataset:
    """Another run of the same scenario; far faster than opening it from nothing."""
    with h5py.File(path, "r") as file:
        run = first.copy(data={name: file[name][()] for name in first.data_vars})
        return run.assign_attrs(seed=file.attrs["seed"])


def _require_same(first: xarray.Dataset, at: Path, path: Path) -> None:
    with checked(path, "sojourn-run") as run:
        found = list(differences(first, run))
    if found:
        more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
        raise ValueError(f"{os.fspath(path)} is no replicate of {os.fspath(at)}: "
                         + "; ".join(found[:_TOLD]) + more)


def _require_apart(paths: Sequence[Path], seeds: Sequence[int]) -> None:
    of: dict[int, Path] = {}
    for path, seed in zip(paths, seeds):
        if seed in of:
            raise ValueError(f"{os.fspath(path)} is no replicate of {os.fspath(of[seed])}: both "
                             f"have the seed {seed}")
        of[seed] = path


def differences(first: xarray.Dataset, run: xarray.Dataset) -> Iterator[str]:
    """What two runs differ in beside their seeds, in words; the world first, settings last."""
    for name in ("title", "start", "tick", "ticks", "persons_per_agent", "regime_from"):
        if first.attrs.get(name) != run.attrs.get(name):
            yield f"{name} {first.attrs.get(name)!r} and {run.attrs.get(name)!r}"
    for axis in dict.fromkeys(map(str, [*first.sizes, *run.sizes])):
        yield from _of_axes(axis, first, run)
    for name in _SCENARIOS:
        ours, theirs = (str(one.attrs.get(name, "")) for one in (first, run))
        if _SEED.sub(r"\1", ours) != _SEED.sub(r"\1", theirs):
            yield from _of_settings(name, ours, theirs)


def _of_axes(name: str, first: xarray.Dataset, run: xarray.Dataset) -> Iterator[str]:
    ours, theirs = ([*map(str, one[name].values)] if name in one.sizes else [] for one in
                    (first, run))
    if name == "time":
        if len(ours) != len(theirs):
            yield f"{len(ours)} and {len(theirs)} ticks done"
        return
    if ours == theirs:
        return
    apart = sorted({*ours} ^ {*theirs})
    yield f"{name} " + (", ".join(apart[:3]) if apart else "in another order")


def _of_settings(name: str, ours: str, theirs: str) -> Iterator[str]:
    prefix = "" if name == "scenario" else f"{name}: "
    before, after = (dict(_leaves(tomllib.loads(text))) for text in (ours, theirs))
    tables = [{path.rpartition(".")[0] for path in leaves} for leaves in (before, after)]
    for table in sorted(tables[0] ^ tables[1]):
        yield f"{prefix}{table} is in the {'first' if table in tables[0] else 'second'} alone"
    for path in dict.fromkeys([*before, *after]):
        known = path.rpartition(".")[0] in tables[0] & tables[1] and path not in _TOLD_BEFORE
        if known and before.get(path) != after.get(path):
            yield f"{prefix}{path} {_short(before.get(path))} and {_short(after.get(path))}"


def _leaves(table: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Settings by path; rows of a table are named by their id, or their number."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from _leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(table, list) and table and isinstance(table[0], dict):
        for number, row in enumerate(table, 1):
            yield from _leaves(row, f"{path}.{row.get('id', number)}")
    else:
        yield path, table


def _short(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) < 40 else text[:37] + "..."
