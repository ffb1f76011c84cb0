#!/usr/bin/python3
"""Where the run file goes: nothing is overwritten unasked, and a failed write leaves nothing.

usage: output_test.py SOJOURN ENOSPC_SHIM.so
"""

import os
import random
import resource
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, await_that, call, scratch

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "scenarios")
TWO = os.path.join(SCENARIOS, "two_countries.toml")
CORRIDOR = os.path.join(SCENARIOS, "corridor.toml")
tests = Tests()


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def test_existing(sojourn, folder):
    out = os.path.join(folder, "run.h5")
    write(out, b"precious")
    began = time.monotonic()
    done = call(sojourn, "run", CORRIDOR, "--out", out)
    tests.check(done.returncode == 2, f"existing output: status {done.returncode}")
    tests.check(out in done.stderr and "--force" in done.stderr, f"message: {done.stderr}")
    tests.check(time.monotonic() - began < 2, "refused before any work")
    tests.check(bytes_of(out) == b"precious", "content untouched")
    done = call(sojourn, "run", TWO, "--out", out, "--replicates", 2)
    tests.check(done.returncode == 0, f"other names: {done.stderr}")
    done = call(sojourn, "run", TWO, "--out", out, "--replicates", 3, "--seed", 5)
    tests.check(done.returncode == 2 and "run-1.h5" in done.stderr and "run-2.h5" in done.stderr,
                f"replicates: {done.returncode} {done.stderr}")
    tests.check(not os.path.exists(os.path.join(folder, "run-3.h5")), "no replicate was run")
    done = call(sojourn, "run", TWO, "--out", out, "--force", "--quiet")
    tests.check(done.returncode == 0 and bytes_of(out)[:4] == b"\x89HDF", f"--force: {done.stderr}")
    os.symlink("nowhere", os.path.join(folder, "link.h5"))
    done = call(sojourn, "run", TWO, "--out", os.path.join(folder, "link.h5"))
    tests.check(done.returncode == 2, "a dangling link is something too")


def expect_failure(done, folder, out, before, what):
    """Exit status 1, a message that names the path, and nothing new in the folder."""
    tests.check(done.returncode == 1, f"{what}: status {done.returncode} {done.stderr}")
    tests.check(out in done.stderr, f"{what}: names the path: {done.stderr}")
    tests.check(sorted(os.listdir(folder)) == before, f"{what}: left {os.listdir(folder)}")


def test_places(sojourn, folder):
    out = os.path.join(folder, "file", "run.h5")
    write(os.path.join(folder, "file"), b"regular")
    done = call(sojourn, "run", TWO, "--out", out)
    expect_failure(done, folder, out, ["file"], "below a regular file")
    out = os.path.join(folder, "none", "run.h5")
    done = call(sojourn, "run", TWO, "--out", out)
    expect_failure(done, folder, out, ["file"], "in no folder")
    os.mkdir(os.path.join(folder, "dir"))
    done = call(sojourn, "run", TWO, "--out", os.path.join(folder, "dir"))
    tests.check(done.returncode == 2, f"a folder is there already: {done.returncode}")
    done = call(sojourn, "run", TWO, "--out", os.path.join(folder, "dir"), "--force")
    expect_failure(done, folder, os.path.join(folder, "dir"), ["dir", "file"], "a folder, forced")
    done = call(sojourn, "run", TWO, "--out", "/dev/full", "--force")
    expect_failure(done, folder, "/dev/full", ["dir", "file"], "a device, forced")
    out = os.path.join(folder, "x" * 300 + ".h5")
    done = call(sojourn, "run", TWO, "--out", out)
    expect_failure(done, folder, out, ["dir", "file"], "too long a name")


def test_size_limit(sojourn, folder):
    out = os.path.join(folder, "run.h5")
    for limit in (0, 100, 4096, 50_000, 200_000):
        done = call(sojourn, "run", TWO, "--out", out, preexec_fn=lambda n=limit: resource.setrlimit(
            resource.RLIMIT_FSIZE, (n, n)))
        expect_failure(done, folder, out, [], f"RLIMIT_FSIZE {limit}")


def test_full_disk(sojourn, shim, folder):
    out = os.path.join(folder, "run.h5")
    for limit in (0, 100, 4096, 20_000, 50_000, 100_000, 200_000):
        done = call(sojourn, "run", TWO, "--out", out, env={"LD_PRELOAD": shim, "ENOSPC_AFTER": str(limit)})
        expect_failure(done, folder, out, [], f"ENOSPC after {limit}")
        tests.check("No space left on device" in done.stderr, f"ENOSPC after {limit}: {done.stderr}")
    write(out, b"precious")
    done = call(sojourn, "run", TWO, "--out", out, "--force",
                env={"LD_PRELOAD": shim, "ENOSPC_AFTER": "100000"})
    expect_failure(done, folder, out, ["run.h5"], "ENOSPC over an existing file")
    tests.check(bytes_of(out) == b"precious", "a failed run keeps the file it was to replace")


def test_killed(sojourn, folder):
    """What a killed process leaves is its part file: the same command takes it over and says so."""
    out = os.path.join(folder, "run.h5")
    with subprocess.Popen([sojourn, "run", CORRIDOR, "--out", out, "--quiet"]) as process:
        await_that(lambda: os.path.exists(out + ".part"), process)
        for force in ((), ("--force",)):
            other = call(sojourn, "run", TWO, "--out", out, *force)
            tests.check(other.returncode == 1 and "another process" in other.stderr,
                        f"a file that is being written: {other.returncode} {other.stderr}")
        process.kill()
    left = sorted(os.listdir(folder))
    tests.check(left == ["run.h5.lease", "run.h5.part", "run.h5.rows"], f"left: {left}")
    state = call(sojourn, "info", out + ".part")
    tests.check(state.returncode == 2 or "unfinished: " in state.stdout, f"what is left: {state.stdout}")
    done = call(sojourn, "run", TWO, "--out", out, "--quiet")
    tests.check(done.returncode == 0 and os.listdir(folder) == ["run.h5"], f"taken over: {done.stderr}")
    tests.check(done.stderr.startswith("warning: ") and out + ".part" in done.stderr, f"told: {done.stderr}")


def test_killed_anywhere(sojourn, folder):
    """20 kills at random moments: the same command then gives the run that was never killed."""
    words = [sojourn, "run", TWO, "--ticks", "200", "--set", "run.tick=day", "--quiet", "--out"]
    whole, out = os.path.join(folder, "whole.h5"), os.path.join(folder, "run.h5")
    began = time.monotonic()
    call(*words, whole)
    lasts = time.monotonic() - began
    chance = random.Random(1)
    for _ in range(20):
        with subprocess.Popen([*words, out]) as process:
            time.sleep(chance.uniform(0, lasts))
            process.kill()
        if os.path.exists(out):
            os.remove(out)  # it was whole by then
        done = call(*words, out)
        tests.check(done.returncode == 0, f"after a kill: {done.returncode} {done.stderr}")
        same = call(sojourn, "diff", whole, out)
        tests.check(same.returncode == 0, f"as if never killed: {same.stdout}{same.stderr}")
        tests.check(sorted(os.listdir(folder)) == ["run.h5", "whole.h5"], f"files: {os.listdir(folder)}")
        os.remove(out)


def test_foreign_part(sojourn, folder):
    """What no run left is nobody's to take over."""
    out = os.path.join(folder, "run.h5")
    write(out + ".part", b"precious")
    done = call(sojourn, "run", TWO, "--out", out)
    tests.check(done.returncode == 2 and bytes_of(out + ".part") == b"precious", f"kept: {done.stderr}")


def main(sojourn, shim):
    sojourn, shim = os.path.abspath(sojourn), os.path.abspath(shim)
    for test in (test_existing, test_places, test_size_limit, test_killed, test_killed_anywhere,
                 test_foreign_part):
        with scratch() as folder:
            test(sojourn, folder)
    with scratch() as folder:
        test_full_disk(sojourn, shim, folder)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
