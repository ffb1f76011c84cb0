"""Tables of run files as pandas data frames."""

# mypy: disable-error-code=import

import os

import pandas

from .files import Path, group, groups


def tables(path: Path) -> dict[str, pandas.DataFrame]:
    """Every table of a run file by its name: events, lives, and whatever else was recorded."""
    return {name: table(path, name) for name in _names(path)}


def table(path: Path, name: str) -> pandas.DataFrame:
    """One table of a run file, a row per record; dates are texts, `2015-01-31`.

    Raises KeyError where there is none.
    """
    known = _names(path)
    if name not in known:
        raise KeyError(f"{os.fspath(path)} has no table {name!r}; it has {', '.join(known)}")
    return group(path, name).to_dataframe().reset_index(drop=True)


def _names(path: Path) -> list[str]:
    return [name for name in groups(path) if name != "provenance"]
