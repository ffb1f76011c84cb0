#!/usr/bin/python3
"""`sojourn compare` and `sojourn sensitivity`: equal bytes for any number of threads and after
interruption, branches that equal single runs, regimes that equal themselves, and bad input.

usage: compare_test.py SOJOURN [TEST]...
"""

import csv
import glob
import math
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

import h5py
import numpy

from command import Tests, call, scratch

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "scenarios")
WORLD = os.path.join(SCENARIOS, "two_transits.toml")
SMALL = ("--set", "run.persons_per_agent=5000", "--ticks", "72", "--allow-files", SCENARIOS)
REGIMES = {name: os.path.join(SCENARIOS, "regimes", name + ".toml")
           for name in ("unilateral", "bilateral", "free_movement", "hard_convention",
                        "soft_compact", "south_south", "mixed")}
tests = Tests()


def regimes(*names):
    return [word for name in names for word in ("--regime", REGIMES.get(name, name))]


def compare(sojourn, out, *words, status=0, scenario=WORLD, small=SMALL):
    done = call(sojourn, "compare", scenario, *small, "--quiet", "--out", out, *words)
    tests.check(done.returncode == status, f"compare {words}: {done.returncode} {done.stderr}")
    return os.path.join(out, "compare.h5")


def contents(path):
    """Everything but provenance: attributes and cells, NaN equal to NaN."""
    found = {}

    def visit(name, item):
        if name.split("/")[0] == "provenance":
            return
        for key, value in item.attrs.items():
            if key not in ("REFERENCE_LIST", "DIMENSION_LIST"):
                found[f"{name}@{key}"] = repr(value)
        if isinstance(item, h5py.Dataset):
            cells = item[...]
            found[name] = (item.shape, item.dtype.str,
                           repr(cells.tolist()) if cells.dtype.kind == "O" else cells.tobytes())

    with h5py.File(path, "r") as file:
        for key, value in file.attrs.items():
            found[f"@{key}"] = repr(value)
        file.visititems(visit)
    return found


def equal(a, b, what):
    a, b = contents(a), contents(b)
    differing = [key for key in {**a, **b} if a.get(key) != b.get(key)]
    tests.check(not differing, f"{what}: {differing[:5]}")


def cells(path, name):
    with h5py.File(path, "r") as file:
        return file[name][...]


def column(path, outcome):
    """[regime, replicate]"""
    names = [name.decode() for name in cells(path, "outcome")]
    return cells(path, "outcomes")[:, :, names.index(outcome)]


def test_threads_and_resumption(sojourn, folder):
    words = (*regimes("unilateral", "bilateral", "mixed"), "--replicates", "3")
    one = compare(sojourn, f"{folder}/one", *words, "--threads", "1")
    many = compare(sojourn, f"{folder}/many", *words, "--threads", "7")
    equal(one, many, "one thread and seven")
    runs = sorted(glob.glob(f"{folder}/one/runs/*.h5"))
    tests.check(len(runs) == 9, f"{len(runs)} runs")
    # What is missing is run again, and nothing else.
    before = {run: os.stat(run).st_mtime_ns for run in runs}
    for run in runs[::4]:
        os.remove(run)
    os.remove(one)
    done = call(sojourn, "compare", WORLD, *SMALL, *words, "--out", f"{folder}/one")
    tests.check("6 of 9 runs are finished already" in done.stderr, done.stderr)
    equal(one, many, "with three runs missing")
    kept = [run for run in runs if os.stat(run).st_mtime_ns == before[run]]
    tests.check(len(kept) == 6, f"{len(kept)} runs were kept")
    with h5py.File(one, "r") as file:
        tests.check(file.attrs["complete"] == 1, "complete")
        tests.check(list(file["seed"]) == [1, 2, 3], "seeds")


def test_interruption(sojourn, folder):
    interrupt_and_resume(sojourn, f"{folder}/plain")
    interrupt_and_resume(sojourn, f"{folder}/branch", "--branch-at", "2018-01")


def interrupt_and_resume(sojourn, folder, *more):
    words = [sojourn, "compare", WORLD, "--set", "run.persons_per_agent=500", "--ticks", "120",
             *regimes("unilateral", "bilateral"), "--replicates", "3", "--threads", "2", *more,
             "--out", f"{folder}/cut"]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not glob.glob(f"{folder}/cut/runs/*.h5") and time.monotonic() < deadline:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=120)
    n_done = len(glob.glob(f"{folder}/cut/runs/*.h5"))
    if tests.check(child.returncode == 130, f"status {child.returncode} {err}"):
        tests.check(0 < n_done < 6, f"{n_done} runs finished before the interruption")
        tests.check(f"{n_done} of 6 runs are finished; the others are left out." in out.decode(),
                    "the table says what it is of")
        with h5py.File(f"{folder}/cut/compare.h5", "r") as file:
            missing = numpy.isnan(file["outcomes"][...]).all(axis=2).sum()
            tests.check(missing == 6 - n_done, f"{missing} runs are NaN, {n_done} done")
            tests.check(file.attrs["complete"] == 0, "incomplete")
    again = call(*words)
    tests.check(again.returncode == 0, again.stderr)
    words[-1] = f"{folder}/whole"
    call(*words)
    equal(f"{folder}/cut/compare.h5", f"{folder}/whole/compare.h5", "after interruption")


def outcomes_of_run(path, first):
    """Some outcomes from a run file, worked out anew: [tick] -> mean over ticks from `first`."""
    with h5py.File(path, "r") as file:
        stocks = file["stocks"][...]  # time, residence, citizenship, status
        status = [name.decode() for name in file["status"]]
        channels = [name.decode() for name in file["channel"]]
        n = stocks.shape[1]
        foreign = 1 - numpy.eye(n)
        irregular = (stocks[..., status.index("irregular")] * foreign).sum(axis=(1, 2))
        arrivals = file["arrivals"][...]  # time, citizenship, destination, channel
        arrivals = numpy.delete(arrivals, channels.index("return"), axis=3).sum(axis=3)
        series = {
            "irregular_stock": irregular,
            "arrivals": 12 * (arrivals * foreign).sum(axis=(1, 2)),
            "deaths": 12 * file["crossing_deaths"][...].sum(axis=1),
            "payments": numpy.maximum(0, -file["transfers"][...]).sum(axis=1) / 1e9,
            "openness": file["openness"][...].mean(axis=1),
        }
        return {name: values[first:].mean() for name, values in series.items()}


def test_one_replicate(sojourn, folder):
    """Means and differences, and no word of what chance might do."""
    done = call(sojourn, "compare", WORLD, *SMALL, *regimes("unilateral", "bilateral"),
                "--replicates", "1", "--out", f"{folder}/one")
    tests.check(done.returncode == 0, done.stderr)
    tests.check("One replicate tells nothing of chance: no intervals, no signs." in done.stdout,
                done.stdout)
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith("  bilateral")]
    tests.check(rows and all(len(row) == 5 and row[2] == row[4] == "-" for row in rows), f"{rows}")
    tests.check("nan" not in done.stdout, "no NaN is printed")


def test_disk_full(sojourn, folder):
    """Runs that cannot be written are named; what is there stays whole, and is gone on from."""
    words = ("compare", WORLD, *SMALL, *regimes("unilateral"), "--replicates", "1",
             "--out", f"{folder}/full")
    limited = lambda size: (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    done = call(sojourn, *words, preexec_fn=limited(4096))
    tests.check(done.returncode == 1 and "unilateral, replicate 1: cannot write" in done.stderr,
                f"no room for a run: {done.returncode} {done.stderr}")
    tests.check(glob.glob(f"{folder}/full/runs/*") == [], "nothing is left")
    tests.check(call(sojourn, *words).returncode == 0, "with room")
    for name in ("compare.h5", "runs.csv"):
        os.remove(f"{folder}/full/{name}")
    done = call(sojourn, *words, preexec_fn=limited(4096))
    tests.check(done.returncode == 1 and "cannot write" in done.stderr and
                "compare.h5" in done.stderr, f"no room for the result: {done.stderr}")
    tests.check(len(glob.glob(f"{folder}/full/runs/*.h5")) == 1 and
                sorted(os.listdir(f"{folder}/full")) == ["by_name", "runs"], "the run stays")
    done = call(sojourn, *words)
    tests.check(done.returncode == 0 and "1 of 1 runs are finished already" in done.stderr,
                done.stderr)


def test_branches(sojourn, folder):
    """Forked regimes equal runs of one regime each, by compare and by run."""
    words = ("--branch-at", "2018-07", "--set", "modules.containment_deals.friction=0.003")
    base = os.path.join(folder, "base.toml")
    with open(base, "w", encoding="utf-8") as file:
        file.write(f'format_version = 1\ninclude = "{WORLD}"\n'
                   "[modules.containment_deals]\nenabled = false\n")
    names = ("unilateral", "bilateral", "mixed", "hard_convention", "soft_compact", "south_south")
    together = compare(sojourn, f"{folder}/fork", *words, *regimes("now=", *names),
                       "--replicates", "2", scenario=base)
    threads = compare(sojourn, f"{folder}/fork3", *words, *regimes("now=", *names),
                      "--replicates", "2", "--threads", "3", scenario=base)
    equal(together, threads, "branches on other threads")
    everything = cells(together, "outcomes")
    for i, name in enumerate(names, start=1):
        alone = compare(sojourn, f"{folder}/alone{name}", *words, *regimes(name),
                        "--replicates", "2", scenario=base)
        tests.check(numpy.array_equal(cells(alone, "outcomes")[0], everything[i], equal_nan=True),
                    f"{name} alone and beside others")
        run = f"{folder}/{name}.h5"
        done = call(sojourn, "run", base, *SMALL, "--quiet", *words[2:], "--regime", REGIMES[name],
                    "--regime-from", "2018-07", "--out", run, "--threads", "2")
        tests.check(done.returncode == 0, done.stderr)
        for outcome, value in outcomes_of_run(run, 42).items():
            found = column(together, outcome)[i, 0]
            tests.check(math.isclose(found, value, rel_tol=1e-12, abs_tol=1e-12),
                        f"{name} {outcome}: {found} compared, {value} run")
    tests.check(column(together, "payments")[2, 0] > 0, "bilateral regimes pay")
    tests.check(column(together, "payments")[0, 0] == 0, "the scenario as it is does not")
    compliance = column(together, "compliance")[:, 0]
    tests.check((~numpy.isnan(compliance)).tolist() == [name in ("mixed", "soft_compact") for name
                                                        in ("now", *names)], f"{compliance}")
    tests.check(column(together, "forums")[:, 0].astype(bool).tolist() ==
                [name in ("mixed", "hard_convention") for name in ("now", *names)], "forums")
    # From the start there is nothing to share, and it is another comparison.
    whole = compare(sojourn, f"{folder}/whole", *regimes("unilateral", "bilateral"), scenario=base)
    tests.check(cells(whole, "year")[0] == 2015 and cells(together, "year")[0] == 2018, "years")


def test_a_module_that_leaves(sojourn, folder):
    """What it put in force ends in the month in which a regime without it begins."""
    with_text, without = f"{folder}/with.toml", f"{folder}/without.toml"
    with open(with_text, "w", encoding="utf-8") as file:
        file.write(f'format_version = 1\ninclude = "{WORLD}"\n'
                   "[modules.compact]\n[modules.instruments]\n")
    with open(without, "w", encoding="utf-8") as file:
        file.write("[modules.compact]\nenabled = false\n")
    whole, cut = f"{folder}/whole.h5", f"{folder}/cut.h5"
    for out, words in ((whole, ()), (cut, ("--regime", without, "--regime-from", "2018-07"))):
        done = call(sojourn, "run", with_text, *SMALL, "--quiet", "--out", out, *words)
        tests.check(done.returncode == 0, done.stderr)
    for out, ended, last in ((whole, "", 2020), (cut, "2018-07-01", 2018)):
        tests.check(cells(out, "instruments/ended").tolist() == [ended.encode()], f"{out} ended")
        tests.check(cells(out, "coverage/year").max() == last, f"{out} covered")
    tests.check(cells(whole, "coverage/bound").max() > 0, "it bound some")
    events = dict(zip(cells(cut, "events/kind").tolist(), cells(cut, "events/date").tolist()))
    tests.check(events.get(b"text ended") == b"2018-07-01", f"{events}")
    path = compare(sojourn, f"{folder}/out", "--branch-at", "2018-07", "--regime", "as it is=",
                   "--regime", without, "--replicates", "1", scenario=with_text)
    compliance = column(path, "compliance")[:, 0]
    tests.check(compliance[0] > 0 and numpy.isnan(compliance[1]), f"compliance {compliance}")


def test_the_same(sojourn, folder):
    """A regime held against itself, and one that adds a module without effect."""
    nothing = os.path.join(folder, "nothing.toml")
    with open(nothing, "w", encoding="utf-8") as file:
        file.write('[modules.wall]\ntype = "enforcement_shock"\nto = ["RECV"]\nmagnitude = 0\n')
    for words in ((), ("--branch-at", "2018-01")):
        path = compare(sojourn, f"{folder}/same{len(words)}", *words, "--replicates", "3",
                       *regimes("bilateral"), "--regime", f"again={REGIMES['bilateral']}",
                       "--regime", f"{REGIMES['bilateral']}+{nothing}")
        outcomes = cells(path, "outcomes")
        for i in (1, 2):
            tests.check(numpy.array_equal(outcomes[i], outcomes[0], equal_nan=True),
                        f"regime {i} {words}")
        for name in ("difference", "difference_low", "difference_high"):
            values = cells(path, name)
            tests.check((values[~numpy.isnan(values)] == 0).all(), f"{name} {words}")
        with h5py.File(path, "r") as file:
            tests.check(len(set(file["regime_modules"][...])) == 2, "two sets of modules")


def test_sweeps(sojourn, folder):
    path = compare(sojourn, f"{folder}/sweep", *regimes("unilateral", "bilateral"),
                   "--vary", "modules.containment_deals.friction=0.002,0.004",
                   "--vary", "modules.wage.b_wage=0.5..1.5", "--samples", "2", "--replicates", "2")
    tests.check(cells(path, "outcomes").shape[:2] == (8, 2), "two regimes at four points")
    tests.check(list(cells(path, "reference")) == [0, 1, 2, 3, 0, 1, 2, 3], "references")
    values = cells(path, "parameters")
    tests.check(numpy.array_equal(values[:4], values[4:]), "the same points")
    tests.check(values[:4, 0].tolist() == [0.002, 0.002, 0.004, 0.004], f"{values}")
    low, high = sorted(values[:2, 1])
    tests.check(0.5 <= low < 1 <= high < 1.5, f"a point in each half of the range: {values}")
    outcomes = cells(path, "outcomes")
    paired = cells(path, "difference")[5]
    tests.check(numpy.allclose(paired, (outcomes[5] - outcomes[1]).mean(axis=0), equal_nan=True),
                "difference at the same point")
    with h5py.File(path, "r") as file:
        corridors = {name: file[f"corridors/{name}"][...] for name in file["corridors"]}
        foreigners = file["places/foreigners"][...][:, :, -1]
    stock, difference = corridors["stock"], corridors["stock_difference"]
    tests.check(numpy.allclose(stock.sum(axis=1), foreigners.mean(axis=1)), "corridors at every point")
    tests.check(abs(difference[4:]).max() > 0 and numpy.allclose(difference[4:], stock[4:] - stock[:4]),
                "corridors differ from the same point's")
    alone = compare(sojourn, f"{folder}/grid", "--vary", "modules.wage.b_wage=0.5,1.5",
                    "--replicates", "1")
    tests.check(list(cells(alone, "reference")) == [0, 0], "with one regime, the first point")
    tests.check(numpy.isnan(cells(alone, "low")).all(), "one replicate has no interval")


def test_sweeps_of_runs(sojourn, folder):
    out = f"{folder}/run.h5"
    done = call(sojourn, "run", WORLD, *SMALL[:2], "--ticks", "13", "--out", out,
                "--vary", "modules.wage.b_wage=0.5,1", "--vary", "modules.rights.b_rights=0..1",
                "--samples", "1", "--replicates", "2")
    tests.check(done.returncode == 0, done.stderr)
    tests.check("point 2 of 2: modules.wage.b_wage=1, modules.rights.b_rights=0." in done.stdout,
                done.stdout)
    with open(f"{folder}/run-index.csv", encoding="utf-8") as file:
        index = list(csv.DictReader(file))
    tests.check([(row["file"], row["replicate"], row["seed"], row["modules.wage.b_wage"])
                 for row in index] == [("run-p1-1.h5", "1", "1", "0.5"),
                                       ("run-p1-2.h5", "2", "2", "0.5"),
                                       ("run-p2-1.h5", "1", "1", "1"),
                                       ("run-p2-2.h5", "2", "2", "1")], f"{index}")
    files = sorted(os.path.basename(path) for path in glob.glob(f"{folder}/*.h5"))
    tests.check(files == ["run-p1-1.h5", "run-p1-2.h5", "run-p2-1.h5", "run-p2-2.h5"], f"{files}")
    with h5py.File(f"{folder}/run-p1-2.h5", "r") as file:
        scenario = file.attrs["scenario"]
        drawn = done.stdout.split("b_rights=")[1].split()[0]
        tests.check("b_wage = 0.5\n" in scenario and f"b_rights = {drawn}\n" in scenario,
                    f"assigned {drawn}")
        tests.check(file.attrs["seed"] == 2, "seed")
    again = call(sojourn, "run", WORLD, "--out", out, "--vary", "modules.wage.b_wage=0.5,1",
                 "--replicates", "2")
    tests.check(again.returncode == 2 and "run-p1-1.h5 exists already" in again.stderr,
                again.stderr)


def test_sensitivity(sojourn, folder):
    words = (sojourn, "sensitivity", WORLD, "--set", "run.persons_per_agent=20000", "--ticks", "48",
             "--vary", "modules.intention.h0=2e-5..2e-4", "--vary", "modules.rights.b_rights=0..0.5",
             "--outcome", "arrivals", "--outcome", "placements", "--samples", "8")
    done = call(*words, "--out", f"{folder}/sense")
    tests.check(done.returncode == 0, done.stderr)
    path = f"{folder}/sense/sensitivity.h5"
    tests.check(cells(path, "outcomes").shape == (32, 2), "(2 + 2)*8 points")
    total = cells(path, "total")
    tests.check(total[0, 0] > total[0, 1], f"who leaves depends on who intends to: {total}")
    tests.check(numpy.isnan(total[1]).all(), "nothing makes a constant vary")
    again = call(*words, "--out", f"{folder}/sense2", "--threads", "1", "--quiet")
    tests.check(again.returncode == 0 and again.stdout == "", again.stderr)
    equal(path, f"{folder}/sense2/sensitivity.h5", "sensitivity on one thread")


def test_output(sojourn, folder):
    done = call(sojourn, "compare", WORLD, *SMALL, *regimes("unilateral", "bilateral"),
                "--replicates", "2", "--out", f"{folder}/table")
    lines = done.stdout.splitlines()
    for outcome in ("welfare", "arrivals", "payments"):
        tests.check(any(line.startswith(outcome + " [") for line in lines), f"{outcome} is told")
    same = " ".join(done.stdout.partition("the same in every run: ")[2].split())
    tests.check("placements 0 [persons / year]" in same, done.stdout)
    tests.check("without meaning in any run: compliance" in done.stdout, "compliance")
    tests.check("4 runs" in done.stderr and "100%" in done.stderr, done.stderr)
    tests.check("\r" not in done.stderr, "plain lines without a terminal")
    info = call(sojourn, "info", f"{folder}/table/compare.h5")
    tests.check(info.returncode == 0 and "series/deaths" in info.stdout, info.stderr)
    # Another comparison does not replace this one; the old runs are told of and stay.
    other = ("compare", WORLD, *SMALL, *regimes("unilateral", "mixed"), "--replicates", "2",
             "--out", f"{folder}/table")
    refused = call(sojourn, *other)
    tests.check(refused.returncode == 2 and "--force" in refused.stderr, refused.stderr)
    forced = call(sojourn, *other, "--force")
    tests.check(forced.returncode == 0, forced.stderr)
    tests.check("2 of 4 runs are finished already" in forced.stderr, forced.stderr)
    tests.check("2 runs of other settings" in forced.stderr, forced.stderr)


def test_an_edited_program_runs_again(sojourn, folder):
    """Runs belong to the program that made them, not to the commit that it says it is of."""
    same, edited = f"{folder}/same", f"{folder}/edited"
    for copy in (same, edited):
        shutil.copy(sojourn, copy)
    with open(edited, "ab") as file:
        file.write(b"edited")
    words = ("compare", WORLD, *SMALL, *regimes("unilateral"), "--replicates", "2",
             "--out", f"{folder}/out")
    done = call(sojourn, *words)
    tests.check(done.returncode == 0, done.stderr)
    done = call(same, *words)
    tests.check(done.returncode == 0 and "2 of 2 runs are finished already" in done.stderr,
                f"a copy: {done.stderr}")
    done = call(edited, *words)
    tests.check(done.returncode == 2 and "of another program" in done.stderr,
                f"an edited one: {done.stderr}")
    done = call(edited, *words, "--force")
    tests.check(done.returncode == 0 and "finished already" not in done.stderr and
                "2 runs of other settings or of another program" in done.stderr,
                f"an edited one, forced: {done.stderr}")
    tests.check(len(glob.glob(f"{folder}/out/runs/*.h5")) == 4, "runs of both programs")


def chosen(file, series, **ids):
    """The sum over the chosen cells of a run file's series, by tick."""
    cells = file[series][...].astype(float)
    dims = [dim[0].name.split("/")[-1] for dim in file[series].dims]
    for axis, wanted in ids.items():
        labels = [label.decode() for label in file[axis][...]]
        cells = numpy.take(cells, [labels.index(one) for one in wanted], axis=dims.index(axis))
    return cells.reshape(cells.shape[0], -1).sum(axis=1)


def test_outcomes_of_ones_own(sojourn, folder):
    """What is asked for equals what an independent reader finds in the run file of each seed."""
    own = os.path.join(folder, "own.toml")
    with open(own, "w", encoding="utf-8") as file:
        file.write(f'format_version = 1\ninclude = "{WORLD}"\n[outcomes]\n'
                   'in_receiver = "stocks[citizenship=SEND, residence=RECV]"\n')
    wanted = ("--outcome", "on_the_way=stocks[status=in_transit;stranded]",
              "--outcome", "come=arrivals[destination=RECV]",
              "--outcome", "pay=wage[place=RECV]", "--outcome", "pays=mean(wage)",
              "--outcome", "in_receiver")
    path = compare(sojourn, f"{folder}/out", *wanted, *regimes("unilateral"), "--replicates", "2",
                   scenario=own)
    names = [name.decode() for name in cells(path, "outcome")]
    tests.check(names == ["in_receiver", "on_the_way", "come", "pay", "pays"], f"{names}")
    units = [unit.decode() for unit in cells(path, "outcome_units")]
    tests.check(units[:3] == ["persons", "persons", "persons / year"], f"{units}")
    for replicate, seed in enumerate((1, 2)):
        run = f"{folder}/{seed}.h5"
        done = call(sojourn, "run", own, *SMALL, "--seed", str(seed), "--quiet", "--regime",
                    REGIMES["unilateral"], "--out", run)
        tests.check(done.returncode == 0, done.stderr)
        with h5py.File(run, "r") as file:
            n_places = len(file["place"])
            series = {
                "in_receiver": chosen(file, "stocks", citizenship=["SEND"], residence=["RECV"]),
                "on_the_way": chosen(file, "stocks", status=["in_transit", "stranded"]),
                "come": 12 * chosen(file, "arrivals", destination=["RECV"]),
                "pay": chosen(file, "wage", place=["RECV"]),
                "pays": chosen(file, "wage") / n_places,
            }
            for name, ticks in series.items():
                found = column(path, name)[0, replicate]
                tests.check(math.isclose(found, ticks.mean(), rel_tol=1e-12),
                            f"{name}: {found} compared, {ticks.mean()} run")
                yearly = cells(path, f"series/{name}")[0, replicate]
                tests.check(numpy.allclose(yearly, ticks.reshape(6, 12).mean(axis=1), rtol=1e-12),
                            f"{name} by year")
            by_country(path, file, replicate)
    # Another outcome asks for no new run.
    done = call(sojourn, "compare", own, *SMALL, *regimes("unilateral"), "--replicates", "2",
                "--out", f"{folder}/out", "--outcome", "left=left[place=SEND]")
    tests.check(done.returncode == 0 and "2 of 2 runs are finished already" in done.stderr,
                done.stderr)
    tests.check("left [persons / year]: left[place=SEND]" in done.stdout, done.stdout)
    tests.check("in_receiver [persons]" in done.stdout, "those of the scenario")


def by_country(path, file, replicate):
    """Series by country of a comparison, held against a run file."""
    stocks = file["stocks"][...]  # time, residence, citizenship, status
    status = [name.decode() for name in file["status"]]
    settled = [i for i, name in enumerate(status)
               if name not in ("in_transit", "stranded", "detained")]
    foreign = 1 - numpy.eye(*stocks.shape[1:3])
    years = lambda ticks: ticks.reshape(6, 12, *ticks.shape[1:])
    abroad = stocks[..., settled].sum(axis=3) * foreign
    arrivals = file["arrivals"][...].sum(axis=3) * foreign.T
    wanted = {
        "foreigners": years(abroad.sum(axis=2)).mean(axis=1),
        "citizens_abroad": years(abroad.sum(axis=1)).mean(axis=1),
        "irregular": years((stocks[..., status.index("irregular")] * foreign).sum(axis=2)
                           ).mean(axis=1),
        "arrivals": years(arrivals.sum(axis=1)).sum(axis=1),
        "departures": years(file["departures"][...].sum(axis=(2, 3))).sum(axis=1),
        "wage": years(file["wage"][...]).mean(axis=1),
        "deaths": years(file["deaths"][...]).sum(axis=1),
        "remittances": years(file["remittances"][...]).sum(axis=1),
    }
    for name, values in wanted.items():
        found = cells(path, f"places/{name}")[0, replicate]
        tests.check(numpy.allclose(found, values, rtol=1e-12), f"places/{name}: {found} {values}")
    labels = [label.decode() for label in file["place"]]
    tests.check([label.decode() for label in cells(path, "place")] == labels, "places")


def test_irregular_by_how(sojourn, folder):
    """Who came to live without papers, by the status before, from everybody's life history."""
    run = f"{folder}/run.h5"
    done = call(sojourn, "run", WORLD, "--set", "run.persons_per_agent=500", "--ticks", "36",
                "--set", "run.life_histories=10000000", "--quiet", "--out", run)
    tests.check(done.returncode == 0, done.stderr)
    with h5py.File(run, "r") as file:
        persons = file["lives/person"][...]
        status = file["lives/status"][...]
        labels = list(file["status"][...])
        counted = file["made_irregular"][...].sum(axis=(0, 1)) / file.attrs["persons_per_agent"]
    before = numpy.where(numpy.append(False, persons[1:] == persons[:-1]),
                         numpy.append(b"", status[:-1]), b"")
    became = (status == b"irregular") & (before != b"irregular")
    for i, label in enumerate(labels):
        found = numpy.count_nonzero(became & (before == label))
        tests.check(found <= counted[i], f"{label}: {found} lives, {counted[i]} counted")
    # Whose history begins there lived abroad from the start, perhaps without papers.
    known, all_lives = numpy.count_nonzero(became & (before != b"")), numpy.count_nonzero(became)
    tests.check(10 < known <= counted.sum() <= all_lives,
                f"{known} of {all_lives} lives, {counted.sum()} counted")


def test_most_changed(sojourn, folder):
    """The table of countries and corridors tells what compare.h5 holds."""
    done = call(sojourn, "compare", WORLD, *SMALL, *regimes("unilateral", "bilateral"),
                "--replicates", "3", "--out", f"{folder}/out")
    tests.check(done.returncode == 0, done.stderr)
    title = "foreigners [persons], where they differ most: bilateral against unilateral"
    tests.check(title in done.stdout, done.stdout)
    path = f"{folder}/out/compare.h5"
    named = {name: os.path.realpath(f"{folder}/out/by_name/{name}") for name in os.listdir(f"{folder}/out/by_name")}
    kept = [f"{folder}/out/runs/{key.decode()}.h5" for key in cells(path, "run").ravel()]
    tests.check(named == {f"{regime}-{r + 1}.h5": os.path.realpath(kept[3 * i + r])
                          for i, regime in enumerate(("unilateral", "bilateral")) for r in range(3)}, f"{named}")
    last = cells(path, "places/foreigners")[:, :, -1]
    difference = (last[1] - last[0]).mean(axis=0)
    labels = [label.decode() for label in cells(path, "place")]
    table = done.stdout.split(title)[1].split("\n\n")[0]
    rows = {line.split()[0]: line.split() for line in table.splitlines()
            if line.split() and line.split()[0] in labels}
    tests.check(set(rows) == {labels[i] for i in numpy.nonzero(difference)[0]}, f"{rows}")
    for name, row in rows.items():
        told, true = float(row[2].replace(",", "")), difference[labels.index(name)]
        tests.check(abs(told - true) <= max(0.5, 1e-3 * abs(true)), f"{name}: {told} {true}")
    stock = cells(path, "corridors/stock")
    tests.check(numpy.allclose(numpy.nansum(stock, axis=1), last.mean(axis=1)),
                "corridors add up to countries")
    with open(f"{folder}/out/runs.csv", encoding="utf-8") as file:
        index = list(csv.DictReader(file))
    tests.check(len(index) == 6 and all(os.path.exists(f"{folder}/out/{row['file']}")
                                        for row in index), f"{index}")
    tests.check([row["regime"] for row in index] == 3 * ["unilateral"] + 3 * ["bilateral"],
                f"{index}")


def test_extension(sojourn, folder):
    """What contains a finished comparison may take its place; what does not needs --force."""
    words = lambda names, replicates: (
        "compare", WORLD, *SMALL, *regimes(*names), "--replicates", str(replicates),
        "--out", f"{folder}/out")
    done = call(sojourn, *words(("unilateral", "bilateral"), 2))
    tests.check(done.returncode == 0, done.stderr)
    for names, replicates, told in (
            (("unilateral", "bilateral"), 3, "4 of 6 runs are finished already"),
            (("bilateral", "unilateral", "mixed"), 3, "6 of 9 runs are finished already")):
        done = call(sojourn, *words(names, replicates))
        tests.check(done.returncode == 0 and told in done.stderr, f"{names}: {done.stderr}")
        with h5py.File(f"{folder}/out/compare.h5", "r") as file:
            tests.check(file["outcomes"].shape[:2] == (len(names), replicates), "all of it")
            for key in file["run"][...].ravel():
                tests.check(os.path.exists(f"{folder}/out/runs/{key.decode()}.h5"), "its runs")
    for names, replicates in ((("unilateral", "bilateral"), 3), (("bilateral", "unilateral",
                                                                 "mixed"), 2)):
        done = call(sojourn, *words(names, replicates))
        tests.check(done.returncode == 2 and "compare.h5 exists already and is finished, of other "
                    "settings or of another program; --force overwrites it" in done.stderr,
                    f"{names} {replicates}: {done.returncode} {done.stderr}")
    # One that was interrupted holds nothing but what lies in runs/.
    with h5py.File(f"{folder}/out/compare.h5", "r+") as file:
        file.attrs["complete"] = 0
    done = call(sojourn, *words(("mixed",), 2))
    tests.check(done.returncode == 0 and "2 of 2 runs are finished already" in done.stderr,
                f"unfinished: {done.stderr}")
    for name, text in (("text", "no HDF5"), ("empty", "")):
        os.mkdir(f"{folder}/{name}")
        with open(f"{folder}/{name}/compare.h5", "w", encoding="utf-8") as file:
            file.write(text)
        done = call(sojourn, *words(("mixed",), 1)[:-1], f"{folder}/{name}")
        tests.check(done.returncode == 2 and "cannot be read as a result" in done.stderr,
                    done.stderr)


def test_damaged_runs(sojourn, folder):
    """A file that cannot be read is run again, and stops nothing."""
    words = ("compare", WORLD, *SMALL, *regimes("unilateral", "bilateral"), "--replicates", "2",
             "--out", f"{folder}/out")
    tests.check(call(sojourn, *words).returncode == 0, "first")
    before = contents(f"{folder}/out/compare.h5")
    runs = sorted(glob.glob(f"{folder}/out/runs/*.h5"))
    with open(runs[0], "r+b") as file:
        file.truncate(1000)
    with open(runs[1], "w", encoding="utf-8"):
        pass
    with h5py.File(runs[2], "r+") as file:
        del file["outcomes"]
    done = call(sojourn, *words)
    tests.check(done.returncode == 0, f"{done.returncode} {done.stderr}")
    for run in runs[:3]:
        tests.check(f"warning: {run}: " in done.stderr, f"{run} is told of: {done.stderr}")
    tests.check(done.stderr.count("counts as missing") == 3, f"told once each: {done.stderr}")
    tests.check("1 of 4 runs are finished already" in done.stderr, done.stderr)
    tests.check(contents(f"{folder}/out/compare.h5") == before, "the same again")


def test_without_locks(sojourn, folder):
    """On a file system without locks runs are read back; a comparison without values is none."""
    source = f"{folder}/nolock.c"
    with open(source, "w", encoding="utf-8") as file:
        file.write("#include <errno.h>\nint flock(int f, int o) { errno = ENOLCK; return -1; }\n")
    library = f"{folder}/nolock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
    words = ("compare", WORLD, *SMALL, *regimes("unilateral", "bilateral"), "--replicates", "2",
             "--quiet", "--out")
    done = call(sojourn, *words, f"{folder}/bare", env={**os.environ, "LD_PRELOAD": library})
    tests.check(done.returncode == 0, f"{done.returncode} {done.stderr}")
    tests.check(call(sojourn, *words, f"{folder}/locks").returncode == 0, "with locks")
    equal(f"{folder}/bare/compare.h5", f"{folder}/locks/compare.h5", "without locks")


def test_two_at_once(sojourn, folder):
    """Two comparisons in one folder both end, with the same result."""
    words = [sojourn, "compare", WORLD, *SMALL, *regimes("unilateral", "bilateral"),
             "--replicates", "3", "--quiet", "--out", f"{folder}/out", "--threads", "1"]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(2)]
    for one in both:
        _, err = one.communicate(timeout=300)
        tests.check(one.returncode == 0, f"{one.returncode} {err}")
    tests.check(not numpy.isnan(column(f"{folder}/out/compare.h5", "arrivals")).any(), "all of it")
    left = [name for name in os.listdir(f"{folder}/out/runs") if not name.endswith(".h5")]
    tests.check(not left, f"left behind: {left}")


def test_conflicts(sojourn, folder):
    for name, value in (("soft", 1), ("hard", 2)):
        with open(f"{folder}/{name}.toml", "w", encoding="utf-8") as file:
            file.write(f"[modules.wage]\nb_wage = {value}\n")
    soft, hard = f"{folder}/soft.toml", f"{folder}/hard.toml"
    told = f"modules.wage.b_wage: 1 at {soft}:2:10, 2 at {hard}:2:10; the later one counts"
    done = call(sojourn, "check", WORLD, "--overlay", soft, "--overlay", hard)
    tests.check(done.returncode == 0 and f"conflict: {told}" in done.stdout, done.stdout)
    done = call(sojourn, "check", WORLD, "--overlay", REGIMES["bilateral"], "--overlay",
                REGIMES["free_movement"])
    tests.check("conflict" not in done.stdout and done.returncode == 0, done.stdout)
    done = call(sojourn, "compare", WORLD, *SMALL, "--regime", f"{soft}+{hard}",
                "--replicates", "1", "--out", f"{folder}/conflict")
    tests.check(done.returncode == 0 and f"warning: soft+hard: {told}" in done.stderr, done.stderr)


def test_bad_input(sojourn, folder):
    long = f"{folder}/long.toml"
    with open(long, "w", encoding="utf-8") as file:
        file.write("[run]\nticks = 99\n")
    others = f"{folder}/others.toml"
    with open(others, "w", encoding="utf-8") as file:
        file.write('[world]\nonly = ["RECV", "SEND"]\n')
    coarse = f"{folder}/coarse.toml"
    with open(coarse, "w", encoding="utf-8") as file:
        file.write("[run]\npersons_per_agent = 7000\n")
    cases = [
        (("--regime", "gone.toml"), "gone.toml: cannot read this file"),
        (regimes("bilateral", "bilateral"), 'two regimes are called "bilateral"'),
        (("--regime", "x="), None),
        (("--branch-at", "soon"), '--branch-at: expected a date such as 2015-01, found "soon"'),
        (("--branch-at", "2030-01"), "--branch-at: 2030-01 is not within the run"),
        (("--branch-at", "2015-01"), "--branch-at: 2015-01 is not within the run"),
        (("--regime", long), "cannot change run.start, run.tick, run.ticks, run.seed or run.persons_per_agent"),
        (("--vary", "modules.wage.b_wage=1..2"), "a range needs --samples N"),
        (("--vary", "modules.wage.b_wages=1,2"),
         '--vary: modules.wage.b_wages: unknown key, nearest known: "b_wage"'),
        (("--vary", "modules.wag.b_wage=1,2"),
         '--vary: modules.wag: unknown module without a type, nearest known: "wage"'),
        (("--vary", "modules.wage.b_wage=1,9"),
         "--vary: modules.wage.b_wage: expected a real in [0, 5] (1), found 9"),
        (("--vary", "modules.wage.b_wage=1,1"), "modules.wage.b_wage=1,1: 1 is listed twice"),
        (("--vary", "modules.wage.b_wage=1,2", "--vary", "modules.wage.b_wage=3,4"),
         "--vary: modules.wage.b_wage: is varied twice"),
        (("--vary", "run.seed=1,2"), "cannot change run.start, run.tick, run.ticks, run.seed or run.persons_per_agent"),
        (("--vary", "run.persons_per_agent=100,200"), "run.persons_per_agent=100: --set gives it a value, too"),
        (("--regime", coarse), "cannot change run.start, run.tick, run.ticks, run.seed or run.persons_per_agent"),
        (("--regime", others), "cannot change which countries and places there are, nor their order: "),
        (("--vary", 'world.only=["RECV", "SEND"],["RECV"]'), "cannot change which countries and places"),
        (("--vary", "modules.wage.b_wage"), "expected path=a,b,c or path=low..high"),
        (("--samples", "4"), "expected a range to sample"),
        (("--outcome", "arrival"), 'no outcome is called "arrival", nearest known: "arrivals"'),
        (("--outcome", "x=stoks[residence=RECV]"), 'nearest known: "stocks"'),
        (("--outcome", "x=stocks[residense=RECV]"), 'nearest known: "residence"'),
        (("--outcome", "x=stocks[residence=RECW]"), 'nearest known: "RECV"'),
        (("--outcome", "x=wage"), "wage is a measure"),
        (("--replicates", "0"), "--replicates"),
    ]
    for number, (words, message) in enumerate(cases):
        if message is None:
            continue
        small = {long: SMALL[:2], coarse: SMALL[2:]}.get(words[1], SMALL)
        second = regimes("unilateral") if words[1] in (long, coarse, others) else ()
        done = call(sojourn, "compare", WORLD, *small, *words, *second, "--out", f"{folder}/bad{number}")
        tests.check(done.returncode == 2 and message in done.stderr,
                    f"{words}: {done.returncode} {done.stderr}")
        tests.check(not os.path.exists(f"{folder}/bad{number}/runs"), f"{words}: nothing was run")
    done = call(sojourn, "compare", WORLD, "--branch-at", "2018-01", "--regime", long,
                "--out", f"{folder}/bad")
    tests.check(done.returncode == 2, done.stderr)
    done = call(sojourn, "run", WORLD, "--regime-from", "2018-01", "--out", f"{folder}/bad.h5")
    tests.check(done.returncode == 2 and "expected --regime FILE as well" in done.stderr,
                done.stderr)
    union = f"{folder}/union.toml"
    with open(union, "w", encoding="utf-8") as file:
        file.write('[unions.club]\nmembers = ["RECV"]\n')
    done = call(sojourn, "compare", WORLD, *SMALL, "--branch-at", "2018-01", "--regime", union,
                "--out", f"{folder}/bad")
    tests.check(done.returncode == 2 and "union.toml:1:1" in done.stderr and
                "can change nothing but `modules`" in done.stderr, done.stderr)
    for words, message in ((("--samples", "1"), "--samples: expected at least 2"),
                           (("--vary", "modules.wage.b_wage=3..4"), "is varied twice")):
        done = call(sojourn, "sensitivity", WORLD, "--vary", "modules.wage.b_wage=1..2", *words,
                    "--out", f"{folder}/bad")
        tests.check(done.returncode == 2 and message in done.stderr, done.stderr)
    done = call(sojourn, "sensitivity", WORLD, "--vary", "modules.wage.b_wage=1..2",
                "--outcome", "arrival", "--out", f"{folder}/bad")
    tests.check(done.returncode == 2 and 'nearest known: "arrivals"' in done.stderr, done.stderr)


def main():
    sojourn, *chosen = sys.argv[1:]
    for test in (test_output, test_threads_and_resumption, test_interruption, test_branches,
                 test_one_replicate, test_disk_full, test_a_module_that_leaves, test_the_same, test_sweeps, test_sweeps_of_runs, test_sensitivity,
                 test_an_edited_program_runs_again, test_extension, test_damaged_runs,
                 test_conflicts, test_outcomes_of_ones_own, test_irregular_by_how,
                 test_most_changed, test_without_locks, test_two_at_once, test_bad_input):
        if chosen and test.__name__ not in chosen:
            continue
        began = time.monotonic()
        with scratch() as folder:
            test(sojourn, folder)
        print(f"{test.__name__}: {time.monotonic() - began:.1f} s", flush=True)
    tests.end()


if __name__ == "__main__":
    main()
