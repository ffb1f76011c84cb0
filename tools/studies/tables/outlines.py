#!/usr/bin/python3
"""Makes tools/python/sojourn/plots/outlines.json, the outlines of countries that figures draw.

usage: tools/studies/tables/outlines.py countries-110m.json

The input is TopoJSON of the package `world-atlas` (in the build folder, under report/node_modules):
Natural Earth 1:110 million, in the public domain. ISO 3166-1 has alphabetic codes for its numeric
ones (Debian: iso-codes). The output has, by alphabetic code, rings of [longitude, latitude] in
degrees, rounded to a hundredth, cut at longitude 180. Antarctica is left out.
"""

import json
import pathlib
import sys

CODES = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")
OUT = pathlib.Path(__file__).resolve().parents[2] / "python/sojourn/plots/outlines.json"


def arcs_of(topology):
    """Lines in degrees: TopoJSON has integers, each the difference to the one before."""
    (scale_x, scale_y), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append([round(x * scale_x + x0, 2), round(y * scale_y + y0, 2)])
        yield line


def ring(numbers, arcs):
    """A closed line of arcs that follow one another; ~n is arc n backwards."""
    line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def unwrapped(line):
    """Without jumps from one side of the map to the other: longitudes go on beyond 180."""
    turn, last, out = 0, line[0][0], []
    for x, y in line:
        turn += 360 * ((x - last < -180) - (x - last > 180))
        last = x
        out.append([x + turn, y])
    return out


def clipped(line, edge, side):
    """The part of a closed line with side * longitude <= side * edge (Sutherland, Hodgman 1974)."""
    out = []
    for (x0, y0), (x1, y1) in zip(line, line[1:]):
        inside = [side * x <= side * edge for x in (x0, x1)]
        if inside[0] != inside[1]:
            out.append([edge, round(y0 + (y1 - y0) * (edge - x0) / (x1 - x0), 2)])
        if inside[1]:
            out.append([x1, y1])
    return out + out[:1]


def cut(line):
    """The line in pieces that do not cross longitude 180."""
    whole = unwrapped(line)
    for edge, side in ((180, 1), (-180, -1)):
        if any(side * x > 180 for x, _ in whole):
            beyond = [[round(x - side * 360, 2), y] for x, y in clipped(whole, edge, -side)]
            return [clipped(whole, edge, side), beyond]
    return [whole]


def rings(geometry, arcs):
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [piece for polygon in polygons for numbers in polygon for piece in cut(ring(numbers, arcs))]


topology = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
codes = {country["numeric"]: country["alpha_3"]
         for country in json.loads(CODES.read_text(encoding="utf-8"))["3166-1"]}
all_arcs = list(arcs_of(topology))
outlines = {codes[geometry["id"]]: rings(geometry, all_arcs)
            for geometry in topology["objects"]["countries"]["geometries"]
            if geometry.get("id") in codes and codes[geometry["id"]] != "ATA"}
rows = [f'"{code}": {json.dumps(outlines[code], separators=(",", ":"))}' for code in sorted(outlines)]
OUT.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
print(len(outlines), "countries,", OUT.stat().st_size, "bytes")
