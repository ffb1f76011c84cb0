"""Python values as TOML, and rows of the TOML that run files hold."""

# mypy: disable-error-code=import

import datetime
import json
import math
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy
import pandas

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def value_text(value: Any) -> str:
    """A value on one line. Tables are inline; dates are texts, "2015-01-31".

    Known beside Python's own: numpy's and pandas' numbers, arrays and dates, and data frames, which
    are rows without their empty cells. Raises TypeError for anything else, None included.
    """
    value = _plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return "[" + ", ".join(map(value_text, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(_pair(*item) for item in value.items()) + " }" if value else "{}"
    raise TypeError(f"TOML has no value for {value!r}")


def document_text(table: Mapping[str, Any]) -> str:
    """A table as a file: a line for each key, a line for each row of a list of tables."""
    return _section([], dict(table)).lstrip() + "\n"


def rows(document: str, name: str) -> Iterator[dict[str, Any]]:
    """The rows [[name]] of a scenario as a run file has it: a line for each key.

    Far faster than reading the whole of a large world.
    """
    for block in re.findall(rf"^\[\[{name}\]\]\n((?:[^\[\n].*\n)*)", document + "\n", re.M):
        yield {key: _scalar(text) for key, _, text in
               (line.partition(" = ") for line in block.splitlines())}


def sections(document: str, parent: str) -> list[str]:
    """Names of the tables [parent.NAME]."""
    headers = re.findall(rf"^\[{re.escape(parent)}\.([^\].\"]+|\"[^\n]*\")\]$", document, re.M)
    return [str(_scalar(name)) if name[0] == '"' else name for name in headers]


def setting(document: str, path: str) -> Any:
    """A setting of a scenario as a run file has it. Raises KeyError."""
    section, _, key = path.rpartition(".")
    header = rf"^\[{re.escape(section)}\]\n" if section else r"\A"
    block = re.search(rf"{header}((?:[^\[\n].*\n)*)", document + "\n", re.M)
    found = block and re.search(rf"^{re.escape(key)} = (.*)$", block[1], re.M)
    if not found:
        raise KeyError(path)
    return _scalar(found[1])


def parsed(text: str) -> Any:
    """The value of a text as the command takes it, where texts may stand without quotes."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text.strip()


def _scalar(text: str) -> Any:
    if text[:1] == '"' and "\\" not in text:
        return text[1:-1]
    return tomllib.loads(f"value = {text}")["value"]


def _plain(value: Any) -> Any:
    """In Python's own types: dates as texts, arrays as lists, mappings as dicts."""
    if isinstance(value, pandas.DataFrame):
        return [{str(key): cell for key, cell in row.items() if pandas.notna(cell)}
                for row in value.to_dict("records")]
    if isinstance(value, (numpy.datetime64, datetime.date)):
        return _date(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if hasattr(value, "tolist"):
        value = value.tolist()
    return list(value) if isinstance(value, (tuple, range)) else value


def _date(value: Any) -> str:
    moment = pandas.Timestamp(value)
    if moment != moment.normalize():
        raise TypeError(f"expected a day without a time, found {value}")
    return str(moment.strftime("%Y-%m-%d"))


def _section(path: list[str], table: dict[str, Any]) -> str:
    plain = {key: _plain(value) for key, value in table.items()}
    tables = {key: value for key, value in plain.items() if isinstance(value, dict)}
    lines = [_line(key, value) for key, value in plain.items() if key not in tables]
    if path and (lines or not tables):
        lines = [f"\n[{'.'.join(map(_key, path))}]", *lines]
    return "\n".join([*lines, *(_section([*path, key], value) for key, value in tables.items())])


def _line(key: str, value: Any) -> str:
    if isinstance(value, list) and any(isinstance(_plain(row), dict) for row in value):
        return f"{_key(key)} = [\n" + "".join(f"  {value_text(row)},\n" for row in value) + "]"
    return _pair(key, value)


def _pair(key: str, value: Any) -> str:
    return f"{_key(key)} = {value_text(value)}"


def _key(key: object) -> str:
    """Numbers are ids: {"countries": {276: {...}}}."""
    name = str(key)
    return name if _BARE.fullmatch(name) else value_text(name)
