"""Rows of world_countries_1990.csv and world_countries_2015.csv."""
from collections import defaultdict

from tables.cells import figures, plain, unit
from tables.rights import MIPEX, MIPEX_FAR, RIGHTS_PER_RULE_OF_LAW
from tables.sheets import rows

COLUMNS = ("id,name,population,gdp_per_capita,hdi,unemployment,stability,rule_of_law,capacity,rights,openness,birth_rate,"
           "life_expectancy,share_0_14,share_65_plus,tertiary_share,workforce_growth,latitude,longitude,languages,"
           "colonial_ties,regions").split(",")
NAMES = dict(BOL="Bolivia", CAF="Central African Rep.", COD="DR Congo", FSM="Micronesia", GBR="United Kingdom", IRN="Iran",
             LAO="Laos", NLD="Netherlands", PRK="North Korea", KOR="South Korea", TZA="Tanzania", USA="United States",
             VCT="St Vincent", VEN="Venezuela", HKG="Hong Kong", MAC="Macao", PSE="Palestine", RUS="Russia",
             MDA="Moldova", SYR="Syria", VNM="Vietnam", BRN="Brunei")
EVENLY_OPEN = .3  # in every country, for scenarios whose figures rest on it
# Where covariates and panel have nothing.
UNEMPLOYMENT_UNKNOWN = .08
# Label <- areas of free_movement_areas.csv whose members carry it.
ORGANISATIONS = {"EU_EEA": "EEA", "GCC": "GCC", "ECOWAS": "ECOWAS", "CSME": "CARICOM", "MERCOSUR_RES": "MERCOSUR",
                 "CAN": "ANDEAN", "CEMAC": "CEMAC", "EAC": "EAC", "EAEU": "EAEU"}
EEA_OUTSIDE_EU = {"NOR", "ISL", "CHE"}
COLONISERS = {"GBR", "FRA", "PRT", "ESP", "NLD", "BEL", "ITA", "USA", "AUS", "NZL", "JPN", "RUS", "DNK"}


def organisations(ref, year):
    labels = defaultdict(list)
    for r in rows(ref.folder / "free_movement_areas.csv"):
        label = ORGANISATIONS.get(r["area"])
        if label and int(r["from_year"]) <= year and not (r["to_year"] and int(r["to_year"]) <= year):
            labels[r["iso3"]].append(label)
            if label == "EEA" and r["iso3"] not in EEA_OUTSIDE_EU:
                labels[r["iso3"]].append("EU")
    return labels


def colonial_ties(ref):
    ties = defaultdict(set)
    for r in rows(ref.folder / "dyads.csv"):
        a, b = r["orig"], r["dest"]
        if r["col45"] == "1" and a in ref.ids and b in ref.ids and b in COLONISERS and a not in COLONISERS:
            ties[a].add(b)
    return ties


def make_countries(ref, year, life_of, tertiary_of, young_of):
    labels, ties, table = organisations(ref, year), colonial_ties(ref), []
    for i in ref.ids:
        c, p = ref.country[i], ref.panel[i, year]
        hdi, law = float(p["hdi"]), round(unit(p["wgi_rule_of_law"] or 0), 2)
        life = life_of(hdi)
        young, old = ref.ages(i, year, life, young_of)
        idle = float(p["unemployment_pct"]) / 100 if p["unemployment_pct"] else UNEMPLOYMENT_UNKNOWN
        rights = MIPEX.get(i) or MIPEX_FAR.get(i) or RIGHTS_PER_RULE_OF_LAW * law
        region = c["un_intermediate"] or c["un_subregion"]
        table.append([
            i, NAMES.get(i, c["name"]), figures(p["pop"], 3), figures(p["gdp_pc_ppp_2021"], 3), plain(hdi, 2), plain(idle, 2),
            plain(unit(p["wgi_political_stability"] or 0), 2), plain(law, 2), plain(law, 2), plain(rights, 2), plain(ref.openness(i, year), 2),
            plain(round(2000 * ref.births(i, year)) / 2, 1), plain(round(2 * life) / 2, 1), plain(young, 2), plain(old, 2),
            plain(tertiary_of(hdi), 2), plain(ref.labour_demand_growth(i, year), 3), plain(c["capital_lat"] or c["lat"], 1),
            plain(c["capital_lon"] or c["lon"], 1), c["languages"].replace("|", ";"), ";".join(sorted(ties[i])),
            ";".join([region] + sorted(labels[i]))])
    return table


def evenly_open(countries):
    at = COLUMNS.index("openness")
    return [[*c[:at], plain(EVENLY_OPEN, 2), *c[at + 1:]] for c in countries]
