"""Scenarios, overlays and regimes as dicts: what the command reads is what was meant."""

import datetime
import json
import os
import pathlib
import re
import tomllib
import unittest

import numpy
import pandas
import sample
import sojourn
from sojourn import inputs, toml


def series(path):
    with sojourn.open(path) as run:
        return run.load()


class Toml(unittest.TestCase):
    def read(self, value):
        return tomllib.loads(f"value = {toml.value_text(value)}")["value"]

    def test_values_are_read_as_they_were(self):
        for value in (True, False, 0, -3, 1.5, 1e-20, 1e300, "", 'say "so"\\ \n\t\x7f', "Zürich 日本",
                      [], [1, [2.5, "a"]], {}, {"a b": {"c": [1]}, "d.e": "f"}):
            self.assertEqual(self.read(value), value)
            self.assertEqual(type(self.read(value)), type(value))
        self.assertTrue(numpy.isnan(self.read(float("nan"))))
        self.assertEqual(self.read(-numpy.inf), -numpy.inf)

    def test_values_of_numpy_and_pandas(self):
        self.assertEqual(self.read(numpy.array([[1, 2], [3, 4]])), [[1, 2], [3, 4]])
        self.assertEqual(self.read(numpy.float32(0.5)), 0.5)
        self.assertIs(self.read(numpy.bool_(True)), True)
        self.assertEqual(self.read(pandas.Series(["a", "b"])), ["a", "b"])
        self.assertEqual(self.read(pathlib.Path("a/b.csv")), "a/b.csv")
        frame = pandas.DataFrame({"id": ["A", "B"], "population": [5, 6], "hdi": [0.5, numpy.nan]})
        self.assertEqual(self.read(frame), [{"id": "A", "population": 5, "hdi": 0.5},
                                            {"id": "B", "population": 6}])

    def test_dates_are_texts_with_a_day(self):
        for date in (datetime.date(2015, 2, 1), datetime.datetime(2015, 2, 1),
                     numpy.datetime64("2015-02-01"), numpy.datetime64("2015-02"),
                     pandas.Timestamp("2015-02-01")):
            self.assertEqual(self.read(date), "2015-02-01")
        with self.assertRaises(TypeError):
            toml.value_text(datetime.datetime(2015, 2, 1, 13))

    def test_what_toml_lacks_is_refused(self):
        for value in (None, {1, 2}, object(), [None]):
            with self.assertRaises(TypeError):
                toml.value_text(value)

    def test_documents_are_read_as_they_were(self):
        table = {"title": "T", "run": {"ticks": 3}, "areas": {"a b": {"members": ["A"]}, "c": {}},
                 "country": [{"id": "A", "x": {"y": 1}}, {"id": "B"}], "modules": {"war": {
                     "type": "conflict", "target": ["A"]}}, 276: 1}
        self.assertEqual(tomllib.loads(toml.document_text(table)),
                         {**{str(key): value for key, value in table.items()}})

    def test_settings_of_a_run_are_found_without_reading_it_all(self):
        with sojourn.open(sample.made("settings", set={"modules.wage.b_wage": 0.125})) as run:
            text = run.attrs["scenario"]
        whole = tomllib.loads(text)
        self.assertEqual(list(toml.rows(text, "country")), whole["country"])
        self.assertEqual(list(toml.rows(text, "corridor")), whole["corridor"])
        self.assertEqual(toml.setting(text, "modules.wage.b_wage"), 0.125)
        self.assertEqual(toml.setting(text, "run.ticks"), whole["run"]["ticks"])
        self.assertEqual(toml.setting(text, "title"), whole["title"])
        with self.assertRaises(KeyError):
            toml.setting(text, "modules.wage.none")


class Dicts(unittest.TestCase):
    def test_a_scenario_runs_as_its_file_does(self):
        file = sample.FOLDER / "as_file.toml"
        file.write_text(toml.document_text({"format_version": 1, **sample.small()}), "utf-8")
        self.assertTrue(series(sample.made("of_file", file)).equals(
            series(sample.made("of_dict", sample.small()))))

    def test_rows_may_be_data_frames(self):
        frames = {name: pandas.DataFrame(sample.small()[name]) for name in ("country", "corridor")}
        self.assertTrue(series(sample.made("of_frames", sample.small(**frames))).equals(
            series(sample.made("of_dict", sample.small()))))

    def test_paths_are_relative_to_the_current_folder(self):
        pandas.DataFrame(sample.small()["country"]).to_csv(sample.FOLDER / "lands.csv", index=False)
        world = {key: value for key, value in sample.small().items() if key != "country"}
        before = os.getcwd()
        os.chdir(sample.FOLDER)
        try:
            path = sample.made("of_csv", {**world, "world": {"countries": "lands.csv"}})
        finally:
            os.chdir(before)
        self.assertTrue(series(path).equals(series(sample.made("of_dict", sample.small()))))

    def test_files_of_the_world_are_known(self):
        schema = json.loads(sojourn.program.call([sample.command(), "describe", "--schema"]))
        files = [key for key, told in schema["properties"]["world"]["properties"].items()
                 if "CSV file" in told["description"]]
        self.assertEqual(sorted(files), sorted(inputs.WORLD_FILES))

    def test_later_overlays_win(self):
        def b_wage(*overlays):
            with sojourn.open(sample.made("laid", overlay=overlays)) as run:
                return toml.setting(run.attrs["scenario"], "modules.wage.b_wage")

        low, high = ({"modules": {"wage": {"b_wage": value}}} for value in (0.25, 0.75))
        file = sample.FOLDER / "b=c+d.toml"
        file.write_text("format_version = 1\nmodules.wage.b_wage = 0.5\n", encoding="utf-8")
        self.assertEqual(b_wage(low, high), 0.75)
        self.assertEqual(b_wage(high, low, {}), 0.25)
        self.assertEqual(b_wage(low, file), 0.5)
        self.assertEqual(b_wage(file, low), 0.25)

    def test_faults_are_told_without_the_folder(self):
        wrong = sample.small(modules={"wage": {"b_wgae": 1}})
        with self.assertRaisesRegex(sojourn.InputError, r"^scenario\.toml:\d+:\d+: .*b_wgae"):
            sojourn.check(wrong)
        with self.assertRaisesRegex(sojourn.InputError, r"^overlay~2\.toml:"):
            sojourn.check(sample.small(), overlay=[{"title": "A"}, {"modules": {"wage": {"x": 1}}}])

    def test_a_comparison_of_dicts_names_no_file_that_is_gone(self):
        out = sample.FOLDER / "of_dicts"
        policy = {"modules": {"p": {"type": "policy", "in": ["RICH"], "openness": 0.9}}}
        file = sample.FOLDER / "kept.toml"
        file.write_text("format_version = 1\nmodules.wage.b_wage = 0.5\n", encoding="utf-8")
        with sojourn.compare(sample.small(), {"as it is": {}, "open door": policy,
                                              "both": [policy, file]},
                             replicates=1, out=out, progress=False) as compared:
            self.assertEqual(list(compared.regime_files.values),
                             ["", "open_door", f"both+{file}"])
            self.assertNotIn("scenario", compared.attrs)
            page = sojourn.report(out, sample.FOLDER / "of_dicts.html").read_text("utf-8")
        data = json.loads(re.search('<script type="application/json" id="data">(.*?)</script>',
                                    page, re.S)[1])
        self.assertIn("open_door.toml", data["command_line"])
        for text in (json.dumps(data), *map(str, compared.attrs.values())):
            self.assertNotIn("sojourn-", text.replace("sojourn-compare", ""))
            self.assertNotIn("--scratch", text)

    def test_regimes_of_odd_names(self):
        for name in ("", "a/b"):
            with self.assertRaisesRegex(ValueError, "cannot be called"):
                sojourn.compare(sample.small(), {name: []}, progress=False)
        file = sample.FOLDER / "x=y+z.toml"
        file.write_text("format_version = 1\nmodules.labour.quota = 0\n", encoding="utf-8")
        found = sojourn.compare(
            sample.small(), {"as it is": {}, "p=q": file, "é": {"modules": {"labour": {"quota": 0}}}},
            replicates=1, out=sample.FOLDER / "odd", progress=False)
        self.assertEqual(list(found.regime.values), ["as it is", "p=q", "é"])
        self.assertEqual(found.regime_modules.values[1], found.regime_modules.values[2])
        self.assertNotEqual(found.regime_modules.values[0], found.regime_modules.values[1])


if __name__ == "__main__":
    unittest.main()
