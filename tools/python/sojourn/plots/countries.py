"""One number for each country, of a series or an array with an axis of places."""

# mypy: disable-error-code=import

from typing import Any

import pandas
import xarray

AT_THE_END = ("stocks", "residents")
_PLACES = ("destination", "residence", "place", "origin", "citizenship", "state")


def over_time(data: xarray.DataArray, period: slice) -> xarray.DataArray:
    """Stocks at the end of the period, other counts added over it, measures as their mean."""
    for clock in ("time", "year"):
        if clock not in data.dims:
            continue
        part = data.sel({clock: period})
        if data.name in AT_THE_END:
            data = part.isel({clock: slice(-1, None)}).sum(clock)
        else:
            data = part.sum(clock) if data.dtype.kind in "iu" else part.mean(clock)
    return data.mean("replicate") if "replicate" in data.dims else data


def by_country(run: xarray.Dataset, data: xarray.DataArray, by: str | None) -> "pandas.Series[Any]":
    """Places within a country count for it; of measures its own is taken. NaN: not known.

    Raises ValueError where there is no such axis.
    """
    axis = by or next((name for name in _PLACES if name in data.dims), None)
    if axis not in data.dims:
        raise ValueError(f"{data.name} has no axis {axis or 'of places'}; it has "
                         + ", ".join(map(str, data.dims)))
    series = data.sum([dim for dim in data.dims if dim != axis], skipna=False).to_series()
    series.index = series.index.map(str)
    country = _countries(run)
    if data.attrs.get("units") == "persons" or str(data.dtype.kind) in "iu":
        return series.groupby([country.get(id, id) for id in series.index], sort=False).sum(min_count=1)
    return series[[country.get(id, id) == id for id in series.index]]


def _countries(run: xarray.Dataset) -> dict[str, str]:
    """By place; a comparison has no places within countries."""
    of = run["country"] if "country" in run.coords else run["place"]
    return dict(zip(map(str, run["place"].values), map(str, of.values)))


def population(run: xarray.Dataset) -> "pandas.Series[Any]":
    """At the start, by country."""
    countries = list(_countries(run).values())
    return run["population"].to_series().groupby(countries, sort=False).sum()
