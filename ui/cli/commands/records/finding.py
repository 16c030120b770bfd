"""``station records list``: what is found, latest first."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from station.store.index.query import RecordSummary
    from ui.cli.command import Commands


def register(records: Commands) -> None:
    """Declare list."""
    found = add_command(records, "list", list_records, "find records, latest first")
    found.add_argument("query", nargs="*", metavar="WORD", help="code, IMEI, model, person, grade or note")
    found.add_argument("--day", type=date.fromisoformat, help="local day, YYYY-MM-DD")
    found.add_argument("--person", default="", metavar="ID", help="who sealed")
    found.add_argument("--limit", type=int, default=50, help="most records listed")


def list_records(arguments: argparse.Namespace) -> None:
    """List what matches every word."""
    from station.store.clock import SystemClock
    from station.store.database import open_to_read
    from station.store.index.query import Query
    from station.store.records import RecordBook

    with open_to_read(arguments.home, SystemClock()) as store:
        query = Query(
            " ".join(arguments.query), person=arguments.person, since=arguments.day, until=arguments.day
        )
        found = RecordBook(store).search(query, arguments.limit).rows
    if arguments.json:
        emit([_as_json(summary) for summary in found])
        return
    for summary in found:
        results = "  ".join(f"{channel} {result}" for channel, result in summary.results.items())
        say(f"{summary.id}  {summary.unit_code}  {summary.model}  {summary.person}  {results}")


def _as_json(summary: RecordSummary) -> dict[str, object]:
    from station.store.clock import to_text

    return {
        "record": summary.id,
        "code": summary.unit_code,
        "imei": summary.imei,
        "model": summary.model,
        "person": summary.person,
        "sealed_at": to_text(summary.sealed_at),
        "practice": summary.practice,
        "results": dict(summary.results),
    }
