#!/usr/bin/python3
"""Measures this machine, writes what came out and draws it; beside an earlier measurement if there is one.

    bench.py PROGRAM [--out FOLDER] [--against EARLIER.json] [--millions N] [--blocks N]
"""

import argparse
import json
import pathlib
import subprocess
import sys

from bench_page import page_of

FORMAT = "sojourn bench, version 1"
# (table, what its rows are asked for, what is compared)
TABLES = (("threads", "threads", "seconds_per_tick"), ("residents", "residents", "seconds_per_tick"),
          ("records", "records of people abroad", "ns_per_event"))


class Refused(Exception):
    """A file that is no measurement."""


def read(path):
    """A measurement. @raise Refused"""
    try:
        told = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(f"{path}: cannot be read: {error}") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Refused(f'{path}: expected a file with "format": "{FORMAT}", as tools/bench leaves it')
    try:
        beside(told, told)
        told["records_asked"], told["processor"]  # pylint: disable=pointless-statement
    except (KeyError, TypeError, ZeroDivisionError) as error:
        raise Refused(f"{path}: expected what tools/bench leaves; it lacks {error}") from error
    return told


def refuse_other_world(now_records, earlier, path):
    """Threads and the least cost are told of a world of so many records."""
    if earlier["records_asked"] != now_records:
        asked = earlier["records_asked"]
        raise Refused(f"{path}: is of {asked:,} records; --millions {asked / 1e6:g} measures as many")


def measured(program, millions, blocks):
    done = subprocess.run([program, str(millions), str(blocks)], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refused(f"{program} ended with {done.returncode}")
    return json.loads(done.stdout)


def beside(now, earlier):
    """[(table, what was asked, now, before, before over now)] of the rows that both have."""
    found = []
    for table, _, value in TABLES:
        before = {row["asked"]: row[value] for row in earlier[table]}
        found += [(table, row["asked"], row[value], before[row["asked"]], before[row["asked"]] / row[value])
                  for row in now[table] if row["asked"] in before]
    return found


def least_obtained(now):
    """Of the processors that were asked for, the least share that a row got."""
    return min(row["processor_obtained"] for table, _, _ in TABLES for row in now[table])


def busy(now):
    """What to say of a machine with other work to do; empty where it had none."""
    share = least_obtained(now)
    return "" if share >= now["processor_asked"] else (f"The machine had other work to do: at worst this program got {share:.2f} of "
                                         "the processors it asked for. Seconds are too long; ns an event hold better.")


def print_tables(now, compared):
    print(f"{now['processor']}, {now['cores']} cores; median of {now['blocks']} ticks each")
    if busy(now):
        print(busy(now))
    for table, words, _ in TABLES:
        print(f"\n{words:>26}  s / tick  ns / event  events / tick  processor")
        for row in now[table]:
            print(f"{row['asked']:>26,.0f}  {row['seconds_per_tick']:8.3f}  {row['ns_per_event']:10.0f}"
                  f"  {row['events_per_tick']:13,.0f}  {row['processor_obtained']:9.2f}")
    limit = now["limit"]
    print(f"\nan event costs {limit['ratio']:.2f} times the least it can cost"
          f" ({limit['engine_ns_per_event']:.0f} and {limit['kernel_ns_per_event']:.0f} ns)")
    if compared:
        print("\nbeside the earlier measurement: before over now, above 1 is faster now")
        for table, name, value, was, ratio in compared:
            print(f"  {table:<9} {name:>14,.0f}  {was:.4g} -> {value:.4g}  x{ratio:.2f}")


def main():
    parser = argparse.ArgumentParser(prog="tools/bench")
    parser.add_argument("program", help=argparse.SUPPRESS)
    parser.add_argument("--out", default="out/bench", help="folder for bench.json and bench.html (%(default)s)")
    parser.add_argument("--against", help="an earlier bench.json")
    parser.add_argument("--millions", type=float, default=8, help="records of people abroad (%(default)s)")
    parser.add_argument("--blocks", type=int, default=5, help="ticks of which the median is told (%(default)s)")
    options = parser.parse_args()
    earlier = read(options.against) if options.against else None
    if earlier:
        refuse_other_world(int(options.millions * 1e6), earlier, options.against)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    now = measured(options.program, options.millions, options.blocks)
    compared = beside(now, earlier) if earlier else []
    (out / "bench.json").write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    (out / "bench.html").write_text(page_of(now, compared, busy(now)), encoding="utf-8")
    print_tables(now, compared)
    if earlier and earlier["processor"] != now["processor"]:
        print(f"the earlier one is of another processor: {earlier['processor']}")
    print(f"\n{out / 'bench.html'}")


if __name__ == "__main__":
    try:
        main()
    except Refused as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
