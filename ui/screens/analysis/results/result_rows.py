"""What is understood of a file of channel results, in words: its columns, and every row."""

from __future__ import annotations

from collections.abc import Callable

from station.store.channel_results import Understood
from station.store.importing import Change, Refusal
from ui.channel_words import result_words
from ui.i18n import Translator
from ui.theme import State
from ui.widgets.table import Row

COLUMNS = ("row", "unit", "record", "channel", "result", "change")


def headings_told(found: Understood, words: Translator) -> str:
    """Which column of the file is taken for what, and which are left alone."""
    taken = (
        words.tr("desks.heading", name=words.tr(f"desks.column.{name}"), heading=heading)
        for name, heading in found.headings.items()
    )
    said = words.tr("desks.headings", headings=words.tr("desks.join").join(taken))
    if not found.ignored:
        return said
    return f"{said} {words.tr('desks.ignored', headings=words.tr('desks.join').join(found.ignored))}"


def rows_of(found: Understood, channel_name: Callable[[str], str], words: Translator) -> tuple[Row, ...]:
    """A line for each row: those that are refused first, as they want something done."""
    refused = (
        Row((str(one.row), "", "", "", "", _reason(one, words)), state=State.BAD) for one in found.refused
    )
    taken = (
        Row(
            (
                str(one.row),
                words.seen(one.unit, one.unit),
                one.result.record,
                channel_name(one.result.channel),
                result_words(one.result.result, words),
                words.tr(f"desks.change.{one.change}"),
            ),
            quiet=one.change is Change.UNCHANGED,
        )
        for one in found.rows
    )
    return (*refused, *taken)


def _reason(refused: Refusal, words: Translator) -> str:
    values = dict(refused.reason.values)
    known = [str(one) for one in values.values()]
    if "column" in values:
        values["column"] = words.tr(f"desks.column.{values['column']}")
    return words.seen(words.tr(refused.reason.key, **values), *known)
