"""Settings › Shifts and targets."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from station.places import Home
from station.settings import Settings
from station.texts import Lang
from ui.context import Context
from ui.screens.settings.shifts.following import Following
from ui.screens.settings.shifts.shift_card import ShiftCard
from ui.screens.settings.shifts.target_card import Named, TargetCard
from ui.screens.settings.viewmodel import SettingsModel
from ui.theme import State
from ui.widgets.busy_line import BusyLine
from ui.widgets.looks import column, look


class ShiftsPage(QScrollArea):
    """Both are counted by from the moment they are saved; what that changes is said."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__()
        self._context = context
        self.shifts, self.targets = ShiftCard(context, model), TargetCard(context, model)
        self.following, self._busy = Following(context, self), BusyLine(context.translator)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        whole = look(QWidget(), "plain")
        layout = column(whole, spacing=16)
        for part in (self._busy, self.shifts, self.targets):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(whole)
        self._connect()

    def refresh(self) -> None:
        """Read what the channels are called."""
        work = partial(_channels, self._context.home, self._context.translator.lang)
        self._context.reckoning.run(work, self.targets.show_channels)

    def _connect(self) -> None:
        self.following.progress.connect(self._busy.tell)
        self.following.working.connect(self._on_working)
        self.following.followed.connect(self._on_followed)
        self._busy.cancelled.connect(self._cancel)
        self._context.settings.replaced.connect(self._on_settings)
        self._context.translator.follow(self.refresh)

    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.shifts != new.shifts:
            self.following.follow()
        if old.targets != new.targets:
            self._context.messages.tell(State.OK, "shifts.target.saved")

    def _on_working(self, works: bool) -> None:
        if works:
            self._busy.begin()
        else:
            self._busy.end()

    def _on_followed(self, records: int) -> None:
        self._context.messages.tell(State.OK, "shifts.saved", count=records)

    def _cancel(self) -> None:
        self.following.cancel()
        self._context.messages.tell(State.OK, "shifts.saved_later")


def _channels(home: Home, lang: Lang) -> tuple[Named, ...]:
    from station.standards.library import home_library

    return tuple({one.id: one.name.of(lang) for one in home_library(home).channel_standards()}.items())
