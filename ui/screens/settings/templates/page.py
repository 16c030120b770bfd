"""Report templates: which there are, the text of the one chosen, and what it prints, side by side."""

from __future__ import annotations

import re

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from station.errors import KnownError
from station.inspection.own_templates import TemplateState
from station.inspection.template_preview import Preview
from station.texts import error_text
from ui.context import Context
from ui.screens.settings.templates.fields import TemplateFields
from ui.screens.settings.templates.scopes import Scope
from ui.screens.settings.templates.unsaved_bar import UnsavedBar
from ui.screens.settings.templates.viewmodel import TemplatesModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.code_edit import CodeEdit
from ui.widgets.looks import column, label, look, row
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.table import Row, Rows, Table

_LIST_PX = 300
_COLUMNS = ("template", "kept")
_DEFAULTS = ("record", "handover")
"""What a template is about that may be the usual one of a unit."""


class TemplatesPage(QWidget):
    """List, editor and live preview. A built-in template is shown, and changed only as a copy."""

    def __init__(self, context: Context, model: TemplatesModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._states: tuple[TemplateState, ...] = ()
        self._open: TemplateState | None = None
        self._wanted, self._next = "certificate", ""
        self._title, self._name = label("title"), QLineEdit()
        self.scope = QComboBox()
        self._scopes: tuple[Scope, ...] = (Scope(),)
        self._rows = Rows(context.theme)
        self.table = look(Table(self._rows, (0, 84)), "flush")
        self._copy, self._remove, self._usual = (ActionButton(compact=True) for _ in range(3))
        self._save = ActionButton(keys=("Ctrl", "S"), shortcut="Ctrl+S", primary=True)
        self._heading, self._fault = label("strong"), label("small", wrap=True)
        self.fields, self.editor = TemplateFields(context), CodeEdit(context.theme)
        self.preview, self.unsaved = PdfPreview(context.theme), UnsavedBar(context.translator)
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("templates.title"))
        self._name.setPlaceholderText(tr("templates.new_name"))
        self._name.setAccessibleName(tr("templates.new_name"))
        for button, key in ((self._copy, "copy"), (self._remove, "remove"), (self._save, "save")):
            button.set_text(tr(f"templates.{key}"))
        self.editor.setAccessibleName(tr("templates.text"))
        self.scope.setAccessibleName(tr("templates.make_usual"))
        self.preview.setAccessibleName(tr("templates.preview"))
        self._model.read_scopes()
        self._rows.set_headers([tr(f"templates.column.{name}") for name in _COLUMNS])
        self._fill()
        self._show_state()
        if self._open is not None:
            self._model.draft(self.editor.toPlainText(), self._is_yaml())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is previewed."""
        super().hideEvent(event)
        self._model.stop()

    def show_template(self, name: str) -> None:
        """Open a template by its name; what is not saved of the one before is asked about first."""
        if self._open is not None and name != self._open.name and self._is_unsaved():
            self._next, self._wanted = name, self._open.name
            self.unsaved.ask(self._open.name)
            self._fill()
            return
        state = next((one for one in self._states if one.name == name), None)
        if state is not None:
            self._wanted = name
            self._model.open(state)

    def _is_unsaved(self) -> bool:
        return self._open is not None and self._open.is_own and self.editor.document().isModified()

    def _decide(self, choice: str) -> None:
        if choice == "keep":
            self._save_open()
            return
        name, self._next = self._next, ""
        if choice == "drop":
            self.editor.document().setModified(False)
            self.show_template(name)

    def type_text(self, text: str) -> None:
        """Put another text into the editor, as if it were typed."""
        self.editor.selectAll()
        self.editor.insertPlainText(text)

    def _read(self, states: tuple[TemplateState, ...]) -> None:
        self._states = states
        self._fill()
        if self._open is None or self._open.name != self._wanted:
            self.show_template(self._wanted)
        else:
            self._show_state()

    def _fill(self) -> None:
        self._rows.set_rows([self._row(one) for one in self._states])
        place = self._rows.place(self._open.name if self._open else "")
        if place >= 0:
            self.table.selectRow(place)

    def _row(self, one: TemplateState) -> Row:
        tr = self._context.translator.tr
        kept = tr("templates.own" if one.is_own else "templates.built_in")
        mark = " ★" if self._model.is_usual(one, self._scope()) else ""
        return Row((f"{self._called(one)}{mark}", kept), one.name, State.BAD if one.faults else None)

    def _called(self, one: TemplateState) -> str:
        """A built-in one by its title, one's own by the name it was given."""
        title = None if one.is_own else one.title
        return str(getattr(title, self._context.translator.lang.value)) if title else one.name

    def _opened(self, state: TemplateState, text: str) -> None:
        if state.name != self._wanted:
            return  # another one was asked for meanwhile
        self._open = state
        self.editor.setReadOnly(not state.is_own)
        self.editor.setPlainText(text)
        self._fill()
        self._show_state()

    def _show_state(self) -> None:
        state, tr = self._open, self._context.translator.tr
        if state is None:
            return
        key = "heading_own" if state.is_own else "heading_built_in"
        self._heading.setText(tr(f"templates.{key}", name=state.name))
        self._remove.setEnabled(state.is_own)
        self._offer_default(state)
        self._save.setEnabled(self._is_unsaved())
        self.fields.show_text(self.editor.toPlainText(), enabled=state.is_own and not self._is_yaml())

    def _offer_default(self, state: TemplateState) -> None:
        """To be made the default of the chosen scope, or to be it no more."""
        model, scope = self._model, self._scope()
        taken_back = model.is_set(state, scope)
        key = "take_back" if taken_back else "make_usual"
        self._usual.set_text(self._context.translator.tr(f"templates.{key}"))
        self._usual.setEnabled(taken_back or (state.about in _DEFAULTS and not model.is_usual(state, scope)))

    def _typed(self) -> None:
        self._model.draft(self.editor.toPlainText(), self._is_yaml())
        self._show_state()

    def _previewed(self, preview: Preview) -> None:
        self.editor.mark_wrong(tuple(fault.line for fault in preview.faults))
        tr, lang = self._context.translator.tr, self._context.translator.lang
        if preview.faults:
            first = preview.faults[0]
            words = tr("templates.fault_at", line=first.line, where=first.where, why=first.told(lang))
            more = len(preview.faults) - 1
            self._tell(words + (tr("templates.more", count=more) if more else ""), State.BAD)
            return
        self._tell(tr("templates.sound" if preview.pdf else "templates.nothing_to_show"), State.OK)
        if preview.pdf:
            self.preview.show_bytes(preview.pdf)
        else:
            self.preview.show_nothing()

    def _tell(self, words: str, state: State) -> None:
        self._fault.setText(words)
        look(self._fault, "small bad" if state is State.BAD else "muted small")

    def _refused(self, error: KnownError) -> None:
        self._next = ""
        self._tell(" ".join(error_text(self._context.translator.lang, error)), State.BAD)

    def _copy_open(self) -> None:
        if self._open is None:
            return
        name = self._name.text().strip() or self._free_name(self._open.name)
        self._wanted = name
        self._model.copy(self._open.name, name, self._name.clear)

    def _free_name(self, name: str) -> str:
        taken, stem = {one.name for one in self._states}, re.sub(r"-\d+$", "", name)[:36]
        return next(f"{stem}-{number}" for number in range(2, 1000) if f"{stem}-{number}" not in taken)

    def _remove_open(self) -> None:
        if self._open is not None and self._open.is_own:
            self._wanted = "certificate"
            self.editor.document().setModified(False)
            self._model.remove(self._open.name)

    def _save_open(self) -> None:
        if self._open is not None and self._open.is_own:
            self._model.save(self._open.name, self.editor.toPlainText())

    def _saved(self) -> None:
        self.editor.document().setModified(False)
        self._show_state()
        if self._next:
            name, self._next = self._next, ""
            self.show_template(name)

    def _make_usual(self) -> None:
        state, scope = self._open, self._scope()
        if state is None:
            return
        act = self._model.take_back if self._model.is_set(state, scope) else self._model.make_usual
        act(state, scope)
        name = self._model.usual_of(state, scope)
        self._tell(
            self._context.translator.tr("templates.now", scope=self.scope.currentText(), name=name), State.OK
        )

    def _scope(self) -> Scope:
        return self._scopes[max(0, self.scope.currentIndex())]

    def _offer_scopes(self, scopes: tuple[Scope, ...]) -> None:
        tr, chosen = self._context.translator.tr, self.scope.currentIndex()
        self._scopes = (Scope(), *scopes)
        self.scope.clear()
        self.scope.addItems([tr("templates.default_for", scope=one.title) for one in scopes])
        self.scope.insertItem(0, tr("templates.default_for_all"))
        self.scope.setCurrentIndex(max(chosen, 0))

    def _choose_scope(self) -> None:
        self._fill()
        self._show_state()

    def _is_yaml(self) -> bool:
        return self._open is not None and self._open.file.suffix != ".toml"

    def _connect(self) -> None:
        model = self._model
        model.read.connect(self._read)
        model.opened.connect(self._opened)
        model.scopes_read.connect(self._offer_scopes)
        self.scope.activated.connect(self._choose_scope)
        model.previewed.connect(self._previewed)
        model.saved.connect(self._saved)
        self.unsaved.chosen.connect(self._decide)
        model.refused.connect(self._refused)
        self.table.clicked.connect(lambda index: self.show_template(self._rows.row(index).key))
        self.table.opened.connect(self.show_template)
        self.editor.textChanged.connect(self._typed)
        self.fields.changed.connect(self.type_text)
        self.fields.logo_picked.connect(lambda path: model.add_logo(path, self.fields.use_logo))
        for button, act in (
            (self._copy, self._copy_open),
            (self._remove, self._remove_open),
            (self._usual, self._make_usual),
            (self._save, self._save_open),
        ):
            button.clicked.connect(act)
        self._context.translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        side = Card(margin=16, spacing=12)
        side.setFixedWidth(_LIST_PX)
        side.body.addWidget(self._title)
        side.body.addWidget(self.table, 1)
        side.body.addWidget(self.scope)
        for parts in ((self._name, self._copy), (self._usual, self._remove)):
            line = row(spacing=8)
            for part in parts:
                line.addWidget(part)
            side.body.addLayout(line)
        middle = Card(margin=16, spacing=12)
        head = row(spacing=12)
        head.addWidget(self._heading, 1)
        head.addWidget(self._save)
        middle.body.addLayout(head)
        middle.body.addWidget(self.fields)
        middle.body.addWidget(self.editor, 1)
        middle.body.addWidget(self._fault)
        middle.body.addWidget(self.unsaved)
        right = column()
        right.addWidget(self.preview, 1)
        layout = row(self, spacing=16)
        layout.addWidget(side)
        layout.addWidget(middle, 6)
        layout.addLayout(right, 4)
