#!/usr/bin/env python3
"""Two regimes on the whole world: what the terminal prints of it, and how its page opens.

usage: world_comparison.py [BUILD [OUT]]

Runs `sojourn compare scenarios/world.toml` at 1,000 persons an agent with three replicates, prints its
tables, then writes the page and opens it in Chromium (tools/report/opening.mjs). docs/PERFORMANCE.md
has what it printed.
"""

import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
REGIMES = ("unilateral", "free_movement")


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build")
    out = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "out", "world-comparison")
    sojourn, page = os.path.join(build, "sojourn"), out.rstrip("/") + ".html"
    os.makedirs(os.path.dirname(page), exist_ok=True)
    scenarios = os.path.join(ROOT, "scenarios")
    regimes = [word for name in REGIMES
               for word in ("--regime", os.path.join(scenarios, "regimes", name + ".toml"))]
    for words in (
        [sojourn, "compare", os.path.join(scenarios, "world.toml"), "--set", "run.persons_per_agent=1000",
         *regimes, "--replicates", "3", "--out", out],
        [sojourn, "report", out, "--out", page, "--force"],
        ["node", os.path.join(ROOT, "tools", "report", "opening.mjs"), os.path.join(build, "report"), page],
    ):
        subprocess.run(words, check=True)


main()
