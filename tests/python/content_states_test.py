"""tools/studies/agency/content_states.py uses a run again if all that it was told is the same, and no other."""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools/studies"))
from agency import content_states  # noqa: E402

# Writes its file and notes that it ran; with FAIL set it stops half way.
STAND_IN = """#!/bin/sh
echo ran >> "$COUNT"
while [ $# -gt 0 ]; do [ "$1" = --out ] && out=$2; shift; done
echo half > "$out"
[ -z "$FAIL" ]
"""


class Runs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.count = self.folder / "count"
        os.environ.update(COUNT=str(self.count), FAIL="")
        program = self.folder / "sojourn"
        program.write_text(STAND_IN)
        program.chmod(0o755)
        self.options = argparse.Namespace(sojourn=program, out=self.folder, persons_per_agent=5000)

    def ran(self):
        return len(self.count.read_text().splitlines())

    def test_a_run_of_the_same_settings_is_used_again(self):
        first = content_states.run(self.options, 12, ["modules.wage.b_wage=1"])
        self.assertEqual(content_states.run(self.options, 12, ["modules.wage.b_wage=1"]), first)
        self.assertEqual(self.ran(), 1)

    def test_any_other_is_another_file(self):
        words = ["modules.wage.b_wage=1"]
        paths = [content_states.run(self.options, 12, words), content_states.run(self.options, 13, words),
                 content_states.run(self.options, 12, words, seed=2), content_states.run(self.options, 12, [])]
        self.options.sojourn.write_text(STAND_IN + "true\n")
        paths.append(content_states.run(self.options, 12, words))
        self.assertEqual(len(set(paths)), 5)
        self.assertEqual(self.ran(), 5)

    def test_a_run_that_stops_half_way_is_made_anew(self):
        os.environ["FAIL"] = "1"
        with self.assertRaises(subprocess.CalledProcessError):
            content_states.run(self.options, 12, [])
        os.environ["FAIL"] = ""
        self.assertEqual(content_states.run(self.options, 12, []).read_text(), "half\n")
        self.assertEqual(self.ran(), 2)

    def test_quiet_leaves_no_war_of_the_world(self):
        self.assertIn("modules.syrian_war.enabled=false", content_states.quiet())
        self.assertEqual(len(content_states.quiet()), 4)


if __name__ == "__main__":
    unittest.main()
