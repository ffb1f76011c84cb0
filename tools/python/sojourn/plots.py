"""Five figures that papers need. Each draws on one matplotlib Axes and returns it.

All take `ax`; without it they make a figure of print size, to be saved with
`ax.figure.savefig("figure.pdf")`. All take `title`; without it they say what is shown. Figures of
your own look alike after `matplotlib.pyplot.rcParams.update(sojourn.plots.STYLE)`. Colours can be
told apart by colour-blind readers and in print (Okabe, Ito 2008; cividis).
"""

import math
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import matplotlib
import matplotlib.dates
import matplotlib.patheffects
import matplotlib.pyplot as plt
import matplotlib.ticker
import numpy as np
import pandas
import xarray
from matplotlib.colors import ListedColormap, LogNorm, Normalize
from matplotlib.patches import FancyArrowPatch

Axes: TypeAlias = Any  # matplotlib.axes.Axes; matplotlib 3.6 has no types

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
GREY = "#777777"
STYLE = {
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelsize": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "lines.linewidth": 1.4,
    "legend.frameon": False,
    "legend.fontsize": 7.5,
    "figure.dpi": 200,
    "pdf.fonttype": 42,  # text stays text
}
_LEAVING_HOME = "return"  # arrivals by this channel are of people who come home


# --- figures ------------------------------------------------------------------------------------


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
    table = _with_others(_with_others(table, top).T, top).T
    with _axes(ax, (max(4.0, 0.42 * len(table.columns) + 2.1), 0.3 * len(table) + 1.3)) as ax:
        most = max(10.0, float(table.to_numpy().max()))
        norm = LogNorm(vmin=10 ** math.floor(math.log10(most) - 4), vmax=most)
        shades = _shades()
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
        ax.set_title(title or f"{flows.capitalize()}, {_span(run, flows, period)}")
        bar = ax.figure.colorbar(mesh, ax=ax, label="persons", pad=0.02)
        bar.outline.set_visible(False)
    return ax


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
    kept = {clock, "replicate", by}
    series = series.sum([dim for dim in series.dims if dim not in kept], skipna=False)
    with _axes(ax, (4.6, 2.7)) as ax:
        ends = []
        names = _largest(series, by, top) if by else [None]
        for colour, name in zip(COLOURS, names):
            line = series if name is None else series.sel({by: name})
            low, middle, high = _quantiles(line, band)
            ax.plot(series[clock], middle, color=colour)
            if "replicate" in line.dims:
                ax.fill_between(series[clock], low, high, color=colour, alpha=0.2, linewidth=0)
            ends.append((float(middle[-1]), "" if name is None else _plain(str(name)), colour))
        _set_units(ax, run[stock].attrs["units"])
        ax.set_ylim(bottom=min(0, ax.get_ylim()[0]))
        _label_ends(ax, series[clock].values[-1], ends)
        if clock == "time":
            _set_dates(ax)
        ax.margins(x=0)
        meaning = str(run[stock].attrs.get("long_name", stock))
        ax.set_title(title or _wrapped(meaning[:1].upper() + meaning[1:], 62))
        if "replicate" in series.dims:
            _note(ax, f"Line: median of {series.sizes['replicate']} replicates; "
                      f"band: the middle {band:.0%}", below=19)
    return ax


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
    with its own `coastlines()`.
    """
    crossings = _over_time(run["crossings"], period).to_series().sort_values(kind="stable")
    deaths = _over_time(run["crossing_deaths"], period).to_series()
    attempts = crossings + deaths + _over_time(run["interceptions"], period).to_series()
    risk = 1000 * deaths / attempts.where(attempts > 0)
    widths = 5 * np.sqrt(crossings / max(1.0, crossings.max()))
    known = _places(run)
    ends = {name: _ends(str(name), known) for name in reversed(crossings.index)}
    places = {id: known[id] for pair in ends.values() for id in pair}
    west, east, south, north = extent or _extent(places)
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    height = min(4.2, 6.0 * (north - south) / (squeeze * (east - west)))
    width = height * squeeze * (east - west) / (north - south)
    with _axes(ax, (width + 1.4, height + 0.7)) as ax:
        norm = Normalize(0, max(1e-9, float(np.nan_to_num(risk).max())))
        shades = _shades()
        ax.set(xlim=(west, east), ylim=(south, north))
        ax.update_datalim([(west, south), (east, north)])
        ax.set_aspect(1 / squeeze, adjustable="datalim")
        for number, (name, persons) in enumerate(crossings.items()):
            start, end = (places[id] for id in ends[name])
            colour = shades(norm(risk[name])) if persons > 0 else "#cccccc"
            _draw_arc(ax, start, end, widths[name], colour, number)
        _draw_places(ax, places, (east - west) / (72 * width), (north - south) / (72 * height))
        ax.set_xlabel("longitude [degrees]")
        ax.set_ylabel("latitude [degrees]")
        ax.set_title(title or f"Crossings, {_span(run, 'crossings', period)}")
        scale = matplotlib.cm.ScalarMappable(norm, shades)
        bar = ax.figure.colorbar(scale, ax=ax, label="deaths per 1000 attempts", pad=0.02)
        bar.outline.set_visible(False)
        _note(ax, f"Width: people who came across, at most {_short(crossings.max())} on a corridor",
              below=29)
    return ax


def event_timeline(
    events: pandas.DataFrame,
    *,
    kinds: Sequence[str] | None = None,
    words: int = 24,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """When what happened to whom: a lane for each kind of event (`kinds`, or all), a mark for each
    event of the table `events` (sojourn.table(path, "events")), which is labelled with whom it was about (at most `words` letters) where there is room.
    """
    if kinds is not None:
        events = events[events["kind"].isin(kinds)]
    lanes = list(dict.fromkeys(events["kind"])) if kinds is None else list(kinds)
    dates = matplotlib.dates.date2num(pandas.to_datetime(events["date"]))
    with _axes(ax, (6.0, 0.34 * max(2, len(lanes)) + 0.9)) as ax:
        about = np.array([_plain(str(text).split(":")[0])[:words] for text in events["text"]])
        per_letter = max(1.0, np.ptp(dates) if len(dates) else 1.0) / 75  # [days]
        for lane, kind in enumerate(lanes):
            here = (events["kind"] == kind).to_numpy()
            colour = COLOURS[lane % len(COLOURS)]
            ax.plot(dates[here], np.full(here.sum(), lane), "o", color=colour, markersize=4,
                    markeredgecolor="white", markeredgewidth=0.5, zorder=3)
            _label_marks(ax, dates[here], about[here], lane, per_letter)
        ax.xaxis_date()
        _set_dates(ax)
        ax.set_yticks(range(len(lanes)), lanes)
        ax.set_ylim(len(lanes) - 0.5, -0.7)
        ax.margins(x=0.05)
        ax.grid(axis="y", color="#dddddd", linewidth=0.6)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.set_title(title or "Events")
    return ax


def regime_comparison(
    comparison: xarray.Dataset,
    outcomes: Sequence[str] | str | None = None,
    *,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """How far each regime is from its reference (the first one, or the first with the same varied
    settings), with its interval, from paired replicates.

    One outcome is shown in its own units, several (all, if none is named) as a share of the
    reference's mean; those whose mean is 0 or not known there are left out and named below.
    """
    alone = isinstance(outcomes, str)
    wanted: list[str] = [outcomes] if isinstance(outcomes, str) else list(
        outcomes or map(str, comparison["outcome"].values))
    shares = _differences(comparison, share=not alone)
    chosen = [o for o in wanted if alone or np.isfinite(shares.difference.sel(outcome=o)).all()]
    bare = [_plain(outcome) for outcome in wanted if outcome not in chosen]
    regimes = list(shares["regime"].values)
    height = (0.17 * len(regimes) + 0.2) * max(1, len(chosen)) + 1.1
    with _axes(ax, (4.8, height)) as ax:
        for k, regime in enumerate(regimes):
            here = shares.sel(regime=regime, outcome=chosen)
            at = np.arange(len(chosen)) + (k - (len(regimes) - 1) / 2) * 0.8 / len(regimes)
            colour = COLOURS[k % len(COLOURS)]
            ax.hlines(at, here.difference_low, here.difference_high, color=colour, linewidth=1.4)
            ax.plot(here.difference, at, "o", color=colour, markersize=4.5, label=regime,
                    markeredgecolor="white", markeredgewidth=0.6)
        ax.axvline(0, color="black", linewidth=0.8, zorder=1)
        ax.set_yticks(range(len(chosen)), [_wrapped(_plain(name), 24) for name in chosen])
        ax.set_ylim(len(chosen) - 0.4, -0.6)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="x", color="#eeeeee", linewidth=0.6)
        ax.set_axisbelow(True)
        reference = str(comparison["regime"].values[0])
        units = comparison["outcome_units"].sel(outcome=wanted[0]).item()
        ax.set_xlabel(f"difference [{units if alone else '% of the mean'}]")
        ax.set_title(title or f"Regimes against {reference}")
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1), title="regime", alignment="left")
        if bare:
            _note(ax, _wrapped("None in the reference: " + ", ".join(bare), 80), 29)
    return ax


# --- the data behind them -------------------------------------------------------------------------


def _over_time(data: xarray.DataArray, period: slice) -> xarray.DataArray:
    """Summed over a period; the mean over replicates."""
    clock = "time" if "time" in data.dims else "year"
    total = data.sel({clock: period}).sum(clock)
    return total.mean("replicate") if "replicate" in total.dims else total


def _matrix(run: xarray.Dataset, flows: str, period: slice) -> pandas.DataFrame:
    data = run[flows]
    if "channel" in data.dims:
        data = data.drop_sel(channel=_LEAVING_HOME, errors="ignore")
    total = _over_time(data, period)
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


_DIFFERENCE = ["difference", "difference_low", "difference_high"]


def _references(comparison: xarray.Dataset) -> Any:
    """By regime: the index of the one that it is held against."""
    if "reference" in comparison:
        return comparison["reference"].values
    return np.zeros(comparison.sizes["regime"], dtype=int)


def _differences(comparison: xarray.Dataset, share: bool) -> xarray.Dataset:
    """To the reference; as a `share` in percent of its mean, not finite where that is 0."""
    references = _references(comparison)
    base = np.abs(comparison["mean"].values[references]) / 100 if share else 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {name: comparison[name] / base for name in _DIFFERENCE}
    others = np.flatnonzero(references != np.arange(len(references)))
    return xarray.Dataset(found).isel(regime=others)


def _places(run: xarray.Dataset) -> dict[str, tuple[float, float]]:
    """(longitude, latitude) by id."""
    scenario = tomllib.loads(run.attrs["scenario"])
    rows = scenario.get("country", []) + scenario.get("place", [])
    return {row["id"]: (row["longitude"], row["latitude"]) for row in rows}


def _ends(corridor: str, places: dict[str, tuple[float, float]]) -> tuple[str, str]:
    """Of a corridor's label, `FROM-TO mode route`."""
    for origin in places:
        rest = corridor.removeprefix(origin + "-")
        if rest != corridor and rest.split(" ")[0] in places:
            return origin, rest.split(" ")[0]
    raise ValueError(f"corridor {corridor!r} joins no places of the scenario")


def _extent(places: dict[str, tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, east, south, north of all places, with a margin, and neither flat nor narrow."""
    where = np.array(list(places.values()))
    middle = (where.min(axis=0) + where.max(axis=0)) / 2
    span = np.ptp(where, axis=0)
    half = 0.62 * np.maximum(span, np.maximum(2.0, span.max() * np.array([0.8, 0.5])))
    (west, south), (east, north) = middle - half, middle + half
    return float(west), float(east), float(south), float(north)


def _span(run: xarray.Dataset, name: str, period: slice) -> str:
    clock = "time" if "time" in run[name].dims else "year"
    ticks = run[clock].sel({clock: period}).values
    if clock == "year":
        return f"{ticks[0]:.0f} to {ticks[-1]:.0f}"
    first, last = (pandas.Timestamp(tick).strftime("%Y-%m") for tick in (ticks[0], ticks[-1]))
    return f"{first} to {last}"


# --- drawing -------------------------------------------------------------------------------------


@contextmanager
def _axes(ax: Axes | None, size: tuple[float, float]) -> Iterator[Axes]:
    """The Axes to draw on [inch], in the style of this module."""
    with matplotlib.rc_context(STYLE):
        yield plt.subplots(figsize=size, layout="constrained")[1] if ax is None else ax


def _shades() -> Any:
    """Cividis from dark yellow to dark blue; its brightest yellow would vanish on white."""
    return ListedColormap(matplotlib.colormaps["cividis_r"](np.linspace(0.12, 1, 256)))


def _short(number: float, digits: int = 2) -> str:
    """950, 1.2k, 35k, 1.2M: with the digits that fit in three letters, or as many as asked for."""
    for unit, size in (("bn", 1e9), ("M", 1e6), ("k", 1e3)):
        if abs(number) >= 0.9995 * size:
            scaled = number / size
            return f"{scaled:.{max(digits, len(str(int(scaled))))}g}{unit}"
    return f"{number:.3g}"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))


def _write_cell(ax: Axes, column: int, row: int, persons: float, dark: bool) -> None:
    ax.text(column + 0.5, row + 0.5, _short(persons), ha="center", va="center", fontsize=6,
            color="white" if dark else "black")


def _set_units(ax: Axes, units: str) -> None:
    """Large numbers as 10k and 1.2M on the axis."""
    ax.set_ylabel(units)
    if units.startswith("persons"):
        ax.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda y, _: _short(y, 3)))


def _set_dates(ax: Axes) -> None:
    locator = matplotlib.dates.AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))


def _note(ax: Axes, text: str, below: float) -> None:
    """A line under the figure [points below the axis] that says what the marks are."""
    ax.annotate(text, (0, 0), (0, -below), xycoords="axes fraction", textcoords="offset points",
                fontsize=6.5, color=GREY, va="top", annotation_clip=False)


def _label_ends(ax: Axes, x: Any, ends: list[tuple[float, str, str]]) -> None:
    """Names at the lines' right ends, pushed apart where they would overlap."""
    low, high = ax.get_ylim()
    gap = 0.055 * (high - low)
    at = -math.inf
    for y, name, colour in sorted(ends):
        at = max(y, at + gap)
        ax.annotate(name, (x, at), (4, 0), textcoords="offset points", color=colour, va="center",
                    fontsize=7.5, annotation_clip=False)


def _label_marks(ax: Axes, dates: Any, names: Any, lane: int, per_letter: float) -> None:
    """Names above their marks, but for those that would run into the one before."""
    free_from = -math.inf
    for date, name in sorted(zip(dates, names)):
        if date < free_from:
            continue
        ax.annotate(name, (date, lane), (0, 3.5), textcoords="offset points", fontsize=6,
                    ha="left", va="bottom", annotation_clip=False)
        free_from = date + per_letter * (len(name) + 2)


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
