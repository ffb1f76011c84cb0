#!/usr/bin/python3
"""Every call that writes, makes or renames a file fails once, one at a time, in every command that writes.

usage: fault_test.py SOJOURN FAULT_SHIM.so [MOST]     MOST: calls of each command that fail; 0: all

A command whose call fails ends with status 1 and a sentence that names a file, and nothing has its final name; or
the failure did not matter and all is as without it. Then the same command works.
"""

import errno
import os
import random
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch
from run_bytes import raw

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "..", "scenarios")
TWO = os.path.join(SCENARIOS, "two_countries.toml")
tests = Tests()

# What may be said of each call.
ERRNOS = {
    "open": (errno.ENOSPC, errno.EMFILE, errno.EROFS, errno.EDQUOT, errno.EIO),
    "write": (errno.ENOSPC, errno.EIO, errno.EINTR, errno.EDQUOT),
    "fsync": (errno.EIO, errno.ENOSPC, errno.EDQUOT),
    "ftruncate": (errno.EIO, errno.ENOSPC),
    "rename": (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT),
    "link": (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT),
    "mkdir": (errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO),
}


def commands(sojourn, at):
    """Name: what is there before, the command, and what it makes."""
    run = (sojourn, "run", TWO, "--ticks", "40", "--threads", "1", "--quiet")
    small = ("--ticks", "24", "--threads", "1", "--quiet")
    overlay = at("policy.toml")
    return {
        "run": ((), (*run, "--out", at("run.h5")), ("run.h5",)),
        "checkpoints": ((), (*run, "--out", at("run.h5"), "--checkpoint-every", "10"), ("run.h5",)),
        "run over another": (((*run, "--seed", "3", "--out", at("run.h5")),), (*run, "--out", at("run.h5"), "--force"),
                             ("run.h5",)),
        "replicates": ((), (*run, "--replicates", "2", "--vary", "modules.wage.b_wage=0.5,1", "--out", at("r.h5")),
                       ("r-p1-1.h5", "r-p2-2.h5", "r-index.csv")),
        "compare": ((), (sojourn, "compare", TWO, "--regime", f"policy={overlay}", "--replicates", "2", *small,
                         "--out", at("folder")), ("folder/compare.h5",)),
        "export": (((*run, "--out", at("run.h5")),),
                   (sojourn, "export", at("run.h5"), "--out", at("tables")),
                   ("tables/departures.csv",)),
        "report": (((*run, "--out", at("run.h5")),),
                   (sojourn, "report", at("run.h5"), "--out", at("page.html")), ("page.html",)),
    }


class Place:
    """A folder for one command, made anew for each call that fails."""

    def __init__(self, folder, shim):
        self.folder = os.path.join(folder, "place")
        self.kept = os.path.join(folder, "kept")
        self.count = os.path.join(folder, "count")
        self.log = os.path.join(folder, "log")
        self.shim = shim

    def at(self, name):
        return os.path.join(self.folder, name)

    def fresh(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.kept, self.folder)

    def call(self, words, number, error):
        """The command with call `number` failing."""
        with open(self.count, "wb") as file:
            file.write(bytes(4))
        with open(self.log, "wb"):
            pass
        return call(*words, env={"LD_PRELOAD": self.shim, "FAULT_FOLDER": self.folder, "FAULT_AT": str(number),
                                 "FAULT_ERRNO": str(error), "FAULT_COUNT": self.count, "FAULT_LOG": self.log})

    def calls(self):
        with open(self.log, encoding="utf-8") as file:
            return [line.split(" ", 2) for line in file.read().splitlines()]


def content(path):
    if path.endswith(".h5"):
        return raw(path)
    with open(path, "rb") as file:
        return file.read()


def try_one(place, words, made, wanted, before, number, error, what):
    place.fresh()
    done = place.call(words, number, error)
    there = {name: content(place.at(name)) for name in made if os.path.exists(place.at(name))}
    if done.returncode == 0:
        tests.check(there == wanted, f"{what}: status 0 and not what was to be made: {sorted(there)}")
    else:
        sentence = done.stderr.strip().splitlines()[-1:]
        tests.check(done.returncode == 1, f"{what}: status {done.returncode} {done.stderr}")
        named = sentence and place.folder in sentence[0] or "replicate" in done.stderr
        tests.check(named, f"{what}: names no file: {done.stderr}")
        whole = all(content == wanted.get(name) or content == before.get(name) for name, content in there.items())
        tests.check(whole, f"{what}: half a file under its name: {sorted(there)}")
    if done.returncode == 0:
        return
    again = call(*words)
    tests.check(again.returncode == 0, f"{what}, then again: {again.returncode} {again.stderr}")
    there = {name: content(place.at(name)) for name in made if os.path.exists(place.at(name))}
    tests.check(there == wanted, f"{what}, then again: {sorted(there)}")


def test_command(name, preparation, words, made, place, most):
    shutil.rmtree(place.kept, ignore_errors=True)
    shutil.rmtree(place.folder, ignore_errors=True)
    os.mkdir(place.folder)
    with open(place.at("policy.toml"), "w", encoding="utf-8") as file:
        file.write("format_version = 1\nmodules.wage.b_wage = 0.5\n")
    for first in preparation:
        done = call(*first)
        tests.check(done.returncode == 0, f"{name}: {done.stderr}")
    shutil.copytree(place.folder, place.kept)
    before = {one: content(place.at(one)) for one in made if os.path.exists(place.at(one))}
    done = place.call(words, 0, 0)
    tests.check(done.returncode == 0, f"{name}: {done.returncode} {done.stderr}")
    wanted = {one: content(place.at(one)) for one in made}
    calls = place.calls()
    chance = random.Random(1)
    # All that are not plain writes, and some of those.
    rare = [one for one in calls if one[1] != "write"]
    often = [one for one in calls if one[1] == "write"]
    if most:
        rare = rare if len(rare) <= most else chance.sample(rare, most)
        often = chance.sample(often, min(len(often), most))
    n = 0
    for number, kind, path in rare + often:
        errors = ERRNOS[kind]
        for error in errors if not most else (chance.choice(errors),):
            what = f"{name}: {kind} {number} of {len(calls)}, {os.path.relpath(path, place.folder)}, {errno.errorcode[error]}"
            try_one(place, words, made, wanted, before, int(number), error, what)
            n += 1
    print(f"{name}: {n} faults of {len(calls)} calls")
    return n


def main(sojourn, shim, most=3):
    sojourn, shim = os.path.abspath(sojourn), os.path.abspath(shim)
    n = 0
    with scratch() as folder:
        place = Place(os.path.realpath(folder), shim)
        for name, (preparation, words, made) in commands(sojourn, place.at).items():
            n += test_command(name, preparation, words, made, place, int(most))
    print(f"{n} faults")
    tests.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
