#!/usr/bin/python3
"""Every key of every table and module, as they declare it, is held to its type and range, and every fault has a line.

usage: every_key_test.py SOJOURN

The keys come from `describe --schema`, so that a new one is tested as soon as it is there.
"""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

tests = Tests()
PLACE = re.compile(r"^[^:\n]+:(\d+):\d+: (.*)$")

WORLD = """format_version = 1
title = "keys"
[[country]]
id = "AAA"
population = 1000
gdp_per_capita = 5000
[[country]]
id = "BBB"
population = 2000
gdp_per_capita = 20000
[[place]]
id = "camp"
state = "BBB"
[[corridor]]
from = "AAA"
to = "BBB"
route = "pass"
[areas.union]
members = ["AAA", "BBB"]
[unions.club]
members = ["AAA", "BBB"]
[forums.council]
members = ["AAA", "BBB"]
"""


def kind_of(key):
    if "enum" in key:
        return "choice"
    kind = key.get("type")
    if kind == "array":
        return "reals" if key["items"].get("type") == "number" else "texts"
    if kind == "string" or "pattern" in key:
        return "date"
    return "text" if isinstance(kind, list) else kind


OF_ANOTHER_TYPE = {"boolean": "7", "number": '"much"', "integer": '"many"', "choice": '"zzz"', "date": '"soon"',
                   "text": "[1]", "texts": "5", "reals": '["much"]'}


def numbers(key):
    return key["items"] if kind_of(key) == "reals" else key


def beyond(key):
    """What lies outside the range, at either end; nothing where there is no end."""
    wrap = "[{}]".format if kind_of(key) == "reals" else "{}".format
    range_of = numbers(key).get("anyOf", [numbers(key)])[0]  # beside it stands what means "not set"
    low, high = range_of.get("minimum"), range_of.get("maximum")
    if low is not None:
        yield wrap(f"{low - 2:.1f}" if kind_of(key) != "integer" else f"{int(low) - 2}")
    if high is not None and high < 1e15:
        yield wrap(f"{high + max(1, abs(high) / 1e6):.1f}" if kind_of(key) != "integer" else f"{int(high) + 1}")


def tables(schema):
    """Name, heading and keys of all that a scenario can hold and that this world does not need to have right."""
    for name, module in schema["$defs"].items():
        if name != "named module":
            yield f"modules.{name}", f"[modules.{name}]", module["properties"]
    for name, table in schema["properties"].items():
        if table.get("type") == "array" and "properties" in table.get("items", {}):
            yield name, f"[[{name}]]", table["items"]["properties"]
        elif table.get("type") == "object" and "properties" in table and name != "modules":
            yield name, f"[{name}]", table["properties"]


class Asked:
    """Wrong values of one table, a line each, and what `check` says of them."""

    def __init__(self, sojourn, folder):
        self.sojourn, self.path = sojourn, os.path.join(folder, "keys.toml")

    def faults(self, heading, values):
        """The messages by line of the values, and all of them. A file holds 40: messages are limited."""
        by_key, everything = {}, []
        for first in range(0, len(values), 40):
            part = values[first:first + 40]
            lines = WORLD.splitlines() + [heading] + [f"{key} = {value}" for key, value in part]
            with open(self.path, "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
            done = call(self.sojourn, "check", self.path)
            tests.check(done.returncode in (0, 2), f"{heading}: status {done.returncode} {done.stderr[:300]}")
            told = done.stderr.splitlines()
            everything += told
            first_line = len(lines) - len(part) + 1
            for message in told:
                at = PLACE.match(message)
                if at and int(at[1]) >= first_line:
                    by_key.setdefault(part[int(at[1]) - first_line][0], []).append(at[2])
        return by_key, everything


def unlined(messages):
    return [message for message in messages if not PLACE.match(message)]


def expect_all(asked, name, heading, values, what):
    by_key, everything = asked.faults(heading, values)
    for key, value in values:
        told = by_key.get(key, [])
        tests.check(any(f"{name.split('.')[-1]}.{key}" in text for text in told), f"{name}.{key} = {value}: {what}: {told}")
    tests.check(not unlined(everything), f"{name}: {what}: no line: {unlined(everything)[:3]}")


def expect_known(asked, name, heading, keys):
    """No list takes a name that nothing has, with or without blanks around it."""
    given = [("area", '"union"')] if "area" in keys else []
    for word in ("NOWHERE", " AAA "):
        values = [(key, f'["{word}"]') for key, about in keys.items() if kind_of(about) == "texts"]
        by_key, _ = asked.faults(heading, given + values)
        for key, value in values:
            tests.check(by_key.get(key), f"{name}.{key} = {value} is told")


NEEDED = {"target": '["AAA"]', "area": '"union"', "from": '["AAA"]', "demander": '"AAA"', "supplier": '"BBB"'}


def expect_late(asked, name, heading, keys):
    """Who begins after the run is warned of."""
    for key in ("start", "vote"):
        if kind_of(keys.get(key, {})) != "date":
            continue
        values = [(other, value) for other, value in NEEDED.items()
                  if other in keys and kind_of(keys[other]) == ("texts" if value[0] == "[" else "text")]
        asked.faults(heading, values + [(key, '"2190-01"')])
        done = call(asked.sojourn, "check", asked.path, "--ticks", "24")
        told = re.search(rf"^warning: {re.escape(name)}: .*2190-01", done.stdout, re.M)
        tests.check(done.returncode == 0 and told, f"{name}.{key} after the run: {done.stdout[:300]}{done.stderr[:300]}")


def main(sojourn):
    schema = json.loads(call(sojourn, "describe", "--schema").stdout)
    with scratch() as folder:
        asked = Asked(sojourn, folder)
        for name, heading, properties in tables(schema):
            keys = {key: about for key, about in properties.items() if key != "type"}
            numeric = {key: about for key, about in keys.items() if kind_of(about) in ("number", "integer", "reals")}
            expect_all(asked, name, heading, [(key, OF_ANOTHER_TYPE[kind_of(about)]) for key, about in keys.items()],
                       "another type")
            for value in ("nan", "inf", "-inf"):
                expect_all(asked, name, heading,
                           [(key, f"[{value}]" if kind_of(about) == "reals" else value) for key, about in numeric.items()],
                           value)
            ends = [(key, list(beyond(about))) for key, about in numeric.items()]
            for end in (0, 1):
                expect_all(asked, name, heading, [(key, values[end]) for key, values in ends if len(values) > end],
                           "out of range")
            expect_known(asked, name, heading, keys)
            if name.startswith("modules."):
                expect_late(asked, name, heading, keys)
            whole = [key for key, about in keys.items() if kind_of(about) == "integer"]
            expect_all(asked, name, heading, [(key, "12.5") for key in whole], "half of a whole number")
            by_key, _ = asked.faults(heading, [(key, "2.0") for key in whole])
            for key in whole:
                found = [text for text in by_key.get(key, []) if "expected an integer" in text]
                tests.check(not found, f"{name}.{key} = 2.0 is a whole number: {found}")
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
