#!/usr/bin/python3
"""A scenario to start from: it runs, its comments are true, whatever module is asked for.

usage: new_test.py SOJOURN
"""

import os
import re
import sys
import tomllib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, call, scratch

tests = Tests()


def with_comments_as_keys(text):
    return re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE)


def test_start(sojourn, folder):
    path = os.path.join(folder, "islands.toml")
    done = call(sojourn, "new", path)
    tests.check(done.returncode == 0 and path in done.stdout, f"new: {done.stderr}")
    tests.check(os.listdir(folder) == ["islands.toml"], f"wrote {os.listdir(folder)}")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    tests.check(call(sojourn, "new").stdout == text == call(sojourn, "new", "-").stdout, "printed alike")
    tests.check(max(map(len, text.splitlines())) <= 130, "lines fit a window")
    done = call(sojourn, "check", path)
    tests.check(done.returncode == 0 and "warning" not in done.stdout, f"check: {done.stdout}{done.stderr}")
    done = call(sojourn, "run", path, "--out", os.path.join(folder, "islands.h5"))
    tests.check(done.returncode == 0 and "The strait" in done.stdout, f"run: {done.stdout}{done.stderr}")
    done = call(sojourn, "new", path)
    tests.check(done.returncode == 2 and "--force" in done.stderr, f"there already: {done.stderr}")
    tests.check(call(sojourn, "new", path, "--force").returncode == 0, "forced")
    return text


def test_comments(sojourn, folder, text):
    """What stands behind a # is what holds without it."""
    keys = re.findall(r"^# (\w+) = ", text, re.MULTILINE)
    tests.check(len(keys) > 25 and {"seed", "openness", "mode"} <= set(keys), f"{keys}")
    path = os.path.join(folder, "all.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(with_comments_as_keys(text))
    with open(path, "rb") as file:
        scenario = tomllib.load(file)
    tests.check(len(scenario["run"]) > 5 and len(scenario["country"][0]) > 10, "keys are keys of their tables")
    out = os.path.join(folder, "all.h5")
    done = call(sojourn, "run", path, "--out", out, "--quiet")
    tests.check(done.returncode == 0, f"with all defaults written out: {done.stderr}")
    done = call(sojourn, "diff", out, os.path.join(folder, "islands.h5"))
    tests.check(done.returncode == 0, f"defaults are the defaults: {done.stdout}")


def test_modules(sojourn, folder):
    catalog = call(sojourn, "describe").stdout.partition("Modules by stage")[2]
    modules = re.findall(r"^  ([a-z_]+)\*?  ", catalog, re.MULTILINE)
    tests.check(len(modules) > 40, f"{len(modules)} modules")
    n_fine = 0
    for module in modules:
        done = call(sojourn, "new", "--module", module)
        tests.check(f"\n[modules.{module}]\n" in done.stdout, f"{module}: {done.stderr}")
        scenario = tomllib.loads(with_comments_as_keys(done.stdout))
        described = call(sojourn, "describe", module).stdout
        for key in scenario["modules"][module]:
            tests.check(re.search(rf"^  {key}  ", described, re.MULTILINE), f"{module}.{key} is a setting")
        path = os.path.join(folder, "module.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(done.stdout)
        done = call(sojourn, "check", path)
        n_fine += done.returncode == 0
        tests.check(done.returncode == 0 or f"{path}:" in done.stderr, f"{module}: {done.stderr}")
    tests.check(n_fine > 0.8 * len(modules), f"{n_fine} of {len(modules)} run as they are written")
    done = call(sojourn, "new", "--module", "waeg")
    tests.check(done.returncode == 2 and 'nearest known: "wage"' in done.stderr, done.stderr)


def main(sojourn):
    sojourn = os.path.abspath(sojourn)
    with scratch() as folder:
        text = test_start(sojourn, folder)
        test_comments(sojourn, folder, text)
        test_modules(sojourn, folder)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
