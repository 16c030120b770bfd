"""The targets of the station: from where on a figure is green, amber or red."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit

from station.analysis.targets import BETTER, LEAST_SAMPLES
from station.analysis.telling import unit_of
from station.settings import TargetSetting
from ui.context import Context
from ui.i18n import Translator
from ui.screens.settings.shifts.drafts import TargetDraft, target_drafts_of, target_fault, targets_of
from ui.screens.settings.shifts.lines_card import Line, LinesCard
from ui.screens.settings.viewmodel import SettingsModel

_WIDTHS = (240, 240, 88, 88)
_COLUMNS = ("figure", "channel", "value", "attention")
_MOST = 500
_LONGEST = 12
Named = tuple[str, str]
"""The id of a channel and what it is called."""


class TargetLine(Line):
    """One target."""

    def __init__(self, words: Translator, draft: TargetDraft, channels: Sequence[Named]) -> None:
        self.figure, self.channel = QComboBox(), QComboBox()
        self.value, self.attention = QLineEdit(draft.value), QLineEdit(draft.attention)
        fields = (self.figure, self.channel, self.value, self.attention)
        super().__init__(words, fields)
        for field, width in zip(fields, _WIDTHS, strict=True):
            field.setFixedWidth(width)
        self.offer(channels, draft)
        for box in (self.figure, self.channel):
            box.currentIndexChanged.connect(self.edited)
        for number in (self.value, self.attention):
            number.setMaxLength(_LONGEST)
            number.textEdited.connect(self.edited)

    @property
    def draft(self) -> TargetDraft:
        """What stands in the line."""
        return TargetDraft(
            self.figure.currentData() or "",
            self.channel.currentData() or "",
            self.value.text().strip(),
            self.attention.text().strip(),
        )

    def offer(self, channels: Sequence[Named], chosen: TargetDraft | None = None) -> None:
        """What can be chosen, in the language in use; what is chosen stays, also where nobody knows it."""
        kept = chosen or self.draft
        figures = [(one, self.words.tr(f"figures.names.{one}")) for one in BETTER]
        _fill(self.figure, figures, kept.figure)
        _fill(self.channel, [("", self.words.tr("shifts.target.all_channels")), *channels], kept.channel)

    def name(self, place: int) -> None:
        super().name(place)
        for field, name in zip(
            (self.figure, self.channel, self.value, self.attention), _COLUMNS, strict=True
        ):
            field.setAccessibleName(
                self.words.tr("shifts.field", place=place, name=self.words.tr(f"shifts.target.{name}"))
            )
        self.told.setText(self._says())

    def _says(self) -> str:
        draft, tr = self.draft, self.words.tr
        unit = unit_of(self.words.lang, draft.figure) if draft.figure in BETTER else ""
        if target_fault([draft]):
            return unit
        way = "higher" if BETTER.get(draft.figure, 1) > 0 else "lower"
        return tr(f"shifts.target.says_{way}", value=draft.value, attention=draft.attention, unit=unit)


class TargetCard(LinesCard[TargetLine]):
    """A figure of a channel goes by the target of that channel, else by the one of all channels."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(context.translator, _WIDTHS, _MOST)
        self._context, self._model = context, model
        self._shown: tuple[TargetSetting, ...] | None = None
        self.channels: Sequence[Named] = ()
        self.add.clicked.connect(self._add)
        self.saved.connect(self._submit)
        context.settings.changed.connect(self._show)
        context.translator.follow(self.retranslate)
        self._show()

    def show_channels(self, channels: Sequence[Named]) -> None:
        """The channels that a target can be of."""
        self.channels = channels
        for line in self.lines:
            line.offer(channels)
        self.look_again()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self.words.tr
        self.title.setText(tr("shifts.target.title"))
        self.lead.setText(tr("shifts.target.lead", count=LEAST_SAMPLES))
        for caption, name in zip(self.captions, _COLUMNS, strict=True):
            caption.setText(tr(f"shifts.target.{name}"))
        self.add.set_text(tr("shifts.target.add"))
        self.save.set_text(tr("shifts.save"))
        self.show_channels(self.channels)

    def look_again(self) -> None:
        super().look_again()
        fault = target_fault([line.draft for line in self.lines])
        self.refuse(self.words.tr(fault[0], **fault[1]) if fault else "")
        self.told.setText("" if self.lines else self.words.tr("shifts.target.none"))
        self.told.setVisible(not self.lines)

    def _show(self) -> None:
        targets = self._model.now.targets
        if targets != self._shown:
            self._shown = targets
            drafts = target_drafts_of(targets)
            self.put([TargetLine(self.words, one, self.channels) for one in drafts])
        self.look_again()

    def _add(self) -> None:
        taken = {(line.draft.figure, line.draft.channel) for line in self.lines}
        figure = next((one for one in BETTER if (one, "") not in taken), next(iter(BETTER)))
        self.append(TargetLine(self.words, TargetDraft(figure, "", "", ""), self.channels))
        self.look_again()
        self.lines[-1].value.setFocus()

    def _submit(self) -> None:
        targets = targets_of([line.draft for line in self.lines])
        if targets != self._shown:
            self._model.change(targets=[one.model_dump() for one in targets])


def _fill(box: QComboBox, offered: Sequence[Named], chosen: str) -> None:
    known = offered if chosen in {one for one, _ in offered} else [*offered, (chosen, chosen)]
    box.blockSignals(True)
    box.clear()
    for value, words in known:
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(chosen))
    box.blockSignals(False)
