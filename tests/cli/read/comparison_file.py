"""A small file as `sojourn compare` writes it (docs/FORMAT.md), of known content."""

import h5py
import numpy

REGIMES = ["today", "compact", "fund"]
OUTCOMES = {"arrivals": "persons", "deaths": "persons", "excess": "GDP share / year"}
YEARS = [2016.0, 2017.0, 2018.0]
N_REPLICATES = 4


def outcomes_drawn():
    """(regime, replicate, outcome); the last replicate of the last regime is unfinished."""
    draw = numpy.random.default_rng(7)
    luck = draw.normal(size=(N_REPLICATES, len(OUTCOMES)))  # shared by the regimes
    own = 0.1 * draw.normal(size=(len(REGIMES), N_REPLICATES, len(OUTCOMES)))
    scale = numpy.array([1e5, 1e3, 0.01])
    effect = numpy.array([[0, 0, 0], [0.5, -0.3, 0.1], [0.2, -0.6, -0.4]])[:, None, :]
    cells = scale * (3 + 0.2 * luck[None] + own + effect)
    cells[-1, -1] = numpy.nan
    return cells


def summaries(outcomes):
    """Means with an interval, and paired differences to the first regime."""
    found = {}
    for prefix, cells in (("", outcomes), ("difference", outcomes - outcomes[:1])):
        join = f"{prefix}_" if prefix else ""
        mean = numpy.nanmean(cells, axis=1)
        n = (~numpy.isnan(cells)).sum(axis=1)
        half = 2 * numpy.nanstd(cells, axis=1, ddof=1) / numpy.sqrt(n)
        found[prefix or "mean"] = mean
        found[f"{join}low"], found[f"{join}high"] = mean - half, mean + half
    return found


def write_comparison(path):
    """Writes the file; its datasets by name."""
    outcomes = outcomes_drawn()
    years = numpy.arange(len(YEARS))
    series = outcomes[:, :, :1] * (1 + 0.1 * years) / 3
    axes = {"regime": REGIMES, "replicate": list(range(1, N_REPLICATES + 1)),
            "outcome": list(OUTCOMES), "year": YEARS}
    cells = {"outcomes": (("regime", "replicate", "outcome"), outcomes),
             "outcome_units": (("outcome",), list(OUTCOMES.values())),
             "series/arrivals": (("regime", "replicate", "year"), series)}
    for name, values in summaries(outcomes).items():
        cells[name] = (("regime", "outcome"), values)
    with h5py.File(path, "w", track_order=True) as file:
        file.attrs["format"] = "sojourn-compare"
        file.attrs["format_version"] = 1
        file.attrs["title"] = "A comparison"
        file.create_group("series", track_order=True)
        scales = {}
        for name, values in axes.items():
            scales[name] = add(file, name, values)
            scales[name].make_scale(name)
        for name, (dims, values) in cells.items():
            dataset = add(file, name, values)
            for i, dim in enumerate(dims):
                dataset.dims[i].attach_scale(scales[dim])
    return {name: numpy.asarray(values) for name, (_, values) in cells.items()}


def add(file, name, values):
    text = isinstance(values[0], str)
    data = numpy.array(values, dtype=object) if text else numpy.asarray(values)
    dataset = file.create_dataset(name, data=data, track_order=True,
                                  dtype=h5py.string_dtype() if text else data.dtype)
    dataset.attrs["units"] = "persons" if name == "series/arrivals" else "1"
    dataset.attrs["long_name"] = name.replace("_", " ")
    return dataset
