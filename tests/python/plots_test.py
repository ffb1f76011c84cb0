"""Every figure draws the marks that its data ask for, where they belong."""

import io
import unittest

import matplotlib
import matplotlib.pyplot as plt
import numpy
import sample
import sojourn
from matplotlib.collections import PolyCollection, QuadMesh
from matplotlib.patches import FancyArrowPatch
from sojourn import plots


def written(ax):
    return [text.get_text() for text in ax.texts]


class Figures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.runs = sojourn.open(sample.replicates())
        cls.events = sojourn.table(sample.replicates()[0], "events")
        cls.comparison = sojourn.open_compare(sample.comparison()[0])

    def tearDown(self):
        plt.close("all")

    def all_figures(self, **options):
        return [
            plots.flow_matrix(self.runs, **options),
            plots.stock_series(self.runs, **options),
            plots.route_map(self.runs, **options),
            plots.event_timeline(self.events, **options),
            plots.regime_comparison(self.comparison, **options),
        ]

    def test_can_be_printed_and_are_titled(self):
        for ax in self.all_figures():
            self.assertTrue(ax.get_title(loc="left"))
            for kind in ("png", "pdf"):
                page = io.BytesIO()
                ax.figure.savefig(page, format=kind)
                self.assertGreater(len(page.getvalue()), 5000)

    def test_draw_on_a_given_axes_under_a_given_title(self):
        before = dict(matplotlib.rcParams)
        for number in range(5):
            _, ax = plt.subplots()
            title = f"Mine {number}"
            drawn = [
                lambda **o: plots.flow_matrix(self.runs, **o),
                lambda **o: plots.stock_series(self.runs, **o),
                lambda **o: plots.route_map(self.runs, **o),
                lambda **o: plots.event_timeline(self.events, **o),
                lambda **o: plots.regime_comparison(self.comparison, **o),
            ][number](ax=ax, title=title)
            self.assertIs(drawn, ax)
            self.assertEqual(ax.get_title(loc="left"), title)
        self.assertEqual(dict(matplotlib.rcParams), before)

    def test_flow_matrix_shows_every_cell(self):
        ax = plots.flow_matrix(self.runs)
        flows = self.runs.arrivals.drop_sel(channel="return").sum(["time", "channel"]).mean(
            "replicate").transpose("citizenship", "destination").to_pandas()
        shown = [collection for collection in ax.collections if isinstance(collection, QuadMesh)]
        cells = numpy.ma.filled(shown[0].get_array(), numpy.nan)
        self.assertAlmostEqual(numpy.nansum(cells), flows.to_numpy().sum())
        self.assertEqual(len(written(ax)), int((flows > 0).to_numpy().sum()))
        rows = [label.get_text() for label in ax.get_yticklabels()]
        columns = [label.get_text() for label in ax.get_xticklabels()]
        here = rows.index("SEND"), columns.index("RECV")
        self.assertAlmostEqual(cells.reshape(len(rows), len(columns))[here],
                               flows.loc["SEND", "RECV"])

    def test_flow_matrix_sums_the_small_ones_up(self):
        ax = plots.flow_matrix(self.runs, top=2, period=slice("2018-01", "2018-12"))
        self.assertEqual([t.get_text() for t in ax.get_yticklabels()][-1], "others")
        whole = plots.flow_matrix(self.runs, period=slice("2018-01", "2018-12"))
        sums = [numpy.nansum(numpy.ma.filled(a.collections[0].get_array(), 0)) for a in (ax, whole)]
        self.assertAlmostEqual(*sums)
        self.assertIn("2018-01 to 2018-12", ax.get_title(loc="left"))

    def test_stock_series_has_lines_with_bands(self):
        ax = plots.stock_series(self.runs, citizenship="SEND", top=3)
        self.assertEqual(len(ax.lines), 3)
        self.assertEqual(sum(isinstance(c, PolyCollection) for c in ax.collections), 3)
        stock = self.runs.stocks.sel(citizenship="SEND").sum("status")
        totals = stock.sum(["time", "replicate"]).to_series()
        largest = totals.idxmax()
        where = [name for name in totals.index if name in set(totals.nlargest(3).index)]
        numpy.testing.assert_allclose(ax.lines[where.index(largest)].get_ydata(),
                                      stock.sel(residence=largest).median("replicate"))
        self.assertEqual(ax.get_ylabel(), "persons")
        self.assertIn(largest, written(ax))

    def test_stock_series_of_one_run_has_no_band(self):
        ax = plots.stock_series(self.runs.isel(replicate=0), "excess", by=None, place="RECV")
        self.assertEqual((len(ax.lines), len(ax.collections)), (1, 0))
        self.assertEqual(ax.get_ylabel(), "GDP share / year")

    def test_route_map_has_an_arc_for_each_corridor(self):
        ax = plots.route_map(self.runs)
        arcs = [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
        self.assertEqual(len(arcs), self.runs.sizes["corridor"])
        crossings = self.runs.crossings.sum("time").mean("replicate").to_series().sort_values()
        widths = [arc.get_linewidth() for arc in arcs]
        self.assertEqual(widths, sorted(widths), "drawn from thin to thick")
        self.assertAlmostEqual((widths[-2] / widths[-1]) ** 2, crossings[-2] / crossings[-1])
        self.assertLessEqual({"SEND", "NORD", "SUED", "RECV"}, set(written(ax)))
        self.assertNotIn("PEER", written(ax), "no corridor leads there")

    def test_route_map_knows_ids_of_any_form(self):
        with sojourn.open(sample.blanks()) as run:
            ax = plots.route_map(run)
            self.assertEqual(set(written(ax)[:3]), {"South Sudan", "800", "Burkina-Faso land"})
            plots.route_map(run.isel(corridor=[1]))

    def test_event_timeline_has_a_mark_for_each_event(self):
        ax = plots.event_timeline(self.events)
        self.assertEqual(sum(len(line.get_xdata()) for line in ax.lines), len(self.events))
        lanes = [label.get_text() for label in ax.get_yticklabels()]
        self.assertEqual(set(lanes), set(self.events.kind))
        deals = self.events[self.events.kind == "deal"]
        ax = plots.event_timeline(self.events, kinds=["deal", "veto"])
        self.assertEqual([len(line.get_xdata()) for line in ax.lines], [len(deals), 0])
        self.assertIn(deals.text.iloc[0].split(":")[0], written(ax))

    def marks_and_bars(self, ax):
        marks = [x for line in ax.lines if line.get_marker() == "o" for x in line.get_xdata()]
        bars = [bar for collection in ax.collections for bar in collection.get_segments()]
        return marks, bars

    def test_regime_comparison_stands_where_the_differences_are(self):
        ax = plots.regime_comparison(self.comparison)
        marks, bars = self.marks_and_bars(ax)
        numbers = self.comparison[["difference", "difference_low"]].isel(regime=[1, 2])
        shares = 100 * numbers / self.comparison["mean"][0]
        numpy.testing.assert_allclose(marks, shares.difference.values.ravel())
        numpy.testing.assert_allclose([bar[0][0] for bar in bars],
                                      shares.difference_low.values.ravel())
        self.assertIn("%", ax.get_xlabel())
        ax = plots.regime_comparison(self.comparison, "excess")
        marks, bars = self.marks_and_bars(ax)
        excess = self.comparison.sel(outcome="excess").isel(regime=[1, 2])
        self.assertEqual(marks, list(excess.difference.values))
        self.assertEqual([bar[1][0] for bar in bars], list(excess.difference_high.values))
        self.assertIn("GDP share / year", ax.get_xlabel())

    def test_regime_comparison_knows_references_and_leaves_out_what_has_no_share(self):
        comparison = self.comparison.copy(deep=True)
        comparison["reference"] = ("regime", [0, 1, 1])
        comparison["mean"][1, 1] = 0
        ax = plots.regime_comparison(comparison)
        marks, _ = self.marks_and_bars(ax)
        expected = 100 * comparison.difference[2] / comparison["mean"][1]
        numpy.testing.assert_allclose(marks, expected.values[[0, 2]])
        self.assertTrue(any("deaths" in text for text in written(ax)))

    def test_series_of_a_comparison_have_bands_too(self):
        ax = plots.stock_series(self.comparison, "arrivals", by="regime")
        self.assertEqual((len(ax.lines), len(ax.collections)), (3, 3))


if __name__ == "__main__":
    unittest.main()
