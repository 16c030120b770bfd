"""What the Records screen knows and does; no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from station.model.record import Record
from station.store.index.query import Query, RecordSummary
from station.texts import Lang
from ui.context import Context
from ui.screens.records.detail import RecordDetail, read_detail, read_photo
from ui.screens.records.printing import certificate, hand_over_label, save_certificate

_LIMIT = 200
_TYPING_MS = 150


@dataclass(frozen=True, slots=True)
class Found:
    """Result of a search; ``total`` counts every sealed record."""

    records: tuple[RecordSummary, ...]
    total: int
    query: str


class RecordsModel(QObject):
    """Searches, opens, checks and prints records.

    ``found(Found)``, ``opened(RecordDetail)``, ``certificate_ready(bytes)``, ``checked(LedgerReport)``,
    ``saved(path)``, ``label_done(text key, where)`` and ``photo_read(sha256, QImage | None)`` bring results.
    """

    found = Signal(object)
    opened = Signal(object)
    certificate_ready = Signal(object)
    checked = Signal(object)
    saved = Signal(str)
    label_done = Signal(str, str)
    photo_read = Signal(str, object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._query = ""
        self._record: Record | None = None
        self._lang = context.translator.lang
        self._certificate = b""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        context.translator.changed.connect(self._reopen)
        context.events.record_sealed.connect(self.refresh)

    @property
    def certificate_lang(self) -> Lang:
        """Language of the certificate shown."""
        return self._lang

    def search(self, query: str) -> None:
        """Search once the person stops typing for a moment."""
        self._query = query
        self._typing.start()

    def refresh(self) -> None:
        """Search again."""
        records, query = self._context.keep.records, self._query
        self._context.database.run(
            lambda: Found(records.search(Query(words=query), _LIMIT).rows, records.count(), query),
            self.found.emit,
        )

    def open(self, record_id: str) -> None:
        """Read one record."""
        keep, lang = self._context.keep, self._context.translator.lang
        self._context.database.run(lambda: read_detail(keep, record_id, lang), self._on_detail)

    def read_photo(self, sha256: str) -> None:
        """Read one photo in full."""
        keep = self._context.keep
        self._context.database.run(
            lambda: read_photo(keep, sha256), lambda image: self.photo_read.emit(sha256, image)
        )

    def check(self) -> None:
        """Verify the whole ledger."""
        self._context.database.run(self._context.keep.ledger.verify, self.checked.emit)

    def print_certificate(self, lang: Lang | None = None) -> None:
        """Make the certificate of the open record in ``lang`` (the window's language when None)."""
        if self._record is None:
            return
        self._lang = lang or self._context.translator.lang
        keep, record, chosen = self._context.keep, self._record, self._lang
        self._context.database.run(lambda: certificate(keep, record, chosen), self._on_certificate)

    def save_certificate(self) -> None:
        """Save the certificate shown into the station's output folder."""
        if self._record is None or not self._certificate:
            return
        home, record, content, lang = self._context.home, self._record, self._certificate, self._lang
        self._context.database.run(lambda: save_certificate(home, record, lang, content), self._on_saved)

    def print_label(self) -> None:
        """Send the label to the printer, or save it when none is configured."""
        if self._record is None:
            return
        record, home = self._record, self._context.home
        lang, printer = self._context.translator.lang, self._context.settings.now.label_printer
        self._context.network.run(lambda: hand_over_label(home, record, lang, printer), self._on_label)

    def _reopen(self) -> None:
        if self._record is not None:
            self.open(self._record.id)

    def _on_detail(self, detail: RecordDetail) -> None:
        self._record = detail.record
        self.opened.emit(detail)

    def _on_certificate(self, content: bytes) -> None:
        self._certificate = content
        self.certificate_ready.emit(content)

    def _on_saved(self, path: Path) -> None:
        self.saved.emit(str(path))

    def _on_label(self, done: tuple[str, str]) -> None:
        self.label_done.emit(*done)
