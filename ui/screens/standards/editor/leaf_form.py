"""The form of one demand: what it speaks about and what it asks, all by choosing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from station.model.checklist import InternalStandard
from station.model.defect import DefectKind, Depth
from station.standards.channel_file import MEASURE_UNITS
from station.standards.rules import AtWorst, DefectLimit, Good, Leaf, Number, Options, Rule
from station.standards.units import convertible
from station.texts import text
from ui.i18n import Translator
from ui.screens.standards.editor.bounds_form import BoundsForm
from ui.screens.standards.editor.check_list import CheckList
from ui.screens.standards.editor.rule_tree import SORTS, Sort, fitting, fresh
from ui.widgets.looks import column, label, look

_MEASURES = ("count", "total_length", "total_area", "longest", "widest", "farthest_visible")
_SCOPES = ("device", "surface", "zone", "per_100cm2")
_UNITS = (
    "mm",
    "cm",
    "in",
    "mm²",
    "cm²",
    "in²",
    "g",
    "kg",
    "oz",
    "%",
    "mA",
    "A",
    "mV",
    "V",
    "°",
    "dB",
    "d",
    "1",
)
_FIELDS = (
    "sort",
    "item",
    "items",
    "option",
    "options",
    "measure",
    "bounds",
    "scope",
    "kinds",
    "zones",
    "depth",
)


class LeafForm(QWidget):
    """``edited`` carries the demand as a person has it now."""

    edited = Signal(object)

    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._words = words
        self._internal: InternalStandard | None = None
        self._leaf: Leaf | None = None
        self._boxes = {name: QComboBox() for name in ("sort", "item", "option", "measure", "scope", "depth")}
        self._lists = {name: CheckList() for name in ("items", "options", "kinds", "zones")}
        self._bounds = BoundsForm(words)
        self._demanded = QCheckBox()
        self._titles = {name: label("section") for name in _FIELDS}
        self._lay_out()
        self._connect()

    def show_leaf(self, leaf: Leaf, internal: InternalStandard) -> None:
        """Show this demand."""
        self._leaf, self._internal = leaf, internal
        for widget in (*self._boxes.values(), *self._lists.values(), self._demanded):
            widget.blockSignals(True)
        self._fill(leaf)
        for widget in (*self._boxes.values(), *self._lists.values(), self._demanded):
            widget.blockSignals(False)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        for name, title in self._titles.items():
            title.setText(self._words.tr(f"standards.editor.{name}"))
        for name, widget in (*self._boxes.items(), *self._lists.items()):
            widget.setAccessibleName(self._words.tr(f"standards.editor.{name}"))
        self._demanded.setText(self._words.tr("standards.editor.demanded"))
        if self._leaf is not None and self._internal is not None:
            self.show_leaf(self._leaf, self._internal)

    def _lay_out(self) -> None:
        layout = column(self, spacing=4)
        for name in _FIELDS:
            layout.addWidget(self._titles[name])
            layout.addWidget(self._field(name))
            layout.addSpacing(8)
        layout.addWidget(self._demanded)
        layout.addStretch(1)

    def _connect(self) -> None:
        for name, box in self._boxes.items():
            box.currentIndexChanged.connect(self._on_sort if name == "sort" else self._tell)
        self._boxes["item"].currentIndexChanged.disconnect(self._tell)
        self._boxes["item"].currentIndexChanged.connect(self._on_item)
        for checked in self._lists.values():
            checked.edited.connect(self._tell)
        self._bounds.edited.connect(self._tell)
        self._demanded.toggled.connect(self._tell)
        self._words.follow(self.retranslate)

    def _field(self, name: str) -> QWidget:
        if name == "bounds":
            return self._bounds
        return self._boxes[name] if name in self._boxes else self._lists[name]

    def _fill(self, leaf: Leaf) -> None:
        sort: Sort = leaf.rule
        self._choose("sort", [(one, self._words.tr(f"standards.editor.sorts.{one}")) for one in SORTS], sort)
        for name in _FIELDS:
            for widget in (self._titles[name], self._field(name)):
                widget.setVisible(name in _SHOWN[sort])
        self._demanded.setVisible(not isinstance(leaf, DefectLimit))
        if not isinstance(leaf, DefectLimit):
            self._demanded.setChecked(leaf.part_demanded)
        self._fill_items(leaf, sort)
        match leaf:
            case Options():
                self._lists["options"].offer(self._options(leaf.item), leaf.allowed)
            case AtWorst():
                self._choose("option", self._options(leaf.item), leaf.option)
            case Number():
                self._fill_number(leaf)
            case DefectLimit():
                self._fill_defects(leaf)

    def _fill_items(self, leaf: Leaf, sort: Sort) -> None:
        if self._internal is None:
            return
        lang = self._words.lang
        items = [(item.id, f"{item.id}  {item.title.of(lang)}") for item in fitting(self._internal, sort)]
        if isinstance(leaf, Good | DefectLimit):
            self._lists["items"].offer(items, leaf.items)
        else:
            self._choose("item", items, leaf.item)

    def _fill_number(self, leaf: Number) -> None:
        item = self._internal.item(leaf.item) if self._internal else None
        unit = (item.unit if item else None) or leaf.unit
        self._bounds.show_bounds(leaf, [one for one in _UNITS if convertible(one, unit)] or [unit])

    def _fill_defects(self, leaf: DefectLimit) -> None:
        lang, tr = self._words.lang, self._words.tr
        measures = [(one, text(lang, f"rules.measure.{one}")) for one in _MEASURES]
        self._choose("measure", measures, leaf.measure)
        scopes = [(one, tr(f"standards.editor.scopes.{one}")) for one in _SCOPES]
        self._choose("scope", scopes, leaf.scope)
        depths = [(depth.value, text(lang, f"grading.depth.{depth.value}")) for depth in Depth]
        chosen = leaf.which.depth_at_least.value if leaf.which.depth_at_least else ""
        self._choose("depth", [("", tr("standards.editor.any")), *depths], chosen)
        unit = MEASURE_UNITS[leaf.measure]
        self._bounds.show_bounds(leaf, [one for one in _UNITS if convertible(one, unit)] or [unit])
        self._fill_which(leaf)

    def _fill_which(self, leaf: DefectLimit) -> None:
        if self._internal is None:
            return
        lang = self._words.lang
        items = [item for item in map(self._internal.item, leaf.items) if item is not None]
        kinds = dict.fromkeys(kind for item in items for kind in item.defect_kinds)
        told = [(kind, text(lang, f"grading.kind.{kind}")) for kind in kinds]
        self._lists["kinds"].offer(told, [kind.value for kind in leaf.which.kinds])
        named = {zone for item in items for zone in item.zones}
        zones = [
            (one.id, f"{one.id}  {one.title.of(lang)}") for one in self._internal.zones if one.id in named
        ]
        self._lists["zones"].offer(zones, leaf.which.zones)

    def _options(self, item_id: str) -> list[tuple[str, str]]:
        item = self._internal.item(item_id) if self._internal else None
        return [(one.value, one.title.of(self._words.lang)) for one in item.options] if item else []

    def _choose(self, name: str, choices: list[tuple[str, str]], value: str) -> None:
        box = self._boxes[name]
        box.clear()
        for data, words in choices:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(value)))

    def _on_sort(self) -> None:
        if self._internal is not None:
            sort: Sort = self._boxes["sort"].currentData()
            self._give(fresh(sort, fitting(self._internal, sort)[0]))

    def _on_item(self) -> None:
        item = self._internal.item(self._boxes["item"].currentData()) if self._internal else None
        if item is not None and self._leaf is not None:
            self._give(fresh(self._leaf.rule, item))

    def _tell(self, *_edited: object) -> None:
        changed = self._changed()
        if changed is not None:
            self._give(changed)

    def _give(self, changed: Rule) -> None:
        if changed != self._leaf:
            self.edited.emit(changed)

    def _changed(self) -> Leaf | None:
        """The demand as the form says it; None while something it needs is not chosen."""
        match self._leaf:
            case Options() as leaf:
                allowed = self._lists["options"].ticked
                return replace(leaf, allowed=allowed, **self._part()) if allowed else None
            case AtWorst() as leaf:
                return replace(leaf, option=self._boxes["option"].currentData(), **self._part())
            case Good() as leaf:
                items = self._lists["items"].ticked
                return replace(leaf, items=items, **self._part()) if items else None
            case Number() as leaf:
                return replace(leaf, **self._bounds.limits, **self._part())
            case DefectLimit() as leaf:
                return self._changed_defects(leaf)
        return None

    def _part(self) -> dict[str, Any]:
        return {"part_demanded": self._demanded.isChecked()}

    def _changed_defects(self, leaf: DefectLimit) -> DefectLimit | None:
        items, measure = self._lists["items"].ticked, self._boxes["measure"].currentData()
        if not items:
            return None
        depth = self._boxes["depth"].currentData()
        which = replace(
            leaf.which,
            kinds=tuple(DefectKind(kind) for kind in self._lists["kinds"].ticked),
            zones=self._lists["zones"].ticked,
            depth_at_least=Depth(depth) if depth else None,
        )
        limits = self._bounds.limits
        if not convertible(limits["unit"], MEASURE_UNITS[measure]):
            limits["unit"] = MEASURE_UNITS[measure]
        scope = self._boxes["scope"].currentData()
        return replace(leaf, items=items, measure=measure, scope=scope, which=which, **limits)


_SHOWN = {
    "options": {"sort", "item", "options"},
    "at_worst": {"sort", "item", "option"},
    "good": {"sort", "items"},
    "number": {"sort", "item", "bounds"},
    "defects": {"sort", "items", "measure", "bounds", "scope", "kinds", "zones", "depth"},
}
