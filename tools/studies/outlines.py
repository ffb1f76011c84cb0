#!/usr/bin/python3
"""Makes tools/python/sojourn/plots/outlines.json, the outlines of countries that figures draw.

usage: tools/studies/outlines.py countries-110m.json

The input is TopoJSON of the package `world-atlas` (in the build folder, under report/node_modules):
Natural Earth 1:110 million, in the public domain. ISO 3166-1 has alphabetic codes for its numeric
ones (Debian: iso-codes). The output has, by alphabetic code, rings of [longitude, latitude] in
degrees, rounded to a hundredth.
"""

import json
import pathlib
import sys

CODES = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")
OUT = pathlib.Path(__file__).resolve().parents[1] / "python/sojourn/plots/outlines.json"


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


def rings(geometry, arcs):
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [ring(numbers, arcs) for polygon in polygons for numbers in polygon]


topology = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
codes = {country["numeric"]: country["alpha_3"]
         for country in json.loads(CODES.read_text(encoding="utf-8"))["3166-1"]}
all_arcs = list(arcs_of(topology))
outlines = {codes[geometry["id"]]: rings(geometry, all_arcs)
            for geometry in topology["objects"]["countries"]["geometries"]
            if geometry.get("id") in codes}
rows = [f'"{code}": {json.dumps(outlines[code], separators=(",", ":"))}' for code in sorted(outlines)]
OUT.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
print(len(outlines), "countries,", OUT.stat().st_size, "bytes")
