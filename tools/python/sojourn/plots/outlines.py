"""Outlines of countries."""

# mypy: disable-error-code=import

import functools
import importlib.resources
import json

from matplotlib.path import Path

_NEAR = 3.0  # how far a place may lie outside of the outline that has its id [degrees]


@functools.cache
def outlines() -> dict[str, Path]:
    """Outlines in degrees by ISO 3166-1 alpha-3."""
    text = importlib.resources.files(__package__).joinpath("outlines.json").read_text("utf-8")
    return {id: Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))
            for id, rings in json.loads(text).items()}


def outlines_of(at: dict[str, tuple[float, float]]) -> dict[str, Path]:
    """Of those places whose id an outline has, if they lie (longitude, latitude) where it does."""
    return {id: shape for id, shape in outlines().items() if id in at
            and shape.get_extents().padded(_NEAR).contains(*at[id])}
