#!/usr/bin/python3
"""Makes pages of runs and comparisons and looks at them in Chromium (browser_test.mjs).

usage: browser_test.py SOJOURN PAGE_TEMPLATE NODE CHROMIUM
"""

import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))

import fixtures
from command import call, scratch

SCENARIO = os.path.join(HERE, "..", "..", "scenarios", "two_transits.toml")

OBSERVED = """series,residence,date,value
stocks,RECV,2016,400000
stocks,RECV,2017,500000
crossing_deaths,,2016,900
"""

# What governments decree, with days, quotas, people met and an end.
POLICIES = """
[modules.work_permits]
type = "policy"
in = ["RECV"]
of = ["SEND"]
quota_channel = "labour"
from = "2015-03-10"
until = "2017-06-30"
quota = 5_000
quota_exclusive = true
[modules.closed_transit]
type = "policy"
in = ["NORD", "SUED"]
from = "2016-05-01"
openness = 0.1
[modules.amnesty_of_a_receiving_country_with_a_long_name]
type = "policy"
in = ["RECV"]
from = "2016-01-15"
until = "2016-12-31"
regularisation = 0.3
"""


def run(sojourn, out, *words):
    done = call(sojourn, "run", SCENARIO, "--quiet", "--out", out, "--set",
                "run.persons_per_agent=1000", *words)
    assert done.returncode == 0, done.stderr


def study(sojourn, folder):
    """The table of a sweep, and a comparison."""
    small = ("--quiet", "--set", "run.persons_per_agent=5000", "--replicates", "3")
    sweep, pair = os.path.join(folder, "study"), os.path.join(folder, "pair")
    os.mkdir(sweep)
    regimes = [word for name in ("unilateral", "bilateral") for word in (
        "--regime", os.path.join(os.path.dirname(SCENARIO), "regimes", name + ".toml"))]
    for words in (("run", "--vary", "modules.wage.b_wage=0.5,1,2", "--vary",
                   "countries.RECV.openness=0.2,0.4", "--ticks", "36", "--out",
                   os.path.join(sweep, "a.h5")),
                  ("compare", *regimes, "--ticks", "48", "--out", pair)):
        done = call(sojourn, words[0], SCENARIO, *words[1:], *small)
        assert done.returncode == 0, done.stderr
    return os.path.join(sweep, "a-index.csv"), pair


def main():
    sojourn, template, node, chromium = sys.argv[1:5]
    if not template or not chromium:
        print("skipped: " + ("built without the report page" if not template
                             else "Chromium is not installed (tools/deps installs it)"))
        sys.exit(77)
    with scratch() as folder:
        inputs = {name: os.path.join(folder, name) for name in ("replicates",)}
        os.mkdir(inputs["replicates"])
        run(sojourn, os.path.join(inputs["replicates"], "r.h5"), "--replicates", "3")
        for name in ("plain", "policies", "governed", "comparison", "sweep", "sensitivity", "world",
                     "worlds"):
            inputs[name] = os.path.join(folder, name + ".h5")
        run(sojourn, inputs["plain"])
        decrees = os.path.join(folder, "policies.toml")
        with open(decrees, "w", encoding="utf-8") as file:
            file.write(POLICIES)
        run(sojourn, inputs["policies"], "--overlay", decrees, "--ticks", "48")
        shutil.copy(inputs["plain"], inputs["governed"])
        fixtures.govern(inputs["governed"])
        for name, make in (("comparison", fixtures.compare), ("sweep", fixtures.sweep),
                           ("sensitivity", fixtures.sensitivity), ("world", fixtures.world),
                           ("worlds", fixtures.compare_world)):
            make(inputs[name])
        inputs["points"], inputs["beside"] = study(sojourn, folder)
        observed = os.path.join(folder, "observed.csv")
        with open(observed, "w", encoding="utf-8") as file:
            file.write(OBSERVED)
        for name, path in inputs.items():
            beside = (["--observed", observed] if name in ("replicates", "points", "beside") else [])
            done = call(sojourn, "report", path, "-o", os.path.join(folder, name + ".html"), *beside)
            assert done.returncode == 0, done.stderr
        packages = os.path.dirname(template)
        done = subprocess.run([node, os.path.join(HERE, "browser_test.mjs"), packages, chromium,
                               folder], check=False)
        sys.exit(done.returncode)


main()
