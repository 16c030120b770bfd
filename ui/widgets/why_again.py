"""Why a paper is made again: how often it was handed out, a reason, and the person's own words."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from station.inspection.reprints import Reprint
from station.model.reasons import reasons
from ui.i18n import Translator
from ui.widgets.looks import label, look, row


class WhyAgain(QWidget):
    """Hidden as long as nobody had the paper."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._words, self._copies = words, 0
        self._again, self.reason, self.says = label("small", wrap=False), QComboBox(), QLineEdit()
        line = row(self, spacing=12)
        line.addWidget(self._again)
        line.addWidget(self.reason)
        line.addWidget(self.says, 1)
        self.hide()
        words.follow(self.retranslate)

    @property
    def reprint(self) -> Reprint | None:
        """What was given; None for a first copy, and as long as no reason is chosen."""
        code = self.reason.currentData()
        return Reprint(code, self.says.text().strip()) if code and self._copies else None

    def ask(self, copies: int, given: Reprint | None = None) -> None:
        """A further copy needs a reason, a new one each time unless one is already ``given``."""
        self._copies, given = copies, given or Reprint("")
        self.reason.setCurrentIndex(max(0, self.reason.findData(given.reason)))
        self.says.setText(given.says)
        self._again.setText(self._words.tr("papers.again.count", count=copies))
        self.setVisible(copies > 0)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr, chosen = self._words.tr, self.reason.currentIndex()
        self.reason.clear()
        self.reason.addItem(tr("papers.again.choose"), "")
        for one in reasons("reprint"):
            self.reason.addItem(one.title.of(self._words.lang), one.code)
        self.reason.setCurrentIndex(max(chosen, 0))
        self.reason.setAccessibleName(tr("papers.again.reason"))
        self.says.setPlaceholderText(tr("papers.again.says"))
        self.says.setAccessibleName(tr("papers.again.says"))
        self._again.setText(tr("papers.again.count", count=self._copies))
