"""What a step is about: item, severity, method, title in both languages, what to look for, who asks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from station.model.checklist import CheckItem
from station.texts import Lang
from ui.theme import GRID_PX
from ui.widgets.looks import column, label
from ui.widgets.surroundings import Surroundings


class ItemHeader(QWidget):
    """The words above the answer."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._facts, self._title, self._other = label("muted small"), label("step", wrap=True), label("muted")
        self._look_for, self._asked_by = label(wrap=True), label("muted small", wrap=True)
        lines = column(self, spacing=2)
        self._changed = label("small strong", wrap=True)
        self._changed.setProperty("state", "attention")
        for part in (self._facts, self._title, self._other):
            lines.addWidget(part)
        lines.addSpacing(GRID_PX)
        lines.addWidget(self._look_for)
        lines.addWidget(self._asked_by)
        lines.addWidget(self._changed)
        self._changed.hide()

    def show_item(self, item: CheckItem, channels: tuple[str, ...], *, needed: bool = True) -> None:
        """Write about ``item``, asked for by ``channels``; not ``needed`` when it changes no verdict now."""
        words = self._around.words
        other = Lang.EN if words.lang is Lang.ZH else Lang.ZH
        self._facts.setText(" · ".join(self._fact_words(item)))
        self._title.setText(item.title.of(words.lang))
        self._other.setText(item.title.of(other))
        self._look_for.setText(item.look_for.of(words.lang))
        asked_by = self._asked_words(channels)
        self._asked_by.setText(asked_by if needed else words.tr("inspect.card.not_needed"))

    def show_changed(self, latest: str, all_changes: str) -> None:
        """Say how the item's answer was changed; nothing when it never was."""
        self._changed.setText(latest)
        self._changed.setToolTip(all_changes)
        self._changed.setVisible(bool(latest))

    def changed(self) -> str:
        """What is said of the latest change, empty without any."""
        return self._changed.text()

    def _fact_words(self, item: CheckItem) -> list[str]:
        tr = self._around.words.tr
        severity = tr(f"inspect.severity.{item.severity.value}")
        method = "instrument" if item.instrument_demanded else (item.methods or ("manual",))[0]
        return [item.id, severity, tr(f"inspect.method.{method}")]

    def _asked_words(self, channels: tuple[str, ...]) -> str:
        tr, lang = self._around.words.tr, self._around.words.lang
        if not channels:
            return tr("inspect.card.asked_by_internal")
        library = self._around.library()
        names = tr("inspect.card.and").join(library.channel_standard(one).name.of(lang) for one in channels)
        return tr("inspect.card.asked_by", count=len(channels), channels=names)
