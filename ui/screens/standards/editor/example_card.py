"""What the edited rule does to one example: the verdict before and after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog

from station.model.verdict import Result
from station.store.index.query import RecordSummary
from ui.context import Context
from ui.screens.standards.editor.viewmodel import EditorModel, Tried
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.looks import label, row

_MOST_LINES, _MARGIN_PX = 2, 20


class ExampleCard(Card):
    """A recent record or a facts file, and its verdict while the rule changes."""

    def __init__(self, context: Context, model: EditorModel) -> None:
        super().__init__(margin=_MARGIN_PX, spacing=12)
        self._context, self._model = context, model
        self._records: tuple[RecordSummary, ...] = ()
        self._tried: Tried | None = None
        self._title, self._hint = label("section"), label("muted", wrap=True)
        self._which, self._file = QComboBox(), ActionButton(compact=True)
        self._chip, self._before, self._lines = (
            Chip(context.theme),
            label("muted", wrap=True),
            label(wrap=True),
        )
        bar = row(spacing=8)
        bar.addWidget(self._which, 1)
        bar.addWidget(self._file)
        self.body.addWidget(self._title)
        self.body.addLayout(bar)
        for part in (self._hint, self._before, self._chip, self._lines):
            self.body.addWidget(part)
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("standards.editor.example"))
        self._hint.setText(tr("standards.editor.example_do"))
        self._which.setAccessibleName(tr("standards.editor.example"))
        self._which.setPlaceholderText(tr("standards.editor.example_record"))
        self._file.set_text(tr("standards.editor.example_file"))
        for place, record in enumerate(self._records):
            self._which.setItemText(place, self._named(record))
        self._show()

    def _connect(self) -> None:
        self._which.activated.connect(self._on_record)
        self._file.clicked.connect(self._choose_file)
        self._model.examples.connect(self._on_examples)
        self._model.tried.connect(self._on_tried)
        self._context.translator.follow(self.retranslate)

    def _on_examples(self, records: Sequence[RecordSummary]) -> None:
        self._records = tuple(records)
        self._which.clear()
        for record in self._records:
            self._which.addItem(self._named(record))
        self._which.setCurrentIndex(-1)
        self._which.setEnabled(bool(records))

    def _named(self, record: RecordSummary) -> str:
        code = self._context.translator.seen(record.unit_code, record.serial)
        told = (code, record.model, f"{record.sealed_at.astimezone():%m-%d %H:%M}")
        return " · ".join(part for part in told if part)

    def _on_record(self, place: int) -> None:
        self._model.use_record(self._records[place].id)

    def _choose_file(self) -> None:
        title = self._context.translator.tr("standards.editor.example_file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "JSON (*.json)")
        if chosen:
            self._model.use_file(Path(chosen))

    def _on_tried(self, tried: Tried) -> None:
        self._tried = tried
        self._show()

    def _show(self) -> None:
        tried = self._tried
        self._hint.setVisible(tried is None)
        for part in (self._before, self._chip, self._lines):
            part.setVisible(tried is not None)
        if tried is None:
            return
        tr = self._context.translator.tr
        self._before.setText(tr("standards.editor.before", verdict=tried.before))
        self._chip.show_state(_STATES[tried.result.result], tried.after)
        self._lines.setText("\n".join(tried.lines[:_MOST_LINES]))
        # a wrapped label inside two cards is not asked for its height by the outer layout
        self._lines.setMinimumHeight(self._lines.heightForWidth(self.width() - 2 * _MARGIN_PX))


_STATES = {
    Result.GRADE: State.OK,
    Result.TIE: State.ATTENTION,
    Result.BOUND: State.ATTENTION,
    Result.UNDETERMINED: State.UNKNOWN,
    Result.NOT_ACCEPTED: State.BAD,
    Result.ITEMISED: State.OK,
}
