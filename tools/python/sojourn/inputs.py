"""Scenarios, overlays and regimes as the command reads them: files, also of what was a dict."""

import os
import pathlib
import re
import tempfile
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, TypeAlias

from .files import Path
from .toml import document_text, value_text

Scenario: TypeAlias = Path | Mapping[str, Any]
Layers: TypeAlias = Scenario | Sequence[Scenario]
Values: TypeAlias = Sequence[Any] | str
Outcomes: TypeAlias = str | Sequence[str] | Mapping[str, str]

# Keys of [world] that name files; in a dict they are relative to the current folder.
WORLD_FILES = ("affinities", "corridors", "countries", "history", "irregular", "pairs", "places", "stocks",
               "visas")


class Inputs:
    """Words for the command. Dicts are files in a folder of its own until the context ends."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sojourn-")
        self._of_dicts = False

    def __enter__(self) -> "Inputs":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._folder.cleanup()

    def reworded(self, message: str) -> str:
        """A message of the command without the folder, of which the caller knows nothing."""
        return message.replace(self._folder.name + os.sep, "")

    def file(self, source: Scenario, name: str) -> str:
        """The path of a scenario or overlay; a dict becomes the file `name`.toml."""
        if not isinstance(source, Mapping):
            return os.fspath(source)
        self._of_dicts = True
        path = self._unused(re.sub(r"[^\w.-]+", "_", name) or "_")
        path.write_text(document_text({"format_version": 1, **_with_whole_paths(source)}),
                        encoding="utf-8")
        return str(path)

    def layers(self, layers: Layers, name: str) -> list[str]:
        """Paths, one for each file or dict. An empty dict lays nothing over anything."""
        if isinstance(layers, (str, os.PathLike, Mapping)):
            layers = [layers]
        return [self.file(layer, name) for layer in layers if layer != {}]

    def laid_over(self, assignments: Mapping[str, Any] | None, overlay: Layers) -> list[str]:
        words = []
        for file in self.layers(overlay, "overlay"):
            words += ["--overlay", file]
        for path, value in (assignments or {}).items():
            words += ["--set", f"{path}={value_text(value)}"]
        return words

    def passing(self) -> list[str]:
        """Dicts are told by their names: their files are gone when the command has ended."""
        return ["--scratch", self._folder.name] if self._of_dicts else []

    def permissions(self, folders: Sequence[Path]) -> list[str]:
        """Files of dicts lie in no folder of the caller's: what they name may lie anywhere."""
        words = ["--allow-files", os.sep] if self._of_dicts else []
        for folder in folders:
            words += ["--allow-files", os.fspath(folder)]
        return words

    def regimes(self, regimes: Mapping[str, Layers]) -> list[str]:
        words = []
        for name, layers in regimes.items():
            if not name or "/" in name:
                raise ValueError(f"a regime cannot be called {name!r}")
            words += ["--regime", f"{name}={'+'.join(self.layers(layers, name))}"]
        return words

    def _unused(self, stem: str) -> pathlib.Path:
        folder = pathlib.Path(self._folder.name)
        number = sum(path.stem.partition("~")[0] == stem for path in folder.iterdir())
        return folder / (f"{stem}~{number + 1}.toml" if number else f"{stem}.toml")


def varied(vary: Mapping[str, Values] | None) -> list[str]:
    """A range "0..2" or texts as the command has them, or a list of values."""
    words = []
    for path, values in (vary or {}).items():
        text = values if isinstance(values, str) else ",".join(map(value_text, values))
        words += ["--vary", f"{path}={text}"]
    return words


def ranges(vary: Mapping[str, Values]) -> dict[str, Values]:
    """A pair of numbers as the range between them; all else as it is."""
    return {path: values if isinstance(values, str) or len(values) != 2
            else f"{value_text(values[0])}..{value_text(values[1])}" for path, values in vary.items()}


def asked(outcomes: Outcomes) -> list[str]:
    """Names of outcomes, or selections of cells by the names of one's own."""
    if isinstance(outcomes, Mapping):
        outcomes = [f"{name}={selection}" for name, selection in outcomes.items()]
    words = []
    for outcome in [outcomes] if isinstance(outcomes, str) else outcomes:
        words += ["--outcome", outcome]
    return words


def options(**values: object) -> list[str]:
    """--name VALUE for what is not None; a bare --name for True, nothing for False."""
    words = []
    for name, value in values.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            words.append(option)
        elif value is not None and value is not False:
            words += [option, str(value)]
    return words


def _with_whole_paths(scenario: Mapping[str, Any]) -> dict[str, Any]:
    """With paths of files that do not depend on where the scenario lies."""
    whole = dict(scenario)
    include = whole.get("include")
    if isinstance(include, (str, os.PathLike)):
        whole["include"] = os.path.abspath(include)
    elif include is not None:
        whole["include"] = [os.path.abspath(file) for file in include]
    world = whole.get("world")
    if isinstance(world, Mapping):
        files = {key: os.path.abspath(world[key]) for key in WORLD_FILES
                 if isinstance(world.get(key), (str, os.PathLike)) and world[key]}
        whole["world"] = {**world, **files}
    return whole
