"""Run files that the tests share, made once."""

import atexit
import functools
import os
import pathlib
import sys
import tempfile

import sojourn

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "cli"))  # comparison_file

TWO_TRANSITS = ROOT / "scenarios" / "two_transits.toml"
N_REPLICATES = 3

_folder = tempfile.TemporaryDirectory(prefix="sojourn_test_")
atexit.register(_folder.cleanup)
FOLDER = pathlib.Path(_folder.name)


@functools.cache
def replicates():
    """Paths of run files of a world with a war, two routes and deals."""
    sojourn.run(TWO_TRANSITS, set={"run.persons_per_agent": 2000}, replicates=N_REPLICATES,
                out=FOLDER / "run.h5", progress=False)
    return [FOLDER / f"run-{r}.h5" for r in range(1, N_REPLICATES + 1)]


@functools.cache
def comparison():
    """Path of a comparison, and what was written into it."""
    from comparison_file import write_comparison

    path = FOLDER / "compare.h5"
    return path, write_comparison(path)


def command():
    return os.environ["SOJOURN"]
