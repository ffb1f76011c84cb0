#!/usr/bin/python3
"""Scenarios of dated policies: check finds no fault and warns of whom a cut leaves out alone, they run, and so do their controls.

usage: dated_policies_test.py SOJOURN
"""

import os
import re
import sys

import h5py

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "scenarios")
COARSE = ["--set", "run.persons_per_agent=50000", "--set", "run.life_histories=0"]
# Scenario, overlay, policies that the run file names, how its length is made three months.
CASES = (
    ("mediterranean.toml", "overlays/eu_turkey_2016.toml", {"turkish_visa", "balkan_closure", "eu_turkey_statement"}, "run.ticks=3"),
    ("gulf_contracts_1975.toml", None,
     {"bahrain_mobility", "emirates_mobility", "indonesian_moratorium", "indonesian_ban"}, "run.end='1975-04'"),
    ("brexit_2012.toml", None, {"tier_2", "points_system"}, "run.end='2012-04'"),
    ("brexit_2012.toml", "overlays/no_brexit.toml", {"tier_2"}, "run.end='2012-04'"),
)
tests = Tests()


def words(scenario, overlay):
    path = os.path.join(SCENARIOS, scenario)
    return [path] + (["--overlay", os.path.join(SCENARIOS, overlay)] if overlay else [])


def test_case(sojourn, folder, scenario, overlay, policies, length):
    what = f"{scenario} {overlay or ''}"
    checked = call(sojourn, "check", *words(scenario, overlay))
    tests.check(checked.returncode == 0, f"{what}: {checked.stderr}")
    told = [line for line in (checked.stdout + checked.stderr).splitlines() if "warning" in line]
    # Yemenis of 1975 are in the tables as regular migrants: the end of their right leaves them there.
    # Nobody visits in the world of the Mediterranean. The pandemic shuts borders while permits go on.
    known = ("warning: cut:", "modules.sponsors_for_yemenis: 335000 people", "modules.turkish_visa: it changes nothing",
             "turns away people whom it lets in")
    tests.check(all(any(text in line for text in known) for line in told), f"{what} warns: {told}")
    out = os.path.join(folder, "run.h5")
    done = call(sojourn, "run", *words(scenario, overlay), *COARSE, "--set", length, "--force",
                "--out", out)
    if not tests.check(done.returncode == 0, f"{what}: {done.stderr}"):
        return
    test_table(done.stdout, out, policies)
    with h5py.File(out, "r") as run:
        tests.check(run["stocks"].shape[0] == 3, f"{what}: {run['stocks'].shape[0]} months")
        tests.check({name.decode() for name in run["policy"][:]} == policies, f"{what}: {run['policy'][:]}")


def test_table(shown, run, policies):
    """The table of the terminal has, by policy, what the run file counts."""
    head, *lines = shown[shown.find("people by policy"):].splitlines() or [""]
    columns = re.split("  +", head.strip())[1:]
    tests.check(columns == ["refused", "admitted", "moved"], f"columns {columns}")
    found = {cells[0]: [int(cell.replace(",", "")) for cell in cells[1:]]
             for cells in (re.split("  +", line.strip()) for line in lines[:len(policies)])}
    with h5py.File(run, "r") as file:
        names = [name.decode() for name in file["policy"][:]]
        sums = [file[f"policy_{column}"][:].sum(axis=(0, 2)) for column in columns]
    expected = {name: [round(of[i]) for of in sums] for i, name in enumerate(names)}
    tests.check(found == expected, f"{found} for {expected}")


def main():
    for case in CASES:
        with scratch() as folder:
            test_case(sys.argv[1], folder, *case)
    tests.end()


if __name__ == "__main__":
    main()
