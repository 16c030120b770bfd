"""The comparison page: choose two versions, read every change side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from station.standards.channel import ChannelStandard
from ui.context import Context
from ui.icons import pixmap
from ui.screens.screen import TopLineText
from ui.screens.standards.choice_box import ChoiceBox
from ui.screens.standards.choices import Choice
from ui.screens.standards.difference.change_sheet import EDGE_PX, GAP_PX, MARK_PX, PLACE_PX, ChangeSheet
from ui.screens.standards.difference.direction_mark import DIRECTIONS
from ui.screens.standards.difference.viewmodel import Compared, DifferenceModel
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row, rule
from ui.widgets.segments import Segments

_EVERY = "every"
_FILTERS = (_EVERY, *DIRECTIONS)
_ARROW_PX, _BOX_PX = 20, 336
_FRAME_PX, _SCROLL_PX = 9, 12
"""What the frame of a group and the scroll bar add beside the columns under the heads."""


class DifferencePage(QWidget):
    """``changed`` when the top line has something else to say."""

    changed = Signal()

    def __init__(self, context: Context, model: DifferenceModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self.model = context, model
        self._compared: Compared | None = None
        self._direction = _EVERY
        self._make_parts()
        self._lay_out()
        self._connect()

    @property
    def compared(self) -> Compared | None:
        """What is shown; None before anything was compared."""
        return self._compared

    def take_focus(self) -> None:
        """Ready to choose, or to read."""
        (self.old if self._compared is None else self._sheet).setFocus()

    def top_line(self) -> TopLineText:
        """What stands in the top line."""
        tr = self._context.translator.tr
        return TopLineText(tr("standards.title"), (tr("compare.title"),))

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these versions; the pair chosen stays and is compared again: a draft may have changed."""
        self.old.offer(choices)
        self._offer_new()
        self._compare()

    def show_pair(self, old: ChannelStandard, new: ChannelStandard) -> None:
        """Compare two standards out of those offered."""
        self.old.choose(_key_of(self.old.choices, old))
        self.new.choose(_key_of(self.new.choices, new))

    def show_only(self, direction: str) -> None:
        """Show the changes of one direction, or with ``every`` all of them."""
        self._direction = direction
        self._filter.mark(direction)
        self._show()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self.old.setAccessibleName(tr("compare.old"))
        self.new.setAccessibleName(tr("compare.new"))
        for box in (self.old, self.new):
            if (field := box.lineEdit()) is not None:
                field.setPlaceholderText(tr("compare.choose"))
        self._swap.set_text(tr("compare.swap"))
        self._sheet.setAccessibleName(tr("compare.title"))
        self._idle.set_texts(tr("compare.idle"), tr("compare.idle_do"))
        self._same.set_texts(tr("difference.none"), tr("compare.same_do"))
        self._none.set_texts(tr("compare.none"), tr("compare.none_do"))
        self.old.offer(self.old.choices)
        self._offer_new()
        self._show()
        self._compare()

    def _make_parts(self) -> None:
        words, theme = self._context.translator, self._context.theme
        self.old, self.new, self._arrow = ChoiceBox(words), ChoiceBox(words), QLabel()
        self._swap = ActionButton(keys=("F7",), shortcut="F7")
        self._filter = Segments(_FILTERS)
        self._heads = {side: label("strong") for side in ("old", "new")}
        self._sheet = ChangeSheet(self._context)
        self._idle = EmptyState(theme, "git-compare")
        self._same, self._none = EmptyState(theme, "check"), EmptyState(theme, "search")
        self._changes, self._stack = look(QWidget(), "plain"), QStackedWidget()

    def _lay_out(self) -> None:
        bar = row(spacing=12)
        for part in (self.old, self._arrow, self.new, self._swap):
            bar.addWidget(part)
        for box in (self.old, self.new):
            box.setMinimumWidth(_BOX_PX)
        bar.setStretch(0, 1)
        bar.setStretch(2, 1)
        heads = row(spacing=GAP_PX)
        before = EDGE_PX + _FRAME_PX + MARK_PX + PLACE_PX + 2 * GAP_PX
        heads.setContentsMargins(before, 12, EDGE_PX + _FRAME_PX + _SCROLL_PX, 12)
        for head in self._heads.values():
            heads.addWidget(head, 1)
        inside = column(self._changes, spacing=0)
        inside.addLayout(heads)
        inside.addWidget(rule())
        inside.addWidget(self._sheet, 1)
        card = Card(margin=0)
        for page in (self._idle, self._same, self._none, self._changes):
            self._stack.addWidget(page)
        card.body.addWidget(self._stack)
        layout = column(self, spacing=16)
        layout.addLayout(bar)
        layout.addWidget(self._filter)
        layout.addWidget(card, 1)

    def _connect(self) -> None:
        self.old.currentIndexChanged.connect(self._on_old)
        self.new.currentIndexChanged.connect(self._compare)
        self._swap.clicked.connect(self.swap)
        self._filter.chosen.connect(self.show_only)
        self.model.compared.connect(self._on_compared)
        self._context.theme.changed.connect(self._tint)
        self._context.translator.follow(self.retranslate)
        self._tint()

    def swap(self) -> None:
        """Old becomes new and new becomes old."""
        old, new = self.old.chosen, self.new.chosen
        if old is not None and new is not None:
            self.show_pair(new.standard, old.standard)

    def _tint(self) -> None:
        colour, ratio = self._context.theme.palette.muted, self.devicePixelRatioF()
        self._arrow.setPixmap(pixmap("arrow-right", colour, _ARROW_PX, ratio))

    def _on_old(self) -> None:
        self._offer_new()
        self._compare()

    def _offer_new(self) -> None:
        """Only standards of the same category say something comparable; versions of the same one first."""
        old = self.old.chosen
        fitting = [one for one in self.old.choices if old is None or _fits(one, old)]
        if old is not None:
            fitting.sort(key=lambda one: one.standard.id != old.standard.id)
        self.new.offer(fitting)

    def _compare(self) -> None:
        old, new = self.old.chosen, self.new.chosen
        if old is not None and new is not None:
            self.model.compare(old, new)

    def _on_compared(self, compared: Compared) -> None:
        is_other = self._compared is None or _pair(self._compared) != _pair(compared)
        self._compared = compared
        if is_other:
            self._direction = _EVERY
            self._filter.mark(_EVERY)
        self._show()

    def _show(self) -> None:
        shown, tr = self._compared, self._context.translator.tr
        self._filter.setVisible(shown is not None and bool(shown.lines))
        if shown is None:
            self._stack.setCurrentWidget(self._idle)
            return
        counts: dict[str, int] = {one: shown.count(one) for one in DIRECTIONS}
        counts[_EVERY] = len(shown.lines)
        self._filter.set_words([tr(f"compare.filter.{one}", count=counts[one]) for one in _FILTERS])
        for side, choice in (("old", shown.old), ("new", shown.new)):
            name = choice.standard.name.of(self._context.translator.lang)
            self._heads[side].setText(f"{name} · {choice.standard.version}")
        lines = [one for one in shown.lines if self._direction in (_EVERY, one.direction)]
        self._sheet.show_lines(lines)
        empty = self._same if not shown.lines else self._none
        self._stack.setCurrentWidget(self._changes if lines else empty)


def _fits(one: Choice, old: Choice) -> bool:
    return one.standard.category == old.standard.category and one.key != old.key


def _pair(compared: Compared) -> tuple[str, str]:
    return compared.old.key, compared.new.key


def _key_of(choices: Sequence[Choice], standard: ChannelStandard) -> str:
    """The key of a standard: a draft and a published version never share id and version."""
    wanted = standard.id, standard.version
    return next((one.key for one in choices if (one.standard.id, one.standard.version) == wanted), "")
