"""Changes of the settings of a station, as its ledger tells of them.

One entry for each setting that changed: ``{setting, old, new}``. What a person may have typed into an address
to be let in (``rtsp://user:password@host``) is left out, so an entry whose old and new value are alike tells
of other credentials. An entry of shifts names the time zone that they are counted in, so that the same ledger
gives the same business days on any machine.

Language, theme and sounds are the look of a window and no events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from station.model.event import EventKind
from station.settings import Settings
from station.store.database import Store
from station.store.events import write_event

OF_THE_WINDOW = frozenset({"language", "theme", "sounds"})
"""Settings that leave no entry."""

_SHIFTS = "shifts"
_TOLD = """SELECT body FROM ledger WHERE kind <> 'record_sealed' AND kind = 'setting_changed'
    ORDER BY sequence"""
_CREDENTIALS = re.compile(r"(?<=://).*@", re.DOTALL)
_SECRET_PARAMETER = re.compile(r"(?i)(?<=[?&])([^=&#]*(?:pass|pwd|token|secret|key|auth|user)[^=&#]*)=[^&#]*")


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting with its old and new value, as JSON and without credentials."""

    setting: str
    old: Any
    new: Any


def setting_changes(old: Settings, new: Settings) -> tuple[SettingChange, ...]:
    """What differs between ``old`` and ``new``, by name; credentials count, but are not told."""
    before, after = _values(old), _values(new)
    return tuple(
        SettingChange(name, _without_credentials(before[name]), _without_credentials(after[name]))
        for name in sorted(after)
        if before[name] != after[name]
    )


def state_changes(store: Store, changes: Sequence[SettingChange], person: str = "", zone: str = "") -> None:
    """Enter each change, made by the person with this id; empty when nobody was signed in.

    ``zone`` is the machine's time zone by its IANA name; empty where it is not known.

    Raises:
        KnownError: STO-002 or STO-003 when the ledger cannot be written; none of them is entered then.
    """
    if not changes:
        return
    with store.write() as connection:
        for one in changes:
            body = {"setting": one.setting, "old": one.old, "new": one.new, **_zone_of(one, zone)}
            write_event(store, connection, EventKind.SETTING_CHANGED, body, person=person)


def state_untold(store: Store, settings: Settings, zone: str = "") -> None:
    """Enter what ``settings`` say and the ledger does not: edited by hand, or written before a crash; and the
    shifts once more where the machine's time zone (IANA) is not the one told with them.

    Raises:
        KnownError: STO-001 to STO-003.
    """
    bodies = _told(store)
    told = _values(Settings()) | {name: body["new"] for name, body in bodies.items()}
    now = {name: _without_credentials(value) for name, value in _values(settings).items()}
    elsewhere = {_SHIFTS} if zone not in ("", bodies.get(_SHIFTS, {}).get("zone")) else set[str]()
    changed = [
        SettingChange(name, told[name], now[name])
        for name in sorted(now)
        if told[name] != now[name] or name in elsewhere
    ]
    state_changes(store, changed, zone=zone)


def _zone_of(change: SettingChange, zone: str) -> dict[str, str]:
    return {"zone": zone} if zone and change.setting == _SHIFTS else {}


def _told(store: Store) -> dict[str, dict[str, Any]]:
    """What the ledger told last of each setting."""
    with store.read() as connection:
        bodies = [json.loads(row.body) for row in connection.execute(_TOLD)]
    return {body["setting"]: body for body in bodies}


def _values(settings: Settings) -> dict[str, Any]:
    return settings.model_dump(mode="json", exclude=set(OF_THE_WINDOW))


def _without_credentials(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_credentials(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_credentials(one) for one in value]
    if isinstance(value, str):
        return _SECRET_PARAMETER.sub(r"\1=", _CREDENTIALS.sub("", value))
    return value
