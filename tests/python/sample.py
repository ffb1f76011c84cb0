"""Run files that the tests share, made once."""

import atexit
import functools
import os
import pathlib
import sys
import tempfile

import sojourn

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "cli" / "read"))  # comparison_file

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


def small(**tables):
    """A world of two countries and a camp as a dict, with other tables laid over it."""
    world = {
        "title": "Two countries",
        "run": {"start": "2015-11", "ticks": 4, "persons_per_agent": 10},
        "country": [
            {"id": "POOR", "name": "The Poor One", "population": 9000, "gdp_per_capita": 3000,
             "longitude": 4, "latitude": -2},
            {"id": "RICH", "population": 20_000, "gdp_per_capita": 30_000, "longitude": 9},
        ],
        "place": [{"id": "CAMP", "state": "RICH", "population": 100, "longitude": 8}],
        "corridor": [{"from": "POOR", "to": "RICH", "mode": "sea", "route": "The strait"}],
    }
    return {**world, **tables}


def made(name, scenario=None, **options):
    """Path of a run of a scenario, the small one if none is given."""
    path = FOLDER / f"{name}.h5"
    sojourn.run(small() if scenario is None else scenario, out=path,
                **{"progress": False, "force": True, **options}).close()
    return path


@functools.cache
def blanks():
    """Path of a run of a world whose ids have blanks and hyphens, or are numbers."""
    scenario = FOLDER / "blanks.toml"
    scenario.write_text("""format_version = 1
country = [
  { id = "South Sudan", population = 4000, gdp_per_capita = 3000, longitude = 30 },
  { id = 800, population = 9000, gdp_per_capita = 30_000, latitude = 20 },
  { id = "Burkina-Faso land", population = 9000, gdp_per_capita = 30_000 },
]
corridor = [
  { from = "South Sudan", to = 800, mode = "sea", route = "By land" },
  { from = "South Sudan", to = "Burkina-Faso land" },
]
""", encoding="utf-8")
    sojourn.run(scenario, ticks=3, out=FOLDER / "blanks.h5", progress=False)
    return FOLDER / "blanks.h5"


@functools.cache
def comparison():
    """Path of a comparison, and what was written into it."""
    from comparison_file import write_comparison

    path = FOLDER / "compare.h5"
    return path, write_comparison(path)


def command():
    return os.environ["SOJOURN"]
