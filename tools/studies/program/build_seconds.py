#!/usr/bin/python3
"""Processor seconds of a clean Release build of `sojourn` in two source folders, by turns, no compiler cache.

    tools/studies/program/build_seconds.py BEFORE AFTER OUT_DIR [--touch models/payoffs/wage.hpp] [--jobs 2]

Parts are built one after the other and by turns, so that other work on the machine slows both alike. With --touch
that file of AFTER is touched at the end, and what building it again costs is told.
"""

import argparse
import os
import pathlib
import resource
import shutil
import subprocess

PARTS = ("sojourn_sim", "sojourn_models", "sojourn")


def configure(source, folder):
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                    "-DCMAKE_CXX_COMPILER_LAUNCHER="], check=True, stdout=subprocess.DEVNULL)


def seconds(folder, target, jobs):
    """Of all processes that the build starts, user and system [s]."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["ninja", "-C", folder, f"-j{jobs}", target], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "CCACHE_DISABLE": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=pathlib.Path)
    parser.add_argument("after", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--touch")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    sources = {"before": args.before, "after": args.after}
    for name, source in sources.items():
        configure(source, args.out / name)
    totals = dict.fromkeys(sources, 0.0)
    print("| target | before [s] | after [s] | ratio |\n| --- | ---: | ---: | ---: |")
    for part in PARTS:
        took = {name: seconds(args.out / name, part, args.jobs) for name in sources}
        totals = {name: totals[name] + took[name] for name in sources}
        print(f"| {part} | {took['before']:.0f} | {took['after']:.0f} | {took['after'] / took['before']:.2f} |", flush=True)
    print(f"| all | {totals['before']:.0f} | {totals['after']:.0f} | {totals['after'] / totals['before']:.2f} |")
    if args.touch:
        (args.after / args.touch).touch()
        print(f"{args.touch} touched: {seconds(args.out / 'after', 'sojourn', args.jobs):.1f} s")


if __name__ == "__main__":
    main()
