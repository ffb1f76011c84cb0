"""Runs Sojourn, reads its run files as xarray datasets, draws them.

>>> import sojourn
>>> run = sojourn.run("scenarios/corridor.toml", set={"run.persons_per_agent": 100}, seed=3)
>>> run.detections.sum("citizenship").to_series()
>>> sojourn.plots.route_map(run)

Reading needs no compiled part; `run`, `compare`, `check` and their like call the command
`sojourn`. `sojourn.plots` is imported when it is first used, and matplotlib with it.
"""

import importlib
from typing import TYPE_CHECKING, Any

from .commands import (
    Checked,
    check,
    compare,
    describe,
    report,
    run,
    sensitivity,
    settings,
)
from .comparisons import open_compare, open_sensitivity
from .deals import deals
from .files import UnfinishedWarning
from .program import CommandNotFound, InputError, RunFailed, SojournError, find_command
from .runs import open
from .sweeps import open_sweep
from .tables import table, tables

if TYPE_CHECKING:
    from . import plots as plots

__version__ = "0.1.0"

__all__ = [
    "Checked",
    "CommandNotFound",
    "InputError",
    "RunFailed",
    "SojournError",
    "UnfinishedWarning",
    "__version__",
    "check",
    "compare",
    "deals",
    "describe",
    "find_command",
    "open",
    "open_compare",
    "open_sensitivity",
    "open_sweep",
    "plots",
    "report",
    "run",
    "sensitivity",
    "settings",
    "table",
    "tables",
]


def __getattr__(name: str) -> Any:
    if name == "plots":
        return importlib.import_module(".plots", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
