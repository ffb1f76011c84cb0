"""What the package is called, what it loads, and what it asks the command."""

import pathlib
import re
import subprocess
import sys
import unittest

import sample
import sojourn

ROOT = sample.ROOT
WITHOUT_MATPLOTLIB = """
import sys
sys.modules["matplotlib"] = None  # as where it is not installed
import sojourn
run = sojourn.open(sys.argv[1])
print(int(run.stocks.sum()) > 0, "sojourn.plots" in sys.modules, "plots" in dir(sojourn))
try:
    sojourn.plots
except ImportError as error:
    print("matplotlib" in str(error))
"""


class Package(unittest.TestCase):
    def test_has_the_version_of_the_program(self):
        told = sojourn.program.call([sample.command(), "--version"])
        self.assertEqual(told.split()[1], sojourn.__version__)

    def test_has_names_for_all_that_it_offers(self):
        for name in sojourn.__all__:
            self.assertTrue(hasattr(sojourn, name), name)
        with self.assertRaises(AttributeError):
            sojourn.plot

    def test_reads_without_matplotlib(self):
        done = subprocess.run(
            [sys.executable, "-B", "-c", WITHOUT_MATPLOTLIB, sample.replicates()[0]],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout.split(), ["True", "False", "True", "True"], done.stderr)

    def test_installs_every_module_and_the_outlines(self):
        text = (ROOT / "tools/python/pyproject.toml").read_text(encoding="utf-8")
        for name in ("py.typed", "outlines.json"):
            self.assertIn(name, text)
        folders = {path.parent.relative_to(ROOT / "tools/python").as_posix().replace("/", ".")
                   for path in (ROOT / "tools/python/sojourn").rglob("*.py")}
        self.assertEqual(set(re.search(r"packages = (\[.*\])", text)[1].strip("[]").replace(
            '"', "").split(", ")), folders)


class Ask(unittest.TestCase):
    def test_check(self):
        checked = sojourn.check(sample.small(modules={"war": {
            "type": "conflict", "target": ["POOR"], "start": "2030-01"}}))
        self.assertIn("no fault found", str(checked))
        self.assertNotIn("/", str(checked).splitlines()[0])
        self.assertEqual(len(checked.warnings), 1)
        self.assertIn("never acts", checked.warnings[0])
        self.assertEqual(sojourn.check(sample.small()).warnings, ())
        cut = sojourn.check(sample.TWO_TRANSITS, set={
            "world.only": ["SEND", "NORD", "RECV"], "world.rest": "ROW",
            "run.persons_per_agent": 5000})
        told = [text for text in cut.warnings if text.startswith("cut: ")]
        self.assertGreater(len(told), 0, cut.warnings)
        with self.assertRaises(sojourn.InputError) as wrong:
            sojourn.check(sample.small(), set={"modules.wage.x": 1, "run.tikcs": 1})
        self.assertIn("run.tikcs", str(wrong.exception))
        self.assertIn("modules.wage.x", str(wrong.exception), "every fault is told at once")

    def test_describe(self):
        self.assertIn("b_wage", sojourn.describe("wage"))
        self.assertIn("wage", sojourn.describe())

    def test_settings_are_a_table(self):
        settings = sojourn.settings().set_index("path")
        self.assertTrue(settings.index.is_unique)
        ticks = settings.loc["run.ticks"]
        self.assertEqual((ticks.type, ticks.unit, ticks.default, ticks.low),
                         ("integer", "ticks", 120, 0))
        self.assertIn("areas.NAME.members", settings.index)
        self.assertEqual(settings.loc["country.population", "unit"], "persons")
        self.assertEqual(settings.loc["modules.policy.from", "type"], "date")
        found = sojourn.describe("wage")
        of_wage = [path.rpartition(".")[2] for path in settings.index
                   if path.startswith("modules.wage.")]
        self.assertGreater(len(of_wage), 2)
        for key in of_wage:
            if key not in ("type", "enabled"):
                self.assertIn(key, found)

    def test_report(self):
        page = sample.FOLDER / "page.html"
        try:
            self.assertEqual(sojourn.report(sample.replicates()[0], page), pathlib.Path(page))
        except sojourn.RunFailed as error:
            self.skipTest(str(error))
        self.assertIn("<html", page.read_text(encoding="utf-8")[:300])
        with self.assertRaisesRegex(sojourn.InputError, "exists already"):
            sojourn.report(sample.replicates()[0], page)
        sojourn.report(sample.replicates()[0], page, force=True)


if __name__ == "__main__":
    unittest.main()
