"""``station records``: sealed records, and bundles of them that anyone can verify."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.command import add_command, add_group, emit, say

if TYPE_CHECKING:
    from station.store.index.query import RecordSummary
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare list, show and export."""
    records = add_group(commands, "records", "sealed records")
    found = add_command(records, "list", list_records, "find records, latest first")
    found.add_argument("query", nargs="*", metavar="WORD", help="code, IMEI, model, person, grade or note")
    found.add_argument("--day", type=date.fromisoformat, help="local day, YYYY-MM-DD")
    found.add_argument("--person", default="", metavar="ID", help="who sealed")
    found.add_argument("--limit", type=int, default=50, help="most records listed")
    shown = add_command(records, "show", show_record, "one record as its JSON document")
    shown.add_argument("record", metavar="ID")
    exported = add_command(records, "export", export_records, "write a bundle that verifies by itself")
    exported.add_argument("records", nargs="+", metavar="ID")
    exported.add_argument("--out", type=Path, required=True, metavar="DIR", help="empty or new folder")


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


def show_record(arguments: argparse.Namespace) -> None:
    """Print the document as sealed, with its place in the ledger and what today's standards say."""
    from station.inspection.today import today_document, verdicts_today
    from station.standards.library import home_library
    from station.store.clock import SystemClock
    from station.store.database import open_to_read
    from station.store.records import RecordBook

    with open_to_read(arguments.home, SystemClock()) as store:
        record = RecordBook(store).get(arguments.record)
    ledger = {"sequence": record.sequence, "hash": record.ledger_hash, "body_sha256": record.sha256}
    today = [today_document(one) for one in verdicts_today(record, home_library(arguments.home))]
    emit({**record.document, "ledger": ledger, "verdicts_today": today})


def export_records(arguments: argparse.Namespace) -> None:
    """Write a bundle."""
    from station.store.clock import SystemClock
    from station.store.database import open_to_read
    from station.store.records import RecordBook

    with open_to_read(arguments.home, SystemClock()) as store:
        folder = RecordBook(store).export(arguments.records, arguments.out)
    if arguments.json:
        emit({"bundle": str(folder), "records": arguments.records})
    else:
        say(str(folder))
