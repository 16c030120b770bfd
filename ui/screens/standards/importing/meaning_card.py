"""What a clause may mean: suggestions with score and reason, or any other item, confirmed with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from station.model.checklist import InternalStandard
from station.standards.importing.clause import ImportedClause
from station.standards.importing.terms import Suggestion
from ui.context import Context
from ui.screens.standards.editor.check_list import CheckList
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import label, row
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings

_MOST = 5


class MeaningCard(Card):
    """``confirmed(item, options, reason)``; an empty item confirms what is proposed as a whole."""

    confirmed = Signal(str, tuple, str)
    left_out = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(margin=16, spacing=8)
        self._context = context
        self._clause: ImportedClause | None = None
        self._internal: InternalStandard | None = None
        self._suggestions: tuple[Suggestion, ...] = ()
        self._title, self._other = label("section"), label("section")
        self._none, self._decided = label("muted", wrap=True), label("muted", wrap=True)
        self._list = OptionList(Surroundings(context.translator, context.theme), 1)
        self._item, self._options, self.reason = QComboBox(), CheckList(), QLineEdit()
        self._confirm = ActionButton(keys=("F6",), shortcut="F6", primary=True)
        self._leave = ActionButton(keys=("F9",), shortcut="F9")
        self._lay_out()
        self._connect()

    def show_clause(self, clause: ImportedClause, internal: InternalStandard) -> None:
        """Show what this clause may mean; what matches exactly is marked, nothing else."""
        self._clause, self._internal = clause, internal
        self._suggestions = clause.suggestions[:_MOST]
        self._list.offer([Entry(str(n), self._told(one)) for n, one in enumerate(self._suggestions)])
        self._none.setVisible(not self._suggestions)
        self._fill_items(internal)
        mapping = clause.mapping
        self._decided.setVisible(mapping is not None)
        if mapping is not None:
            by = self._context.translator.tr("standards.ruled", by=mapping.by, at=mapping.at)
            self._decided.setText(f"{mapping.says} · {by}")
        if clause.proposed:
            proposed = next((n for n, one in enumerate(self._suggestions) if one == clause.proposed[0]), 0)
            self._list.pick(str(proposed))
            self._on_picked(str(proposed))
        elif mapping is not None:
            self._choose(mapping.items[0] if mapping.items else "", mapping.options)
        else:
            self._choose("", ())
            self.reason.clear()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("standards.import.suggested"))
        self._other.setText(tr("standards.import.other"))
        self._none.setText(tr("standards.import.nothing_suggested"))
        self._item.setAccessibleName(tr("standards.import.other"))
        self._options.setAccessibleName(tr("standards.editor.options"))
        self.reason.setPlaceholderText(tr("standards.import.reason"))
        self.reason.setAccessibleName(tr("standards.import.reason"))
        self._confirm.set_text(tr("standards.import.confirm"))
        self._leave.set_text(tr("standards.import.leave_out"))
        if self._clause is not None and self._internal is not None:
            self.show_clause(self._clause, self._internal)

    def press(self, typed: str) -> bool:
        """Pick a suggestion by its key."""
        return self._list.press(typed)

    def _lay_out(self) -> None:
        self._item.setEditable(True)
        self._item.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for part in (self._title, self._list, self._none, self._other, self._item, self._options):
            self.body.addWidget(part)
        self.body.addStretch()
        self.body.addWidget(self._decided)
        self.body.addWidget(self.reason)
        line = row(spacing=8)
        line.addWidget(self._leave)
        line.addWidget(self._confirm, 1)
        self.body.addLayout(line)

    def _connect(self) -> None:
        self._list.picked.connect(self._on_picked)
        self._item.activated.connect(self._on_item)
        self._confirm.clicked.connect(self._on_confirm)
        self.reason.returnPressed.connect(self._on_confirm)
        self._leave.clicked.connect(lambda: self.left_out.emit(self.reason.text().strip()))
        self._context.translator.follow(self.retranslate)

    def _fill_items(self, internal: InternalStandard) -> None:
        lang = self._context.translator.lang
        self._item.clear()
        self._item.addItem("", "")
        for item in internal.items:
            self._item.addItem(f"{item.id}  {item.title.of(lang)}", item.id)
        completer = QCompleter(self._item.model(), self._item)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._item.setCompleter(completer)

    def _told(self, one: Suggestion) -> str:
        words, item = self._context.translator, self._internal.item(one.item) if self._internal else None
        options = [item.option(value) for value in one.options] if item else []
        told = [item.title.of(words.lang) if item else one.item]
        told += [option.title.of(words.lang) for option in options if option is not None]
        return words.tr(
            "standards.import.suggestion",
            what=" / ".join(told),
            score=one.score,
            reason=words.tr(f"standards.import.because.{one.reason}"),
        )

    def _on_picked(self, number: str) -> None:
        one, tr = self._suggestions[int(number)], self._context.translator.tr
        self._choose(one.item, one.options)
        because = tr(f"standards.import.because.{one.reason}")
        self.reason.setText(tr("standards.import.because_of", reason=because, matched=one.matched))

    def _on_item(self, _place: int) -> None:
        self._list.pick(None)
        self._choose(self._item.currentData() or "", ())
        self.reason.clear()
        self.reason.setFocus()

    def _choose(self, item_id: str, options: tuple[str, ...]) -> None:
        self._item.setCurrentIndex(max(0, self._item.findData(item_id)))
        item = self._internal.item(item_id) if self._internal else None
        lang = self._context.translator.lang
        offered = [(one.value, one.title.of(lang)) for one in item.options] if item else []
        self._options.offer(offered, options)
        self._options.setVisible(bool(offered))

    def _on_confirm(self) -> None:
        item = self._item.currentData() or ""
        whole = self._clause is not None and len(self._clause.proposed) > 1
        if whole and self._list.value is not None:
            self.confirmed.emit("", (), self.reason.text().strip())
        elif item:
            self.confirmed.emit(item, self._options.ticked, self.reason.text().strip())
        else:
            self._item.setFocus()
