"""The program `sojourn`: where it is, what it says, how it fails."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO

from .files import Path

_IN_SOURCE_TREE = pathlib.Path(__file__).resolve().parents[3] / "build" / "sojourn"
_PROGRESS = re.compile(r"(.*: )?\S+  \d+ of \d+ ticks|\d+ runs, \d+ at once")
_INPUT_WRONG = 2  # exit status


class SojournError(RuntimeError):
    """The command did not do what it was asked for; the text is the command's own message."""

    def __init__(self, message: str, status: int = 1, command: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.command = tuple(command)


class InputError(SojournError):
    """The scenario or the arguments are wrong: file, line, column and what was expected."""


class RunFailed(SojournError):
    """The run itself failed: memory, disk, a signal."""


class CommandNotFound(SojournError):
    """There is no command `sojourn` where it was looked for."""


def find_command(command: Path | None = None) -> str:
    """The program: `command`, else $SOJOURN, else `sojourn` on the PATH, else the source tree's.

    Raises CommandNotFound.
    """
    named = command or os.environ.get("SOJOURN")
    if named:
        found = shutil.which(named)
        if not found:
            raise CommandNotFound(f"{os.fspath(named)}: no program of that name")
        return os.path.abspath(found)
    on_path = shutil.which("sojourn")
    if on_path:
        return on_path
    if _IN_SOURCE_TREE.exists():
        return str(_IN_SOURCE_TREE)
    raise CommandNotFound(
        "no command sojourn: give command=, set $SOJOURN, put it on the PATH or build it"
    )


def call(
    words: list[str], progress: bool = False, reworded: Callable[[str], str] = str
) -> str:
    """Runs the program, passes its progress on to sys.stderr, returns what it printed.

    What it says after its last line of progress, or all of it where it is quiet, is the message of
    the error that is raised if it fails; `reworded` makes it what the caller reads.
    """
    said: list[str] = []
    printed: list[str] = []
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # an interrupt reaches the command once, from here
    ) as process:
        assert process.stdout and process.stderr
        reader = threading.Thread(target=_read, args=(process.stdout, printed))
        reader.start()
        try:
            for line in process.stderr:
                said.append(line)
                if progress:
                    print(reworded(line), end="", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise
        finally:
            reader.join()
    if process.returncode != 0:
        raise _error(process.returncode, said, words, reworded)
    return "".join(printed)


def _read(stream: IO[str], lines: list[str]) -> None:
    lines.extend(stream)


def _error(
    status: int, said: list[str], words: list[str], reworded: Callable[[str], str]
) -> SojournError:
    lines = [line for line in said if not _PROGRESS.match(line) and line != "building the world\n"]
    message = reworded("".join(lines).strip())
    if status < 0:
        message = f"{message}\nended by {signal.Signals(-status).name}".strip()
    kind = InputError if status == _INPUT_WRONG else RunFailed
    return kind(message or f"exit status {status}", status, words)
