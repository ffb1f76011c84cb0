#!/usr/bin/python3
"""Each standard module can be left out, or is refused in words: never a crash.

usage: modules_off_test.py SOJOURN
"""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

TWO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "scenarios", "two_countries.toml")
REQUIRED = {"vital_rates", "corridor_cost", "axes"}
tests = Tests()


def main(sojourn):
    catalog = call(sojourn, "describe").stdout
    standard = re.findall(r"^  ([a-z_]+)  ", catalog, re.MULTILINE)
    tests.check(len(standard) > 30, f"{len(standard)} standard modules")
    with scratch() as folder:
        for name in standard:
            done = call(sojourn, "run", TWO, "--out", os.path.join(folder, "run.h5"), "--force", "--quiet",
                        "--ticks", 14, "--set", f"modules.{name}.enabled=false",
                        "--set", "country=[{id='A',population=100000,gdp_per_capita=1000},"
                                 "{id='B',population=100000,gdp_per_capita=30000,latitude=5}]",
                        "--set", "corridor=[{from='A',to='B',risk=0.01,route='R'},{from='B',to='A'}]",
                        "--set", "modules.war={type='conflict',target=['A'],magnitude=0.5}")
            what = f"without {name}: {done.returncode} {done.stdout} {done.stderr}"
            if done.returncode == 2:
                tests.check(name in REQUIRED or name in done.stderr or "needs" in done.stderr, what)
            else:
                tests.check(done.returncode == 0 and name not in REQUIRED, what)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
