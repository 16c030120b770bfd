"""Who may read IMEIs on the screen: tells the window's words when the policy or the person changes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from station.model.rights import Right
from ui.i18n import Translator
from ui.session import Session
from ui.settings_keeper import SettingsKeeper


class Discretion(QObject):
    """Hides IMEIs from whoever may not see personal data, and from everybody while nobody is signed in."""

    def __init__(
        self, settings: SettingsKeeper, session: Session, words: Translator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._session, self._words = settings, session, words
        settings.changed.connect(self._apply)
        session.changed.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        masks = self._settings.now.private_imei == "masked"
        self._words.hide_identifiers(masks and not self._session.may(Right.SEE_PRIVATE))
