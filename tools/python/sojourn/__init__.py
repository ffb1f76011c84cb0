"""Runs Sojourn, reads its run files as xarray datasets, draws them.

>>> import sojourn
>>> run = sojourn.run("scenarios/corridor.toml", set={"run.persons_per_agent": 100}, seed=3)
>>> run.detections.sum("citizenship").to_series()
>>> sojourn.plots.route_map(run)

Reading needs no compiled part; `run` and `compare` call the command `sojourn`.
"""

from . import plots
from .command import (
    CommandNotFound,
    InputError,
    RunFailed,
    SojournError,
    compare,
    find_command,
    run,
)
from .files import open, open_compare, table, tables

__all__ = [
    "CommandNotFound",
    "InputError",
    "RunFailed",
    "SojournError",
    "compare",
    "find_command",
    "open",
    "open_compare",
    "plots",
    "run",
    "table",
    "tables",
]
