"""What the forecasts take from a run file, kept beside it as arrays."""
from dataclasses import dataclass

import h5py
import numpy as np

MONTHS = 12
AT_HOME = ("returned",)  # statuses of a record that are not abroad


@dataclass
class Reading:
    """Of one run that starts in the middle of year `start`; all in persons."""

    ids: list
    start: int
    transitions: np.ndarray  # [period of five years, kind, origin, destination]
    stocks: np.ndarray  # [after a month, then after each period; citizenship, residence]
    people: np.ndarray  # the same, by [place]
    net: np.ndarray  # [whole calendar year from start + 1, place]
    moves: np.ndarray  # [the same, origin, destination]

    def years(self):
        return range(self.start + 1, self.start + 1 + len(self.net))

    def save(self, path):
        np.savez_compressed(path, **{**vars(self), "ids": np.array(self.ids)})

    @classmethod
    def load(cls, path):
        with np.load(path) as saved:
            values = {name: saved[name] for name in saved.files}
        return cls(**{**values, "ids": [str(i) for i in values["ids"]], "start": int(values["start"])})


def names(dataset):
    return [name.decode() if isinstance(name, bytes) else str(name) for name in dataset[:]]


def abroad(stocks, statuses):
    """Of [citizenship, residence, status]: people who live outside the country of their citizenship."""
    away = [n for n, status in enumerate(statuses) if status not in AT_HOME]
    persons = stocks[:, :, away].sum(axis=2).astype(float)
    np.fill_diagonal(persons, 0)
    return persons


def calendar_years(ticks):
    """First and last tick of each whole calendar year of a run by months that starts in July."""
    first = MONTHS // 2
    return [(t, t + MONTHS) for t in range(first, ticks - MONTHS + 1, MONTHS)]


def read(path, start):
    with h5py.File(path) as f:
        ids, statuses, ticks = names(f["origin"]), names(f["status"]), len(f["time"])
        ends = [0, *(t - 1 for t in range(60, ticks + 1, 60))]
        net = (f["entered"][:] - f["left"][:]).astype(float)
        years = calendar_years(ticks)
        moves = [sum(f["arrivals"][t].sum(axis=2) for t in range(a, b)) for a, b in years]
        people = [f["residents"][t] + f["stocks"][t].sum(axis=(0, 2)) for t in ends]
        return Reading(ids, start, np.moveaxis(f["transitions"][:].astype(float), -1, 1),
                       np.stack([abroad(f["stocks"][t], statuses) for t in ends]), np.stack(people).astype(float),
                       np.stack([net[a:b].sum(axis=0) for a, b in years]), np.stack(moves).astype(float))


def mean(readings):
    """The same of the means of several runs."""
    of = {name: np.mean([getattr(r, name) for r in readings], axis=0) for name in
          ("transitions", "stocks", "people", "net", "moves")}
    return Reading(readings[0].ids, readings[0].start, **of)
