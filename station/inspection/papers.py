"""Papers of sealed records: made in the record's present standing, and never without a ledger entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from station.errors import KnownError
from station.inspection.own_templates import built_in_for, files_beside, sound_template, usual_template
from station.inspection.paper_choice import PaperChoice, handovers_of, is_handover
from station.inspection.reprints import Reprint, copies_of, refuse_without_reason, stated
from station.model.discretion import discreet, identifiers_of
from station.model.event import EventKind
from station.model.record import Record
from station.people.rows import everyone
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
    """A certificate or another paper of a record (PDF) or a label (ZPL II or PDF) as made; nobody has it yet.

    ``copies`` is how often the same paper was handed out before; ``notices`` is what a person has to know
    first: a broken template that another one stands in for, characters that the typeface lacks.
    """

    kind: Literal["certificate", "label"]
    record: Record
    lang: Lang
    template: str
    standing: str
    content: bytes
    channel: str = ""
    copies: int = 0
    notices: tuple[KnownError, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: by its record."""
        return self.record.id

    @property
    def file_name(self) -> str:
        """What its PDF file is called: papers of one record do not take each other's place."""
        kind = "" if self.template == "certificate" else f"-{self.template}"
        channel = f"-{self.channel}" if self.channel else ""
        return f"{self.record.id}{kind}{channel}-{self.lang.value}.pdf"


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
        self, record: Record, lang: Lang, template: str = "", *, clear: bool = False, channel: str = ""
    ) -> Paper:
        """The certificate, or the paper of another ``template``, of ``record`` as it stands today.

        Without a ``template`` the one that is set for the unit. A hand-over is for one ``channel``, which
        need not be named where no other judged the record.

        Raises:
            KnownError: REP-002, REP-003, REP-010, STD-003, STO-008 a photo was altered.
        """
        from station.reports.certificate import certificate_pdf

        life, titles = life_of(self._store, record), home_library(self._store.home)
        name, notices = self._sound(template or self.usual(record, "certificate", channel), "certificate")
        judged = [one["channel"] for one in record.document["verdicts"]]
        if not channel and len(judged) == 1 and is_handover(self._store.home, name):
            [channel] = judged
        content = certificate_pdf(
            self.printed(record, clear),
            self._records.photo_path,
            lang,
            name,
            titles=titles,
            life=life,
            beside=files_beside(self._store.home),
            trace=trace_of(self._store, record),
            channel=channel,
            names=self._names(),
        )
        paper = Paper(
            kind="certificate",
            record=record,
            lang=lang,
            template=name,
            standing=life.standing.value,
            content=content,
            channel=channel,
            notices=(*notices, *_unprintable(record)),
        )
        return self.counted(paper)

    def usual(self, record: Record, paper: Literal["certificate", "label"], channel: str = "") -> str:
        """The template that is set for ``record`` and one ``channel``, or else for all it was judged for."""
        settings, document = settings_found(self._store.home), record.document
        rules = [
            (one.template, one.channel, one.category) for one in settings.templates if one.paper == paper
        ]
        category = document["unit"]["category"]
        otherwise = settings.label.template if paper == "label" else built_in_for(category)
        channels = [channel] if channel else [one["channel"] for one in document["verdicts"]]
        usual = usual_template(rules, category, channels, otherwise)
        return usual if channels or not is_handover(self._store.home, usual) else otherwise

    def to_choose(self, record: Record, lang: Lang) -> tuple[PaperChoice, ...]:
        """The papers of which a person has to choose one: where the usual paper of ``record`` is a hand-over
        and several channels judged it. Empty where there is nothing to choose.
        """
        name, _ = self._sound(self.usual(record, "certificate"), "certificate")
        if not is_handover(self._store.home, name):
            return ()
        choices = handovers_of(self._store.home, name, record, lang)
        return choices if len(choices) > 1 else ()

    def _names(self) -> dict[str, str]:
        with self._store.read() as connection:
            return {person.id: person.name for person in everyone(connection)}

    def _sound(self, template: str, instead: str) -> tuple[str, tuple[KnownError, ...]]:
        name, notice = sound_template(self._store.home, template, instead)
        return name, (notice,) if notice else ()

    def counted(self, paper: Paper) -> Paper:
        """``paper`` with how often it was handed out until now.

        Raises:
            KnownError: STO-001.
        """
        return replace(paper, copies=copies_of(self._store, paper.record.sequence, _statement(paper)))

    def label(
        self,
        record: Record,
        lang: Lang,
        template: str = "",
        *,
        clear: bool = False,
        form: LabelForm | None = None,
    ) -> Paper:
        """The label of ``record`` as it stands today, in the ``form`` its printer takes.

        Without a ``template`` the one that is set for the unit.

        Raises:
            KnownError: REP-002, REP-003, STD-003.
        """
        from station.reports.label import label_zpl

        life, titles = life_of(self._store, record), home_library(self._store.home)
        printed = self.printed(record, clear)
        trace, beside = trace_of(self._store, record), files_beside(self._store.home)
        name, notices = self._sound(template or self.usual(record, "label"), "label")
        content = label_zpl(
            printed, lang, name, titles=titles, life=life, beside=beside, trace=trace, form=form
        )
        label = Paper("label", record, lang, name, life.standing.value, content, notices=notices)
        return self.counted(label)

    def printed(self, record: Record, clear: bool) -> Record:
        """``record`` as papers tell of it: masked where the policy says so and it is not made ``clear``."""
        if clear or settings_found(self._store.home).private_imei == "clear":
            return record
        return replace(record, document=discreet(record.document, *identifiers_of(record.document)))

    def save(self, paper: Paper, path: Path, person: str, reprint: Reprint | None = None) -> Path:
        """Write a paper to ``path``, and into the ledger that ``person`` did.

        Raises:
            KnownError: REP-004 cannot be written; REP-012, REC-003, REC-004 a further copy without a reason;
                STO-001, STO-002, STO-003, and no paper is left then.
        """
        self.check_copy(paper, reprint)
        return self.save_stated(path, paper.content, self._copy_of(paper, reprint), person)

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

    def check_copy(self, paper: Paper, reprint: Reprint | None) -> None:
        """Refuse a further copy that nobody gave a reason for; ask before a paper leaves.

        Raises:
            KnownError: REP-012, REC-003, REC-004; STO-001.
        """
        refuse_without_reason(paper.kind, paper.record.id, self.counted(paper).copies, reprint)

    def handed_over(
        self, paper: Paper, to: str, person: str, reprint: Reprint | None = None, *, together: int = 1
    ) -> None:
        """State in the ledger that a paper went ``to`` a printer, ``together`` times in one go.

        What has left is never refused: :meth:`check_copy` comes before.

        Raises:
            KnownError: STO-001, STO-002, STO-003.
        """
        number = {"together": together} if together > 1 else {}
        self.state_printed({**self._copy_of(paper, reprint), **number, "to": to}, person)

    def copies_of(self, statement: Mapping[str, Any]) -> int:
        """How often the paper of no single record that ``statement`` describes was handed out.

        Raises:
            KnownError: STO-001.
        """
        return copies_of(self._store, 0, statement)

    def _copy_of(self, paper: Paper, reprint: Reprint | None) -> dict[str, Any]:
        """What the ledger says of a paper: which copy it is, and why a further one."""
        statement = _statement(paper)
        copies = copies_of(self._store, paper.record.sequence, statement)
        return {**statement, "copy": copies + 1, **stated(reprint, copies)}

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
        **({"channel": paper.channel} if paper.channel else {}),
    }


def _unprintable(record: Record) -> tuple[KnownError, ...]:
    """REP-017 where the record holds characters that the typeface lacks."""
    from station.reports.faces import uncovered

    missing = uncovered(json.dumps(record.document, ensure_ascii=False))
    characters = " ".join(f"{one} (U+{ord(one):04X})" for one in missing)
    return (KnownError("REP-017", characters=characters),) if missing else ()


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise KnownError("REP-004", file=str(path), why=error.strerror or str(error)) from error
