"""The simple settings of a template, beside its text: paper, language, accent colour, logo."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from station.reports.document import Document, UnreadableError
from station.reports.editing import with_setting
from ui.context import Context
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import label, look, row

_PAPERS = ("A4", "A5", "letter", "receipt")
_LANGS = ("", "zh", "en")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class TemplateFields(QWidget):
    """``changed(str)`` carries the template's text with another setting; ``logo_picked(Path)`` a picture."""

    changed = Signal(str)
    logo_picked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._text = context, ""
        self._paper, self._lang, self._accent = QComboBox(), QComboBox(), QLineEdit()
        self._logo = ActionButton(compact=True)
        self._titles = {name: label("muted small") for name in ("paper", "language", "accent")}
        self._accent.setMaxLength(7)
        self._accent.setFixedWidth(96)
        self._lay_out()
        self._paper.activated.connect(self._set_paper)
        self._lang.activated.connect(self._set_lang)
        self._accent.editingFinished.connect(self._set_accent)
        self._logo.clicked.connect(self._pick_logo)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        for name, title in self._titles.items():
            title.setText(tr(f"templates.{name}"))
        for box, values, area in ((self._paper, _PAPERS, "papers"), (self._lang, _LANGS, "langs")):
            chosen = box.currentIndex()
            box.clear()
            for value in values:
                box.addItem(tr(f"templates.{area}.{value or 'asked'}"), value)
            box.setCurrentIndex(max(chosen, 0))
        self._paper.setAccessibleName(tr("templates.paper"))
        self._lang.setAccessibleName(tr("templates.language"))
        self._accent.setAccessibleName(tr("templates.accent"))
        self._logo.set_text(tr("templates.logo"))
        self.show_text(self._text, enabled=self.isEnabled())

    def show_text(self, text: str, *, enabled: bool) -> None:
        """Show the settings of a template's text; those of a label are in its text alone."""
        self._text = text
        try:
            values = Document(text).values
        except UnreadableError:
            self.setEnabled(False)
            return
        self.setEnabled(enabled and values.get("output") == "pdf")
        self._paper.setCurrentIndex(self._paper.findData(values.get("paper", "A4")))
        self._lang.setCurrentIndex(self._lang.findData(values.get("language", "")))
        colours = values.get("colours")
        self._accent.setText(str(colours.get("accent", "")) if isinstance(colours, dict) else "")

    def use_logo(self, name: str) -> None:
        """Name a picture beside the template as its logo."""
        self._emit("logo", f'{{ file = "{name}", height_mm = 10 }}')

    def _set_paper(self) -> None:
        self._emit("paper", f'"{self._paper.currentData()}"')

    def _set_lang(self) -> None:
        chosen = self._lang.currentData()
        self._emit("language", f'"{chosen}"' if chosen else None)

    def _set_accent(self) -> None:
        colour = self._accent.text().strip()
        if _COLOUR.fullmatch(colour):
            self._emit("colours", f'{{ accent = "{colour}" }}')

    def _emit(self, key: str, value: str | None) -> None:
        text = with_setting(self._text, key, value)
        if text != self._text:
            self.changed.emit(text)

    def _pick_logo(self) -> None:
        title = self._context.translator.tr("templates.logo")
        name, _ = QFileDialog.getOpenFileName(self, title, "", "PNG, JPEG (*.png *.jpg *.jpeg)")
        if name:
            self.logo_picked.emit(Path(name))

    def _lay_out(self) -> None:
        line = row(self, spacing=8)
        parts = (("paper", self._paper), ("language", self._lang), ("accent", self._accent))
        for name, part in parts:
            line.addWidget(self._titles[name])
            line.addWidget(part)
        line.addWidget(self._logo)
        line.addStretch(1)
