"""tools/bench: what it measures, the page's numbers, and how it reads an earlier measurement. Argument: machine_bench."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv[1]
BENCH = ROOT / "tools/machine/bench.py"


def row(asked, threads, persons, records, seconds, ns):
    return {"asked": asked, "threads": threads, "persons": persons, "records": records, "events_per_tick": 1000.0,
            "seconds_per_tick": seconds, "ns_per_event": ns, "processor_obtained": 0.99}


def sample(pace=1.0):
    """A measurement of a machine that takes `pace` times as long."""
    return {"format": "sojourn bench, version 1", "processor": "A & B <9000>", "cores": 4, "blocks": 5, "records_asked": 8_000_000,
            "processor_asked": 0.97,
            "threads": [row(n, n, 4e8, 123456, pace * 2 / n, pace * 700) for n in (1, 2, 4)],
            "residents": [row(1e6, 1, 1_003_000.0 + pace, 98000, pace * 0.125, pace * 800)],
            "records": [row(1e5, 1, 4e8, 100000 + pace, 0.5, pace * 650)],
            "limit": {"engine_ns_per_event": 650.0, "kernel_ns_per_event": 200.0, "ratio": 3.25}}


class Bench(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def program(self, told):
        """A program that tells this and nothing else."""
        (self.folder / "told.json").write_text(json.dumps(told))
        path = self.folder / "program"
        path.write_text(f"#!/bin/sh\ncat {self.folder}/told.json\n")
        path.chmod(0o755)
        return path

    def bench(self, program, *words):
        return subprocess.run(["/usr/bin/python3", "-B", BENCH, program, "--out", self.folder / "out", *words],
                              capture_output=True, text=True, check=False)

    def test_the_program_measures_threads_residents_and_records(self):
        done = self.bench(PROGRAM, "--millions", "0.1", "--blocks", "1")
        self.assertEqual(done.returncode, 0, done.stderr)
        now = json.loads((self.folder / "out/bench.json").read_text())
        self.assertEqual([row["threads"] for row in now["threads"]][0], 1)
        self.assertEqual(now["threads"][-1]["threads"], now["cores"])
        self.assertEqual({row["events_per_tick"] for row in now["threads"]},
                         {now["threads"][0]["events_per_tick"]}, "the same is done by any number of threads")
        residents = [row["persons"] for row in now["residents"]]
        self.assertEqual([len(str(int(n))) for n in residents], [7, 8, 9, 10, 11])
        self.assertTrue(all(value > 0 for value in now["limit"].values()), now["limit"])
        for table in ("threads", "residents", "records"):
            for told in now[table]:
                self.assertTrue(all(value > 0 for value in told.values()), told)

    def test_the_page_and_the_terminal_say_what_was_measured(self):
        done = self.bench(self.program(sample()))
        page = (self.folder / "out/bench.html").read_text()
        self.assertIn("A &amp; B &lt;9000&gt;", page)
        cells = re.findall(r"<td>([^<]*)</td>", page)
        for text in ("2.0000", "1.0000", "0.5000", "123,456", "0.1250", "650", "1,003,001"):
            self.assertIn(text, cells)
        self.assertIn("3.25 times the least", done.stdout)
        self.assertNotIn("earlier", done.stdout)
        self.assertNotIn("other work", done.stdout + page)
        self.assertEqual(page.count("<svg"), 3)

    def test_a_busy_machine_is_told(self):
        told = sample()
        told["records"][0]["processor_obtained"] = 0.9
        done = self.bench(self.program(told))
        for text in (done.stdout, (self.folder / "out/bench.html").read_text()):
            self.assertIn("at worst this program got 0.90", text)

    def test_an_earlier_measurement_stands_beside_it(self):
        earlier = self.folder / "earlier.json"
        earlier.write_text(json.dumps(sample(2.0)))
        done = self.bench(self.program(sample()), "--against", earlier)
        ratios = re.findall(r"x(\d\.\d\d)$", done.stdout, re.M)
        self.assertEqual(ratios, ["2.00"] * 5)
        self.assertIn("Beside the earlier", (self.folder / "out/bench.html").read_text())

    def test_what_is_no_measurement_is_refused_before_anything_is_measured(self):
        other = self.folder / "other.json"
        torn = sample()
        del torn["residents"][0]["seconds_per_tick"]
        for text in ("", "[1]", '{"format": "else"}', "{", json.dumps({"format": sample()["format"]}), json.dumps(torn)):
            other.write_text(text)
            done = self.bench(self.program(sample()), "--against", other)
            self.assertEqual(done.returncode, 2)
            self.assertIn(str(other), done.stderr)
            self.assertFalse((self.folder / "out").exists())
        other.write_text(json.dumps(sample()))
        done = self.bench(self.program(sample()), "--against", other, "--millions", "1")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--millions 8 measures as many", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
