"""The command line. Each module in ``ui/cli/commands`` adds its own commands; nothing here names them.

Exit codes: 0 done, 1 known error (message with code on stderr), 2 wrong usage, 70 bug. Nothing but the result
goes to standard output.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from station.errors import KnownError
from station.places import default_home
from station.texts import Lang, error_text
from ui.cli import commands
from ui.cli.command import add_common_options

if TYPE_CHECKING:
    from ui.cli.command import Commands

EXIT_KNOWN_ERROR = 1
EXIT_BUG = 70


def build_parser(command: str = "") -> argparse.ArgumentParser:
    """The parser with the commands of every module in ``ui/cli/commands``.

    When one of them is named like ``command``, it alone is imported: the desktop starts sooner.
    """
    parser = argparse.ArgumentParser(prog="station", description="Inspection Station")
    add_common_options(parser)
    parser.set_defaults(run=None)
    subparsers: Commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    modules = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    for module in [command] if command in modules else modules:
        importlib.import_module(f"{commands.__name__}.{module}").register(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = list(sys.argv[1:] if argv is None else argv) or ["run"]
    _refuse_what_is_no_text(words)
    arguments = build_parser(words[0]).parse_args(words)
    if arguments.run is None:
        arguments = build_parser().parse_args([*words, "run"])
    unless_given = getattr(arguments, "default_home", default_home)
    arguments.home = getattr(arguments, "home", None) or unless_given()
    lang = Lang(getattr(arguments, "lang", None) or Lang.EN)
    logging.lastResort = _Warnings(lang)
    try:
        return int(arguments.run(arguments) or 0)
    except KnownError as error:
        _tell(error, lang)
        return EXIT_KNOWN_ERROR
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - the one place where a bug becomes exit code 70
        traceback.print_exc()
        return EXIT_BUG


class _Warnings(logging.Handler):
    """Where nobody keeps a log, warnings go to standard error, in the language asked for."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(logging.WARNING)
        self._lang = lang

    def emit(self, record: logging.LogRecord) -> None:
        told = record.args if isinstance(record.args, tuple) else ()
        known = [one for one in told if isinstance(one, KnownError)]
        for error in known:
            _tell(error, self._lang)
        if not known:
            sys.stderr.write(record.getMessage() + "\n")


def _refuse_what_is_no_text(words: Sequence[str]) -> None:
    """Bytes that are no UTF-8 would reach the database and the ledger, which hold text."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            build_parser().error(f"not UTF-8: {word!a}")


def _tell(error: KnownError, lang: Lang) -> None:
    what, do = error_text(lang, error)
    sys.stderr.write(f"{error.code}: {what} {do}\n")
