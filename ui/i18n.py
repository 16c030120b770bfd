"""Language of the window, switchable while it runs.

Widgets set their texts in a method of their own (``retranslate``) and hand it to :meth:`Translator.follow`:
it is called at once and again after every switch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.discretion import discreet
from station.texts import Lang, device_name, error_text, text

T = TypeVar("T")


class Translator(QObject):
    """The language in use; ``changed`` is emitted after a switch.

    Words hide identifiers of units (IMEI, serial number) from a reader who may not see them; then ``hid`` is
    emitted, and ``changed`` as after a switch of the language, so that everything is written again.
    """

    changed = Signal()
    hid = Signal()

    def __init__(self, lang: Lang = Lang.ZH, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self._hides = False

    @property
    def hides(self) -> bool:
        """Whether identifiers are hidden."""
        return self._hides

    def hide_identifiers(self, hides: bool) -> None:
        """Hide identifiers from now on, or no longer."""
        if hides is not self._hides:
            self._hides = hides
            if hides:
                self.hid.emit()
            self.changed.emit()

    def seen(self, value: T, *known: str) -> T:
        """``value`` as the reader may see it; ``known`` are identifiers that it may hold, beside IMEIs."""
        return discreet(value, *known) if self._hides else value

    @property
    def lang(self) -> Lang:
        """Language in use."""
        return self._lang

    def set_language(self, lang: Lang) -> None:
        """Switch every following widget to ``lang``."""
        if lang is not self._lang:
            self._lang = lang
            self.changed.emit()

    # Qt's own lookup by source text is replaced on purpose: this product has one source of texts.
    def tr(self, key: str, /, **values: object) -> str:  # type: ignore[override]
        """The text of ``key`` in the language in use, placeholders filled."""
        return self.seen(text(self._lang, key, **values))

    def device(self, name: str) -> str:
        """A device's name as shown: those of the practice bench are translated, a person's own stay."""
        return device_name(self._lang, name)

    def error(self, error: KnownError) -> tuple[str, str]:
        """What happened and what to do, in the language in use."""
        return self.seen(error_text(self._lang, error))

    def refusal(self, error: KnownError) -> str:
        """What happened, what to do and the error's code in one line."""
        return " ".join((*self.error(error), error.code))

    def follow(self, retranslate: Callable[[], None]) -> None:
        """Call ``retranslate`` (a method of a QObject) now and after every switch."""
        self.changed.connect(retranslate)
        retranslate()
