"""The table of deals has the numbers of events and scenarios."""

import unittest

import pandas
import sample
import sojourn

SCRIPT = {
    "unions": {"Two-Headed": {"members": ["RICH"]}},
    "modules": {"accord": {
        "type": "deal", "demander": "Two-Headed", "supplier": "POOR", "from": "2015-12-10",
        "until": "2016-01-20", "payment": 1_234_567, "containment": 0.123, "resettlement": 7,
        "readmission": 0.5, "visas": 0.25, "places": 11}},
}


class Deals(unittest.TestCase):
    def test_by_script_have_the_scenarios_numbers_and_days(self):
        deals = sojourn.deals(sample.made("script", sample.small(**SCRIPT)))
        self.assertEqual(len(deals), 1)
        deal = deals.iloc[0]
        self.assertEqual((deal.deal, deal.demander, deal.supplier, deal.module),
                         ("Two-Headed-POOR", "Two-Headed", "POOR", "accord"))
        self.assertEqual(deal["from"], pandas.Timestamp("2015-12-10"))
        self.assertEqual(deal.until, pandas.Timestamp("2016-01-20"))
        for key in ("payment", "containment", "resettlement", "readmission", "visas", "places"):
            self.assertEqual(deal[key], SCRIPT["modules"]["accord"][key], key)
        self.assertEqual((deal.one_for_one, deal.subject), (0, "script"))

    def test_that_outlast_the_run_have_no_end(self):
        deals = sojourn.deals(sample.made("lasting", sample.small(**SCRIPT), ticks=2))
        self.assertTrue(deals.until.isna().all())
        self.assertEqual(deals.until.dtype, "datetime64[ns]")

    def test_that_are_bargained_have_the_numbers_of_events(self):
        path = sample.replicates()[0]
        deals, events = sojourn.deals(path), sojourn.table(path, "events")
        begun = events[events.kind.isin(["deal", "renegotiation"])]
        self.assertGreater(len(deals), 0)
        for deal in deals.to_dict("records"):
            told = begun[(pandas.to_datetime(begun.date) == deal["from"])
                         & begun.text.str.startswith(deal["deal"] + ": ")]
            self.assertEqual(len(told), 1, deal)
            text = told.text.iloc[0]
            self.assertIn(f"payment {deal['payment'] / 1e9:.2g} bn/yr", text)
            self.assertIn(f"containment {deal['containment']:.2f}", text)
            self.assertEqual("resettled" in text, deal["resettlement"] > 0)
            if deal["resettlement"]:
                self.assertIn(f"{deal['resettlement']:.0f} resettled/yr", text)
            self.assertEqual("visa" in text, deal["visas"] > 0)

    def test_terms_follow_one_another(self):
        deals = sojourn.deals(sample.replicates()[0])
        for _, terms in deals.groupby(["deal", "module", "subject"]):
            ends, begins = list(terms.until)[:-1], list(terms["from"])[1:]
            self.assertTrue(all(end <= begin for end, begin in zip(ends, begins)))

    def test_there_are_none_in_a_world_without(self):
        deals = sojourn.deals(sample.made("quiet"))
        self.assertEqual((len(deals), deals.payment.dtype.kind), (0, "f"))


if __name__ == "__main__":
    unittest.main()
