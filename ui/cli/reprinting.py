"""Why a paper is made again, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from station.inspection.reprints import Reprint


def add_reprint(parser: argparse.ArgumentParser) -> None:
    """Declare ``--reason`` and ``--says``."""
    parser.add_argument("--reason", metavar="R", help="why the paper is printed again; a file: file_copy")
    parser.add_argument("--says", default="", metavar="WORDS", help="the reason in your own words")


def reprint_of(arguments: argparse.Namespace) -> Reprint | None:
    """The reason given; None without one."""
    from station.inspection.reprints import Reprint

    return Reprint(arguments.reason, arguments.says) if arguments.reason else None


def file_reprint_of(arguments: argparse.Namespace) -> Reprint:
    """The reason given; a file without one is for the files."""
    from station.inspection.reprints import FILE_COPY

    return reprint_of(arguments) or FILE_COPY
