"""How many labels wait, in the status line; nothing is shown when none does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.i18n import Translator
from ui.printing.label_desk import LabelDesk
from ui.theme import State, Theme
from ui.widgets.status_button import StatusButton

SHORTCUT = "Ctrl+Shift+L"


class LabelsStatus(StatusButton):
    """Pressed, it leads to what waits. Red tells that the printer does not print, amber that a person must
    look at a label."""

    def __init__(
        self, labels: LabelDesk, translator: Translator, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, SHORTCUT, parent)
        self._labels, self._translator = labels, translator
        labels.changed.connect(self.retranslate)
        translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Say it in the language in use."""
        labels = self._labels
        unsure = any(one.unsure for one in labels.waiting)
        state = State.BAD if labels.trouble else State.ATTENTION if unsure else State.UNKNOWN
        self.say(self._translator.tr("print.queue.status"), str(len(labels.waiting)), state)
        why = " ".join(self._translator.error(labels.trouble)) if labels.trouble else ""
        self.setToolTip(f"{why}  {SHORTCUT}".strip())
        self.setVisible(bool(labels.waiting))
