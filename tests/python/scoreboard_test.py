"""docs/SCOREBOARD.md: its format, its grades, its measures."""

import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/studies"))

from score.works import arms, shares, texts  # noqa: E402
from score.works.reference import Reference  # noqa: E402
from score.works.reference_figures import flow_figures, stock_figures  # noqa: E402

FIGURES = ROOT / "docs/figures"
PAGE = ROOT / "docs/SCOREBOARD.md"
GRADES = {"good", "fair", "failing", "given", "not computed"}
FIGURE = re.compile(r"-?[\d,]+(\.\d+)?( \(-?[\d,]+(\.\d+)? to -?[\d,]+(\.\d+)?\))?")
REFERENCE_FIGURES = 108


def rows_below(mark):
    """Cells of the table below a mark, without its head."""
    text = PAGE.read_text(encoding="utf-8").partition(f"<!-- table: {mark} -->\n")[2]
    lines = text.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def number(text):
    return float(text.split(" ")[0].replace(",", ""))


class Format(unittest.TestCase):
    def setUp(self):
        self.works, self.reference = rows_below("works"), rows_below("reference")

    def test_every_row_has_a_source_a_figure_or_a_reason_and_a_grade(self):
        for target, source, published, model, runs, grade in self.works + self.reference:
            self.assertTrue(target and source, target)
            self.assertRegex(published, r"^-?[\d,.]+$", target)
            self.assertIn(grade.removesuffix(", fitted"), GRADES, target)
            if grade in ("given", "not computed"):
                self.assertRegex(model, r"^[a-z]", target)
                self.assertEqual(runs, "", target)
            else:
                self.assertRegex(model, FIGURE, target)
                self.assertGreaterEqual(int(runs), 1, target)
                self.assertEqual("(" in model, int(runs) > 1 or "curve" in target or "correlation" in target, target)

    def test_all_reference_figures_are_there(self):
        gulf = [row for row in self.works if "GCC" in row[0]]
        self.assertEqual(len(gulf) + len(self.reference), REFERENCE_FIGURES)

    def test_what_the_works_say_is_there(self):
        told = " ".join(" ".join(row[:3]) for row in self.works)
        for what in ("South and live in the South", "higher human development", "distinct of 20", "migrant workers (1990)",
                     "C97", "C143", "Global Compact", "GA/12113", "denied", "Turkey", "Britain", "Refugees",
                     "consultative processes", "mean number of members", "year of founding", "GCC"):
            self.assertIn(what, told)

    def test_grades_are_those_of_the_bounds(self):
        with open(FIGURES / "targets.toml", "rb") as file:
            targets = {one["target"]: one for one in tomllib.load(file)["target"]}
        seen = 0
        for (target, _, _, model, _, grade), one in zip(self.works, targets.values()):
            self.assertEqual(target, one["target"])
            self.assertLessEqual(one["fair"][0], one["good"][0], target)
            self.assertGreaterEqual(one["fair"][1], one["good"][1], target)
            if grade in ("given", "not computed"):
                continue
            seen += 1
            exact = next(r for r in board() if r["id"] == one["id"])["figure"]
            inside = lambda ends: ends[0] <= float(exact) <= ends[1]
            self.assertEqual(grade.removesuffix(", fitted"), "good" if inside(one["good"]) else "fair" if inside(one["fair"]) else "failing", target)
            self.assertAlmostEqual(number(model), float(exact), delta=0.006 * abs(float(exact)) + 1e-3, msg=target)
        self.assertGreater(seen, 0)


def board():
    with open(FIGURES / "scoreboard.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Maker(unittest.TestCase):
    """The same tables from a copy that somebody has put a hand to."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="sojourn_figures_")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name) / "figures"
        shutil.copytree(FIGURES, self.folder)
        self.page = pathlib.Path(scratch.name) / "page.md"
        shutil.copy(PAGE, self.page)

    def check(self, page=None):
        done = subprocess.run([ROOT / "tools/docs/tables", "--check", "--figures", self.folder, page or self.page],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def edit(self, name, old, new):
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        self.assertIn(old, text)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def test_pages_say_what_the_figures_say(self):
        self.assertEqual(self.check(), (0, ""))
        self.assertEqual(self.check(ROOT / "docs/VALIDATION.md"), (0, ""))

    def test_a_figure_written_by_hand_is_stale(self):
        text = self.page.read_text(encoding="utf-8")
        self.page.write_text(text.replace("| 37 |", "| 36 |", 1), encoding="utf-8")
        status, told = self.check()
        self.assertEqual(status, 1)
        self.assertIn("| 36 |", told)
        self.assertIn("| 37 |", told)

    def test_another_published_figure_is_told(self):
        self.edit("targets.toml", "published = 37", "published = 38")
        self.assertEqual(self.check()[0], 1)

    def test_a_figure_of_no_target_is_a_fault(self):
        self.edit("scoreboard.csv", "\nW1990,", "\nX1990,")
        status, told = self.check()
        self.assertEqual(status, 1)
        self.assertIn("X1990", told)

    def test_a_first_screen_without_its_figure_is_a_fault(self):
        with open(self.folder / "first_screen.toml", "a", encoding="utf-8") as file:
            file.write('\n[[row]]\nsubject = "world"\nwhat = "x"\nfigure = "{nowhere}"\ngrade = "good"\n')
        status, told = self.check(ROOT / "docs/VALIDATION.md")
        self.assertEqual(status, 1)
        self.assertIn("nowhere", told)

    def test_the_first_screen_is_one_screen_and_has_one_grade_a_subject(self):
        page = (ROOT / "docs/VALIDATION.md").read_text(encoding="utf-8")
        lines = page.partition("<!-- table: first_screen -->\n")[2].partition("\n\n")[0].splitlines()[2:]
        self.assertLessEqual(len(lines), 18)
        for line in lines:
            self.assertIn(line.strip("| ").split(" | ")[-1], ("good", "fair", "failing"), line)
        self.assertLess(page.index("<!-- table: first_screen -->"), page.index("<!-- table: claims -->"))

    def test_a_subject_has_the_grade_of_the_middle_of_its_claims(self):
        # Intervals have a row that is good: with a failing one, the worse of the two; with one more good, good again.
        row = '\n[[row]]\nsubject = "intervals"\nwhat = "x"\nfigure = "1"\ngrade = "{}"\n'
        page = self.folder.parent / "screen.md"
        for grade, expected in (("property", "good"), ("failing", "failing"), ("good", "good")):
            with open(self.folder / "first_screen.toml", "a", encoding="utf-8") as file:
                file.write(row.format(grade))
            page.write_text("<!-- table: first_screen -->\n")
            subprocess.run([ROOT / "tools/docs/tables", "--figures", self.folder, page], check=True, capture_output=True)
            self.assertRegex(page.read_text(), rf"Intervals of a comparison.* {expected} \|\n")

    def test_a_row_of_no_subject_is_a_fault(self):
        self.edit("first_screen.toml", 'subject = "intervals"', 'subject = "elsewhere"')
        status, told = self.check(ROOT / "docs/VALIDATION.md")
        self.assertEqual(status, 1)
        self.assertIn("elsewhere", told)


class Measures(unittest.TestCase):
    def test_area_under_the_curve(self):
        # Pairs of one that is so and one that is not: (3,1) (3,2) right, (2,1) right, (2,2) a tie.
        self.assertEqual(texts.area_under_curve([3, 2, 2, 1], [True, True, False, False]), 3.5 / 4)
        self.assertEqual(texts.area_under_curve([1, 1, 1], [True, False, False]), 0.5)

    def test_rank_correlation(self):
        self.assertAlmostEqual(texts.rank_correlation([1, 5, 9], [2, 3, 100]), 1)
        self.assertAlmostEqual(texts.rank_correlation([1, 5, 9], [3, 2, 1]), -1)

    def test_uphill(self):
        table = np.array([[0, 30, 5], [10, 0, 5], [0, 50, 0]])
        self.assertEqual(shares.uphill(table, np.array([1, 2, np.nan])), 75)

    def test_reciprocity_and_effectiveness(self):
        table = np.array([[0, 30], [10, 0]])
        self.assertEqual(shares.reciprocity(table), 20 / 40)
        self.assertEqual(shares.effectiveness(table), 40 / 80)

    def test_years_to_joining(self):
        never = float("nan")
        share, delay = texts.chance_and_delay([np.array([3, 9, never]), np.array([5, never, never])], 6)
        np.testing.assert_array_equal(share, [1, 0, 0])
        np.testing.assert_array_equal(delay, [4, 9.5, 10])  # who never joined counts a year after the last


@unittest.skipUnless(os.environ.get("SOJOURN_REFERENCE"), "SOJOURN_REFERENCE names no folder of reference data")
class Published(unittest.TestCase):
    """Of published stocks and flows the measures are the published figures."""

    def test_measures(self):
        reference = Reference(os.environ["SOJOURN_REFERENCE"])
        found = {}
        for year in (1990, 1995, 2000, 2005, 2010):
            found |= stock_figures(reference, year, reference.stock(year))
        for year in (1990, 1995, 2000, 2005):
            found |= flow_figures(reference, year, reference.flow(year))
        compared = 0
        for name, target in reference.targets().items():
            if name not in found or name.startswith("FMC"):
                continue
            compared += 1
            value, digits = float(target["value"]), len(target["value"].partition(".")[2])
            self.assertAlmostEqual(found[name], value, delta=0.51 * 10**-digits + 2e-4 * abs(value), msg=name)
        self.assertGreater(compared, 70)


class Arms(unittest.TestCase):
    def test_settings_are_known(self):
        for name, arm in arms.ARMS.items():
            sets = [word for setting in arm.settings for word in ("--set", setting)]
            done = subprocess.run([os.environ["SOJOURN"], "check", arms.SCENARIOS / f"{arm.scenario}.toml", *sets],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, f"{name}: {done.stderr}")

    def test_files_are_of_one_program_and_settings(self):
        other = arms.Arm("world", ("run.ticks=61",), 1)
        here = arms.digest(sys.executable, arms.ARMS["world"])
        self.assertEqual(here, arms.digest(sys.executable, arms.ARMS["world"]))
        self.assertNotEqual(here, arms.digest(sys.executable, other))
        self.assertNotEqual(here, arms.digest(__file__, arms.ARMS["world"]))


if __name__ == "__main__":
    unittest.main()
