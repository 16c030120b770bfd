"""``station replay``: what a version of a channel standard says of the records sealed so far."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.command import add_command, as_file, emit, say

if TYPE_CHECKING:
    from station.grading.replay import Replay
    from station.model.checklist import InternalStandard
    from station.standards.channel import ChannelStandard
    from station.standards.library import Library
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``station replay``."""
    parser = add_command(
        commands, "replay", replay_records, "a version of a standard over all sealed records"
    )
    parser.add_argument("--standard", required=True, metavar="FILE", help="a channel standard file")
    parser.add_argument("--since", type=date.fromisoformat, metavar="D", help="first local day, YYYY-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, metavar="D", help="last local day, YYYY-MM-DD")


def replay_records(arguments: argparse.Namespace) -> None:
    """Compare with the verdicts as sealed; where a record has none, with the version in the library."""
    from station.standards.library import home_library

    library = home_library(arguments.home)
    with as_file(arguments.standard) as file:
        standard = library.load_channel(file)
    internal = library.internal_standard(standard.category)
    found = _replayed(arguments, standard, internal, _published(library, standard))
    if arguments.json:
        emit(_as_json(found))
    else:
        for line in _lines(found, standard, internal, Lang(arguments.lang or Lang.EN)):
            say(line)


def _published(library: Library, standard: ChannelStandard) -> ChannelStandard | None:
    known = library.channel_standards(standard.category)
    return next((one for one in known if one.id == standard.id), None)


def _replayed(
    arguments: argparse.Namespace,
    standard: ChannelStandard,
    internal: InternalStandard,
    published: ChannelStandard | None,
) -> Replay:
    from station.grading.replay import replay
    from station.inspection.stored_facts import stored_facts
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        records = stored_facts(store, internal, standard.id, arguments.since, arguments.until)
        return replay(standard, records, published)


def _as_json(found: Replay) -> dict[str, object]:
    return {
        "examined": found.examined,
        "flips": [
            {"record": flip.record, "from": flip.before.said, "to": flip.after.said} for flip in found.flips
        ],
        "undetermined": [{"record": one.record, "missing": list(one.missing)} for one in found.undetermined],
        "unreadable": [{"record": one.record, "items": list(one.items)} for one in found.unreadable],
    }


def _lines(found: Replay, standard: ChannelStandard, internal: InternalStandard, lang: Lang) -> Iterator[str]:
    counts = {"examined": found.examined, "flips": len(found.flips), "open": len(found.undetermined)}
    yield text(lang, "replay.summary", channel=standard.name.of(lang), version=standard.version, **counts)
    for flip in found.flips:
        words = {"before": _word(flip.before.said, lang), "after": _word(flip.after.said, lang)}
        yield text(lang, "replay.flip", record=flip.record, **words)
    titles = {item.id: item.title.of(lang) for item in internal.items}
    for one in found.undetermined:
        items = text(lang, "replay.join").join(titles.get(item, item) for item in one.missing)
        yield text(
            lang, "replay.undetermined" if items else "replay.no_fact_helps", record=one.record, items=items
        )
    for gone in found.unreadable:
        items = text(lang, "replay.join").join(titles.get(item, item) for item in gone.items)
        yield text(lang, "replay.unreadable", record=gone.record, items=items)


def _word(said: str, lang: Lang) -> str:
    """A result in words; grades and options stay as the channel writes them."""
    return text(lang, f"replay.result.{said}") if said in ("undetermined", "not_accepted") else said
