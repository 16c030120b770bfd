"""A record opened: read, print, prove."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from devices.bench.label_printer import SimulatedPrinter
from station.errors import KnownError
from station.model.record import Record
from station.places import thumbnail_path
from station.reports.certificate import certificate_pdf
from station.settings import TemplateSetting
from station.texts import Lang
from tests.ui.records.conftest import open_record, words_of
from ui.context import Context
from ui.printing.documents import PrintJob
from ui.printing.print_sheet import PrintSheet, Wanted
from ui.screens.records.large_photo import LargePhoto
from ui.screens.records.photo_tile import PhotoTile
from ui.screens.records.view import RecordsView
from ui.widgets.table import Table


def test_screen_and_certificate_print_the_same_time(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    open_record(view, record, qtbot)
    printed = re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC\+8", words_of(view))
    pdf = certificate_pdf(record, lambda _sha256: None, Lang.ZH)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert printed is not None
    assert printed.group() in text


def test_every_answer_ever_given_is_in_the_history(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    open_record(view, record, qtbot)
    view.detail.show_tab("history")
    table = next(table for table in view.detail.findChildren(Table) if table.isVisible())
    assert table.model().rowCount() == len(record.document["observations"])


def test_the_record_follows_the_language(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.renewed):
        context.translator.set_language(Lang.EN)
    qtbot.waitUntil(lambda: "Inspector" in words_of(view) and "检验员" not in words_of(view))


def test_the_certificate_shows_in_the_program_and_is_saved(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.certificate_ready):
        QTest.keyClick(view.window(), Qt.Key.Key_F6)
    assert view.certificate.isVisible() and view.certificate.preview.pages > 0
    with qtbot.waitSignal(view.model.saved) as saved:
        QTest.keyClick(view.window(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved.args
    text = PdfReader(BytesIO(Path(saved.args[0]).read_bytes())).pages[0].extract_text()
    assert record.id in text
    QTest.keyClick(view.window(), Qt.Key.Key_Escape)
    assert view.detail.isVisible()


def test_without_a_printer_the_label_is_saved_and_said(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.papers.label_ready):
        QTest.keyClick(view.window(), Qt.Key.Key_F7)
    assert (context.home.output / f"{record.id}.zpl").read_bytes().startswith(b"^XA")
    assert "没有配置标签打印机" in context.messages.history[0].what


def test_a_printer_that_is_not_there_is_told(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    context.settings.change(label_printer="socket://127.0.0.1:1")
    open_record(view, record, qtbot)
    with qtbot.waitSignal(context.messages.posted):
        QTest.keyClick(view.window(), Qt.Key.Key_F7)
    assert context.messages.history[0].code == "LAB-001"


def test_printing_where_there_is_no_such_printer_is_told_and_loses_nothing(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.certificate_ready):
        QTest.keyClick(view.window(), Qt.Key.Key_F6)
    QTest.keyClick(view.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = _sheet(view)
    assert sheet is not None
    sheet.wanted.emit(Wanted(PrintJob("no-such-printer")))
    said = [context.translator.error(KnownError(code, printer="", why=""))[1] for code in _NO_PRINTER]
    qtbot.waitUntil(lambda: any(one in words_of(view) for one in said))
    assert _sheet(view) is sheet and _told_papers(context) == []
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert _sheet(view) is None and view.certificate.isVisible()


def test_the_sheet_saves_where_a_person_says_and_lets_other_files_stand(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"mine")
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.certificate_ready):
        QTest.keyClick(view.window(), Qt.Key.Key_F6)
    QTest.keyClick(view.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = _sheet(view)
    assert sheet is not None
    file = next(one for one in sheet.findChildren(QLineEdit) if one.text().endswith(".pdf"))
    for name in ("other.pdf", "given"):
        file.setText(str(tmp_path / name))
        QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: context.database.waiting == 0)
    qtbot.waitUntil(lambda: _sheet(view) is None)
    assert other.read_bytes() == b"mine"
    assert (tmp_path / "given.pdf").read_bytes().startswith(b"%PDF-")
    assert _told_papers(context) == ["given.pdf"]


def test_a_further_label_asks_why(record: Record, view: RecordsView, context: Context, qtbot: QtBot) -> None:
    with SimulatedPrinter() as printer:
        context.settings.change(label_printer=printer.url)
        open_record(view, record, qtbot)
        with qtbot.waitSignal(context.labels.printed):
            QTest.keyClick(view.window(), Qt.Key.Key_F7)
        QTest.keyClick(view.window(), Qt.Key.Key_F7)
        qtbot.waitUntil(lambda: _sheet(view) is not None)
        sheet = _sheet(view)
        assert sheet is not None
        QTest.keyClick(sheet, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert _sheet(view) is sheet, "without a reason nothing is printed"
        sheet.why.reason.setCurrentIndex(sheet.why.reason.findData("print_failed"))
        with qtbot.waitSignal(context.labels.printed):
            QTest.keyClick(sheet, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert _sheet(view) is None and len(printer.printed) == 2
    assert _told_papers(context, "reason") == [None, "print_failed"]


def test_a_hand_over_as_the_usual_paper_asks_for_which_channel(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    context.settings.change(templates=(TemplateSetting(template="channel-handover"),))
    open_record(view, record, qtbot)
    view.model.papers.make_certificate(record)
    qtbot.waitUntil(lambda: view.sheets.question is not None)
    question = view.sheets.question
    assert question is not None
    with qtbot.waitSignal(view.model.papers.certificate_ready) as saved:
        QTest.keyClick(question, Qt.Key.Key_2)
    assert view.sheets.question is None
    channel = record.document["verdicts"][1]["channel"]
    assert saved.args is not None and channel in saved.args[0].name


def test_a_hand_over_as_the_usual_paper_asks_nothing_where_one_channel_judged(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    context.settings.change(templates=(TemplateSetting(template="channel-handover"),))
    verdict = record.document["verdicts"][0]
    single = replace(record, document={**record.document, "verdicts": [verdict]})
    with qtbot.waitSignal(view.model.papers.certificate_ready) as saved:
        view.model.papers.make_certificate(single)
    assert view.sheets.question is None
    assert saved.args is not None and verdict["channel"] in saved.args[0].name


def test_a_hand_over_as_the_usual_paper_is_shown_for_the_first_channel(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    context.settings.change(templates=(TemplateSetting(template="channel-handover"),))
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.certificate_ready):
        QTest.keyClick(view.window(), Qt.Key.Key_F6)
    first = record.document["verdicts"][0]["channel"]
    assert view.model.shown_paper == ("channel-handover", first)


def _sheet(view: RecordsView) -> PrintSheet | None:
    return view.sheets.sheet


_NO_PRINTER = ("PRN-001", "PRN-002")


def _told_papers(context: Context, what: str = "to") -> list[object]:
    entries = context.keep.ledger.entries()
    return [json.loads(one.body).get(what) for one in entries if one.kind == "report_printed"]


def test_the_ledger_is_checked_on_request(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    open_record(view, record, qtbot)
    view.detail.show_tab("proof")
    with qtbot.waitSignal(view.model.checked) as checked:
        QTest.keyClick(view.window(), Qt.Key.Key_F5)
    assert checked.args and checked.args[0].ok


def test_enter_enlarges_a_photo_and_escape_comes_back(
    record: Record, view: RecordsView, qtbot: QtBot
) -> None:
    open_record(view, record, qtbot)
    view.detail.show_tab("photos")
    tile = view.detail.findChild(PhotoTile)
    assert tile is not None
    with qtbot.waitSignal(view.model.photo_read) as read:
        QTest.keyClick(tile, Qt.Key.Key_Return)
    assert read.args is not None and read.args[1].width() == 1920
    large = view.detail.findChild(LargePhoto)
    assert large is not None and large.isVisible()
    QTest.keyClick(large, Qt.Key.Key_Escape)
    assert tile.isVisible() and view.detail.isVisible()


def alter(photo: Path) -> None:
    photo.write_bytes(photo.read_bytes() + b"!")


@pytest.mark.parametrize(
    ("spoil", "fault"), [(Path.unlink, "missing"), (alter, "altered")], ids=["missing", "altered"]
)
def test_a_photo_that_is_no_evidence_any_more_is_not_shown_but_told(
    record: Record,
    view: RecordsView,
    context: Context,
    qtbot: QtBot,
    spoil: Callable[[Path], None],
    fault: str,
) -> None:
    photos = [one["sha256"] for one in record.document["photos"]]
    photo = context.keep.store.evidence.path(photos[0])
    thumbnail_path(photo).write_bytes(photo.read_bytes())
    spoil(photo)
    open_record(view, record, qtbot)
    view.detail.show_tab("photos")
    said = context.translator.tr(f"records.photo_{fault}")
    told = [tile for tile in view.detail.findChildren(PhotoTile) if said in tile.accessibleName()]
    assert len(told) == photos.count(photos[0])
    told[0].click()
    large = view.detail.findChild(LargePhoto)
    assert large is None or not large.isVisible()
