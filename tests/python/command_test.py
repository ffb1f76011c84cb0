"""Calling the command: where it is found, what it is asked for, what it says when it fails."""

import contextlib
import io
import os
import pathlib
import signal
import subprocess
import unittest
from unittest import mock

import numpy
import sample
import sojourn
from sojourn import program

ECHO = """#!/bin/sh
printf '%s\\n' "$@" > "$ECHO_TO"
exit ${ECHO_STATUS:-1}
"""


class Find(unittest.TestCase):
    def setUp(self):
        self.program = sample.FOLDER / "bin" / "sojourn"
        self.program.parent.mkdir(exist_ok=True)
        self.program.write_text("#!/bin/sh\n", encoding="utf-8")
        self.program.chmod(0o755)

    def found(self, given=None, variable=None, path="", tree="/nowhere"):
        environment = {"PATH": str(path)} | ({"SOJOURN": str(variable)} if variable else {})
        with mock.patch.dict(os.environ, environment, clear=True), \
                mock.patch.object(program, "_IN_SOURCE_TREE", pathlib.Path(tree)):
            return sojourn.find_command(given)

    def test_argument_then_variable_then_path_then_tree(self):
        mine, other = str(self.program), "/bin/sh"
        self.assertEqual(self.found(mine, other, "/bin"), mine)
        self.assertEqual(self.found(None, mine, "/bin"), mine)
        self.assertEqual(self.found(None, None, self.program.parent, other), mine)
        self.assertEqual(self.found(None, None, "", mine), mine)

    def test_says_where_it_looked(self):
        with self.assertRaisesRegex(sojourn.CommandNotFound, "PATH"):
            self.found()
        with self.assertRaisesRegex(sojourn.CommandNotFound, "/no/such"):
            self.found("/no/such")


class Words(unittest.TestCase):
    """What the command is called with; a program that writes its arguments down stands for it."""

    def words(self, call, *arguments, **options):
        program = sample.FOLDER / "echo"
        program.write_text(ECHO, encoding="utf-8")
        program.chmod(0o755)
        words = sample.FOLDER / "words"
        with mock.patch.dict(os.environ, {"ECHO_TO": str(words)}), \
                self.assertRaises(sojourn.RunFailed):
            call(*arguments, command=program, progress=False, **options)
        return words.read_text(encoding="utf-8").splitlines()

    def test_run(self):
        words = self.words(
            sojourn.run, "a.toml", overlay=["b.toml", pathlib.Path("c.toml")], seed=7, ticks=3,
            replicates=2, threads=1, force=True, out="x.h5",
            set={"run.persons_per_agent": numpy.float64(10), "modules.b.dyads": ["A-B", "C-D"],
                 "title": 'say "so"', "modules.wage.enabled": False})
        self.assertEqual(words, [
            "run", "a.toml", "--out", "x.h5", "--overlay", "b.toml", "--overlay", "c.toml",
            "--set", "run.persons_per_agent=10.0", "--set", 'modules.b.dyads=["A-B", "C-D"]',
            "--set", 'title="say \\"so\\""', "--set", "modules.wage.enabled=false",
            "--seed", "7", "--ticks", "3", "--replicates", "2", "--threads", "1", "--force",
            "--quiet"])

    def test_compare(self):
        words = self.words(sojourn.compare, "a.toml",
                           {"today": [], "fund": ["f.toml", "g.toml"]}, replicates=4,
                           branch_at="2020-01", vary={"run.x": "0..2"}, samples=3, out="folder")
        self.assertEqual(words, [
            "compare", "a.toml", "--out", "folder", "--regime", "today=", "--regime",
            "fund=f.toml+g.toml", "--vary", "run.x=0..2", "--replicates", "4", "--branch-at",
            "2020-01", "--samples", "3", "--threads", "0", "--quiet"])

    def test_vary(self):
        words = self.words(sojourn.run, "a.toml", vary={
            "run.x": [0.5, numpy.int64(1)], "modules.m.shape": ["ramp", "a,b"],
            "modules.m.target": [["A"], []], "run.y": "0..2", "run.z": "1,2"}, samples=4)
        self.assertEqual(words[4:-1], [
            "--vary", "run.x=0.5,1", "--vary", 'modules.m.shape="ramp","a,b"',
            "--vary", 'modules.m.target=["A"],[]', "--vary", "run.y=0..2", "--vary", "run.z=1,2",
            "--replicates", "1", "--samples", "4", "--threads", "0"])

    def test_sensitivity(self):
        for pair in ((0, 2), [0, 2]):
            words = self.words(sojourn.sensitivity, "a.toml", {"run.x": pair}, out="folder")
            self.assertIn("run.x=0..2", words)
        words = self.words(sojourn.sensitivity, "a.toml", {"run.x": "0..2"}, outcomes="deaths",
                           samples=8, out="folder")
        self.assertEqual(words, [
            "sensitivity", "a.toml", "--out", "folder", "--outcome", "deaths", "--vary",
            "run.x=0..2", "--samples", "8", "--replicates", "1", "--threads", "0", "--quiet"])

    def test_outcomes_of_ones_own(self):
        words = self.words(sojourn.compare, "a.toml", {"today": []}, outcomes={
            "in_peru": "stocks[residence=PER]", "wages": "mean(wage[place=PER;COL])"})
        self.assertEqual(words[6:10], ["--outcome", "in_peru=stocks[residence=PER]", "--outcome",
                                       "wages=mean(wage[place=PER;COL])"])

    def test_report(self):
        program = sample.FOLDER / "page_echo"
        program.write_text(ECHO, encoding="utf-8")
        program.chmod(0o755)
        words = sample.FOLDER / "page_words"
        with mock.patch.dict(os.environ, {"ECHO_TO": str(words), "ECHO_STATUS": "0"}):
            made = sojourn.report("run.h5", "page.html", observed=pathlib.Path("seen.csv"),
                                  force=True, command=program)
        self.assertEqual(made, pathlib.Path("page.html"))
        self.assertEqual(words.read_text(encoding="utf-8").splitlines(), [
            "report", "run.h5", "--out", "page.html", "--observed", "seen.csv", "--force"])

    def test_regime_from(self):
        words = self.words(sojourn.run, "a.toml", regime=["b.toml", "c.toml"],
                           regime_from="2018-07")
        self.assertEqual(words[4:8], ["--regime", "b.toml+c.toml", "--regime-from", "2018-07"])


class Run(unittest.TestCase):
    def small(self, out, **options):
        return sojourn.run(sample.TWO_TRANSITS, out=sample.FOLDER / out, ticks=3, **{
            "set": {"run.persons_per_agent": 100_000}, "progress": False} | options)

    def test_opens_what_it_wrote(self):
        with self.small("small.h5", seed=5, set={"run.persons_per_agent": 50_000}) as run:
            self.assertEqual(run.attrs["seed"], 5)
            self.assertEqual(run.attrs["persons_per_agent"], 50_000)
            self.assertEqual(run.sizes["time"], 3)

    def test_passes_progress_on(self):
        with contextlib.redirect_stderr(io.StringIO()) as told:
            self.small("told.h5", progress=True).close()
        self.assertIn("3 of 3 ticks", told.getvalue())
        with contextlib.redirect_stderr(io.StringIO()) as told:
            self.small("quiet.h5").close()
        self.assertEqual(told.getvalue(), "")

    def test_raises_the_commands_message(self):
        for progress in (False, True):
            with self.assertRaises(sojourn.InputError) as wrong, \
                    contextlib.redirect_stderr(io.StringIO()):
                self.small("wrong.h5", set={"modules.wage.b_wgae": 1}, progress=progress)
            self.assertEqual(str(wrong.exception), "--set: modules.wage.b_wgae: unknown key, "
                                                   'nearest known: "b_wage"')
            self.assertEqual(wrong.exception.status, 2)
            self.assertIn("run", wrong.exception.command)

    def test_overwrites_when_forced_only(self):
        self.small("there.h5").close()
        with self.assertRaisesRegex(sojourn.InputError, "there.h5 exists already"):
            self.small("there.h5")
        self.small("there.h5", force=True).close()

    def test_a_failed_run_is_no_wrong_input(self):
        with self.assertRaisesRegex(sojourn.RunFailed, "none"):
            self.small(os.path.join("none", "run.h5"))

    def test_an_interrupt_keeps_what_was_done(self):
        out = sample.FOLDER / "interrupted.h5"

        class Interrupting(io.StringIO):
            def write(self, text):
                if "of 1200 ticks" in text:
                    os.kill(os.getpid(), signal.SIGINT)
                return super().write(text)

        with self.assertRaises(KeyboardInterrupt), contextlib.redirect_stderr(Interrupting()):
            sojourn.run(sample.TWO_TRANSITS, set={"run.persons_per_agent": 2000}, ticks=1200,
                        out=out)
        with sojourn.open(out) as run:
            self.assertEqual(run.attrs["complete"], 0)
            self.assertGreater(run.sizes["time"], 0)


def knows_compare():
    done = subprocess.run([sample.command(), "--help"], capture_output=True, text=True, check=False)
    return "\n  compare " in done.stdout


@unittest.skipUnless(knows_compare(), "this command has no `compare`")
class Compare(unittest.TestCase):
    def test_opens_what_it_wrote(self):
        closed = sample.FOLDER / "closed.toml"
        closed.write_text("format_version = 1\n[modules.labour]\nquota = 0.0\n", encoding="utf-8")
        found = sojourn.compare(
            sample.TWO_TRANSITS, {"today": [], "closed": closed}, replicates=2, ticks=24,
            set={"run.persons_per_agent": 20_000}, out=sample.FOLDER / "compared", progress=False)
        self.assertEqual(list(found.regime.values), ["today", "closed"])
        self.assertEqual(found.outcomes.dims, ("regime", "replicate", "outcome"))
        self.assertLess(float(found.difference.sel(regime="closed", outcome="arrivals")), 0)
        self.assertEqual(found.arrivals.dims, ("regime", "replicate", "year"))
        with self.assertRaises(sojourn.InputError):
            sojourn.compare(sample.TWO_TRANSITS, {"none": "none.toml"}, progress=False,
                            out=sample.FOLDER / "wrong")


if __name__ == "__main__":
    unittest.main()
