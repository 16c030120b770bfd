"""Bad disks and bad files at the real window: a clear message with a code, and nothing lost.

Bad scans and failing devices at the same window are in ``tests/ui/inspect``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from devices.instruments import library as profiles
from station.model.answer import Choice
from station.places import RESOURCES, Home
from station.standards import library as standards
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.texts import Lang
from tests.e2e.conftest import StationAt, sit_down
from tests.ui.inspect.conftest import ENTER
from ui.app import StationApp
from ui.pages.store_problem import StoreProblem


def _words(app: StationApp) -> str:
    return " ".join(label.text() for label in app.window.findChildren(QLabel) if label.isVisible())


def _break_a_standard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "channels").mkdir(parents=True)
    (folder / "channels" / "broken.toml").write_text("schema = 1\nid = [", "utf-8")
    library = standards.Library([RESOURCES / "standards", folder])
    monkeypatch.setattr(standards, "shipped", lambda: library)


def _break_a_profile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / "broken.toml").write_bytes(b"\xff\xfe not a profile")
    monkeypatch.setattr(profiles, "load_profiles", partial(profiles.load_profiles, folder))


@pytest.mark.parametrize(("damage", "code"), [(_break_a_standard, "STD-001"), (_break_a_profile, "INS-008")])
def test_a_corrupt_file_is_told_at_the_start_and_the_rest_works(
    station_at: StationAt,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    damage: object,
    code: str,
) -> None:
    assert callable(damage)
    damage(tmp_path / "files", monkeypatch)
    app = station_at(tmp_path / "home")
    qtbot.waitUntil(lambda: code in [message.code for message in app.parts.messages.history], timeout=10_000)
    sit_down(app, qtbot)
    app.window.show_history()
    assert "broken.toml" in _words(app)


@pytest.mark.parametrize("lang", Lang)
def test_an_unreadable_database_is_explained_and_left_alone(
    station_at: StationAt, tmp_path: Path, qtbot: QtBot, lang: Lang
) -> None:
    home = Home(tmp_path / "home")
    open_store(home, SystemClock()).close()
    home.database.write_bytes(b"this is no database" * 100)
    app = station_at(home.root)
    app.parts.translator.set_language(lang)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(StoreProblem)), timeout=10_000)
    assert "STO-001" in _words(app)
    assert ("请勿删除" in _words(app)) == (lang is Lang.ZH)
    assert home.database.read_bytes() == b"this is no database" * 100


@pytest.mark.parametrize(
    ("fault", "repair", "code"),
    [
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "STO-003"),
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "STO-002"),
    ],
)
def test_an_answer_that_cannot_be_written_stays_on_the_step(
    station_at: StationAt, tmp_path: Path, qtbot: QtBot, fault: str, repair: str, code: str
) -> None:
    """The disk refuses (full, or turned read-only by the system), then takes writes again."""
    app = station_at(tmp_path / "home")
    bench = sit_down(app, qtbot)
    assert app.context is not None
    writer = app.context.keep.store._writer
    writer.execute(fault)
    for turn in range(100):
        bench.press(str(turn % 2 + 1), ENTER)
        bench.wait(lambda: not bench.model.busy)
        if code in bench.refused:
            break
        bench.press(Qt.Key.Key_Backspace)
        bench.wait(lambda: not bench.model.busy)
    assert bench.refused[-1] == code
    assert code in _words(app)
    assert bench.model.inspection is not None
    before = len(bench.model.inspection.history)
    writer.execute(repair)
    bench.press(ENTER)
    bench.wait_step("ID-03")
    current = app.context.keep.desk.current()
    assert current is not None
    assert current.observations["ID-02"].answer == Choice(("all_agree", "box_differs")[turn % 2])
    assert len(current.history) == before + 1
