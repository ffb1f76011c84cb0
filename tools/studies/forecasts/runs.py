"""Runs of the worlds whose constants have been learnt, each read once."""
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from learning.learn_constants import BY_LAW, SCENARIOS, SWITCHES, running  # noqa: E402

from .histories import LAST_DEATHS, write_history  # noqa: E402
from .readings import Reading, read  # noqa: E402

HERE = Path(__file__).resolve().parents[1]
COARSE, ROUNDS = 8, 3


def learn(args, start):
    """The folder with the world of `start` and its constants, and the overlay of these."""
    folder = args.out / f"learnt_{start}"
    words = [HERE / "learning/learn_constants.py", args.sojourn, args.reference, folder, "--target", "law", "--start", start, "--coarse", COARSE,
             "--rounds", ROUNDS, "--persons-per-agent", 2000, "--seeds", 0]
    last = folder / f"constants-{COARSE + ROUNDS - 1}.toml"
    if not last.exists():
        subprocess.run([sys.executable, *map(str, words)], check=True)
    return folder / f"world_{start}.toml", last


def with_history(args, folder, ids, start, last):
    """An overlay with incomes, unemployment and wars as they were recorded."""
    history = write_history(args.reference, folder, ids, start, last)
    overlay = folder / f"recorded_{start}_{last}.toml"
    overlay.write_text(f'world.history = "{history.name}"\n[modules.conflict_deaths]\n')
    return overlay


def run(args, name, scenario, overlays, seed, years, agents):
    """The run file's reading; what is there already is not made again."""
    out = args.out / f"{name}-{seed}"
    start = int(scenario.stem.rpartition("_")[2])
    file, kept = out.with_suffix(".h5"), out.with_suffix(".npz")
    if not kept.exists() and not file.exists():
        sets = {**SWITCHES, **BY_LAW, "run.persons_per_agent": agents, "run.ticks": 12 * years}
        words = [args.sojourn, "run", scenario, "--allow-files", SCENARIOS, *[w for o in overlays for w in ("--overlay", o)],
                 *[w for key, value in sets.items() for w in ("--set", f"{key}={value}")], "--seed", seed, "--threads", 1,
                 "--out", running(file), "--quiet", "--force"]
        subprocess.run([str(w) for w in words], check=True)
        running(file).rename(file)
    if not kept.exists():
        read(file, start).save(kept)
    return Reading.load(kept)


def both(args, start, years, agents, seeds, ids):
    """{"unconditional": readings, "conditional": readings}, seed by seed, of `years`: {the same: number}. What is recorded goes
    as far as the run, or the data."""
    scenario, constants = learn(args, start)
    last = min(start + years["conditional"], LAST_DEATHS + 1)
    histories = {"unconditional": [], "conditional": [with_history(args, scenario.parent, ids, start, last)]}
    with ThreadPoolExecutor(args.jobs) as jobs:
        made = {name: [jobs.submit(run, args, f"{start}-{name}", scenario, [constants, *more], seed, years[name], agents)
                       for seed in range(1, seeds + 1)] for name, more in histories.items()}
        return {name: [job.result() for job in of] for name, of in made.items()}
