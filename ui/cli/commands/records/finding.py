"""``station records list``: what is found, latest first."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say
from ui.cli.discretion import add_clear, as_seen, hides_imei

if TYPE_CHECKING:
    from station.store.index.query import Query, RecordSummary
    from ui.cli.command import Commands

_LANGUAGE = "words, or PB-02=88, PB-02<80, back-market:A, defect:scratch@Z1>3, by:NAME, is:voided, 2026-11-22"


def register(records: Commands) -> None:
    """Declare list."""
    found = add_command(records, "list", list_records, "find records, latest first")
    found.add_argument("query", nargs="*", metavar="WORD", help=_LANGUAGE)
    found.add_argument("--day", type=date.fromisoformat, help="local day, YYYY-MM-DD")
    found.add_argument("--since", type=date.fromisoformat, metavar="D", help="first local day")
    found.add_argument("--until", type=date.fromisoformat, metavar="D", help="last local day")
    found.add_argument("--person", default="", metavar="ID", help="who sealed")
    found.add_argument(
        "--item", action="append", type=_test, default=[], metavar="TEST", help="PB-02=88 or 'PB-02<80'"
    )
    found.add_argument("--defect", action="append", default=[], metavar="KIND[@ZONE]", help="scratch@Z1")
    found.add_argument("--grade", action="append", type=_test, default=[], metavar="CHANNEL:GRADE")
    found.add_argument("--standing", choices=("current", "amended", "voided"))
    found.add_argument("--countersign", choices=("none", "awaited", "agreed", "refused"))
    found.add_argument("--limit", type=_count, default=50, metavar="N", help="most records listed")
    add_clear(found)
    found.add_argument("--after", type=int, metavar="SEQUENCE", help="go on after the last record listed")


def _test(told: str) -> str:
    """What is no test would be taken for words, and nothing found would look like an answer."""
    if not re.fullmatch(r"[^<>≤≥=:]+[<>≤≥=:].+", told):
        raise argparse.ArgumentTypeError(f"needs NAME, one of = : < > ≤ ≥, and a value: {told}")
    return told


def _count(told: str) -> int:
    count = int(told)
    if count < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1: {told}")
    return count


def list_records(arguments: argparse.Namespace) -> None:
    """List what has everything asked for."""
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read
    from station.store.records import RecordBook

    hidden = hides_imei(arguments)
    with open_to_read(arguments.home, SystemClock()) as store:
        book = RecordBook(store)
        book.catch_up()
        page = book.search(_query(arguments), arguments.limit, arguments.after)
    rows = [as_seen(summary, hidden, summary.serial) for summary in page.rows]
    if arguments.json:
        emit([_as_json(summary) for summary in rows])
        return
    for summary in rows:
        say(_as_line(summary))
    if page.next is not None:
        say(f"…  --after {page.next}")


def _query(arguments: argparse.Namespace) -> Query:
    from station.model.standing import Countersign, Standing
    from station.store.index.query import Query

    words = [
        *arguments.query,
        *arguments.item,
        *(f"defect:{one}" for one in arguments.defect),
        *arguments.grade,
    ]
    return Query(
        words=" ".join(words),
        person=arguments.person,
        since=arguments.since or arguments.day,
        until=arguments.until or arguments.day,
        standing=Standing(arguments.standing) if arguments.standing else None,
        countersign=Countersign(arguments.countersign) if arguments.countersign else None,
    )


def _as_line(summary: RecordSummary) -> str:
    """How it stands comes before what it says: a record that was corrected must not read like any other."""
    states = (
        "" if summary.standing.value == "current" else summary.standing.value,
        "" if summary.countersign.value == "none" else f"countersign:{summary.countersign.value}",
    )
    about = (summary.id, summary.unit_code, summary.model, summary.person, *states)
    results = (f"{channel} {result}" for channel, result in summary.results.items())
    return "  ".join(part for part in (*about, *results) if part)


def _as_json(summary: RecordSummary) -> dict[str, object]:
    from station.store.clock import to_text

    return {
        "record": summary.id,
        "sequence": summary.sequence,
        "code": summary.unit_code,
        "imei": summary.imei,
        "model": summary.model,
        "category": summary.category,
        "person": summary.person,
        "sealed_at": to_text(summary.sealed_at),
        "practice": summary.practice,
        "results": dict(summary.results),
        "standing": summary.standing.value,
        "countersign": summary.countersign.value,
        "amends": summary.amends,
        "amended_by": summary.amended_by,
    }
