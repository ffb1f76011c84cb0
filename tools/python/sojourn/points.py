"""Results at several values of settings, arranged on axes of these settings."""

# mypy: disable-error-code=import

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import xarray

from .toml import parsed, value_text

Point = Mapping[str, Any]  # values by the path of the setting

_COMMA = re.compile(r""",(?=(?:[^"']*["'][^"']*["'])*[^"']*$)(?![^\[{]*[\]}])""")


def is_range(values: Sequence[Any] | str) -> bool:
    """Whether values are given as "low..high", two numbers."""
    low, dots, high = values.partition("..") if isinstance(values, str) else ("", "", "")
    try:
        return bool(dots) and math.isfinite(float(low)) and math.isfinite(float(high))
    except ValueError:
        return False


def listed(values: Sequence[Any] | str) -> list[Any]:
    """Values of a list, also of one in the command's words: "0.5,1"."""
    if isinstance(values, str):
        return [parsed(text) for text in _COMMA.split(values)]
    return list(values)


def arranged(
    parts: Sequence[xarray.Dataset], points: Sequence[Point], stacked: Sequence[str]
) -> xarray.Dataset:
    """Joins one dataset for each point: an axis for each setting, called by its path, where the
    points are every combination of its values; else one axis `point`, with the settings as its
    coordinates. Of the variables, `stacked` get the axes; the others are the first part's.

    Raises ValueError where the parts have other axes than the first.
    """
    labels = {path: [_label(point[path]) for point in points] for path in points[0]}
    axes = {path: list(dict.fromkeys(of)) for path, of in labels.items()}
    if math.prod(map(len, axes.values())) != len(points):
        numbers = pandas.Index(range(1, len(points) + 1), name="point")
        joined = _joined(parts, numbers, stacked)
        return joined.assign_coords({path: ("point", of) for path, of in labels.items()})
    at = {tuple(of[p] for of in labels.values()): part for p, part in enumerate(parts)}
    return _nested(at, list(axes.items()), (), stacked)


def _nested(at: Mapping[tuple[Any, ...], xarray.Dataset], axes: Sequence[tuple[str, list[Any]]],
            here: tuple[Any, ...], stacked: Sequence[str]) -> xarray.Dataset:
    if not axes:
        return at[here]
    path, values = axes[0]
    parts = [_nested(at, axes[1:], (*here, value), stacked) for value in values]
    return _joined(parts, pandas.Index(values, name=path), stacked)


def _joined(parts: Sequence[xarray.Dataset], axis: "pandas.Index[Any]",
            stacked: Sequence[str]) -> xarray.Dataset:
    try:
        return xarray.concat(parts, dim=axis, data_vars=list(stacked), coords="different",
                             compat="equals", join="exact", combine_attrs="drop_conflicts")
    except ValueError as error:
        raise ValueError(f"runs of other places, ticks or regimes cannot be joined along "
                         f"{axis.name}: {error}") from error


def _label(value: Any) -> Any:
    """What a coordinate can hold: numbers and texts; lists and tables as TOML has them."""
    if hasattr(value, "item") and not getattr(value, "shape", ()):
        value = value.item()
    return value if isinstance(value, (bool, int, float, str)) else value_text(value)
