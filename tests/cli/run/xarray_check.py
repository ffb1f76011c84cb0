#!/usr/bin/python3
"""Opens a run file with xarray and compares it with what `sojourn info --format json` says.

usage: xarray_check.py RUN.h5 LISTING.json    (LISTING may be - for standard input)

Every dataset must be there under its name with the listed dims, shape, units and long_name, and
with the listed sum; nothing may be there that is not listed. Exit status 1 lists what is amiss.
"""

import json
import math
import sys

import numpy
import xarray


def open_group(path, group, decode_times=False):
    return xarray.open_dataset(
        path, engine="h5netcdf", group=group or None, decode_times=decode_times
    )


def faults_of_numbers(variable, listed):
    values = numpy.asarray(variable.values)
    valid = values[~numpy.isnan(values)] if values.dtype.kind == "f" else values
    if valid.size != listed["n_valid"]:
        yield f"{valid.size} valid cells, listed {listed['n_valid']}"
    if valid.size == 0 or listed.get("sum") is None:
        return
    total = float(valid.astype("float64").sum())
    if not math.isclose(total, listed["sum"], rel_tol=1e-9, abs_tol=1e-9):
        yield f"sum {total}, listed {listed['sum']}"


def faults_of(variable, listed):
    if list(variable.dims) != listed["axes"]:
        yield f"dims {variable.dims}, listed {listed['axes']}"
    if list(variable.shape) != listed["shape"]:
        yield f"shape {variable.shape}, listed {listed['shape']}"
    for key in ("units", "long_name"):
        if variable.attrs.get(key) != listed[key] or not listed[key]:
            yield f"{key} {variable.attrs.get(key)!r}, listed {listed[key]!r}"
    kinds = {"integer": "iu", "real": "f", "text": "OUS"}[listed["type"]]
    if variable.dtype.kind not in kinds:
        yield f"dtype {variable.dtype}, listed {listed['type']}"
    elif listed["type"] != "text":
        yield from faults_of_numbers(variable, listed)


def check_group(path, group, listed):
    """Faults of the datasets of one group; `listed` maps names within it to their listing."""
    with open_group(path, group) as dataset:
        for name in sorted(set(dataset.variables) - set(listed)):
            yield f"{group}/{name}: not listed"
        for name, entry in listed.items():
            if name not in dataset.variables:
                yield f"{group}/{name}: missing"
                continue
            if entry["is_axis"] and name not in dataset.coords:
                yield f"{group}/{name}: no coordinate"
            for fault in faults_of(dataset.variables[name], entry):
                yield f"{group}/{name}: {fault}"


def check_times(path, listed):
    """Axes in "days since" must become dates."""
    with open_group(path, "", decode_times=True) as dataset:
        for name, entry in listed.items():
            if entry["units"].startswith("days since") and entry["shape"] != [0]:
                if dataset[name].dtype.kind != "M":
                    yield f"/{name}: xarray makes no dates of it"


def main(path, listing_path):
    listing = json.load(sys.stdin if listing_path == "-" else open(listing_path, encoding="utf-8"))
    groups = {"": {}}
    for entry in listing["datasets"]:
        group, _, name = entry["name"].rpartition("/")
        groups.setdefault(group, {})[name] = entry
    faults = [f for group, listed in groups.items() for f in check_group(path, group, listed)]
    faults += check_times(path, groups[""])
    for fault in faults:
        print(f"{path}: {fault}", file=sys.stderr)
    if not faults:
        print(f"{len(listing['datasets'])} datasets agree")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
