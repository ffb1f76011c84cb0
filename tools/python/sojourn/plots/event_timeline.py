"""Events on lanes."""

# mypy: disable-error-code=import

import math
from collections.abc import Sequence
from typing import Any

import matplotlib.dates
import numpy as np
import pandas

from .style import COLOURS, Axes, axes_or_new, plain, set_dates


def event_timeline(
    events: pandas.DataFrame,
    *,
    kinds: Sequence[str] | None = None,
    words: int = 24,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """When what happened to whom: a lane for each kind of event (`kinds`, or all), a mark for each
    event of the table `events` (sojourn.table(path, "events")), labelled with whom it was about (at
    most `words` letters) where there is room.
    """
    if kinds is not None:
        events = events[events["kind"].isin(kinds)]
    lanes = list(dict.fromkeys(events["kind"])) if kinds is None else list(kinds)
    dates = matplotlib.dates.date2num(pandas.to_datetime(events["date"]))
    with axes_or_new(ax, (6.0, 0.34 * max(2, len(lanes)) + 0.9)) as ax:
        about = np.array([plain(str(text).split(":")[0])[:words] for text in events["text"]])
        per_letter = max(1.0, np.ptp(dates) if len(dates) else 1.0) / 75  # [days]
        for lane, kind in enumerate(lanes):
            here = (events["kind"] == kind).to_numpy()
            colour = COLOURS[lane % len(COLOURS)]
            ax.plot(dates[here], np.full(here.sum(), lane), "o", color=colour, markersize=4,
                    markeredgecolor="white", markeredgewidth=0.5, zorder=3)
            _label_marks(ax, dates[here], about[here], lane, per_letter)
        ax.xaxis_date()
        set_dates(ax)
        ax.set_yticks(range(len(lanes)), lanes)
        ax.set_ylim(len(lanes) - 0.5, -0.7)
        ax.margins(x=0.05)
        ax.grid(axis="y", color="#dddddd", linewidth=0.6)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.set_title(title or "Events")
    return ax


def _label_marks(ax: Axes, dates: Any, names: Any, lane: int, per_letter: float) -> None:
    """Names above their marks, but for those that would run into the one before."""
    free_from = -math.inf
    for date, name in sorted(zip(dates, names)):
        if date < free_from:
            continue
        ax.annotate(name, (date, lane), (0, 3.5), textcoords="offset points", fontsize=6,
                    ha="left", va="bottom", annotation_clip=False)
        free_from = date + per_letter * (len(name) + 2)
