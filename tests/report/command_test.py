#!/usr/bin/python3
"""`sojourn report` as a user meets it, and the numbers that it puts into a page.

usage: command_test.py SOJOURN SOJOURN_WITHOUT_PAGE PAGE_TEMPLATE
"""

import json
import os
import re
import shutil
import sys

import h5py
import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))

import fixtures
from command import Tests, call, scratch
from reader import Run

ROOT = os.path.join(HERE, "..", "..")
TWO = os.path.join(ROOT, "scenarios", "two_transits.toml")
tests = Tests()


def data_of(page):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    return json.loads(found.group(1))


def check_lock_file():
    """The lock file names versions, not where one machine got them."""
    with open(os.path.join(ROOT, "tools/report/package-lock.json"), encoding="utf-8") as file:
        text = file.read()
    packages = json.loads(text)["packages"]
    tests.check(not any("resolved" in package for package in packages.values()), "resolved in lock")
    tests.check("://" not in re.sub(r'"(url|funding)": "[^"]*"', "", text), "an address in lock")
    named = [package for name, package in packages.items() if name]
    tests.check(all("integrity" in package for package in named), "a package without integrity")


def check_without_page(command, run, folder):
    page = os.path.join(folder, "none.html")
    done = call(command, "report", run, "-o", page)
    tests.check(done.returncode == 1, f"without the page: {done.returncode}")
    tests.check("without the report page" in done.stderr and "nodejs" in done.stderr, done.stderr)
    tests.check(not os.path.exists(page), "without the page one is written")


def check_writing(sojourn, run, folder):
    page = os.path.join(folder, "page.html")
    done = call(sojourn, "report", run, "-o", page)
    tests.check(done.returncode == 0 and done.stdout == page + "\n", f"{done.stdout}{done.stderr}")
    tests.check(not os.path.exists(page + ".part"), "a part file is left")
    with open(page, "rb") as file:
        first = file.read()
    tests.check(len(first) < 5_000_000, f"page of {len(first)} bytes")
    again = call(sojourn, "report", run, "-o", page)
    tests.check(again.returncode == 2 and "--force" in again.stderr, f"again: {again.stderr}")
    tests.check(call(sojourn, "report", run, "-o", page, "--force").returncode == 0, "--force")
    with open(page, "rb") as file:
        tests.check(file.read() == first, "two pages of one run differ")
    here = call(sojourn, "report", run, cwd=folder)
    name = os.path.splitext(os.path.basename(run))[0] + ".html"
    tests.check(here.stdout == name + "\n", f"without -o: {here.stdout}{here.stderr}")
    return page


def check_bad_input(sojourn, folder):
    empty = os.path.join(folder, "empty")
    os.mkdir(empty)
    text = os.path.join(folder, "text.h5")
    with open(text, "w", encoding="utf-8") as file:
        file.write("no run file")
    cases = ((empty, "no run file"), (text, "not a run file"), ("/nowhere.h5", "No such"))
    for path, words in cases:
        done = call(sojourn, "report", path, "-o", os.path.join(folder, "bad.html"))
        tests.check(done.returncode == 2 and words in done.stderr, f"{path}: {done.stderr}")
    done = call(sojourn, "report", text, "-o", os.path.join(folder, "no/such/page.html"))
    tests.check(done.returncode == 2, f"no folder and no run file: {done.returncode}")


def check_numbers(page, run):
    """Sums that the page carries against the run file's own numbers, with numpy."""
    data = data_of(page)
    read = Run(run)
    tests.check(data["periods"]["unit"] == "month" and data["periods"]["labels"] == read.months,
                f"periods {data['periods']['unit']}")
    for name, pairs in read.flows().items():
        flow = data["flows"][name]
        for origin, destination, *persons in flow["pairs"]:
            tests.check(persons == pairs[:, origin, destination].tolist(),
                        f"{name} {origin}-{destination}: {persons}")
        tests.check(flow["in"] == pairs.sum(axis=1).tolist(), f"{name}: people who came")
        tests.check(flow["out"] == pairs.sum(axis=2).tolist(), f"{name}: people who left")
        regions = numpy.array(flow["regions"]).sum(axis=1)
        tests.check(regions.tolist() == pairs.sum(axis=(1, 2)).tolist(), f"{name} of regions")
    check_balance(data, read)
    series = data["series"]
    flat = read.stocks().reshape(len(read.months), -1).T.tolist()
    tests.check(series["stocks"] == flat, "stocks by residence and status")
    tests.check(series["citizens"] == read.abroad().sum(axis=2).T.tolist(), "citizens abroad")
    tests.check(series["crossing_deaths"] == read.series["crossing_deaths"].sum(axis=1).tolist(),
                "deaths")
    for view, (_, counted) in read.detections().items():
        tests.check(series["detections"][f"by_{view}"] == counted.T.tolist(), f"detected by {view}")
    shown = numpy.array(series["measures"]["openness"]["values"])
    tests.check(numpy.allclose(shown, read.series["openness"].T, rtol=1e-4), "openness")


def check_balance(data, read):
    """Who came less who left is the change in a country's people beside births, deaths and who was
    naturalised: what the map shows as a balance is one."""
    net = numpy.array(data["balance"]["entered"]) - numpy.array(data["balance"]["left"])
    expected = read.balance()
    tests.check((net == expected["entered"] - expected["left"]).all(), "balance")
    people = read.series["residents"] + read.series["stocks"].sum(axis=(2, 3))
    december = read.of_states(people, 1)[11::12]
    births, deaths = (read.by_year(read.of_states(read.series[name], 1))
                      for name in ("births", "deaths"))
    grown = numpy.diff(december, axis=0) - (births - deaths)[1:]
    tests.check((net[1:] == grown).all(), f"balance {net[1:]} for {grown}")
    tests.check((net.sum(axis=1) == 0).all(), "people vanish")


OBSERVED_FAULTS = (
    # a row below the header, where it is wrong, and the words that tell it
    ("detection,,,2016,5", "2:1", 'nearest known: "detections"'),
    ("detections,Nothern,,2016,5", "2:12", 'nearest known: "Northern"'),
    ("detections,,RECW,2016,5", "2:13", "has no axis `residence`; it has route, citizenship"),
    ("stocks,,RECW,2016,5", "2:9", 'nearest known: "RECV"'),
    ("stocks,,RECV,16,5", "2:14", "expected 2015, 2015-04 or 2015-04-20"),
    ("stocks,,RECV,2016,many", "2:19", "expected a real"),
    ("openness,,,2016,0.5", "2:1", "cannot be added up: a `place` is missing"),
    ("stocks,,RECV,2016,5\nstocks,,RECV,2016,6", "3:1", "is there twice"),
)


def check_observed(sojourn, run, folder):
    """What is wrong with a table of observations is told where it is written; no page then."""
    table, page = os.path.join(folder, "observed.csv"), os.path.join(folder, "observed.html")
    for rows, where, words in OBSERVED_FAULTS:
        with open(table, "w", encoding="utf-8") as file:
            file.write("series,route,residence,date,value\n" + rows + "\n")
        done = call(sojourn, "report", run, "--observed", table, "-o", page)
        tests.check(done.returncode == 2 and f"observed.csv:{where}: " in done.stderr
                    and words in done.stderr, f"{rows}: {done.stderr}")
        tests.check(not os.path.exists(page), f"{rows}: a page is written")
    with open(table, "w", encoding="utf-8") as file:
        file.write("series,rout,date,value\ndetections,Northern,2016,5\n")
    done = call(sojourn, "report", run, "--observed", table, "-o", page)
    tests.check(done.returncode == 2 and 'observed.csv:1:8: observed.rout: unknown column, nearest '
                'known: "route"' in done.stderr, f"column: {done.stderr}")
    with open(table, "w", encoding="utf-8") as file:
        file.write("series,date,value\ncrossing_deaths,2016,5\ncrossing_deaths,1950,5\n")
    done = call(sojourn, "report", run, "--observed", table, "-o", page)
    tests.check(done.returncode == 0, done.stderr)
    one, = data_of(page)["observed"]
    tests.check(one["outside"] == 1 and one["stock"] is False, f"observed {one}")


def check_part_of_a_year(sojourn, folder):
    """A year of which the run has a part is not held against a whole one."""
    run, table = os.path.join(folder, "part.h5"), os.path.join(folder, "part.csv")
    call(sojourn, "run", TWO, "--ticks", "18", "--set", "run.persons_per_agent=5000", "--quiet",
         "--out", run)
    with open(table, "w", encoding="utf-8") as file:
        file.write("series,date,value\ncrossing_deaths,2015,5\ncrossing_deaths,2016,5\n")
    page = os.path.join(folder, "part.html")
    done = call(sojourn, "report", run, "--observed", table, "-o", page)
    tests.check(done.returncode == 0, done.stderr)
    one, = data_of(page)["observed"]
    known = [value is not None for value in one["runs"][0]]
    tests.check(known == [True, False], f"years {one['labels']}: {one['runs']}")


NOWHERE = """format_version = 1
title = "A part of a world"
run = { ticks = 12, persons_per_agent = 100 }
country = [
  { id = "NEAR", population = 400_000, gdp_per_capita = 3000, latitude = 5 },
  { id = "FAR", population = 900_000, gdp_per_capita = 30_000, longitude = 20 },
  { id = "REST", population = 900_000, gdp_per_capita = 9_000, location = "none" },
]
pair = [
  { from = "NEAR", to = "REST", distance_km = 900 }, { from = "REST", to = "NEAR", distance_km = 900 },
  { from = "FAR", to = "REST", distance_km = 900 }, { from = "REST", to = "FAR", distance_km = 900 },
]
[modules.intention]
h0 = 0.05
[modules.closed]
type = "policy"
in = ["FAR"]
of = ["NEAR"]
from = "2000-05-10"
duration = 3
quota = 20_000
"""


def check_policies_and_places(sojourn, folder):
    """A place without a location is said to have none; policies have their days and terms."""
    scenario, run = os.path.join(folder, "nowhere.toml"), os.path.join(folder, "nowhere.h5")
    with open(scenario, "w", encoding="utf-8") as file:
        file.write(NOWHERE)
    done = call(sojourn, "run", scenario, "--set", 'run.start="2000-01"', "--quiet", "--out", run)
    tests.check(done.returncode == 0, done.stderr)
    page = os.path.join(folder, "nowhere.html")
    call(sojourn, "report", run, "-o", page)
    data = data_of(page)
    tests.check([c["located"] for c in data["countries"]] == [True, True, False], "located")
    policy, = data["policies"]
    tests.check((policy["from"], policy["until"], policy["in"], policy["of"])
                == ("2000-05-10", "2000-08-10", ["FAR"], ["NEAR"]), f"policy {policy}")
    tests.check(policy["terms"] == [{"key": "quota", "value": "20000.0", "unit": "persons / year"}],
                f"terms {policy['terms']}")
    read = Run(run)
    expected = {effect: int(read.series[f"policy_{effect}"].sum())
                for effect in ("refused", "admitted", "moved")}
    tests.check(policy["effects"] == expected and expected["admitted"] > 0,
                f"effects {policy['effects']} for {expected}")
    tests.check(data["scenario"]["toml"].count("[[country]]") == 3, "scenario without countries")


def check_text_stays_text(sojourn, folder):
    """A title with HTML in it does not become part of the page."""
    run = os.path.join(folder, "title.h5")
    title = "</script><b>{{data}}"
    done = call(sojourn, "run", TWO, "--ticks", "3", "--set", "run.persons_per_agent=5000",
                "--set", f'title="{title}"', "--quiet", "--out", run)
    tests.check(done.returncode == 0, done.stderr)
    page = os.path.join(folder, "title.html")
    call(sojourn, "report", run, "-o", page)
    tests.check(data_of(page)["title"] == title, "a title with HTML")
    with open(page, encoding="utf-8") as file:
        tests.check("</script><b>" not in file.read(), "HTML of a title is in the page")


# Ids as people write them; a label made of them could be cut in several ways.
BLANKS = """format_version = 1
title = "ids with blanks"
run = { ticks = 12, persons_per_agent = 10 }
country = [
  { id = "South Sudan", population = 400_000, gdp_per_capita = 3000, regions = " East; All" },
  { id = 800, name = "Uganda", population = 900_000, gdp_per_capita = 30_000, regions = "East ;All" },
  { id = "Burkina-Faso land", population = 900_000, gdp_per_capita = 30_000, regions = "West;All" },
]
place = [{ id = "Kaga Bandoro", state = 800 }]
corridor = [
  { from = "South Sudan", to = 800, mode = "sea", route = "By land", risk = 0.01 },
  { from = "South Sudan", to = "Kaga Bandoro", risk = 0.01 },
  { from = "Kaga Bandoro", to = "Burkina-Faso land", risk = 0.01 },
]
modules.war = { type = "conflict", target = ["South Sudan"], magnitude = 0.3 }
"""


def check_ids_with_blanks(sojourn, folder):
    """What a corridor joins, and how, is not read off its label."""
    with open(os.path.join(folder, "blanks.toml"), "w", encoding="utf-8") as file:
        file.write(BLANKS)
    run, page = os.path.join(folder, "blanks.h5"), os.path.join(folder, "blanks.html")
    done = call(sojourn, "run", os.path.join(folder, "blanks.toml"), "--quiet", "--out", run)
    tests.check(done.returncode == 0, done.stderr)
    call(sojourn, "report", run, "-o", page)
    data = data_of(page)
    names = [country["name"] for country in data["countries"]]
    tests.check(names == ["South Sudan", "Uganda", "Burkina-Faso land"], f"countries {names}")
    tests.check(data["regions"] == ["All"], f"regions {data['regions']}")
    found = {c["label"]: (c["from"], c["to"], c["mode"], c["route"], c.get("places"))
             for c in data["corridors"]["list"]}
    tests.check(found == {
        "South Sudan-800 sea By land": (0, 1, "sea", "By land", ["South Sudan", "800"]),
        "South Sudan-Kaga Bandoro land": (0, 1, "land", "", ["South Sudan", "Kaga Bandoro"]),
        "Kaga Bandoro-Burkina-Faso land land": (1, 2, "land", "",
                                                ["Kaga Bandoro", "Burkina-Faso land"]),
    }, f"corridors {found}")


def check_folders(sojourn, folder):
    runs = os.path.join(folder, "runs")
    os.mkdir(runs)
    done = call(sojourn, "run", TWO, "--ticks", "24", "--replicates", "3", "--quiet", "--set",
                "run.persons_per_agent=5000", "--out", os.path.join(runs, "a.h5"))
    tests.check(done.returncode == 0, done.stderr)
    page = os.path.join(folder, "runs.html")
    done = call(sojourn, "report", runs, "-o", page)
    tests.check(done.returncode == 0, done.stderr)
    replicates = data_of(page)["replicates"]
    tests.check(len(set(replicates["seeds"])) == 3 and len(replicates["series"]) == 3, "replicates")
    call(sojourn, "run", os.path.join(ROOT, "scenarios/corridor.toml"), "--ticks", "3", "--quiet",
         "--set", "run.persons_per_agent=5000", "--out", os.path.join(runs, "other.h5"))
    done = call(sojourn, "report", runs, "-o", page, "--force")
    tests.check(done.returncode == 2 and "another scenario" in done.stderr, f"mixed: {done.stderr}")
    fixtures.sensitivity(os.path.join(runs, "sensitivity.h5"))
    done = call(sojourn, "report", runs, "-o", page, "--force")
    tests.check(done.returncode == 0 and data_of(page)["kind"] == "sensitivity", done.stderr)
    fixtures.compare(os.path.join(runs, "compare.h5"))
    done = call(sojourn, "report", runs, "-o", page, "--force")
    tests.check(done.returncode == 0 and data_of(page)["kind"] == "comparison", done.stderr)


def index_rows(index):
    with open(index, encoding="utf-8") as file:
        return file.read().splitlines()


def check_sweep(sojourn, folder):
    """The files of a sweep are no replicates: their table, or the folder, gives response curves."""
    runs = os.path.join(folder, "sweep")
    os.mkdir(runs)
    done = call(sojourn, "run", TWO, "--ticks", "2", "--quiet", "--set", "run.persons_per_agent=20000",
                "--vary", "modules.wage.b_wage=0.5,1", "--vary", "countries.RECV.openness=0.2,0.4",
                "--replicates", "2", "--out", os.path.join(runs, "a.h5"))
    tests.check(done.returncode == 0, done.stderr)
    page, index = os.path.join(folder, "sweep.html"), os.path.join(runs, "a-index.csv")
    for given in (runs, index):
        done = call(sojourn, "report", given, "-o", page, "--force")
        tests.check(done.returncode == 0 and done.stderr == "", f"{given}: {done.stderr}")
        data = data_of(page)
        tests.check(data["comparison"]["parameter"] == ["modules.wage.b_wage", "countries.RECV.openness"]
                    and len(data["comparison"]["regime"]) == 4 and data["swept"]
                    and "complete" not in data, f"{given}: {data['comparison']['regime']}")
    check_unrecorded(sojourn, folder)
    check_bad_sweeps(sojourn, runs, page)


def check_unrecorded(sojourn, folder):
    """A run without a series has no value of its outcomes, whichever run comes first."""
    shown = []
    for values in ("true,false", "false,true"):
        out, page = os.path.join(folder, f"{values}.h5"), os.path.join(folder, f"{values}.html")
        done = call(sojourn, "run", TWO, "--ticks", "12", "--quiet", "--set", "run.persons_per_agent=20000",
                    "--vary", f"modules.people.enabled={values}", "--out", out)
        tests.check(done.returncode == 0, done.stderr)
        done = call(sojourn, "report", out.replace(".h5", "-index.csv"), "-o", page)
        tests.check(done.returncode == 0, done.stderr)
        compared = data_of(page)["comparison"]
        n, of_off = len(compared["outcome"]), values.split(",").index("false")
        means = compared["mean"]["values"]
        shown.append({name: means[of_off * n + k] for k, name in enumerate(compared["outcome"])})
        with h5py.File(out.replace(".h5", f"-p{of_off + 1}.h5")) as file:
            tests.check("arrivals" not in file and shown[-1]["arrivals"] is None, f"{values}: {shown[-1]}")
        tests.check(means[(1 - of_off) * n + compared["outcome"].index("arrivals")] is not None, f"{values}: the other has them")
    tests.check(shown[0] == shown[1], f"{shown}")


def check_bad_sweeps(sojourn, runs, page):
    """A table that does not fit its files, and files that do not fit each other."""
    index = os.path.join(runs, "a-index.csv")
    rows = index_rows(index)

    def refused(changed, words):
        with open(index, "w", encoding="utf-8") as file:
            file.write("\n".join(changed) + "\n")
        os.path.exists(page) and os.remove(page)
        done = call(sojourn, "report", index, "-o", page)
        tests.check(done.returncode == 2 and words in done.stderr, f"{words}: {done.stderr}")
        tests.check(not os.path.exists(page), f"{words}: a page is written")

    refused(rows[:1] + [rows[1].replace(",1,1,", ",1,7,", 1)] + rows[2:], "its seed is 1, and 7 of")
    refused([rows[0], rows[1].replace("a-p1-1", "a-p2-1"), rows[2]], "another scenario")
    refused(rows + [rows[1]], '"a-p1-1.h5" is there twice')
    refused([rows[0], rows[1].replace(",1,1,", ",one,1,", 1)], "expected a whole number as `replicate`")
    refused(rows[:1], "no run in it")
    with open(index, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    os.rename(os.path.join(runs, "a-p4-2.h5"), os.path.join(runs, "away"))
    done = call(sojourn, "report", index, "-o", page)
    tests.check(done.returncode == 0 and "a-p4-2.h5 is missing" in done.stderr, done.stderr)
    data = data_of(page)
    tests.check(data["complete"] == 0 and data["state"].startswith("7 of 8 runs"), f"{data['state']}")
    tests.check(data["comparison"]["low"]["values"][-1] is None, "an interval of one run")
    shutil.copy(os.path.join(runs, "a-p1-1.h5"), os.path.join(runs, "z.h5"))
    done = call(sojourn, "report", runs, "-o", page, "--force")
    tests.check(done.returncode == 0 and "1 file that " in done.stderr, f"beside: {done.stderr}")
    done = call(sojourn, "report", index, "-o", os.path.join(runs, "a-p1-2.h5"), "--force")
    tests.check(done.returncode == 2, "a run of the sweep is overwritten")
    shutil.copy(index, os.path.join(runs, "b-index.csv"))
    done = call(sojourn, "report", runs, "-o", page, "--force")
    tests.check(done.returncode == 2 and "several sweeps" in done.stderr, done.stderr)


def main():
    sojourn, without_page, template = sys.argv[1:4]
    check_lock_file()
    with scratch() as folder:
        run = os.path.join(folder, "run.h5")
        done = call(sojourn, "run", TWO, "--quiet", "--set", "run.persons_per_agent=1000",
                    "--out", run)
        tests.check(done.returncode == 0, done.stderr)
        check_without_page(without_page, run, folder)
        if not template:
            print("built without the report page: the rest is skipped")
            sys.exit(1 if tests.failures else 77)
        check_numbers(check_writing(sojourn, run, folder), run)
        check_bad_input(sojourn, folder)
        check_observed(sojourn, run, folder)
        check_part_of_a_year(sojourn, folder)
        check_policies_and_places(sojourn, folder)
        check_text_stays_text(sojourn, folder)
        check_ids_with_blanks(sojourn, folder)
        check_folders(sojourn, folder)
        check_sweep(sojourn, folder)
    tests.end()


main()
