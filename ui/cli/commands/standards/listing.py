"""``station standards list | show``: which standards are in force, and what they say."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from station.texts import Lang, error_text, text
from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from station.model.checklist import InternalStandard
    from station.standards.channel import Axis, ChannelStandard
    from ui.cli.command import Commands


def register(group: Commands) -> None:
    """Add ``station standards list`` and ``show``."""
    add_command(group, "list", list_standards, "Every standard in force or upcoming")
    show_parser = add_command(group, "show", show, "What one standard says")
    show_parser.add_argument(
        "name", metavar="NAME", help="ID or ID@VERSION of a channel standard, or a category"
    )


def list_standards(arguments: argparse.Namespace) -> None:
    """Print the standards; a malformed file is told on standard error and hides no other."""
    from station.standards.library import counts_from, home_library

    library, lang = home_library(arguments.home), _lang(arguments)
    internal = [library.internal_standard(category) for category in library.internal_categories()]
    channels, upcoming = library.channel_standards(), library.upcoming()
    for problem in library.problems():
        sys.stderr.write(f"{problem.code}: {' '.join(error_text(lang, problem))}\n")
    if arguments.json:
        later = [_channel_entry(standard) | {"standing": "upcoming"} for standard in upcoming]
        emit([*map(_internal_entry, internal), *map(_channel_entry, channels), *later])
        return
    say(text(lang, "grading.standards.internal"))
    for one in internal:
        say(_row(lang, one.category, one.version, one.title.of(lang)))
    say(text(lang, "grading.standards.channel"))
    for standard in channels:
        say(_row(lang, standard.id, standard.version, standard.name.of(lang)))
    for standard in upcoming:
        title = text(lang, "publishing.upcoming", title=standard.name.of(lang), day=counts_from(standard))
        say(_row(lang, standard.id, standard.version, title))


def _row(lang: Lang, name: str, version: str, title: str) -> str:
    return "  " + text(lang, "grading.standards.columns", id=name.ljust(20), version=version, title=title)


def _internal_entry(standard: InternalStandard) -> dict[str, Any]:
    return {
        "id": standard.category,
        "sort": "internal",
        "title": {"zh": standard.title.zh, "en": standard.title.en},
        "category": standard.category,
        "version": standard.version,
        "items": len(standard.items),
    }


def _channel_entry(standard: ChannelStandard) -> dict[str, Any]:
    return {
        "id": standard.id,
        "sort": "channel",
        "title": {"zh": standard.name.zh, "en": standard.name.en},
        "category": standard.category,
        "version": standard.version,
        "standing": "in_force",
        "aggregation": standard.aggregation,
        "grades": list(standard.grades),
        "items": len(standard.items),
        "source": standard.source,
        "confidence": standard.confidence,
    }


def show(arguments: argparse.Namespace) -> None:
    """Print one standard: clauses in words, or with ``--json`` the whole rule set."""
    from station.standards.library import home_library

    library = home_library(arguments.home)
    if arguments.name in library.internal_categories():
        _show_internal(library.internal_standard(arguments.name), arguments)
    else:
        _show_channel(arguments)


def _show_internal(standard: InternalStandard, arguments: argparse.Namespace) -> None:
    from ui.cli.commands.checklist import checklist

    if arguments.json:
        arguments.category, arguments.channel = standard.category, []
        checklist(arguments)
        return
    lang = _lang(arguments)
    say(_row(lang, standard.category, standard.version, standard.title.of(lang)).strip())
    for item in standard.items:
        title, look_for = item.title.of(lang), item.look_for.of(lang)
        say("  " + text(lang, "grading.standards.item", id=item.id, title=title, look_for=look_for))


def _show_channel(arguments: argparse.Namespace) -> None:
    from station.standards.channel_file import channel_document
    from station.standards.library import home_library

    standard = home_library(arguments.home).named(arguments.name)
    if arguments.json:
        emit(channel_document(standard))
        return
    for line in _channel_lines(standard, _lang(arguments)):
        say(line)


def _channel_lines(standard: ChannelStandard, lang: Lang) -> Iterator[str]:
    yield _row(lang, standard.id, standard.version, standard.name.of(lang)).strip()
    yield text(lang, "grading.standards.source", source=standard.source)
    yield from _clauses(standard, lang, "gate", [gate.clause for gate in standard.gates])
    for axis in standard.scales:
        yield from _axis_lines(standard, axis, lang)
    asked = [(question.clause, question.options) for question in standard.questions]
    asked += [(attribute.clause, attribute.options) for attribute in standard.attributes]
    for clause, options in asked:
        yield from _clauses(standard, lang, "question", [clause])
        yield from (f"    {option.code}  {option.title.of(lang)}" for option in options)
    yield text(lang, "grading.standards.silence")
    yield f"  {standard.silence.says.of(lang)} ({standard.silence.by}, {standard.silence.at})"
    for ruling in standard.rulings:
        yield f"{text(lang, 'grading.standards.ruling')} {ruling.clause}"
        yield f"  {ruling.says.of(lang)} ({ruling.by}, {ruling.at})"


def _axis_lines(standard: ChannelStandard, axis: Axis, lang: Lang) -> Iterator[str]:
    if axis.id:
        yield axis.title.of(lang)
    for grade in axis.graded:
        yield text(lang, "grading.standards.grade", code=grade.code, title=grade.title.of(lang))
        yield from (_clause(standard, lang, criterion.clause) for criterion in grade.criteria)
        if grade.not_given:
            why = standard.clause_text(grade.not_given).of(lang)
            yield "  " + text(lang, "grading.standards.not_given", why=why)
    for surface in axis.surfaces:
        for step in surface.graded:
            yield text(lang, "grading.standards.grade", code=step.code, title=surface.title.of(lang))
            yield from (_clause(standard, lang, criterion.clause) for criterion in step.criteria)
    yield from (f"{_clause(standard, lang, row.clause)} → {row.gives}" for row in axis.rows)


def _clauses(standard: ChannelStandard, lang: Lang, sort: str, clauses: list[str]) -> Iterator[str]:
    if clauses:
        yield text(lang, f"grading.standards.{sort}")
    yield from (_clause(standard, lang, clause) for clause in clauses)


def _clause(standard: ChannelStandard, lang: Lang, clause: str) -> str:
    return f"  {clause}  {standard.clause_text(clause).of(lang)}"


def _lang(arguments: argparse.Namespace) -> Lang:
    return Lang(arguments.lang or Lang.EN)
