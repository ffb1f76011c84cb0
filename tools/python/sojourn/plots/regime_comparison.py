"""Regimes against their reference."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray

from .style import COLOURS, Axes, axes_or_new, empty, note, plain, wrapped

_DIFFERENCE = ["difference", "difference_low", "difference_high"]


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
    reference's mean; those whose mean is 0 or not known there are left out and named below. Where
    settings were varied, a regime at each of their values is one of its own.
    """
    comparison = _folded(comparison)
    alone = isinstance(outcomes, str)
    wanted: list[str] = [outcomes] if isinstance(outcomes, str) else list(
        outcomes or map(str, comparison["outcome"].values))
    shares = _differences(comparison, share=not alone)
    chosen = [o for o in wanted if alone or np.isfinite(shares.difference.sel(outcome=o)).all()]
    bare = [plain(outcome) for outcome in wanted if outcome not in chosen]
    regimes = list(shares["regime"].values)
    if not regimes:
        return empty(ax, title or "Regimes", "one regime: nothing to compare it with")
    if not np.isfinite(shares.difference.sel(outcome=chosen)).any():
        return empty(ax, title or "Regimes", "no difference is known")
    height = (0.17 * len(regimes) + 0.2) * max(1, len(chosen)) + 1.1
    with axes_or_new(ax, (4.8, height)) as ax:
        for k, regime in enumerate(regimes):
            here = shares.sel(regime=regime, outcome=chosen)
            at = np.arange(len(chosen)) + (k - (len(regimes) - 1) / 2) * 0.8 / len(regimes)
            colour = COLOURS[k % len(COLOURS)]
            known = np.isfinite(here.difference_low.values)  # one replicate has no interval
            ax.hlines(at[known], here.difference_low[known], here.difference_high[known],
                      color=colour, linewidth=1.4)
            ax.plot(here.difference, at, "o", color=colour, markersize=4.5, label=regime,
                    markeredgecolor="white", markeredgewidth=0.6)
        ax.axvline(0, color="black", linewidth=0.8, zorder=1)
        ax.set_yticks(range(len(chosen)), [wrapped(plain(name), 24) for name in chosen])
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
            note(ax, wrapped("None, or not known, in the reference: " + ", ".join(bare), 80), 29)
    return ax


def _folded(comparison: xarray.Dataset) -> xarray.Dataset:
    """With one axis `regime` for regimes and the values of varied settings."""
    names = ["mean", *_DIFFERENCE]
    varied = [dim for dim in comparison["mean"].dims if dim not in ("regime", "outcome")]
    if not varied:
        return comparison
    several = comparison.sizes["regime"] > 1
    flat = comparison[names].stack(both=("regime", *varied))
    rows = flat["both"].values  # tuples of a regime and the values at its point
    first = str(comparison["regime"].values[0])
    at = {row: number for number, row in enumerate(rows)}
    references = [at[(first, *row[1:])] if several else 0 for row in rows]
    points = [", ".join(f"{path}={value}" for path, value in zip(varied, row[1:])) for row in rows]
    return xarray.Dataset(
        {**{name: (("regime", "outcome"), flat[name].transpose("both", "outcome").values)
            for name in names},
         "reference": ("regime", references), "outcome_units": comparison["outcome_units"]},
        {"regime": [f"{row[0]}, {point}" for row, point in zip(rows, points)],
         "outcome": comparison["outcome"].values})


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
