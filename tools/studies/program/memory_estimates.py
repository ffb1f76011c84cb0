#!/usr/bin/python3
"""What runs take at most of memory beside what `sojourn check` expects, for every scenario of scenarios/.

usage: memory_estimates.py [SOJOURN] [NAME...] [--coarser N] [--ticks N]

Each runs at its own scale, or with agents that stand for N times as many people, to its end or for N ticks. Prints a
row each, and how far the peak lies from the estimate at worst.
"""

import argparse
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
UNITS = {"kB": 1e3, "MB": 1e6, "GB": 1e9}


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("words", nargs="*", help="the program, names of scenarios")
    parser.add_argument("--coarser", type=float, default=1)
    parser.add_argument("--ticks", type=int, default=0)
    return parser.parse_intermixed_args()


def scale_of(path):
    """How many people an agent of a scenario stands for, by itself or by what it includes."""
    text = path.read_text(encoding="utf-8")
    found = re.search(r"^persons_per_agent = ([\d_.e]+)", text, re.MULTILINE)
    if found:
        return float(found[1].replace("_", ""))
    included = re.findall(r'"([^"]+\.toml)"', "".join(re.findall(r"^include = .*$", text, re.MULTILINE)))
    return max((scale_of(path.parent / name) for name in included), default=1.0)


def assignments(path, asked):
    words = []
    if asked.coarser != 1:
        words += ["--set", f"run.persons_per_agent={int(scale_of(path) * asked.coarser)}"]
    if asked.ticks:
        words += ["--set", f"run.ticks={asked.ticks}"]
    return words


def expected(sojourn, path, words):
    """Bytes that `check` expects; nothing where the scenario is none by itself."""
    done = subprocess.run([sojourn, "check", path, *words], capture_output=True, text=True, check=False)
    found = re.search(r"memory +about ([\d.,]+) (kB|MB|GB)", done.stdout)
    return float(found[1].replace(",", "")) * UNITS[found[2]] if found else None


def peak(sojourn, path, words):
    """Bytes that a run takes at most."""
    with tempfile.TemporaryDirectory() as folder:
        line = [sojourn, "run", path, *words, "--quiet", "--out", os.path.join(folder, "run.h5")]
        pid = os.spawnvp(os.P_NOWAIT, line[0], [str(word) for word in line])
        _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"{path.name}: status {status}")
    return usage.ru_maxrss * 1024


def main():
    asked = options()
    words = asked.words
    sojourn = words.pop(0) if words and os.access(words[0], os.X_OK) else str(ROOT / "build/sojourn")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    shares = []
    print(f"{'scenario':24} {'expected [MB]':>14} {'peak [MB]':>10} {'peak/expected':>14}")
    for path in sorted((ROOT / "scenarios").glob("*.toml")):
        if words and path.stem not in words:
            continue
        laid = assignments(path, asked)
        estimate = expected(sojourn, path, laid)
        if estimate is None:
            print(f"{path.stem:24} no scenario by itself")
            continue
        taken = peak(sojourn, path, laid)
        shares.append(taken / estimate)
        print(f"{path.stem:24} {estimate / 1e6:14.0f} {taken / 1e6:10.0f} {shares[-1]:14.2f}", flush=True)
    if not shares:
        raise SystemExit(f"no scenario is called {' or '.join(words)}")
    print(f"from {min(shares):.2f} to {max(shares):.2f}")


if __name__ == "__main__":
    sys.exit(main())
