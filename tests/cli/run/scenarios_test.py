#!/usr/bin/python3
"""Scenarios with dated policies: each is checked without a fault and runs for three ticks, alone and with its controls.

usage: scenarios_test.py SOJOURN
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "scenarios")
COARSE = ["--set", "run.persons_per_agent=20000", "--set", "run.life_histories=0"]
CUT = ["warning: cut:"]  # who is left out
SHUT = [*CUT, "turns away people whom it lets in"]  # borders shut while permits go on
HISTORY_ENDS = ["its last value is kept"]  # with 2019, 2022 or 2023
# Scenario, overlays, what a warning may say.
CASES = [
    ("venezuela_2015.toml", [], SHUT),
    ("venezuela_2015.toml", ["venezuela_unrestricted.toml"], SHUT),
    ("venezuela_2015.toml", ["venezuela_no_permits.toml"], CUT),
    ("pandemic_2020.toml", [], HISTORY_ENDS),
    ("world.toml", ["pandemic_2020.toml"], HISTORY_ENDS),
    ("pandemic_2020.toml", ["no_pandemic_2020.toml"], HISTORY_ENDS),
    ("pandemic_2020.toml", ["pandemic_2020_closures.toml"], HISTORY_ENDS),
    ("pandemic_2020.toml", ["pandemic_2020_incomes.toml"], HISTORY_ENDS),
    ("mediterranean.toml", ["refugee_law_mediterranean.toml"], []),
    ("world_1990.toml", ["world_conflict_deaths.toml", "refugee_law_world.toml"], []),
    ("icem_1951.toml", [], []),
    ("south_south.toml", ["nine_voluntary_forums.toml"], []),
    ("south_south.toml", ["one_delegated_forum.toml"], []),
    ("world.toml", ["unions.toml"], []),
]
tests = Tests()


def words(scenario, overlays):
    over = [word for name in overlays for word in ("--overlay", os.path.join(FOLDER, "overlays", name))]
    return [os.path.join(FOLDER, scenario), *over, *COARSE]


def test_check(sojourn, scenario, overlays, known):
    done = call(sojourn, "check", *words(scenario, overlays))
    tests.check(done.returncode == 0, f"check {scenario} {overlays}: {done.stderr}")
    told = [line for line in (done.stdout + done.stderr).splitlines() if "warning" in line]
    for line in told:
        tests.check(any(text in line for text in known), f"{scenario} {overlays} warns: {line}")
    for text in known:
        tests.check(any(text in line for line in told), f"{scenario} {overlays} does not warn: {text}")


def test_run(sojourn, scenario, overlays, folder):
    out = os.path.join(folder, "-".join([scenario, *overlays]) + ".h5")
    done = call(sojourn, "run", *words(scenario, overlays), "--ticks", "3", "--quiet", "--out", out)
    tests.check(done.returncode == 0 and os.path.exists(out), f"run {scenario} {overlays}: {done.stderr}")


def main(sojourn):
    with scratch() as folder:
        for scenario, overlays, known in CASES:
            test_check(sojourn, scenario, overlays, known)
            test_run(sojourn, scenario, overlays, folder)
    tests.end()


if __name__ == "__main__":
    main(sys.argv[1])
