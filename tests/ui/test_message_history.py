"""The history of messages after a switch of language: every line once, none left over."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from station.texts import Lang
from ui.context import Context
from ui.pages.message_history import MessageHistory
from ui.theme import State


def _is_shown(page: MessageHistory, words: str) -> bool:
    return any(one.isVisible() and words in one.text() for one in page.findChildren(QLabel))


def test_a_switch_of_language_leaves_no_old_line(context: Context, qtbot: QtBot) -> None:
    context.messages.tell(State.OK, "settings.devices_saved")
    page = MessageHistory(context.messages, context.theme, context.translator)
    qtbot.addWidget(page)
    page.show()
    before = context.messages.history[0].what
    qtbot.waitUntil(lambda: _is_shown(page, before))
    context.translator.set_language(Lang.EN)
    assert not _is_shown(page, before)
    qtbot.waitUntil(lambda: _is_shown(page, context.messages.history[0].what))
