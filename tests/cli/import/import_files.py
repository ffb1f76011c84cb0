"""Publishers' tables as they are shipped, small, with invented numbers: for import_test.py."""

import os

COUNTRIES = {"FRA": ("France", 250, 60e6, 40000), "DEU": ("Germany", 276, 80e6, 42000),
             "TCD": ("Chad", 148, 10e6, 1500), "MLI": ("Mali", 466, 13e6, 1800)}
YEARS = range(2000, 2011)
DESA_HEAD = ('Index,"Region, development group, country or area of destination",Notes of destination,'
             'Location code of destination,Type of data of destination,'
             '"Region, development group, country or area of origin",Location code of origin,'
             "2000,2005,2010,2000,2005,2010\n")
# destination, origin: people in 2000, 2005, 2010
STOCKS = {("FRA", "TCD"): (100000, 120000, 160000), ("FRA", "MLI"): (200000, 210000, 220000),
          ("DEU", "TCD"): (5000, 6000, 7000), ("TCD", "MLI"): (3000, 3000, 3000)}
UNHCR_HEAD = ("Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
              "Refugees under UNHCR's mandate,Asylum-seekers\n")
BATTLE_HEAD = "conflict_id,location_inc,year,bd_best,bd_low,bd_high,battle_location,gwno_battle\n"
PRIO_HEAD = "id,year,bdeadlow,bdeadhig,bdeadbes,location,gwnoloc\n"


def wpp():
    rows = ["SortOrder,LocID,ISO3_code,LocTypeName,Location,Variant,Time,TPopulation1July,Births,Deaths,CBR,LEx",
            *(f"1,900,,World,World,Medium,{year},{sum(c[2] for c in COUNTRIES.values()) / 1000},,,," for year in YEARS)]
    for iso3, (name, m49, people, _) in COUNTRIES.items():
        rows += [f"2,{m49},{iso3},Country/Area,{name},Medium,{year},{people / 1000},{people / 50000},{people / 90000},20,65"
                 for year in YEARS]
    return "\ufeff" + "\n".join(rows) + "\n"


def world_bank(code, name, values, comma=False):
    """A row for each country of `values`; with a decimal comma cells are separated by semicolons."""
    cell = (lambda x: str(x).replace(".", ",")) if comma else str
    rows = ['"Data Source"', "", '"Last Updated Date"', "",
            ["Country Name", "Country Code", "Indicator Name", "Indicator Code", *map(str, YEARS)]]
    for iso3, value in values.items():
        rows.append([COUNTRIES[iso3][0], iso3, name, code,
                     *(cell(value(y)) if callable(value) else cell(value) for y in YEARS)])
    rows.append(["Arab World", "ARB", name, code, *(".." for _ in YEARS)])
    separator = ";" if comma else ","
    return "\n".join(row if isinstance(row, str) else separator.join(f'"{c}"' for c in row) + separator
                     for row in rows) + "\n"


def income(change=None):
    values = {iso3: (lambda y, x=c[3]: x + 100 * (y - 2000)) for iso3, c in COUNTRIES.items()}
    values.update(change or {})
    return world_bank("NY.GDP.PCAP.PP.KD", "GDP per capita, PPP (constant 2021 international $)", values)


def desa(stocks=STOCKS, total=None):
    m49 = {iso3: c[1] for iso3, c in COUNTRIES.items()}
    lines = ["United Nations,,,,,,,,,,,,", DESA_HEAD.rstrip("\n")]
    for host in dict.fromkeys(pair[0] for pair in stocks):
        own = [n for (to, _), n in stocks.items() if to == host]
        sums = total if total and host == "FRA" else [sum(ns) for ns in zip(*own)]
        lines.append(f"1,{COUNTRIES[host][0]}*,,{m49[host]},B R,WORLD,900,{','.join(map(str, sums))},1,1,1")
    for (host, origin), ns in stocks.items():
        lines.append(f"2,{COUNTRIES[host][0]}*,,{m49[host]},B R,{COUNTRIES[origin][0]},{m49[origin]},"
                     f"{','.join(map(str, ns))},1,1,1")
    return "\n".join(lines) + "\n"


def unhcr():
    rows = [f"{year},Chad,TCD,France,FRA,20000,1000\n{year},Mali,MLI,Chad,TCD,500,-\n" for year in YEARS]
    return '"Extracted from the Refugee Data Finder"\n\n' + UNHCR_HEAD + "".join(rows)


def geodist():
    km = {("FRA", "DEU"): 900, ("FRA", "TCD"): 4200, ("FRA", "MLI"): 4100, ("DEU", "TCD"): 4400,
          ("DEU", "MLI"): 4600, ("TCD", "MLI"): 2500}
    rows = ["iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,dist,distcap"]
    for (a, b), length in km.items():
        near = 1 if length < 1000 else 0
        for pair in ((a, b), (b, a)):
            rows.append(f"{pair[0]},{pair[1]},{near},{1 - near},0,{1 - near},{length},{length}")
    return "\n".join(rows) + "\n"


def ucdp():
    return BATTLE_HEAD + "1,Chad,2005,400,300,500,Chad,483\n1,Chad,2007,90,80,99,Chad,483\n"


def prio():
    return PRIO_HEAD + "1,2003,100,300,-999,Mali,432\n1,2004,700,900,800,Chad,483\n"


def passports():
    return "Passport,FRA,DEU,TCD,MLI\nFRA,-1,90,visa on arrival,90\nDEU,90,-1,visa required,30\n" \
           "Chad,visa required,e-visa,-1,90\nMLI,no admission,visa required,90,-1\n"


def write_all(folder):
    """Every table in its file; option and path of each, in the order of the options."""
    percent = {iso3: 7.5 for iso3 in COUNTRIES}
    estimates = {"FRA": 1.0, "DEU": 1.5, "TCD": -1.5}
    tables = [
        ("--wpp", wpp()), ("--wdi", income()),
        ("--wdi", world_bank("SL.UEM.TOTL.ZS", "Unemployment", percent, comma=True)),
        ("--wgi", world_bank("PV.EST", "Political stability", estimates)),
        ("--wgi", world_bank("RL.EST", "Rule of law", estimates)),
        ("--hdi", "iso3,country,hdicode,hdi_2000,hdi_2005,hdi_2010\nFRA,France,a,0.8,0.85,0.9\n"
                  "DEU,Germany,a,0.8,0.88,0.9\nTCD,Chad,d,0.3,0.33,0.37\nMLI,Mali,d,0.3,0.35,\n"),
        ("--desa-stock", desa()), ("--unhcr", unhcr()), ("--ucdp", ucdp()), ("--prio", prio()),
        ("--geodist", geodist()), ("--passport-index", passports()),
        ("--flows", "year0,orig,dest,da_pb_closed\n2000,TCD,FRA,5\n2005,TCD,FRA,900\n"),
        ("--missing-migrants", "Incident Year,Reported Month,Total Number of Dead and Missing,Migration Route\n"
                               "2006,May,4,Sahara Desert crossing\n"),
        ("--frontex", "Route,Border type or inland,Nationality,JAN2009,FEB2009\nCentral Mediterranean Route,Sea,Chad,7,8\n"),
    ]
    words = []
    for number, (option, text) in enumerate(tables):
        path = os.path.join(folder, f"{number}_{option[2:]}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        words += [option, path]
    return words
