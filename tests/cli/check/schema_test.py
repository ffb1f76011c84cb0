#!/usr/bin/python3
"""`describe --schema` is a JSON Schema that accepts the scenarios we ship and refuses broken ones.

usage: schema_test.py SOJOURN
"""

import datetime
import glob
import json
import os
import sys
import tomllib

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "scenarios")
tests = Tests()


def plain(value):
    """JSON knows no dates: an editor sees the text."""
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [plain(child) for child in value]
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)):
        return value.isoformat()
    return value


def country(**more):
    return {"id": "A", "population": 1, "gdp_per_capita": 1000, **more}


def known_modules(scenario, kinds):
    """Without what an overlay, or a file that includes another, changes by name in the file below it."""
    modules = scenario.get("modules", {})
    kept = {name: keys for name, keys in modules.items() if "type" in keys or name in kinds}
    return {**scenario, "modules": kept} if modules else scenario


REFUSED = {
    "a key that nobody knows": {"contry": []},
    "a negative population": {"country": [country(population=-1)]},
    "a country without an id": {"country": [{"population": 1, "gdp_per_capita": 1000}]},
    "an unknown key of a country": {"country": [country(populaton=3)]},
    "a truth for a text": {"country": [country(id=True)]},
    "a stock without persons": {"stock": [{"citizenship": "A", "residence": "B"}]},
    "a text for a number": {"run": {"ticks": "3"}},
    "a real for an integer": {"run": {"ticks": 3.5}},
    "an unknown tick": {"run": {"tick": "week"}},
    "a date that is none": {"run": {"start": "soon"}},
    "eleven months": {"seasons": {"summer": [1] * 11}},
    "an unknown mode": {"corridor": [{"from": "A", "to": "B", "mode": "boat"}]},
    "a module of an unknown type": {"modules": {"war": {"type": "conflikt"}}},
    "an unknown module without a type": {"modules": {"wagee": {}}},
    "an unknown key of a module": {"modules": {"wage": {"b_wgae": 1}}},
    "an unknown key of a named module": {"modules": {"war": {"type": "conflict", "magnitud": 1}}},
    "a setting out of range": {"modules": {"war": {"type": "conflict", "magnitude": -1}}},
}
ACCEPTED = {
    "next to nothing": {},
    "a shock under its own name": {"modules": {"conflict": {"target": ["A"]}}},
    "a shock under another's name": {"modules": {"conflict": {"type": "boom", "target": ["A"]}}},
    "a second payoff term": {"modules": {"wage2": {"type": "wage", "b_wage": 0.5}}},
    "a module left out": {"modules": {"wage": {"enabled": False}}},
    "codes of countries": {"country": [country(id=276)], "areas": {"a": {"members": [276]}}},
    "an include": {"include": ["a.toml"]},
}


def main(sojourn):
    done = call(sojourn, "describe", "--schema")
    tests.check(done.returncode == 0, f"describe --schema: {done.returncode} {done.stderr}")
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted(glob.glob(os.path.join(SCENARIOS, "**", "*.toml"), recursive=True)):
        with open(path, "rb") as file:
            scenario = plain(tomllib.load(file))
        if "format_version" not in scenario or "include" in scenario:
            scenario = {"format_version": 1, **known_modules(scenario, schema["$defs"])}
        for error in validator.iter_errors(scenario):
            tests.check(False, f"{path}: {error.json_path}: {error.message}")
        tests.check(True, path)
    for what, part in REFUSED.items():
        tests.check(not validator.is_valid({"format_version": 1, **part}), f"accepted {what}")
    for what, part in ACCEPTED.items():
        tests.check(validator.is_valid({"format_version": 1, **part}), f"refused {what}")
    tests.check(not validator.is_valid({}), "accepted a scenario without format_version")
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
