#!/usr/bin/python3
"""What `sojourn export` writes, held against the run file as xarray reads it.

usage: export_test.py SOJOURN RECORD_SAMPLE
"""

import io
import json
import os
import resource
import subprocess
import sys

import h5py
import numpy
import pandas
import xarray

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch
from comparison_file import write_comparison

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
CORRIDOR = os.path.join(ROOT, "scenarios", "corridor.toml")
AWKWARD = ["plain", "a,b", 'say "so"', "two\nlines", "# no comment", " padded ", "Çé", "", "1e5"]
tests = Tests()


def csv(text):
    """A table as a user of pandas reads it; texts stay texts."""
    return pandas.read_csv(io.StringIO(text), comment="#", keep_default_na=False,
                           float_precision="round_trip")


def reals(cells):
    """Of texts and empty cells; pandas.to_numeric would round them."""
    return numpy.array([float(cell) if cell != "" else numpy.nan for cell in cells])


def jsonl(text):
    return pandas.DataFrame([json.loads(line) for line in text.splitlines()])


def expected(run, name):
    """One row per cell, as xarray makes it, with dates as the export writes them."""
    frame = run[name].to_dataframe(name="value").reset_index()
    if "time" in frame:
        frame["time"] = frame["time"].dt.strftime("%Y-%m-%d")
    return frame


def same(found, wanted, what):
    try:
        pandas.testing.assert_frame_equal(found, wanted, check_dtype=False, check_exact=True,
                                          check_names=False)
        tests.check(True, what)
    except AssertionError as difference:
        tests.check(False, f"{what}: {str(difference)[:300]}")


def test_every_table(sojourn, run, file, folder):
    """All tables of a run in both formats hold what the file holds, cell by cell, in its order."""
    call(sojourn, "export", run, "--out", os.path.join(folder, "csv"))
    call(sojourn, "export", run, "--out", os.path.join(folder, "json"), "--format", "json")
    names = list(file.data_vars)
    tests.check(len(names) > 25, f"{len(names)} series")
    for name in names:
        with open(os.path.join(folder, "csv", name + ".csv"), encoding="utf-8") as table:
            same(csv(table.read()), expected(file, name), f"{name}.csv")
        with open(os.path.join(folder, "json", name + ".jsonl"), encoding="utf-8") as table:
            same(jsonl(table.read()), expected(file, name), f"{name}.jsonl")
    for name in ("events", "lives"):
        with xarray.open_dataset(run, engine="h5netcdf", group=name) as group:
            wanted = group.to_dataframe().reset_index(drop=True)
        with open(os.path.join(folder, "csv", name + ".csv"), encoding="utf-8") as table:
            same(csv(table.read()), wanted, f"{name}.csv")
    tests.check(sorted(os.listdir(os.path.join(folder, "csv"))) ==
                sorted([n + ".csv" for n in names + ["events", "lives"]] + ["datapackage.json"]),
                "a file for each table, and nothing else")


def test_package(sojourn, run, folder):
    """The data package names the files, their columns and units."""
    with open(os.path.join(folder, "csv", "datapackage.json"), encoding="utf-8") as file:
        package = json.load(file)
    listed = json.loads(call(sojourn, "export", run, "--format", "json").stdout)
    tests.check([r["name"] for r in listed["resources"]] ==
                [r["name"] for r in package["resources"]], "the listing is the package")
    for resource in package["resources"]:
        with open(os.path.join(folder, "csv", resource["path"]), encoding="utf-8") as table:
            frame = csv(table.read())
        fields = resource["schema"]["fields"]
        tests.check(list(frame) == [f["name"] for f in fields], f"columns of {resource['name']}")
    stocks = next(r for r in package["resources"] if r["name"] == "stocks")["schema"]["fields"]
    tests.check(stocks[-1]["unit"] == "persons" and stocks[0]["type"] == "date", f"{stocks}")


def test_one_table(sojourn, run, file):
    done = call(sojourn, "export", run, "--table", "detections")
    head = [line for line in done.stdout.splitlines() if line.startswith("#")]
    tests.check("# value [persons]" in head, f"units in the head: {head}")
    tests.check(done.stdout == call(sojourn, "export", run, "--table", "detections", "--out",
                                    "-").stdout, "--out -")
    sparse = csv(call(sojourn, "export", run, "--table", "stocks", "--nonzero").stdout)
    full = expected(file, "stocks")
    same(sparse, full[full.value != 0].reset_index(drop=True), "--nonzero")
    tests.check(0 < len(sparse) < len(full) / 2, "zeros are most of the stocks")
    listing = call(sojourn, "export", run).stdout
    tests.check("stocks" in listing and "lives" in listing and "12,480 rows" in listing, listing)


def test_refusals(sojourn, run, folder):
    done = call(sojourn, "export", run, "--table", "stoks")
    tests.check(done.returncode == 2 and 'nearest known: "stocks"' in done.stderr and not
                done.stdout, f"unknown table: {done.returncode} {done.stderr}")
    tests.check(call(sojourn, "export", run, "--out", "-").returncode == 2, "all to one stream")
    tests.check(call(sojourn, "export", __file__).returncode == 2, "no run file")
    done = call(sojourn, "export", run, "--format", "xlsx")
    tests.check(done.returncode == 2, "unknown format")
    for words in (["--table", "wage", "--out", "/dev/full", "--force"],
                  ["--out", os.path.join(run, "below")]):
        done = call(sojourn, "export", run, *words)
        tests.check(done.returncode == 1 and words[-2] in done.stderr or words[-1] in done.stderr,
                    f"{words}: {done.returncode} {done.stderr}")
    with open("/dev/full", "wb") as full:
        status = subprocess.run([sojourn, "export", run, "--table", "lives"], stdout=full,
                                stderr=subprocess.DEVNULL, check=False).returncode
    tests.check(status == 1, f"standard output that is full: {status}")


def test_files(sojourn, run, folder):
    """Nothing is overwritten unasked, and a failed write leaves nothing behind."""
    out = os.path.join(folder, "wage.csv")
    tests.check(call(sojourn, "export", run, "--table", "wage", "--out", out).returncode == 0, out)
    with open(out, "w", encoding="utf-8") as file:
        file.write("precious")
    for target in (out, folder):
        done = call(sojourn, "export", run, "--table", "wage", "--out", target)
        tests.check(done.returncode == 2 and "--force" in done.stderr, f"{target}: {done.stderr}")
    done = call(sojourn, "export", run, "--out", folder)
    tests.check(done.returncode == 2 and os.listdir(folder) == ["wage.csv"],
                f"refused before anything is written: {os.listdir(folder)}")
    tests.check(open(out, encoding="utf-8").read() == "precious", "untouched")
    done = call(sojourn, "export", run, "--table", "lives", "--out", folder,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)))
    tests.check(done.returncode == 1 and "lives.csv" in done.stderr, f"limit: {done.stderr}")
    tests.check(os.listdir(folder) == ["wage.csv"], f"left {os.listdir(folder)}")
    done = call(sojourn, "export", run, "--table", "wage", "--out", out, "--force")
    tests.check(done.returncode == 0 and "value" in open(out, encoding="utf-8").read(), "--force")


def write_awkward(path):
    """A run file with every text that CSV and JSON trip over, and numbers that doubles cannot hold."""
    with h5py.File(path, "w", track_order=True) as file:
        file.attrs["format"] = "sojourn-run"
        file.attrs["format_version"] = 1
        axis = file.create_dataset("place", data=numpy.array(AWKWARD, dtype=object),
                                   dtype=h5py.string_dtype())
        axis.make_scale("place")
        n = len(AWKWARD)
        shares = numpy.array([numpy.nan, numpy.inf, -numpy.inf, 0.1, 1e300, -0.0, 5e-324, 0, 1])
        for name, cells in {"count": numpy.arange(n) + 2**53, "share": shares,
                            "label": numpy.array(AWKWARD[::-1], dtype=object)}.items():
            dtype = h5py.string_dtype() if cells.dtype == object else cells.dtype
            dataset = file.create_dataset(name, data=cells, dtype=dtype)
            dataset.dims[0].attach_scale(axis)
            dataset.attrs["units"] = "1"
            dataset.attrs["long_name"] = "line one\nline two"
    return shares


def test_awkward(sojourn, folder):
    path = os.path.join(folder, "awkward.h5")
    known = write_awkward(path)
    for name, cells in (("count", [2**53 + i for i in range(len(AWKWARD))]),
                        ("label", AWKWARD[::-1])):
        frame = csv(call(sojourn, "export", path, "--table", name).stdout)
        tests.check(frame.place.tolist() == AWKWARD, f"{name}: {frame.place.tolist()}")
        tests.check(frame.value.tolist() == cells, f"{name}: {frame.value.tolist()}")
        lines = call(sojourn, "export", path, "--table", name, "--format", "json").stdout
        rows = [json.loads(line) for line in lines.splitlines()]
        tests.check([r["place"] for r in rows] == AWKWARD and [r["value"] for r in rows] == cells,
                    f"{name} as JSON lines")
    text = call(sojourn, "export", path, "--table", "share").stdout
    shares = reals(csv(text).value)
    tests.check(numpy.array_equal(shares, known, equal_nan=True), f"reals: {shares}")
    lines = call(sojourn, "export", path, "--table", "share", "--format", "json").stdout
    values = [json.loads(line)["value"] for line in lines.splitlines()]
    tests.check(values == [None, None, None] + known[3:].tolist(), f"reals as JSON: {values}")
    left = csv(call(sojourn, "export", path, "--table", "share", "--nonzero").stdout).value
    tests.check(len(left) == 7 and left[0] == "", "not known is no zero")


def test_comparison(sojourn, folder):
    path = os.path.join(folder, "compare.h5")
    written = write_comparison(path)
    frame = csv(call(sojourn, "export", path, "--table", "outcomes").stdout)
    tests.check(list(frame) == ["regime", "replicate", "outcome", "value"], f"{list(frame)}")
    tests.check(numpy.array_equal(reals(frame.value), written["outcomes"].ravel(),
                                  equal_nan=True), "outcomes, with gaps where unfinished")
    frame = csv(call(sojourn, "export", path, "--table", "series/arrivals").stdout)
    tests.check(list(frame) == ["regime", "replicate", "year", "value"], f"{list(frame)}")
    out = os.path.join(folder, "all")
    done = call(sojourn, "export", path, "--out", out)
    tests.check(done.returncode == 0 and "series-arrivals.csv" in os.listdir(out), done.stderr)


def memory_of(*words):
    """Peak memory of a command [kB]."""
    pid = os.fork()
    if pid == 0:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        os.execv(words[0], [str(word) for word in words])
    _, status, usage = os.wait4(pid, 0)
    tests.check(status == 0, f"{words}: {status}")
    return usage.ru_maxrss


def test_cost(sojourn, record_sample, folder):
    """Ten times the ticks take no more memory."""
    short, long = (os.path.join(folder, f"{n}.h5") for n in (40, 400))
    for path, ticks in ((short, 40), (long, 400)):
        call(record_sample, path, ticks, 2000)
    few, many = (memory_of(sojourn, "export", path, "--table", "filler") for path in (short, long))
    tests.check(many < few + 4096, f"{many} kB of 400 ticks, {few} kB of 40")


def test_order_of_events(sojourn, folder):
    """Events of a month stand in the order of their days, whoever tells of them first."""
    words = [word for name, day in (("a", 20), ("b", 10), ("c", 15))
             for key, value in (("type", "policy"), ("in", "['*']"), ("rights", 0.5), ("from", f"2015-01-{day}"))
             for word in ("--set", f"modules.{name}.{key}={value}")]
    run = os.path.join(folder, "run.h5")
    done = call(sojourn, "run", CORRIDOR, "--ticks", "2", "--out", run, "--quiet",
                "--set", "run.start=2015-01", "--set", "run.persons_per_agent=1000", *words)
    tests.check(done.returncode == 0, f"policies within a month: {done.stderr}")
    dates = [line.split()[0] for line in call(sojourn, "info", run, "--events").stdout.splitlines()]
    tests.check(len(dates) >= 3 and dates == sorted(dates), f"info --events: {dates}")
    table = csv(call(sojourn, "export", run, "--table", "events").stdout)
    tests.check(list(table["date"]) == sorted(table["date"]), f"export events: {list(table['date'])}")


def main(sojourn, record_sample):
    sojourn, record_sample = os.path.abspath(sojourn), os.path.abspath(record_sample)
    with scratch() as folder:
        run = os.path.join(folder, "run.h5")
        call(sojourn, "run", CORRIDOR, "--set", "run.persons_per_agent=500", "--out", run)
        with xarray.open_dataset(run, engine="h5netcdf") as file:
            test_every_table(sojourn, run, file, folder)
            test_one_table(sojourn, run, file)
        test_package(sojourn, run, folder)
        with scratch() as empty:
            test_refusals(sojourn, run, empty)
        with scratch() as empty:
            test_files(sojourn, run, empty)
    for test in (test_awkward, test_comparison, test_order_of_events):
        with scratch() as folder:
            test(sojourn, folder)
    with scratch() as folder:
        test_cost(sojourn, record_sample, folder)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
