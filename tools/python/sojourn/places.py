"""What a scenario says of places and corridors, as coordinates of a run."""

from collections.abc import Mapping
from typing import Any

import numpy
import xarray

from .toml import rows

PLACES = ("place", "origin", "destination", "residence", "citizenship", "state")
_ENDS = ("from", "to", "mode", "route")


def with_places(run: xarray.Dataset) -> xarray.Dataset:
    """Adds coordinates from the scenario that the run file holds.

    On `place`: `place_name`, `country`, `longitude` and `latitude` [degrees; NaN: the place is
    nowhere], `population` [persons at the start]. On the other axes of places: `origin_name`, `residence_name`, ... On `corridor`:
    `corridor_from`, `corridor_to`, `corridor_mode`, `corridor_route`.
    """
    scenario = str(run.attrs["scenario"])
    known = {str(row["id"]): row for table in ("country", "place") for row in rows(scenario, table)}
    return run.assign_coords({**_names(run, known), **_of_places(run, known),
                              **_of_corridors(run, scenario)})


def _names(run: xarray.Dataset, known: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{axis}_name": (axis, [_name(known, id) for id in map(str, run[axis].values)],
                             {"long_name": "name"})
            for axis in PLACES if axis in run.indexes}


def _name(known: Mapping[str, Any], id: str) -> str:
    return str(known.get(id, {}).get("name") or id)


def _of_places(run: xarray.Dataset, known: Mapping[str, Any]) -> dict[str, Any]:
    if "place" not in run.indexes:
        return {}
    of = [known.get(id, {}) for id in map(str, run["place"].values)]
    numbers = {
        key: ("place", numpy.array([_number(row, key) for row in of], dtype=float),
              {"units": units, "long_name": meaning})
        for key, units, meaning in (("longitude", "degrees_east", "longitude"),
                                    ("latitude", "degrees_north", "latitude"),
                                    ("population", "persons", "people at the start"))}
    country = [str(row.get("state") or id) for row, id in zip(of, map(str, run["place"].values))]
    return {**numbers, "country": ("place", country, {"long_name": "country of the place"})}


def _number(row: Mapping[str, Any], key: str) -> Any:
    """NaN where it is not known: what has no location has no coordinates, though a row has them."""
    nowhere = row.get("location") == "none" and key in ("longitude", "latitude")
    return numpy.nan if nowhere else row.get(key, numpy.nan)


def _of_corridors(run: xarray.Dataset, scenario: str) -> dict[str, Any]:
    if "corridor" not in run.indexes:
        return {}
    ways = list(rows(scenario, "corridor"))
    return {f"corridor_{key}": ("corridor", [str(way.get(key, "")) for way in ways])
            for key in _ENDS}
