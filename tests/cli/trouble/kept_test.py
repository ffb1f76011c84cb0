#!/usr/bin/python3
"""Nothing is lost: inputs, names that are taken meanwhile, runs that nobody watches, pipes, links.

usage: kept_test.py SOJOURN NOLOCK_SHIM.so
"""

import fcntl
import os
import signal
import subprocess
import sys
import time

import h5py

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, await_that, call, scratch

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "..", "scenarios")
TWO = os.path.join(SCENARIOS, "two_countries.toml")
tests = Tests()


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def copy_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def n_ticks(path):
    with h5py.File(path, "r") as file:
        return len(file["time"]) if file.attrs["complete"] == 1 else -1


def world(folder):
    """A scenario of many files, in a folder."""
    files = {
        "base.toml": 'title = "kept"\nrun = { start = "2020-01", ticks = 2 }\n',
        "world.toml": 'format_version = 1\ninclude = "base.toml"\nworld.countries = "countries.csv"\n'
                      'world.corridors = "tables/corridors.csv"\n',
        "countries.csv": "id,population,gdp_per_capita\nAAA,100000,5000\nBBB,20000,20000\n",
        "tables/corridors.csv": "from,to,km\nAAA,BBB,500\n",
        "over.toml": "run.seed = 3\n",
        "regime.toml": "modules.wage.b_wage = 1.1\n",
    }
    os.mkdir(os.path.join(folder, "tables"))
    for name, text in files.items():
        write(os.path.join(folder, name), text)
    return list(files)


def content(folder):
    return {os.path.join(at, name): bytes_of(os.path.join(at, name))
            for at, _, names in os.walk(folder) for name in names}


def expect_refused(done, before, folder, what):
    tests.check(done.returncode == 2, f"{what}: status {done.returncode} {done.stderr}")
    tests.check("would replace the input" in done.stderr, f"{what}: {done.stderr}")
    tests.check(content(folder) == before, f"{what}: files are as they were")


def test_inputs_of_runs(sojourn, folder):
    files = world(folder)
    run = ["run", "world.toml", "--overlay", "over.toml", "--regime", "regime.toml"]
    fine = call(sojourn, *run, "--out", "fine.h5", "--quiet", cwd=folder)
    tests.check(fine.returncode == 0, f"the scenario runs: {fine.stderr}")
    os.link(os.path.join(folder, "countries.csv"), os.path.join(folder, "hard.csv"))
    os.symlink("over.toml", os.path.join(folder, "soft.toml"))
    write(os.path.join(folder, "r-2.h5"), copy_of(os.path.join(folder, "world.toml")))
    write(os.path.join(folder, "p.h5.part"), copy_of(os.path.join(folder, "world.toml")))
    before = content(folder)
    for name in [*files, "hard.csv", "soft.toml", os.path.join(folder, "base.toml"), "tables/../world.toml"]:
        done = call(sojourn, *run, "--out", name, "--force", cwd=folder)
        expect_refused(done, before, folder, f"--out {name} --force")
        done = call(sojourn, *run, "--out", name, cwd=folder)
        tests.check(done.returncode == 2 and content(folder) == before, f"--out {name}: {done.stderr}")
    done = call(sojourn, *run, "--out", "world.toml", "--force", "--vary", "modules.wage.b_wage=1,2", cwd=folder)
    tests.check(done.returncode == 0, f"points have other names: {done.stderr}")
    for name in ("world-p1.toml", "world-p2.toml", "world-index.csv"):
        os.remove(os.path.join(folder, name))
    done = call(sojourn, "run", "r-2.h5", "--out", "r.h5", "--replicates", 2, "--force", cwd=folder)
    expect_refused(done, before, folder, "a replicate")
    done = call(sojourn, "run", "r-2.h5", "--force", cwd=folder)
    expect_refused(done, before, folder, "the name that a run file has by itself")
    done = call(sojourn, "run", "p.h5.part", "--out", "p.h5", "--force", cwd=folder)
    expect_refused(done, before, folder, "a part file")
    done = call(sojourn, "subworld", "world.toml", "--only", "AAA", "--out", ".", "--force", "--years", 0, cwd=folder)
    expect_refused(done, before, folder, "a part of a world in its own folder")
    done = call(sojourn, *run, "--out", "fine.h5", "--force", "--quiet", cwd=folder)
    tests.check(done.returncode == 0, f"its own run file is none of its inputs: {done.stderr}")


def test_inputs_of_readers(sojourn, folder):
    run = os.path.join(folder, "run.h5")
    call(sojourn, "run", TWO, "--ticks", 2, "--out", run, "--quiet")
    os.symlink("run.h5", os.path.join(folder, "stocks.csv"))
    before = content(folder)
    for words in (("export", run, "--table", "stocks", "--out", run),
                  ("export", run, "--table", "stocks", "--out", folder),
                  ("export", run, "--out", folder),
                  ("report", run, "--out", run),
                  ("report", folder, "--out", run)):
        done = call(sojourn, *words, "--force")
        if "built without the report page" not in done.stderr:
            expect_refused(done, before, folder, words[:1] + words[2:])


def test_taken_meanwhile(sojourn, folder):
    """Who takes the name of a run keeps it, and the run gets another."""
    out = os.path.join(folder, "run.h5")
    words = [sojourn, "run", TWO, "--ticks", "3000", "--set", "run.tick=day", "--quiet", "--out"]
    with subprocess.Popen([*words, out], stderr=subprocess.PIPE) as process:
        await_that(lambda: os.path.exists(out + ".part"), process)
        write(out, "precious")
        error = process.communicate(timeout=300)[1].decode()
    tests.check(process.returncode == 1 and "run-2.h5" in error, f"taken: {process.returncode} {error}")
    tests.check(bytes_of(out) == b"precious", "who took the name keeps it")
    tests.check(sorted(os.listdir(folder)) == ["run-2.h5", "run.h5"], f"files: {os.listdir(folder)}")
    other = os.path.join(folder, "other.h5")
    call(*words, other)
    tests.check(call(sojourn, "diff", os.path.join(folder, "run-2.h5"), other).returncode == 0, "the run is whole")


def shell(sojourn, line, folder):
    return subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, cwd=folder,
                          env={**os.environ, "S": sojourn, "TWO": TWO}, timeout=300, check=False)


def test_unwatched(sojourn, folder):
    """Whoever stops reading stops nothing."""
    run = "$S run $TWO --ticks 400 --set run.tick=day --force --out"
    for name, line in (("head", "2>&1 | head -1"), ("true", "2>&1 | true"), ("closed", "> /dev/null 2>&-"),
                       ("both", ">&- 2>&-"), ("out", "2>/dev/null | true")):
        done = shell(sojourn, f"{run} {name}.h5 {line}", folder)
        expected = (0, 1) if ">&-" in line else (0,)  # a summary to a closed stream is told
        tests.check(done.returncode in expected, f"{line}: {done.returncode} {done.stderr}")
        path = os.path.join(folder, f"{name}.h5")
        tests.check(os.path.exists(path) and n_ticks(path) == 400, f"{line}: the run is there")
        same = call(sojourn, "diff", path, os.path.join(folder, "head.h5"))
        tests.check(same.returncode == 0, f"{line}: {same.stdout}{same.stderr}")
    line = "$S compare $TWO --ticks 24 --regime a= --replicates 2 --out pair 2>&1 | head -1"
    done = shell(sojourn, line, folder)
    tests.check(done.returncode == 0 and os.path.exists(os.path.join(folder, "pair", "compare.h5")),
                f"{line}: {done.returncode} {done.stdout}{done.stderr}")
    began = time.monotonic()
    done = shell(sojourn, "$S export head.h5 --table stocks | head -1", folder)
    tests.check(done.returncode == 0 and done.stdout.startswith("# stocks") and time.monotonic() - began < 5,
                f"export to head: {done.returncode} {done.stderr}")


def test_pipes(sojourn, folder):
    """What comes through a pipe is read once and runs as often as it is asked to."""
    for line in ("cat $TWO | $S check - > /dev/null",
                 "cat $TWO | $S run - --ticks 3 --quiet --replicates 2 --out r.h5",
                 "$S run /dev/stdin --ticks 3 --quiet --vary run.seed=1,2 --out v.h5 < <(cat $TWO)",
                 "$S run <(cat $TWO) --overlay <(echo run.seed=2) --ticks 3 --quiet --out o.h5",
                 "cat $TWO | $S compare /dev/stdin --ticks 3 --regime a= "
                 "--regime b=<(echo modules.wage.b_wage=2) --replicates 2 --quiet --out pair",
                 "$S run $TWO --ticks 3 --seed 2 --quiet --out file.h5"):
        done = shell(sojourn, line, folder)
        tests.check(done.returncode == 0, f"{line}: {done.returncode} {done.stderr}")
    for name in ("r-2.h5", "v-p2.h5", "o.h5"):
        done = call(sojourn, "diff", "file.h5", name, cwd=folder)
        tests.check(done.returncode == 0, f"{name} is as from a file: {done.stdout}{done.stderr}")
    done = shell(sojourn, "yes | $S check -", folder)
    tests.check(done.returncode == 2 and "larger than 16 MiB" in done.stderr, f"endless: {done.stderr[:300]}")
    done = shell(sojourn, "$S run $TWO --ticks 3 --out -", folder)
    tests.check(done.returncode == 2 and not os.path.exists(os.path.join(folder, "-")), f"--out -: {done.stderr}")


def test_places(sojourn, folder):
    at = lambda *names: os.path.join(folder, *names)
    done = call(sojourn, "run", TWO, "--ticks", 1, "--quiet", "--out", at("new", "deep", ""))
    tests.check(done.returncode == 0 and os.listdir(at("new", "deep")) == ["two_countries.h5"], f"a folder: {done.stderr}")
    done = call(sojourn, "run", TWO, "--ticks=-1", "--out", at("wrong", ""))
    tests.check(done.returncode == 2 and not os.path.exists(at("wrong")), f"no folder for a fault: {done.stderr}")
    write(at("real.h5"), "old")
    os.symlink("real.h5", at("link.h5"))
    os.symlink("made.h5", at("dangling.h5"))
    done = call(sojourn, "run", TWO, "--ticks", 1, "--quiet", "--out", at("link.h5"))
    tests.check(done.returncode == 2 and bytes_of(at("real.h5")) == b"old", f"unasked: {done.stderr}")
    for link, target in (("link.h5", "real.h5"), ("dangling.h5", "made.h5")):
        done = call(sojourn, "run", TWO, "--ticks", 1, "--quiet", "--out", at(link), "--force")
        tests.check(done.returncode == 0 and os.path.islink(at(link)) and n_ticks(at(target)) == 1,
                    f"through {link}: {done.stderr}")


def test_sweep(sojourn, folder):
    """All points are checked before the first runs."""
    done = call(sojourn, "run", TWO, "--vary", "run.ticks=2,3,-4", "--out", "s.h5", cwd=folder)
    tests.check(done.returncode == 2 and os.listdir(folder) == [], f"the last is wrong: {done.returncode} {done.stdout}")
    done = call(sojourn, "sensitivity", "--outcome", "arrivals", TWO, "--ticks", 12, "--vary",
                "modules.wage.b_wage=0..1", "--samples", 2, "--out", "s", cwd=folder)
    tests.check(done.returncode == 0 and "arrivals" in done.stdout, f"an option before a scenario: {done.stderr}")


def test_locked_part(sojourn, folder):
    """A part that a process holds the lock of is made elsewhere: the other replicates are made, and it is waited for."""
    part = os.path.join(folder, "w-1.h5.part")
    with open(part, "wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with subprocess.Popen([sojourn, "run", TWO, "--ticks", "2", "--replicates", "2", "--out", "w.h5"], cwd=folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            for _ in range(600):
                if process.poll() is not None or os.path.exists(os.path.join(folder, "w-2.h5")):
                    break
                time.sleep(0.05)
            tests.check(process.poll() is None and os.path.exists(part), "the other is made, and the one waited for")
            fcntl.flock(held, fcntl.LOCK_UN)
            error = process.communicate(timeout=120)[1].decode()
    tests.check(process.returncode == 0 and "waiting for a run" in error, f"{process.returncode} {error}")
    tests.check(sorted(os.listdir(folder)) == ["w-1.h5", "w-2.h5"], f"files: {os.listdir(folder)}")


def test_interrupted_sweep(sojourn, folder):
    """The table of a sweep names all runs that are there, also those that an interrupted command did not come to."""
    words = [sojourn, "run", TWO, "--ticks", "1500", "--set", "run.tick=day", "--vary", "modules.wage.b_wage=0.5,1,1.5", "--quiet", "--out", "s.h5"]
    tests.check(call(*words, cwd=folder).returncode == 0, "a whole one")
    table = copy_of(os.path.join(folder, "s-index.csv"))
    os.remove(os.path.join(folder, "s-p1.h5"))
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        await_that(lambda: os.path.exists(os.path.join(folder, "s-p1.h5.part")), process)
        process.send_signal(signal.SIGINT)
        error = process.communicate(timeout=120)[1].decode()
    tests.check(process.returncode == 130, f"{process.returncode} {error}")
    tests.check(copy_of(os.path.join(folder, "s-index.csv")) == table, copy_of(os.path.join(folder, "s-index.csv")))


def test_page_of_a_sweep(sojourn, folder):
    """It can be made again; the table and its runs are no names for it."""
    done = call(sojourn, "run", TWO, "--ticks", 2, "--vary", "modules.wage.b_wage=1,2", "--quiet", "--out", "w.h5", cwd=folder)
    tests.check(done.returncode == 0, done.stderr)
    page = ["report", "w-index.csv", "--force"]
    first = call(sojourn, *page, cwd=folder)
    if "built without the report page" in first.stderr:
        return
    tests.check(first.returncode == 0, first.stderr)
    again = call(sojourn, *page, cwd=folder)
    tests.check(again.returncode == 0, f"the page is replaced: {again.stderr}")
    before = content(folder)
    for name in ("w-index.csv", "w-p2.h5"):
        expect_refused(call(sojourn, *page, "--out", name, cwd=folder), before, folder, name)


def test_warnings(sojourn, folder):
    """Quiet is about progress: what is odd is told, once."""
    late = os.path.join(folder, "late.toml")
    write(late, copy_of(TWO) + '[modules.late]\ntype = "conflict"\ntarget = ["POOR"]\nstart = "2050-01"\n')
    warned = call(sojourn, "check", late, "--ticks", 6).stdout
    tests.check("warning: " in warned, f"check warns: {warned}")
    text = [line for line in warned.splitlines() if line.startswith("warning: ")][0]
    for words in (("run", late, "--out", "w.h5"), ("compare", late, "--regime", "a=", "--replicates", 2, "--out", "w")):
        done = call(sojourn, *words, "--ticks", 6, "--quiet", cwd=folder)
        tests.check(done.returncode == 0 and done.stderr.count(text) == 1, f"{words[0]} --quiet: {done.stderr}")


def test_no_locks(sojourn, shim, folder):
    """File systems without locks are written and read; a comparison has values."""
    for number in (37, 38, 95):  # ENOLCK, ENOSYS, EOPNOTSUPP
        env = {"LD_PRELOAD": shim, "LOCK_ERRNO": str(number)}
        out, pair = os.path.join(folder, f"{number}.h5"), os.path.join(folder, f"pair{number}")
        done = call(sojourn, "run", TWO, "--ticks", 2, "--out", out, "--quiet", env=env)
        tests.check(done.returncode == 0 and n_ticks(out) == 2, f"errno {number}: run: {done.stderr}")
        tests.check(call(sojourn, "info", out, env=env).returncode == 0, f"errno {number}: info")
        done = call(sojourn, "compare", TWO, "--ticks", 12, "--regime", "a=", "--replicates", 1, "--out", pair,
                    "--quiet", env=env)
        tests.check(done.returncode == 0, f"errno {number}: compare: {done.returncode} {done.stderr}")
        if done.returncode == 0:
            with h5py.File(os.path.join(pair, "compare.h5"), "r") as file:
                tests.check(file.attrs["complete"] in (1, "1", b"1"), f"errno {number}: values are there")


def main(sojourn, shim):
    sojourn, shim = os.path.abspath(sojourn), os.path.abspath(shim)
    for test in (test_inputs_of_runs, test_inputs_of_readers, test_taken_meanwhile, test_unwatched, test_pipes,
                 test_places, test_sweep, test_locked_part,
                 test_interrupted_sweep, test_page_of_a_sweep, test_warnings):
        with scratch() as folder:
            test(sojourn, folder)
    with scratch() as folder:
        test_no_locks(sojourn, shim, folder)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
