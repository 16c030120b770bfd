"""The editor of one criterion: tree at the left, form in the middle, what it means at the right."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from station.standards.rule_wording import RuleWording
from station.standards.rules import AtWorst, DefectLimit, Good, Number, Options, Rule, parts
from ui.context import Context
from ui.screens.standards.editor.example_card import ExampleCard
from ui.screens.standards.editor.found_list import FoundList
from ui.screens.standards.editor.leaf_form import LeafForm
from ui.screens.standards.editor.rule_tree import Path, add, at, fitting, fresh, take, wrap
from ui.screens.standards.editor.rule_tree_view import RuleTreeView
from ui.screens.standards.editor.viewmodel import EditorModel
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row
from ui.widgets.wrap_row import WrapRow

_FORM_PX, _SIDE_PX = 488, 336
_WRAPS: tuple[Literal["all", "any", "not"], ...] = ("all", "any", "not")


class EditorPage(QWidget):
    """``closed`` when the person goes back, ``saved(ChannelStandard)`` when the draft is to hold the rule,
    ``ruled(Rule, reason)`` when it belongs to a clause that stands in no standard yet.
    """

    closed = Signal()
    saved = Signal(object)
    ruled = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self.model = EditorModel(context, self)
        self.tree = RuleTreeView(context.translator)
        self.form = LeafForm(context.translator)
        self._make_parts()
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._reads_title.setText(tr("standards.editor.reads"))
        self._branch_hint.setText(tr("standards.editor.branch_do"))
        self.tree.setAccessibleName(tr("standards.editor.tree"))
        self._add.set_text(tr("standards.editor.add"))
        self._take.set_text(tr("standards.editor.take"))
        for sort, button in self._wraps.items():
            button.set_text(tr(f"standards.editor.wrap.{sort}"))
        self._reason.setPlaceholderText(tr("standards.import.ruling_reason"))
        self._reason.setAccessibleName(tr("standards.import.ruling_reason"))
        self._back.set_text(tr("standards.back"))
        if hasattr(self.model, "rule"):
            self._show_sort()
            self._show()

    def _make_parts(self) -> None:
        self._clause, self._says = label("title"), label("muted", wrap=True)
        self._reads_title, self._reads = label("section"), label(wrap=True)
        self.found = FoundList(self._context, self.model)
        self._branch_hint = label("muted", wrap=True)
        self._example, self._reason = ExampleCard(self._context, self.model), QLineEdit()
        self._add = ActionButton(keys=("Ins",), shortcut="Ins", compact=True)
        self._take = ActionButton(keys=("Del",), compact=True)
        self._wraps = {sort: ActionButton(compact=True) for sort in _WRAPS}
        self._save = ActionButton(keys=("Ctrl+S",), shortcut="Ctrl+S", primary=True)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")

    def _lay_out(self) -> None:
        tree, form, side = Card(margin=16, spacing=8), Card(margin=0), look(QWidget(), "plain")
        buttons = look(QWidget(), "plain")
        line = WrapRow(buttons)
        for button in (self._add, self._take, *self._wraps.values()):
            line.addWidget(button)
        for part in (self._clause, self._says):
            tree.body.addWidget(part)
        tree.body.addWidget(self.tree, 1)
        tree.body.addWidget(buttons)
        form.setFixedWidth(_FORM_PX)
        form.body.addWidget(self._scrolled())
        side.setFixedWidth(_SIDE_PX)
        self._lay_out_side(side)
        layout = row(self, spacing=16)
        layout.addWidget(tree, 1)
        layout.addWidget(form)
        layout.addWidget(side)

    def _scrolled(self) -> QScrollArea:
        page = look(QWidget(), "plain")
        inside = column(page, spacing=8, margin=20)
        inside.addWidget(self._branch_hint)
        inside.addWidget(self.form)
        inside.addWidget(self.found)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        return scroll

    def _lay_out_side(self, side: QWidget) -> None:
        reads = Card(margin=20, spacing=8)
        reads.body.addWidget(self._reads_title)
        reads.body.addWidget(self._reads)
        stack = column(side, spacing=16)
        stack.addWidget(reads)
        stack.addWidget(self._example)
        stack.addStretch(1)
        stack.addWidget(self._reason)
        stack.addWidget(self._save)
        stack.addWidget(self._back)

    def _connect(self) -> None:
        self.model.opened.connect(self._on_opened)
        self.model.changed.connect(self._show)
        self.tree.chosen.connect(lambda _path: self._show_part())
        self.form.edited.connect(lambda part: self.model.change(self.tree.path, part))
        self._add.clicked.connect(self._on_add)
        self._take.clicked.connect(self._on_take)
        delete = QShortcut(QKeySequence("Del"), self.tree, self._take.click)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        for sort, button in self._wraps.items():
            button.clicked.connect(lambda _on=False, sort=sort: self._on_wrap(sort))
        self._save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.closed)
        self._context.translator.follow(self.retranslate)

    def _wording(self) -> RuleWording:
        return RuleWording(self.model.internal, self._context.translator.lang)

    def _on_opened(self) -> None:
        self.tree.stand_at(())
        self._reason.clear()
        self._show_sort()
        if self.model.is_of_standard:
            self.model.refresh_examples()

    def _show_sort(self) -> None:
        """A rule of no standard has no verdict and no findings, but wants a reason."""
        whole = self.model.is_of_standard
        for part in (self._example, self.found):
            part.setVisible(whole)
        self._reason.setVisible(not whole)
        self._save.set_text(self._context.translator.tr(f"standards.editor.{'save' if whole else 'rule'}"))

    def _show(self) -> None:
        model, lang = self.model, self._context.translator.lang
        self._clause.setText(f"{model.subject.heading} · {model.subject.clause}")
        self._says.setText(model.subject.words.of(lang))
        self.tree.show_rule(model.rule, self._wording())
        self._reads.setText(self._wording().sentence(model.rule))
        self._save.setEnabled(model.is_changed)
        self._show_part()

    def _show_part(self) -> None:
        part = at(self.model.rule, self.tree.path)
        single = isinstance(part, Options | AtWorst | Good | Number | DefectLimit)
        self.form.setVisible(single)
        self._branch_hint.setVisible(not single)
        self._take.setEnabled(take(self.model.rule, self.tree.path) != self.model.rule)
        if isinstance(part, Options | AtWorst | Good | Number | DefectLimit):
            self.form.show_leaf(part, self.model.internal)

    def _on_add(self) -> None:
        first: Rule = fresh("options", fitting(self.model.internal, "options")[0])
        path = self.tree.path
        changed = add(self.model.rule, path, first)
        inside: Path = (*path, len(parts(at(changed, path))) - 1)
        self.tree.stand_at(inside)
        self.model.replace(changed)

    def _on_take(self) -> None:
        path = self.tree.path
        self.tree.stand_at(path[:-1])
        self.model.replace(take(self.model.rule, path))

    def _on_wrap(self, sort: Literal["all", "any", "not"]) -> None:
        self.model.replace(wrap(self.model.rule, self.tree.path, sort))

    def _on_save(self) -> None:
        standard = self.model.changed_standard()
        if standard is None:
            self.ruled.emit(self.model.rule, self._reason.text().strip())
            self._reason.setFocus()
        elif self.model.is_changed:
            self.saved.emit(standard)
