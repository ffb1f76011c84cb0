#!/usr/bin/python3
"""Any number of processes at one study: each run is made by one of them, and the result is that of one alone.

usage: jobs_test.py SOJOURN FAULT_SHIM.so NOLOCK_SHIM.so [KILLS [PAIRS [TEST...]]]
"""

import csv
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, await_that, call, scratch
from run_bytes import raw

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..", "..")
SCENARIOS = os.path.join(ROOT, "scenarios")
TWO = os.path.join(SCENARIOS, "two_countries.toml")
ARRAY = os.path.join(ROOT, "tools", "slurm", "array")
ONE_NODE = os.path.join(ROOT, "tools", "slurm", "one_node")
DAYS = ("--set", "run.tick=day", "--ticks", "250")
tests = Tests()


def compare_words(sojourn, out, replicates, *more):
    return [sojourn, "compare", TWO, *DAYS, "--vary", "modules.wage.b_wage=0.5,1,1.5", "--replicates",
            str(replicates), "--quiet", "--threads", "1", *more, "--out", out]


class Watched:
    """A process whose links and renames of files are written down."""

    def __init__(self, words, folder, number, shim):
        self.log = os.path.join(folder, f"log{number}")
        self.count = os.path.join(folder, f"count{number}")
        self.error = os.path.join(folder, f"error{number}")
        with open(self.count, "wb") as file:
            file.write(bytes(4))
        with open(self.log, "wb"):
            pass
        env = {**os.environ, "LD_PRELOAD": shim, "FAULT_FOLDER": folder, "FAULT_AT": "0", "FAULT_ERRNO": "0",
               "FAULT_COUNT": self.count, "FAULT_LOG": self.log}
        with open(self.error, "wb") as error:
            self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=error, env=env)

    def end(self):
        self.process.wait(timeout=300)
        with open(self.error, encoding="utf-8") as file:
            return self.process.returncode, file.read()

    def made(self, is_run):
        """The runs to which this process gave their names."""
        with open(self.log, encoding="utf-8") as file:
            calls = [line.split(" ", 2) for line in file.read().splitlines()]
        return [os.path.basename(path) for _, kind, path in calls
                if kind in ("rename", "link") and is_run(os.path.basename(path))]


def is_key(name):
    return name.endswith(".h5") and len(name) == 36 + 3  # a UUID's


def left_in(folder, *allowed):
    """What lies there beside whole files."""
    return sorted(name for name in os.listdir(folder)
                  if not name.endswith(".h5") and name not in allowed)


def expect_shared(watched, is_run, n_runs, what):
    """Each run was made once, and every process made some."""
    for one in watched:
        status, error = one.end()
        tests.check(status == 0 and not error, f"{what}: {status} {error}")
    made = [one.made(is_run) for one in watched]
    everything = sorted(name for some in made for name in some)
    tests.check(len(everything) == n_runs and len(set(everything)) == n_runs,
                f"{what}: each once: {len(everything)} made of {n_runs}")
    return [len(some) for some in made]


def test_pairs(sojourn, shim, folder, n):
    """Two processes on one comparison share the work, whenever the second comes."""
    chance = random.Random(3)
    alone = os.path.join(folder, "alone")
    began = time.monotonic()
    done = call(*compare_words(sojourn, alone, 4))
    lasts = time.monotonic() - began
    tests.check(done.returncode == 0, done.stderr)
    wanted = raw(os.path.join(alone, "compare.h5"))
    n_shared = 0
    for k in range(n):
        out = os.path.join(folder, f"pair{k}")
        os.mkdir(out)
        words = compare_words(sojourn, out, 4)
        watched = [Watched(words, out, 0, shim)]
        time.sleep(chance.uniform(0, 0.3 * lasts))
        watched.append(Watched(words, out, 1, shim))
        shares = expect_shared(watched, is_key, 12, f"pair {k}")
        n_shared += min(shares) > 0
        tests.check(raw(os.path.join(out, "compare.h5")) == wanted, f"pair {k}: the comparison of one alone")
        tests.check(not left_in(os.path.join(out, "runs")), f"pair {k}: {left_in(os.path.join(out, 'runs'))}")
    tests.check(n_shared == n, f"{n_shared} of {n} pairs shared the work")
    print(f"{n_shared} of {n} pairs shared the work")


def test_kills(sojourn, folder, n):
    """Eight processes on one comparison, killed at random and started again."""
    chance = random.Random(4)
    n_replicates = max(6, n // 4)
    words = compare_words(sojourn, os.path.join(folder, "out"), n_replicates)
    crew = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(8)]
    n_killed = 0
    for _ in range(n):
        time.sleep(chance.uniform(0.05, 0.3))
        which = chance.randrange(len(crew))
        n_killed += crew[which].poll() is None
        crew[which].kill()
        crew[which].communicate()
        crew[which] = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for one in crew:
        error = one.communicate(timeout=600)[1].decode()
        tests.check(one.returncode == 0 and not error, f"{one.returncode} {error}")
    runs = os.path.join(folder, "out", "runs")
    tests.check(len(os.listdir(runs)) == 3 * n_replicates, f"left: {left_in(runs)}")
    tests.check(sorted(os.listdir(os.path.join(folder, "out"))) == ["by_name", "compare.h5", "runs", "runs.csv"],
                f"left: {os.listdir(os.path.join(folder, 'out'))}")
    alone = os.path.join(folder, "alone")
    done = call(*compare_words(sojourn, alone, n_replicates), timeout=600)
    tests.check(done.returncode == 0, done.stderr)
    same = raw(os.path.join(folder, "out", "compare.h5")) == raw(os.path.join(alone, "compare.h5"))
    tests.check(same, "the comparison of one that was never killed")
    for name in os.listdir(runs):
        with open(os.path.join(runs, name), "rb") as a, open(os.path.join(alone, "runs", name), "rb") as b:
            tests.check(a.read() == b.read(), f"{name}: byte for byte")
    tests.check(n_killed > n / 2, f"{n_killed} of {n} were at work")
    print(f"{n_killed} kills")


def test_branches_and_sensitivity(sojourn, shim, folder):
    """Pasts that runs share, and Sobol indices."""
    policy = os.path.join(folder, "policy.toml")
    with open(policy, "w", encoding="utf-8") as file:
        file.write("format_version = 1\nmodules.wage.b_wage = 0.5\n")
    several = ("--quiet", "--threads", "1", "--out", "")
    for name, result, n_runs, words in (
            ("branches", "compare.h5", 8,
             [sojourn, "compare", TWO, *DAYS, "--regime", "now=", "--regime", policy, "--branch-at", "2020-06-01",
              "--replicates", "4", *several]),
            ("sensitivity", "sensitivity.h5", 8,  # a setting alone: its points are those of both halves
             [sojourn, "sensitivity", TWO, *DAYS, "--vary", "modules.wage.b_wage=0.5..2", "--samples", "4", *several])):
        alone, out = os.path.join(folder, f"alone-{name}"), os.path.join(folder, name)
        done = call(*words[:-1], alone)
        tests.check(done.returncode == 0, f"{name}: {done.stderr}")
        os.mkdir(out)
        watched = [Watched([*words[:-1], out], out, number, shim) for number in range(3)]
        expect_shared(watched, is_key, n_runs, name)
        tests.check(raw(os.path.join(out, result)) == raw(os.path.join(alone, result)), f"{name}: as one alone")


def test_runs(sojourn, shim, folder):
    """Replicates and points of a sweep, each in a file of its own."""
    words = [sojourn, "run", TWO, "--set", "run.tick=day", "--ticks", "150", "--replicates", "3", "--vary",
             "modules.wage.b_wage=0.5,1", "--quiet", "--threads", "1", "--out"]
    alone, out = os.path.join(folder, "alone"), os.path.join(folder, "shared")
    names = [f"run-p{p}-{r}.h5" for p in (1, 2) for r in (1, 2, 3)]
    os.mkdir(alone), os.mkdir(out)
    done = call(*words, os.path.join(alone, "run.h5"))
    tests.check(done.returncode == 0, done.stderr)
    watched = [Watched([*words, os.path.join(out, "run.h5")], out, number, shim) for number in range(3)]
    expect_shared(watched, names.__contains__, len(names), "runs")
    made = sorted(name for name in os.listdir(out) if name.startswith("run"))
    tests.check(made == ["run-index.csv", *names], f"left: {made}")
    for name in names:
        tests.check(raw(os.path.join(out, name)) == raw(os.path.join(alone, name)), f"{name}: as one alone")
    with open(os.path.join(out, "run-index.csv"), "rb") as a, open(os.path.join(alone, "run-index.csv"), "rb") as b:
        tests.check(a.read() == b.read(), "the index")
    with open(os.path.join(out, "run-index.csv"), encoding="utf-8") as file:
        tests.check([row["file"] for row in csv.DictReader(file)] == names, "its rows")


def lease(path, age=0, **other):
    """A lease as another process would hold it. @param age [s] since it was renewed"""
    fields = {"host": "elsewhere", "table": "another,pid:[1]", "process": 7, "began": 1, "program": "x", **other}
    with open(path + ".lease", "w", encoding="utf-8") as file:
        file.write("sojourn lease, version 1\n" + "".join(f"{key} {value}\n" for key, value in fields.items()))
    at = time.time() - age
    os.utime(path + ".lease", (at, at))


def table_here():
    with open("/proc/sys/kernel/random/boot_id", encoding="utf-8") as file:
        return f"{file.read().strip()},{os.readlink('/proc/self/ns/pid')}"


def test_leases(sojourn, folder):
    """Who holds a lease is named and left alone; one that has ended or run out is taken over."""
    out = os.path.join(folder, "run.h5")
    words = [sojourn, "run", TWO, "--ticks", "20", "--quiet", "--out", out]
    here = {"host": socket.gethostname(), "table": table_here()}
    with open(f"/proc/{os.getpid()}/stat", encoding="utf-8") as file:
        began = file.read().rpartition(")")[2].split()[19]
    lives = {**here, "process": os.getpid(), "began": began}
    for what, fields, age, told in (
            ("of another machine", {}, 5, "process 7 on elsewhere, which showed life"),
            ("of this machine", lives, 5, f"process {os.getpid()} on "),
            ("of this machine, stopped for long", lives, 9999, f"process {os.getpid()} on ")):
        lease(out, age, **fields)
        for force in ((), ("--force",)):
            done = call(*words, *force)
            tests.check(done.returncode == 1 and out in done.stderr and told in done.stderr,
                        f"{what}: {done.returncode} {done.stderr}")
            tests.check(os.listdir(folder) == ["run.h5.lease"], f"{what}: {os.listdir(folder)}")
    for what, fields, age in (("of another machine, run out", {}, 200),
                              ("of a process that has ended", {**here, "process": 2**22 + 1}, 0),
                              ("of one that had the number before", {**lives, "began": 1}, 0)):
        lease(out, age, **fields)
        done = call(*words)
        tests.check(done.returncode == 0 and os.listdir(folder) == ["run.h5"], f"{what}: {done.stderr}")
        os.remove(out)
    for what, text in (("something else", "precious"), ("nothing yet", "")):
        with open(out + ".lease", "w", encoding="utf-8") as file:
            file.write(text)
        done = call(*words)
        tests.check(done.returncode == 1 and out in done.stderr, f"{what}: {done.returncode} {done.stderr}")
        tests.check(os.listdir(folder) == ["run.h5.lease"], f"{what}: it stays")
    os.utime(out + ".lease", (0, 0))
    tests.check(call(*words).returncode == 0, "of one that was killed before it could say who it is")


def test_leases_of_studies(sojourn, folder):
    """Others' runs are waited for; where they have run out they are made here; two versions do not mix."""
    alone, out = os.path.join(folder, "alone"), os.path.join(folder, "out")
    words = compare_words(sojourn, out, 2)
    call(*words[:-1], alone)
    runs = sorted(os.listdir(os.path.join(alone, "runs")))
    os.makedirs(os.path.join(out, "runs"))
    with open(os.path.join(out, "runs", "ours"), "w", encoding="utf-8"):
        pass
    # Held by a machine that does not answer any more: its time is over in three seconds.
    identity = program_of(sojourn, folder)
    lease(os.path.join(out, "runs", runs[0]), 118, program=identity)
    lease(os.path.join(out, "runs", runs[1]), 9999, program=identity)
    began = time.monotonic()
    done = call(*words)
    tests.check(done.returncode == 0 and time.monotonic() - began > 1.5, f"waited: {done.returncode} {done.stderr}")
    tests.check(done.stderr.count("taken over from process 7 on elsewhere") == 2, f"told: {done.stderr}")
    tests.check(raw(os.path.join(out, "compare.h5")) == raw(os.path.join(alone, "compare.h5")), "as one alone")
    # Another version at work: nothing is made, and nothing of it is touched.
    shutil.rmtree(out)
    os.makedirs(os.path.join(out, "runs"))
    lease(os.path.join(out, "runs", "0" * 36 + ".h5"), 3)
    done = call(*words)
    tests.check(done.returncode == 1 and "another version of this program is at work there: process 7 on elsewhere" in
                done.stderr, f"another version: {done.returncode} {done.stderr}")
    tests.check(os.listdir(os.path.join(out, "runs")) == ["0" * 36 + ".h5.lease"] and os.listdir(out) == ["runs"],
                "nothing was made")
    # One that comes to its end while another version has written its result.
    shutil.rmtree(out)
    lease(os.path.join(folder, "slow"), 0)
    os.makedirs(os.path.join(out, "runs"))
    lease(os.path.join(out, "compare.h5"), 60)
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        await_that(lambda: sum(name.endswith(".h5") for name in os.listdir(os.path.join(out, "runs"))) == 6, process)
        other = compare_words(sojourn, os.path.join(folder, "other"), 1, "--seed", "99")
        call(*other)
        shutil.copy(os.path.join(folder, "other", "compare.h5"), os.path.join(out, "compare.h5"))
        os.remove(os.path.join(out, "compare.h5.lease"))
        error = process.communicate(timeout=100)[1].decode()
    tests.check(process.returncode == 2 and "is finished, of other settings or of another program" in error,
                f"another's result: {process.returncode} {error}")
    same = raw(os.path.join(out, "compare.h5")) == raw(os.path.join(folder, "other", "compare.h5"))
    tests.check(same, "another's result stays")


def program_of(sojourn, folder):
    """What the program's leases say that it is."""
    out = os.path.join(folder, "program.h5")
    with subprocess.Popen([sojourn, "run", TWO, "--set", "run.tick=day", "--ticks", "3000", "--quiet", "--out", out],
                          stderr=subprocess.DEVNULL) as process:
        await_that(lambda: "program " in content(out + ".lease"), process)
        text = content(out + ".lease")
        process.kill()
    return text.partition("program ")[2].strip()


def content(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def test_lost(sojourn, folder):
    """A lease that somebody removed is made anew; who loses it to another ends, and gives nothing a name."""
    out = os.path.join(folder, "run.h5")
    words = [sojourn, "run", TWO, "--set", "run.tick=day", "--ticks", "2500", "--quiet", "--out", out]
    for taken in (False, True):
        with subprocess.Popen(words, stderr=subprocess.PIPE) as process:
            await_that(lambda: os.path.exists(out + ".part"), process)
            os.remove(out + ".lease")
            if taken:
                lease(out)
            error = process.communicate(timeout=100)[1].decode()
        if taken:
            tests.check(process.returncode == 1 and "another process has taken it over" in error,
                        f"taken over: {process.returncode} {error}")
            tests.check(not os.path.exists(out), "no file of its name")
        else:
            tests.check(process.returncode == 0 and os.listdir(folder) == ["run.h5"], f"removed: {error}")
            os.remove(out)


def held(runs):
    """Runs that are not made yet and that somebody holds."""
    names = os.listdir(runs)
    return [name for name in names if name.endswith(".lease") and name.removesuffix(".lease") not in names]


def test_stopped(sojourn, shim, folder):
    """Who is stopped (SIGSTOP) keeps its runs; the other waits for it."""
    out = os.path.join(folder, "out")
    os.mkdir(out)
    words = compare_words(sojourn, out, 2)
    watched = [Watched(words, out, 0, shim)]
    runs = os.path.join(out, "runs")
    await_that(lambda: os.path.isdir(runs) and held(runs), watched[0].process)
    watched[0].process.send_signal(signal.SIGSTOP)
    watched.append(Watched(words, out, 1, shim))
    time.sleep(2)
    tests.check(watched[1].process.poll() is None or not held(runs), f"the second waits: {os.listdir(runs)}")
    watched[0].process.send_signal(signal.SIGCONT)
    expect_shared(watched, is_key, 6, "stopped")


def test_no_locks(sojourn, nolock, folder):
    """On file systems without locks a run that was killed is gone on with, by its lease."""
    out, whole = os.path.join(folder, "run.h5"), os.path.join(folder, "whole.h5")
    words = [sojourn, "run", TWO, "--set", "run.tick=day", "--ticks", "1500", "--checkpoint-every", "50", "--quiet",
             "--out"]
    call(*words, whole)
    env = {**os.environ, "LD_PRELOAD": nolock, "LOCK_ERRNO": "37"}
    with subprocess.Popen([*words, out], stderr=subprocess.DEVNULL, env=env) as process:
        await_that(lambda: os.path.exists(out + ".checkpoint-before"), process)
        other = call(*words, out, env=env)
        tests.check(other.returncode == 1 and "another process is writing it" in other.stderr,
                    f"under way: {other.returncode} {other.stderr}")
        process.kill()
    done = call(*words, out, env=env)
    tests.check(done.returncode == 0 and os.path.exists(out) and raw(out) == raw(whole), f"gone on: {done.stderr}")
    tests.check(sorted(os.listdir(folder)) == ["run.h5", "whole.h5"], f"left: {os.listdir(folder)}")


def test_array(sojourn, folder):
    """The array script, under Slurm where it starts, else under a shell."""
    alone, out = os.path.join(folder, "alone"), os.path.join(folder, "out")
    words = compare_words(sojourn, "", 3)[1:]
    words = words[:words.index("--quiet")] + ["--out"]
    call(sojourn, *words, alone, "--quiet")
    batch = ["sbatch", "--array=1-3", "--cpus-per-task=1", "--wait", f"--output={folder}/job-%a.txt", ARRAY, *words, out]
    env = {**os.environ, "SOJOURN": sojourn, "SLURM_CPUS_PER_TASK": "1"}
    done = call(ONE_NODE, os.path.join(folder, "slurm"), *batch, env={"SOJOURN": sojourn})
    if done.returncode == 77:
        print("slurmctld and slurmd are not here, or do not start: the array runs under a shell")
        jobs = [subprocess.Popen(["sh", ARRAY, *words, out], env=env, stderr=subprocess.PIPE) for _ in range(3)]
        for job in jobs:
            error = job.communicate(timeout=300)[1].decode()
            tests.check(job.returncode == 0 and not error, f"a job: {job.returncode} {error}")
    else:
        print("the array ran under Slurm")
        tests.check(done.returncode == 0, f"sbatch: {done.returncode} {done.stdout} {done.stderr}")
    tests.check(raw(os.path.join(out, "compare.h5")) == raw(os.path.join(alone, "compare.h5")), "as one alone")
    tests.check(not left_in(os.path.join(out, "runs")), f"left: {left_in(os.path.join(out, 'runs'))}")


def main(sojourn, shim, nolock, n_kills=20, n_pairs=2, *chosen):
    sojourn, shim, nolock = os.path.abspath(sojourn), os.path.abspath(shim), os.path.abspath(nolock)
    for test, *more in ((test_pairs, shim), (test_kills,), (test_branches_and_sensitivity, shim), (test_runs, shim),
                        (test_leases,), (test_leases_of_studies,), (test_lost,), (test_stopped, shim),
                        (test_no_locks, nolock), (test_array,)):
        if chosen and test.__name__ not in chosen:
            continue
        began = time.monotonic()
        with scratch() as folder:
            folder = os.path.realpath(folder)
            last = {test_pairs: (int(n_pairs),), test_kills: (int(n_kills),)}.get(test, ())
            test(sojourn, *more, folder, *last)
        print(f"{test.__name__}: {time.monotonic() - began:.1f} s", flush=True)
    tests.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
