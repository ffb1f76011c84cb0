"""The runs that the scoreboard reads. A run file is kept as long as program, settings and tables are the same."""

import hashlib
import pathlib
import subprocess
from dataclasses import dataclass

import h5py

ROOT = pathlib.Path(__file__).resolve().parents[4]
SCENARIOS = ROOT / "scenarios"
RADICAL_RIGHT = ("by_2015", "poland", "slovakia", "united_states", "bulgaria", "austria", "italy", "brazil")


@dataclass(frozen=True)
class Arm:
    """A scenario with settings: PATH=VALUE each."""

    scenario: str
    settings: tuple
    replicates: int


# What is asked of states in the Labour Conference alone; the same model, with no other forum that may take the text.
ELSEWHERE = ('forums."General Assembly".mandate=["security"]', 'forums."Council of Europe".mandate=["security"]',
             'forums."OECD".mandate=["security"]')
ARMS = {
    "world": Arm("world", ("run.ticks=60", "run.persons_per_agent=4000", "run.life_histories=10000000"), 3),
    "world_1990": Arm("world_1990", ("run.persons_per_agent=4000", "run.life_histories=10000000"), 3),
    "compact": Arm("compact_2018", ("run.ticks=49", "run.persons_per_agent=10000", "run.life_histories=0",
                                    *(f"modules.radical_right_{name}.enabled=false" for name in RADICAL_RIGHT)), 5),
    "conventions": Arm("conventions_1990", (), 5),
    "labour_conference": Arm("conventions_1990", ("run.ticks=516", *ELSEWHERE), 5),
    "forums": Arm("fragmentation", ("run.ticks=385", "run.persons_per_agent=20000"), 3),
    "turkey": Arm("eu_turkey_2015", ("run.persons_per_agent=400", "run.life_histories=0"), 5),
    "mediterranean": Arm("mediterranean", ("run.ticks=24", "run.persons_per_agent=400", "run.life_histories=0"), 5),
    "enlargement": Arm("enlargement_2004", ("run.ticks=60", "run.persons_per_agent=100", "run.life_histories=0"), 5),
}


def digest(command, arm):
    """Of the program, the arm's settings and everything below scenarios/."""
    known = hashlib.sha256(pathlib.Path(command).read_bytes())
    known.update(repr((arm.scenario, arm.settings)).encode())
    for file in sorted(SCENARIOS.rglob("*")):
        if file.is_file():
            known.update(file.relative_to(SCENARIOS).as_posix().encode() + file.read_bytes())
    return known.hexdigest()[:10]


def names(command, out, name, replicates):
    """Of the arm's run files, seeds 1, 2, ..."""
    mark = digest(command, ARMS[name])
    return [out / f"{name}-{mark}-{seed}.h5" for seed in range(1, replicates + 1)]


def run_files(command, out, name, replicates, threads=0):
    """The same; those that are not there are made."""
    files = names(command, out, name, replicates)
    for seed, file in enumerate(files, 1):
        if not file.exists():
            simulate(command, ARMS[name], seed, file, threads)
    return files


def told(name, files):
    """What the figures of an arm are made of, a row of runs.csv."""
    with h5py.File(files[0]) as file:
        program, ticks = file["provenance"].attrs["commit"], len(file["time"])
    return {"arm": name, "scenario": ARMS[name].scenario, "settings": ", ".join(ARMS[name].settings), "ticks": ticks,
            "runs": len(files), "program": program if isinstance(program, str) else program.decode()}


def simulate(command, arm, seed, file, threads):
    """The file appears when the run is complete."""
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = file.with_suffix(".part.h5")
    sets = [word for setting in arm.settings for word in ("--set", setting)]
    subprocess.run([str(command), "run", str(SCENARIOS / f"{arm.scenario}.toml"), *sets, "--seed", str(seed), "--threads",
                    str(threads), "--out", str(begun), "--force", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    begun.rename(file)
