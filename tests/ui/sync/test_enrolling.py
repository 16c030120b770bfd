"""Taking the station to a hub from the desktop: by keys, with the fingerprint before anything is pinned."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from station.model.person import Role
from station.signing import Signer
from station.store.receipts import Receipts
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from tests.sync.running import config_at, running
from tests.ui.sync.conftest import ENTER, PATIENCE_MS
from ui.context import Context
from ui.screens.sync.view import SyncView
from ui.screens.sync.viewmodel import grouped
from ui.sync_standing import Standing


def words(page: SyncView) -> str:
    """Everything that is seen."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def ask(page: SyncView, url: str, code: str) -> None:
    """Fill the form in and ask the hub who it is."""
    page.enrolment.begin()
    fields = [field for field in page.findChildren(QLineEdit) if field.isVisible()]
    for field, text in zip(fields[:2], (url, code), strict=True):
        field.clear()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, ENTER)


def enrol(page: SyncView, qtbot: QtBot, served: tuple[Hub, str]) -> None:
    """Enrol by keys; everything is acknowledged afterwards."""
    hub, url = served
    ask(page, url, Stations(hub).make_code("三号工位", "测试"))
    qtbot.waitUntil(lambda: page.enrolment.hub.isVisible(), timeout=PATIENCE_MS)
    QTest.keyClick(page.enrolment.hub, ENTER)
    qtbot.waitUntil(lambda: page.model.standing is Standing.ACKNOWLEDGED, timeout=PATIENCE_MS)


def test_an_administrator_enrols_by_keys_and_sees_everything_acknowledged(
    page: SyncView, qtbot: QtBot, served: tuple[Hub, str], context: Context
) -> None:
    hub, url = served
    code = Stations(hub).make_code("三号工位", "测试")
    ask(page, url, code)
    qtbot.waitUntil(lambda: page.enrolment.hub.isVisible(), timeout=PATIENCE_MS)
    assert grouped(Signer(hub.key.public_key).fingerprint) in words(page)
    assert Receipts(context.keep.store).hub() is None, "nothing is pinned before a person compared"
    QTest.keyClick(page.enrolment.hub, ENTER)
    qtbot.waitUntil(lambda: page.model.standing is Standing.ACKNOWLEDGED, timeout=PATIENCE_MS)
    last = Receipts(context.keep.store).last()
    assert last is not None and last.sequence == last.complete == context.keep.ledger.head().sequence
    fingerprint = grouped(Signer(hub.key.public_key).fingerprint)
    told = (fingerprint, url, hub.key.id, hub.config.name, f"第 {last.sequence} 条")
    qtbot.waitUntil(lambda: all(one in words(page) for one in told), timeout=PATIENCE_MS)


def test_a_fingerprint_that_differs_pins_nothing(
    page: SyncView, qtbot: QtBot, served: tuple[Hub, str], context: Context
) -> None:
    hub, url = served
    ask(page, url, Stations(hub).make_code("三号工位", "测试"))
    qtbot.waitUntil(lambda: page.enrolment.hub.isVisible(), timeout=PATIENCE_MS)
    QTest.keyClick(page.enrolment.hub, Qt.Key.Key_Escape)
    assert page.enrolment.form.isVisible()
    assert Receipts(context.keep.store).hub() is None
    assert Stations(hub).all() == []


def test_a_wrong_code_says_so_with_what_to_do(
    page: SyncView, qtbot: QtBot, served: tuple[Hub, str], context: Context
) -> None:
    ask(page, served[1], "AAAA-BBBB")
    qtbot.waitUntil(lambda: page.enrolment.hub.isVisible(), timeout=PATIENCE_MS)
    QTest.keyClick(page.enrolment.hub, ENTER)
    qtbot.waitUntil(lambda: "HUB-015" in words(page), timeout=PATIENCE_MS)
    assert page.enrolment.form.isVisible()
    assert context.settings.now.hub is None


def test_an_inspector_sees_what_it_is_for_and_who_enrols(page: SyncView, context: Context) -> None:
    keep, admin = context.keep, context.session.person
    assert admin is not None
    context.session.sign_in(keep.accounts.add("李", Role.INSPECTOR, "2580", admin.id))
    assert "由管理员操作" in words(page)
    assert not [field for field in page.findChildren(QLineEdit) if field.isVisible()]


def test_practice_and_real_work_never_meet(
    page: SyncView, qtbot: QtBot, served: tuple[Hub, str], context: Context, tmp_path: Path
) -> None:
    config = config_at(tmp_path / "practice")
    config.root.mkdir()
    config.practice_marker.touch()
    with running(config) as (_hub, url):
        ask(page, url, "any")
        qtbot.waitUntil(lambda: "SYN-030" in words(page), timeout=PATIENCE_MS)
    context.home.practice_marker.touch()
    for elsewhere in (served[1], "https://hub.example.com"):
        ask(page, elsewhere, "any")
        qtbot.waitUntil(lambda: "SYN-002" in words(page), timeout=PATIENCE_MS)


def test_a_practice_home_exchanges_with_a_hub_for_practice(
    page: SyncView, qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    context.home.practice_marker.touch()
    config = config_at(tmp_path / "practice")
    config.root.mkdir()
    config.practice_marker.touch()
    with running(config) as served:
        enrol(page, qtbot, served)
        context.exchange.close()
    assert "练习用" in words(page)


def _clipped(page: SyncView) -> list[str]:
    shown = [one for one in page.findChildren(QLabel) if one.isVisible() and not one.wordWrap()]
    return [
        label.text()
        for label in shown
        if label.sizeHint().width() > label.width() + 1
        or label.mapTo(page, QPoint()).x() + label.width() > page.width()
    ]


def test_the_page_fits_the_smallest_window(
    page: SyncView, qtbot: QtBot, served: tuple[Hub, str], context: Context
) -> None:
    page.resize(1208, 640)
    enrol(page, qtbot, served)
    qtbot.waitUntil(lambda: _clipped(page) == [], timeout=PATIENCE_MS)
