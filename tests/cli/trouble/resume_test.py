#!/usr/bin/python3
"""Runs that were killed or interrupted go on: the file is that of the run that was never stopped.

usage: resume_test.py SOJOURN [KILLS]
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, await_that, call, scratch
from run_bytes import raw

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "..", "scenarios")
TWO = os.path.join(SCENARIOS, "two_countries.toml")
TRANSITS = os.path.join(SCENARIOS, "two_transits.toml")
REGIME = os.path.join(SCENARIOS, "regimes", "bilateral.toml")
tests = Tests()

# By days, by months with states that bargain, and over the beginning of a regime.
RUNS = (
    (TWO, "--set", "run.tick=day", "--ticks", "300"),
    (TRANSITS, "--set", "run.persons_per_agent=5000", "--ticks", "80", "--overlay", REGIME),
    (TRANSITS, "--set", "run.persons_per_agent=5000", "--ticks", "80", "--regime", REGIME,
     "--regime-from", "2016-06"),
)


def beside(out):
    """What lies beside a run file, without its name."""
    folder, name = os.path.split(out)
    return sorted(file[len(name):] for file in os.listdir(folder) if file.startswith(name))


def gone_on_after(done):
    """The ticks that were done, or 0 for a run that began anew."""
    found = re.search(r"going on after (\d+) of", done.stderr)
    return int(found.group(1)) if found else 0


def kill(words, wait, out=None):
    """Kills a command after so many seconds, of `out` from its first checkpoint on; whether it was still going."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while out is not None and process.poll() is None and ".checkpoint" not in beside(out):
            time.sleep(0.001)
        time.sleep(wait)
        process.kill()
    return process.returncode == -signal.SIGKILL


def stopped(words, number):
    """Sends a signal to a run that has done some ticks. @return its status"""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        for line in process.stderr:
            if b" ticks" in line:
                process.send_signal(number)
                break
        process.stderr.read()
    return process.returncode


def killed_with_two(words, out, folder):
    """Kills a run when it has two checkpoints. @return its files, to be laid down again"""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        await_that(lambda: ".checkpoint-before" in beside(out), process)
        process.kill()
    tests.check(process.returncode == -signal.SIGKILL, "it was killed under way")
    kept = os.path.join(folder, "kept")
    os.mkdir(kept)
    for ending in beside(out):
        shutil.copy(out + ending, os.path.join(kept, "run.h5" + ending))
    return kept


def lay_down(kept, folder):
    for name in os.listdir(folder):
        if name.startswith("run.h5"):
            os.remove(os.path.join(folder, name))
    for name in os.listdir(kept):
        shutil.copy(os.path.join(kept, name), folder)


def test_kills(sojourn, folder, n):
    """SIGKILL at random moments, of start and tick alike; twice in a row every other time; the same command, or `resume`."""
    chance = random.Random(1)
    wholes, lasts = [], []
    for number, run in enumerate(RUNS):
        wholes.append(os.path.join(folder, f"whole{number}.h5"))
        began = time.monotonic()
        done = call(sojourn, "run", *run, "--out", wholes[-1], "--quiet")
        lasts.append(time.monotonic() - began)
        tests.check(done.returncode == 0 and not done.stderr, f"{run}: {done.stderr}")
    contents = [raw(whole) for whole in wholes]
    out = os.path.join(folder, "run.h5")
    n_killed = n_gone_on = 0
    for k in range(n):
        which = k % len(RUNS)
        words = [sojourn, "run", *RUNS[which], "--out", out, "--checkpoint-every",
                 str(chance.choice((1, 3, 7, 20))), "--threads", str(1 + k % 2)]
        for _ in range(1 + k % 2):
            if not os.path.exists(out):
                began = k % 4 > 1  # what a machine takes to start says nothing of when it has a checkpoint
                n_killed += kill(words, chance.uniform(0, lasts[which] / (8 if began else 1)), out if began else None)
        if not os.path.exists(out):
            with_resume = k % 4 > 1 and ".checkpoint" in beside(out)
            words = [sojourn, "resume", out, "--threads", str(2 - k % 2)] if with_resume else words
            done = call(*words)
            tests.check(done.returncode == 0, f"kill {k}, {words}: {done.returncode} {done.stderr}")
            n_gone_on += gone_on_after(done) > 0
            tests.check(beside(out) == [""], f"kill {k}: left {beside(out)}")
        tests.check(raw(out) == contents[which], f"kill {k}, {words}: not the run that was never killed")
        for ending in beside(out):
            os.remove(out + ending)
    print(f"{n_killed} kills, {n_gone_on} runs went on from a checkpoint")
    tests.check(n_killed > n / 2 and n_gone_on > n / 5, f"{n_killed} kills, {n_gone_on} went on")


def test_signals(sojourn, folder):
    """Asked to stop, a run leaves a file with what was done, and goes on, with or without its scenario."""
    scenario = os.path.join(folder, "mine.toml")
    shutil.copy(TWO, scenario)
    run = (scenario, "--set", "run.tick=day", "--ticks", "8000")  # it lasts for several lines of progress
    whole, out = os.path.join(folder, "whole.h5"), os.path.join(folder, "run.h5")
    call(sojourn, "run", *run, "--out", whole, "--quiet")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
        words = [sojourn, "run", *run, "--out", out, "--checkpoint-every", "never"]
        tests.check(stopped(words, number) == 130, f"{number}: status")
        left = set(beside(out)) - {".checkpoint-before"}
        tests.check(left == {"", ".checkpoint", ".rows"}, f"{number}: {left}")
        info = call(sojourn, "info", out)
        tests.check("unfinished: " in info.stdout, f"{number}: {info.stdout}")
    for words in (("run", *run, "--out", out), ("resume", out)):
        if words[0] == "resume":
            stopped([sojourn, "run", *run, "--out", out], signal.SIGTERM)
            os.remove(scenario)
        done = call(sojourn, *words)
        tests.check(done.returncode == 0 and gone_on_after(done) > 0, f"{words[0]}: {done.stderr}")
        tests.check(raw(out) == raw(whole) and beside(out) == [""], f"{words[0]}: {beside(out)}")
        if words[0] == "run":
            again = call(sojourn, "resume", out)
            tests.check(again.returncode == 0 and "is whole" in again.stderr, f"whole: {again.stderr}")
            os.remove(out)


def test_damage(sojourn, folder):
    """A checkpoint that is cut off, changed or of something else is refused, and the one before taken."""
    chance = random.Random(2)
    whole, out = os.path.join(folder, "whole.h5"), os.path.join(folder, "run.h5")
    run = (*RUNS[1], "--checkpoint-every", "4")
    call(sojourn, "run", *run, "--out", whole, "--quiet")
    content = raw(whole)
    other = os.path.join(folder, "other.h5")
    foreign = killed_with_two([sojourn, "run", *RUNS[0], "--out", other, "--checkpoint-every", "9"],
                              other, folder)
    shutil.move(foreign, os.path.join(folder, "foreign"))
    kept = killed_with_two([sojourn, "run", *run, "--out", out], out, folder)
    done = call(sojourn, "run", *run, "--out", out)
    newest = gone_on_after(done)
    tests.check(newest > 4 and raw(out) == content, f"undamaged: {done.stderr}")

    def cut(data):
        return data[:chance.randrange(len(data))]

    def flipped(data):
        at = chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1:]

    def of_another(_):
        with open(os.path.join(folder, "foreign", "run.h5.checkpoint"), "rb") as file:
            return file.read()

    def spoil(ending, how):
        with open(out + ending, "rb") as file:
            data = file.read()
        with open(out + ending, "wb") as file:
            file.write(how(data))

    for how in (cut, flipped, of_another) * 5:
        lay_down(kept, folder)
        spoil(".checkpoint", how)
        done = call(sojourn, "run", *run, "--out", out)
        tests.check(done.returncode == 0 and gone_on_after(done) == newest - 4 and "warning: " in done.stderr,
                    f"{how.__name__}: {done.returncode} {done.stderr}")
        tests.check(raw(out) == content and beside(out) == [""], f"{how.__name__}: {beside(out)}")
    for endings in ((".checkpoint", ".checkpoint-before"), (".rows",)):
        lay_down(kept, folder)
        for ending in endings:
            spoil(ending, lambda data: data[:60])
        done = call(sojourn, "resume", out)
        tests.check(done.returncode == 2 and "no checkpoint" in done.stderr, f"{endings}: {done.stderr}")
        done = call(sojourn, "run", *run, "--out", out)
        tests.check(done.returncode == 0 and gone_on_after(done) == 0, f"{endings}: {done.stderr}")
        tests.check(raw(out) == content, f"{endings} damaged: begun anew")

    # Of another run alone: nothing is lost that was not asked for.
    lay_down(kept, folder)
    done = call(sojourn, "run", *run, "--seed", "7", "--out", out)
    tests.check(done.returncode == 2 and "with other settings" in done.stderr, f"another run: {done.stderr}")
    tests.check(".checkpoint" in beside(out), "the checkpoint is kept")
    done = call(sojourn, "run", *run, "--out", out)
    tests.check(gone_on_after(done) == newest and raw(out) == content, f"still goes on: {done.stderr}")
    lay_down(kept, folder)
    done = call(sojourn, "run", *run, "--seed", "7", "--out", out, "--force")
    tests.check(done.returncode == 0 and gone_on_after(done) == 0 and beside(out) == [""],
                f"forced: {done.stderr}")


def test_not_ours(sojourn, folder):
    """Files of the names of checkpoints that no run left stay."""
    out = os.path.join(folder, "run.h5")
    for ending in (".rows", ".checkpoint", ".checkpoint-before", ".checkpoint.part"):
        with open(out + ending, "w", encoding="utf-8") as file:
            file.write("precious")
        done = call(sojourn, "run", *RUNS[0], "--out", out, "--checkpoint-every", "50", "--quiet")
        with open(out + ending, encoding="utf-8") as file:
            tests.check(file.read() == "precious", f"{ending} stays")
        tests.check(ending in done.stderr, f"{ending} is named: {done.stderr}")
        for name in beside(out):
            os.remove(out + name)
    for wrong in ("0", "1.5", "-3", "10h", "min", "nan", ""):
        done = call(sojourn, "run", TWO, "--out", out, "--checkpoint-every", wrong)
        tests.check(done.returncode == 2 and "--checkpoint-every" in done.stderr and not beside(out),
                    f"{wrong!r}: {done.stderr}")


def test_study(sojourn, folder):
    """Of several runs those that are whole are kept, the others done, and nothing else is replaced."""
    words = [sojourn, "run", TWO, "--set", "run.tick=day", "--ticks", "400", "--replicates", "2",
             "--vary", "modules.wage.b_wage=0.5,1", "--checkpoint-every", "30"]
    names = [f"run-p{p}-{r}.h5" for p in (1, 2) for r in (1, 2)]
    os.mkdir(os.path.join(folder, "whole"))
    call(*words, "--out", os.path.join(folder, "whole", "run.h5"))
    with subprocess.Popen([*words, "--out", os.path.join(folder, "run.h5")], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        await_that(lambda: os.path.exists(os.path.join(folder, "run-p2-1.h5.checkpoint")), process)
        process.kill()
    made = os.stat(os.path.join(folder, names[0])).st_mtime_ns
    done = call(*words, "--out", os.path.join(folder, "run.h5"))
    tests.check(done.returncode == 0 and gone_on_after(done) > 0, f"again: {done.returncode} {done.stderr}")
    tests.check(os.stat(os.path.join(folder, names[0])).st_mtime_ns == made, "the first point is kept")
    tests.check(done.stderr.count("is kept") == 2, f"two are kept: {done.stderr}")
    for name in names:
        tests.check(raw(os.path.join(folder, name)) == raw(os.path.join(folder, "whole", name)), name)
    left = sorted(name for name in os.listdir(folder) if name.startswith("run"))
    tests.check(left == ["run-index.csv", *names], f"{left}")

    # Something else in the place of the last one is found before the first runs.
    for name in names[:3]:
        os.remove(os.path.join(folder, name))
    for lacking in ("--seed", "7"), ("--set", "run.persons_per_agent=2"):
        done = call(*words, *lacking, "--out", os.path.join(folder, "run.h5"))
        tests.check(done.returncode == 2 and "run-p2-2.h5 exists already" in done.stderr,
                    f"{lacking}: {done.returncode} {done.stderr}")
        tests.check(not os.path.exists(os.path.join(folder, names[0])), "nothing was run")


def main(sojourn, n_kills=20):
    sojourn = os.path.abspath(sojourn)
    with scratch() as folder:
        test_kills(sojourn, folder, int(n_kills))
    for test in (test_signals, test_damage, test_not_ours, test_study):
        with scratch() as folder:
            test(sojourn, folder)
    tests.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
