"""Maps show the numbers of the run where they belong; figures of nothing say so."""

import unittest

import matplotlib.pyplot as plt
import numpy
import sample
import sojourn
import xarray
from matplotlib.collections import PathCollection
from matplotlib.colors import LogNorm, to_rgba
from sojourn import plots
from sojourn.plots.countries import by_country, population
from sojourn.plots.outlines import outlines
from sojourn.plots.style import cividis

COUNTRIES = [
    {"id": id, "population": population, "gdp_per_capita": income, "latitude": latitude,
     "longitude": longitude}
    for id, population, income, latitude, longitude in (
        ("TUR", 70_000, 9000, 39, 35), ("RUS", 90_000, 20_000, 62, 90), ("MLT", 500, 30_000, 36, 14.5),
        ("FJI", 900, 5000, 30, 20))]  # Fiji does not lie there


def real():
    return sample.made("real", {
        "run": {"ticks": 3}, "country": COUNTRIES,
        "place": [{"id": "CAMP", "state": "TUR", "population": 30_000, "longitude": 36,
                   "latitude": 37}]})


class Choropleth(unittest.TestCase):
    def setUp(self):
        self.run_file = sojourn.open(real())
        self.addCleanup(self.run_file.close)
        self.addCleanup(plt.close, "all")

    def colours(self, ax):
        """By id, and which are dots."""
        shapes = [c for c in ax.collections if isinstance(c, PathCollection)]
        rest, filled, dots = shapes
        by_shape = dict(zip((id for id in outlines() if id in ("TUR", "RUS")),
                            filled.get_facecolors()))
        at = {(15, 36): "MLT", (20, 30): "FJI"}
        by_dot = {at[round(x + 0.1), round(y)]: colour for (x, y), colour in
                  zip(dots.get_offsets(), dots.get_facecolors())}
        self.assertEqual(len(rest.get_paths()), len(outlines()) - 2)
        return by_shape, by_dot

    def test_countries_have_the_colour_of_their_number(self):
        ax = plots.choropleth(self.run_file, "residents")
        shapes, dots = self.colours(ax)
        self.assertEqual((set(shapes), set(dots)), ({"TUR", "RUS"}, {"MLT", "FJI"}))
        scale = ax.figure.axes[-1]
        persons = self.run_file.residents.isel(time=-1).to_series()
        persons["TUR"] += persons.pop("CAMP")
        norm = LogNorm(*scale.get_ylim())
        numpy.testing.assert_allclose(scale.get_ylim(), (persons.min(), persons.max()))
        for id, colour in {**shapes, **dots}.items():
            numpy.testing.assert_allclose(colour, cividis()(norm(persons[id])))
        self.assertEqual(scale.get_ylabel(), "persons")
        self.assertIn("2015-03", ax.get_title(loc="left"))

    def test_measures_are_of_the_country_itself_and_heads_are_counted(self):
        shown = by_country(self.run_file, self.run_file.gdp_per_capita.mean("time"), None)
        self.assertEqual(list(shown.index), ["TUR", "RUS", "MLT", "FJI"])
        self.assertAlmostEqual(shown["TUR"], float(self.run_file.gdp_per_capita.mean("time")[0]))
        self.assertEqual(dict(population(self.run_file)),
                         {"TUR": 100_000, "RUS": 90_000, "MLT": 500, "FJI": 900})

    def test_a_difference_has_its_middle_at_zero(self):
        difference = (self.run_file.births - self.run_file.deaths).sum("time")
        difference[0] -= 10_000
        ax = plots.choropleth(self.run_file, difference)
        low, high = ax.figure.axes[-1].get_ylim()
        self.assertEqual(low, -high)
        self.assertGreater(high, 9000)

    def test_countries_without_a_number_are_grey(self):
        share = self.run_file.gdp_per_capita.mean("time").where(self.run_file.place != "MLT")
        _, dots = self.colours(plots.choropleth(self.run_file, share))
        numpy.testing.assert_allclose(dots["MLT"], to_rgba("#d9d9d9"))
        self.assertGreater(abs(dots["FJI"] - dots["MLT"]).max(), 0.1)

    def test_of_a_comparison_what_is_not_known_is_grey(self):
        cells = numpy.array([[[[10.0, 1, 5, 7]]], [[[40, 1, numpy.nan, 3]]]])
        ids = [country["id"] for country in COUNTRIES]
        comparison = xarray.Dataset(
            {"places_foreigners": (("regime", "replicate", "year", "place"), cells,
                                   {"units": "persons"})},
            {"regime": ["a", "b"], "place": ids,
             **{key: ("place", [country[key] for country in COUNTRIES])
                for key in ("longitude", "latitude", "population")}})
        gained = comparison.places_foreigners.sel(regime="b") - comparison.places_foreigners.sel(
            regime="a")
        gained.attrs["units"] = "persons"
        ax = plots.choropleth(comparison, gained)
        self.assertEqual(ax.figure.axes[-1].get_ylim(), (-30, 30))
        _, dots = self.colours(ax)
        numpy.testing.assert_allclose(dots["MLT"], to_rgba("#d9d9d9"))

    def test_what_has_no_places_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no axis"):
            plots.choropleth(self.run_file, self.run_file.arrivals.sum(["citizenship", "destination"]))

    def test_outlines_lie_on_the_earth_and_closed(self):
        for id, shape in outlines().items():
            box = shape.get_extents()
            self.assertTrue(-180 <= box.x0 < box.x1 <= 180 and -60 < box.y0 < box.y1 <= 90, id)
            xs = shape.vertices[:, 0]
            inside = shape.codes[1:] == 2  # LINETO
            self.assertLess(abs(numpy.diff(xs))[inside].max(initial=0), 40, f"{id} is torn")


class Nowhere(unittest.TestCase):
    """The rest of a cut world has no location."""

    @classmethod
    def setUpClass(cls):
        rest = {"id": "ROW", "population": 50_000, "gdp_per_capita": 9000, "location": "none",
                "longitude": 0, "latitude": 0}
        small = sample.small()
        near = [{"from": a, "to": b, "distance_km": 5000} for other in ("POOR", "RICH", "CAMP")
                for a, b in ((other, "ROW"), ("ROW", other))]
        cls.path = sample.made("nowhere", {
            **small, "country": [*small["country"], rest],
            "corridor": [*small["corridor"], {"from": "POOR", "to": "ROW", "km": 900}],
            "pair": near})

    def setUp(self):
        self.run_file = sojourn.open(self.path)
        self.addCleanup(self.run_file.close)
        self.addCleanup(plt.close, "all")

    def test_has_no_coordinates(self):
        for axis in ("longitude", "latitude"):
            numbers = self.run_file[axis]
            self.assertTrue(numpy.isnan(numbers.sel(place="ROW")), axis)
            self.assertTrue(numpy.isfinite(numbers.drop_sel(place="ROW")).all(), axis)
        self.assertEqual(self.run_file.population.sel(place="ROW"), 50_000)

    def test_is_named_under_the_map_and_leaves_its_scale_alone(self):
        ax = plots.choropleth(self.run_file, self.run_file.gdp_per_capita.mean("time") * 0
                              + self.run_file.population)
        self.assertEqual(ax.figure.axes[-1].get_ylim()[1], 20_000)
        self.assertIn("Not on the map: ROW 50k", [text.get_text() for text in ax.texts])
        self.assertEqual(len(ax.collections[-1].get_offsets()), 2)

    def test_has_no_arcs(self):
        names = {text.get_text() for text in plots.route_map(self.run_file).texts}
        self.assertTrue({"POOR", "RICH"} <= names, names)
        self.assertNotIn("ROW", names)


class Nothing(unittest.TestCase):
    """A world where nobody moves, with corridors and without, and one of no ticks."""

    def tearDown(self):
        plt.close("all")

    def draw_all(self, path):
        with sojourn.open(path) as run:
            figures = [plots.flow_matrix(run), plots.stock_series(run), plots.route_map(run),
                       plots.stock_series(run, by="status"), plots.choropleth(run),
                       plots.choropleth(run, "arrivals", per_head=True),
                       plots.event_timeline(sojourn.table(path, "events"))]
            for ax in figures:
                self.assertTrue(ax.get_title(loc="left") or ax.get_title())
                ax.figure.canvas.draw()
                plt.close(ax.figure)
        return [[text.get_text() for text in ax.texts] for ax in figures]

    def test_is_drawn_and_said(self):
        still = {"modules": {"intention": {"enabled": False}}}
        for name, corridor in (("still", []), ("roads", sample.small()["corridor"])):
            for ticks in (0, 14):
                world = sample.small(corridor=corridor, **still)
                texts = self.draw_all(sample.made(name, world, ticks=ticks))
                self.assertEqual(texts[0], ["nobody moved"])
                self.assertEqual(texts[2] == ["no corridors"], not corridor)

    def test_comparisons_without_values(self):
        comparison = sojourn.open_compare(sample.comparison()[0])
        unfinished = comparison.copy(deep=True)
        for name in ("mean", "difference", "difference_low", "difference_high", "outcomes"):
            unfinished[name][...] = numpy.nan
        for outcomes in (None, "arrivals"):
            ax = plots.regime_comparison(unfinished, outcomes)
            self.assertEqual([text.get_text() for text in ax.texts], ["no difference is known"])
        lone = comparison.isel(regime=[0])
        ax = plots.regime_comparison(lone)
        self.assertEqual(len(ax.texts), 1)
        self.assertIn("one regime", ax.texts[0].get_text())


if __name__ == "__main__":
    unittest.main()
