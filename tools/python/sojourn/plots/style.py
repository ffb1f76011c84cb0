"""What the figures have in common: colours, sizes, words for numbers and dates."""

# mypy: disable-error-code=import

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import matplotlib
import matplotlib.dates
import matplotlib.pyplot as plt
import matplotlib.ticker
import numpy as np
from matplotlib.colors import ListedColormap

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


@contextmanager
def axes_or_new(ax: Axes | None, size: tuple[float, float]) -> Iterator[Axes]:
    """The Axes to draw on [inch], in the style of this module."""
    with matplotlib.rc_context(STYLE):
        yield plt.subplots(figsize=size, layout="constrained")[1] if ax is None else ax


def empty(ax: Axes | None, title: str, why: str) -> Axes:
    """A figure of nothing, that says so."""
    with axes_or_new(ax, (4.6, 2.7)) as ax:
        ax.set_axis_off()
        ax.text(0.5, 0.5, why, ha="center", va="center", color=GREY, transform=ax.transAxes)
        ax.set_title(title)
    return ax


def cividis() -> Any:
    """From dark yellow to dark blue; its brightest yellow would vanish on white."""
    return ListedColormap(matplotlib.colormaps["cividis_r"](np.linspace(0.12, 1, 256)))


def short(number: float, digits: int = 2) -> str:
    """950, 1.2k, 35k, 1.2M: with the digits that fit in three letters, or as many as asked for."""
    for unit, size in (("bn", 1e9), ("M", 1e6), ("k", 1e3)):
        if abs(number) >= 0.9995 * size:
            scaled = number / size
            return f"{scaled:.{max(digits, len(str(int(scaled))))}g}{unit}"
    return f"{number:.3g}"


def plain(name: str) -> str:
    return name.replace("_", " ")


def wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))


def set_units(ax: Axes, units: str) -> None:
    """Large numbers as 10k and 1.2M on the axis."""
    ax.set_ylabel(units)
    if units.startswith("persons"):
        ax.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda y, _: short(y, 3)))


def set_dates(ax: Axes) -> None:
    locator = matplotlib.dates.AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))


def note(ax: Axes, text: str, below: float) -> None:
    """A line under the figure [points below the axis] that says what the marks are."""
    ax.annotate(text, (0, 0), (0, -below), xycoords="axes fraction", textcoords="offset points",
                fontsize=6.5, color=GREY, va="top", annotation_clip=False)
