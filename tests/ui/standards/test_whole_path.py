"""The whole path by keys: a workbook becomes a standard, grades a record, and is changed again."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from station.model.person import Person
from station.standards.rules import AllOf, Good
from tests.ui.standards.words import words_on
from ui.context import Context
from ui.example import seal_example
from ui.screens.standards.view import StandardsView
from ui.widgets.pin_pad import PinField
from ui.widgets.table import Table

LINES = (
    ("Check", "S", "A", "B"),
    ("Battery health", "≥ 90 %", "≥ 85 %", "≥ 80 %"),
    ("Wi-Fi", "works", "works", "works"),
    ("Screen scratches", "no scratch", "no more than 2 scratches", "no more than 5 scratches"),
)
CTRL = Qt.KeyboardModifier.ControlModifier


def _workbook(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LINES:
        sheet.append(line)
    file = folder / "channel.xlsx"
    book.save(file)
    return file


def _bomb(workbook: Path) -> Path:
    """The same workbook with a sheet that unfolds to 40 MB."""
    file = workbook.with_name("bomb.xlsx")
    with (
        zipfile.ZipFile(workbook) as sound,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in sound.namelist():
            bad.writestr(name, b" " * 40_000_000 if "sheet1" in name else sound.read(name))
    return file


def _drop(view: StandardsView, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    view.importing.start.drop.dropEvent(event)


def _field(page: QWidget, name: str) -> QLineEdit:
    shown = (one for one in page.findChildren(QLineEdit) if one.isVisible())
    return next(one for one in shown if one.accessibleName() == name)


def _columns(view: StandardsView, workbook: Path, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(view.importing.start.name, "Fine Phones")
    with qtbot.waitSignal(view.importing.model.refused):
        _drop(view, _bomb(workbook))
    assert "IMP-008" in words_on(view.importing.start)
    with qtbot.waitSignal(view.importing.model.columns_wanted):
        _drop(view, workbook)
    with qtbot.waitSignal(view.importing.model.changed):
        QTest.keyClick(view, Qt.Key.Key_F8)


def _rule_silence(view: StandardsView, qtbot: QtBot) -> None:
    clauses, model = view.importing.clauses, view.importing.model
    clauses.table.setFocus()
    QTest.keyClick(clauses.table, Qt.Key.Key_End, CTRL)
    assert clauses.chosen == "" and clauses.silence.isVisible()
    QTest.keyClick(clauses, Qt.Key.Key_2)
    QTest.keyClicks(_field(clauses.silence, "裁定理由"), "the channel takes what it does not name")
    with qtbot.waitSignal(model.changed):
        QTest.keyClick(clauses, Qt.Key.Key_F6)
    assert model.job.when_silent is not None
    assert (model.job.when_silent.when_silent, model.job.when_silent.by) == ("ignore", "周工")


def _write_a_rule(view: StandardsView, qtbot: QtBot) -> str:
    """Write the rule of the second Wi-Fi clause by choosing; a rule without a reason is refused."""
    clauses, model, editor = view.importing.clauses, view.importing.model, view.importing.editor
    wanted = next(one for one in model.job.clauses if one.source.term == "Wi-Fi" and one.source.grade == "A")
    clauses.table.selectRow(model.job.clauses.index(wanted))
    QTest.keyClick(clauses, Qt.Key.Key_F5)
    assert editor.isVisible() and wanted.original in words_on(editor)
    QTest.keyClick(editor, Qt.Key.Key_Insert)
    with qtbot.waitSignal(model.refused):
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    QTest.keyClicks(_field(editor, "裁定理由"), "as agreed by telephone")
    with qtbot.waitSignal(model.changed):
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert clauses.isVisible()
    return wanted.id


def _settle(view: StandardsView, qtbot: QtBot) -> None:
    model, clauses = view.importing.model, view.importing.clauses
    if any(one.state == "open" and one.is_exact for one in model.job.clauses):
        with qtbot.waitSignal(model.changed):
            QTest.keyClick(clauses, Qt.Key.Key_F7)
    for _ in range(100):
        if not model.job.open_findings:
            return
        QTest.keyClick(clauses, Qt.Key.Key_F3)
        QTest.keyClicks(_field(clauses.clause, "裁定理由"), "as the sheet says")
        with qtbot.waitSignal(model.changed):
            QTest.keyClick(clauses, Qt.Key.Key_F4)
    raise AssertionError("findings do not end")


def _publish(view: StandardsView, qtbot: QtBot) -> None:
    drafts = view.drafts
    drafts.draft.show_tab("findings")
    while drafts.model.view is not None and drafts.model.view.open_findings:
        QTest.keyClicks(_field(drafts.draft.findings, "裁定理由（中文）"), "as the source says")
        with qtbot.waitSignal(drafts.model.opened):
            QTest.keyClick(drafts.draft.findings, Qt.Key.Key_Return, CTRL)
    drafts.draft.show_tab("release")
    release = drafts.draft.release
    who = release.findChild(QComboBox)
    assert who is not None
    offered = [who.itemText(place) for place in range(who.count())]
    assert sorted(offered) == ["林主管 · 主管", "王小明 · 管理员"], "not who wrote it"
    who.setCurrentText("林主管 · 主管")
    QTest.keyClicks(_field(release, "复核意见"), "read against the sheet")
    pin = release.findChild(PinField)
    assert pin is not None
    QTest.keyClicks(pin, "3690")
    with qtbot.waitSignal(drafts.model.opened):
        QTest.keyClick(release, Qt.Key.Key_F6)
    with qtbot.waitSignals([drafts.model.published, view.model.read], timeout=30_000):
        QTest.keyClick(release, Qt.Key.Key_F8)


def _seal(context: Context) -> str:
    """Sealed by 王小明: a quality engineer inspects nothing."""
    person = next(one for one in context.keep.accounts.all() if one.name == "王小明")
    buffer = BytesIO()
    Image.new("RGB", (1920, 1080), "slategray").save(buffer, "JPEG")
    return seal_example(context.keep, person.id, "2580", lambda _view: buffer.getvalue()).id


def _next_draft(view: StandardsView, qtbot: QtBot) -> None:
    """A second version whose first battery floor is 95 %."""
    view.open("fine-phones")
    with qtbot.waitSignal(view.drafts.model.opened):
        QTest.keyClick(view, Qt.Key.Key_F4)
    view.drafts.draft.show_tab("criteria")
    table = next(one for one in view.drafts.draft.findChildren(Table) if one.isVisible())
    model = table.model()
    rules = [str(model.index(row, 2).data()) for row in range(model.rowCount())]
    table.selectRow(next(row for row, rule in enumerate(rules) if "90 %" in rule))
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = view.drafts.editor
    value = next(one for one in editor.form.findChildren(QLineEdit) if one.text() == "90")
    value.setFocus()
    value.selectAll()
    QTest.keyClicks(value, "95")
    with qtbot.waitSignals([view.drafts.model.opened, view.drafts.model.read], timeout=30_000):
        QTest.keyClick(editor, Qt.Key.Key_S, CTRL)


def test_from_the_workbook_to_the_next_version(
    engineer: Person, view: StandardsView, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    _columns(view, _workbook(tmp_path), qtbot)
    written = _write_a_rule(view, qtbot)
    _rule_silence(view, qtbot)
    _settle(view, qtbot)
    with qtbot.waitSignal(view.drafts.model.opened):
        QTest.keyClick(view.importing.clauses, Qt.Key.Key_F8)
    draft = view.drafts.draft.view
    assert draft is not None and draft.standard.grades == ("S", "A", "B")
    rules = {one.clause: one.require for grade in draft.standard.graded for one in grade.criteria}
    assert isinstance(rules[written], (AllOf, Good)), "two demands where there was one"
    _publish(view, qtbot)
    published = view.model.volume("fine-phones")
    assert published is not None and published.standing == "in_force"
    assert published.standard.publication is not None
    assert (published.standard.publication.author, published.standard.publication.reviewer) == (
        "周工",
        "林主管",
    )

    record = _seal(context)
    verdicts = {one["channel"] for one in context.keep.records.get(record).document["verdicts"]}
    assert "fine-phones" in verdicts, "a version published today grades today"

    _next_draft(view, qtbot)
    now = view.drafts.draft.view
    assert now is not None and now.before is published.standard
    key = f"draft:{now.draft.name}"
    qtbot.waitUntil(lambda: view.replay.offers(key), timeout=30_000)
    QTest.keyClick(view, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    view.replay.choose(key)
    with qtbot.waitSignal(view.replay.model.finished) as done:
        QTest.keyClick(view.replay, Qt.Key.Key_F5)
    assert done.args and done.args[0].found.examined == 1

    QTest.keyClick(view, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(view.difference.model.compared):
        QTest.keyClick(view.drafts.draft, Qt.Key.Key_F7)
    told = view.difference.compared
    assert view.difference.isVisible() and told is not None and told.count("stricter") == 1
