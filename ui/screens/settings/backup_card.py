"""Backups: where to, how often, what is there, and making one now."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from station.model.rights import Right
from station.settings import BackupSetting
from ui.context import Context
from ui.screens.settings.key_form import KeyForm
from ui.screens.settings.viewmodel import SettingsModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, refresh_look, row, rule
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from station.backup.schedule import Listed

_HOURS = ("4", "12", "24", "168")
_KEEP = ("3", "7", "14", "30")
_NEVER = "0"
_DAYS = (_NEVER, "90", "180", "365")
_LISTED = 5
_OVERDUE = 2
_HOUR_S = 3600
_MB = 1_000_000


class BackupCard(Card):
    """Shown to people who may back up; restoring is the command line's."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(margin=24, spacing=16)
        self._context, self._model = context, model
        self._title, self._last = label("title"), label("strong", wrap=True)
        self._captions = [label("section") for _ in range(5)]
        self._folder, self._apply = QLineEdit(), ActionButton()
        self._hours, self._keep, self._days = Segments(_HOURS), Segments(_KEEP), Segments(_DAYS)
        self._now, self._hint = ActionButton(primary=True), label("muted small", wrap=True)
        self._list = look(QWidget(), "plain")
        self._rows = column(self._list, spacing=4)
        self._found: tuple[Listed, ...] = ()
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("backup.title"))
        keys = ("backup.folder", "backup.every", "backup.keep", "backup.there", "backup.retention")
        for caption, key in zip(self._captions, keys, strict=True):
            caption.setText(tr(key))
        self._folder.setPlaceholderText(tr("backup.folder_hint"))
        self._folder.setAccessibleName(tr("backup.folder"))
        self._apply.set_text(tr("backup.set_folder"))
        self._hours.set_words(
            [tr("backup.hours", count=hours) for hours in _HOURS[:-1]] + [tr("backup.week")]
        )
        self._keep.set_words([tr("backup.newest", count=count) for count in _KEEP])
        self._days.set_words([tr("backup.never"), *(tr("backup.days", count=days) for days in _DAYS[1:])])
        self._hint.setText(tr("backup.restore_hint"))
        self._show()
        self._show_list(self._found)

    def refresh(self) -> None:
        """Read the folder again."""
        self._context.upkeep.read_list(self._show_list)

    def _lay_out(self) -> None:
        folder = row(spacing=8)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._apply)
        now = row(spacing=16)
        now.addWidget(self._last, 1)
        now.addWidget(self._now)
        self.body.addWidget(self._title)
        self.body.addLayout(now)
        self._add_group(0, folder)
        self.body.addWidget(KeyForm(self._context))
        for place, part in ((1, self._hours), (2, self._keep), (3, self._list)):
            self._add_group(place, part)
        self.body.addWidget(rule())
        self._add_group(4, self._days)
        self.body.addWidget(self._hint)

    def _add_group(self, place: int, part: Any) -> None:
        group = column(spacing=8)
        group.addWidget(self._captions[place])
        if isinstance(part, QWidget):
            group.addWidget(part)
        else:
            group.addLayout(part)
        self.body.addLayout(group)

    def _connect(self) -> None:
        context = self._context
        self._hours.chosen.connect(lambda value: self._change(every_hours=int(value)))
        self._keep.chosen.connect(lambda value: self._change(keep=int(value)))
        self._days.chosen.connect(lambda value: self._model.change(retention_days=int(value) or None))
        self._apply.clicked.connect(lambda: self._change(folder=self._folder.text().strip()))
        self._now.clicked.connect(self._back_up)
        context.upkeep.changed.connect(self._show)
        context.settings.changed.connect(self._on_settings)
        context.session.changed.connect(self._show)
        context.translator.follow(self.retranslate)

    def _change(self, **values: Any) -> None:
        now = self._model.now.backup or BackupSetting()
        self._model.change(backup=now.model_dump() | values)

    def _back_up(self) -> None:
        person = self._context.session.person
        self._context.upkeep.back_up(person.id if person else "")

    def _on_settings(self) -> None:
        self._show()
        self.refresh()

    def _show(self) -> None:
        now, setting = self._model.now, self._model.now.backup or BackupSetting()
        self.setVisible(self._context.session.may(Right.BACK_UP))
        if not self._folder.hasFocus():
            self._folder.setText(setting.folder)
        self._hours.mark(str(setting.every_hours))
        self._keep.mark(str(setting.keep))
        self._days.mark(str(now.retention_days or _NEVER))
        self._show_last(setting)
        self._show_button(bool(setting.folder and setting.recipient))

    def _show_button(self, is_set_up: bool) -> None:
        percent, tr = self._context.upkeep.percent, self._context.translator.tr
        self._now.setEnabled(is_set_up and percent is None)
        self._now.set_text(tr("backup.now") if percent is None else tr("backup.running", percent=percent))
        if percent is None:
            self.refresh()

    def _show_last(self, setting: BackupSetting) -> None:
        last, tr = self._context.upkeep.last, self._context.translator.tr
        if last is None:
            words, state = tr("backup.none_yet"), State.ATTENTION
        else:
            hours = int((datetime.now(UTC) - last).total_seconds() // _HOUR_S)
            words = tr("backup.last", at=_local(last), hours=hours)
            state = State.ATTENTION if hours > _OVERDUE * setting.every_hours else State.OK
        self._last.setText(words)
        self._last.setProperty("state", state.value)
        refresh_look(self._last)

    def _show_list(self, found: tuple[Listed, ...]) -> None:
        self._found = found
        while (place := self._rows.takeAt(0)) is not None:
            if (widget := place.widget()) is not None:
                discard(widget)
        for one in found[:_LISTED]:
            self._rows.addWidget(self._line(one))
        if not found:
            nothing = label("muted")
            nothing.setText(self._context.translator.tr("backup.nothing_there"))
            self._rows.addWidget(nothing)

    def _line(self, one: Listed) -> QWidget:
        line, tr = look(QWidget(), "plain"), self._context.translator.tr
        at, size, check = label("strong"), label("muted small"), ActionButton(compact=True)
        at.setText(_local(datetime.fromisoformat(one.made_at)) if one.made_at else one.file.name)
        size.setText(tr("backup.size", size=f"{one.size / _MB:.1f}", file=one.file.name))
        check.set_text(tr("backup.check"))
        check.clicked.connect(lambda _=False, file=one.file: self._check(file))
        layout = row(line, spacing=16)
        layout.addWidget(at)
        layout.addWidget(size, 1)
        layout.addWidget(check)
        return line

    def _check(self, file: Path) -> None:
        self._context.upkeep.check(file)


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
