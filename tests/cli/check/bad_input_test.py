#!/usr/bin/python3
"""Broken scenarios: each must end with exit status 2 and a message that says where and what.

usage: bad_input_test.py SOJOURN

A case is a scenario with one or more marks; before each stands what is wrong, and the message must
give its line and column. Nothing may be written, nothing may come from a sanitizer, and `check`
must say the same as `run`.
"""

import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

MARK = "\u00bf"  # stands where a message must point to

BASE = """format_version = 1
title = "base"

[run]
start = "2020-01"
ticks = 3

[[country]]
id = "AAA"
population = 1000
gdp_per_capita = 5000

[[country]]
id = "BBB"
population = 2000
gdp_per_capita = 20000

[[country]]
id = "CCC"
population = 100
gdp_per_capita = 9000
regions = "isle;far"

[[place]]
id = "camp"
state = "CCC"

[[corridor]]
from = "AAA"
to = "BBB"
km = 500
enforcement = 0.1

[[corridor]]
from = "BBB"
to = "AAA"
km = 500

[[stock]]
citizenship = "AAA"
residence = "BBB"
persons = 20

[seasons]
summer = [0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 0.5, 0.5, 0.5, 0.5]

[areas.union]
members = ["AAA"]

[modules.wage]
b_wage = 0.5
"""

COUNTRIES = """id,name,population,gdp_per_capita
AAA,First,1000,5000
BBB,Second,2000,20000
"""

CASES = []


def case(name, text, *messages, args=(), files=None, at=None):
    """`messages`: one per mark, in order. `at`: places that have no mark ("file" or "file:1:2")."""
    CASES.append((name, text, messages, tuple(args), files or {}, at))


def edit(*changes):
    """BASE with each `old` replaced by `new`."""
    text = BASE
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def add(text):
    return BASE + "\n" + text


# ---- wrong types and values ----
case("text for a number", edit(("population = 1000", f'population = {MARK}"many"')),
     'country.population: expected a real in [0, 20000000000] (persons), found "many"')
case("number for a text", edit(('id = "AAA"', f"id = {MARK}7.0")),
     "country.id: expected text, found 7.0; text stands in quotes")
case("a number for a text that is not spelled as text would be", edit(('id = "AAA"', f"id = {MARK}0x10")),
     "country.id: expected text, found 16; text stands in quotes")
case("number for a truth", add(f"[modules.rights]\nenabled = {MARK}1"),
     "modules.rights.enabled: expected a boolean, found 1")
case("real for an integer", edit(("ticks = 3", f"ticks = {MARK}3.5")),
     "run.ticks: expected an integer in [0, 24000] (ticks), found 3.5")
case("list for a number", edit(("km = 500", f"km = {MARK}[500]")), "corridor.km: expected a real")
case("number for a list", edit(('members = ["AAA"]', f"members = {MARK}3")),
     "areas.union.members: expected a list of text, found 3")
case("number within a list of text", edit(('members = ["AAA"]', f'members = ["AAA", {MARK}3.5]')),
     "areas.union.members: element 2: expected text, found 3.5")
case("a whole number that is no place", edit(('members = ["AAA"]', f'members = {MARK}["AAA", 3]')),
     'areas.union.members: unknown country or place "3"')
case("agents of a person and a half",
     edit(("ticks = 3", f"ticks = 3\npersons_per_agent = {MARK}1.5")),
     "run.persons_per_agent: expected an integer in [1, 1000000] (persons), found 1.5")
case("negative population", edit(("population = 1000", f"population = {MARK}-1")),
     "country.population: expected a real in [0, 20000000000] (persons), found -1")
case("NaN", edit(("gdp_per_capita = 5000", f"gdp_per_capita = {MARK}nan")),
     "country.gdp_per_capita: expected a real", "")
case("infinity", edit(("km = 500", f"km = {MARK}inf")), "corridor.km: expected a real")
case("probability above one", edit(("enforcement = 0.1", f"enforcement = {MARK}1.1")),
     "corridor.enforcement: expected a real in [0, 1] (1), found 1.1")
case("quota out of range", add(f"[modules.labour]\nquota = {MARK}2"),
     "modules.labour.quota: expected a real in [0, 1] (1 / year), found 2")
case("an integer too large for 64 bits", edit(("ticks = 3", "ticks = 99999999999999999999")),
     "is not representable in 64 bits", at="main.toml:6:29: ")
case("negative seed", edit(("ticks = 3", f"ticks = 3\nseed = {MARK}-1")), "run.seed: expected an integer")
case("a date that is no date", edit(('"2020-01"', f'{MARK}"2020-13"')),
     'run.start: expected a date such as "2014-01" or "2014-01-31", found "2020-13"')
case("30 February", edit(('"2020-01"', f'{MARK}"2020-02-30"')), "run.start: expected a date")
case("a time of day for a date", edit(('"2020-01"', f"{MARK}07:32:00")), "run.start: expected a date")
case("start within a month", edit(('"2020-01"', f'{MARK}"2020-01-15"')),
     "run.start: a run in months starts on the first of a month")
case("start before records can count", edit(('"2020-01"', f'{MARK}"1492-10"')),
     "run.start: expected a year from 1900 to 2190")
case("a run beyond what records can count", edit(("ticks = 3", f"ticks = {MARK}2400")),
     "run.ticks: the run would end in 2220, after 2190")
case("an end within a month", edit(("ticks = 3", f'end = {MARK}"2020-03-31"')),
     "run.end: a run in months ends with a month: expected the first of a month, found 2020-03-31")
case("an end and ticks that differ", edit(("ticks = 3", f'ticks = 3\nend = {MARK}"2020-05"')),
     "run.end: it makes a run of 4 ticks, but `ticks` is 3: expected one of them")
case("an end before the start", edit(("ticks = 3", f'end = {MARK}"2019-05"')),
     "run.end: expected a date from 2020-01-01 to")
SHUT = '[modules.shut]\ntype = "border_closure"\n'
case("a shock that ends before it begins",
     add(SHUT + f'to = ["BBB"]\nstart = "2020-02"\nuntil = {MARK}"2020-01-15"'),
     "modules.shut.until: it would be over on 2020-01-15, before it begins on 2020-02-01")
case("a duration and an end that differ",
     add(SHUT + f'to = ["BBB"]\nduration = 2\nuntil = {MARK}"2020-02"'),
     "modules.shut.until: `duration` ends it on 2020-03-01, not on 2020-02-01: expected one of them")
case("an end that is no date", add(SHUT + f'to = ["BBB"]\nuntil = {MARK}"later"'),
     'modules.shut.until: expected a date such as "2014-01" or "2014-01-31", found "later"')
case("an end of what strikes at random",
     add(SHUT + f'to = ["BBB"]\nhazard = 1\nuntil = {MARK}"2020-02"'),
     "modules.shut.until: a shock that strikes at random has a `duration`, no end")
case("an unknown channel of a closure", add(SHUT + f'to = ["BBB"]\nchannels = {MARK}["labor"]'),
     'modules.shut.channels: there is no channel "labor", nearest known: "labour"')
case("shut channels into nowhere", add(SHUT + f'from = ["BBB"]\nchannels = {MARK}["labour"]'),
     "modules.shut.channels: expected `to`: the places into which they are closed")
case("an unknown route of a closure", add(SHUT + f'route = {MARK}"Sahara"'),
     'modules.shut.route: no corridor has the route "Sahara"')
case("an accession within a month",
     add(f'[areas.both]\nmembers = ["BBB"]\n[modules.join]\ntype = "accession"\narea = "both"\n'
         f'target = ["AAA"]\nstart = {MARK}"2020-02-15"'),
     "modules.join.start: expected the first of a month in a run by months")
case("a deal within a month",
     add(f'[modules.containment_deals]\nstart = {MARK}"2020-02-15"'),
     "modules.containment_deals.start: expected the first of a month in a run by months")
case("unknown unit of ticks", edit(("ticks = 3", f'ticks = 3\ntick = {MARK}"monht"')),
     'run.tick: expected one of "month", "day", found "monht", nearest known: "month"')
case("unknown mode", edit(("km = 500", f'km = 500\nmode = {MARK}"boat"')),
     'corridor.mode: expected one of "land", "sea", "air", found "boat"')
case("unknown status", edit(("persons = 20", f'persons = 20\nstatus = {MARK}"refuge"')),
     'stock.status: expected one of', )
case("title that is no text", edit(('"base"', f"{MARK}[3]")), "title: expected text, found")
case("young and old make more than all", edit(
    ("gdp_per_capita = 5000", f"gdp_per_capita = 5000\nshare_65_plus = 0.6\nshare_0_14 = {MARK}0.5")),
    "country.share_0_14: share_0_14 and share_65_plus leave nobody in between")
case("agents of no persons", edit(("ticks = 3", f"ticks = 3\npersons_per_agent = {MARK}0")),
     "run.persons_per_agent: expected an integer in [1, 1000000]")

# ---- unknown names ----
case("unknown key", edit(("population = 1000", f"population = 1000\npopluation = {MARK}7")),
     'country.popluation: unknown key, nearest known: "population"')
case("unknown key in run", edit(("ticks = 3", f"ticks = 3\nthreads = {MARK}3")), "run.threads: unknown key")
case("unknown key at the top", f"modle = {MARK}3\n" + BASE, "modle: unknown key")
case("unknown table at the top", add(f"{MARK}[coridor]\nkm = 3"),
     'coridor: unknown key, nearest known: "corridor"')
case("unknown key of a module", edit(("b_wage = 0.5", f"b_wgae = {MARK}0.5")),
     'modules.wage.b_wgae: unknown key, nearest known: "b_wage"')
case("unknown key in world", add(f"[world]\nstock = {MARK}\"x.csv\""),
     'world.stock: unknown key, nearest known: "stocks"')
case("unknown country", edit(('to = "BBB"', f'to = {MARK}"BBX"')),
     'corridor.to: unknown country or place "BBX", nearest known: "BBB"')
case("unknown country of a shock", add(f'[modules.war]\ntype = "conflict"\ntarget = {MARK}["ZZ"]'),
     'modules.war.target: unknown country or place "ZZ"')
case("unknown country in an area", edit(('members = ["AAA"]', f'members = {MARK}["AAB"]')),
     'areas.union.members: unknown country or place "AAB", nearest known: "AAA"')
case("unknown citizenship", edit(('citizenship = "AAA"', f'citizenship = {MARK}"QQQ"')),
     'stock.citizenship: unknown country or place "QQQ"')
case("a place for a country", edit(('citizenship = "AAA"', f'citizenship = {MARK}"camp"')),
     'stock.citizenship: "camp" is a place within a country, not a country')
case("a place as a member of an area", edit(('members = ["AAA"]', f'members = {MARK}["camp"]')),
     'areas.union.members: "camp" is a place within a country, not a country')
case("a place within a place", add(f'[[place]]\nid = "tent"\nstate = {MARK}"camp"'),
     'place.state: "camp" is a place within a country, not a country')
case("unknown season", edit(("km = 500", f'km = 500\nseason = {MARK}"sumer"')),
     'corridor.season: unknown season "sumer", nearest known: "summer"')
case("unknown region", edit(('members = ["AAA"]', f'members = ["AAA"]\nregion = {MARK}"EU"')),
     'areas.union.region: no country has the label "EU"')
case("unknown type of module", add(f'[modules.war]\ntype = {MARK}"conflikt"'),
     'modules.war.type: unknown type of module "conflikt", nearest known: "conflict"')
case("type that is no text", add(f"[modules.war]\ntype = {MARK}3"),
     "modules.war.type: expected text, found")
case("unknown module", add(f"{MARK}[modules.waeg]\nb_wage = 1"),
     'modules.waeg: unknown module without a type, nearest known: "wage"')
case("a type for a standard module", edit(("b_wage = 0.5", f'type = {MARK}"size"')),
     'modules.wage.type: "wage" is the name of a module that every simulation has')
case("unknown area in an accession",
     add(f'[modules.joining]\ntype = "accession"\ntarget = ["AAA"]\narea = {MARK}"unoin"'),
     'modules.joining.area: unknown area "unoin", nearest known: "union"')
case("unknown area of a union",
     add(f'[modules.acting]\ntype = "union"\narea = {MARK}"unoin"'),
     'modules.acting.area: unknown area "unoin", nearest known: "union"')
case("unknown subject of a union",
     add(f'[modules.acting]\ntype = "union"\narea = "union"\ncompetence = {MARK}["rihgts"]'),
     'modules.acting.competence: "rihgts" is no subject of unions, nearest known: "rights"')
case("unknown key of a union",
     add(f'[modules.acting]\ntype = "union"\narea = "union"\nqouta = {MARK}0.7'),
     'modules.acting.qouta: unknown key, nearest known: "quota"')
case("members of a union without a year",
     add(f'[modules.acting]\ntype = "union"\narea = "union"\nsince = {MARK}["AAA 1973"]'),
     'modules.acting.since: expected a year up to that of the start and countries')
case("first entries without a union",
     add(f'[modules.acting]\ntype = "union"\narea = "union"\nfirst_entry = {MARK}1'),
     'modules.acting.first_entry: expected a table of [unions] with all members of the area "union"')
case("an exit from an area by one who is not in it",
     add(f'[modules.leaving]\ntype = "exit_from_area"\narea = "union"\ntarget = {MARK}["BBB"]\n'
         'from = "2020-02"'),
     'modules.leaving.target: "BBB" is no member of the area "union" on 2020-02')
case("a right that ends within a month",
     add('[modules.leaving]\ntype = "exit_from_area"\narea = "union"\ntarget = ["AAA"]\n'
         f'from = {MARK}"2020-02-11"'),
     "modules.leaving.from: expected the first of a month in a run by months")
case("a suspension by one who is not in the area",
     add(f'[modules.shut]\ntype = "suspension"\narea = "union"\ntarget = ["AAA"]\nof = {MARK}["CCC"]\n'
         'from = "2020-02"'),
     'modules.shut.of: "CCC" is no member of the area "union" on 2020-02')
case("a deal of an unknown union",
     add(f'[modules.pact]\ntype = "deal"\ndemander = {MARK}"AAB"\nsupplier = "BBB"\nfrom = "2020-02"'),
     'modules.pact.demander: unknown union or country "AAB", nearest known: "AAA"')
case("a deal with oneself",
     add(f'[modules.pact]\ntype = "deal"\ndemander = "AAA"\nsupplier = {MARK}"AAA"\nfrom = "2020-02"'),
     'modules.pact.supplier: "AAA" cannot agree with itself')
case("a deal that ends before it begins",
     add('[modules.pact]\ntype = "deal"\ndemander = "AAA"\nsupplier = "BBB"\nfrom = "2020-02"\n'
         f'until = {MARK}"2020-01"'),
     "modules.pact.until: expected a day after `from`, 2020-02")
case("a renewal of a term without a length",
     add('[modules.pact]\ntype = "deal"\ndemander = "AAA"\nsupplier = "BBB"\nfrom = "2020-02"\n'
         f'at_end = {MARK}"renewed"'),
     "modules.pact.at_end: a renewal needs a `duration`")
case("a shock without a target", add(f'{MARK}[modules.war]\ntype = "conflict"'),
     "modules.war.target: expected at least one country or place")
case("a closure of no corridor",
     add(f'[modules.wall]\ntype = "border_closure"\nfrom = {MARK}["CCC"]'),
     "modules.wall.from: no corridor fits this description")

# ---- what contradicts itself ----
case("a corridor to itself", edit(('to = "BBB"', f'to = {MARK}"AAA"')),
     'corridor.to: a corridor from "AAA" to itself')
case("the same corridor twice", edit(('from = "BBB"\nto = "AAA"', f'from = "AAA"\nto = {MARK}"BBB"')),
     "corridor.to: a corridor AAA -> BBB by land is there already")
case("duplicate ids", edit(('id = "BBB"', f'id = {MARK}"AAA"'), ('to = "BBB"', 'to = "CCC"'),
                           ('from = "BBB"', 'from = "CCC"'), ('residence = "BBB"', 'residence = "CCC"')),
     'country.id: "AAA" is there already')
case("a place called like a country", edit(('id = "camp"', f'id = {MARK}"AAA"')),
     'place.id: "AAA" is there already')
case("empty id", edit(('id = "camp"', f'id = {MARK}""')), 'place.id: expected text, found ""')
case("an id with blanks", edit(('id = "camp"', f'id = {MARK}" camp"')),
     "place.id: expected no blanks before or after it")
case("an id that means everywhere", edit(('id = "camp"', f'id = {MARK}"*"')),
     'place.id: "*" means everywhere')
case("a tie with oneself", edit(('id = "AAA"\n', f'id = "AAA"\ncolonial_ties = {MARK}"AAA"\n')),
     "country.colonial_ties: a country has no tie with itself")
case("a target without a name", add(f'[modules.flood]\ntype = "disaster"\ntarget = {MARK}["AAA", ""]'),
     'modules.flood.target: expected a country or place, found ""')
case("an empty end of a corridor", edit(('to = "BBB"', f'to = {MARK}""')),
     'corridor.to: expected text, found ""')
case("an id with a NUL", edit(('id = "camp"', f'id = {MARK}"ca\\u0000mp"')),
     'place.id: expected text, found "ca\\u0000mp"; text must not hold the character U+0000')
case("an unknown colonial power", edit(('regions = "isle;far"', f'colonial_ties = {MARK}"AAA; BBX"')),
     'country.colonial_ties: unknown country "BBX", nearest known: "BBB"')
case("the same stock twice",
     add(f'[[stock]]\ncitizenship = {MARK}"AAA"\nresidence = "BBB"\npersons = 5'),
     'stock.citizenship: a stock of "AAA" in "BBB" as regular is there already')
case("the same affinity twice",
     add(f'[[affinity]]\nfrom = "AAA"\nto = "BBB"\n[[affinity]]\nfrom = "AAA"\nto = {MARK}"BBB"'),
     'affinity.to: the affinity of "AAA" for "BBB" is there already')
case("a stock at home", edit(('residence = "BBB"', f'residence = {MARK}"AAA"')),
     "stock.residence: people in their own country are residents or returned")
case("more foreigners than people", edit(("persons = 20", f"persons = {MARK}2001")),
     "stock.persons: the stocks in BBB add up to 2001 persons, more than its population of 2000")
case("thirteen months", edit(("summer = [0.5,", f"summer = {MARK}[1, 0.5,")),
     "seasons.summer: expected 12 monthly factors, found 13")
case("routes without a solution",
     add(f"[modules.corridor_cost]\na_cross = 0\na_len = 0\nmu = {MARK}600"),
     "modules.corridor_cost.mu: routes have no solution")
case("no demography", add(f"[modules.vital_rates]\nenabled = false"),
     "a simulation needs one demography module", at="main.toml:")
case("no route costs", add(f"[modules.corridor_cost]\nenabled = false"),
     "a simulation needs one route cost module", at="main.toml:")

# ---- what is missing ----
case("missing population", edit((f"[[country]]\nid = \"AAA\"\npopulation = 1000",
                                 f'{MARK}[[country]]\nid = "AAA"')),
     "country.population: expected a real in [0, 20000000000] (persons), found nothing; this key is required")
case("a stock of nobody knows how many", edit(('[[stock]]', f'{MARK}[[stock]]'), ("persons = 20\n", "")),
     "stock.persons: expected an integer in [0, 20000000000] (persons), found nothing; this key is required")
case("an affinity without a value", add(f'{MARK}[[affinity]]\nfrom = "AAA"\nto = "BBB"'),
     "affinity.value: expected a real in [-50, 50] (1), found nothing; this key is required")
case("missing end of a corridor", edit(('[[corridor]]\nfrom = "AAA"\nto = "BBB"',
                                        f'{MARK}[[corridor]]\nfrom = "AAA"')),
     "corridor.to: expected text, found nothing; this key is required")
case("no countries", "format_version = 1\n", "a world needs at least one [[country]]", at="main.toml:1:1: ")
case("no countries, but all else", BASE.replace("[[country]]", "[[contry]]"),
     'contry: unknown key, nearest known: "country"', "a world needs at least one [[country]]", at="main.toml")
case("no format_version", BASE.replace("format_version = 1\n", ""),
     "format_version: expected 1, found nothing", at="main.toml:1:1: ")
case("a later format_version", BASE.replace("format_version = 1", f"format_version = {MARK}2"),
     "format_version: expected 1, found 2")

# ---- shapes ----
case("one table for many", edit(('[[place]]', f'{MARK}[place]')),
     "place: expected an array of tables [[place]], found a table")
case("rows that are no tables", f"country = [{MARK}1]\n" + BASE.split("[[country]]")[0]
     + "[[place]]\nid = \"x\"\nstate = \"y\"\n", "country: expected a table, found")
case("run that is no table", f"run = {MARK}3\n" + BASE.replace('[run]\nstart = "2020-01"\nticks = 3\n', ""),
     "run: expected a table, found")
case("modules that are no table", f"modules = {MARK}3\n" + BASE.replace("[modules.wage]\nb_wage = 0.5\n", ""),
     "modules: expected a table, found")
case("a module that is no table", BASE.replace("[modules.wage]\nb_wage = 0.5", f"[modules]\nwage = {MARK}3"),
     "modules.wage: expected a table, found")
case("an area that is no table", BASE.replace('[areas.union]\nmembers = ["AAA"]', f"[areas]\nunion = {MARK}1"),
     "areas.union: expected a table, found")

# ---- files ----
case("a syntax error", edit(("ticks = 3", "ticks = = 3")), "Error while parsing", at="main.toml:6:9: ")
case("a table that is never closed", add("[modules.wage"), "", at="main.toml:")
case("the same key twice", edit(("ticks = 3", "ticks = 3\nticks = 4")), "", at="main.toml:7:")
case("a byte that is not UTF-8", BASE.replace("base", "b\udcffse"), "is not UTF-8; save the file as UTF-8",
     at="main.toml:2:11: byte 0xff")
case("a file in UTF-16", BASE.encode("utf-16").decode("utf-8", "surrogateescape"),
     "the file is UTF-16; save it as UTF-8", at="main.toml:1:1: ")
case("an empty file", "", "cannot read this file: it is empty", at="main.toml: ")
case("a directory", None, "cannot read this file: it is a directory", at="main.toml: ")
case("a file of 100 MB", 100_000_000, "cannot read this file: it is larger than 16 MiB", at="main.toml: ")
case("no file", -1, "cannot read this file: No such file or directory", at="main.toml: ")
case("bytes that are no text", BASE.replace("base", "\0"), "", at="main.toml:2:")
case("a cyclic include", f'include = {MARK}"other.toml"\n' + BASE, "", at="other.toml:1:11: include: cycle",
     files={"other.toml": 'include = "main.toml"\n'})
case("an include of itself", f'include = {MARK}"main.toml"\n' + BASE, "include: cycle main.toml -> main.toml")
case("an include that is not there", f'include = ["a.toml", {MARK}"b.toml"]\n' + BASE,
     'cannot read "b.toml": No such file', files={"a.toml": 'title = "a"\n'})
case("an include that is no name", f"include = {MARK}3\n" + BASE, "include: expected a file name")
case("a fault in an included file", 'include = "a.toml"\n' + BASE.replace("[modules.wage]\nb_wage = 0.5\n", ""),
     "modules.wage.b_wage: expected a real", at="a.toml:2:10: ",
     files={"a.toml": '[modules.wage]\nb_wage = "x"\n'})
case("a syntax error in an overlay", BASE, "", at="over.toml:1:7: ", args=["--overlay", "over.toml"],
     files={"over.toml": "run = = 3\n"})
case("an overlay that is not there", BASE, "cannot read this file: No such file", at="over.toml: ",
     args=["--overlay", "over.toml"])
case("a wrong value in an overlay", BASE, "run.ticks: expected an integer", at="over.toml:2:9: ",
     args=["--overlay", "over.toml"], files={"over.toml": '[run]\nticks = "3"\n'})

# ---- CSV tables ----
CSV = BASE[BASE.index("[seasons]"):].replace('"AAA"', '"AAA"')
WITH_CSV = 'format_version = 1\n[world]\ncountries = "countries.csv"\n' + CSV
case("a row short by a column", WITH_CSV, "", at="countries.csv:3:",
     files={"countries.csv": COUNTRIES.replace("BBB,Second,2000,20000", "BBB,Second,2000")})
case("a row with a column too many", WITH_CSV, "", at="countries.csv:3:",
     files={"countries.csv": COUNTRIES.replace("BBB,Second", "BBB,Second,x")})
case("a text in a number's column", WITH_CSV, "country.population: expected a real", at="countries.csv:2:11: ",
     files={"countries.csv": COUNTRIES.replace("1000", "1e3x")})
case("nan in a table", WITH_CSV, "country.population: expected a real", at="countries.csv:2:11: ",
     files={"countries.csv": COUNTRIES.replace("1000", "nan")})
case("an empty cell that is required", WITH_CSV, "country.population: expected a real", at="countries.csv:2:",
     files={"countries.csv": COUNTRIES.replace("1000", "")})
case("an unknown column", WITH_CSV, 'country.popluation: unknown column, nearest known: "population"',
     at="countries.csv:1:9: ", files={"countries.csv": COUNTRIES.replace("population", "popluation")})
case("a column twice", WITH_CSV, "", at="countries.csv:1:",
     files={"countries.csv": COUNTRIES.replace("name", "id")})
case("a column in capitals", WITH_CSV, 'country.Population: unknown column, nearest known: "population"',
     at="countries.csv:1:1: country.population: the table lacks this column; it is required",
     files={"countries.csv": COUNTRIES.replace("population", "Population")})
case("a marker of a missing value", WITH_CSV, "; this marks a missing value: give a number, or leave the row out",
     at='countries.csv:2:11: country.population: expected a real in [0, 20000000000] (persons), found "NA"',
     files={"countries.csv": COUNTRIES.replace("1000", "NA")})
case("a comma that may group thousands", WITH_CSV, "; the comma may group thousands: write 8000, or 8.0",
     at="countries.csv:2:11: ", files={"countries.csv": COUNTRIES.replace(",", ";").replace("1000", "1,000")})
case("a dot that may group thousands", WITH_CSV, "; dots may group thousands: write 8000, or 8.0",
     at="countries.csv:2:11: ", files={"countries.csv": COUNTRIES.replace(",", ";").replace("1000", "1.000")})
case("a table in UTF-16", WITH_CSV, "the file is UTF-16; save it as UTF-8", at="countries.csv:1:1: ",
     files={"countries.csv": COUNTRIES.encode("utf-16-le").decode("utf-8", "surrogateescape")})
case("40,000 countries", WITH_CSV, "country: at most 250 rows, found 40000", at="countries.csv:252:1: ",
     files={"countries.csv": "id,population,gdp_per_capita\n" + "".join(f"C{i},9,9\n" for i in range(40000))})
case("30 faults of a kind", WITH_CSV, "countries.csv: and 10 more like this", at="countries.csv:21:5: ",
     files={"countries.csv": "id,population,gdp_per_capita\n" + "".join(f"C{i},x,9\n" for i in range(30))})
case("an empty table", WITH_CSV, 'cannot read "countries.csv": it is empty', at="main.toml:3:13: ",
     files={"countries.csv": ""})
case("a table that is not there", WITH_CSV, 'cannot read "countries.csv": No such file', at="main.toml:3:13: ")
case("a table that is not UTF-8", WITH_CSV, "is not UTF-8", at="countries.csv:2:5: byte 0xff",
     files={"countries.csv": COUNTRIES.replace("First", "\udcff")})
case("a quote that is never closed", WITH_CSV, "", at="countries.csv:3:",
     files={"countries.csv": COUNTRIES.replace("Second", '"Second')})

# ---- --set ----
case("--set without a value", BASE, "run.ticks: expected path=value", at="--set: ", args=["--set", "run.ticks"])
case("--set of an unknown key", BASE, 'run.tikcs: unknown key, nearest known: "tick', at="--set: ",
     args=["--set", "run.tikcs=3"])
case("--set with a quote that is not closed", BASE, 'run."ticks=3: a quote in the path is not closed',
     at="--set: ", args=["--set", 'run."ticks=3'])
case("--set of half a tick", BASE, "run.ticks: expected an integer in [0, 24000] (ticks), found 2.5",
     at="--set: ", args=["--set", "run.ticks=2.5"])
case("--set of a wrong type", BASE, "run.ticks: expected an integer", at="--set: ",
     args=["--set", "run.ticks=many"])
case("--set below a value", BASE, "title is not a table", at="--set: ", args=["--set", "title.x=3"])
case("--set without a name", BASE, "a part of the path has no name", at="--set: ", args=["--set", "run..x=3"])
case("--seed that is no number", BASE, "run.seed: expected an integer", at="--set: ", args=["--seed", "luck"])
case("--ticks below zero", BASE, "run.ticks: expected an integer", at="--set: ", args=["--ticks=-3"])

# ---- several at once ----
case("six faults in five tables",
     edit(("ticks = 3", f'ticks = {MARK}"3"'), ("population = 1000", f"population = {MARK}-4"),
          ('to = "BBB"', f'to = {MARK}"XYZ"'), ("enforcement = 0.1", f"enforcement = {MARK}2"),
          ("persons = 20", f"persons = {MARK}-20"), ("b_wage = 0.5", f"b_wage = {MARK}\"0.5\"")),
     "run.ticks", "country.population", "corridor.to", "corridor.enforcement", "stock.persons",
     "modules.wage.b_wage")
case("faults in three files",
     f'include = "a.toml"\n' + edit(("ticks = 3", f"ticks = {MARK}-3")),
     "run.ticks", at=["a.toml:2:10: modules.size.b_size", "countries.csv:2:11: country.population"],
     files={"a.toml": '[modules.size]\nb_size = "big"\n[world]\ncountries = "countries.csv"\n',
            "countries.csv": COUNTRIES.replace("1000", "x").replace("AAA", "DDD").replace("BBB", "EEE")})


def places_of(text):
    """(text without marks, "main.toml:line:column: " of each)"""
    places = []
    while MARK in text:
        before, after = text.split(MARK, 1)
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        places.append(f"main.toml:{line}:{column}: ")
        text = before + after
    return text, places


def write_case(folder, text, files):
    """Writes the files of a case; the places of the marks."""
    path = os.path.join(folder, "main.toml")
    places = []
    if text is None:
        os.mkdir(path)
    elif text == -1:
        pass
    elif isinstance(text, int):
        with open(path, "wb") as sparse:
            sparse.truncate(text)
    else:
        text, places = places_of(text)
        files = {"main.toml": text, **files}
    for name, content in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(content)
    return places


def wanted_of(messages, places, at):
    """What the output must contain."""
    if at is None:
        return [place + message for place, message in zip(places, messages)]
    if isinstance(at, list):
        return [place + message for place, message in zip(places, messages)] + at
    if len(messages) == 1:
        return [at, messages[0]]
    return list(messages) + [at]


def main(sojourn):
    tests = Tests()
    sojourn = os.path.abspath(sojourn)
    # What stands here on purpose would otherwise be found by luck alone.
    with scratch() as folder:
        write_case(folder, BASE, {})
        done = call(sojourn, "check", "main.toml", cwd=folder)
        tests.check(done.returncode == 0, f"the base scenario is fine: {done.stderr}")
    names = [name for name, *_ in CASES]
    tests.check(len(names) == len(set(names)) and len(names) >= 45, "the cases have names")
    for name, text, messages, args, files, at in CASES:
        with scratch() as folder:
            places = write_case(folder, text, files)
            before = sorted(os.listdir(folder))
            check = call(sojourn, "check", "main.toml", *args, cwd=folder)
            run = call(sojourn, "run", "main.toml", "--out", "run.h5", *args, cwd=folder)
            for done in (check, run):
                what = f"{name}: status {done.returncode}\n{done.stderr}"
                tests.check(done.returncode == 2, f"{what}expected status 2")
                tests.check(not done.stdout, f"{what}nothing on stdout: {done.stdout}")
                tests.check("Sanitizer" not in done.stderr and "runtime error" not in done.stderr, what)
                for wanted in wanted_of(messages, places, at):
                    tests.check(wanted in done.stderr, f"{what}expected: {wanted}")
            tests.check(check.stderr == run.stderr, f"{name}: check and run agree:\n{run.stderr}")
            tests.check(sorted(os.listdir(folder)) == before, f"{name}: {os.listdir(folder)}")
    print(f"{len(CASES)} broken scenarios")
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
