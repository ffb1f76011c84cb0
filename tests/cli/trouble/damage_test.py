#!/usr/bin/python3
"""Run files that were damaged are refused in a sentence by every command that reads them, or read as before.

usage: damage_test.py SOJOURN [N]     N damages, 60 if left out

Every damage is an own one: bytes changed in the head or anywhere, stretches of zeros, an end cut off, two bytes swapped,
bytes added. Each goes to one of the commands, by turns, and every fifth to Python as well; of a comparison's finished
run it has to be made again.
"""

import os
import random
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

HERE = os.path.dirname(os.path.abspath(__file__))
TWO = os.path.join(HERE, "..", "..", "..", "scenarios", "two_countries.toml")
sys.path.insert(0, os.path.join(HERE, "..", "..", "..", "tools", "python"))
tests = Tests()
SECONDS = float(os.environ.get("SOJOURN_HANG_SECONDS", "20"))  # on a machine that has other work to do


def content(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def flip(data, chance, most):
    for _ in range(chance.choice((1, 4, 30))):
        data[chance.randrange(min(len(data), most))] ^= chance.randrange(1, 256)


def cut(data, chance):
    del data[chance.randrange(len(data)):]


def zeros(data, chance):
    at = chance.randrange(len(data))
    data[at:at + 4096] = bytes(len(data[at:at + 4096]))


def swap(data, chance):
    a, b = chance.randrange(len(data)), chance.randrange(len(data))
    data[a], data[b] = data[b], data[a]


def longer(data, chance):
    data += bytes(chance.randrange(256) for _ in range(chance.choice((1, 32, 5000))))


KINDS = (lambda data, chance: flip(data, chance, 4000), lambda data, chance: flip(data, chance, len(data)),
         cut, zeros, swap, longer)


def damaged(data, number):
    """The bytes after damage `number`."""
    chance = random.Random(number)
    bytes_ = bytearray(data)
    KINDS[number % len(KINDS)](bytes_, chance)
    return bytes(bytes_)


def readers(sojourn, file, whole, folder):
    """Every command that reads a run file."""
    page = os.path.join(folder, "page.html")
    return ((sojourn, "info", file), (sojourn, "info", file, "--format", "json", "--events"),
            (sojourn, "export", file), (sojourn, "export", file, "--table", "stocks"),
            (sojourn, "diff", file, whole), (sojourn, "diff", whole, file),
            (sojourn, "report", file, "--force", "--out", page))


def read(words, file, whole):
    """Status, what it prints as if the file were the whole one, and what it says."""
    began = time.monotonic()
    done = call(*words, timeout=60)
    tests.check(time.monotonic() - began < SECONDS, f"{words[1]}: {time.monotonic() - began:.0f} s")
    return done.returncode, done.stdout.replace(file, whole), done.stderr


def test_commands(sojourn, folder, n):
    whole, file = os.path.join(folder, "whole.h5"), os.path.join(folder, "damage.h5")
    call(sojourn, "run", TWO, "--ticks", "6", "--quiet", "--out", whole)
    data = content(whole)
    write(file, data)
    right = [read(words, file, whole) for words in readers(sojourn, file, whole, folder)]
    n_refused = 0
    for number in range(n):
        write(file, damaged(data, number))
        which = number // len(KINDS) % len(right)
        status, out, err = read(readers(sojourn, file, whole, folder)[which], file, whole)
        refused = status == 2 and err.count("\n") == 1 and file in err
        n_refused += refused
        told = "built without the report page" in err
        tests.check(refused or told or (status, out) == right[which][:2],
                    f"damage {number}, reader {which}: {status} {err[:200]}")
    tests.check(n_refused > 0.6 * n, f"{n_refused} of {n} were refused")


def test_python(sojourn, folder, n):
    """The package refuses with an exception, or reads what was there."""
    import sojourn as package  # pylint: disable=import-outside-toplevel
    whole = os.path.join(folder, "whole.h5")
    call(sojourn, "run", TWO, "--ticks", "6", "--quiet", "--out", whole)
    data = content(whole)
    with package.open(whole) as run:
        expected = run.load()
    for number in range(0, n, 5):
        file = os.path.join(folder, f"damage{number}.h5")
        write(file, damaged(data, number))
        try:
            with package.open(file) as run:
                tests.check(run.load().identical(expected), f"Python, damage {number}")
        except (ValueError, OSError):
            pass
        os.remove(file)


def test_comparison(sojourn, folder, n):
    """What is damaged of a comparison's finished runs is made again: the results are those of before."""
    pair, kept = os.path.join(folder, "pair"), os.path.join(folder, "kept")
    words = (sojourn, "compare", TWO, "--ticks", "12", "--regime", "a=", "--replicates", "2", "--quiet", "--out", pair)
    call(*words)
    table = (sojourn, "export", os.path.join(pair, "compare.h5"), "--table", "outcomes")
    right = call(*table).stdout
    shutil.copytree(pair, kept)
    runs = sorted(name for name in os.listdir(os.path.join(pair, "runs")) if name.endswith(".h5"))
    for step, number in enumerate(range(0, n, 11)):  # each kind of damage comes
        shutil.rmtree(pair)
        shutil.copytree(kept, pair)
        path = os.path.join(pair, "runs", runs[step % len(runs)])
        write(path, damaged(content(path), number))
        done = call(*words)
        tests.check(done.returncode == 0 and call(*table).stdout == right, f"comparison, damage {number}: {done.stderr}")


def main(sojourn, n=60):
    with scratch() as folder:
        for test in (test_commands, test_python, test_comparison):
            own = os.path.join(folder, test.__name__)
            os.mkdir(own)
            test(sojourn, own, int(n))
    tests.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
