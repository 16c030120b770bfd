"""Papers of sealed records: made in the record's present standing, and never without a ledger entry."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from station.errors import KnownError
from station.in_force import sound_files
from station.model.discretion import discreet, identifiers_of
from station.model.event import EventKind
from station.model.record import Record
from station.settings import settings_found
from station.standards.library import home_library
from station.store.bundle import prepare_folder
from station.store.database import Store
from station.store.events import write_event
from station.store.failures import known_failures
from station.store.life import life_of
from station.store.pending_entries import note_paper
from station.store.records import RecordBook
from station.store.trace import trace_of
from station.texts import Lang

if TYPE_CHECKING:
    from station.reports.label_form import LabelForm

COMMAND_LINE = ""
"""The person of papers made on the command line, where nobody signs in."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate (PDF) or a label (ZPL II or PDF) as made; nobody has it yet."""

    kind: Literal["certificate", "label"]
    record: Record
    lang: Lang
    template: str
    standing: str
    content: bytes


class Papers:
    """Makes papers and states in the ledger who got them.

    They mask IMEI and serial number where the station's policy says so, unless made ``clear`` for who may see
    them. The customer stands on none.

    A store that was opened to read leaves a note for the running station instead; none where ``stated`` is
    False.
    """

    def __init__(self, store: Store, *, stated: bool = True) -> None:
        self._store, self._stated = store, stated
        self._records = RecordBook(store)

    def certificate(
        self, record: Record, lang: Lang, template: str = "certificate", *, clear: bool = False
    ) -> Paper:
        """The certificate of ``record`` as it stands today.

        Raises:
            KnownError: REP-002, REP-003, STD-003, STO-008 a photo was altered.
        """
        from station.reports.certificate import certificate_pdf

        life, titles = life_of(self._store, record), home_library(self._store.home)
        photo = self._records.photo_path
        content = certificate_pdf(
            self._printed(record, clear),
            photo,
            lang,
            template,
            titles=titles,
            life=life,
            beside=self._templates(),
            trace=trace_of(self._store, record),
        )
        return Paper("certificate", record, lang, template, life.standing.value, content)

    def label(
        self,
        record: Record,
        lang: Lang,
        template: str = "label",
        *,
        clear: bool = False,
        form: LabelForm | None = None,
    ) -> Paper:
        """The label of ``record`` as it stands today, in the ``form`` its printer takes.

        Raises:
            KnownError: REP-002, REP-003, STD-003.
        """
        from station.reports.label import label_zpl

        life, titles = life_of(self._store, record), home_library(self._store.home)
        printed = self._printed(record, clear)
        trace, beside = trace_of(self._store, record), self._templates()
        content = label_zpl(
            printed, lang, template, titles=titles, life=life, beside=beside, trace=trace, form=form
        )
        return Paper("label", record, lang, template, life.standing.value, content)

    def _templates(self) -> tuple[Path, ...]:
        """Those that the platform sent."""
        return sound_files(self._store.home, "reports")

    def _printed(self, record: Record, clear: bool) -> Record:
        if clear or settings_found(self._store.home).private_imei == "clear":
            return record
        return replace(record, document=discreet(record.document, *identifiers_of(record.document)))

    def save(self, paper: Paper, path: Path, person: str) -> Path:
        """Write a paper to ``path``, and into the ledger that ``person`` did.

        Raises:
            KnownError: REP-004 cannot be written; STO-001, STO-002, STO-003, and no paper is left then.
        """
        return self.save_stated(path, paper.content, _statement(paper), person)

    def save_stated(self, path: Path, content: bytes, statement: Mapping[str, Any], person: str) -> Path:
        """Write what ``statement`` describes to ``path``, and into the ledger that ``person`` did.

        Raises:
            KnownError: as :meth:`save`.
        """
        _write(path, content)
        try:
            self.state_printed({**statement, "to": path.name}, person)
        except KnownError:
            path.unlink(missing_ok=True)
            raise
        return path

    def handed_over(self, paper: Paper, to: str, person: str) -> None:
        """State in the ledger that a paper went ``to`` a printer or into a file.

        Raises:
            KnownError: STO-001, STO-002, STO-003.
        """
        self.state_printed({**_statement(paper), "to": to}, person)

    def state_printed(self, statement: dict[str, Any], person: str) -> None:
        """State in the ledger that somebody got a paper; beside a running station leave it a note.

        Raises:
            KnownError: STO-001, STO-002, STO-003.
        """
        if self._store.is_exclusive:
            self._state(EventKind.REPORT_PRINTED, statement, person)
        elif self._stated:
            with known_failures(self._store.home.root):
                note_paper(self._store.home, statement, self._store.clock.now())

    def export(self, ids: Sequence[str], folder: Path, person: str) -> Path:
        """Write a bundle that anyone can verify, and into the ledger that ``person`` did.

        The entry comes first, so that the bundle's own ledger tells of it.

        Raises:
            KnownError: STO-007, STO-008, REP-004; STO-001, STO-002, STO-003.
        """
        for record_id in ids:
            self._records.get(record_id)
        prepare_folder(folder)
        self._state(EventKind.RECORDS_EXPORTED, {"records": list(ids), "to": folder.name}, person)
        return self._records.export(ids, folder)

    def _state(self, kind: EventKind, body: dict[str, Any], person: str) -> None:
        with self._store.write() as connection:
            write_event(self._store, connection, kind, body, person=person)


def _statement(paper: Paper) -> dict[str, Any]:
    return {
        "paper": paper.kind,
        "record": paper.record.id,
        "record_sha256": paper.record.sha256,
        "standing": paper.standing,
        "template": paper.template,
        "lang": paper.lang.value,
        "sha256": hashlib.sha256(paper.content).hexdigest(),
    }


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise KnownError("REP-004", file=str(path), why=error.strerror or str(error)) from error
