#!/usr/bin/python3
"""What the shell and the file system allow is kept to: limits of `ulimit`, outputs that are no files.

usage: limits_test.py SOJOURN
"""

import os
import resource
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

HERE = os.path.dirname(os.path.abspath(__file__))
TWO = os.path.join(HERE, "..", "..", "..", "scenarios", "two_countries.toml")
tests = Tests()


def limited(what, most):
    return lambda: resource.setrlimit(what, (most, most))


def run(sojourn, out, *words, limit=None):
    return call(sojourn, "run", TWO, "--quiet", "--out", out, *words, preexec_fn=limit)


def is_told(done, out, text, what):
    """One sentence names the file, and nothing is under its name."""
    tests.check(done.returncode == 1 and text in done.stderr and done.stderr.count("\n") == 1,
                f"{what}: {done.returncode} {done.stderr[:300]}")
    tests.check(not os.path.isfile(out), f"{what}: nothing is left")


def test_cpu(sojourn, folder):
    """`ulimit -t` sets the limit at which the kernel kills: ticks that were done are kept before."""
    out = os.path.join(folder, "long.h5")
    words = ("--set", "run.tick=day", "--ticks", "24000")
    done = run(sojourn, out, *words, limit=limited(resource.RLIMIT_CPU, 2))
    tests.check(done.returncode == 130 and "the same command goes on" in done.stderr,
                f"status {done.returncode}: {done.stderr[:300]}")
    tests.check("unfinished: " in call(sojourn, "info", out).stdout, "the ticks that were done are there")


def test_size(sojourn, folder):
    out = os.path.join(folder, "large.h5")
    is_told(run(sojourn, out, limit=limited(resource.RLIMIT_FSIZE, 8192)), out, f"cannot write {out}", "file size")


def test_memory(sojourn, folder):
    out = os.path.join(folder, "memory.h5")
    is_told(run(sojourn, out, limit=limited(resource.RLIMIT_AS, 60 << 20)), out, "not enough memory", "address space")


def test_few_files(sojourn, folder):
    """Enough for a run, or told; with fewer the program cannot be loaded."""
    for most in (5, 6, 8):
        out = os.path.join(folder, f"files{most}.h5")
        done = run(sojourn, out, limit=limited(resource.RLIMIT_NOFILE, most))
        whole = done.returncode == 0 and call(sojourn, "info", out).returncode == 0
        tests.check(whole or (done.returncode in (1, 2) and done.stderr.strip() and not os.path.exists(out)),
                    f"{most} files: {done.returncode} {done.stderr[:300]}")


def test_no_files(sojourn, folder):
    """Outputs that are no files stay what they are, forced or not."""
    os.mkdir(os.path.join(folder, "sub"))
    os.mkfifo(os.path.join(folder, "pipe"))
    for name in (os.path.join(folder, "sub"), os.path.join(folder, "pipe"), "/dev/null", "/dev/full"):
        for words in ((), ("--force",)):
            done = run(sojourn, name, *words)
            tests.check(done.returncode in (1, 2) and name in done.stderr, f"{name}: {done.returncode} {done.stderr}")
            tests.check(os.path.exists(name) and not os.path.isfile(name), f"{name} is still there")


def main(sojourn):
    with scratch() as folder:
        for test in (test_cpu, test_size, test_memory, test_few_files, test_no_files):
            own = os.path.join(folder, test.__name__)
            os.mkdir(own)
            test(sojourn, own)
    tests.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
