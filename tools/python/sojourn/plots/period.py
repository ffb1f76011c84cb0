"""Parts of a run: sums over a period, and how the period is called."""

# mypy: disable-error-code=import

import pandas
import xarray


def over_time(data: xarray.DataArray, period: slice) -> xarray.DataArray:
    """Summed over a period; the mean over replicates."""
    clock = "time" if "time" in data.dims else "year"
    total = data.sel({clock: period}).sum(clock)
    return total.mean("replicate") if "replicate" in total.dims else total


def span(run: xarray.Dataset, name: str, period: slice) -> str:
    clock = "time" if "time" in run[name].dims else "year"
    ticks = run[clock].sel({clock: period}).values
    if not len(ticks):
        return "no ticks"
    if clock == "year":
        return f"{ticks[0]} to {ticks[-1]}"
    first, last = (pandas.Timestamp(tick).strftime("%Y-%m") for tick in (ticks[0], ticks[-1]))
    return f"{first} to {last}"
