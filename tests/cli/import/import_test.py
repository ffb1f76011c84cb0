#!/usr/bin/python3
"""Publishers' files into a scenario: a world that checks and runs, and what is told of bad files.

usage: import_test.py SOJOURN

With SOJOURN_REFERENCE, a folder of reference data, the worlds of 2000 and 2005 and four conflicts of
Flee are imported from there as well; without it that part is skipped.
"""

import csv
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import import_files as files
from command import Tests, call, scratch

tests = Tests()


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page(folder):
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
        return file.read()


def save(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def does(sojourn, *words):
    done = call(sojourn, *words)
    tests.check(done.returncode == 0, f"{words}: {done.stderr[:2000]}")
    return done


def runs(sojourn, folder, ticks):
    """The folder's scenario has no fault, and runs."""
    scenario = os.path.join(folder, "scenario.toml")
    tests.check("no fault found" in does(sojourn, "check", scenario).stdout, "check of an import")
    out = folder.rstrip("/") + ".h5"
    does(sojourn, "run", scenario, "--ticks", str(ticks), "--out", out, "--quiet", "--force")
    tests.check(os.path.getsize(out) > 0, "a run of an import")


def test_world(sojourn, folder):
    out = os.path.join(folder, "world")
    words = files.write_all(folder)
    done = does(sojourn, "import", "--year", "2005", "--out", out, *words)
    tests.check("4 countries, 163,000,000 people" in done.stdout, done.stdout)
    tests.check(done.stderr == "", f"no total differs: {done.stderr}")
    countries = {row["id"]: row for row in rows(out, "countries.csv")}
    tests.check(set(countries) == set(files.COUNTRIES), f"{set(countries)}")
    for column, wanted in (("population", 1e7), ("gdp_per_capita", 2000), ("hdi", 0.33), ("unemployment", 0.075),
                           ("stability", 0.2), ("rule_of_law", 0.2), ("capacity", 0.2), ("rights", 0.1),
                           ("openness", 0.02), ("birth_rate", 20), ("life_expectancy", 65)):
        tests.check(float(countries["TCD"][column]) == wanted, f"{column} of TCD: {countries['TCD'][column]}")
    # Mali's estimates are told by nobody: the median of the other three.
    tests.check(float(countries["MLI"]["stability"]) == 0.7, f"a median: {countries['MLI']['stability']}")
    stocks = {(r["citizenship"], r["residence"], r["status"]): int(r["persons"]) for r in rows(out, "stocks.csv")}
    tests.check(stocks == {("TCD", "FRA", "regular"): 99000, ("TCD", "FRA", "refugee"): 20000,
                           ("TCD", "FRA", "asylum_applicant"): 1000, ("MLI", "FRA", "regular"): 210000,
                           ("TCD", "DEU", "regular"): 6000, ("MLI", "TCD", "regular"): 2500,
                           ("MLI", "TCD", "refugee"): 500}, f"stocks: {stocks}")
    text = page(out)
    for said in ("capacity: judged to be as rule_of_law", "stability: the median of all countries: MLI 0.7",
                 "4 totals of publishers were compared", "0 differ", "`2_wdi.csv`"):
        tests.check(said in text, f"README says {said!r}")
    runs(sojourn, out, 3)


def test_histories(sojourn, folder):
    """Years of which one list of deaths tells are not zero because the other does not cover them."""
    out = os.path.join(folder, "world")
    words = files.write_all(folder)
    does(sojourn, "import", "--year", "2004", "--until", "2008", "--out", out, *words)
    deaths = {(r["country"], r["date"]): r["conflict_deaths"] for r in rows(out, "history.csv") if r["conflict_deaths"]}
    tests.check(deaths == {("MLI", "2003-01"): "200", ("TCD", "2003-01"): "0", ("MLI", "2004-01"): "0",
                           ("TCD", "2004-01"): "800", ("MLI", "2005-01"): "0", ("TCD", "2005-01"): "400",
                           ("MLI", "2006-01"): "0", ("TCD", "2006-01"): "0", ("MLI", "2007-01"): "0",
                           ("TCD", "2007-01"): "90"}, f"deaths: {deaths}")
    income = {r["date"]: r["gdp_per_capita"] for r in rows(out, "history.csv")
              if r["country"] == "FRA" and r["gdp_per_capita"]}
    tests.check(income == {f"{y}-07": str(40000 + 100 * (y - 2000)) for y in range(2003, 2009)}, f"income: {income}")
    tests.check("conflict_deaths of 2005 to 2007: UCDP" in page(out) and "2003 to 2004: PRIO" in page(out),
                "README says which list counts when")
    runs(sojourn, out, 3)


def test_interpolated(sojourn, folder):
    out = os.path.join(folder, "world")
    does(sojourn, "import", "--year", "2007", "--out", out, *files.write_all(folder))
    stocks = {(r["citizenship"], r["residence"], r["status"]): int(r["persons"]) for r in rows(out, "stocks.csv")}
    # 120,000 + 2/5 of 40,000, less 21,000 refugees and applicants.
    tests.check(stocks["TCD", "FRA", "regular"] == 115000, f"{stocks}")
    text = page(out)
    tests.check("stocks: along the line between 2005 and 2010, 4 pairs" in text, "README says it of stocks")
    tests.check("hdi: along the line between 2005 and 2010: DEU 0.888" in text, "and of countries")


def test_entry(sojourn, folder):
    out = os.path.join(folder, "world")
    words = files.write_all(folder)
    does(sojourn, "import", "--year", "2005", "--out", out, *words)
    visas = {(r["citizenship"], r["destination"]): (r["requirement"], r["days"]) for r in rows(out, "visas.csv")}
    tests.check(visas["FRA", "DEU"] == ("free", "90") and visas["FRA", "TCD"] == ("free", ""), f"{visas}")
    tests.check(visas["MLI", "FRA"] == ("refused", "") and ("TCD", "FRA") not in visas, f"{visas}")
    tests.check(rows(out, "flows_5y.csv") == [{"year0": "2005", "origin": "TCD", "destination": "FRA",
                                               "method": "da_pb_closed", "persons": "900"}], "recorded flows")
    tests.check([r["value"] for r in rows(out, "observed.csv")] == ["4", "7", "8", "7", "8"], "what is observed")
    at = words.index("--passport-index") + 1
    for year, status in (("2005", 0), ("2006", 2)):
        dated = [*words[:at], f"{year}={words[at]}", *words[at + 1:]]
        done = call(sojourn, "import", "--year", "2005", "--out", out, "--force", *dated)
        tests.check(done.returncode == status, f"visas of {year}: {done.stderr}")


def test_totals(sojourn, folder):
    stock = save(folder, "stock.csv", files.desa(total=(300000, 350000, 380000)))
    wpp, wdi = save(folder, "wpp.csv", files.wpp()), save(folder, "wdi.csv", files.income())
    out = os.path.join(folder, "world")
    done = does(sojourn, "import", "--year", "2005", "--out", out, "--wpp", wpp, "--wdi", wdi, "--desa-stock", stock)
    wanted = f"{stock}:3:37: people from abroad in FRA in 2005: 330000, the total is 350000"
    tests.check(wanted in done.stderr and wanted in page(out), f"a total that differs: {done.stderr}")


def test_bad_files(sojourn, folder):
    wpp, wdi = save(folder, "wpp.csv", files.wpp()), save(folder, "wdi.csv", files.income())
    out = os.path.join(folder, "world")
    good = ["--wpp", wpp, "--wdi", wdi]
    stock = lambda text: save(folder, "stock.csv", text)
    unknown = files.desa().replace(",148,", ",148x,")
    cases = [
        (good + ["--year", "1999"], "holds population of 2000 to 2010; --year 1999 lies beyond"),
        (good + ["--year", "2011"], "lies beyond"),
        (good, "--year: expected the year of the world"),
        (good[:2] + ["--year", "2005"], "expected --wdi with NY.GDP.PCAP.PP.KD"),
        (good + ["--year", "2005", "--desa-stock", stock(unknown)], f'{folder}/stock.csv:5:10: "148x" is no country'),
        (good + ["--year", "2005", "--unhcr", wpp], "wpp.csv:1:1: expected a table of UNHCR"),
        (good + ["--year", "2005", "--unhcr", os.path.join(folder, "none.csv")], "No such file or directory"),
        (good + ["--year", "2005", "--unhcr", folder], "it is a directory"),
        (good + ["--year", "2005", "--flee", folder], "--flee: a folder of Flee is a world of its own"),
        (["--flee", folder], "expected a folder of Flee"),
        (good + ["--year", "2005", "--smallest-country", "900000000"], "--smallest-country says how many"),
        (good + ["--year", "MMV"], "--year: expected a whole number in [1900, 2100]"),
    ]
    for words, wanted in cases:
        done = call(sojourn, "import", "--out", out, *words)
        tests.check(done.returncode == 2 and not done.stdout, f"{words}: {done.returncode} {done.stdout}")
        tests.check(wanted in done.stderr, f"{wanted!r} in {done.stderr[:1500]!r}")
        tests.check(not os.path.exists(out), f"{words}: something is written")
    tests.check(call(sojourn, "import", "--year", "2005", *good).returncode == 2, "no folder")
    tests.check(not [name for name in os.listdir(folder) if "part" in name], "nothing half-written is left")


def test_impossible(sojourn, folder):
    """What cannot be is told with file, line and column."""
    wpp, wdi = save(folder, "wpp.csv", files.wpp()), save(folder, "wdi.csv", files.income())
    good = ["import", "--year", "2005", "--out", os.path.join(folder, "world"), "--wpp", wpp]
    many = {**files.STOCKS, ("TCD", "MLI"): (3000, 12000000, 3000)}
    negative = {**files.STOCKS, ("TCD", "MLI"): (3000, -5, 3000)}
    for stocks, wanted in ((many, "12000000 people from abroad live in TCD in 2005, more than its population of 10000000"),
                           (negative, "expected a number of people, found -5")):
        path = save(folder, "stock.csv", files.desa(stocks))
        done = call(sojourn, *good, "--wdi", wdi, "--desa-stock", path)
        tests.check(done.returncode == 2 and wanted in done.stderr, f"{wanted}: {done.stderr}")
        line = next(i for i, text in enumerate(open(path, encoding="utf-8"), 1) if ",Mali,466" in text and ",Chad*" in text)
        tests.check(f"{path}:{line}:" in done.stderr, f"where it stands: {done.stderr}")
    fitted = call(sojourn, *good, "--wdi", wdi, "--desa-stock", save(folder, "stock.csv", files.desa(many)), "--fit-stocks")
    tests.check(fitted.returncode == 0, f"stocks are cut down where that is wanted: {fitted.stderr}")
    old = save(folder, "old.csv", files.income().replace("constant 2021", "constant 2017"))
    done = call(sojourn, *good, "--wdi", old, "--force")
    tests.check(done.returncode == 2 and f"{old}:6:" in done.stderr or f"{old}:4:" in done.stderr,
                f"another price base: {done.stderr}")


def test_folder(sojourn, folder):
    out = os.path.join(folder, "world")
    words = ["import", "--year", "2005", "--out", out, *files.write_all(folder)]
    does(sojourn, *words)
    again = call(sojourn, *words)
    tests.check(again.returncode == 2 and "--force overwrites it" in again.stderr, f"a second time: {again.stderr}")
    before = {name: open(os.path.join(out, name), "rb").read() for name in os.listdir(out)}
    does(sojourn, *words, "--force")
    after = {name: open(os.path.join(out, name), "rb").read() for name in os.listdir(out)}
    tests.check(before == after, "the same files make the same folder")
    bad = call(sojourn, *words, "--force", "--hdi", os.path.join(folder, "none.csv"))
    tests.check(bad.returncode == 2 and sorted(os.listdir(out)) == sorted(before), "a bad file leaves the folder alone")
    mine = save(out, "notes.txt", "mine")
    refused = call(sojourn, *words, "--force")
    tests.check(refused.returncode != 0 and os.path.exists(mine), f"what no import wrote is kept: {refused.stderr}")
    inside = save(out, "own.csv", files.wpp())
    refused = call(sojourn, "import", "--year", "2005", "--out", out, "--force", "--wpp", inside)
    tests.check(refused.returncode != 0 and os.path.exists(inside), "what is read is kept")
    tests.check(not [name for name in os.listdir(folder) if ".part" in name or ".old" in name], "nothing is left beside it")


def flee_folder(folder):
    for name, text in (("locations.csv", "#name,region,country,latitude,longitude,location_type,conflict_date,population\n"
                                         "Faraway,x,Mali,16,-3,conflict_zone,2,1000\nNearby,x,Mali,15,-3,town,,500\n"
                                         "Refuge,y,Burkina_Faso,14,-2,camp,,300\nGate,y,Burkina_Faso,14.5,-2.5,forwarding_hub,,\n"),
                       ("routes.csv", "#name1,name2,distance,forced_redirection\nFaraway,Nearby,100,0\nNearby,Refuge,200,\n"
                                      "Nearby,Gate,50,0\nGate,Refuge,90,2\n"),
                       ("closures.csv", "#closure_type,name1,name2,closure_start,closure_end\ncountry,Mali,Burkina_Faso,0,3\n"
                                        "links,Nearby,Gate,4,6\n"),
                       ("registration_corrections.csv", "Refuge,2012-03-08,normalize\n"),
                       ("conflicts.csv", "#Day,Faraway,Nearby\n0,0,0\n2,1,0\n5,0,0\n"),
                       ("sim_period.csv", "StartDate,2012-02-29\nLength,10\n")):
        os.makedirs(os.path.join(folder, "input_csv"), exist_ok=True)
        save(os.path.join(folder, "input_csv"), name, text)
    os.makedirs(os.path.join(folder, "source_data"), exist_ok=True)
    for name, text in (("data_layout.csv", "total,refugees.csv\nRefuge,refuge.csv\n"),
                       ("refugees.csv", "2012-02-29,0\n2012-03-10,30\n"),
                       ("refuge.csv", "2012-02-29,10\n2012-03-04,50\n2012-03-08,25\n2012-03-10,40\n")):
        save(os.path.join(folder, "source_data"), name, text)


def test_flee(sojourn, folder):
    conflict, out = os.path.join(folder, "small"), os.path.join(folder, "world")
    flee_folder(conflict)
    done = does(sojourn, "import", "--flee", conflict, "--out", out)
    tests.check("4 places, 4 routes, 10 days from 2012-02-29" in done.stdout, done.stdout)
    with open(os.path.join(out, "scenario.toml"), encoding="utf-8") as file:
        text = file.read()
    # 30 people of 1000 in three days of war: 30 / (1000 * 3/365) a year.
    for said in ('start = "2012-03-02"\nuntil = "2012-03-05"', "magnitude = 3.65\n", 'to = ["BFA"]', 'until = "2012-03-03"',
                 'from = ["Nearby"]\nto = ["Gate"]\nstart = "2012-03-04"\nuntil = "2012-03-06"\n',
                 # Counts before the new one are halved: 5, 25, 25, 40, by days 5, 10, 15, 20, 25, 25, 25, 25, 25, 32.
                 "persons = [\n  0, 5, 5, 5, 5, 0, 0, 0, 0, 7]\n", 'places = ["Refuge"]\nroom = [300]\nwaypoints = ["Gate"]\n'):
        tests.check(said in text, f"{said!r} in {text}")
    places = {r["id"]: r for r in rows(out, "places.csv")}
    tests.check(places["Refuge"]["population"] == "5" and places["Nearby"]["population"] == "500", f"{places}")
    tests.check([list(r.values()) for r in rows(out, "stocks.csv")] == [["MLI", "Refuge", "asylum_applicant", "5"]], "stocks")
    ways = {(r["from"], r["to"]) for r in rows(out, "corridors.csv")}
    tests.check(len(ways) == 7 and ("Gate", "Refuge") in ways and ("Gate", "Nearby") not in ways, f"{ways}")
    tests.check([r["value"] for r in rows(out, "observed.csv")] == ["5", "25", "25", "40"], "counts")
    runs(sojourn, out, 10)
    for name, text, wanted in (
            ("routes.csv", "#name1,name2,distance,forced_redirection\nFaraway,Nearby,100,3\n",
             'routes.csv:2:20: expected 0, 1 (into name1) or 2 (into name2), found "3"'),
            ("registration_corrections.csv", "Refug,2012-03-08,normalize\n",
             'registration_corrections.csv:1:1: "Refug" is no location, nearest known: "Refuge"'),
            ("registration_corrections.csv", "Refuge,soon,normalize\n",
             "registration_corrections.csv:1:8: expected a date such as 2012-02-29")):
        kept = save(os.path.join(conflict, "input_csv"), "kept", open(os.path.join(conflict, "input_csv", name)).read())
        save(os.path.join(conflict, "input_csv"), name, text)
        done = call(sojourn, "import", "--flee", conflict, "--out", os.path.join(folder, "other"))
        tests.check(done.returncode == 2 and wanted in done.stderr, f"{wanted!r} in {done.stderr}")
        os.replace(kept, os.path.join(conflict, "input_csv", name))
    save(os.path.join(conflict, "input_csv"), "routes.csv", "#name1,name2,distance\nFaraway,Nearbi,100\n")
    done = call(sojourn, "import", "--flee", conflict, "--out", os.path.join(folder, "other"))
    tests.check(done.returncode == 2 and 'routes.csv:2:9: "Nearbi" is no location, nearest known: "Nearby"' in done.stderr,
                f"an unknown town: {done.stderr}")


def reference():
    """A folder of reference data: that of SOJOURN_REFERENCE, else the one beside the checkout."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "..", "shared", "data")
    folder = os.environ.get("SOJOURN_REFERENCE") or beside
    return os.path.abspath(folder) if os.path.isdir(folder) else None


def test_reference(sojourn, folder):
    data = reference()
    if data is None:
        return print("skipped: no folder of reference data (SOJOURN_REFERENCE, ../shared/data)")
    of = lambda name: os.path.join(data, name + ".csv")
    words = []
    for option, name in (("--wpp", "population_yearly"), ("--wdi", "covariates"), ("--wgi", "covariates"),
                         ("--hdi", "covariates"), ("--desa-stock", "stock_undesa_rev2020"),
                         ("--desa-types", "stock_undesa_datatype"), ("--unhcr", "unhcr_refugees_yearly"),
                         ("--ucdp", "conflict_deaths_yearly"), ("--geodist", "dyads"), ("--geo", "countries"),
                         ("--areas", "free_movement_areas"), ("--flows", "flow_abel_cohen_5yr")):
        words += [option, ("2020=" if option == "--desa-types" else "") + of(name)]
    for year in ("2000", "2005"):
        out = os.path.join(folder, year)
        does(sojourn, "import", "--year", year, "--out", out, *words)
        people = sum(float(row["population"]) for row in rows(out, "countries.csv"))
        abroad = sum(int(row["persons"]) for row in rows(out, "stocks.csv"))
        # Of 6.1 and 6.6 billion people those of countries without any income are left out.
        tests.check(6.0e9 < people < 6.6e9, f"{year}: {people} people")
        tests.check(0.025 < abroad / people < 0.032, f"{year}: {abroad} abroad")
    runs(sojourn, out, 1)
    for conflict in sorted(os.listdir(os.path.join(data, "flee"))):
        out = os.path.join(folder, conflict)
        does(sojourn, "import", "--flee", os.path.join(data, "flee", conflict), "--out", out)
        tests.check("no fault found" in does(sojourn, "check", os.path.join(out, "scenario.toml")).stdout, conflict)
    return None


def main(sojourn):
    for test in (test_world, test_histories, test_interpolated, test_entry, test_totals, test_bad_files,
                 test_impossible, test_folder, test_flee, test_reference):
        with scratch() as folder:
            test(os.path.abspath(sojourn), folder)
    tests.end()


if __name__ == "__main__":
    main(sys.argv[1])
