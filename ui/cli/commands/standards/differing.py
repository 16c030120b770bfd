"""``station standards diff``: what changed from one version to another, in words."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.texts import Lang, text
from ui.cli.command import add_command, emit, is_file, say, write_bytes

if TYPE_CHECKING:
    from station.model.checklist import InternalStandard
    from station.standards.channel import ChannelStandard
    from station.standards.difference import Change
    from station.standards.library import Library
    from ui.cli.command import Commands


def register(group: Commands) -> None:
    """Declare ``diff``."""
    parser = add_command(group, "diff", tell_difference, "What changed from one version to another, in words")
    for name in ("old", "new"):
        parser.add_argument(name, metavar=name.upper(), help="a standard's file, its id or ID@VERSION")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="print the comparison as well")


def tell_difference(arguments: argparse.Namespace) -> None:
    """Print every change."""
    from station.standards.difference import difference
    from station.standards.difference_wording import change_message
    from station.standards.library import home_library

    library = home_library(arguments.home)
    old, new = (_standard(name, library) for name in (arguments.old, arguments.new))
    internal = library.internal_standard(new.category)
    changes = difference(old, new)
    if arguments.out:
        _print(arguments, old, new, internal)
    if arguments.json:
        versions = {"old": f"{old.id}@{old.version}", "new": f"{new.id}@{new.version}"}
        printed = {"file": str(arguments.out)} if arguments.out else {}
        emit({**versions, **printed, "changes": [_document(change, internal) for change in changes]})
        return
    lang = Lang(arguments.lang or Lang.EN)
    for change in changes:
        say(change_message(change, internal).of(lang))
    if not changes:
        say(text(lang, "difference.none"))


def _print(
    arguments: argparse.Namespace, old: ChannelStandard, new: ChannelStandard, internal: InternalStandard
) -> None:
    from station.reports.difference_paper import difference_pdf

    write_bytes(arguments.out, difference_pdf(old, new, internal, Lang(arguments.lang or Lang.ZH)))


def _standard(name: str, library: Library) -> ChannelStandard:
    return library.load_channel(Path(name)) if is_file(name) else library.named(name)


def _document(change: Change, internal: InternalStandard) -> dict[str, Any]:
    from station.standards.difference import thing_document
    from station.standards.difference_wording import change_message

    message = change_message(change, internal)
    return {
        "sort": change.sort,
        "what": change.place.sort,
        "where": list(change.place.where),
        "clause": change.clause,
        "item": change.item,
        "before": thing_document(change.before),
        "after": thing_document(change.after),
        "direction": change.direction,
        "message": asdict(message),
    }
