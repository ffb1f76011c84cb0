#!/usr/bin/python3
"""Events of a run by kind, state and date, against the same table read by h5py.

usage: events_test.py SOJOURN
"""

import json
import os
import re
import sys

import h5py

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

POLICY = """[modules.days]
type = "policy"
in = ["RECV"]
openness = 0.4
from = "2017-08-03"
until = "2017-10-31"
"""
SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "scenarios")
tests = Tests()


def rows_of(path):
    with h5py.File(path, "r") as file:
        column = lambda name: [cell.decode() for cell in file[f"events/{name}"][()]]
        return list(zip(column("date"), column("kind"), column("text")))


def lines(rows):
    return "".join(f"{date} {kind} {text}\n" for date, kind, text in rows)


def named(text, place):
    return re.search(rf"(?<!\w){place}(?!\w)", text) is not None


def test_days(sojourn, folder):
    """A policy begins and ends on its days, in a run by months."""
    overlay, run = os.path.join(folder, "days.toml"), os.path.join(folder, "days.h5")
    with open(overlay, "w", encoding="utf-8") as file:
        file.write(POLICY)
    done = call(sojourn, "run", os.path.join(SCENARIOS, "two_transits.toml"), "--overlay", overlay, "--quiet",
                "--out", run, "--set", "run.persons_per_agent=10000")
    tests.check(done.returncode == 0, f"run: {done.stderr}")
    begins, ends = "2017-08-03 policy begins days in RECV\n", "2017-10-31 policy ends days in RECV\n"
    for words, wanted in ((("--from", "2017-08-03", "--until", "2017-08-04"), begins),
                          (("--from", "2017-08-02", "--until", "2017-08-10"), begins),
                          (("--from", "2017-10-31", "--until", "2017-11-02"), ends)):
        done = call(sojourn, "info", run, "--kind", "policy begins", "--kind", "policy ends", *words)
        tests.check(done.stdout == wanted, f"{words}: {done.stdout}{done.stderr}")
    done = call(sojourn, "info", run, "--kind", "policy")
    tests.check(done.stdout == begins + ends, f"--kind policy: {done.stdout}{done.stderr}")
    tests.check(all(re.fullmatch(r"\d{4}-\d\d-\d\d", date) for date, _, _ in rows_of(run)), "one format")


def main(sojourn):
    sojourn = os.path.abspath(sojourn)
    with scratch() as folder:
        run = os.path.join(folder, "run.h5")
        done = call(sojourn, "run", os.path.join(SCENARIOS, "two_transits.toml"), "--quiet", "--out", run,
                    "--set", "run.persons_per_agent=1000")
        tests.check(done.returncode == 0, f"run: {done.stderr}")
        rows = rows_of(run)
        kinds = sorted({kind for _, kind, _ in rows})
        tests.check(len(rows) > 10 and len(kinds) > 2, f"{len(rows)} events of {kinds}")
        ask = lambda *words: call(sojourn, "info", run, *words)
        tests.check(ask("--events").stdout == lines(rows), "all of them, and nothing else")
        for kind in kinds:
            wanted = [row for row in rows if row[1] == kind]
            tests.check(ask("--kind", kind).stdout == lines(wanted), f"--kind {kind}")
        two = [row for row in rows if row[1] in kinds[:2]]
        tests.check(ask("--kind", kinds[0], "--kind", kinds[1]).stdout == lines(two), "two kinds")
        for place in ("RECV", "NORD", "SUED", "SEND"):
            wanted = [row for row in rows if named(row[2], place)]
            tests.check(0 < len(wanted) < len(rows) and ask("--state", place).stdout == lines(wanted), f"--state {place}")
        first, last = rows[len(rows) // 3][0], rows[2 * len(rows) // 3][0]
        wanted = [row for row in rows if first <= row[0] < last]
        tests.check(0 < len(wanted) < len(rows), "some lie between")
        tests.check(ask("--from", first[:7], "--until", last).stdout == lines(wanted), f"from {first} until {last}")
        both = [row for row in wanted if named(row[2], "RECV")]
        done = ask("--from", first, "--until", last[:7], "--state", "RECV")
        tests.check(done.stdout == (lines(both) or "  none of these\n"), f"all at once: {done.stdout}")
        done = ask("--state", "RECV", "--format", "json")
        found = [(event["date"], event["kind"], event["text"]) for event in json.loads(done.stdout)["events"]]
        tests.check(found == [row for row in rows if named(row[2], "RECV")], "as JSON")
        test_days(sojourn, folder)
        tests.check("events" not in json.loads(ask("--format", "json").stdout), "unasked, JSON has none")
        tests.check(ask("--until", rows[0][0]).stdout == "  none of these\n", "none before the first")
        done = ask("--kind", "qqqqqqqqq")
        tests.check(done.returncode == 2 and done.stderr.rstrip().endswith("; it has " + ", ".join(kinds)),
                    f"no kind is near: {done.stderr}")
        for words, message in ((("--kind", kinds[0] + "x"), f'nearest known: "{kinds[0]}"'),
                               (("--state", "RECVV"), 'nearest known: "RECV"'),
                               (("--from", "2018-13"), "expected a date"),
                               (("--until", "soon"), '--until: expected a date such as 2015-01 or')):
            done = ask(*words)
            tests.check(done.returncode == 2 and message in done.stderr and not done.stdout, f"{words}: {done.stderr}")
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
