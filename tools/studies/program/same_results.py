#!/usr/bin/python3
"""Holds the results of one program against those of another, scenario by scenario.

usage: tools/studies/program/same_results.py REFERENCE [--make] [--command build/sojourn] [--quick [--to-the-end]]
                                     [--threads N] [SCENARIO...]

REFERENCE is a folder of run files. With --make they are written by the program named with --command;
without it the program runs every scenario twice, from its file and from the text that the reference
run stored, and every dataset must have the same bytes. Not compared are what a restructuring of the
program may change: whether dates in tables have the day of the first of a month, /provenance, the root attributes `scenario` and `regime`, and columns of events
that the reference does not have.

SCENARIO is FILE or FILE+OVERLAY; all of scenarios/, and the regimes on two of them, if left out.
--quick runs 100 times fewer agents and at most 24 ticks, to be tried at every step; with --to-the-end all
ticks.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
SCENARIOS = ROOT / "scenarios"
FREE_ATTRIBUTES = {"scenario", "regime"}


def all_cases():
    regimes = sorted(path.stem for path in (SCENARIOS / "regimes").glob("*.toml"))
    plain = sorted(path.stem for path in SCENARIOS.glob("*.toml"))
    return plain + [f"two_transits+{regime}" for regime in regimes] + ["south_south+mixed"]


def words_of(case, options):
    """The scenario and what is laid over it, as the command line has them."""
    name, *overlays = case.split("+")
    words = [SCENARIOS / f"{name}.toml"]
    for overlay in overlays:
        words += ["--overlay", SCENARIOS / "regimes" / f"{overlay}.toml"]
    if not options.quick:
        return words
    words += ["--set", f"run.persons_per_agent={QUICK.get(name, 1000)}"]
    return words if options.to_the_end or name in TO_THE_END else words + ["--ticks", "24"]


TO_THE_END = ("two_transits", "two_countries")  # what governments do comes late
QUICK = {"two_transits": 50, "two_countries": 1, "mediterranean": 500, "eu_turkey_2015": 500, "corridor": 10, "gulf_1981": 100,
         "enlargement_2004": 1000, "world": 50000, "world_1990": 50000, "south_south": 50000,
         "compact_2018": 50000, "conventions_1990": 100000, "fragmentation": 50000}


def run(command, words, out, threads):
    done = subprocess.run([command, "run", *words, "--out", out, "--threads", str(threads),
                           "--quiet", "--force"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}: {done.stderr}")


def datasets(file):
    found = {}
    file.visititems(lambda name, node: found.update({name: node})
                    if isinstance(node, h5py.Dataset) else None)
    return {name: node for name, node in found.items() if not name.startswith("provenance")}


def with_days(texts):
    """Dates as tables have them; older programs wrote the first of a month as 2015-01."""
    return [re.sub(rb"^(\d{4}-\d\d)$", rb"\1-01", text) for text in texts.ravel()]


def same(a, b):
    if a.dtype.kind == "f":
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if a.dtype.kind == "O" and a.shape == b.shape:
        return with_days(a) == with_days(b)
    return a.shape == b.shape and np.array_equal(a, b)


def differences(reference, other):
    with h5py.File(reference) as one, h5py.File(other) as two:
        before, after = datasets(one), datasets(two)
        for name in sorted(before.keys() | after.keys()):
            if name not in after:
                yield f"{name}: lacking"
            elif name not in before:
                if not name.startswith("events/"):
                    yield f"{name}: new"
            elif not same(before[name][()], after[name][()]):
                yield f"{name}: other values"
        for name in sorted(set(one.attrs) - FREE_ATTRIBUTES):
            if name not in two.attrs or not np.array_equal(one.attrs[name], two.attrs[name]):
                yield f"attribute {name}"


def renamed(text):
    """A stored text in which a5 (ODD 7.15) has the key `hosted`; older programs wrote `hosting`."""
    return re.sub(r"(?m)^(\[modules\.(?:bargaining|forum_politics)\]\n(?:(?!\[|hosted = ).*\n)*?)"
                  r"hosting = ", r"\1hosted = ", text)


def stored_scenario(reference, folder):
    """The text that the run stored, as a file."""
    with h5py.File(reference) as file:
        text = file.attrs["scenario"]
    path = pathlib.Path(folder) / "stored.toml"
    path.write_text(renamed(text if isinstance(text, str) else text.decode()), encoding="utf-8")
    return path


def compare(case, options, scratch):
    """Faults of one scenario."""
    reference = options.reference / f"{case}.h5"
    fresh = pathlib.Path(scratch) / "fresh.h5"
    for how, words in (("scenario", words_of(case, options)),
                       ("stored scenario", [stored_scenario(reference, scratch)])):
        run(options.command, words, fresh, options.threads)
        yield from (f"{case}, {how}: {what}" for what in differences(reference, fresh))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("reference", type=pathlib.Path)
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--command", default=ROOT / "build" / "sojourn")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--to-the-end", action="store_true")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("scenarios", nargs="*")
    options = parser.parse_intermixed_args()
    options.reference.mkdir(parents=True, exist_ok=True)
    faults = []
    for case in options.scenarios or all_cases():
        if options.make:
            run(options.command, words_of(case, options), options.reference / f"{case}.h5",
                options.threads)
            continue
        with tempfile.TemporaryDirectory() as scratch:
            found = list(compare(case, options, scratch))
        print(f"{case}: {'same' if not found else 'DIFFERS'}", flush=True)
        faults += found
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
