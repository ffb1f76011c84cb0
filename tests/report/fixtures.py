"""Files as the command or its later parts write them, so that every figure has data.

`governed` lays conventions, forums and compliance over a real run; `comparison` makes a compare.h5;
`world` is as large as a run of 190 countries over 30 years: a page has years then, so one tick for
each year gives it as much to show as twelve.
"""

import datetime

import h5py
import numpy

TEXT = h5py.string_dtype()
CONVENTIONS = ["Labour protocol", "Refugee convention", "Compact on responsibility"]
OBJECTIVES = ["rights", "labour", "returns"]
REGIMES = ["customary", "bilateral deals", "global agency"]


def texts(labels):
    return numpy.array(labels, dtype=object)


def add_axis(file, name, labels):
    if isinstance(labels[0], str):
        data = file.create_dataset(name, data=texts(labels), dtype=TEXT)
    else:
        data = file.create_dataset(name, data=numpy.array(labels))
    data.make_scale(name)


def add_series(file, name, axes, values, units="1", long_name=""):
    data = file.create_dataset(name, data=values)
    data.attrs["units"] = units
    data.attrs["long_name"] = long_name or name
    for i, axis in enumerate(axes):
        data.dims[i].attach_scale(file[axis])


def add_table(file, name, columns):
    group = file.create_group(name, track_order=True)
    row = group.create_dataset("row", data=numpy.zeros(len(next(iter(columns.values())))))
    row.make_scale("This is a netCDF dimension but not a netCDF variable.")
    for column, values in columns.items():
        if isinstance(values[0], str):
            data = group.create_dataset(column, data=texts(values), dtype=TEXT)
        else:
            data = group.create_dataset(column, data=numpy.array(values))
        data.dims[0].attach_scale(row)


def acts_of(states, months, draws):
    """Who joined which convention when; one state withdraws."""
    columns = {key: [] for key in ("instrument", "state", "tick", "date", "act")}

    def note(instrument, state, tick, act):
        for key, value in zip(columns, (instrument, state, tick, months[tick], act)):
            columns[key].append(value)

    for c, convention in enumerate(CONVENTIONS):
        for state in states:
            note(convention, state, 6 * c, "yes")
            if draws.random() < 0.8:
                note(convention, state, int(draws.integers(6 * c, len(months))), "joined")
    note(CONVENTIONS[0], columns["state"][1], len(months) - 1, "withdrew")
    return columns


def add_forums(file, months):
    names = ["World migration forum", "Northern dialogue", "Transit secretariat", "Labour council"]
    add_table(
        file,
        "forums",
        {
            "name": names,
            "founded": ["", months[5], months[14], months[20]],
            "ended": ["", months[30], "", ""],
            "rule": ["consensus", "majority", "weighted", "tripartite"],
            "formality": [0.9, 0.2, 0.6, 0.8],
            "members": [4, 2, 3, 4],
            "origin": ["start", "regional", "host", "merger"],
            "pathway": ["", "drift", "conversion", "layering"],
        },
    )


def govern(path, seed=7):
    """Adds what negotiating states would have left in the run file at `path`."""
    draws = numpy.random.default_rng(seed)
    with h5py.File(path, "r+") as file:
        states = [state.decode() for state in file["citizenship"][...]]
        years = [int(year) for year in file["year"][...]]
        first = int(file.attrs["start"][:4])
        n_ticks = file["time"].shape[0]
        months = [f"{first + t // 12}-{t % 12 + 1:02}" for t in range(n_ticks)]
        add_axis(file, "state", states)
        add_axis(file, "objective", OBJECTIVES)
        add_axis(file, "forum_type", ["formal", "informal"])
        add_table(file, "acts", acts_of(states, months, draws))
        n = len(CONVENTIONS)
        add_table(
            file,
            "instruments",
            {
                "name": CONVENTIONS,
                "kind": ["convention", "convention", "compact"],
                "forum": ["World migration forum"] * n,
                "hardness": [0.8, 1.0, 0.2],
                "depth": [0.3, 0.5, 0.4],
                "adopted": [months[6 * c] for c in range(n)],
            },
        )
        add_forums(file, months)
        shape = (len(years), len(states), len(OBJECTIVES))
        compliance = numpy.clip(draws.normal(0.6, 0.2, shape), 0, 1)
        compliance[0, 1] = numpy.nan
        add_series(file, "compliance", ["year", "state", "objective"], compliance)
        counts = numpy.cumsum(draws.integers(0, 2, (len(years), 2)), axis=0) + 1
        add_series(file, "forum_count", ["year", "forum_type"], counts)
        add_series(file, "decision_concentration", ["year"], draws.uniform(0.3, 0.9, len(years)))
        placed = draws.integers(0, 900, (len(years), len(states), len(states)))
        add_series(file, "placements", ["year", "origin", "destination"], placed, "persons")
        add_series(file, "agency_budget", ["year"], draws.uniform(1e8, 3e8, len(years)),
                   "2021 int. $ / year")
        add_series(file, "bilateral_share", ["year"], draws.uniform(0.2, 0.7, len(years)))


def compare(path, n_replicates=12, seed=3):
    """A compare.h5 of three regimes; the last regime's third outcome is unknown."""
    draws = numpy.random.default_rng(seed)
    outcomes = {"arrivals": ("persons", 4.2e6), "irregular_stock": ("persons", 1.1e6),
                "deaths": ("persons", 5200), "welfare": ("1", 0.61),
                "transfers": ("2021 int. $ / year", 2.4e9), "compliance": ("1", 0.55)}
    base = numpy.array([level for _, level in outcomes.values()])
    luck = draws.normal(1, 0.08, (1, n_replicates, len(base)))
    effect = numpy.array([[1] * 6, [0.86, 1.07, 1.21, 0.99, 2.3, 0.97],
                          [1.05, 0.71, 0.62, 1.06, 1.5, 1.25]])[:, None]
    cells = base * luck * effect * draws.normal(1, 0.015, (3, n_replicates, len(base)))
    cells[2, -1, :] = numpy.nan
    paired = cells - cells[:1]
    with h5py.File(path, "w", track_order=True) as file:
        file.attrs["format"] = "sojourn-compare"
        file.attrs["format_version"] = 1
        file.attrs["title"] = "Three regimes for two transit countries"
        add_axis(file, "regime", REGIMES)
        add_axis(file, "replicate", list(range(1, n_replicates + 1)))
        add_axis(file, "outcome", list(outcomes))
        add_axis(file, "year", list(range(2015, 2026)))
        units = file.create_dataset("outcome_units", dtype=TEXT,
                                    data=texts([unit for unit, _ in outcomes.values()]))
        units.dims[0].attach_scale(file["outcome"])
        add_series(file, "reference", ["regime"], numpy.zeros(len(REGIMES), dtype="int64"))
        file.create_group("series", track_order=True)
        add_series(file, "outcomes", ["regime", "replicate", "outcome"], cells)
        for name, values in (("", cells), ("difference", paired)):
            mean = numpy.nanmean(values, axis=1)
            n_known = numpy.sum(~numpy.isnan(values), axis=1)
            half = 2.2 * numpy.nanstd(values, axis=1, ddof=1) / numpy.sqrt(n_known)
            for suffix, level in (("mean", mean), ("low", mean - half), ("high", mean + half)):
                words = [word for word in (name, suffix) if word and (name, word) != (name, "")]
                label = "_".join(words).replace("difference_mean", "difference")
                add_series(file, label, ["regime", "outcome"], level)
        growth = numpy.cumsum(draws.normal(0.03, 0.02, (1, n_replicates, 11)), axis=2)
        for o, name in enumerate(list(outcomes)[:4]):
            series = cells[:, :, o, None] / 11 * (1 + growth) * numpy.ones((3, 1, 1))
            add_series(file, f"series/{name}", ["regime", "replicate", "year"], series,
                       outcomes[name][0], name.replace("_", " "))


def world(path, n_countries=190, n_years=30, seed=5):
    """A run file of 190 countries in which every pair of countries has movement each year."""
    draws = numpy.random.default_rng(seed)
    ids = [f"C{i:03}" for i in range(n_countries)]
    channels = ["labour", "family", "asylum", "irregular", "return"]
    statuses = ["resident", "regular", "irregular", "asylum_applicant", "refugee", "in_transit",
                "stranded", "detained", "sponsored", "free_mover", "returned"]
    edges = [(i, (i + step) % n_countries) for i in range(n_countries) for step in (1, 7, 30)]
    longitude, latitude = draws.uniform(-170, 170, n_countries), draws.uniform(-50, 65, n_countries)
    scenario = 'format_version = 1\n' + "".join(
        f'[[country]]\nid = "{ids[i]}"\nname = "Country {i}"\nlatitude = {latitude[i]:.1f}\n'
        f'longitude = {longitude[i]:.1f}\nregions = "Region{i % 8}"\n' for i in range(n_countries)) + "".join(
        f'[[corridor]]\nfrom = "{ids[a]}"\nto = "{ids[b]}"\nmode = "land"\nroute = "Route {a % 9}"\n'
        for a, b in edges)
    with h5py.File(path, "w", track_order=True) as file:
        file.attrs.update({"format": "sojourn-run", "format_version": 1, "title": "A large world",
                           "start": "1995-01", "tick": "month", "ticks": n_years, "seed": 1,
                           "persons_per_agent": 100.0, "complete": 1, "scenario": scenario})
        first = datetime.date(1995, 1, 1)
        days = [(datetime.date(1995 + y, 1, 1) - first).days for y in range(n_years)]
        add_axis(file, "time", [float(day) for day in days])
        file["time"].attrs["units"] = "days since 1995-01-01"
        add_axis(file, "year", [1996.0 + y for y in range(n_years - 1)])
        for name in ("place", "origin", "destination", "residence", "citizenship"):
            add_axis(file, name, ids)
        add_axis(file, "channel", channels)
        add_axis(file, "status", statuses)
        add_axis(file, "corridor", [f"{ids[a]}-{ids[b]} land Route {a % 9}" for a, b in edges])
        pairs = (n_years, n_countries, n_countries)
        reach = numpy.exp(draws.normal(4, 2, pairs[1:]))

        def people(last):
            return (reach[None, :, :, None] * draws.random((*pairs, last))).astype("int64")

        add_series(file, "arrivals", ["time", "citizenship", "destination", "channel"],
                   people(len(channels)), "persons")
        add_series(file, "departures", ["time", "origin", "destination", "channel"],
                   people(len(channels)), "persons")
        add_series(file, "stocks", ["time", "residence", "citizenship", "status"],
                   people(len(statuses)), "persons")
        for name, scale in (("crossings", 9000), ("interceptions", 900), ("crossing_deaths", 40)):
            add_series(file, name, ["time", "corridor"],
                       draws.integers(0, scale, (n_years, len(edges))), "persons")
        for name in ("openness", "rights", "sentiment", "excess"):
            add_series(file, name, ["time", "place"], draws.random((n_years, n_countries)))
        add_table(file, "events", {
            "tick": list(range(n_years)) * 100,
            "date": [f"{1995 + y}-01" for y in range(n_years)] * 100,
            "kind": ["deal"] * (n_years * 100),
            "module": ["containment_deals"] * (n_years * 100),
            "stage": ["negotiation"] * (n_years * 100),
            "text": [f"C{i % 190:03}-C{(i * 7) % 190:03}: containment 1.00, payment 0.51 bn/yr"
                     for i in range(n_years * 100)]})
