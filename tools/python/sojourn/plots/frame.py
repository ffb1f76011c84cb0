"""The frame of a map: where places are, what is shown, how large it is."""

import math
from collections.abc import Iterable

import numpy as np
import xarray

from .style import Axes

Extent = tuple[float, float, float, float]  # west, east, south, north [degrees]

_WORLD = (-180.0, 180.0, -60.0, 85.0)
_WIDE = 200.0  # of longitudes: the whole world is shown [degrees]


def places_of(run: xarray.Dataset) -> dict[str, tuple[float, float]]:
    """(longitude, latitude) by id, of the places that have a location."""
    at = zip(run["longitude"].values, run["latitude"].values)
    places = zip(map(str, run["place"].values), at)
    return {id: point for id, point in places if np.isfinite(point).all()}


def extent_of(points: Iterable[tuple[float, float]]) -> Extent:
    """All points with a margin, neither flat nor narrow."""
    where = np.array(list(points))
    span = np.ptp(where, axis=0)
    if span[0] > _WIDE:
        return _WORLD
    middle = (where.min(axis=0) + where.max(axis=0)) / 2
    half = 0.62 * np.maximum(span, np.maximum(2.0, span.max() * np.array([0.8, 0.5])))
    (west, south), (east, north) = middle - half, middle + half
    return float(west), float(east), float(south), float(north)


class Frame:
    """Degrees on paper: plate carrée, as wide as it is high in the middle."""

    def __init__(self, extent: Extent) -> None:
        self.west, self.east, self.south, self.north = extent
        middle = math.radians((self.south + self.north) / 2)
        self._squeeze = max(0.2, math.cos(middle))
        wide, high = self._squeeze * (self.east - self.west), self.north - self.south
        self._height = min(4.2, 6.0 * high / wide)  # [inch]
        self._width = self._height * wide / high

    @property
    def size(self) -> tuple[float, float]:
        """Of the figure, with its labels [inch]."""
        return self._width + 1.4, self._height + 0.7

    @property
    def degrees_per_point(self) -> tuple[float, float]:
        return ((self.east - self.west) / (72 * self._width),
                (self.north - self.south) / (72 * self._height))

    def apply(self, ax: Axes) -> None:
        ax.set(xlim=(self.west, self.east), ylim=(self.south, self.north))
        ax.update_datalim([(self.west, self.south), (self.east, self.north)])
        ax.set_aspect(1 / self._squeeze, adjustable="datalim")
        ax.set_xlabel("longitude [degrees]")
        ax.set_ylabel("latitude [degrees]")
