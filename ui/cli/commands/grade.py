"""``station grade``: verdicts of channel standards on a facts file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from ui.cli.command import add_command, as_file, emit, read_json

if TYPE_CHECKING:
    from datetime import datetime

    from station.model.answer import Answer
    from station.model.checklist import InternalStandard
    from station.standards.channel import ChannelStandard
    from station.standards.library import Library
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``station grade``."""
    parser = add_command(commands, "grade", grade, "Verdicts of channel standards on a facts file, as JSON")
    parser.add_argument("--facts", required=True, metavar="FILE", help="facts file; - is standard input")
    parser.add_argument(
        "--standard", action="append", default=[], metavar="FILE", help="a channel standard file"
    )
    parser.add_argument(
        "--channel",
        action="append",
        default=[],
        metavar="NAME",
        help="ID or ID@VERSION",
    )
    parser.add_argument("--explain", action="store_true", help="add the reasons in words, zh and en")


def grade(arguments: argparse.Namespace) -> None:
    """Print the list of verdicts; without a channel, of every channel of the category."""
    from station.grading.evaluate import evaluate
    from station.model.verdict_json import verdict_to_json
    from station.standards.library import home_library

    library = home_library(arguments.home)
    internal, facts, taken_at = _read_facts(arguments.facts, library)
    verdicts = []
    for standard in _standards(arguments, library, internal.category):
        verdict = evaluate(standard, facts, taken_at)
        document = verdict_to_json(verdict)
        if arguments.explain:
            document["explanation"] = _explanation(standard, internal, verdict)
        verdicts.append(document)
    emit(verdicts)


def _read_facts(
    path: str, library: Library
) -> tuple[InternalStandard, Mapping[str, Answer], Mapping[str, datetime]]:
    from station.model.facts_json import facts_from_json, times_from_json

    try:
        document = read_json(path)
    except ValueError as error:
        raise KnownError("FACT-001", where=path, why=str(error)) from error
    if not isinstance(document, dict) or not isinstance(document.get("category"), str):
        raise KnownError("FACT-001", where=path, why="needs a text 'category'")
    internal = library.internal_standard(document["category"])
    return internal, facts_from_json(document, internal), times_from_json(document)


def _standards(arguments: argparse.Namespace, library: Library, category: str) -> list[ChannelStandard]:
    named = [library.named(name) for name in arguments.channel]
    for name in arguments.standard:
        with as_file(name) as file:
            named.append(library.load_channel(file))
    for standard in named:
        if standard.category != category:
            raise KnownError("STD-004", name=standard.id, category=standard.category, facts=category)
    return named or list(library.channel_standards(category))


def _explanation(standard: ChannelStandard, internal: InternalStandard, verdict: Any) -> dict[str, list[str]]:
    from station.grading.wording import Wording
    from station.texts import Lang

    return {lang.value: list(Wording(standard, internal, lang).lines(verdict)) for lang in Lang}
