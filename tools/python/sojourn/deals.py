"""Deals between states as numbers, from the events of a run and its scenario."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas

from .files import Path, checked
from .tables import table
from .toml import rows, sections, setting

_BEGINS = ("deal", "renegotiation")
_BILLION = 1e9
_DAY = r"(\d{4}-\d{2}(?:-\d{2})?)"
_TERMS = {  # as events tell them; the unit in the table over that of the text
    "payment": (r"payment (\S+) bn/yr", _BILLION),
    "containment": (r"containment ([\d.]+)", 1),
    "readmission": (r"readmission ([\d.]+)", 1),
    "resettlement": (r"(\d+) resettled/yr", 1),
    "one_for_one": (r"(\S+) resettled for one sent back", 1),
    "visas": (r"visa facilitation ?([\d.]*)", 1),
    "places": (r"(\d+) (?:places|workers)/yr", 1),
}
COLUMNS = ("deal", "demander", "supplier", "module", "begun_by", "from", "until", *_TERMS,
           "linked_to_supplier", "linked_to_demander", "text")


def deals(path: Path) -> pandas.DataFrame:
    """Deals of a run file: a row for each deal, and for each time that its terms are changed.

    `demander` pays the `supplier`; `begun_by`: deal or renegotiation; `from` and `until` are dates,
    the first day on which the terms do not hold any more, NaT where they outlast the run.
    `payment`, `linked_to_supplier`, `linked_to_demander` [int. $ / year]; `resettlement`, `places`
    [persons / year]; `containment`, `readmission`, `visas` (shares), `one_for_one`. Numbers are the
    scenario's for deals by script, else those of the events, which have two digits. A term that is
    not part of a deal is 0; `visas` is NaN where they are told without a number.
    """
    with checked(path, "sojourn-run") as run:
        scenarios = [str(run.attrs[name]) for name in ("regime", "scenario") if name in run.attrs]
    parties = {name for text in scenarios for name in _parties(text)}
    found: list[dict[str, Any]] = []
    for event in table(path, "events").to_dict("records"):
        who, _, told = str(event["text"]).partition(": ")
        pair = _pair(who, parties)
        if pair is None or event["kind"] not in (*_BEGINS, "end"):
            continue
        _end(found, who, str(event["module"]), _day(told, event))
        if event["kind"] in _BEGINS:
            found.append(_row(event, who, pair, told, scenarios))
    numbers = (*_TERMS, "linked_to_supplier", "linked_to_demander")
    frame = pandas.DataFrame(found, columns=COLUMNS)
    return frame.astype({"from": "datetime64[ns]", "until": "datetime64[ns]",
                         **{name: "float64" for name in numbers}})


def _parties(scenario: str) -> Iterable[str]:
    return [*(str(row["id"]) for row in rows(scenario, "country")), *sections(scenario, "unions")]


def _pair(who: str, parties: set[str]) -> tuple[str, str] | None:
    """Two parties of "FIRST-SECOND", either of which may have hyphens."""
    for hyphen in re.finditer("-", who):
        first, second = who[:hyphen.start()], who[hyphen.end():]
        if first in parties and second in parties:
            return first, second
    return None


def _day(told: str, event: Mapping[Any, Any]) -> pandas.Timestamp:
    """Of the beginning or the end: as told, else the first day of the tick."""
    word = r"; from" if event["kind"] in _BEGINS else r"ends (?:the deal )?on"
    day = re.search(rf"{word} {_DAY}", told)
    return pandas.Timestamp(day[1] if day else str(event["date"]))


def _end(found: list[dict[str, Any]], who: str, module: str, day: pandas.Timestamp) -> None:
    for row in found:
        if (row["deal"], row["module"]) == (who, module) and pandas.isna(row["until"]):
            row["until"] = day


def _row(event: Mapping[Any, Any], who: str, pair: tuple[str, str], told: str,
         scenarios: list[str]) -> dict[str, Any]:
    demander, supplier = pair
    module = str(event["module"])
    terms = {key: _stated(scenarios, module, key, _told(told, *of))
             for key, of in _TERMS.items()}
    return {"deal": who, "demander": demander, "supplier": supplier, "module": module,
            "begun_by": event["kind"], "from": _day(told, event), "until": pandas.NaT, **terms,
            "linked_to_supplier": _told(told, rf"linkage of (\S+) bn/yr to {re.escape(supplier)}",
                                        _BILLION),
            "linked_to_demander": _told(told, rf"linkage of (\S+) bn/yr to {re.escape(demander)}",
                                        _BILLION),
            "text": event["text"]}


def _told(text: str, pattern: str, scale: float) -> float:
    number = re.search(pattern, text)
    if not number:
        return 0.0
    return scale * float(number[1]) if number[1] else float("nan")


def _stated(scenarios: list[str], module: str, key: str, told: float) -> float:
    """What the scenario states of a deal by script."""
    for scenario in scenarios:
        try:
            if setting(scenario, f"modules.{module}.type") == "deal":
                return float(setting(scenario, f"modules.{module}.{key}"))
        except KeyError:
            continue
    return told
