"""Runs and comparisons at several values of settings have axes of these settings."""

import itertools
import unittest

import h5py
import numpy
import sample
import sojourn
from sojourn import points, toml

B_WAGE, SHARE = "modules.wage.b_wage", "modules.intention.h0"


def swept(name, vary, **options):
    return sojourn.run(sample.small(), vary=vary, out=sample.FOLDER / f"{name}.h5", progress=False,
                       force=True, **options)


class Run(unittest.TestCase):
    def test_lists_are_axes_and_each_point_is_its_run(self):
        vary = {B_WAGE: [0.5, 1.0], SHARE: numpy.array([1e-3, 1e-2, 1e-1])}
        runs = swept("grid", vary, replicates=2)
        self.assertEqual(runs.arrivals.dims[:3], (B_WAGE, SHARE, "replicate"))
        self.assertEqual(list(runs[B_WAGE].values), [0.5, 1.0])
        self.assertEqual(list(runs[SHARE].values), [1e-3, 1e-2, 1e-1])
        for b_wage, share in itertools.product(runs[B_WAGE].values, runs[SHARE].values):
            alone = sojourn.run(sample.small(), set={B_WAGE: b_wage, SHARE: share}, seed=2,
                                out=sample.FOLDER / "alone.h5", progress=False, force=True)
            here = runs.sel({B_WAGE: b_wage, SHARE: share}).sel(replicate=2)
            for series in ("stocks", "arrivals", "wage"):
                numpy.testing.assert_array_equal(here[series], alone[series])
            alone.close()
        spread = runs.departures.sum(["time", "origin", "destination", "channel", "replicate"])
        self.assertGreater(int(spread.sel({SHARE: 1e-1}).min()),
                           int(spread.sel({SHARE: 1e-3}).max()), "who wants to leave, does")

    def test_texts_and_lists_are_labels(self):
        war = {"modules": {"war": {"type": "conflict", "target": ["POOR"]}}}
        runs = swept("labels", {"modules.war.target": [["POOR"], ["RICH"]],
                                "modules.war.shape": "step,fade"}, overlay=war, ticks=2)
        self.assertEqual(list(runs["modules.war.target"].values), ['["POOR"]', '["RICH"]'])
        self.assertEqual(list(runs["modules.war.shape"].values), ["step", "fade"])
        hit = runs.displacement.max("time").sel({"modules.war.shape": "step", "place": "RICH"})
        self.assertGreater(float(hit.sel({"modules.war.target": '["RICH"]'})),
                           float(hit.sel({"modules.war.target": '["POOR"]'})))

    def test_one_value_is_an_axis_of_one(self):
        runs = swept("single", {B_WAGE: [0.5]}, ticks=2)
        self.assertEqual(runs.sizes[B_WAGE], 1)

    def test_files_are_found_by_their_table(self):
        runs = swept("kept", {B_WAGE: [0.5, 1], "modules.intention.h0": "1e-3,1e-2"}, replicates=2,
                     ticks=2)
        found = sojourn.open_sweep(sample.FOLDER / "kept.h5")
        self.assertTrue(found.identical(runs))
        (sample.FOLDER / "kept-p2-1.h5").unlink()
        with self.assertRaisesRegex(FileNotFoundError, "kept-p2-1.h5"):
            sojourn.open_sweep(sample.FOLDER / "kept.h5")
        with self.assertRaisesRegex(FileNotFoundError, "alone-index.csv"):
            sojourn.open_sweep(sample.FOLDER / "alone.h5")

    def test_a_range_has_the_values_that_were_run(self):
        runs = swept("range", {B_WAGE: "0.5..2"}, samples=4, ticks=1)
        values = list(runs[B_WAGE].values)
        self.assertEqual(len(values), 4)
        for p, value in enumerate(values, 1):
            with h5py.File(sample.FOLDER / f"range-p{p}.h5") as file:
                self.assertEqual(toml.setting(file.attrs["scenario"], B_WAGE), value)
        quarters = sorted(int((value - 0.5) / 1.5 * 4) for value in values)
        self.assertEqual(quarters, [0, 1, 2, 3], "one point of a Sobol sequence in each quarter")

    def test_ranges_together_have_points(self):
        runs = swept("points", {B_WAGE: "0.5..2", "countries.POOR.openness": "0..1"}, samples=2,
                     ticks=1)
        self.assertEqual(runs.sizes["point"], 2)
        self.assertEqual(runs["countries.POOR.openness"].dims, ("point",))
        numpy.testing.assert_allclose(runs["countries.POOR.openness"],
                                      runs.openness.sel(place="POOR").isel(time=0))

    def test_what_differs_between_points_has_their_axis_too(self):
        runs = swept("people", {"countries.RICH.population": [10_000, 20_000]}, ticks=1)
        self.assertEqual(list(runs.population.sel(place="RICH").values), [10_000, 20_000])

    def test_other_axes_are_refused(self):
        with self.assertRaisesRegex(ValueError, "cannot be joined along run.ticks"):
            swept("ticks", {"run.ticks": [1, 2]})


class Words(unittest.TestCase):
    def test_ranges_and_lists_are_told_apart(self):
        for text in ("0..1", "1e-3..2e-3", "0.5..1.5", "-1..1"):
            self.assertTrue(points.is_range(text), text)
        for text in ("0,1", "0.5", "step,fade", '"a..b"', "2019-07..2019-08", [0, 1]):
            self.assertFalse(points.is_range(text), text)

    def test_lists_in_words(self):
        self.assertEqual(points.listed("0.5,1"), [0.5, 1])
        self.assertEqual(points.listed("step, fade"), ["step", "fade"])
        self.assertEqual(points.listed('["A", "B"],["C"]'), [["A", "B"], ["C"]])
        self.assertEqual(points.listed('"a,b",true'), ["a,b", True])


class Compare(unittest.TestCase):
    def compared(self, name, regimes, vary, **options):
        out = sample.FOLDER / name
        found = sojourn.compare(sample.small(), regimes, vary=vary, replicates=1, ticks=14, out=out,
                                progress=False, **options)
        return found, h5py.File(out / "compare.h5")

    def test_regimes_and_settings_have_axes_of_their_own(self):
        closed = {"modules": {"labour": {"quota": 0.0}}}
        found, file = self.compared("grid", {"today": {}, "closed": closed}, {B_WAGE: [0.5, 1]})
        self.assertEqual(found["mean"].dims, (B_WAGE, "regime", "outcome"))
        self.assertEqual(list(found.regime.values), ["today", "closed"])
        self.assertEqual(list(found.reference.values), [0, 0])
        names = list(file["regime"].asstr())
        for regime, value in itertools.product(("today", "closed"), ("0.5", "1")):
            row = names.index(f"{regime}, {B_WAGE}={value}")
            here = found.sel({"regime": regime, B_WAGE: float(value)})
            for variable in ("outcomes", "mean", "difference"):
                numpy.testing.assert_array_equal(here[variable], file[variable][row])
            numpy.testing.assert_array_equal(here.arrivals, file["series/arrivals"][row])
        ax = sojourn.plots.regime_comparison(found, "arrivals")
        marks = [x for line in ax.lines if line.get_marker() == "o" for x in line.get_xdata()]
        numpy.testing.assert_array_equal(
            sorted(marks), sorted(found.difference.sel(regime="closed", outcome="arrivals").values))

    def test_a_lone_regime_is_held_against_its_first_point(self):
        found, _ = self.compared("lone", {"today": {}}, {B_WAGE: [0.5, 1, 2]})
        self.assertEqual(found.sizes["regime"], 1)
        ax = sojourn.plots.regime_comparison(found, "arrivals")
        self.assertEqual(len([line for line in ax.lines if line.get_marker() == "o"]), 2)


class Sensitivity(unittest.TestCase):
    def test_opens_what_it_wrote(self):
        out = sample.FOLDER / "sensitive"
        found = sojourn.sensitivity(sample.small(), {SHARE: "1e-3..1e-1", B_WAGE: "0.5..2"},
                                    outcomes=["arrivals", "deaths"], samples=2, ticks=14, out=out,
                                    progress=False)
        self.assertEqual(found.first_order.dims, ("outcome", "parameter"))
        self.assertEqual(list(found.parameter.values), [SHARE, B_WAGE])
        self.assertEqual(found.point.dtype.kind, "i")
        with h5py.File(out / "sensitivity.h5") as file:
            for name in ("total", "first_order_low", "parameters", "outcomes"):
                numpy.testing.assert_array_equal(found[name], file[name])
        with self.assertRaisesRegex(ValueError, "sojourn-sensitivity"):
            sojourn.open_compare(out / "sensitivity.h5")


if __name__ == "__main__":
    unittest.main()
