#!/usr/bin/python3
"""The command as a user meets it: what it prints, its exit codes, and that equal runs are equal.

usage: run_test.py SOJOURN
"""

import glob
import json
import os
import re
import signal
import struct
import subprocess
import sys
import time

import h5py

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch
from run_bytes import raw

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "..", "scenarios")
TWO = os.path.join(SCENARIOS, "two_countries.toml")
CORRIDOR = os.path.join(SCENARIOS, "corridor.toml")
tests = Tests()


def masked(path):
    """The whole file but for the moment it was made, the time that took, and the digest of all."""
    with h5py.File(path, "r") as file:
        provenance = dict(file["provenance"].attrs)
    with open(path, "rb") as file:
        content = file.read()
    tests.check(content[-32:-8] == b"\nsojourn digest: CRC-32 ", f"ends with a digest: {content[-32:]}")
    content = content[:-32]
    began = provenance["began"].encode()
    wall = struct.pack("<d", provenance["wall_seconds"])
    return content.replace(began, b"-" * len(began)).replace(wall, b"-" * 8)


def run(sojourn, scenario, out, *words, **options):
    done = call(sojourn, "run", scenario, "--out", out, "--quiet", *words, **options)
    tests.check(done.returncode == 0, f"run {scenario} {words}: {done.returncode} {done.stderr}")
    tests.check(done.stdout == "" and done.stderr == "", f"--quiet is: {done.stdout}{done.stderr}")
    return out


def same(sojourn, a, b):
    done = call(sojourn, "diff", a, b)
    return done.returncode == 0 and done.stdout == "equal but for provenance\n"


def test_output(sojourn, folder):
    done = call(sojourn, "run", TWO, "--threads", 2, cwd=folder)
    tests.check(done.returncode == 0, f"run: {done.returncode} {done.stderr}")
    tests.check("building the world" in done.stderr, f"progress: {done.stderr}")
    tests.check(re.search(r"2021-12  24 of 24 ticks in \d:\d\d", done.stderr), f"end: {done.stderr}")
    tests.check(len(done.stderr.splitlines()) <= 22, f"few lines: {done.stderr}")
    for wanted in ("Two countries, 2020-01 to 2021-12, seed 1", "people abroad, end of 2021-12",
                   "Rich country", "two_countries.h5"):
        tests.check(wanted in done.stdout, f"{wanted!r} in the summary: {done.stdout}")
    out = os.path.join(folder, "two_countries.h5")
    tests.check(os.listdir(folder) == ["two_countries.h5"], f"files: {os.listdir(folder)}")
    done = call(sojourn, "run", CORRIDOR, "--out", os.path.join(folder, "c.h5"), "--ticks", 13)
    for wanted in ("arrivals detected, by route", "2015  ", "2016-01\n", "Northern", "Southern",
                   "deaths on the way", "Receiving country"):
        tests.check(wanted in done.stdout, f"{wanted!r} in the summary: {done.stdout}")
    return out


def test_attributes(out):
    with h5py.File(out, "r") as file:
        root, provenance = dict(file.attrs), dict(file["provenance"].attrs)
    for name, value in {"title": "Two countries", "seed": 1, "start": "2020-01", "tick": "month",
                        "ticks": 24, "persons_per_agent": 1.0, "complete": 1,
                        "format": "sojourn-run", "format_version": 1}.items():
        tests.check(root.get(name) == value, f"attribute {name}: {root.get(name)!r}")
    tests.check(provenance["threads"] == 2, f"threads: {provenance}")
    tests.check(provenance["command_line"].endswith("--threads 2"), f"{provenance}")
    tests.check(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", provenance["began"]), f"{provenance}")
    tests.check(0 < provenance["wall_seconds"] < 600, f"{provenance}")
    tests.check(provenance["program"].startswith("sojourn ") and provenance["commit"], f"{provenance}")


def test_info(sojourn, folder, out):
    text = call(sojourn, "info", out)
    tests.check(text.returncode == 0 and "Two countries" in text.stdout, text.stderr)
    listing = os.path.join(folder, "listing.json")
    done = call(sojourn, "info", out, "--format", "json")
    with open(listing, "w", encoding="utf-8") as file:
        file.write(done.stdout)
    names = {entry["name"] for entry in json.loads(done.stdout)["datasets"]}
    tests.check({"stocks", "arrivals", "crossings", "events/tick", "lives/person"} <= names, f"{names}")
    done = call("/usr/bin/python3", os.path.join(HERE, "xarray_check.py"), out, listing)
    tests.check(done.returncode == 0, f"xarray: {done.stdout}{done.stderr}")
    events = call(sojourn, "info", os.path.join(folder, "c.h5"), "--events")
    tests.check("2015-01-01 conflict war: SEND" in events.stdout, f"events: {events.stdout[-300:]}")
    for wrong in (TWO, os.path.join(folder, "none.h5"), folder):
        for words in (("info", wrong), ("diff", out, wrong)):
            done = call(sojourn, *words)
            tests.check(done.returncode == 2 and os.path.basename(wrong) in done.stderr,
                        f"{words}: {done.returncode} {done.stderr}")


def test_equality(sojourn, folder):
    for scenario, ticks in ((TWO, 24), (CORRIDOR, 6)):
        first = run(sojourn, scenario, os.path.join(folder, "1.h5"), "--threads", 1, "--ticks", ticks)
        content = raw(first)
        tests.check(len(content) > 50, f"content: {len(content)}")
        for threads in (2, 3, 8):
            other = run(sojourn, scenario, os.path.join(folder, f"{threads}.h5"), "--threads", threads,
                        "--ticks", ticks)
            tests.check(same(sojourn, first, other), f"{scenario}: {threads} threads equal one")
            tests.check(raw(other) == content, f"{scenario}: {threads} threads equal one bytewise")
        run(sojourn, scenario, first, "--threads", 1, "--ticks", ticks, "--force")
        before = masked(first)
        run(sojourn, scenario, first, "--threads", 1, "--ticks", ticks, "--force")
        tests.check(masked(first) == before, f"{scenario}: run twice, the file is byte-equal")
        other = run(sojourn, scenario, os.path.join(folder, "s.h5"), "--ticks", ticks, "--seed", 2)
        done = call(sojourn, "diff", first, other)
        tests.check(done.returncode == 1 and "stocks: " in done.stdout, f"another seed: {done.stdout}")
        tests.check(raw(other) != content, "another seed makes other bytes")
        for name in os.listdir(folder):
            if name.endswith(".h5") and name not in ("two_countries.h5", "c.h5"):
                os.remove(os.path.join(folder, name))


def test_resolved(sojourn, folder, out):
    """A run file's own scenario runs to the same content."""
    with h5py.File(out, "r") as file:
        text = file.attrs["scenario"]
    path = os.path.join(folder, "resolved.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    again = run(sojourn, path, os.path.join(folder, "resolved.h5"))
    tests.check(same(sojourn, out, again), call(sojourn, "diff", out, again).stdout)


def test_options(sojourn, folder, out):
    at = lambda name: os.path.join(folder, name)
    overlay = at("over.toml")
    with open(overlay, "w", encoding="utf-8") as file:
        file.write("[run]\nticks = 2\nseed = 9\n")
    a = run(sojourn, TWO, at("a.h5"), "--overlay", overlay)
    b = run(sojourn, TWO, at("b.h5"), "--ticks", 2, "--seed", 9)
    c = run(sojourn, TWO, at("d.h5"), "--set", "run.ticks=2", "--set", "run.seed=9")
    tests.check(same(sojourn, a, b) and same(sojourn, a, c), "overlay, --seed and --set agree")
    done = call(sojourn, "run", TWO, "--replicates", 3, "--out", at("r.h5"), "--seed", 8, "--ticks", 2)
    tests.check(done.returncode == 0 and "mean of 3 replicates" in done.stdout, done.stdout + done.stderr)
    tests.check(same(sojourn, at("r-2.h5"), b), "the second replicate has the next seed")
    tests.check(not os.path.exists(at("r.h5")) and os.path.exists(at("r-3.h5")), "names of replicates")
    none = run(sojourn, TWO, at("none.h5"), "--ticks", 0)
    tests.check(call(sojourn, "info", none).returncode == 0, "a run of no ticks has a file")


def test_interrupt(sojourn, folder, number):
    out = os.path.join(folder, f"stopped{number}.h5")
    long = ["--ticks", "12000", "--set", "run.tick=day"]
    command = [sojourn, "run", TWO, "--out", out, *long]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        seen = b""
        while b" ticks, " not in seen:
            line = process.stderr.readline()
            if not line:
                break
            seen += line
        process.send_signal(number)
        rest = process.communicate(timeout=120)[1].decode()
    tests.check(process.returncode == 130, f"status {process.returncode}: {rest}")
    tests.check("interrupted" in rest and out in rest, f"says so: {rest}")
    tests.check(not os.path.exists(out + ".part"), "nothing is left in the part file")
    with h5py.File(out, "r") as file:
        n_done = len(file["time"])
        tests.check(file.attrs["complete"] == 0 and file.attrs["ticks"] == 12000, "marked as incomplete")
        tests.check(0 < n_done < 12000, f"{n_done} ticks done")
        stopped = file["stocks"][:]
    whole = os.path.join(folder, "whole.h5")
    if not os.path.exists(whole):
        run(sojourn, TWO, whole, *long)
    with h5py.File(whole, "r") as file:
        tests.check((file["stocks"][:n_done] == stopped).all(), "what was done is as in a whole run")
    listing = os.path.join(folder, "listing.json")
    with open(listing, "w", encoding="utf-8") as file:
        file.write(call(sojourn, "info", out, "--format", "json").stdout)
    done = call("/usr/bin/python3", os.path.join(HERE, "xarray_check.py"), out, listing)
    tests.check(done.returncode == 0, f"xarray: {done.stdout}{done.stderr}")


def test_usage(sojourn):
    commands = ("run", "check", "describe", "info", "diff", "export")
    for words in ((), *((command,) for command in commands)):
        done = call(sojourn, *words, "--version")
        tests.check(done.returncode == 0 and re.fullmatch(r"sojourn \d+\.\d+\.\d+ \(.+\)\n", done.stdout),
                    f"{words} --version: {done.returncode} {done.stdout}{done.stderr}")
        done = call(sojourn, *words, "--help")
        tests.check(done.returncode == 0 and "Usage: sojourn" in done.stdout, f"{words} --help")
    for words in ((), ("fly",), ("run",), ("run", TWO, "--wings"), ("run", TWO, "--threads", "-1"),
                  ("run", TWO, "--threads", "many"), ("run", TWO, "--replicates", "0"), ("info",),
                  ("diff", "a.h5"), ("export",), ("info", "x.h5", "--format", "xml"), ("describe", "wage", "more"),
                  ("run", TWO, "--out")):
        done = call(sojourn, *words)
        tests.check(done.returncode == 2 and done.stderr and not done.stdout,
                    f"{words}: {done.returncode} {done.stdout}{done.stderr}")
    with open("/dev/full", "w") as full:
        done = subprocess.run([sojourn, "describe"], stdout=full, stderr=subprocess.PIPE)
        tests.check(done.returncode == 1, f"standard output is full: {done.returncode}")


def test_describe(sojourn):
    catalog = call(sojourn, "describe").stdout
    modules = re.findall(r"^  ([a-z_]+)\*?  ", catalog, re.MULTILINE)
    tests.check(len(modules) > 40, f"{len(modules)} modules")
    for name in modules + ["run", "world", "country", "place", "corridor", "stock", "areas", "seasons"]:
        done = call(sojourn, "describe", name)
        tests.check(done.returncode == 0 and name in done.stdout, f"describe {name}: {done.stderr}")
    wage = call(sojourn, "describe", "wage").stdout
    tests.check(re.search(r"b_wage +real in \[0, \d+\] +1 +[\d.]+ +\w", wage), wage)
    country = call(sojourn, "describe", "country").stdout
    tests.check(re.search(r"population +real .* persons +\(required\)", country), country)
    done = call(sojourn, "describe", "waeg")
    tests.check(done.returncode == 2 and 'nearest known: "wage"' in done.stderr, done.stderr)
    test_search(sojourn)


def test_search(sojourn):
    """What the catalog has by hand is found by its words, whatever their case."""
    by_key = call(sojourn, "describe", "b_wage").stdout
    tests.check(re.search(r"^  modules\.wage\.b_wage +real in \[0, \d+\] +1 +[\d.]+ +\w", by_key, re.MULTILINE), by_key)
    by_path = call(sojourn, "describe", "modules.wage.b_wage").stdout.splitlines()
    tests.check(len(by_path) == 2 and by_path[1] in by_key.splitlines(), f"by its path: {by_path}")
    of_country = call(sojourn, "describe", "STABILITY").stdout
    tests.check("  [[country]] stability " in of_country, of_country)
    one, two = (call(sojourn, "describe", *words).stdout for words in (("border",), ("Closed", "border")))
    tests.check(len(two.splitlines()) < len(one.splitlines()) and "  border_closure " in one, one[:500])
    tests.check("  modules.border_closure.magnitude " in two, two)
    for line in two.splitlines():
        if line.startswith("  "):
            tests.check("closed" in line.lower() and "border" in line.lower(), line)
    of_table = call(sojourn, "describe", "country.openness").stdout.splitlines()
    tests.check(len(of_table) == 2 and of_table[1].startswith("  [[country]] openness "), f"by its table: {of_table}")
    money, people, refused = (call(sojourn, "describe", word).stdout
                              for word in ("remittances", "stocks", "policy_refused"))
    tests.check(re.search(r"^Outcomes.*\n(  .*\n)*  remittances +.*\$", money, re.MULTILINE), money)
    tests.check(re.search(r"^Series.*\n(  .*\n)*  stocks\[residence, citizenship, status\] +persons +\w", people,
                          re.MULTILINE), people)
    tests.check("  policy_refused[policy, place]  persons" in refused, refused)
    done = call(sojourn, "describe", "remitances")
    tests.check(done.returncode == 2 and 'nearest known: "remittances"' in done.stderr, done.stderr)
    done = call(sojourn, "describe", "deal", "zebra")
    tests.check(done.returncode == 2 and "deal zebra" in done.stderr and not done.stdout, done.stderr)


def test_check(sojourn, folder):
    for scenario in glob.glob(os.path.join(SCENARIOS, "*.toml")):
        done = call(sojourn, "check", scenario)
        tests.check(done.returncode == 0, f"check {scenario}: {done.stderr}")
        for wanted in ("no fault found", "memory", "time", "file", "people"):
            tests.check(wanted in done.stdout, f"{wanted} in {done.stdout}")
    done = call(sojourn, "check", CORRIDOR, "--ticks", 13)
    size = float(re.search(r"file +about ([\d.]+) MB", done.stdout).group(1)) * 1e6
    real = os.path.getsize(os.path.join(folder, "c.h5"))
    tests.check(real / 3 < size < real * 3, f"file of {real} bytes, estimated {size}")


def main(sojourn):
    sojourn = os.path.abspath(sojourn)
    with scratch() as folder:
        out = test_output(sojourn, folder)
        test_attributes(out)
        test_info(sojourn, folder, out)
        test_check(sojourn, folder)
        test_equality(sojourn, folder)
        test_resolved(sojourn, folder, out)
        test_options(sojourn, folder, out)
        test_interrupt(sojourn, folder, signal.SIGINT)
        test_interrupt(sojourn, folder, signal.SIGTERM)
        test_interrupt(sojourn, folder, signal.SIGHUP)
    test_usage(sojourn)
    test_describe(sojourn)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
