"""Deals between states as numbers."""

# mypy: disable-error-code=import

import pandas

from .files import Path, checked, groups
from .tables import table

_TEXTS = ("module", "subject", "demander", "supplier", "from", "until")
_TERMS = ("payment", "containment", "readmission", "visas", "resettlement", "one_for_one",
          "linked_to_supplier", "linked_to_demander", "places", "permit_years", "renewal", "fee_cap",
          "workers_rights")


def deals(path: Path) -> pandas.DataFrame:
    """Deals of a run file: a row for each deal by script, and for each time that bargained terms change.

    `deal` is demander-supplier, `subject` containment, labour or script; `from` and `until` are
    dates, the first day on which the terms do not hold any more, NaT where they outlast the run.
    `payment` (to the supplier), `linked_to_supplier`, `linked_to_demander` [int. $ / year];
    `resettlement`, `places` [persons / year]; `containment`, `readmission`, `visas` (shares),
    `one_for_one`, `permit_years`, `renewal`, `fee_cap` [int. $] and `workers_rights` of a deal on
    labour (NaN: not agreed). A term that is not part of a deal is 0. Files of versions that had no
    such table have no row.
    """
    with checked(path, "sojourn-run"):
        frame = table(path, "deals") if "deals" in groups(path) else _nothing()
    frame.insert(0, "deal", frame.demander + "-" + frame.supplier)
    for name in ("from", "until"):
        frame[name] = pandas.to_datetime(frame[name].replace("", None)).astype("datetime64[ns]")
    return frame


def _nothing() -> pandas.DataFrame:
    return pandas.DataFrame({name: pandas.Series(dtype="object") for name in _TEXTS}
                            | {name: pandas.Series(dtype="float64") for name in _TERMS})
