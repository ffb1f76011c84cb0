"""Who joins conventions and when, and who votes how on the compact."""

import csv
import pathlib

import numpy as np

import sojourn

from score.world.measures import rank_correlation, ranks

# United Nations, press release GA/12113: against, and abstaining. Liechtenstein is not in the world.
AGAINST = ("CZE", "HUN", "ISR", "POL", "USA")
ABSTAINED = ("DZA", "AUS", "AUT", "BGR", "CHL", "ITA", "LVA", "LBY", "LIE", "ROU", "SGP", "CHE")


def area_under_curve(score, is_so):
    """Chance that a state that is so has the higher score than one that is not; ties count half."""
    score, is_so = np.asarray(score, float), np.asarray(is_so, bool)
    n, m = is_so.sum(), (~is_so).sum()
    return (ranks(score)[is_so].sum() - n * (n + 1) / 2) / (n * m)


def states(path):
    with sojourn.open(path) as run:
        return [str(one) for one in run.citizenship.values]


def first_text(path):
    """Name and year of the first convention adopted; None where there is none."""
    adopted = sojourn.table(path, "instruments")
    adopted = adopted[adopted.kind == "convention"].sort_values("adopted")
    return None if adopted.empty else (adopted.name.iloc[0], int(adopted.adopted.iloc[0][:4]))


def last_year(path):
    """The last that the run has whole."""
    with sojourn.open(path) as run:
        return int(run.time.dt.year[-1]) if int(run.time.dt.month[-1]) == 12 else int(run.time.dt.year[-1]) - 1


def joined(path, within):
    """Years from adoption to joining of the first text, by state; NaN: never. None: nothing is adopted, or the run
    ends before that many years have passed."""
    text = first_text(path)
    if text is None or text[1] + within > last_year(path):
        return None
    acts = sojourn.table(path, "acts")
    acts = acts[(acts.instrument == text[0]) & (acts.act == "joined")]
    first = acts.groupby("state").date.min().str[:4].astype(int) - text[1]
    return np.array([first.get(one, np.nan) for one in states(path)], dtype=float)


def parties(years, within):
    """Members that many years after the adoption; states that withdrew count."""
    return float("nan") if years is None else float(np.sum(years <= within))


def real_delay(reference, name, keep, adopted, of):
    """Years from adoption to joining, by state; NaN: never."""
    with open(pathlib.Path(reference) / name, encoding="utf-8") as file:
        year = {row["iso3"]: int(row["year"]) for row in csv.DictReader(file) if keep(row)}
    return np.array([year[one] - adopted if one in year else np.nan for one in of], dtype=float)


def chance_and_delay(runs, within):
    """Over runs and by state: the share in which it has joined by then, and the mean delay of those where it joined
    at all, or else later than all."""
    table = np.array([one for one in runs if one is not None])
    share = np.mean(table <= within, axis=0)
    return share, np.nanmean(np.where(np.isnan(table), np.nanmax(table) + 1, table), axis=0)


def who_and_when(runs, real, within):
    """Area under the curve of who has joined by then, and rank correlation of when those joined that did."""
    share, delay = chance_and_delay(runs, within)
    did = real <= within
    return area_under_curve(share, did), rank_correlation(delay[did], real[did])


def votes(path):
    """By state, of the first compact put to the vote."""
    acts = sojourn.table(path, "acts")
    acts = acts[acts.act.isin(["yes", "no", "abstain"])]
    return dict(zip(acts.state, acts.act))


def not_for(path):
    """By state: 1 where it votes no or abstains."""
    said = votes(path)
    return np.array([said.get(one) in ("no", "abstain") for one in states(path)], dtype=float)


def really_not_for(of):
    return np.isin(of, AGAINST + ABSTAINED)
