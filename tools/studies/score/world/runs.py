"""Runs of the world, with all lives, and what is counted of one."""
import subprocess
from pathlib import Path

import h5py
import numpy as np

SCENARIOS = Path(__file__).resolve().parents[4] / "scenarios"
YEARS = {"world": 5, "world_1990": 20}
LEFT_OUT = ("returned",)


class Run:
    """Stocks, changes of place and hazards of one run, in persons."""

    def __init__(self, path):
        with h5py.File(path) as f:
            names = lambda axis: [x.decode() if isinstance(x, bytes) else x for x in f[axis][:]]
            self.scale = float(f.attrs["persons_per_agent"])
            self.ids = names("citizenship")
            self.channel = names("channel")
            status = names("status")
            abroad = [i for i, s in enumerate(status) if s not in LEFT_OUT]
            self.ticks = len(f["time"])
            year_ends = range(11, self.ticks, 12)
            self.records = [f["stocks"][t][:, :, abroad].sum(axis=2).T for t in year_ends]  # [origin, host]
            for table in self.records:
                np.fill_diagonal(table, 0)  # people who set out and are still at home
            self.arrivals = f["arrivals"][:].sum(axis=(1, 2)).astype(float)  # [tick, channel]
            self.came = f["arrivals"][:].sum(axis=(1, 3)).astype(float)  # [tick, place]
            self.naturalised = f["naturalised"][:].sum(axis=1).astype(float)
            self.net = (f["entered"][:] - f["left"][:]).astype(float)
            self.lives = self.read_lives(f["lives"])

    def read_lives(self, table):
        """Rows of person, tick, from, to (-1: died), status is resident, citizenship."""
        index = {name: i for i, name in enumerate(self.ids)} | {"": -1}
        text = lambda column: table[column].asstr()[:]
        code = lambda column: np.array([index[x] for x in text(column)])
        return {"person": table["person"][:], "tick": table["tick"][:], "from": code("from"), "to": code("to"),
                "resident": text("status") == "resident", "citizenship": code("citizenship")}

    def abroad(self, year):
        """[origin, host] after `year` years, the naturalised of the run among them."""
        at, n = self.lives, len(self.ids)
        made = np.zeros((n, n))
        since = at["resident"] & (at["tick"] < 12 * year)
        np.add.at(made, (at["citizenship"][since], at["from"][since]), self.scale)
        return self.records[year - 1] + made

    def moved(self, start, end):
        """[from, to]: people of both dates by where they lived; and of those, who went home."""
        at, n = self.lives, len(self.ids)
        inside = (at["tick"] >= 12 * start) & (at["tick"] < 12 * end)
        person, first = np.unique(at["person"][inside], return_index=True)
        last = np.append(first[1:], inside.sum()) - 1
        then, now = at["from"][inside][first], at["to"][inside][last]
        home = at["citizenship"][inside][last]
        apart = (then != now) & (now >= 0)
        flow = np.zeros((n, n))
        np.add.at(flow, (then[apart], now[apart]), self.scale)
        return flow, self.scale * (now == home)[apart].sum()

    def accounts(self):
        """Moves out of the own country and back into it, deaths abroad."""
        at = self.lives
        was, now, own = at["from"], at["to"], at["citizenship"]
        out = (was == own) & (now != own) & (now >= 0)
        back = (was != own) & (now == own)
        return [self.scale * part.sum() for part in (out, back, (was != own) & (now < 0))]

    def left_within(self, years):
        """Of those who came to live abroad in the first year: shares who left that country again, and for home."""
        at = self.lives
        came, left, home, since = 0, 0, 0, {}
        for person, tick, to, own in zip(at["person"], at["tick"], at["to"], at["citizenship"]):
            start = since.get(person)
            if start and to >= 0 and to != start[1]:
                since[person] = None
                if tick <= start[0] + 12 * years:
                    left, home = left + 1, home + (to == own)
            elif person not in since and tick < 12 and to >= 0 and to != own:
                since[person] = (tick, to)
                came += 1
        return left / came, home / came


def simulate(scenario, seed, options, path, more=()):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        sets = ["run.life_histories=10000000", f"run.ticks={12 * YEARS[scenario]}",
                f"run.persons_per_agent={options.persons_per_agent}", *options.set, *more]
        subprocess.run([options.sojourn, "run", str(SCENARIOS / f"{scenario}.toml"), "--seed", str(seed), "--quiet",
                        *(part for one in sets for part in ("--set", one)), "--out", str(path)], check=True,
                       stdout=subprocess.DEVNULL)
    return Run(path)
