"""``station records show`` and ``compare``: what a record states, what became of it, what another says."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, emit
from ui.cli.discretion import add_clear, as_seen, hides_imei

if TYPE_CHECKING:
    from station.model.answer_history import HistoryLine
    from station.model.life import Deed, RecordLife
    from station.model.record import Record
    from ui.cli.command import Commands


def register(records: Commands) -> None:
    """Declare show and compare."""
    shown = add_command(records, "show", show_record, "one record as its JSON document, and how it stands")
    shown.add_argument("record", metavar="ID")
    add_clear(shown)
    compared = add_command(records, "compare", compare, "what a second record of a unit says otherwise")
    compared.add_argument("old", metavar="ID", help="the earlier record")
    compared.add_argument("new", metavar="ID", help="the later record")
    add_clear(compared)


def show_record(arguments: argparse.Namespace) -> None:
    """Print the document as sealed, its place in the ledger, how it stands and what today's standards say."""
    from station.inspection.history import history_of
    from station.inspection.today import today_document, verdicts_today
    from station.model.discretion import identifiers_of
    from station.standards.library import home_library
    from station.store.clock import SystemClock
    from station.store.life import life_of
    from station.store.opening import open_to_read
    from station.store.records import RecordBook

    hidden = hides_imei(arguments)
    with open_to_read(arguments.home, SystemClock()) as store:
        record = RecordBook(store).get(arguments.record)
        life = life_of(store, record)
    ledger = {"sequence": record.sequence, "hash": record.ledger_hash, "body_sha256": record.sha256}
    today = [today_document(one) for one in verdicts_today(record, home_library(arguments.home))]
    history = [_line(one) for one in history_of(record)]
    told = {**record.document, "ledger": ledger, "verdicts_today": today, "history": history}
    emit(as_seen(told | _life(record, life), hidden, *identifiers_of(record.document)))


def _life(record: Record, life: RecordLife) -> dict[str, Any]:
    from station.model.second_signature import demand_to_json

    countersign = {
        "demanded_by": [demand_to_json(one) for one in life.demanded],
        "state": life.countersign.value,
        "signed": _deed(life.countersigned),
    }
    return {
        "standing": life.standing.value,
        "amends": record.document.get("amends"),
        "amended_by": life.amended_by.record if life.amended_by else None,
        "voided": _deed(life.voided),
        "countersign": countersign,
        "earlier": record.document.get("earlier", []),
    }


def _deed(deed: Deed | None) -> dict[str, Any] | None:
    from dataclasses import asdict

    from station.store.clock import to_text

    if deed is None:
        return None
    zh, en = deed.statement
    return {**asdict(deed), "at": to_text(deed.at), "statement": {"zh": zh, "en": en}}


def _line(line: HistoryLine) -> dict[str, Any]:
    from dataclasses import asdict

    from station.store.clock import to_text

    return {**asdict(line), "act": line.act.value, "at": to_text(line.at)}


def compare(arguments: argparse.Namespace) -> None:
    """Print what differs between two records."""
    from dataclasses import asdict

    from station.inspection.comparing import compare_records
    from station.model.discretion import identifiers_of
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read
    from station.store.records import RecordBook

    hidden = hides_imei(arguments)
    with open_to_read(arguments.home, SystemClock()) as store:
        book = RecordBook(store)
        old, new = book.get(arguments.old), book.get(arguments.new)
    known = (*identifiers_of(old.document), *identifiers_of(new.document))
    emit(as_seen(_plain(asdict(compare_records(old, new))), hidden, *known))


def _plain(value: Any) -> Any:
    """The value with its times as text."""
    from datetime import datetime

    from station.store.clock import to_text

    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return to_text(value) if isinstance(value, datetime) else value
