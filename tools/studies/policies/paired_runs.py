"""What studies of dated policies share: runs of arms with paired seeds, means and differences with intervals."""

import argparse
import pathlib
import subprocess
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/python"))

import sojourn  # noqa: E402

SCENARIOS = ROOT / "scenarios"
# Student's quantile for 95% by degrees of freedom; between two the one of the fewer.
STUDENT = {1: 12.71, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 7: 2.365, 9: 2.262, 15: 2.131, 19: 2.093, 31: 2.040}


def study_words(doc):
    """What was asked on the command line of a study, and the words that all its runs share."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("command", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--replicates", type=int, default=8)
    parser.add_argument("--persons-per-agent", type=int)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    words = ["--set", "run.life_histories=0"]
    if args.persons_per_agent:
        words += ["--set", f"run.persons_per_agent={args.persons_per_agent}"]
    return args, words


def run_files(command, out, scenario, arm, overlays, replicates, words, more=lambda seed: []):
    """Runs that are not there yet; the seeds are 1, 2, ... in every arm. `more`: words for one seed."""
    files = [out / f"{arm}-{seed}.h5" for seed in range(1, replicates + 1)]
    for seed, file in enumerate(files, 1):
        if file.exists():
            continue
        over = [text for name in overlays for text in ("--overlay", SCENARIOS / "overlays" / name)]
        told = [command, "run", SCENARIOS / scenario, *over, *words, *more(seed), "--seed", seed, "--out", file, "--quiet"]
        subprocess.run([str(word) for word in told], check=True)
    return files


def measured(files, measure):
    """measure(run) of every file, along a first axis of replicates."""
    values = []
    for file in files:
        with sojourn.open(file) as run:
            values.append(measure(run))
    return np.array(values)


def half_width(values):
    """Of the 95% interval of the mean over the first axis."""
    n = len(values)
    if n < 2:
        return np.full(np.shape(values)[1:], np.nan)  # one run has no interval
    quantile = STUDENT[max(df for df in STUDENT if df <= n - 1)]
    return quantile * np.std(values, axis=0, ddof=1) / np.sqrt(n)


def interval(values, form=",.0f"):
    """Mean and interval of what is known of the values, as text."""
    values = np.asarray(values)
    values = values[~np.isnan(values)]
    mean, half = values.mean(axis=0), half_width(values)
    return f"{mean:{form}} ({mean - half:{form}} to {mean + half:{form}})"
