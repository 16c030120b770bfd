"""``station standards lint``: what keeps a channel standard from being plain."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from station.places import default_home
from station.texts import Lang, text
from ui.cli.command import add_command, as_file, emit, is_file, say

if TYPE_CHECKING:
    from station.model.checklist import InternalStandard
    from station.standards.channel import ChannelStandard
    from station.standards.findings import Finding
    from station.standards.library import Library
    from ui.cli.command import Commands


def register(group: Commands) -> None:
    """Add ``station standards lint``."""
    parser = add_command(group, "lint", lint_standard, "Findings on a channel standard, each with its ruling")
    parser.add_argument("name", metavar="FILE|NAME", help="a file (- is standard input), an id or ID@VERSION")


def lint_standard(arguments: argparse.Namespace) -> None:
    """Print the findings; they are a result and no failure."""
    from station.standards.library import home_library
    from station.standards.lint import lint

    library = home_library(arguments.home or default_home())
    standard = _standard(arguments.name, library)
    internal = library.internal_standard(standard.category)
    findings = lint(standard, internal)
    if arguments.json:
        emit({"findings": [_document(one, internal) for one in findings]})
        return
    lang = Lang(arguments.lang or Lang.EN)
    for one in findings:
        say(_line(one, internal, lang))
    open_ = sum(one.is_open for one in findings)
    say(text(lang, "findings.list.total", all=len(findings), open=open_))


def _standard(name: str, library: Library) -> ChannelStandard:
    from station.standards.channel_file import read_channel_file

    if name == "-" or is_file(name):
        with as_file(name) as path:
            return read_channel_file(path, library.internal_standard)
    return library.named(name)


def _document(one: Finding, internal: InternalStandard) -> dict[str, Any]:
    from station.standards.findings import finding_message

    message = finding_message(one, internal)
    told: dict[str, Any] = {
        "id": one.id,
        "code": one.code,
        "severity": one.severity,
        "clause": one.clause,
        "message": {"zh": message.zh, "en": message.en},
    }
    if one.item:
        told["item"] = one.item
    if one.ruling:
        says = {"zh": one.ruling.says.zh, "en": one.ruling.says.en}
        told["ruling"] = {"by": one.ruling.by, "at": one.ruling.at, "says": says}
    return told


def _line(one: Finding, internal: InternalStandard, lang: Lang) -> str:
    from station.standards.findings import finding_message, finding_title

    told = text(
        lang,
        f"findings.severity.{one.severity}",
        clause=one.clause or "–",
        title=finding_title(one.code).of(lang),
        message=finding_message(one, internal).of(lang),
    )
    if one.ruling is None:
        return told
    says = one.ruling.says.of(lang)
    return f"{told}\n  {text(lang, 'findings.list.ruled', by=one.ruling.by, at=one.ruling.at, says=says)}"
