#!/usr/bin/python3
"""Parts of worlds, patched rows and histories: equal runs are equal, and what is wrong is told.

usage: subworld_test.py SOJOURN
"""

import os
import sys

import h5py

from command import Tests, call, scratch

HERE = os.path.dirname(os.path.abspath(__file__))
TRANSITS = os.path.join(HERE, "..", "..", "scenarios", "two_transits.toml")
SHORT = ["--set", "run.ticks=12", "--set", "run.persons_per_agent=1000"]
ONLY = ["SEND", "NORD", "RECV"]
tests = Tests()


def run(sojourn, scenario, out, *words):
    done = call(sojourn, "run", scenario, "--out", out, "--quiet", *words)
    tests.check(done.returncode == 0, f"run {scenario} {words}: {done.stderr}")
    return done


def same(sojourn, a, b, what):
    done = call(sojourn, "diff", a, b)
    tests.check(done.returncode == 0, f"{what}: {done.stdout}{done.stderr}")


def again(sojourn, file, folder, what):
    """What a run file holds runs again to the same content."""
    with h5py.File(file, "r") as stored:
        text = stored.attrs["scenario"]
    written = os.path.join(folder, "again.toml")
    with open(written, "w", encoding="utf-8") as out:
        out.write(text)
    copy = os.path.join(folder, "again.h5")
    run(sojourn, written, copy, "--force")
    with h5py.File(copy, "r") as stored:
        tests.check(stored.attrs["scenario"] == text, f"{what}: another scenario")
    same(sojourn, file, copy, what)


def finds(file, name):
    found = []
    file.visit(lambda path: found.append(path) if path.endswith(name) else None)
    return bool(found)


def test_part(sojourn, folder):
    cut = ["--set", f"world.only={ONLY}", "--set", "world.rest=ROW"]
    direct = os.path.join(folder, "direct.h5")
    done = run(sojourn, TRANSITS, direct, *SHORT, *cut)
    again(sojourn, direct, folder, "a part, from its run file")
    part = os.path.join(folder, "part")
    done = call(sojourn, "subworld", TRANSITS, *SHORT, "--only", ",".join(ONLY), "--rest", "ROW",
                "--out", part, "--years", "5")
    tests.check(done.returncode == 0, f"subworld: {done.stderr}")
    tests.check("total" in done.stdout and "SEND -> RECV" in done.stdout,
                f"subworld tells flows: {done.stdout}")
    tests.check("kept in 1 year, within" in done.stdout, f"of twelve months, not of five years: {done.stdout}")
    tables = os.path.join(folder, "tables.h5")
    run(sojourn, os.path.join(part, "scenario.toml"), tables)
    same(sojourn, direct, tables, "a part, from its tables")
    refused = call(sojourn, "subworld", TRANSITS, "--only", "SEND,NORD", "--out", part)
    tests.check(refused.returncode == 2 and "--force" in refused.stderr,
                f"a folder is not overwritten: {refused.stderr}")


def test_bad_part(sojourn, folder):
    out = os.path.join(folder, "bad")
    done = call(sojourn, "subworld", TRANSITS, "--only", "SEND,NORT", "--out", out)
    tests.check(done.returncode == 2 and 'nearest known: "NORD"' in done.stderr,
                f"an unknown country: {done.stderr}")
    tests.check(not os.path.exists(out), "nothing is written of a part that cannot be")
    done = call(sojourn, "subworld", TRANSITS, "--out", out)
    tests.check(done.returncode == 2 and "--only" in done.stderr, f"no part: {done.stderr}")


def test_kept_names_come_first(sojourn, folder):
    """Of names that are equally near to a wrong one, that of a country which is kept is told."""
    for kept in ("SEND", "SUED"):
        done = call(sojourn, "check", TRANSITS, "--set", f'world.only=["{kept}", "RECV"]', "--set",
                    'modules.shut={ type = "policy", in = ["SEED"], visa = "refused" }')
        tests.check(done.returncode == 2 and f'nearest known: "{kept}"' in done.stderr,
                    f"{kept} is kept: {done.stderr}")


def test_patches_and_history(sojourn, folder):
    table = os.path.join(folder, "history.csv")
    with open(table, "w", encoding="utf-8") as out:
        out.write("country,date,gdp_per_capita,conflict_deaths\n"
                  "SEND,2015-01,8000,\nSEND,2015-06,6000,4000\nSEND,2016-01,6000,\n")
    file = os.path.join(folder, "mended.h5")
    done = run(sojourn, TRANSITS, file, *SHORT, "--set", "countries.RECV.openness=0.4",
               "--set", f"world.history='{table}'")
    tests.check("conflict_deaths of SEND begins after the run does" in done.stderr,
                f"a history that begins late: {done.stderr}")
    with h5py.File(file, "r") as stored:
        tests.check(finds(stored, "conflict_deaths"), "deaths in conflict are recorded")
    again(sojourn, file, folder, "patched rows and a history, from the run file")
    done = call(sojourn, "check", TRANSITS, "--set", "countries.RECU.openness=0.4")
    tests.check(done.returncode == 2 and 'nearest known: "RECV"' in done.stderr,
                f"a patch of no row: {done.stderr}")
    with open(table, "w", encoding="utf-8") as out:
        out.write("country,date,population\nSEND,2015-01,8000\n")
    done = call(sojourn, "check", TRANSITS, "--set", f"world.history='{table}'")
    tests.check(done.returncode == 2 and f"{table}:2:14: history.population" in done.stderr,
                f"a history of people: {done.stderr}")


def main(sojourn):
    for test in (test_part, test_bad_part, test_kept_names_come_first, test_patches_and_history):
        with scratch() as folder:
            test(sojourn, folder)
    tests.end()


if __name__ == "__main__":
    main(sys.argv[1])
