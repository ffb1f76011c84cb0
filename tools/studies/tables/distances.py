"""Distances on the globe."""
import math


def great_circle(a, b):
    p, q = math.radians(a[0]), math.radians(b[0])
    c = math.sin(p) * math.sin(q) + math.cos(p) * math.cos(q) * math.cos(math.radians(a[1] - b[1]))
    return 6371.0 * math.acos(max(-1.0, min(1.0, c)))
