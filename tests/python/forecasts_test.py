"""What the published forecasts are made with: laws, bands and their widening, and the files as they lie."""

import csv
import json
import pathlib
import sys
import tempfile
import unittest

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/studies"))

from forecasts import bands, central, flight, histories, net, pairs, readings, south_america, stocks, write_tables  # noqa: E402
from learning.recorded_flows import by_law  # noqa: E402

PUBLISHED = ROOT / "docs/forecasts"
HEAD = [f"{name}q{level}" for name in ("", "conditional_") for level in (5, 10, 50, 90, 95)]


class Law(unittest.TestCase):
    def test_outward_follows_people_and_return_the_stock_at_the_host(self):
        before = np.zeros((3, 2, 2))
        before[:, 0, 1] = 100, 40, 7  # out of 0 into 1: born in 0, born in 1, others
        stock = np.array([[1, 1], [1.5, 1]])  # of who was born in 1 and lives in 0
        said = by_law(before, stock, np.array([1.1, 9]))
        np.testing.assert_allclose(said[:, 0, 1], [110, 60, 7])

    def test_later_periods_follow_the_people_of_the_run(self):
        run = readings.Reading(["A", "B"], 2010, np.zeros((2, 3, 2, 2)), np.zeros((3, 2, 2)),
                               np.array([[100., 50], [120, 50], [0, 0]]), None, None)
        first = np.zeros((3, 2, 2))
        first[0, 0, 1] = 10
        np.testing.assert_allclose(central.by_law_on(first, run)[:, 0, 0, 1], [10, 12])


class Mix(unittest.TestCase):
    def test_a_difference_within_chance_is_none(self):
        np.testing.assert_allclose(central.clear_part(np.array([1.0, -30, 30]), np.array([100.0, 100, 100])), [0, -13.6, 13.6])

    def test_the_factor_is_the_weighted_median_of_ratios(self):
        before, after = np.array([1.0, 2, -4]), np.array([5.0, 2, -2])
        self.assertEqual(central.least_absolute_factor(before, after), 0.5)
        missed = [np.abs(after - b * before).sum() for b in (0.4, 0.5, 0.6)]
        self.assertEqual(min(missed), missed[1])


class Bands(unittest.TestCase):
    def setUp(self):
        self.said = np.full(101, 95.0)
        self.seen = 105 * np.exp(np.arange(-50, 51) / 100) - 5  # log errors -0.5, -0.49, ..., 0.5 of 100 and a bit
        self.law = bands.CountErrors(self.said, self.seen, (1000,), 5)

    def test_quantiles_by_hand(self):
        low, _, middle, _, high = self.law.quantiles(np.array(95.0))
        self.assertAlmostEqual(middle, 95)
        self.assertAlmostEqual(low, 100 * np.exp(-0.45) - 5)
        self.assertAlmostEqual(high, 100 * np.exp(0.45) - 5)

    def test_widening_moves_the_ends_alone(self):
        low, _, middle, _, high = self.law.quantiles(np.array(95.0), 2)
        self.assertAlmostEqual(middle, 95)
        self.assertAlmostEqual(low, 100 * np.exp(-0.9) - 5)
        self.assertAlmostEqual(high, 100 * np.exp(0.9) - 5)

    def test_counts_are_not_negative_and_levels_ascend(self):
        table = self.law.quantiles(np.array([0.0, 1, 95, 1e6]), 3)
        self.assertTrue((table >= 0).all())
        self.assertTrue((np.diff(table, axis=-1) >= 0).all())

    def test_classes_have_errors_of_their_own(self):
        said, seen = np.repeat([95.0, 9995], 3), np.array([95.0, 95, 95, 4995, 9995, 19995])
        law = bands.CountErrors(said, seen, (1000,), 5)
        self.assertAlmostEqual(np.ptp(law.quantiles(np.array(95.0))), 0)
        self.assertGreater(np.ptp(law.quantiles(np.array(9995.0))), 5000)

    def test_the_factor_nearest_to_one_that_covers_what_is_wanted(self):
        seen = np.arange(1, 11.0)  # 9 of 10 lie within 0 +- 9

        def of(end):
            return lambda factor: np.broadcast_to(factor * np.array([-end, -end, 0, end, end]), (10, 5))

        self.assertEqual(bands.widening(of(6.0), seen), 1.5)
        self.assertEqual(bands.widening(of(12.0), seen), 0.82)
        self.assertEqual([bands.coverage(of(6.0)(factor), seen) for factor in (1.48, 1.5)], [0.8, 0.9])

    def test_where_no_factor_fits_the_least_that_covers_enough(self):
        seen = np.array([1.0, 9])
        self.assertEqual(bands.widening(lambda factor: np.outer([1, 1], factor * np.array([-6.0, -5, 0, 5, 6])), seen), 1.5)

    def test_a_run_is_drawn_to_the_law_by_the_weight_of_an_agent(self):
        law, run = np.array([500.0, 500, 0]), np.array([0.0, 1500, 1000])
        np.testing.assert_allclose(central.pooled(law, run, 1000, 2), [250, 1000, 0])

    def test_signed_errors(self):
        law = bands.SignedErrors(np.arange(-100, 101) / 100)
        np.testing.assert_allclose(law.quantiles(np.array([-7.0]), np.array([10.0]), 2)[0], [-25, -23, -7, 9, 11])

    def test_a_new_draw_is_covered_at_the_level(self):
        """Log errors Normal(0, 0.8), 4,000 to learn from, 4,000 to cover with 90%: share 0.90, standard error 0.0066 of both
        together; bound 4 errors, 0.026. Bands of half the spread cover 59% and fail. Seed 5."""
        draws = np.random.default_rng(5)
        said = np.exp(draws.uniform(3, 10, 8000))
        seen = said * np.exp(draws.normal(0, 0.8, 8000))
        law = bands.CountErrors(said[:4000], seen[:4000], pairs.EDGES, pairs.SMALL)
        self.assertLess(abs(bands.coverage(law.quantiles(said[4000:]), seen[4000:]) - 0.9), 0.026)
        self.assertGreater(abs(bands.coverage(law.quantiles(said[4000:], 0.5), seen[4000:]) - 0.9), 0.026)


class Histories(unittest.TestCase):
    def test_deaths_above_those_before_the_start(self):
        deaths = {("X", 2006): 50, ("X", 2011): 100, ("X", 2012): 5}
        self.assertEqual([histories.excess_deaths(deaths, "X", 2010, y) for y in (2011, 2012, 2013)], [90, 0, 0])


class Flights(unittest.TestCase):
    def test_nobody_flees_to_where_they_are(self):
        np.testing.assert_allclose(flight.softmax(np.log([[5.0, 1, 3], [1, 5, 1]])), [[0, 0.25, 0.75], [0.5, 0, 0.5]])

    def test_weights_are_those_that_made_the_shares(self):
        law = object.__new__(flight.Flight)
        x, true = np.random.default_rng(3).normal(size=(6, 6, 4)), np.array([1.5, -0.5, 0.3, 0.8])
        law.features = lambda year: x
        law.grew = {1990: 1e6 * flight.softmax(x @ true)}
        np.testing.assert_allclose(law.estimate(), true, atol=0.01)

    def test_only_who_left_more_goes_by_the_shares(self):
        def reading(row):
            pairs_of = np.zeros((1, 3, 3))
            pairs_of[0, 0] = row
            return readings.Reading(list("ABC"), 2010, pairs_of[:, None].repeat(3, axis=1), pairs_of, None, np.zeros((1, 3)), pairs_of)

        shares = np.array([[0, 1, 0], [1, 0, 0], [1, 0, 0]])
        made = flight.rerouted(reading([0, 10, 50]), reading([0, 10, 20]), [0], shares)
        np.testing.assert_allclose(made.transitions[0, 0, 0], [0, 40, 20])
        np.testing.assert_allclose(made.transitions[0, 1, 0], [0, 10, 50])
        np.testing.assert_allclose(made.net[0], [0, 30, -30])
        fewer = flight.rerouted(reading([0, 1, 5]), reading([0, 10, 20]), [0], shares)
        np.testing.assert_allclose(fewer.moves[0, 0], [0, 1, 5])


class Years(unittest.TestCase):
    def test_a_run_from_july_begins_its_first_whole_year_after_six_months(self):
        self.assertEqual(readings.calendar_years(60), [(6, 18), (18, 30), (30, 42), (42, 54)])

    def test_who_came_home_is_not_abroad(self):
        stock = np.zeros((2, 2, 2))
        stock[0, 1], stock[0, 0] = (3, 4), (9, 9)
        np.testing.assert_allclose(readings.abroad(stock, ["regular", "returned"]), [[0, 3], [0, 0]])


class NetMigration(unittest.TestCase):
    def test_level_and_scale(self):
        yearly = np.tile(np.arange(1950, 2011.0) - 2000, (1, 1))
        history = net.NetHistory(yearly, np.array([20_000.0]), 2010)
        self.assertEqual(history.level(2010)[0], 8)
        self.assertAlmostEqual(history.scale(2010)[0], np.sqrt(np.mean(np.arange(-9, 11.0) ** 2)) + 10)

    def test_nothing_later_than_the_last_year_is_seen(self):
        yearly = np.ones((1, 61))
        yearly[0, 56:] = 1e9
        factor, errors = net.NetHistory(yearly, np.array([0.0]), 2005).law(1, 5)
        self.assertEqual(factor, 1)
        np.testing.assert_allclose(errors.table, 0)


class Stocks(unittest.TestCase):
    def test_growth_that_lasted_has_the_power_one(self):
        of = {year: np.array([[0, 98_000 * 1.2**k + 2000 * (1.2**k - 1)], [0, 0]]) for k, year in enumerate((1990, 1995, 2000, 2005))}
        law = stocks.StockLaw(of, 2005)
        self.assertEqual(law.power, 1)
        self.assertAlmostEqual(law.ahead(2005, 1)[0, 1], of[2005][0, 1] * 1.2)


class SouthAmerica(unittest.TestCase):
    def test_regions_leave_out_who_has_a_row(self):
        of = {"USA": "Americas", "MEX": "Americas", "PER": "Americas", "FRA": "Europe"}
        self.assertEqual(south_america.members("AME", list(of), of), [1])
        self.assertEqual(south_america.members("PER", list(of), of), [2])


class Files(unittest.TestCase):
    def test_rows_below_the_least_median_are_left_out(self):
        quantiles = np.zeros((2, 2, 5))
        quantiles[0, 1], quantiles[1, 0] = [0, 0, 2.6, 9, 10], [0, 0, 0.4, 1, 2]
        bands_of = dict.fromkeys(write_tables.SCENARIOS, quantiles)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "pairs.csv"
            write_tables.pairs(path, ["A", "B"], bands_of, dict.fromkeys(write_tables.SCENARIOS, quantiles[..., 2]), 1)
            self.assertEqual(path.read_text().splitlines()[1:], ["A,B,0,0,3,9,10,0,0,3,9,10,3,3"])

    def rows(self):
        for path in sorted(PUBLISHED.glob("*.csv")):
            with open(path, encoding="utf-8", newline="") as f:
                for row in csv.DictReader(f):
                    yield path.name, row

    def test_published_quantiles_ascend(self):
        n = 0
        for name, row in self.rows():
            for part in (HEAD[:5], HEAD[5:]):
                if part[0] not in row:
                    continue
                values = [int(row[key]) for key in part]
                self.assertEqual(values, sorted(values), (name, row))
            n += 1
        self.assertGreater(n, 10_000)

    def test_published_counts_are_counts(self):
        signed = [name for name, row in self.rows() if int(row["q5"]) < 0]
        self.assertTrue(signed)
        self.assertTrue(all("net_migration" in name for name in signed), set(signed))

    def test_what_the_page_says_of_the_score_is_what_was_scored(self):
        text = (PUBLISHED / "README.md").read_text(encoding="utf-8")
        figures = json.loads((PUBLISHED / "hindcast_2005_2010.json").read_text())
        for name in ("persistence", "law", "simulation", "mix"):
            self.assertIn(f"| {figures['pairs'][name]:.3f} |", text, name)

    def test_published_files_are_small(self):
        size = sum(path.stat().st_size for path in PUBLISHED.iterdir())
        self.assertLess(size, 12_000_000)


if __name__ == "__main__":
    unittest.main()
