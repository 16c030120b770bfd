"""How long the station waits for a person before it locks, and who may read IMEIs."""

from __future__ import annotations

from station.model.person import Role
from station.model.rights import Right
from ui.context import Context
from ui.screens.settings.viewmodel import SettingsModel
from ui.widgets.card import Card
from ui.widgets.looks import label
from ui.widgets.segments import Segments

_MINUTES = ("1", "2", "5", "10", "30", "0")
_IMEI = ("clear", "masked")


class SecurityCard(Card):
    """Minutes to the idle lock, of which never is for administrators only, and the policy for IMEIs."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(margin=24, spacing=12)
        self._context, self._model = context, model
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._minutes = Segments(_MINUTES, wrap=True)
        self._imei_lead, self._imei = label("muted", wrap=True), Segments(_IMEI)
        for part in (self._title, self._lead, self._minutes, self._imei_lead, self._imei):
            self.body.addWidget(part)
        self._minutes.chosen.connect(lambda value: model.change(idle_lock_minutes=int(value)))
        self._imei.chosen.connect(lambda value: model.change(private_imei=value))
        context.settings.changed.connect(self._show)
        context.session.changed.connect(self._show)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("staff.security"))
        self._lead.setText(tr("staff.idle_lock"))
        words = [tr("staff.minutes", count=one) for one in _MINUTES[:-1]]
        self._minutes.set_words([*words, tr("staff.never_lock")])
        self._imei_lead.setText(tr("private.imei_policy"))
        self._imei.set_words([tr(f"private.imei_{one}") for one in _IMEI])
        self._show()

    def _show(self) -> None:
        person, now = self._context.session.person, str(self._model.now.idle_lock_minutes)
        self.setVisible(self._context.session.may(Right.SET_UP))
        may_never = person is not None and person.role is Role.ADMINISTRATOR
        self._minutes.offer(_MINUTES if may_never or now == "0" else _MINUTES[:-1])
        self._imei.mark(self._model.now.private_imei)
        if now in _MINUTES:
            self._minutes.mark(now)
