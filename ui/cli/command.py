"""What every command module needs: declaring a command and writing its result."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.places import Home
from station.texts import Lang

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Run = Callable[[argparse.Namespace], int | None]


def add_command(commands: Commands, name: str, run: Run | None, help_text: str) -> argparse.ArgumentParser:
    """Declare one command with the options every command has (``--home``, ``--json``, ``--lang``)."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    add_common_options(parser, argparse.SUPPRESS)
    if run is not None:
        parser.set_defaults(run=run)
    return parser


def add_common_options(parser: argparse.ArgumentParser, unless_given: str | None = None) -> None:
    """Declare the options that may stand before the command as well as after it."""
    parser.add_argument("--home", type=_home, default=unless_given, metavar="DIR", help="data folder")
    parser.add_argument("--json", action="store_true", default=unless_given or False, help="result as JSON")
    languages = [lang.value for lang in Lang]
    parser.add_argument("--lang", choices=languages, default=unless_given, help="language of texts")


def _home(path: str) -> Home:
    return Home(Path(path))


def add_group(commands: Commands, name: str, help_text: str) -> Commands:
    """Declare a command that has sub-commands, and return the place to add them."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    return parser.add_subparsers(dest=f"{name}_command", metavar="SUBCOMMAND", required=True)


def emit(result: Any) -> None:
    """Write one JSON value to standard output."""
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")


def emit_line(result: Any) -> None:
    """Write one JSON object on a line of its own and flush, for streams."""
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(line: str) -> None:
    """Write one line of plain text as the result."""
    sys.stdout.write(line + "\n")


def read_bytes(path: str) -> bytes:
    """The bytes of ``path``; ``-`` is standard input.

    Raises:
        KnownError: IMP-001 when the file cannot be read.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise KnownError("IMP-001", file=path, why=error.strerror or str(error)) from error


def read_json(path: str) -> Any:
    """The JSON value in ``path``; ``-`` is standard input.

    Raises:
        KnownError: IMP-001 when the file cannot be read.
        ValueError: it is not JSON, nested without end, or says one key twice.
    """
    try:
        return json.loads(read_bytes(path), object_pairs_hook=_said_once)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if twice := [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]:
        raise ValueError(f"{twice[0]!r} stands twice in one object")
    return dict(pairs)


@contextmanager
def as_file(path: str) -> Iterator[Path]:
    """The file at ``path``, for readers that need one; ``-`` is standard input, kept for as long."""
    if path != "-":
        yield Path(path)
        return
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "stdin"
        kept.write_bytes(read_bytes(path))
        yield kept


def is_file(name: str) -> bool:
    """Whether ``name`` is that of a file; what no file can be called is not."""
    try:
        return Path(name).is_file()
    except OSError:
        return False


def write_bytes(path: Path, content: bytes) -> None:
    """Write a result to a file, replacing one of the same name.

    Raises:
        KnownError: REP-004 when the file cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise KnownError("REP-004", file=str(path), why=error.strerror or str(error)) from error
