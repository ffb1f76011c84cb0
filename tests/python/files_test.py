"""Opening run files, replicates, tables and comparisons."""

import shutil
import unittest

import h5py
import numpy
import sample
import sojourn


class Open(unittest.TestCase):
    def test_has_named_axes_units_and_dates(self):
        with sojourn.open(sample.replicates()[0]) as run:
            self.assertEqual(run.stocks.dims, ("time", "residence", "citizenship", "status"))
            self.assertEqual(run.stocks.attrs["units"], "persons")
            self.assertEqual(str(run.time.values[1])[:10], "2015-02-01")
            self.assertEqual(list(run.place.values), ["SEND", "NORD", "SUED", "RECV", "PEER"])

    def test_joins_replicates(self):
        runs = sojourn.open(sample.replicates())
        self.assertEqual(runs.sizes["replicate"], sample.N_REPLICATES)
        self.assertEqual(list(runs.seed.values), [1, 2, 3])
        for r, path in enumerate(sample.replicates()):
            with sojourn.open(path) as run:
                for name in run.data_vars:
                    numpy.testing.assert_array_equal(runs[name][r], run[name], err_msg=name)
        self.assertGreater(float(runs.arrivals.sum(["time", "citizenship", "destination",
                                                    "channel"]).std()), 0)

    def test_refuses_what_is_no_run(self):
        path, _ = sample.comparison()
        with self.assertRaisesRegex(ValueError, "sojourn-compare"):
            sojourn.open(path)
        with self.assertRaisesRegex(ValueError, "not a file of Sojourn"):
            sojourn.open(__file__)
        with self.assertRaises(FileNotFoundError):
            sojourn.open(sample.FOLDER / "none.h5")
        with self.assertRaises(ValueError):
            sojourn.open([])
        with self.assertRaises(ValueError):
            sojourn.open([sample.replicates()[0], path])

    def test_refuses_replicates_of_another_shape(self):
        short = sample.FOLDER / "short.h5"
        sojourn.run(sample.TWO_TRANSITS, set={"run.persons_per_agent": 100_000}, ticks=3,
                    out=short, progress=False).close()
        with self.assertRaises(ValueError):
            sojourn.open([sample.replicates()[0], short])


class Tables(unittest.TestCase):
    def test_are_data_frames_of_what_the_file_holds(self):
        path = sample.replicates()[0]
        tables = sojourn.tables(path)
        self.assertIn("lives", tables)
        events = sojourn.table(path, "events")
        self.assertTrue(tables["events"].equals(events))
        with h5py.File(path) as file:
            self.assertEqual(list(events.text), list(file["events/text"].asstr()))
            self.assertEqual(set(tables), set(
                name for name, item in file.items()
                if isinstance(item, h5py.Group) and name != "provenance"))
        self.assertIn("conflict", set(events.kind))

    def test_names_those_there_are(self):
        with self.assertRaisesRegex(KeyError, "events, lives"):
            sojourn.table(sample.replicates()[0], "event")
        with self.assertRaises(KeyError):
            sojourn.table(sample.replicates()[0], "provenance")


class OpenCompare(unittest.TestCase):
    def test_has_outcomes_and_yearly_series(self):
        path, written = sample.comparison()
        folder = sample.FOLDER / "comparison"
        folder.mkdir()
        shutil.copy(path, folder / "compare.h5")
        for place in (path, folder):
            found = sojourn.open_compare(place)
            for name in ("outcomes", "mean", "difference", "difference_low"):
                numpy.testing.assert_array_equal(found[name], written[name])
            numpy.testing.assert_array_equal(found["arrivals"], written["series/arrivals"])
            self.assertEqual(found.arrivals.dims, ("regime", "replicate", "year"))
            self.assertEqual(list(found.outcome_units.values),
                             ["persons", "persons", "GDP share / year"])

    def test_refuses_a_run(self):
        with self.assertRaisesRegex(ValueError, "sojourn-run"):
            sojourn.open_compare(sample.replicates()[0])


if __name__ == "__main__":
    unittest.main()
