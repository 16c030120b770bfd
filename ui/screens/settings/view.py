"""The Settings screen: the station with its devices, its templates and its people for those who may."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from station.model.rights import Right
from ui.context import Context
from ui.screens.screen import ScreenView, TopLineText
from ui.screens.settings.backup_card import BackupCard
from ui.screens.settings.devices_card import DevicesCard
from ui.screens.settings.general_card import GeneralCard
from ui.screens.settings.my_pin_card import MyPinCard
from ui.screens.settings.people.page import PeoplePage
from ui.screens.settings.people.viewmodel import PeopleModel
from ui.screens.settings.printing.page import PrintingPage
from ui.screens.settings.security_card import SecurityCard
from ui.screens.settings.shifts.page import ShiftsPage
from ui.screens.settings.sync_card import SyncCard
from ui.screens.settings.templates.page import TemplatesPage
from ui.screens.settings.templates.viewmodel import TemplatesModel
from ui.screens.settings.viewmodel import SettingsModel
from ui.widgets.looks import column, label, look, row
from ui.widgets.segments import Segments

_SIDE_PX = 480
_RIGHT_OF = {
    "station": Right.SET_OWN,
    "printing": Right.SET_OWN,
    "shifts": Right.SET_UP,
    "templates": Right.SET_UP,
    "people": Right.MANAGE_PEOPLE,
}
_PAGES = tuple(_RIGHT_OF)


class SettingsView(ScreenView):
    """Cards of settings; what the person signed in may not change is not shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        self.model = SettingsModel(context, self)
        self._about = label("muted small", wrap=True)
        self.my_pin = MyPinCard(context)
        self._general = GeneralCard(context, self.model)
        self._backup = BackupCard(context, self.model)
        self._devices = DevicesCard(context, self.model)
        self.staff = PeopleModel(context, self)
        self.people = PeoplePage(context, self.staff)
        self.printing = PrintingPage(context, self.model)
        self.shifts = ShiftsPage(context, self.model)
        self.template_model = TemplatesModel(context, self)
        self.templates = TemplatesPage(context, self.template_model)
        self._segments, self._stack = Segments(_PAGES), QStackedWidget()
        self._refreshers = {
            "printing": self.printing.refresh,
            "shifts": self.shifts.refresh,
            "templates": self.template_model.refresh,
        }
        self._lay_out()
        self._segments.chosen.connect(self.show_page)
        context.session.changed.connect(self._show_allowed)
        context.translator.follow(self.retranslate)
        self._show_allowed()

    def top_line(self) -> TopLineText:
        return TopLineText(self._context.translator.tr("settings.title"))

    def entered(self) -> None:
        self.model.refresh()
        self._backup.refresh()
        self._read_people()
        self._general.setFocus()

    def left(self) -> None:
        self.staff.stop_waiting()
        self.template_model.stop()

    def open(self, target: str) -> None:
        """A page by its name."""
        self.show_page(target)

    def show_page(self, name: str) -> None:
        """Show a page of settings; what the person signed in may not change is not shown."""
        if not self._context.session.may(_RIGHT_OF[name]):
            return
        self._stack.setCurrentIndex(_PAGES.index(name))
        self._segments.mark(name)
        if name in self._refreshers:
            self._refreshers[name]()

    def bring_into_sight(self, card: QWidget) -> None:
        """Scroll until ``card`` is seen from its title on."""
        self._scroll.verticalScrollBar().setValue(card.mapTo(self._cards, QPoint()).y())

    def _show_allowed(self) -> None:
        may = self._context.session.may
        self._devices.setVisible(may(Right.SET_UP))
        self._backup.setVisible(may(Right.BACK_UP))
        self._place_security(beside=not (may(Right.SET_UP) or may(Right.BACK_UP)))
        allowed = [name for name in _PAGES if may(_RIGHT_OF[name])]
        self._segments.offer(allowed)
        self.staff.stop_waiting()
        if _PAGES[self._stack.currentIndex()] not in allowed:
            self._stack.setCurrentIndex(0)
            self._segments.mark(_PAGES[0])
        self._read_people()

    def _place_security(self, *, beside: bool) -> None:
        """At the right where nothing else stands there, else at the left under the general settings."""
        for side in (self._left, self._right):
            side.removeWidget(self._security)
        if beside:
            self._right.insertWidget(0, self._security)
        else:
            self._left.insertWidget(self._left.indexOf(self._general) + 1, self._security)

    def _read_people(self) -> None:
        if self._context.session.may(Right.MANAGE_PEOPLE):
            self.staff.refresh()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        from importlib.metadata import version

        home = self._context.home.root
        number = version("inspection-station")
        self._segments.set_words([self._context.translator.tr(f"staff.page.{name}") for name in _PAGES])
        self._about.setText(self._context.translator.tr("settings.about", version=number, home=home))

    def _lay_out(self) -> None:
        side = look(QWidget(), "plain")
        side.setFixedWidth(_SIDE_PX)
        self._left, self._right = column(side, spacing=16), column(spacing=16)
        self._security = SecurityCard(self._context, self.model)
        for part in (self.my_pin, self._general, SyncCard(self._context), self._about):
            self._left.addWidget(part)
        self._left.addStretch(1)
        self._cards = look(QWidget(), "plain")
        layout = row(self._cards, spacing=16)
        layout.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        self._right.addWidget(self._devices)
        self._right.addWidget(self._backup)
        self._right.addStretch(1)
        layout.addLayout(self._right, 1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._cards)
        for one in (self._scroll, self.printing, self.shifts, self.templates, self.people):
            self._stack.addWidget(one)
        self._segments.mark(_PAGES[0])
        whole = column(self, spacing=16, margin=24)
        whole.addWidget(self._segments)
        whole.addWidget(self._stack, 1)
