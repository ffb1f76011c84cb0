"""Deals between states as numbers."""

import pandas

from .files import Path, checked
from .tables import table


def deals(path: Path) -> pandas.DataFrame:
    """Deals of a run file: a row for each deal by script, and for each time that bargained terms change.

    `deal` is demander-supplier, `subject` containment, labour or script; `from` and `until` are
    dates, the first day on which the terms do not hold any more, NaT where they outlast the run.
    `payment` (to the supplier), `linked_to_supplier`, `linked_to_demander` [int. $ / year];
    `resettlement`, `places` [persons / year]; `containment`, `readmission`, `visas` (shares),
    `one_for_one`. A term that is not part of a deal is 0. Raises KeyError for files of versions that
    had no such table.
    """
    with checked(path, "sojourn-run"):
        frame = table(path, "deals")
    frame.insert(0, "deal", frame.demander + "-" + frame.supplier)
    for name in ("from", "until"):
        frame[name] = pandas.to_datetime(frame[name].replace("", None)).astype("datetime64[ns]")
    return frame
