"""Who moved where."""

# mypy: disable-error-code=import

import math

import numpy as np
import pandas
import xarray
from matplotlib.colors import LogNorm

from .period import over_time, span
from .style import Axes, axes_or_new, cividis, empty, short

_LEAVING_HOME = "return"  # arrivals by this channel are of people who come home


def flow_matrix(
    run: xarray.Dataset,
    flows: str = "arrivals",
    *,
    top: int = 10,
    period: slice = slice(None),
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Who moved where: a row per origin (or citizenship), a column per destination, summed over
    `period` (slice("2016-01", "2017-12")) and all else; the mean over replicates.

    The `top` rows and columns are shown, the others summed up. Returns home are left out. Cells
    hold persons; the colour is on a logarithmic scale, white is none.
    """
    table = _matrix(run, flows, period)
    if not (table > 0).to_numpy().any():
        return empty(ax, title or flows.capitalize(), "nobody moved")
    table = _with_others(_with_others(table, top).T, top).T
    with axes_or_new(ax, (max(4.0, 0.42 * len(table.columns) + 2.1), 0.3 * len(table) + 1.3)) as ax:
        most = max(10.0, float(table.to_numpy().max()))
        norm = LogNorm(vmin=10 ** math.floor(math.log10(most) - 4), vmax=most)
        shades = cividis()
        shown = np.where(table > 0, table, np.nan)
        mesh = ax.pcolormesh(shown, cmap=shades, norm=norm, edgecolors="white", linewidth=1)
        for (row, column), persons in np.ndenumerate(table.to_numpy()):
            if persons > 0:
                _write_cell(ax, column, row, persons, dark=norm(persons) > 0.55)
        ax.set_xticks(np.arange(len(table.columns)) + 0.5, table.columns, rotation=45, ha="right",
                      rotation_mode="anchor")
        ax.set_yticks(np.arange(len(table)) + 0.5, table.index)
        ax.invert_yaxis()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_xlabel(str(table.columns.name))
        ax.set_ylabel(str(table.index.name))
        ax.set_title(title or f"{flows.capitalize()}, {span(run, flows, period)}")
        bar = ax.figure.colorbar(mesh, ax=ax, label="persons", pad=0.02)
        bar.outline.set_visible(False)
    return ax


def _matrix(run: xarray.Dataset, flows: str, period: slice) -> pandas.DataFrame:
    data = run[flows]
    if "channel" in data.dims:
        data = data.drop_sel(channel=_LEAVING_HOME, errors="ignore")
    total = over_time(data, period)
    rows = "origin" if "origin" in total.dims else "citizenship"
    total = total.sum([dim for dim in total.dims if dim not in (rows, "destination")])
    return total.transpose(rows, "destination").to_pandas()


def _with_others(table: pandas.DataFrame, top: int) -> pandas.DataFrame:
    """The rows with the largest sums, largest first; the others as one row."""
    totals = table.sum(axis=1)
    order = totals[totals > 0].sort_values(ascending=False, kind="stable").index
    shown = table.loc[order[:top]].copy()
    if len(order) > top:
        shown.loc["others"] = table.loc[order[top:]].sum()
    shown.index.name = table.index.name
    return shown


def _write_cell(ax: Axes, column: int, row: int, persons: float, dark: bool) -> None:
    ax.text(column + 0.5, row + 0.5, short(persons), ha="center", va="center", fontsize=6,
            color="white" if dark else "black")
