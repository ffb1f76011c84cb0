"""Countries coloured by a number."""

# mypy: disable-error-code=import

from typing import Any

import matplotlib
import numpy as np
import pandas
import xarray
from matplotlib.cm import ScalarMappable
from matplotlib.collections import PathCollection
from matplotlib.colors import LogNorm, Normalize, TwoSlopeNorm

from .countries import AT_THE_END, by_country, over_time, population
from .frame import Extent, Frame, extent_of, places_of
from .outlines import outlines, outlines_of
from .period import span
from .style import Axes, axes_or_new, cividis, empty, note, plain, short, wrapped

_NO_NUMBER, _ELSEWHERE = "#d9d9d9", "#efefef"


def choropleth(
    run: xarray.Dataset,
    values: str | xarray.DataArray = "stocks",
    *,
    by: str | None = None,
    period: slice = slice(None),
    per_head: bool = False,
    log: bool | None = None,
    extent: Extent | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    **select: Any,
) -> Axes:
    """Countries of `run`, or of a comparison, coloured by a series of it, or by an array of your own
    with an axis of places, such as a difference of two runs or regimes.

    Of a series, `select` picks coordinates (citizenship="VEN") and `by` the axis that is shown
    (destination, residence, place, origin or citizenship, whichever is there first). Stocks are
    those at the end of `period`, other counts are added over it, measures are its mean; what is
    neither picked nor shown is summed, and the mean over replicates taken. Places within a country
    count for it; of measures its own is shown. `per_head`: by the population of the start.
    `log`: whether the scale is logarithmic; counts are, unless some are negative.

    Outlines are those of Natural Earth (1:110 million), by ISO 3166-1 alpha-3 ids where a country
    lies; others are dots at their coordinates; what has no location is named under the map.
    `extent` is (west, east, south, north) [degrees].
    """
    data = run[values].sel(**select) if isinstance(values, str) else values
    shown = by_country(run, over_time(data, period), by)
    if per_head:
        shown = shown / population(run).reindex(shown.index)
    shown = shown.where(np.isfinite(shown))
    at = {id: point for id, point in places_of(run).items() if id in shown.index}
    nowhere = shown.dropna().drop(list(at), errors="ignore")
    shown = shown[shown.index.isin(at)]
    if shown.dropna().empty:
        return empty(ax, title or str(data.name or ""), "no numbers")
    frame = Frame(extent or extent_of(at.values()))
    counts = data.dtype.kind in "iu" and not per_head
    norm, shades = _scale(shown, counts if log is None else log)
    with axes_or_new(ax, frame.size) as ax:
        frame.apply(ax)
        colours = {id: shades(norm(number)) if np.isfinite(number) and norm(number) is not
                   np.ma.masked else _NO_NUMBER for id, number in shown.items()}
        _draw(ax, at, colours)
        units = str(data.attrs.get("units", "")) + (" per head" if per_head else "")
        bar = ax.figure.colorbar(ScalarMappable(norm, shades), ax=ax, label=units, pad=0.02,
                                 shrink=0.8)
        bar.outline.set_visible(False)
        if counts:
            bar.ax.yaxis.set_major_formatter(lambda number, _: short(number))
            bar.ax.yaxis.set_minor_formatter("")
        ax.set_title(title or _title(run, data, period, select))
        if not nowhere.empty:
            note(ax, "Not on the map: " + ", ".join(f"{id} {short(number)}"
                                                    for id, number in nowhere.items()), below=29)
    return ax


def _scale(shown: "pandas.Series[Any]", log: bool) -> tuple[Any, Any]:
    low, high = float(shown.min()), float(shown.max())
    if low < 0:
        most = max(-low, high)
        return TwoSlopeNorm(0, -most, most), matplotlib.colormaps["PuOr"]
    if log and high > 0:
        least = float(shown[shown > 0].min())
        return LogNorm(max(least, high / 1e6) if least < high else high / 10, high), cividis()
    return Normalize(min(0, low), high or 1.0), cividis()


def _title(run: xarray.Dataset, data: xarray.DataArray, period: slice, select: Any) -> str:
    meaning = str(data.attrs.get("long_name", data.name or ""))
    name = str(data.name)
    when = span(run, name, period) if name in run and {"time", "year"} & set(data.dims) else ""
    if name in AT_THE_END:
        when = when.rpartition(" to ")[2]
    picked = ", ".join(plain(str(value)) for value in select.values())
    return wrapped(", ".join(filter(None, (meaning[:1].upper() + meaning[1:], picked, when))), 70)


def _draw(ax: Axes, at: dict[str, tuple[float, float]], colours: dict[str, Any]) -> None:
    shapes = outlines_of(at)
    if shapes:
        rest = [shape for id, shape in outlines().items() if id not in shapes]
        ax.add_collection(PathCollection(rest, facecolor=_ELSEWHERE, edgecolor="white",
                                         linewidth=0.3, zorder=1))
        ax.add_collection(PathCollection(list(shapes.values()), edgecolor="white", linewidth=0.3,
                                         facecolor=[colours[id] for id in shapes], zorder=2))
    dots = [id for id in at if id not in shapes]
    ax.scatter([at[id][0] for id in dots], [at[id][1] for id in dots], s=16, zorder=3,
               c=[colours[id] for id in dots], edgecolors="white" if shapes else "black",
               linewidths=0.4)
    if not shapes:
        for id in dots:
            ax.annotate(id, at[id], (4, 3), textcoords="offset points", fontsize=7, clip_on=True)
