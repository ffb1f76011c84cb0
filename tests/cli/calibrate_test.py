#!/usr/bin/env python3
"""`sojourn calibrate`: finds the settings of a world whose truth is known, goes on after a stop, tells what is wrong.

usage: calibrate_test.py SOJOURN
"""

import csv
import os
import signal
import subprocess
import sys
import time

import h5py

from command import Tests, call, scratch

tests = Tests()

# Deaths at home follow `mortality` and nothing else, who leaves follows `h0`.
WORLD = """format_version = 1
[run]
start = "2010-01"
ticks = 12
seed = 7
persons_per_agent = 20
[[country]]
id = "A"
population = 2_000_000
gdp_per_capita = 9000
[[country]]
id = "B"
population = 500_000
gdp_per_capita = 30000
longitude = 5
[[corridor]]
from = "A"
to = "B"
[modules.intention]
h0 = {h0}
[modules.vital_rates]
mortality = {mortality}
"""
H0, MORTALITY = 3e-4, 1.4
ALL = ("--search", "40", "--posterior", "8", "--profile", "1")
FITS = ("--fit", "modules.intention.h0=0.00005..0.001", "--fit", "modules.vital_rates.mortality=0.5..3")


def save(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return file.read()


def table(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth(sojourn, folder):
    """Departures from A and deaths in A in the year, by the settings that are to be found."""
    scenario, out = save(folder, "truth.toml", WORLD.format(h0=H0, mortality=MORTALITY)), os.path.join(folder, "truth.h5")
    done = call(sojourn, "run", scenario, "--out", out, "--quiet", "--force")
    tests.check(done.returncode == 0, done.stderr)
    with h5py.File(out) as file:
        at = lambda axis: [one.decode() for one in file[axis][:]].index("A")
        return file["departures"][:, at("origin")].sum(), file["deaths"][:, at("place")].sum()


def prepared(sojourn, folder):
    left, died = truth(sojourn, folder)
    scenario = save(folder, "world.toml", WORLD.format(h0=1e-4, mortality=1))
    targets = save(folder, "targets.csv", f"outcome,value,error\ndepartures[origin=A],{left},{0.02 * left}\n"
                                          f"deaths[place=A],{died},{0.02 * died}\n")
    return scenario, targets


def words(scenario, targets, out, *more):
    return ["calibrate", scenario, "--targets", targets, *FITS, "--out", out, "--threads", "2", *more]


def test_truth(sojourn, folder):
    """With the seed of the truth its distance is 0; the search comes to it, and the posterior holds it."""
    scenario, targets = prepared(sojourn, folder)
    out = os.path.join(folder, "fit")
    done = call(sojourn, *words(scenario, targets, out, *ALL))
    tests.check(done.returncode == 0 and "the best is" in done.stdout, done.stdout + done.stderr)
    trials = table(out, "log.csv")
    best = min(trials, key=lambda row: float(row["distance"]))
    tests.check(float(best["distance"]) < 0.5, f"within half an error: {best}")
    for path, true in (("modules.intention.h0", H0), ("modules.vital_rates.mortality", MORTALITY)):
        tests.check(abs(float(best[path]) / true - 1) < 0.05, f"{path}: {best[path]}, {true}")
        tests.check(f"{path} = {best[path]}\n" in read(out, "best.toml"), f"{path} in best.toml")
        points = table(out, "posterior.csv")
        low, high = (f(float(row[path]) for row in points) for f in (min, max))
        tests.check(len(points) == 8 and low < true < high, f"{path}: {low} to {high} hold {true}")
        held = [row for row in table(out, "profile.csv") if row["setting"] == path]
        tests.check(len(held) == 1, f"{path}: {held}")
    tests.check(abs(sum(float(row["weight"]) for row in points) - 1) < 1e-6, "weights")
    there = call(sojourn, "check", scenario, "--overlay", os.path.join(out, "best.toml"))
    tests.check(there.returncode == 0, there.stderr)
    before, n_runs = read(out, "log.csv"), len(os.listdir(os.path.join(out, "runs")))
    again = call(sojourn, *words(scenario, targets, out, *ALL))
    tests.check(again.returncode == 0 and again.stdout == done.stdout and read(out, "log.csv") == before, "the same again")
    tests.check(len(os.listdir(os.path.join(out, "runs"))) == n_runs, "without a run")
    other = call(sojourn, "calibrate", scenario, "--targets", targets, "--fit", "modules.intention.gamma=0..1", "--out", out)
    tests.check(other.returncode == 2 and "is of a calibration of other settings" in other.stderr and "--force overwrites it" in other.stderr, other.stderr)


def test_kept(sojourn, folder):
    """What is read, what somebody else wrote, and what another calibration found stay as they are."""
    left, died = 100, 200
    scenario = save(folder, "world.toml", WORLD.format(h0=1e-4, mortality=1))
    rows = f"outcome,value,error\ndepartures[origin=A],{left},5\ndeaths[place=A],{died},5\n"
    targets = save(folder, "targets.csv", rows)

    def refused(out, wanted, *more, targets=targets, fits=FITS):
        before = {name: read(out, name) for name in os.listdir(out) if name != "runs"}
        done = call(sojourn, "calibrate", scenario, "--targets", targets, *fits, "--out", out, "--search", "2", *more)
        tests.check(done.returncode == 2 and wanted in done.stderr, f"{wanted!r} in {done.returncode} {done.stderr}")
        tests.check(before == {name: read(out, name) for name in os.listdir(out) if name != "runs"}, f"{wanted}: files are as they were")

    for name, text in (("best.toml", "run.seed = 3\n"), ("posterior.csv", rows), ("profile.csv", "mine\n"), ("log.csv", "mine\n"),
                       ("subject.csv", "mine\n")):
        own = os.path.join(folder, name + "-own")
        os.mkdir(own)
        path = save(own, name, text)
        refused(own, "--force overwrites it")
        if name == "best.toml":
            refused(own, "would replace the input", "--overlay", path, "--force")
        if name == "posterior.csv":
            refused(own, "would replace the input", "--force", targets=path)
    out = os.path.join(folder, "out")
    most = ("--search", "2", "--posterior", "2", "--profile", "1")
    done = call(sojourn, *words(scenario, targets, out, *most))
    tests.check(done.returncode == 0 and os.path.exists(os.path.join(out, "posterior.csv")), done.stderr)
    other = "is of a calibration of other settings"
    refused(out, other, targets=save(folder, "other.csv", rows.replace(",5\n", ",6\n")))
    refused(out, other, fits=(*FITS[:3], "modules.vital_rates.mortality=0.5..4"))
    refused(out, other, fits=FITS[:2])
    refused(out, other, "--set", "run.seed=8")
    done = call(sojourn, *words(scenario, targets, out, "--search", "2", "--set", "run.seed=8", "--force"))
    tests.check(done.returncode == 0, done.stderr)
    tests.check(sorted(os.listdir(out)) == ["best.toml", "log.csv", "runs", "subject.csv"], f"nothing stale: {os.listdir(out)}")


def test_tables(sojourn, folder):
    """A calibration of a world whose tables hold something else now is another."""
    head, _, tail = WORLD.format(h0=1e-4, mortality=1).partition("[[country]]")
    modules = tail[tail.index("[[corridor]]"):]
    scenario = save(folder, "world.toml", f'{head}[world]\ncountries = "countries.csv"\n{modules}')
    people = "id,population,gdp_per_capita,longitude\nA,2000000,9000,0\nB,500000,{},5\n"
    targets = save(folder, "targets.csv", "outcome,value,error\ndeaths[place=A],2000,50\n")
    out = os.path.join(folder, "out")
    for income, status in ((30000, 0), (30000, 0), (31000, 2)):
        save(folder, "countries.csv", people.format(income))
        done = call(sojourn, *words(scenario, targets, out, "--search", "2"))
        tests.check(done.returncode == status, f"{income}: {done.returncode} {done.stderr}")
    tests.check("or of another scenario" in done.stderr, done.stderr)


def test_stopped(sojourn, folder):
    """A calibration that is stopped goes on to the same log."""
    scenario, targets = prepared(sojourn, folder)
    one, other = (os.path.join(folder, name) for name in ("whole", "stopped"))
    tests.check(call(sojourn, *words(scenario, targets, one, "--search", "8", "--replicates", "2")).returncode == 0, "a whole one")
    process = subprocess.Popen([sojourn, *words(scenario, targets, other, "--search", "8", "--replicates", "2")], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    log = os.path.join(other, "log.csv")
    for _ in range(600):
        if os.path.exists(log) and len(read(other, "log.csv").splitlines()) > 2:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=120)[1].decode()
    tests.check(process.returncode == 130 and "goes on" in said, f"{process.returncode} {said}")
    tests.check(not os.path.exists(os.path.join(other, "best.toml")), "nothing half-done")
    tests.check(call(sojourn, *words(scenario, targets, other, "--search", "8", "--replicates", "2")).returncode == 0, "it goes on")
    tests.check(read(other, "log.csv") == read(one, "log.csv"), "to the same log")


def test_faults(sojourn, folder):
    scenario = save(folder, "world.toml", WORLD.format(h0=1e-4, mortality=1))
    good = save(folder, "good.csv", "outcome,value,error\ndeaths[place=A],5,1\n")
    out = os.path.join(folder, "out")
    fit = ("--fit", "modules.intention.h0")

    def refused(wanted, *words, trials="2"):
        done = call(sojourn, "calibrate", scenario, "--out", out, "--search", trials, *words)
        tests.check(done.returncode == 2 and wanted in done.stderr, f"{wanted!r} in {done.returncode} {done.stderr}")
        tests.check(not os.path.exists(os.path.join(out, "best.toml")), f"{wanted}: something is written")

    for text, wanted in (("outcome,value,error\ndeths[place=A],5,1\n", "bad.csv:2:1: "),
                         ("outcome,value,error\n\"deaths[place=AA]\",5,1\n", "bad.csv:2:1: "),
                         ("outcome,value,error\narrival,5,1\n", 'bad.csv:2:1: there is no outcome "arrival", nearest known: "arrivals"'),
                         ("outcome,value,error\ndeaths[place=A],5,-1\n", "bad.csv:2:19: target.error: expected a number above 0"),
                         ("outcome,year,value,error\ndeaths[place=A],2015,5,1\n", "bad.csv:2:1: the runs do not have the year 2015: they have 2010 to 2010"),
                         ("outcome,value,erorr\ndeaths[place=A],5,1\n", "erorr")):
        refused(wanted, "--targets", save(folder, "bad.csv", text), *fit)
    refused("No such file", "--targets", os.path.join(folder, "none.csv"), *fit)
    refused("expected at least one setting", "--targets", good)
    refused('modules.intention.h1: unknown setting, nearest known: "h0"', "--targets", good, "--fit", "modules.intention.h1")
    refused('unknown module, nearest known: "intention"', "--targets", good, "--fit", "modules.intentoin.h0")
    refused("expected a range", "--targets", good, "--fit", "run.seed")
    refused("expected a range", "--targets", good, "--fit", "modules.intention.h0=1,2")
    tests.check(not os.path.exists(out), "faults are told before the first run")
    refused("--fit: modules.intention.h0=2..1", "--targets", good, "--fit", "modules.intention.h0=2..1")
    refused("--fit: modules.intention.h0: is varied twice", "--targets", good, *fit, *fit)
    refused("there is nothing to do", "--targets", good, *fit, trials="0")


def main(sojourn):
    for test in (test_truth, test_kept, test_tables, test_stopped, test_faults):
        with scratch() as folder:
            test(os.path.abspath(sojourn), folder)
    tests.end()


if __name__ == "__main__":
    main(sys.argv[1])
