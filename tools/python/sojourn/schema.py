"""The settings of a scenario as a table, made of its JSON Schema."""

# mypy: disable-error-code=import

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas

_UNIT = re.compile(r"(?P<meaning>.*) \[(?P<unit>[^\[\]]*)\]", re.DOTALL)
_COLUMNS = ("path", "type", "unit", "default", "low", "high", "meaning")

Schema = Mapping[str, Any]


def settings_of(schema: Schema) -> pandas.DataFrame:
    """A row per setting; NAME in a path stands for a name of one's own."""
    modules = {name: module for name, module in schema["$defs"].items() if "properties" in module
               and name != "named module"}
    found = [*_rows({name: table for name, table in schema["properties"].items()
                     if name != "modules"}, ""), *_rows(modules, "modules.")]
    return pandas.DataFrame(found, columns=_COLUMNS)


def _rows(properties: Mapping[str, Schema], prefix: str) -> Iterator[tuple[Any, ...]]:
    for name, schema in properties.items():
        inner, path = schema, prefix + name
        if schema.get("type") == "array" and "properties" in schema["items"]:
            inner = schema["items"]  # rows
        elif isinstance(schema.get("additionalProperties"), dict):
            inner, path = schema["additionalProperties"], f"{path}.NAME"
        if "properties" in inner:
            yield from _rows(inner["properties"], f"{path}.")
        else:
            yield _row(path, inner)


def _row(path: str, schema: Schema) -> tuple[Any, ...]:
    told = str(schema.get("description", ""))
    split = _UNIT.fullmatch(told)
    meaning, unit = (split["meaning"], split["unit"]) if split else (told, "")
    low, high = schema.get("minimum"), schema.get("maximum")
    return path, _type(schema), unit, schema.get("default"), low, high, meaning


def _type(schema: Schema) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if str(schema.get("pattern", "")).startswith("^[0-9]{4}-"):
        return "date"
    kind = schema.get("type")
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    return "text" if not isinstance(kind, str) or kind == "string" else kind
