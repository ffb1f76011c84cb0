#!/usr/bin/python3
"""`sojourn report` as a user meets it, and the numbers that it puts into a page.

usage: command_test.py SOJOURN SOJOURN_WITHOUT_PAGE PAGE_TEMPLATE
"""

import json
import os
import re
import sys

import h5py
import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))

import fixtures
from command import Tests, call, scratch

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
    """The page's sums against the run file's own numbers, with numpy."""
    data = data_of(page)
    with h5py.File(run) as file:
        months = file["arrivals"].shape[0]
        channels = [name.decode() for name in file["channel"][...]]
        stays = [i for i, name in enumerate(channels) if name != "return"]
        arrivals = file["arrivals"][...][..., stays].sum(axis=-1)
        deaths = file["crossing_deaths"][...]
        stocks = file["stocks"][...].sum(axis=2)
        openness = file["openness"][...]
        corridors = [name.decode() for name in file["corridor"][...]]
    tests.check(data["periods"]["unit"] == "month" and len(data["periods"]["labels"]) == months,
                f"periods {data['periods']['unit']}")
    n_years = len(data["years"]["labels"])
    yearly = numpy.add.reduceat(arrivals, range(0, months, 12), axis=0)
    for origin, destination, *persons in data["flows"]["arrivals"]["pairs"]:
        expected = yearly[:, origin, destination].tolist()
        tests.check(persons == expected, f"flow {origin}-{destination}: {persons} for {expected}")
    moved = [y - numpy.diag(numpy.diag(y)) for y in yearly]
    inflow = [m.sum(axis=0).tolist() for m in moved]
    tests.check(data["flows"]["arrivals"]["in"] == inflow, "people who came")
    regions = numpy.array(data["flows"]["arrivals"]["regions"]).sum(axis=1)
    tests.check(regions.tolist() == [m.sum() for m in moved], "flows of regions")
    tests.check(data["series"]["arrivals"] == arrivals.sum(axis=1).T.tolist(), "arrivals")
    flat = stocks.reshape(months, -1).T.tolist()
    tests.check(data["series"]["stocks"] == flat, "stocks by residence and status")
    tests.check(data["series"]["crossing_deaths"] == deaths.sum(axis=1).tolist(), "deaths")
    shown = numpy.array(data["series"]["measures"]["openness"]["values"])
    tests.check(numpy.allclose(shown, openness.T, rtol=1e-4), "openness")
    by_label = {c["label"]: c for c in data["corridors"]["list"]}
    total = deaths.reshape(n_years, 12, -1).sum(axis=1)
    for c, label in enumerate(corridors):
        if label in by_label:
            tests.check(by_label[label]["crossing_deaths"] == total[:, c].tolist(), label)


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
    tests.check(len(set(replicates["seeds"])) == 3 and len(replicates["runs"]) == 3, "replicates")
    call(sojourn, "run", os.path.join(ROOT, "scenarios/corridor.toml"), "--ticks", "3", "--quiet",
         "--set", "run.persons_per_agent=5000", "--out", os.path.join(runs, "other.h5"))
    done = call(sojourn, "report", runs, "-o", page, "--force")
    tests.check(done.returncode == 2 and "another scenario" in done.stderr, f"mixed: {done.stderr}")
    fixtures.compare(os.path.join(runs, "compare.h5"))
    done = call(sojourn, "report", runs, "-o", page, "--force")
    tests.check(done.returncode == 0 and data_of(page)["kind"] == "comparison", done.stderr)


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
        check_text_stays_text(sojourn, folder)
        check_ids_with_blanks(sojourn, folder)
        check_folders(sojourn, folder)
    tests.end()


main()
