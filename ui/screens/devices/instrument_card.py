"""One instrument: state, live value, and the bytes it came from."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from station.model.reading import Reading, ReadingStatus
from station.ports import DeviceState
from ui.context import Context
from ui.devices import DeviceStatus
from ui.figures import live
from ui.gauge_words import model_words
from ui.screens.devices.viewmodel import DevicesModel, FrameLine
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.looks import label, look, row, rule
from ui.widgets.status_line import device_word

_LINES = 3
_NOTHING = "–"


class InstrumentCard(Card):
    """Follows one instrument by its name."""

    def __init__(self, context: Context, model: DevicesModel, name: str) -> None:
        super().__init__(margin=16, spacing=8)
        self._context, self._model, self._name = context, model, name
        self._title, self._who = label("title"), label("muted small")
        self._chip = Chip(context.theme)
        self._value, self._unit = label("live"), label("step-unit")
        self._captions = label("section"), label("section")
        self._lines = [(label("mono"), label("strong")) for _ in range(_LINES)]
        self._tare, self._again = ActionButton(), ActionButton()
        self._lay_out()
        self._tare.clicked.connect(lambda: model.tare(name))
        self._again.clicked.connect(lambda: model.reconnect(name))
        model.told.connect(self._on_told)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(self._context.translator.device(self._name))
        self._captions[0].setText(tr("devices.raw"))
        self._captions[1].setText(tr("devices.decoded"))
        self._tare.set_text(tr("devices.tare"))
        self._again.set_text(tr("devices.reconnect"))
        self._show()

    def _lay_out(self) -> None:
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._chip)
        live = row(spacing=8)
        live.addWidget(self._value)
        live.addWidget(self._unit)
        live.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._who)
        self.body.addLayout(live)
        self.body.addWidget(rule())
        self.body.addWidget(self._wire())
        self.body.addStretch(1)
        buttons = row(spacing=8)
        buttons.addWidget(self._tare)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def _wire(self) -> QWidget:
        wire = look(QWidget(), "plain")
        grid = QGridLayout(wire)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for narrow in (self._who, *(part for pair in self._lines for part in pair)):
            narrow.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for line, pair in enumerate((self._captions, *self._lines)):
            for place, part in enumerate(pair):
                grid.addWidget(part, line, place)
        return wire

    def _on_told(self, name: str) -> None:
        if name == self._name:
            self._show()

    def _show(self) -> None:
        status = self._model.status(self._name)
        if status is None:
            return
        state, key = device_word(status)
        self._chip.show_state(state, self._context.translator.tr(key))
        self._show_who(status)
        self._show_value(status.reading)
        self._tare.setEnabled(status.state is DeviceState.ONLINE)
        self._tare.setVisible(self._model.can_tare(self._name))
        for place, frame in enumerate((*self._model.frames(self._name), *[None] * _LINES)[:_LINES]):
            self._show_line(place, frame)

    def _show_who(self, status: DeviceStatus) -> None:
        info = status.info
        serial = f"#{info.serial}" if info.serial else ""
        known = (model_words(info), serial, info.profile, self._model.url(self._name))
        self._who.setText(" · ".join(part for part in known if part))

    def _show_value(self, reading: Reading | None) -> None:
        """Only what the instrument says now: without a value there is a dash, never the last number."""
        usable = reading is not None and reading.status in (ReadingStatus.OK, ReadingStatus.UNSTABLE)
        value = reading.value if usable and reading is not None else None
        unit = reading.unit or "" if reading is not None else ""
        words, unit = (_NOTHING, "") if value is None else live(value, unit)
        self._value.setText(words)
        self._unit.setText(unit)
        self._value.setAccessibleName(f"{self._value.text()} {self._unit.text()}")

    def _show_line(self, place: int, frame: FrameLine | None) -> None:
        raw, meaning = self._lines[place]
        repeated = f"   × {frame.times}" if frame and frame.times > 1 else ""
        raw.setText(f"{frame.raw}{repeated}" if frame else "")
        meaning.setText((frame.decoded or _NOTHING) if frame else "")
