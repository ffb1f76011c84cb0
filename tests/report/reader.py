"""What a page should say of a run, worked out from the run file with h5py and numpy alone.

Nothing here knows how the command or the page come to their numbers. Persons are whole numbers and
must agree to the last one; measures are rounded by the page to five digits.
"""

import collections
import math
import tomllib

import h5py
import numpy

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
STATUSES = {
    "regular": "Regular", "free_mover": "Free movers", "sponsored": "Resettled or sponsored",
    "refugee": "Refugees", "asylum_applicant": "Asylum applicants", "irregular": "Without papers",
    "temporary": "For a term", "protected": "Under temporary protection",
    "in_transit": "On the way", "stranded": "Stranded", "detained": "Detained",
}


def texts(data):
    return [value.decode() if isinstance(value, bytes) else str(value) for value in data[...].ravel()]


def agreed(table):
    """Rows of the table of deals."""
    columns = {name: texts(table[name])
               for name in ("module", "subject", "demander", "supplier", "from", "until")}
    columns["payment"] = [float(paid) for paid in table["payment"][...]]
    rows = [dict(zip(columns, row)) for row in zip(*columns.values())]
    return [{**row, "parties": f"{row['demander']}-{row['supplier']}"} for row in rows]


def persons(number):
    return f"{math.floor(number + 0.5):,}"


def date_text(label):
    parts = label.split("-")
    month = MONTHS[int(parts[1]) - 1] + " " if len(parts) > 1 else ""
    day = f"{int(parts[2])} " if len(parts) > 2 else ""
    return day + month + parts[0]


class Run:
    """A run by months that begins in January and has whole years."""

    def __init__(self, path):
        with h5py.File(path) as file:
            self.series = {name: file[name][...] for name in file
                           if isinstance(file[name], h5py.Dataset) and file[name].dtype.kind != "O"}
            self.labels = {name: texts(file[name]) for name in
                           ("place", "citizenship", "channel", "status", "route", "corridor")
                           if name in file}
            self.events = {name: texts(file["events"][name])
                           for name in ("date", "stage", "module", "kind", "text")} \
                if "events" in file else {}
            self.agreed = agreed(file["deals"]) if "deals" in file else []
            self.scenario = tomllib.loads(file.attrs["scenario"])
            start = file.attrs["start"]
            self.seed = int(file.attrs["seed"])
        n_ticks = len(self.series["time"])
        first = int(start[:4])
        self.months = [f"{first + t // 12}-{t % 12 + 1:02}" for t in range(n_ticks)]
        self.years = [str(first + y) for y in range(n_ticks // 12)]
        rows = {str(row["id"]): row for table in ("country", "place")
                for row in self.scenario.get(table, [])}
        self.ids = self.labels["citizenship"]
        self.names = [rows[i].get("name") or i for i in self.ids]
        self.state = [self.ids.index(str(rows[place].get("state") or place))
                      for place in self.labels["place"]]

    def by_year(self, monthly):
        """Sums over calendar years."""
        return numpy.add.reduceat(monthly, range(0, len(monthly), 12), axis=0)

    def of_states(self, array, axis):
        """Places of a country added up."""
        moved = numpy.moveaxis(array, axis, 0)
        sums = numpy.zeros((len(self.ids), *moved.shape[1:]), dtype=array.dtype)
        numpy.add.at(sums, self.state, moved)
        return numpy.moveaxis(sums, 0, axis)

    def channels(self, wanted):
        return [i for i, name in enumerate(self.labels["channel"]) if wanted(name)]

    def statuses(self, wanted):
        return [i for i, name in enumerate(self.labels["status"]) if wanted(name)]

    def without_own(self, pairs):
        """Pairs within one country set to nothing."""
        pairs = pairs.copy()
        own = range(len(self.ids))
        pairs[:, own, own] = 0
        return pairs

    # Pairs of countries by year: [year, from, to].

    def moves(self, returns):
        chosen = self.channels(lambda name: (name == "return") == returns)
        monthly = self.series["departures"][..., chosen].sum(axis=-1)
        return self.without_own(self.by_year(self.of_states(self.of_states(monthly, 1), 2)))

    def crossings(self):
        pairs = numpy.zeros((len(self.years), len(self.ids), len(self.ids)), dtype="int64")
        yearly = self.by_year(self.series["crossings"])
        for c, row in enumerate(self.scenario["corridor"]):
            a, b = (self.state[self.labels["place"].index(str(row[end]))] for end in ("from", "to"))
            pairs[:, a, b] += yearly[:, c]
        return self.without_own(pairs)

    def placements(self):
        pairs = numpy.zeros((len(self.years), len(self.ids), len(self.ids)), dtype="int64")
        for year, placed in zip(self.series["year"], self.series["placements"]):
            pairs[self.years.index(str(int(year) - 1))] = placed
        return self.without_own(pairs)

    def flows(self):
        all_flows = {"departures": self.moves(False), "returns": self.moves(True),
                     "crossings": self.crossings()}
        if "placements" in self.series:
            all_flows["placements"] = self.placements()
        return all_flows

    def arrived(self):
        chosen = self.channels(lambda name: name != "return")
        monthly = self.series["arrivals"][..., chosen].sum(axis=-1)
        return self.without_own(self.by_year(self.of_states(monthly, 2)))

    def abroad(self):
        """[month, citizenship, residence], who lives outside their country."""
        chosen = self.statuses(lambda name: name not in ("returned", "resident"))
        stocks = self.of_states(self.series["stocks"][..., chosen].sum(axis=-1), 1)
        return self.without_own(numpy.swapaxes(stocks, 1, 2))

    def citizens(self):
        return {"arrivals": self.arrived(), "abroad": self.abroad()[11::12]}

    def stocks(self):
        """[month, residence, status]"""
        return self.of_states(self.series["stocks"].sum(axis=2), 1)

    def balance(self):
        return {name: self.by_year(self.of_states(self.series[name], 1))
                for name in ("entered", "left")}

    def detections(self):
        """By view the names and [month, name]."""
        counted = self.series["detections"]
        return {"route": (self.labels["route"], counted.sum(axis=2)),
                "citizenship": (self.ids, counted.sum(axis=1))}

    # What the page of a sweep tells runs apart by.

    def settled(self):
        """[month, citizenship, residence], who lives outside of their country, on no way."""
        chosen = self.statuses(lambda name: name not in ("in_transit", "stranded", "detained"))
        stocks = self.of_states(self.series["stocks"][..., chosen].sum(axis=-1), 1)
        return self.without_own(numpy.swapaxes(stocks, 1, 2))

    def irregular(self):
        stocks = self.of_states(
            self.series["stocks"][..., self.labels["status"].index("irregular")], 1)
        return self.without_own(numpy.swapaxes(stocks, 1, 2))

    def yearly_means(self, monthly):
        return self.by_year(monthly) / 12

    def outcomes(self):
        """By name, its values by year; flows are per year."""
        states = range(len(self.ids))
        found = {
            "arrivals": self.arrived().sum(axis=(1, 2)),
            "abroad": self.yearly_means(self.settled().sum(axis=(1, 2))),
            "irregular_stock": self.yearly_means(self.irregular().sum(axis=(1, 2))),
            "deaths": self.by_year(self.series["crossing_deaths"].sum(axis=1)),
            "openness": self.yearly_means(self.series["openness"][:, states].mean(axis=1)),
            "remittances": self.by_year(self.series["remittances"].sum(axis=1)) * 1e-9,
            "refused_place": self.by_year(self.series["without_place"].sum(axis=(1, 2))),
            "refused_entry": self.by_year(self.series["barred"].sum(axis=1)),
            "refused_means": self.by_year(self.series["unaffordable"].sum(axis=1)),
            "refused_border": self.by_year(self.series["interceptions"].sum(axis=1)),
            "refused_room": self.by_year(self.series["turned_away"].sum(axis=1)),
            "refused_readmission": self.by_year(self.series["readmissions"].sum(axis=1)),
        }
        before = {"entered": ("in_transit", "stranded", "detained", "resident", "returned"),
                  "overstayed": ("temporary",), "rejected": ("asylum_applicant",),
                  "lost": ("regular", "sponsored", "free_mover", "refugee", "protected")}
        for way, names in before.items():
            chosen = self.statuses(lambda name, names=names: name in names)
            found["irregular_" + way] = self.by_year(
                self.series["made_irregular"][..., chosen].sum(axis=(1, 2)))
        return found

    def by_country(self):
        """By name, [year, country]."""
        pairs = self.settled()
        everybody = self.of_states(self.series["departures"].sum(axis=(2, 3)), 1)
        coming = self.without_own(self.by_year(self.of_states(
            self.series["arrivals"].sum(axis=-1), 2)))
        own = range(len(self.ids))
        return {"foreigners": self.yearly_means(pairs.sum(axis=1)),
                "citizens_abroad": self.yearly_means(pairs.sum(axis=2)),
                "irregular": self.yearly_means(self.irregular().sum(axis=1)),
                "arrivals": coming.sum(axis=1),
                "departures": self.by_year(everybody),
                "births": self.by_year(self.of_states(self.series["births"], 1)),
                "wage": self.yearly_means(self.series["wage"][:, own])}

    def pairs_at_end(self):
        """[citizenship, residence], mean of the last year."""
        return self.yearly_means(self.settled())[-1]

    # The tables that the links `Data (CSV)` give: figure -> list of rows of text, in any order.

    def pair_rows(self, flows):
        return [[measure, self.years[y], self.ids[a], self.ids[b], str(pairs[y, a, b])]
                for measure, pairs in flows.items() for y, a, b in zip(*pairs.nonzero())]

    def flow_rows(self):
        rows = self.pair_rows(self.flows())
        for name, yearly in self.balance().items():
            for y, year in enumerate(self.years):
                for i, country in enumerate(self.ids):
                    ends = [country, ""] if name == "left" else ["", country]
                    rows.append([name, year, *ends, str(yearly[y, i])])
        return rows

    def corridor_rows(self, counts):
        yearly = {name: self.by_year(self.series[name]) for name in counts}
        busy = sum(self.by_year(self.series[name]).sum(axis=0)
                   for name in ("crossings", "interceptions", "crossing_deaths")) > 0
        return [[year, label, self.scenario["corridor"][c].get("route", ""),
                 *(str(yearly[name][y, c]) for name in counts)]
                for c, label in enumerate(self.labels["corridor"]) if busy[c]
                for y, year in enumerate(self.years)]

    def country_rows(self, monthly):
        return [[month, country, str(monthly[m, i])] for i, country in enumerate(self.ids)
                for m, month in enumerate(self.months)]

    def stock_rows(self):
        stocks = self.stocks()
        return [[self.months[m], self.ids[i], self.labels["status"][s], str(stocks[m, i, s])]
                for m, i, s in zip(*stocks.nonzero())]

    def detection_rows(self):
        return [[view, name, month, str(counted[m, i])]
                for view, (names, counted) in self.detections().items()
                for i, name in enumerate(names) for m, month in enumerate(self.months)
                if view == "route" or counted[m, i]]

    def total(self, key):
        """Totals by year, as the section of replicates has them."""
        stocks = self.stocks()
        irregular = self.labels["status"].index("irregular")
        moving = self.statuses(lambda name: name != "returned")
        chosen = self.channels(lambda name: name != "return")
        return {
            "Arrivals, without returns": lambda: self.by_year(
                self.series["arrivals"][..., chosen].sum(axis=(1, 2, 3))),
            "People abroad or moving, end of year":
                lambda: stocks[11::12][..., moving].sum(axis=(1, 2)),
            "People without papers, end of year":
                lambda: stocks[11::12][..., irregular].sum(axis=1),
            "Interceptions": lambda: self.by_year(self.series["interceptions"].sum(axis=1)),
            "Deaths on the way": lambda: self.by_year(self.series["crossing_deaths"].sum(axis=1)),
        }[key]()

    def numbers(self):
        """Key numbers at the head of the page."""
        stocks = self.stocks()
        irregular = self.labels["status"].index("irregular")
        moving = self.statuses(lambda name: name != "returned")
        chosen = self.channels(lambda name: name != "return")
        return {
            "live abroad or are moving": int(stocks[-1][:, moving].sum()),
            "of them without papers": int(stocks[-1][:, irregular].sum()),
            "arrivals, without returns": int(self.series["arrivals"][..., chosen].sum()),
            "deaths on the way": int(self.series["crossing_deaths"].sum()),
            "interceptions": int(self.series["interceptions"].sum()),
        }

    # What the pointer is told: figure -> {title: {label: text}}.

    def when(self, year):
        return self.years[year] if year is not None else f"{self.years[0]}–{self.years[-1]}"

    def chosen(self, yearly, year):
        return yearly[year] if year is not None else yearly.sum(axis=0)

    def balance_tips(self, year):
        entered, left = (self.chosen(yearly, year) for yearly in self.balance().values())
        tips = {}
        for i, name in enumerate(self.names):
            net = int(entered[i] - left[i])
            sign = "−" if net < 0 else "+"
            tips[f"{name}, {self.when(year)}"] = {
                "came": f"{persons(entered[i])} persons", "left": f"{persons(left[i])} persons",
                "balance": f"{sign}{persons(abs(net))} persons"}
        return tips

    def pair_tips(self, pairs, year, tells, when=None):
        moved = self.chosen(pairs, year)
        return {f"{self.names[a]} → {self.names[b]}":
                {f"{tells}, {when or self.when(year)}": f"{persons(moved[a, b])} persons"}
                for a, b in zip(*moved.nonzero())}

    def status_tips(self):
        stocks = self.stocks().sum(axis=1)
        tips = {}
        for m, month in enumerate(self.months):
            rows = {STATUSES[key]: stocks[m, s] for s, key in enumerate(self.labels["status"])
                    if key in STATUSES and stocks[m, s]}
            tips[f"End of {date_text(month)}"] = {
                **({"all": f"{persons(sum(rows.values()))} persons"} if len(rows) > 1 else {}),
                **{name: f"{persons(n)} persons" for name, n in rows.items()}}
        return tips

    def country_tips(self, monthly):
        """For worlds of so few countries that each has a layer of its own."""
        return {f"End of {date_text(month)}": {
            "all": f"{persons(monthly[m].sum())} persons",
            **{name: f"{persons(n)} persons" for name, n in zip(self.names, monthly[m])}}
            for m, month in enumerate(self.months)}

    def route_tips(self, count):
        yearly = self.by_year(self.series[count])
        groups = collections.defaultdict(lambda: numpy.zeros(len(self.years), dtype="int64"))
        for c, row in enumerate(self.scenario["corridor"]):
            groups[row.get("route") or "Other corridors"] += yearly[:, c]
        tips = {}
        for y, year in enumerate(self.years):
            rows = {name: int(values[y]) for name, values in groups.items() if values[y]}
            if not rows:
                continue
            tips[year] = {name: f"{persons(n)} persons" for name, n in rows.items()}
            if len(rows) > 1:
                tips[year]["all"] = f"{persons(sum(rows.values()))} persons"
        return tips

    def detection_tips(self, view="route"):
        names, counted = self.detections()[view]
        seen = [i for i in range(len(names)) if counted[:, i].sum() > 0]
        tips = {date_text(month): {names[i]: f"{persons(counted[m, i])} persons" for i in seen
                                   if counted[m, i]} for m, month in enumerate(self.months)}
        return {title: rows for title, rows in tips.items() if rows}

    def deals(self):
        """(parties, first day of the tick, payment in billions or None) of what was agreed."""
        found = []
        for kind, date, module, text in zip(*(self.events[key]
                                              for key in ("kind", "date", "module", "text"))):
            if kind != "deal":
                continue
            parties = text.split(": ")[0]
            rows = [row for row in self.agreed
                    if (row["module"], row["parties"]) == (module, parties)
                    and (row["subject"] == "script" or row["from"] == date)]
            paid = rows[0]["payment"] / 1e9 if rows else 0
            found.append((parties, rows[0]["from"] if rows else date, paid or None))
        return found
