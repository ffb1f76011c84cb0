"""Series over time, with bands over replicates."""

import math
from typing import Any

import xarray

from .style import COLOURS, Axes, axes_or_new, empty, note, plain, set_dates, set_units, wrapped


def stock_series(
    run: xarray.Dataset,
    stock: str = "stocks",
    *,
    by: str | None = "residence",
    top: int = 6,
    band: float = 0.9,
    title: str | None = None,
    ax: Axes | None = None,
    **select: Any,
) -> Axes:
    """A series over time, a line for each of the `top` values of `by` (None: one line).

    `select` picks coordinates, citizenship="SEND" or status=["refugee", "asylum_applicant"]; what
    is neither picked nor `by` is summed. With replicates the line is their median and the band
    holds the middle `band` of them.
    """
    series = run[stock].sel(**select)
    clock = "time" if "time" in series.dims else "year"
    if not series.sizes[clock]:
        return empty(ax, title or stock, "no ticks")
    kept = {clock, "replicate", by}
    series = series.sum([dim for dim in series.dims if dim not in kept], skipna=False)
    with axes_or_new(ax, (4.6, 2.7)) as ax:
        ends = []
        names = _largest(series, by, top) if by else [None]
        for colour, name in zip(COLOURS, names):
            line = series if name is None else series.sel({by: name})
            low, middle, high = _quantiles(line, band)
            ax.plot(series[clock], middle, color=colour)
            if "replicate" in line.dims:
                ax.fill_between(series[clock], low, high, color=colour, alpha=0.2, linewidth=0)
            ends.append((float(middle[-1]), "" if name is None else plain(str(name)), colour))
        set_units(ax, run[stock].attrs["units"])
        ax.set_ylim(bottom=min(0, ax.get_ylim()[0]))
        _label_ends(ax, series[clock].values[-1], ends)
        if clock == "time":
            set_dates(ax)
        ax.margins(x=0)
        meaning = str(run[stock].attrs.get("long_name", stock))
        ax.set_title(title or wrapped(meaning[:1].upper() + meaning[1:], 62))
        if "replicate" in series.dims:
            note(ax, f"Line: median of {series.sizes['replicate']} replicates; "
                      f"band: the middle {band:.0%}", below=19)
    return ax


def _largest(series: xarray.DataArray, by: str, top: int) -> list[Any]:
    """Of the values of `by` those with the largest sums, in their own order."""
    total = series.sum([dim for dim in series.dims if dim != by]).to_series()
    largest = total[total > 0].sort_values(ascending=False, kind="stable").index
    shown = largest[: min(top, len(COLOURS))]
    return [name for name in total.index if name in shown]


def _quantiles(line: xarray.DataArray, band: float) -> tuple[Any, Any, Any]:
    if "replicate" not in line.dims:
        return line.values, line.values, line.values
    edges = (0.5 - band / 2, 0.5, 0.5 + band / 2)
    low, middle, high = line.quantile(edges, dim="replicate").values
    return low, middle, high


def _label_ends(ax: Axes, x: Any, ends: list[tuple[float, str, str]]) -> None:
    """Names at the lines' right ends, pushed apart where they would overlap."""
    low, high = ax.get_ylim()
    gap = 0.055 * (high - low)
    at = -math.inf
    for y, name, colour in sorted(ends):
        at = max(y, at + gap)
        ax.annotate(name, (x, at), (4, 0), textcoords="offset points", color=colour, va="center",
                    fontsize=7.5, annotation_clip=False)
