"""Settings: kept through a power cut, corrupt files told, changes live."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from station.errors import KnownError
from station.places import Home
from station.settings import Settings, load_settings, save_settings
from station.texts import Lang
from ui.context import Context
from ui.screens.settings.devices_card import InstrumentRow
from ui.screens.settings.view import SettingsView


def test_settings_come_back(tmp_path: Path) -> None:
    home = Home(tmp_path)
    settings = Settings(language=Lang.EN, station_name="3 号台", label_printer="socket://printer")
    save_settings(home, settings)
    assert load_settings(home, _unexpected) == settings


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_settings(Home(tmp_path), _unexpected) == Settings()


def test_a_corrupt_file_is_told_and_kept(tmp_path: Path) -> None:
    home = Home(tmp_path)
    told: list[KnownError] = []
    for content in ('{"language": "zh"', '{"language": "fr"}', '{"unknown": 1}'):
        home.settings.write_text(content, "utf-8")
        assert load_settings(home, told.append) == Settings()
    assert [error.code for error in told] == ["SET-001"] * 3
    kept = sorted(path.read_text("utf-8") for path in tmp_path.glob("settings.malformed-*.json"))
    assert len(kept) == 3 and not home.settings.exists()


def _unexpected(error: KnownError) -> None:
    raise AssertionError(error)


def _press(view: SettingsView, words: str) -> None:
    next(button for button in view.findChildren(QPushButton) if button.text() == words).click()


def test_language_and_theme_take_effect_and_are_kept(context: Context, qtbot: QtBot) -> None:
    view = SettingsView(context)
    qtbot.addWidget(view)
    _press(view, "English")
    assert context.settings.now.language is Lang.EN
    assert load_settings(context.home, _unexpected).language is Lang.EN


def test_an_instrument_without_address_is_refused_in_words(context: Context, qtbot: QtBot) -> None:
    view = SettingsView(context)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.model.profiles_read):
        view.entered()
    next(button for button in view.findChildren(QPushButton) if button.accessibleName() == "添加仪器").click()
    (line,) = view.findChildren(InstrumentRow)
    name, url = line.findChildren(QLineEdit)[:2]
    name.setText("scale")
    apply = next(one for one in view.findChildren(QPushButton) if one.accessibleName() == "保存并重新连接")
    with qtbot.waitSignal(view.model.refused):
        apply.click()
    url.setText("socket://127.0.0.1:9")
    apply.click()
    assert [one.name for one in context.settings.now.instruments] == ["scale"]
    qtbot.waitUntil(lambda: context.database.waiting == 0)
