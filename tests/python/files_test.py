"""Opening run files, replicates, tables and comparisons."""

import shutil
import unittest

import h5py
import numpy
import pandas
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


class Forums(unittest.TestCase):
    def test_have_their_members_by_id(self):
        path = sample.made("forums", sample.small(
            forums={"Talks": {"members": ["RICH", "POOR"]}, "Club": {"members": ["POOR"]}},
            modules={"forums": {}}))
        forums = sojourn.table(path, "forums").set_index("name")
        self.assertEqual(set(forums.states["Talks"].split(",")), {"RICH", "POOR"})
        self.assertEqual(forums.states["Club"], "POOR")
        self.assertEqual(list(forums.members[["Talks", "Club"]]), [2, 1])


class Coordinates(unittest.TestCase):
    def test_of_places_are_the_scenarios(self):
        with sojourn.open(sample.made("places")) as run:
            self.assertEqual(list(run.place_name.values[:2]), ["The Poor One", "RICH"])
            self.assertEqual(list(run.country.values), ["POOR", "RICH", "RICH"])
            self.assertEqual(list(run.longitude.values), [4, 9, 8])
            self.assertEqual(list(run.latitude.values[:2]), [-2, 0])
            self.assertEqual(list(run.population.values), [9000, 20_000, 100])
            self.assertEqual(run.population.attrs["units"], "persons")
            self.assertEqual(list(run.stocks.citizenship_name.values), ["The Poor One", "RICH"])

    def test_of_corridors_are_the_scenarios(self):
        with sojourn.open(sample.blanks()) as run:
            self.assertEqual(list(run.corridor_from.values), ["South Sudan", "South Sudan"])
            self.assertEqual(list(run.corridor_to.values), ["800", "Burkina-Faso land"])
            self.assertEqual(list(run.corridor_mode.values), ["sea", "land"])
            self.assertEqual(list(run.corridor_route.values), ["By land", ""])

    def test_texts_with_escapes_are_read(self):
        name = 'Saint "Bel" \\ [north]\n[[country]]'
        country = [{**row, "name": name} for row in sample.small()["country"]]
        with sojourn.open(sample.made("escapes", sample.small(country=country))) as run:
            self.assertEqual(list(run.place_name.values[:2]), [name, name])

    def test_years_are_whole_numbers(self):
        with sojourn.open(sample.replicates()[0]) as run:
            self.assertEqual(run.year.dtype.kind, "i")
            self.assertEqual(int(run.year[0]), 2016)
        found = sojourn.open_compare(sample.comparison()[0])
        self.assertEqual((found.year.dtype.kind, found.replicate.dtype.kind), ("i", "i"))


class Replicates(unittest.TestCase):
    """Files that differ in more than their luck are not joined."""

    def refused(self, told, *others):
        with self.assertRaisesRegex(ValueError, told):
            sojourn.open([sample.made("one", seed=1), *others])

    def other(self, scenario=None, **options):
        return sample.made("other", scenario, seed=2, **options)

    def test_of_other_countries(self):
        swapped = [{**row, "id": id} for row, id in zip(sample.small()["country"], ("RICH", "POOR"))]
        self.refused("place in another order",
                     self.other(sample.small(country=swapped, corridor=[])))
        renamed = [sample.small()["country"][0], {**sample.small()["country"][1], "id": "NEW"}]
        self.refused("place CAMP, NEW, RICH",
                     self.other(sample.small(country=renamed, place=[], corridor=[])))

    def test_of_another_span_scale_or_title(self):
        self.refused("start '2015-11' and '2010-01'", self.other(set={"run.start": "2010-01"}))
        self.refused("ticks 4 and 3; 4 and 3 ticks done", self.other(ticks=3))
        self.refused("persons_per_agent 10.0 and 20.0", self.other(set={"run.persons_per_agent": 20}))
        self.refused("title 'Two countries' and 'Another'", self.other(set={"title": "Another"}))

    def test_of_another_policy(self):
        self.refused("modules.wage.b_wage .* and 0.125", self.other(set={"modules.wage.b_wage": 0.125}))
        self.refused("modules.shut is in the second alone",
                     self.other(overlay={"modules": {"shut": {"type": "border_closure",
                                                              "from": ["POOR"]}}}))

    def test_of_the_same_seed(self):
        self.refused("both have the seed 1", sample.made("again", seed=1))

    def test_with_another_seed_are_joined(self):
        runs = sojourn.open([sample.made("one", seed=1), self.other()])
        self.assertEqual(list(runs.seed.values), [1, 2])


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

    def test_dates_have_one_format(self):
        """In runs by months and by days, pandas reads every date with one format."""
        war = {"modules": {"war": {"type": "conflict", "target": ["POOR"], "start": "2015-11-10",
                                   "until": "2015-12-01"}}}
        for run in ({"start": "2015-11", "ticks": 4}, {"start": "2015-11-01", "tick": "day",
                                                       "ticks": 40}):
            path = sample.made("dated", sample.small(run=run, **war))
            dates = sojourn.table(path, "events").date
            self.assertGreater(len(dates), 0)
            self.assertFalse(pandas.to_datetime(dates, format="%Y-%m-%d", exact=True).isna().any())
            self.assertEqual({len(date) for date in dates}, {len("2015-11-10")})

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
