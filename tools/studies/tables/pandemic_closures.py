#!/usr/bin/env python3
"""Who had closed borders in January 2021 and 2022: the lists of scenarios/overlays/pandemic_2020.toml.

    tools/studies/tables/pandemic_closures.py REFERENCE_DIR

REFERENCE_DIR holds visa_requirements_yearly.csv (Passport Index). A country had closed where more than half of the
passports of the world's table were kept out by a ban for the pandemic.
"""
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tables.sheets import rows  # noqa: E402

TABLES = Path(__file__).resolve().parents[3] / "scenarios/tables"
# Never closed to people who come to stay by leave of the state: British, Irish, Mexican, Belarusian and Nicaraguan borders
# had no ban of foreigners in 2020. The United States stand apart in the overlay. Recalled.
OPEN = {"GBR", "IRL", "MEX", "BLR", "NIC", "USA"}


def closed(reference, listed, year):
    """Countries that ban more than half of the passports in January of the year."""
    held, bans = {}, defaultdict(list)
    for row in rows(reference / "visa_requirements_yearly.csv"):
        if row["passport"] in listed and row["destination"] in listed and int(row["from"]) <= year:
            pair = row["passport"], row["destination"]
            if pair not in held or held[pair][0] <= int(row["from"]):
                held[pair] = int(row["from"]), row["requirement"]
    for (_, destination), (_, requirement) in held.items():
        bans[destination].append(requirement == "covid_ban")
    return {country for country, list_ in bans.items() if sum(list_) > len(list_) / 2}


def main(reference):
    regions = {r["id"]: r["regions"].split(";") for r in rows(TABLES / "world_countries_2015.csv")}
    late, later = (closed(reference, regions, year) for year in (2021, 2022))
    groups = {"to 2022": later, "to 2021": late - later, "to 2020": set(regions) - late - later}
    for name, members in groups.items():
        for area in ("EEA", "others"):
            chosen = sorted(i for i in members - OPEN if ("EEA" in regions[i]) == (area == "EEA"))
            print(f"{name}, {area} ({len(chosen)}): " + ", ".join(f'"{i}"' for i in chosen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
