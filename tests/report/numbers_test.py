#!/usr/bin/python3
"""Holds every number that pages show (key numbers, tooltips, CSV) against the files they are of, as
reader.py reads them.

usage: numbers_test.py SOJOURN PAGE_TEMPLATE NODE CHROMIUM
"""

import csv
import io
import json
import math
import os
import re
import subprocess
import sys

import h5py
import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))

import fixtures
from command import Tests, call, scratch
from reader import Run, date_text, persons, texts

SCENARIOS = os.path.join(HERE, "..", "..", "scenarios")
TWO = os.path.join(SCENARIOS, "two_transits.toml")
tests = Tests()

OBSERVED = """series,route,residence,citizenship,date,value,source
crossing_deaths,,,,2016,900,invented for this test
stocks,,RECV,SEND,2016,350000,
stocks,,RECV,SEND,2017,420000,
stocks,,RECV,SEND,2090,1,after the run
"""


def rows_of(text):
    header, *rows = list(csv.reader(io.StringIO(text)))
    return header, rows


def check_rows(figure, text, expected):
    """The same rows in any order."""
    _, rows = rows_of(text)
    missing = sorted(set(map(tuple, expected)) - set(map(tuple, rows)))[:3]
    more = sorted(set(map(tuple, rows)) - set(map(tuple, expected)))[:3]
    tests.check(not missing and not more and len(rows) == len(expected),
                f"{figure}.csv: lacks {missing}, has {more}, {len(rows)} of {len(expected)} rows")


def check_close(figure, shown, expected):
    """Numbers of the CSV, rounded to five digits, of which none is left of the point; empty where not
    known."""
    shown = numpy.array([float(text) if text else numpy.nan for text in shown])
    expected = numpy.asarray(expected, dtype="float64")
    digits = numpy.where(abs(expected) >= 1e5, 0.5 + 1e-9, 1e-4 * abs(expected) + 1e-12)
    tests.check(shown.shape == expected.shape
                and ((abs(shown - expected) <= digits) | numpy.isnan(shown) & numpy.isnan(expected)).all(),
                f"{figure}.csv: {shown[:6]} for {expected[:6]}")


def check_tips(figure, tips, expected, least):
    """Every tooltip whose title is expected says what is expected; there are at least `least`."""
    n_known = 0
    for tip in tips:
        wanted = expected.get(tip["title"])
        if wanted is None:
            continue
        n_known += 1
        shown = dict(map(tuple, tip["rows"]))
        tests.check(shown == wanted, f"{figure}, {tip['title']}: {shown} for {wanted}")
    tests.check(n_known >= least, f"{figure}: {n_known} tooltips of {least}")


def check_only(figure, tips, expected):
    """All tooltips are expected ones, and all of these are there."""
    check_tips(figure, tips, expected, len(expected))
    strange = [tip["title"] for tip in tips if tip["title"] not in expected][:3]
    tests.check(not strange, f"{figure}: tooltips of {strange}")


def check_numbers(shown, run):
    expected = run.numbers()
    for item in shown["numbers"]:
        if item["name"] in expected:
            wanted = f"{persons(expected.pop(item['name']))} persons"
            tests.check(item["note"].startswith(wanted), f"{item} for {wanted}")
        elif item["name"] == "deals between states":
            tests.check(item["value"] == str(len(run.deals())), f"{item}")
    tests.check(not expected, f"key numbers without {list(expected)}")


def check_tables(shown, run):
    files = shown["csv"]
    expected = {
        "flow-map": run.flow_rows(), "largest-flows": run.flow_rows(),
        "citizens": run.pair_rows(run.citizens()), "stocks-status": run.stock_rows(),
        "stocks-country": run.country_rows(run.stocks()[..., run.statuses(
            lambda name: name != "returned")].sum(axis=2)),
        "stocks-citizenship": run.country_rows(run.abroad().sum(axis=2)),
        "crossings": run.corridor_rows(["crossings"]),
        "deaths": run.corridor_rows(["crossing_deaths"]),
        "interceptions": run.corridor_rows(["interceptions"]),
        "corridors": run.corridor_rows(["crossings", "interceptions", "crossing_deaths",
                                        "readmissions", "turned_away"]),
    }
    if "detections" in run.series:
        expected["detections"] = run.detection_rows()
    for figure, rows in expected.items():
        check_rows(figure, files[figure], rows)
    events = [list(row) for row in zip(*(run.events[key] for key in
                                         ("date", "stage", "module", "kind", "text")))]
    check_rows("event-timeline", files["event-timeline"], events)
    _, rows = rows_of(files["country-measures"])
    for column, name in enumerate(("openness", "rights", "sentiment", "excess")):
        values = run.series[name][:, :len(run.ids)].T.ravel()
        check_close(f"country-measures {name}", [row[2 + column] for row in rows], values)
    check_modules(files["modules"], run)
    check_deals(files.get("deals"), run)


def check_modules(text, run):
    """Every setting that is said to be changed has that value in the run's scenario."""
    _, rows = rows_of(text)
    modules = run.scenario["modules"]
    tests.check({row[0] for row in rows} == set(modules), "modules")
    for name, kind, _, _, key, value, _ in rows:
        tests.check(modules[name]["type"] == kind, f"{name} is no {kind}")
        if key:
            found = modules[name][key]
            told = value.strip('"') if isinstance(found, str) else json.loads(value)
            tests.check(told == found, f"{name}.{key} is {found}, not {value}")


def check_deals(text, run):
    struck = run.deals()
    if not struck:
        return
    _, rows = rows_of(text)
    shown = [(row[1], row[3], float(row[5]) if row[5] else None) for row in rows
             if row[0] == "deal"]
    billions = [(name, date, None if paid is None else float(round(paid * 1e9)))
                for name, date, paid in struck]
    tests.check(sorted(map(str, shown)) == sorted(map(str, billions)),
                f"deals {shown} for {billions}")


def check_tooltips(shown, run, year):
    tips = shown["tips"]
    pairs = run.moves(False)
    balance = run.balance_tips(year)
    arcs = run.pair_tips(pairs, year, "set out")
    check_only("flow-map", tips["flow-map"], {
        **{title: rows for title, rows in balance.items()
           if any(tip["title"] == title for tip in tips["flow-map"])}, **arcs})
    tests.check(sum(tip["title"] in balance for tip in tips["flow-map"]) >= 3, "countries on the map")
    check_tips("largest-flows", tips["largest-flows"], arcs, min(14, len(arcs)))
    last = len(run.years) - 1 if year is None else year
    living = run.pair_tips(run.citizens()["abroad"], last, "live there",
                           f"end of {run.years[last]}")
    check_tips("citizens", tips["citizens"], living, min(14, len(living)))
    check_only("stocks-status", tips["stocks-status"], run.status_tips())
    moving = run.statuses(lambda name: name != "returned")
    check_only("stocks-country", tips["stocks-country"],
               run.country_tips(run.stocks()[..., moving].sum(axis=2)))
    check_only("stocks-citizenship", tips["stocks-citizenship"],
               run.country_tips(run.abroad().sum(axis=2)))
    for figure, count in (("crossings", "crossings"), ("deaths", "crossing_deaths"),
                          ("interceptions", "interceptions")):
        check_only(figure, tips[figure], run.route_tips(count))
    if "detections" in run.series:
        check_only("detections", tips["detections"], run.detection_tips())
    check_measures(tips["country-measures"], run)
    check_strips(tips["event-timeline"], run)


def check_measures(tips, run):
    """Three digits of each measure of each country in each month."""
    names = {"Openness": "openness", "Rights": "rights", "Sentiment": "sentiment",
             "Excess": "excess"}
    tests.check(len(tips) == 4 * len(run.ids) * len(run.months), f"{len(tips)} points of measures")
    titles = {f"{name}, {date_text(month)}": (m, i) for i, name in enumerate(run.names)
              for m, month in enumerate(run.months)}
    for tip in tips:
        (label, text), = tip["rows"]
        month, country = titles[tip["title"]]
        value = run.series[names[label]][month, country]
        shown = float(text.split()[0].replace("−", "-"))
        tests.check(abs(shown - value) <= 0.006 * abs(value) + 1e-12,
                    f"{tip['title']}, {label}: {text} for {value}")


def check_strips(tips, run):
    irregular = run.labels["status"].index("irregular")
    chosen = run.channels(lambda name: name != "return")
    strips = {"Arrivals": run.series["arrivals"][..., chosen].sum(axis=(1, 2, 3)),
              "Without papers": run.stocks()[..., irregular].sum(axis=1),
              "Deaths on the way, everywhere": run.series["crossing_deaths"].sum(axis=1)}
    expected = {f"{name}, {date_text(month)}": {name: f"{persons(values[m])} persons"}
                for name, values in strips.items() for m, month in enumerate(run.months)
                if values.max() > 0}
    check_tips("event-timeline", tips, expected, len(expected))


def check_run(pages, path):
    run = Run(path)
    for shown, year in zip(pages, (None, 1)):
        check_numbers(shown, run)
        check_tooltips(shown, run, year)
    check_tables(pages[0], run)
    check_observed(pages[0], run)


def check_observed(shown, run):
    """What the table says beside what the run has of the same thing."""
    _, rows = rows_of(shown["csv"]["observed"])
    found = {(row[0], row[2]): row[4:6] for row in rows}
    year = run.years.index("2016")
    deaths = int(run.series["crossing_deaths"].sum(axis=1)[12 * year:12 * year + 12].sum())
    there, whose = run.labels["place"].index("RECV"), run.ids.index("SEND")
    stock = int(run.series["stocks"][12 * year + 11, there, whose].sum())
    tests.check(found[("crossing_deaths", "2016")] == ["900", str(deaths)],
                f"deaths of 2016: {found[('crossing_deaths', '2016')]} for {deaths}")
    tests.check(found[("stocks", "2016")] == ["350000", str(stock)],
                f"people of SEND in RECV: {found[('stocks', '2016')]} for {stock}")


def check_replicates(shown, paths):
    runs = [Run(path) for path in paths]
    expected = [[str(run.seed), run.years[y], name, str(value)] for run in runs
                for name in ("Arrivals, without returns", "People abroad or moving, end of year",
                             "People without papers, end of year", "Interceptions",
                             "Deaths on the way") for y, value in enumerate(run.total(name))]
    check_rows("replicates-series", shown["csv"]["replicates-series"], expected)
    numbers = [run.numbers() for run in runs]
    for item in shown["numbers"]:
        if item["name"] not in numbers[0]:
            continue
        values = [one[item["name"]] for one in numbers]
        wanted = f"mean of runs from {persons(min(values))} to {persons(max(values))}"
        tests.check(item["note"].startswith(wanted), f"{item} for {wanted}")
    totals = {}
    for year in runs[0].years:
        totals[year] = []
    for name in ("Interceptions", "Deaths on the way"):
        for y, year in enumerate(runs[0].years):
            values = [int(run.total(name)[y]) for run in runs]
            totals[year].append(f"{persons(sum(values) / len(values))} persons "
                                f"({persons(min(values))} to {persons(max(values))})")
    told = {tip["title"]: [] for tip in shown["tips"]["replicates-series"]}
    for tip in shown["tips"]["replicates-series"]:
        told[tip["title"]].append(tip["rows"][0][1])
    for year, wanted in totals.items():
        for text in wanted:
            tests.check(text in told[year], f"replicates, {year}: {text} is not in {told[year]}")
    check_bands(shown["tips"]["stocks-country"], runs)


def check_bands(tips, runs):
    """Everybody abroad by month: the mean of the runs, the lowest and the highest."""
    moving = runs[0].statuses(lambda name: name != "returned")
    stocks = [run.stocks()[..., moving].sum(axis=(1, 2)) for run in runs]
    for m, month in enumerate(runs[0].months):
        values = [int(one[m]) for one in stocks]
        rows = next(dict(map(tuple, tip["rows"])) for tip in tips
                    if tip["title"] == f"End of {date_text(month)}")
        wanted = f"({persons(min(values))} to {persons(max(values))})"
        mean = float(rows["all"].split()[0].replace(",", ""))
        tests.check(wanted in rows["all"] and abs(mean - sum(values) / len(values)) <= len(rows),
                    f"everybody abroad in {month}: {rows['all']} for {wanted}")


def numbers_in(text):
    return [float(word.replace("−", "-").replace(",", ""))
            for word in re.findall(r"[-−+]?[\d,.]+(?:e[-+]?\d+)?", text)]


def check_comparison(shown, path):
    with h5py.File(path) as file:
        regimes, outcomes = texts(file["regime"]), texts(file["outcome"])
        read = {name: file[name][...] for name in
                ("difference", "difference_low", "difference_high", "outcomes", "mean")}
        series = {name: file[f"series/{name}"][...] for name in file["series"]}
        files, modules = ([texts(file[name]) if name in file else None
                           for name in ("regime_files", "regime_modules")])
        places = read_places(file) if "places" in file else None
    _, rows = rows_of(shown["csv"]["differences"]) if "differences" in shown["csv"] else (0, [])
    if rows:
        tests.check([row[:2] for row in rows] == [[r, o] for r in regimes for o in outcomes],
                    "order of differences")
        for column, name in enumerate(("difference", "difference_low", "difference_high")):
            check_close(name, [row[3 + column] for row in rows], read[name].ravel())
    _, rows = rows_of(shown["csv"]["means"])
    known = ~numpy.isnan(read["outcomes"].ravel())
    check_close("means", [row[3] for row in rows], read["outcomes"].ravel()[known])
    _, rows = rows_of(shown["csv"]["comparison-series"])
    for name, values in series.items():
        own = [row[5] for row in rows if row[0] == name]
        check_close(f"series {name}", own, values.ravel()[~numpy.isnan(values.ravel())])
    if modules:
        _, rows = rows_of(shown["csv"]["regimes"])
        named = dict(zip(regimes, files))
        tests.check(all(named[row[0]] == row[1] for row in rows), "overlays of regimes")
    if places:
        check_places(shown, regimes, places)


def read_places(file):
    cells = {name: file[f"places/{name}"][...] for name in file["places"]}
    return {"ids": texts(file["place"]), "names": texts(file["place_name"]), "cells": cells,
            "reference": file["reference"][...],
            "corridors": {name: file[f"corridors/{name}"][...] for name in file["corridors"]}}


def check_places(shown, regimes, places):
    """Means and paired differences by country, of the last year and of all."""
    _, rows = rows_of(shown["csv"]["difference-map"])
    found = {(row[0], row[2] == "all", row[3], row[4]): row[5:] for row in rows}
    for name, cells in places["cells"].items():
        if not numpy.any(cells):
            continue
        for whole, by_run in ((False, cells[:, :, -1]), (True, cells.mean(axis=2))):
            paired = by_run - by_run[places["reference"]]
            for r, regime in enumerate(regimes):
                for i, place in enumerate(places["ids"]):
                    mean, difference, *bounds = found[(name, whole, regime, place)]
                    check_close(f"{name} of {place} in {regime}", [mean, difference],
                                [by_run[r, :, i].mean(), paired[r, :, i].mean()])
                    if all(bounds):
                        low, high = map(float, bounds)
                        tests.check(low <= float(difference) <= high, f"interval of {place}")
    for tip in shown["tips"]["difference-map"]:
        check_place_tip(tip, regimes, places)


def check_place_tip(tip, regimes, places):
    """The first regime that is compared, in the last year."""
    name = "foreigners" if "foreigners" in places["cells"] else next(iter(places["cells"]))
    r = next(r for r in range(len(regimes)) if places["reference"][r] != r)
    cells = places["cells"][name][:, :, -1]
    i = places["names"].index(tip["title"])
    difference = (cells[r, :, i] - cells[places["reference"][r], :, i]).mean()
    shown = numbers_in(dict(map(tuple, tip["rows"]))["difference"])[0]
    tests.check(abs(shown - difference) <= 0.5 + 1e-4 * abs(difference),
                f"{tip['title']}: {shown} for {difference}")


def check_sweep(shown, path):
    with h5py.File(path) as file:
        regimes, outcomes = texts(file["regime"]), texts(file["outcome"])
        values = texts(file["parameter_texts"])
        mean, low, high = (file[name][...] for name in ("mean", "low", "high"))
    header, rows = rows_of(shown["csv"]["responses"])
    n = len(values) // len(regimes)
    tests.check(header[0] == "regime" and len(header) == 6 + n, f"header {header}")
    expected = [[regime, *values[r * n:(r + 1) * n], outcome]
                for r, regime in enumerate(regimes) for outcome in outcomes]
    tests.check([row[:n + 2] for row in rows] == expected, "points of the sweep")
    for column, cells in enumerate((mean, low, high)):
        check_close("responses", [row[n + 3 + column] for row in rows], cells.ravel())


T_OF_TWO = 4.302652729911275  # Student's quantile at 0.975, two degrees of freedom


def interval(sample):
    """Mean and 95% interval of three numbers."""
    mean = numpy.mean(sample)
    half = T_OF_TWO * numpy.std(sample, ddof=1) / math.sqrt(3)
    return mean, mean - half, mean + half


def runs_of(index):
    """[point][replicate] of the runs that a table names, and the points."""
    with open(index, encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    points = list(dict.fromkeys(tuple(row[3:]) for row in rows))
    runs = [[Run(os.path.join(os.path.dirname(index), row[0])) for row in rows
             if tuple(row[3:]) == point] for point in points]
    return header[3:], points, runs


def check_points(shown, index):
    """Every number of the page of a sweep against its run files."""
    paths, points, runs = runs_of(index)
    names = [", ".join(f"{path}={value}" for path, value in zip(paths, point)) for point in points]
    outcomes = [[run.outcomes() for run in row] for row in runs]
    for row, several in zip(outcomes, runs):
        for found, run in zip(row, several):
            found["of_north"] = run.yearly_means(  # as [outcomes] of the scenario has it
                run.series["stocks"][:, run.labels["place"].index("NORD"),
                                     run.ids.index("SEND")].sum(axis=1))
    header, rows = rows_of(shown["csv"]["responses"])
    tests.check(header == ["regime", *paths, "outcome", "units", "mean", "low", "high"], f"{header}")
    told = {(row[0], row[-5]): row for row in rows}
    tests.check(len(told) == len(rows) == len(points) * len(outcomes[0][0]),
                f"{len(rows)} responses, outcomes {sorted({row[-5] for row in rows})}")
    for name, point, of_point in zip(names, points, outcomes):
        for outcome in of_point[0]:
            row = told[(name, outcome)]
            tests.check(row[1:1 + len(paths)] == list(point), f"{row} at {point}")
            check_close(f"responses, {outcome}", row[-3:],
                        interval([found[outcome].mean() for found in of_point]))
    check_point_years(shown, names, runs, outcomes)
    check_point_places(shown, names, runs)
    check_point_tips(shown["tips"]["responses"], paths, points, outcomes)


def check_point_years(shown, names, runs, outcomes):
    _, rows = rows_of(shown["csv"]["comparison-series"])
    told = {(row[0], row[2], row[3], row[4]): row[5] for row in rows}
    for name, of_point in zip(names, outcomes):
        for r, found in enumerate(of_point):
            for outcome, values in found.items():
                check_close(f"years of {outcome}", [told[(outcome, name, str(r + 1), year)]
                                                    for year in runs[0][0].years], values)


def check_point_places(shown, names, runs):
    """Means and paired differences by country, of the last year and of all; pairs; years."""
    _, rows = rows_of(shown["csv"]["difference-map"])
    told = {(row[0], row[2] == "all", row[3], row[4]): row[5:] for row in rows}
    _, rows = rows_of(shown["csv"]["place-years"])
    yearly = {tuple(row[:1] + row[2:5]): row[5:] for row in rows}
    ids, years = runs[0][0].ids, runs[0][0].years
    cells = [[run.by_country() for run in row] for row in runs]
    for series in cells[0][0]:
        for whole, over in ((False, lambda values: values[-1]), (True, lambda v: v.mean(axis=0))):
            sample = numpy.array([[over(found[series]) for found in row] for row in cells])
            for p, name in enumerate(names):
                for i, place in enumerate(ids):
                    paired = interval(sample[p, :, i] - sample[0, :, i])
                    check_close(f"{series} of {place}", told[(series, whole, name, place)],
                                [sample[p, :, i].mean(), *paired])
        for p, name in enumerate(names):
            for i, place in enumerate(ids):
                for y, year in enumerate(years):
                    values = [found[series][y, i] for found in cells[p]]
                    check_close(f"{series} of {place} in {year}", yearly[(series, name, place, year)],
                                [numpy.mean(values), min(values), max(values)])
    _, rows = rows_of(shown["csv"]["changed-corridors"])
    stocks = numpy.array([[run.pairs_at_end() for run in row] for row in runs])
    for series, _, name, citizenship, place, *numbers in rows:
        if series != "stock":
            continue
        a, b, p = ids.index(citizenship), ids.index(place), names.index(name)
        check_close(f"{citizenship} in {place}", numbers,
                    [stocks[p, :, a, b].mean(), *interval(stocks[p, :, a, b] - stocks[0, :, a, b])])


def check_point_tips(tips, paths, points, outcomes):
    """Every point of every curve tells the mean, at three digits."""
    titles = {f"{path} = {value}" for point in points for path, value in zip(paths, point)}
    tests.check(len(tips) >= len(points) * 4, f"{len(tips)} tooltips of responses")
    words = {name.replace("_", " ").capitalize(): name for name in outcomes[0][0]}
    for tip in tips:
        tests.check(all(part in titles for part in tip["title"].split(": ", 1)[1].split(", ")),
                    f"point {tip['title']}")
        point = tuple(part.split(" = ")[1] for part in tip["title"].split(": ", 1)[1].split(", "))
        (label, text), *_ = tip["rows"]
        wanted = numpy.mean([found[words[label]].mean() for found in outcomes[points.index(point)]])
        text = text.replace("bn 2021", "2021")  # a unit of its own
        scale = {"k": 1e3, "M": 1e6, "bn": 1e9}.get((text.split() + [""])[1], 1)
        tests.check(abs(numbers_in(text.split()[0])[0] * scale - wanted) <= 0.006 * abs(wanted) + 1e-9,
                    f"{tip['title']}, {label}: {text} for {wanted}")


def check_same_as_compare(shown, path):
    """What the page of a sweep makes of run files is what `compare --vary` makes of the simulation."""
    with h5py.File(path) as file:
        regimes, outcomes = texts(file["regime"]), texts(file["outcome"])
        mean, low = file["mean"][...], file["low"][...]
    _, rows = rows_of(shown["csv"]["responses"])
    n_same = 0
    for row in rows:
        if row[-5] not in outcomes:
            continue
        r, o = regimes.index("as it is, " + row[0]), outcomes.index(row[-5])
        check_close(f"{row[-5]} of compare", [row[-3], row[-2]], [mean[r, o], low[r, o]])
        n_same += 1
    tests.check(n_same == len(regimes) * 16, f"{n_same} outcomes are those of compare")


def check_beside(shown, folder):
    """What is observed beside every regime's runs: sums of their years, means of stocks."""
    with h5py.File(os.path.join(folder, "compare.h5")) as file:
        regimes, keys = texts(file["regime"]), texts(file["run"])
    n = len(keys) // len(regimes)
    header, rows = rows_of(shown["csv"]["observed"])
    tests.check(header == ["series", "keys", "date", "units", "regime", "observed", "simulated", "low",
                           "high"], f"{header}")
    told = {(row[0], row[2], row[4]): row[5:] for row in rows}
    for r, regime in enumerate(regimes):
        deaths, stocks = [], []
        for key in keys[r * n:(r + 1) * n]:
            with h5py.File(os.path.join(folder, "runs", key + ".h5")) as file:
                year = [int(y) for y in file["year"][...]].index(2016)
                deaths.append(file["crossing_deaths"][year].sum())
                there, whose = texts(file["residence"]).index("RECV"), texts(
                    file["citizenship"]).index("SEND")
                stocks.append(file["stocks"][year, there, whose].sum())
        for series, observed, values in (("crossing_deaths", "900", deaths),
                                         ("stocks", "350000", stocks)):
            row = told[(series, "2016", regime)]
            tests.check(row[0] == observed, f"{series} of 2016: {row[0]}")
            check_close(f"{series} beside {regime}", row[1:],
                        [numpy.mean(values), min(values), max(values)])
    tests.check(("stocks", "2090", regimes[0]) not in told, "an observation after the runs")


def check_sensitivity(shown, path):
    with h5py.File(path) as file:
        outcomes, parameters = texts(file["outcome"]), texts(file["parameter"])
        names = ("first_order", "first_order_low", "first_order_high", "total", "total_low",
                 "total_high")
        read = {name: file[name][...] for name in names}
        points, results = file["parameters"][...], file["outcomes"][...]
    _, rows = rows_of(shown["csv"]["indices"])
    tests.check([row[:2] for row in rows] == [[o, p] for o in outcomes for p in parameters],
                "order of indices")
    for column, name in enumerate(names):
        check_close(name, [row[2 + column] for row in rows], read[name].ravel())
    header, rows = rows_of(shown["csv"]["points"])
    tests.check(header == ["point", *parameters, "outcome", "value"], f"header {header}")
    check_close("points", [row[-1] for row in rows], results.ravel())
    for p in range(len(parameters)):
        check_close("points", [row[1 + p] for row in rows],
                    numpy.repeat(points[:, p], len(outcomes)))
    cells = [(o, p) for o in range(len(outcomes)) for p in range(len(parameters))]
    tips = shown["tips"]["indices"]
    tests.check(len(tips) == len(cells), f"{len(tips)} tooltips of {len(cells)} indices")
    for tip, (o, p) in zip(tips, cells):
        shown_numbers = [numbers_in(text)[0] for _, text in tip["rows"]]
        for number, name in zip(shown_numbers, ("first_order", "total")):
            tests.check(abs(number - read[name][o, p]) <= 0.006 * abs(read[name][o, p]) + 1e-4,
                        f"{tip} for {read[name][o, p]}")


OWN_OUTCOME = """format_version = 1
include = "{}"
run = {{ persons_per_agent = 5000, ticks = 36 }}
[outcomes]
of_north = "stocks[citizenship=SEND, residence=NORD]"
"""
VARIED = ("--vary", "modules.wage.b_wage=0.5,1", "--vary", "countries.RECV.openness=0.2,0.4")


def make_studies(sojourn, folder, path, run):
    """A sweep as run files and as a comparison, and two regimes."""
    scenario = os.path.join(folder, "own.toml")
    with open(scenario, "w", encoding="utf-8") as file:
        file.write(OWN_OUTCOME.format(TWO))
    for name in ("points", "swept", "regimes"):
        path[name] = os.path.join(folder, name)
    os.mkdir(path["points"])
    files = ("--quiet", "--allow-files", SCENARIOS)
    run("run", scenario, *files, "--replicates", "3", *VARIED, "--out",
        os.path.join(path["points"], "a.h5"))
    run("compare", scenario, *files, "--replicates", "3", *VARIED, "--out", path["swept"])
    policies = [word for name in ("unilateral", "bilateral")
                for word in ("--regime", os.path.join(SCENARIOS, "regimes", name + ".toml"))]
    run("compare", scenario, *files, "--ticks", "48", "--replicates", "2", *policies, "--out",
        path["regimes"])


def made(sojourn, folder):
    """Files by name, each with what `sojourn report` gets beside it."""
    path = {name: os.path.join(folder, f"{name}.h5")
            for name in ("run", "comparison", "sweep", "sensitivity")}
    path["replicates"] = os.path.join(folder, "replicates")
    os.mkdir(path["replicates"])

    def run(*words):
        done = call(sojourn, *words)
        assert done.returncode == 0, done.stderr

    run("run", TWO, "--quiet", "--set", "run.persons_per_agent=1000", "--ticks", "60", "--out",
        path["run"])
    run("run", TWO, "--quiet", "--set", "run.persons_per_agent=5000", "--ticks", "36",
        "--replicates", "3", "--out", os.path.join(path["replicates"], "r.h5"))
    make_studies(sojourn, folder, path, run)
    fixtures.compare(path["comparison"])
    fixtures.sweep(path["sweep"])
    fixtures.sensitivity(path["sensitivity"])
    return path


def main():
    sojourn, template, node, chromium = sys.argv[1:5]
    if not template or not chromium:
        print("skipped: " + ("built without the report page" if not template
                             else "Chromium is not installed (tools/deps installs it)"))
        sys.exit(77)
    with scratch() as folder:
        path = made(sojourn, folder)
        observed = os.path.join(folder, "observed.csv")
        with open(observed, "w", encoding="utf-8") as file:
            file.write(OBSERVED)
        page = {name: os.path.join(folder, f"{name}.html") for name in path}
        for name, file in path.items():
            beside = ["--observed", observed] if name in ("run", "points", "regimes") else []
            done = call(sojourn, "report", file, "-o", page[name], *beside)
            assert done.returncode == 0, done.stderr
        addresses = [page["run"], page["run"] + "#year=" + Run(path["run"]).years[1],
                     page["replicates"], page["comparison"], page["sweep"], page["sensitivity"],
                     page["points"], page["regimes"]]
        done = subprocess.run([node, os.path.join(HERE, "dump.mjs"), os.path.dirname(template),
                               chromium, *addresses], stdout=subprocess.PIPE, check=False)
        tests.check(done.returncode == 0, "a page throws errors")
        shown = json.loads(done.stdout)
        check_run(shown[:2], path["run"])
        replicates = sorted(os.listdir(path["replicates"]))
        check_replicates(shown[2], [os.path.join(path["replicates"], name) for name in replicates])
        check_comparison(shown[3], path["comparison"])
        check_comparison(shown[4], path["sweep"])
        check_sweep(shown[4], path["sweep"])
        check_sensitivity(shown[5], path["sensitivity"])
        check_points(shown[6], os.path.join(path["points"], "a-index.csv"))
        check_same_as_compare(shown[6], os.path.join(path["swept"], "compare.h5"))
        check_comparison(shown[7], os.path.join(path["regimes"], "compare.h5"))
        check_beside(shown[7], path["regimes"])
    tests.end()


main()
