#!/usr/bin/python3
"""What definitions of a refugee, courts and closed ways make of claims of asylum, against bounds.

    tools/studies/policies/protection.py build/sojourn OUT [--replicates N]

Denials of the European Union of 2015 and 2016 in scenarios/mediterranean.toml, refugees among the world's people from 2000 to 2018
in scenarios/world_1990.toml with deaths in conflict, claims in scenarios/world.toml where work is closed in the rich countries; each
with its control. Prints a Markdown table and whether the bounds hold.
"""

import argparse
import csv
import pathlib
import subprocess

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
SCENARIOS = ROOT / "scenarios"
# Written before the first run. Percent of claims denied in the European Union over 2015 and 2016; refugees, % of the
# world's people, mean over the ends of 2000 to 2018; claims where work is closed over those where it is open, and the share of
# seeds that has to show it; the same of others where work is closed to the citizens of rich countries alone. (Written first, and no
# control: `choice_rounds` of 0, for whom a closure refuses chooses again all the same.)
DENIED, REFUGEES, MORE_CLAIMS, SHOWN_IN, NO_MORE_CLAIMS = (30, 50), (0.15, 0.35), 1.05, 4 / 5, 1.02
SAFE, REFUSED = ("refugee", "protected"), ("irregular", "detained", "returned")
RICH = 30000  # [int. $ a head] from which on work is closed


def run(program, path, scenario, overlays, settings):
    command = [program, "run", SCENARIOS / scenario, "--out", path, "--force", "--quiet"]
    for one in overlays:
        command += ["--overlay", SCENARIOS / "overlays" / one]
    for one in settings:
        command += ["--set", one]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return h5py.File(path)


def names(data):
    return [one.decode() if isinstance(one, bytes) else str(one) for one in data[:]]


def table(name, column):
    with open(SCENARIOS / "tables" / name, newline="") as file:
        return {row["id"]: row[column] for row in csv.DictReader(file)}


def denied(file):
    """Of claims decided in the Union in 2015 and 2016, percent refused, by lives."""
    regions = table("mediterranean_countries.csv", "regions")
    union = {one for one in regions if "EU" in regions[one].split(";")}
    decided, before = {True: 0, False: 0}, (None, None)
    lives = file["lives"]
    for person, tick, place, now in zip(lives["person"][:], lives["tick"][:], names(lives["to"]), names(lives["status"])):
        if before == (person, "asylum_applicant") and place in union and 12 <= tick < 36 and now in SAFE + REFUSED:
            decided[now in REFUSED] += 1
        before = (person, now)
    return 100 * decided[True] / sum(decided.values()), sum(decided.values())


def refugees(file):
    """Percent of the world's people, mean over the ends of 2000 to 2018, and the first and the last of them."""
    status = names(file["status"])
    safe, gone = [status.index(one) for one in SAFE], [k for k, one in enumerate(status) if one != "resident"]
    shares = []
    for tick in range(12 * 11 - 1, min(12 * 29, file["stocks"].shape[0]), 12):
        stocks = file["stocks"][tick]
        everyone = file["residents"][tick].sum() + stocks[:, :, gone].sum()
        shares.append(100 * stocks[:, :, safe].sum() / everyone)
    return float(np.mean(shares)), shares[0], shares[-1]


def claims(file, places):
    """People from elsewhere who came to the places in the second year and asked for asylum."""
    channel = names(file["channel"]).index("asylum")
    there = [k for k, one in enumerate(names(file["destination"])) if one in places]
    others = [k for k, one in enumerate(names(file["citizenship"])) if one not in places]
    return file["arrivals"][12:24, :, :, channel][:, others][:, :, there].sum()


def verdict(holds):
    return "holds" if holds else "fails"


def line(what, value, holds=None):
    print(f"| {what} | {value} | {'' if holds is None else verdict(holds)} |", flush=True)


def study_denials(options):
    arms = {"law": ["refugee_law_mediterranean.toml"], "one law for all": []}
    for arm, overlays in arms.items():
        found = []
        for seed in range(1, options.replicates + 1):
            path = options.out / f"denied_{arm.replace(' ', '_')}_{seed}.h5"
            settings = [f"run.seed={seed}", "run.persons_per_agent=100", "run.ticks=36", "run.life_histories=3000000"]
            found.append(denied(run(options.program, path, "mediterranean.toml", overlays, settings)))
        share = float(np.mean([one for one, _ in found]))
        holds = DENIED[0] <= share <= DENIED[1] if arm == "law" else None
        line(f"denied in the European Union, 2015 and 2016, %: {arm}",
             f"{share:.1f} ({', '.join(f'{one:.1f}' for one, _ in found)}; {found[0][1]} decisions)", holds)


def study_refugees(options):
    arms = {"law": ["world_conflict_deaths.toml", "refugee_law_world.toml"], "one law for all": ["world_conflict_deaths.toml"],
            "without violence": []}
    for arm, overlays in arms.items():
        path = options.out / f"refugees_{arm.replace(' ', '_')}.h5"
        settings = ["run.ticks=348", "run.life_histories=0", "run.persons_per_agent=5000"]
        mean, first, last = refugees(run(options.program, path, "world_1990.toml", overlays, settings))
        holds = REFUGEES[0] <= mean <= REFUGEES[1] if arm == "law" else None
        line(f"refugees, % of the world's people, 2000 to 2018: {arm}", f"{mean:.3f} (2000: {first:.3f}, 2018: {last:.3f})", holds)


def study_claims(options):
    """Work is closed from the second year on: in the first prospects are measured, closed ways among them."""
    income = table("world_countries_2015.csv", "gdp_per_capita")
    rich = [one for one in income if float(income[one]) >= RICH]
    countries = str(rich).replace("'", '"')
    shut = ['modules.shut.type="border_closure"', 'modules.shut.channels=["labour"]', 'modules.shut.start="2016-01"',
            f"modules.shut.to={countries}"]
    arms = {"open": [], "closed": shut, "closed to the rich": [*shut, f"modules.shut.of={countries}"]}
    found = {arm: [] for arm in arms}
    for seed in range(1, options.replicates + 1):
        for arm, more in arms.items():
            settings = [f"run.seed={seed}", "run.ticks=24", "run.life_histories=0", "run.persons_per_agent=10000", *more]
            path = options.out / f"claims_{arm.replace(' ', '_')}_{seed}.h5"
            found[arm].append(claims(run(options.program, path, "world.toml", [], settings), rich))
    ratios = {arm: np.array(found[arm]) / found["open"] for arm in arms}
    shown = np.mean(ratios["closed"] >= MORE_CLAIMS) >= SHOWN_IN
    level = 1 / NO_MORE_CLAIMS <= np.mean(ratios["closed to the rich"]) <= NO_MORE_CLAIMS
    for what, arm, holds in (("claims where work is closed over those where it is open", "closed", shown),
                             ("the same where it is closed to citizens of rich countries", "closed to the rich", level)):
        line(what, f"{np.mean(ratios[arm]):.3f} ({', '.join(f'{one:.3f}' for one in ratios[arm])})", bool(holds))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--replicates", type=int, default=3)
    parser.add_argument("--only", choices=("denials", "refugees", "claims"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    print("| | value (by seed) | bound |\n| --- | --- | --- |")
    for name, study in (("denials", study_denials), ("claims", study_claims), ("refugees", study_refugees)):
        if options.only in (None, name):
            study(options)


if __name__ == "__main__":
    main()
