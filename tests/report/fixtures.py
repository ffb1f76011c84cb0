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


OUTCOMES = {"arrivals": ("persons / year", 4.2e6), "irregular_stock": ("persons", 1.1e6),
            "deaths": ("persons / year", 5200), "welfare": ("1", 0.61),
            "transfers": ("2021 int. $ / year", 2.4e9), "compliance": ("1", 0.55)}
MODULES = """[wage]
b_wage = {wage}
enabled = true
type = "wage"
{own}"""
OWN = ["", '[deals]\nenabled = true\ntype = "containment_deals"\n',
       '[agency]\nenabled = true\nseat = 2.0\ntype = "agency"\n']


def add_intervals(file, prefix, cells, axes):
    """Mean, lower and upper bound of replicates, the second axis of `cells`."""
    mean = numpy.nanmean(cells, axis=1)
    n_known = numpy.sum(~numpy.isnan(cells), axis=1)
    half = 2.2 * numpy.nanstd(cells, axis=1, ddof=1) / numpy.sqrt(n_known)
    names = ["difference", "difference_low", "difference_high"] if prefix else ["mean", "low",
                                                                                "high"]
    for name, level in zip(names, (mean, mean - half, mean + half)):
        add_series(file, name, axes, level)


def start_comparison(file, regimes, n_replicates, title):
    file.attrs.update({"format": "sojourn-compare", "format_version": 1, "title": title,
                       "complete": 1, "level": 0.95})
    add_axis(file, "regime", regimes)
    add_axis(file, "replicate", [float(r + 1) for r in range(n_replicates)])
    add_axis(file, "outcome", list(OUTCOMES))
    add_axis(file, "year", [float(year) for year in range(2015, 2026)])
    for name, values in (("outcome_units", [unit for unit, _ in OUTCOMES.values()]),
                         ("outcome_meaning", [f"what {name} is" for name in OUTCOMES])):
        data = file.create_dataset(name, dtype=TEXT, data=texts(values))
        data.dims[0].attach_scale(file["outcome"])
    file.create_group("series", track_order=True)


def add_modules(file, files, modules):
    for name, values in (("regime_files", files), ("regime_modules", modules)):
        data = file.create_dataset(name, dtype=TEXT, data=texts(values))
        data.dims[0].attach_scale(file["regime"])


def add_outcome_cells(file, cells, reference, draws):
    add_series(file, "reference", ["regime"], numpy.array(reference))
    add_series(file, "outcomes", ["regime", "replicate", "outcome"], cells)
    add_intervals(file, "", cells, ["regime", "outcome"])
    add_intervals(file, "difference", cells - cells[reference], ["regime", "outcome"])
    n_regimes, n_replicates, _ = cells.shape
    growth = numpy.cumsum(draws.normal(0.03, 0.02, (1, n_replicates, 11)), axis=2)
    for o, name in enumerate(list(OUTCOMES)[:4]):
        series = cells[:, :, o, None] / 11 * (1 + growth) * numpy.ones((n_regimes, 1, 1))
        add_series(file, f"series/{name}", ["regime", "replicate", "year"], series,
                   OUTCOMES[name][0], name.replace("_", " "))


# Countries of the comparison, with the rest of the world, which lies nowhere.
PLACES = [("TUR", "Turkey", 39, 35), ("GRC", "Greece", 39, 22), ("DEU", "Germany", 51, 10),
          ("SYR", "Syria", 35, 38), ("ITA", "Italy", 43, 12), ("LBY", "Libya", 27, 17),
          ("MLT", "Malta", 35.9, 14.4), ("ROW", "Rest of the world", None, None)]


def add_places(file, n_regimes, n_replicates, draws):
    """Series by country and differences by corridor, as `compare` writes them."""
    ids, names, latitude, longitude = (list(column) for column in zip(*PLACES))
    nowhere = [float("nan") if value is None else float(value) for value in latitude]
    add_axis(file, "place", ids)
    add_axis(file, "citizenship", ids)
    data = file.create_dataset("place_name", dtype=TEXT, data=texts(names))
    data.dims[0].attach_scale(file["place"])
    add_series(file, "latitude", ["place"], numpy.array(nowhere))
    add_series(file, "longitude", ["place"], numpy.array(
        [float("nan") if value is None else float(value) for value in longitude]))
    file.create_group("places", track_order=True)
    shape = (n_regimes, n_replicates, 11, len(ids))
    for name, unit, level in (("foreigners", "persons", 1e6), ("wage", "2021 int. $ / year", 2e4)):
        luck = draws.normal(1, 0.1, (1, n_replicates, 1, len(ids)))
        effect = draws.normal(1, 0.2, (n_regimes, 1, 1, len(ids)))
        effect[0] = 1
        cells = numpy.round(level * luck * effect * draws.normal(1, 0.02, shape))
        add_series(file, f"places/{name}", ["regime", "replicate", "year", "place"], cells, unit,
                   f"{name} there")
    file.create_group("corridors", track_order=True)
    pairs = draws.normal(0, 5e4, (n_regimes, len(ids), len(ids)))
    pairs[0] = 0
    for suffix, values in (("", 1e5 + pairs), ("_difference", pairs), ("_low", pairs - 3e4),
                           ("_high", pairs + 3e4)):
        add_series(file, f"corridors/stock{suffix}", ["regime", "citizenship", "place"], values,
                   "persons")


def compare(path, n_replicates=12, seed=3):
    """A compare.h5 of three regimes; the last regime's last run is missing."""
    draws = numpy.random.default_rng(seed)
    base = numpy.array([level for _, level in OUTCOMES.values()])
    luck = draws.normal(1, 0.08, (1, n_replicates, len(base)))
    effect = numpy.array([[1] * 6, [0.86, 1.07, 1.21, 0.99, 2.3, 0.97],
                          [1.05, 0.71, 0.62, 1.06, 1.5, 1.25]])[:, None]
    cells = base * luck * effect * draws.normal(1, 0.015, (3, n_replicates, len(base)))
    cells[2, -1, :] = numpy.nan
    with h5py.File(path, "w", track_order=True) as file:
        start_comparison(file, REGIMES, n_replicates, "Three regimes for two transit countries")
        add_modules(file, ["", "bilateral.toml", "agency.toml+places.toml"],
                    [MODULES.format(wage=1.0, own=own) for own in OWN])
        add_outcome_cells(file, cells, [0, 0, 0], draws)
        add_places(file, 3, n_replicates, draws)


def compare_world(path, n_countries=196, n_series=30, seed=17):
    """A compare.h5 of two regimes on a world of 196 countries over ten years, three replicates: as many
    numbers as `compare scenarios/world.toml` writes, every one of them another."""
    draws = numpy.random.default_rng(seed)
    regimes, n_replicates = ["as it is", "open"], 3
    base = numpy.array([level for _, level in OUTCOMES.values()])
    cells = base * draws.normal(1, 0.1, (2, n_replicates, len(base)))
    ids = [f"C{i:03}" for i in range(n_countries)]
    with h5py.File(path, "w", track_order=True) as file:
        start_comparison(file, regimes, n_replicates, "Two regimes for a world")
        add_modules(file, ["", "open.toml"], [MODULES.format(wage=1.0, own=own) for own in OWN[:2]])
        add_outcome_cells(file, cells, [0, 0], draws)
        add_axis(file, "place", ids)
        add_axis(file, "citizenship", ids)
        data = file.create_dataset("place_name", dtype=TEXT,
                                   data=texts([f"Country {i}" for i in range(n_countries)]))
        data.dims[0].attach_scale(file["place"])
        add_series(file, "latitude", ["place"], draws.uniform(-50, 65, n_countries))
        add_series(file, "longitude", ["place"], draws.uniform(-170, 170, n_countries))
        file.create_group("places", track_order=True)
        names = ["foreigners", *(f"measure_{k}" for k in range(n_series - 1))]
        shape = (2, n_replicates, 11, n_countries)
        for name in names:
            add_series(file, f"places/{name}", ["regime", "replicate", "year", "place"],
                       numpy.exp(draws.normal(10, 2, shape)), "persons", f"{name} there")
        file.create_group("corridors", track_order=True)
        for name in ("stock", "arrivals"):
            pairs = draws.normal(0, 5e4, (2, n_countries, n_countries))
            pairs[0] = 0
            for suffix, values in (("", 1e5 + pairs), ("_difference", pairs), ("_low", pairs - 3e4),
                                   ("_high", pairs + 3e4)):
                add_series(file, f"corridors/{name}{suffix}", ["regime", "citizenship", "place"],
                           values, "persons")


def sweep(path, n_replicates=4, seed=11):
    """A compare.h5 of two regimes, each at three values of a setting."""
    draws = numpy.random.default_rng(seed)
    values = [0.5, 1.0, 2.0]
    regimes = [f"{name}, modules.wage.b_wage={value}" for name in REGIMES[:2] for value in values]
    base = numpy.array([level for _, level in OUTCOMES.values()])
    effect = numpy.array([1 + 0.2 * r + 0.3 * value for r in range(2) for value in values])
    cells = base * effect[:, None, None] * draws.normal(1, 0.05, (6, n_replicates, len(base)))
    with h5py.File(path, "w", track_order=True) as file:
        start_comparison(file, regimes, n_replicates, "A setting varied under two regimes")
        add_axis(file, "parameter", ["modules.wage.b_wage"])
        add_series(file, "parameters", ["regime", "parameter"], numpy.array(values * 2)[:, None])
        data = file.create_dataset("parameter_texts", dtype=TEXT,
                                   data=texts([str(v) for v in values * 2]).reshape(6, 1))
        data.dims[0].attach_scale(file["regime"])
        data.dims[1].attach_scale(file["parameter"])
        add_modules(file, ["unilateral.toml"] * 3 + ["bilateral.toml"] * 3,
                    [MODULES.format(wage=value, own=own) for own in OWN[:2] for value in values])
        add_outcome_cells(file, cells, [0, 1, 2, 0, 1, 2], draws)


def sensitivity(path, seed=13):
    """A sensitivity.h5 of two outcomes over three settings."""
    draws = numpy.random.default_rng(seed)
    outcomes, parameters = ["arrivals", "deaths"], ["modules.wage.b_wage", "modules.kin.rate",
                                                    "run.noise"]
    with h5py.File(path, "w", track_order=True) as file:
        file.attrs.update({"format": "sojourn-sensitivity", "format_version": 1, "complete": 1,
                           "title": "What makes two outcomes vary"})
        add_axis(file, "outcome", outcomes)
        add_axis(file, "parameter", parameters)
        add_axis(file, "point", [float(i + 1) for i in range(40)])
        add_axis(file, "replicate", [1.0, 2.0])
        data = file.create_dataset("outcome_units", dtype=TEXT,
                                   data=texts(["persons / year", "persons / year"]))
        data.dims[0].attach_scale(file["outcome"])
        settings = draws.random((40, 3))
        add_series(file, "parameters", ["point", "parameter"], settings)
        add_series(file, "outcomes", ["point", "outcome"],
                   settings @ draws.uniform(1e3, 1e6, (3, 2)))
        add_series(file, "samples", ["outcome"], numpy.array([8.0, 8.0]))
        for name in ("first_order", "total"):
            share = draws.uniform(0.05, 0.6, (2, 3))
            for suffix, values in (("", share), ("_low", share - 0.1), ("_high", share + 0.1)):
                add_series(file, name + suffix, ["outcome", "parameter"], values)


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
