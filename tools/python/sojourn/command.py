"""Calls the command `sojourn` and opens what it wrote."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import xarray

from .files import Path, open, open_compare

_IN_SOURCE_TREE = pathlib.Path(__file__).resolve().parents[3] / "build" / "sojourn"
_PROGRESS = re.compile(r"(.*: )?\S+  \d+ of \d+ ticks|\d+ runs, \d+ at once")
_INPUT_WRONG = 2  # exit status


class SojournError(RuntimeError):
    """The command did not do what it was asked for; the text is the command's own message."""

    def __init__(self, message: str, status: int = 1, command: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.command = tuple(command)


class InputError(SojournError):
    """The scenario or the arguments are wrong: file, line, column and what was expected."""


class RunFailed(SojournError):
    """The run itself failed: memory, disk, a signal."""


class CommandNotFound(SojournError):
    """There is no command `sojourn` where it was looked for."""


def find_command(command: Path | None = None) -> str:
    """The program: `command`, else $SOJOURN, else `sojourn` on the PATH, else the source tree's.

    Raises CommandNotFound.
    """
    named = command or os.environ.get("SOJOURN")
    if named:
        found = shutil.which(named)
        if not found:
            raise CommandNotFound(f"{os.fspath(named)}: no program of that name")
        return os.path.abspath(found)
    on_path = shutil.which("sojourn")
    if on_path:
        return on_path
    if _IN_SOURCE_TREE.exists():
        return str(_IN_SOURCE_TREE)
    raise CommandNotFound(
        "no command sojourn: give command=, set $SOJOURN, put it on the PATH or build it"
    )


def run(
    scenario: Path,
    *,
    set: Mapping[str, Any] | None = None,
    overlay: Path | Sequence[Path] = (),
    seed: int | None = None,
    ticks: int | None = None,
    replicates: int = 1,
    threads: int = 0,
    out: Path | None = None,
    force: bool = False,
    progress: bool = True,
    command: Path | None = None,
) -> xarray.Dataset:
    """Runs a scenario and opens the run file; replicates come with an axis `replicate`.

    set: values by path, {"run.persons_per_agent": 100, "modules.bargaining.dyads": ["EU-TUR"]}.
    overlay: files laid over the scenario, later ones win.
    threads: 0 for every core.
    out: the run file; the scenario's name with .h5, in the current folder, if left out.
    force: overwrite it.
    progress: the command's progress on sys.stderr.

    An interrupt (KeyboardInterrupt) lets the command finish its tick and keep what was done.
    Raises InputError (also where the output is there already), RunFailed, CommandNotFound.
    """
    path = pathlib.Path(out) if out else pathlib.Path(pathlib.Path(scenario).stem + ".h5")
    words = [find_command(command), "run", os.fspath(scenario), "--out", str(path)]
    words += _laid_over(set, overlay)
    words += _options(seed=seed, ticks=ticks, replicates=replicates, threads=threads)
    words += ["--force"] * force
    _call(words, progress)
    if replicates == 1:
        return open(path)
    return open([path.with_stem(f"{path.stem}-{r}") for r in range(1, replicates + 1)])


def compare(
    scenario: Path,
    regimes: Mapping[str, Path | Sequence[Path]],
    *,
    set: Mapping[str, Any] | None = None,
    overlay: Path | Sequence[Path] = (),
    seed: int | None = None,
    ticks: int | None = None,
    replicates: int = 10,
    branch_at: str | None = None,
    vary: Mapping[str, str] | None = None,
    samples: int | None = None,
    threads: int = 0,
    out: Path = "comparison",
    force: bool = False,
    progress: bool = True,
    command: Path | None = None,
) -> xarray.Dataset:
    """Runs a scenario under several regimes with shared luck and opens the comparison.

    regimes: overlay files by name, [] for the scenario as it is; the others are held against the
    first.
    branch_at: the date up to which all regimes are one run, "2015-01".
    vary: values of settings, {"modules.wage.b_wage": "0.5,1"}, or a range "0..2" of which there are
    `samples` points.
    out: a folder. The rest, and what it raises, as `run`.
    """
    words = [find_command(command), "compare", os.fspath(scenario), "--out", os.fspath(out)]
    for name, files in regimes.items():
        words += ["--regime", f"{name}={'+'.join(_paths(files))}"]
    for path, values in (vary or {}).items():
        words += ["--vary", f"{path}={values}"]
    words += _laid_over(set, overlay)
    words += _options(
        seed=seed, ticks=ticks, replicates=replicates, branch_at=branch_at, samples=samples,
        threads=threads,
    )
    words += ["--force"] * force
    _call(words, progress)
    return open_compare(out)


def _paths(files: Path | Sequence[Path]) -> list[str]:
    if isinstance(files, (str, os.PathLike)):
        return [os.fspath(files)]
    return [os.fspath(file) for file in files]


def _laid_over(
    assignments: Mapping[str, Any] | None, overlay: Path | Sequence[Path]
) -> list[str]:
    words = []
    for file in _paths(overlay):
        words += ["--overlay", file]
    for path, value in (assignments or {}).items():
        words += ["--set", f"{path}={_toml(value)}"]
    return words


def _toml(value: Any) -> str:
    """A value as TOML has it; numpy's numbers and dates are known too."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(element) for element in value) + "]"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False)


def _options(**values: object) -> list[str]:
    words = []
    for name, value in values.items():
        if value is not None:
            words += ["--" + name.replace("_", "-"), str(value)]
    return words


def _call(words: list[str], progress: bool) -> None:
    """Passes the command's progress on. What it says after its last line of progress, or all of
    it where it is quiet, is the message of the error that is raised if it fails."""
    said: list[str] = []
    with subprocess.Popen(
        words if progress else [*words, "--quiet"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,  # an interrupt reaches the command once, from here
    ) as process:
        assert process.stderr
        try:
            for line in process.stderr:
                said.append(line)
                if progress:
                    print(line, end="", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise
    if process.returncode != 0:
        raise _error(process.returncode, said, words)


def _error(status: int, said: list[str], words: list[str]) -> SojournError:
    lines = [line for line in said if not _PROGRESS.match(line) and line != "building the world\n"]
    message = "".join(lines).strip()
    if status < 0:
        message = f"{message}\nended by {signal.Signals(-status).name}".strip()
    kind = InputError if status == _INPUT_WRONG else RunFailed
    return kind(message or f"exit status {status}", status, words)
