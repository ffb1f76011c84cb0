"""Calls the command `sojourn` and opens what it wrote."""

# mypy: disable-error-code=import

import dataclasses
import json
import os
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import xarray

from . import sweeps
from .comparisons import open_compare, open_sensitivity
from .files import Path
from .inputs import (Inputs, Layers, Outcomes, Scenario, Values, asked, options, ranges,
                     varied)
from .program import call, find_command
from .runs import open
from .schema import settings_of


def run(
    scenario: Scenario,
    *,
    set: Mapping[str, Any] | None = None,
    overlay: Layers = (),
    regime: Layers = (),
    regime_from: str | None = None,
    seed: int | None = None,
    ticks: int | None = None,
    replicates: int = 1,
    vary: Mapping[str, Values] | None = None,
    samples: int | None = None,
    threads: int = 0,
    out: Path | None = None,
    force: bool = False,
    progress: bool = True,
    allow_files: Sequence[Path] = (),
    command: Path | None = None,
) -> xarray.Dataset:
    """Runs a scenario and opens the run file; replicates come with an axis `replicate`.

    scenario: a file, or a dict with the same tables; rows may be a data frame. Its paths are
    relative to the current folder.
    set: values by path, {"run.persons_per_agent": 100, "modules.bargaining.dyads": ["EU-TUR"]}.
    overlay: files or dicts laid over the scenario, later ones win.
    regime: files or dicts of a policy, laid over all others, that begin at `regime_from`, "2018-07".
    vary: values of settings by path, [0.5, 1], or a range "0..2" of which there are `samples`
    points. The result is read whole and has an axis for each setting, called by its path; where
    several ranges are sampled together, one axis `point`.
    threads: 0 for every core.
    out: the run file; the scenario's name with .h5, in the current folder, if left out.
    force: overwrite it.
    progress: the command's progress on sys.stderr.
    allow_files: folders below which files may lie that a scenario's file names, beside its own.

    An interrupt (KeyboardInterrupt) lets the command finish its tick and keep what was done.
    Raises InputError (also where the output is there already), RunFailed, CommandNotFound.
    """
    with Inputs() as inputs:
        file = inputs.file(scenario, "scenario")
        path = pathlib.Path(out) if out else pathlib.Path(pathlib.Path(file).stem + ".h5")
        words = [find_command(command), "run", file, "--out", str(path)]
        words += inputs.laid_over(set, overlay)
        if layers := inputs.layers(regime, "regime"):
            words += ["--regime", "+".join(layers)]
        words += varied(vary)
        words += options(regime_from=regime_from, seed=seed, ticks=ticks, replicates=replicates,
                         samples=samples, threads=threads, force=force, quiet=not progress)
        call(words + inputs.permissions(allow_files), progress, inputs.reworded)
    if vary:
        return sweeps.open_sweep(path)
    return open(sweeps.replicate_paths(path, replicates) if replicates > 1 else path)


def compare(
    scenario: Scenario,
    regimes: Mapping[str, Layers],
    *,
    set: Mapping[str, Any] | None = None,
    overlay: Layers = (),
    seed: int | None = None,
    ticks: int | None = None,
    replicates: int = 10,
    branch_at: str | None = None,
    outcomes: Outcomes = (),
    vary: Mapping[str, Values] | None = None,
    samples: int | None = None,
    threads: int = 0,
    out: Path = "comparison",
    force: bool = False,
    progress: bool = True,
    allow_files: Sequence[Path] = (),
    command: Path | None = None,
) -> xarray.Dataset:
    """Runs a scenario under several regimes with shared luck and opens the comparison.

    regimes: overlays by name, each a file, a dict or several of them; [] or {} for the scenario as
    it is; the others are held against the first.
    branch_at: the date up to which all regimes are one run, "2015-01".
    outcomes: names, all of them if left out; or some to define, by name, each a selection of cells,
    {"in_peru": "stocks[residence=PER]"}.
    out: a folder. The rest, axes of `vary`, and what it raises, as `run`.
    """
    with Inputs() as inputs:
        file = inputs.file(scenario, "scenario")
        words = [find_command(command), "compare", file, "--out", os.fspath(out)]
        words += inputs.regimes(regimes)
        words += asked(outcomes)
        words += varied(vary)
        words += inputs.laid_over(set, overlay)
        words += options(seed=seed, ticks=ticks, replicates=replicates, branch_at=branch_at,
                         samples=samples, threads=threads, force=force, quiet=not progress)
        words += inputs.passing()
        call(words + inputs.permissions(allow_files), progress, inputs.reworded)
    return open_compare(out)


def sensitivity(
    scenario: Scenario,
    vary: Mapping[str, Values],
    *,
    outcomes: Outcomes = (),
    set: Mapping[str, Any] | None = None,
    overlay: Layers = (),
    seed: int | None = None,
    ticks: int | None = None,
    samples: int = 64,
    replicates: int = 1,
    threads: int = 0,
    out: Path = "sensitivity",
    force: bool = False,
    progress: bool = True,
    allow_files: Sequence[Path] = (),
    command: Path | None = None,
) -> xarray.Dataset:
    """Which settings make outcomes vary: Sobol indices with intervals (open_sensitivity).

    vary: ranges of settings by path, {"modules.wage.b_wage": (0.5, 2)}, or "0.5..2" as the command
    has it. Takes (len(vary) + 2) * samples * replicates runs.
    outcomes: as `compare` has them.
    out: a folder. The rest, and what it raises, as `run`.
    """
    with Inputs() as inputs:
        file = inputs.file(scenario, "scenario")
        words = [find_command(command), "sensitivity", file, "--out", os.fspath(out)]
        words += asked(outcomes)
        words += varied(ranges(vary))
        words += inputs.laid_over(set, overlay)
        words += options(seed=seed, ticks=ticks, samples=samples, replicates=replicates,
                         threads=threads, force=force, quiet=not progress)
        call(words + inputs.permissions(allow_files), progress, inputs.reworded)
    return open_sensitivity(out)


@dataclasses.dataclass(frozen=True)
class Checked:
    """What `sojourn check` says of a scenario without faults: span, people, memory, time."""

    text: str
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def check(
    scenario: Scenario,
    *,
    set: Mapping[str, Any] | None = None,
    overlay: Layers = (),
    seed: int | None = None,
    ticks: int | None = None,
    threads: int = 0,
    allow_files: Sequence[Path] = (),
    command: Path | None = None,
) -> Checked:
    """Finds every fault of a scenario and estimates what it takes; nothing is run.

    Raises InputError with all faults, CommandNotFound.
    """
    with Inputs() as inputs:
        words = [find_command(command), "check", inputs.file(scenario, "scenario")]
        words += inputs.laid_over(set, overlay)
        words += options(seed=seed, ticks=ticks, threads=threads)
        text = inputs.reworded(call(words + inputs.permissions(allow_files), reworded=inputs.reworded))
    told = [line.removeprefix("warning: ") for line in text.splitlines()
            if line.startswith("warning: ")]
    return Checked(text, tuple(told))


def report(
    source: Path,
    out: Path | None = None,
    *,
    observed: Path | None = None,
    force: bool = False,
    command: Path | None = None,
) -> pathlib.Path:
    """Writes one page with figures of a run, a folder of replicates, a comparison, or a sweep, which
    is a folder or its table NAME-index.csv.

    out: the page; the source's name with .html, in the current folder, if left out.
    observed: a CSV of observed series, drawn beside those of the runs.
    Returns the path of the page. Raises InputError, RunFailed, CommandNotFound.
    """
    words = [find_command(command), "report", os.fspath(source)]
    words += options(out=out, observed=observed, force=force)
    told = call(words)
    return pathlib.Path(out if out is not None else told.strip().splitlines()[-1])


def describe(word: str | None = None, *, command: Path | None = None) -> str:
    """What `sojourn describe` says: all modules, or one with its settings. Raises InputError."""
    return call([find_command(command), "describe", *([word] if word else [])])


def settings(*, command: Path | None = None) -> pandas.DataFrame:
    """Every setting of a scenario: `path`, `type`, `unit`, `default`, `low`, `high`, `meaning`."""
    return settings_of(json.loads(call([find_command(command), "describe", "--schema"])))
