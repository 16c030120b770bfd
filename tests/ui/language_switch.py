"""A page after a live switch of the language, beside the same page opened in that language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count, takewhile
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from station.texts import Lang
from tests.ui.windows import shown_at
from ui.context import Context
from ui.screens.screen import ScreenView

V = TypeVar("V", bound=ScreenView)
Pages = Mapping[str, Callable[[V], None]]
_PATIENCE_MS = 60_000
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def left_behind(
    context: Context, qtbot: QtBot, screen: str, kind: type[V], pages: Pages[V]
) -> dict[str, list[str]]:
    """Per page the texts that a live switch to English leaves otherwise than opening it in English."""
    switched = _texts_by_page(context, qtbot, screen, kind, pages, Lang.ZH)
    opened = _texts_by_page(context, qtbot, screen, kind, pages, Lang.EN)
    assert all(opened.values())
    found = {name: sorted(switched[name] - opened[name]) for name in pages}
    return {name: texts for name, texts in found.items() if texts}


def settle(context: Context, qtbot: QtBot) -> None:
    """Wait until nothing is read or reckoned any more."""
    lanes = (context.database, context.reckoning)
    qtbot.waitUntil(lambda: not any(lane.waiting for lane in lanes), timeout=_PATIENCE_MS)
    QCoreApplication.processEvents()  # what was made anew is shown once its layout has been told


def one_by_one(*acts: Callable[[V], object]) -> Callable[[V], None]:
    """Do each of these to the screen."""

    def done(view: V) -> None:
        for act in acts:
            act(view)

    return done


def _texts_by_page(
    context: Context, qtbot: QtBot, screen: str, kind: type[V], pages: Pages[V], begun_in: Lang
) -> dict[str, set[str]]:
    """What each page says in English when it was opened in another language, or in English itself."""
    texts = {}
    context.translator.set_language(begun_in)
    with shown_at(context, qtbot, screen) as view:
        assert isinstance(view, kind)
        settle(context, qtbot)
        for name, open_page in pages.items():
            context.translator.set_language(begun_in)
            settle(context, qtbot)
            open_page(view)
            settle(context, qtbot)
            context.translator.set_language(Lang.EN)
            settle(context, qtbot)
            texts[name] = _texts(view)
    return texts


def _texts(view: ScreenView) -> set[str]:
    line = view.top_line()
    texts = [line.title, *line.facts, line.progress, line.chip[1] if line.chip else ""]
    for widget in view.findChildren(QWidget):
        if widget.isVisible():
            texts += (*_words(widget), widget.accessibleName(), widget.toolTip())
    return set(filter(None, texts))


def _words(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.placeholderText(), widget.text())
        case QComboBox():
            yield from map(widget.itemText, range(widget.count()))
        case QTabBar():
            yield from map(widget.tabText, range(widget.count()))
        case QHeaderView():
            yield from (_heading(widget, section) for section in range(widget.count()))
        case QAbstractItemView():
            yield from _cells(widget, QModelIndex())


def _heading(header: QHeaderView, section: int) -> str:
    return str(header.model().headerData(section, header.orientation()) or "")


def _cells(shown: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    model = shown.model()
    for place in range(model.rowCount(parent)):
        for index in _line(model, place, parent):
            yield from (str(index.data(role) or "") for role in _ROLES)
        yield from _cells(shown, model.index(place, 0, parent))


def _line(model: QAbstractItemModel, place: int, parent: QModelIndex) -> Iterator[QModelIndex]:
    """Not by the count of columns: of a list that is not told."""
    columns = takewhile(lambda column: model.hasIndex(place, column, parent), count())
    return (model.index(place, column, parent) for column in columns)
