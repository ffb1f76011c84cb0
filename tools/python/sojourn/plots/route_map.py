"""Corridors on a map."""

# mypy: disable-error-code=import

from typing import Any

import matplotlib.patheffects
import numpy as np
import xarray
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patches import FancyArrowPatch

from .frame import Frame, extent_of, places_of
from .period import over_time, span
from .style import Axes, axes_or_new, cividis, empty, note, short


def route_map(
    run: xarray.Dataset,
    *,
    period: slice = slice(None),
    extent: tuple[float, float, float, float] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Corridors on a map, from the scenario's longitudes and latitudes: width by people who came
    across during `period`, colour by deaths per thousand attempts; the mean over replicates.

    Corridors that hardly anyone took have no head, those that nobody took are grey. Places are
    named where there is room, those most passed through first. `extent` is (west, east, south,
    north) [degrees]. There is no coast line: to have one, pass an Axes of Cartopy's PlateCarree
    with its own `coastlines()`. Corridors of a place without a location are left out.
    """
    if "corridor" not in run.dims:
        return empty(ax, title or "Crossings", "no corridors")
    crossings = over_time(run["crossings"], period).to_series().sort_values(kind="stable")
    known = places_of(run)
    joined = {name: pair for name, pair in _ends(run).items() if known.keys() >= set(pair)}
    crossings = crossings[crossings.index.isin(joined)]
    if crossings.empty:
        return empty(ax, title or "Crossings", "no corridor between places that have a location")
    deaths = over_time(run["crossing_deaths"], period).to_series()
    attempts = crossings + deaths + over_time(run["interceptions"], period).to_series()
    risk = 1000 * deaths / attempts.where(attempts > 0)
    widths = 5 * np.sqrt(crossings / max(1.0, crossings.max()))
    ends = {name: joined[str(name)] for name in reversed(crossings.index)}
    places = {id: known[id] for pair in ends.values() for id in pair}
    frame = Frame(extent or extent_of(places.values()))
    with axes_or_new(ax, frame.size) as ax:
        norm = Normalize(0, max(1e-9, float(np.nan_to_num(risk).max())))
        shades = cividis()
        frame.apply(ax)
        for number, (name, persons) in enumerate(crossings.items()):
            start, end = (places[id] for id in ends[name])
            colour = shades(norm(risk[name])) if persons > 0 else "#cccccc"
            _draw_arc(ax, start, end, widths[name], colour, number)
        _draw_places(ax, places, *frame.degrees_per_point)
        ax.set_title(title or f"Crossings, {span(run, 'crossings', period)}")
        scale = ScalarMappable(norm, shades)
        bar = ax.figure.colorbar(scale, ax=ax, label="deaths per 1000 attempts", pad=0.02)
        bar.outline.set_visible(False)
        note(ax, f"Width: people who came across, at most {short(crossings.max())} on a corridor",
              below=29)
    return ax


def _ends(run: xarray.Dataset) -> dict[str, tuple[str, str]]:
    """From where to where by a corridor's label."""
    ends = zip(map(str, run["corridor_from"].values), map(str, run["corridor_to"].values))
    return dict(zip(map(str, run["corridor"].values), ends))


def _draw_arc(ax: Axes, start: tuple[float, float], end: tuple[float, float], width: float,
              colour: Any, number: int) -> None:
    bend = 0.12 + 0.05 * (number % 3)  # corridors between the same places lie apart
    head = f"-|>,head_length={2 + 0.8 * width},head_width={1 + 0.5 * width}"
    ax.add_patch(FancyArrowPatch(
        start, end, arrowstyle=head if width > 0.4 else "-", connectionstyle=f"arc3,rad={bend}",
        linewidth=max(0.4, width), color=colour, shrinkA=3, shrinkB=4, zorder=2, capstyle="butt",
        joinstyle="miter"))


def _draw_places(ax: Axes, places: dict[str, tuple[float, float]], wide: float,
                 high: float) -> None:
    """Dots, with names where no earlier name stands; `wide` and `high` are degrees per point."""
    halo = [matplotlib.patheffects.withStroke(linewidth=2, foreground="white")]
    named: list[tuple[float, float, float]] = []  # left, bottom, right
    for name, (longitude, latitude) in places.items():
        ax.plot([longitude], [latitude], "o", color="black", markersize=3, zorder=4)
        left, bottom, right = longitude, latitude, longitude + (5 * len(name) + 4) * wide
        if any(left < r and right > l and abs(bottom - b) < 8 * high for l, b, r in named):
            continue
        named.append((left, bottom, right))
        ax.annotate(name, (longitude, latitude), (3, 3), textcoords="offset points", fontsize=7,
                    path_effects=halo, zorder=5, clip_on=True)
