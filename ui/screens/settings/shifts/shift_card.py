"""The shifts of the station: what they are called, when they start and end."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QLineEdit, QTimeEdit

from station.analysis.naming import shift_name
from station.model.shifts import Seam, clock_text, seams
from station.settings import ShiftSetting
from ui.context import Context
from ui.i18n import Translator
from ui.screens.settings.shifts.drafts import ShiftDraft, drafts_of, shift_fault, shifts_of
from ui.screens.settings.shifts.lines_card import Line, LinesCard
from ui.screens.settings.viewmodel import SettingsModel

_WIDTHS = (220, 220, 104, 104)
_COLUMNS = ("chinese", "english", "start", "end")
_MOST = 12
_LONGEST = 40
_DAY_MIN = 24 * 60


class ShiftLine(Line):
    """One shift."""

    def __init__(self, words: Translator, draft: ShiftDraft) -> None:
        self.chinese, self.english = QLineEdit(draft.chinese), QLineEdit(draft.english)
        self.start, self.end = _clock(draft.start_min), _clock(draft.end_min)
        fields = (self.chinese, self.english, self.start, self.end)
        super().__init__(words, fields)
        for field, width in zip(fields, _WIDTHS, strict=True):
            field.setFixedWidth(width)
        for name in (self.chinese, self.english):
            name.setMaxLength(_LONGEST)
            name.textEdited.connect(self.edited)
        for time in (self.start, self.end):
            time.timeChanged.connect(self.edited)

    @property
    def draft(self) -> ShiftDraft:
        """What stands in the line."""
        return ShiftDraft(
            self.chinese.text().strip(),
            self.english.text().strip(),
            _minutes(self.start.time()),
            _minutes(self.end.time()),
        )

    def name(self, place: int) -> None:
        super().name(place)
        for field, name in zip((self.chinese, self.english, self.start, self.end), _COLUMNS, strict=True):
            field.setAccessibleName(
                self.words.tr("shifts.field", place=place, name=self.words.tr(f"shifts.column.{name}"))
            )
        lasts = (self.draft.end_min - self.draft.start_min) % _DAY_MIN or _DAY_MIN
        self.told.setText(
            self.words.tr("shifts.lasts_first" if place == 1 else "shifts.lasts", time=_duration(lasts))
        )


class ShiftCard(LinesCard[ShiftLine]):
    """Gaps and overlaps are told in words; what is sealed in them belongs to the shift that started last."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(context.translator, _WIDTHS, _MOST)
        self._context, self._model = context, model
        self._shown: tuple[ShiftSetting, ...] = ()
        self.add.clicked.connect(self._add)
        self.saved.connect(self._submit)
        context.settings.changed.connect(self._show)
        context.translator.follow(self.retranslate)
        self._show()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self.words.tr
        self.title.setText(tr("shifts.title"))
        self.lead.setText(tr("shifts.lead"))
        for caption, name in zip(self.captions, _COLUMNS, strict=True):
            caption.setText(tr(f"shifts.column.{name}"))
        self.add.set_text(tr("shifts.add"))
        self.save.set_text(tr("shifts.save"))
        self.look_again()

    def look_again(self) -> None:
        super().look_again()
        drafts = [line.draft for line in self.lines]
        for line in self.lines:
            line.remove.setVisible(len(self.lines) > 1)
        if not drafts:
            return
        fault = shift_fault(drafts)
        self.refuse(self.words.tr(fault[0], **fault[1]) if fault else "")
        self.told.setText("" if fault else self._seams(shifts_of(drafts)))

    def _seams(self, shifts: tuple[ShiftSetting, ...]) -> str:
        found = seams([one.shift for one in shifts])
        return "\n".join(self._seam(one, shifts) for one in found) or self.words.tr("shifts.whole_day")

    def _seam(self, one: Seam, shifts: tuple[ShiftSetting, ...]) -> str:
        return self.words.tr(
            "shifts.overlap" if one.overlap else "shifts.gap",
            since=clock_text(one.start_min),
            until=clock_text(one.end_min),
            name=shift_name(shifts, self.words.lang, one.counts),
        )

    def _show(self) -> None:
        shifts = self._model.now.shifts
        if shifts != self._shown:
            self._shown = shifts
            self.put([ShiftLine(self.words, one) for one in drafts_of(shifts)])
        self.look_again()

    def _add(self) -> None:
        """A further shift in the second half of the last one."""
        last = self.lines[-1].draft
        lasts = (last.end_min - last.start_min) % _DAY_MIN or _DAY_MIN
        middle = (last.start_min + lasts // 2) % _DAY_MIN
        self.lines[-1].end.setTime(_time(middle))
        self.append(ShiftLine(self.words, ShiftDraft("", "", middle, last.end_min)))
        self.look_again()
        self.lines[-1].chinese.setFocus()

    def _submit(self) -> None:
        shifts = shifts_of([line.draft for line in self.lines])
        if shifts != self._shown:
            self._model.change(shifts=[one.model_dump() for one in shifts])


def _clock(minutes: int) -> QTimeEdit:
    field = QTimeEdit(_time(minutes))
    field.setDisplayFormat("HH:mm")
    field.setWrapping(True)
    field.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return field


def _time(minutes: int) -> QTime:
    return QTime(minutes // 60, minutes % 60)


def _minutes(time: QTime) -> int:
    return time.hour() * 60 + time.minute()


def _duration(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
