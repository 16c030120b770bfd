"""A rule as a tree: *all*, *any*, *not* as headings, single demands below them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from station.standards.rule_wording import RuleWording
from station.standards.rules import Depends, Rule, Vague, parts
from ui.i18n import Translator
from ui.screens.standards.editor.rule_tree import Path
from ui.widgets.looks import look

_PATH = Qt.ItemDataRole.UserRole


class RuleTreeView(QTreeWidget):
    """``chosen`` carries the path of the part a person stands on."""

    chosen = Signal(tuple)

    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "flush dense")
        self._words = words
        self._path: Path = ()
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setIndentation(20)
        self.setItemsExpandable(False)
        self.setRootIsDecorated(False)
        self.currentItemChanged.connect(self._on_current)

    @property
    def path(self) -> Path:
        """Where the person stands."""
        return self._path

    def show_rule(self, rule: Rule, wording: RuleWording) -> None:
        """Show ``rule`` and stay at the same part, or the nearest above it that is still there."""
        self.blockSignals(True)
        self.clear()
        root = self._line(rule, (), wording, "")
        self.addTopLevelItem(root)
        self.expandAll()
        current = self._nearest(root, self._path)
        self.setCurrentItem(current)
        self._path = tuple(current.data(0, _PATH))
        self.blockSignals(False)

    def stand_at(self, path: Path) -> None:
        """Go to a part at the next :meth:`show_rule`."""
        self._path = path

    def _line(self, rule: Rule, path: Path, wording: RuleWording, before: str) -> QTreeWidgetItem:
        line = QTreeWidgetItem([before + self._told(rule, wording)])
        line.setData(0, _PATH, path)
        line.setToolTip(0, line.text(0))
        names = self._names(rule)
        for place, part in enumerate(parts(rule)):
            name = names[place] if place < len(names) else ""
            line.addChild(self._line(part, (*path, place), wording, name))
        return line

    def _told(self, rule: Rule, wording: RuleWording) -> str:
        if parts(rule):
            return self._words.tr(f"standards.editor.branch.{rule.rule}")
        return wording.sentence(rule)

    def _names(self, rule: Rule) -> tuple[str, ...]:
        tr = self._words.tr
        match rule:
            case Vague():
                return (tr("standards.editor.part.surely"), tr("standards.editor.part.at_least"))
            case Depends():
                pair = (tr("standards.editor.part.when"), tr("standards.editor.part.require"))
                return (*pair * len(rule.cases), tr("standards.editor.part.otherwise"))
            case _:
                return ()

    def _nearest(self, line: QTreeWidgetItem, path: Path) -> QTreeWidgetItem:
        below = line.child(path[0]) if path else None
        return line if below is None else self._nearest(below, path[1:])

    def _on_current(self, current: QTreeWidgetItem | None) -> None:
        if current is not None:
            self._path = tuple(current.data(0, _PATH))
            self.chosen.emit(self._path)
