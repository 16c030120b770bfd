"""Facts of a stored record in the reader's words.

Works on the record's JSON, not on model objects: a record made under an older internal standard must print
for ever, so an item, option or zone that today's standard does not know is printed by its stored value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from station.model.checklist import CheckItem, InternalStandard
from station.reports.own_words import own_text
from station.reports.part import Words
from station.texts import Lang, catalogue, device_name, text

UNITLESS = {"", "1"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of one language over one internal standard, times at one offset from UTC.

    ``own`` are a template's words in place of the product's.
    """

    lang: Lang
    standard: InternalStandard
    offset: timedelta
    own: Mapping[str, Words] = field(default_factory=dict)

    def say(self, key: str, /, **values: object) -> str:
        """A text of the area ``reports``, or the template's own in its place."""
        own = own_text(self.own, self.lang, key, values)
        return text(self.lang, f"reports.{key}", **values) if own is None else own

    def term(self, family: str, value: str) -> str:
        """The word for a stored value such as a defect kind; a value without a word prints as it is."""
        return catalogue(self.lang).get(f"reports.{family}.{value}", value)

    def _graded(self, family: str, value: str) -> str:
        return catalogue(self.lang).get(f"grading.{family}.{value}", value)

    def join(self, parts: Sequence[str]) -> str:
        """Parts of one sentence."""
        return self.say("join").join(part for part in parts if part)

    def item_title(self, item_id: str) -> str:
        """Title of an item, or its id."""
        item = self.standard.item(item_id)
        return item.title.of(self.lang) if item else item_id

    def zone(self, zone_id: str) -> str:
        """Title of a zone, or its id."""
        titles = {zone.id: zone.title.of(self.lang) for zone in self.standard.zones}
        return titles.get(zone_id, zone_id)

    def view(self, view_id: str) -> str:
        """Title of a photo view, or its id."""
        title = self.standard.views.get(view_id)
        return title.of(self.lang) if title else view_id

    def moment(self, stamp: str) -> str:
        """A stored RFC 3339 time at this report's offset, to the minute."""
        local = datetime.fromisoformat(stamp).astimezone(timezone(self.offset))
        return f"{local:%Y-%m-%d %H:%M}"

    def instant(self, at: datetime) -> str:
        """A time at this report's offset, to the minute, with the offset."""
        return f"{at.astimezone(timezone(self.offset)):%Y-%m-%d %H:%M} {self.zone_of_time()}"

    def zone_of_time(self) -> str:
        """The offset as printed: ``UTC``, ``UTC+8``, ``UTC+5:30``."""
        minutes = int(self.offset.total_seconds()) // 60
        if not minutes:
            return "UTC"
        hours, rest = divmod(abs(minutes), 60)
        return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")

    def duration(self, seconds: int) -> str:
        """Minutes and seconds."""
        minutes, rest = divmod(seconds, 60)
        return self.say("duration", minutes=minutes, seconds=f"{rest:02}")

    def said(self, raw: Mapping[str, Any] | None, item_id: str) -> str:
        """An answer known or not, defects one after the other; empty for None."""
        if raw is None:
            return ""
        if "unknown" in raw:
            return self.unknown(raw)
        if raw.get("defects"):
            return " ".join(self._in_zone(one) for one in raw["defects"])
        return self.answer(raw, self.standard.item(item_id))

    def answer(self, raw: Mapping[str, Any], item: CheckItem | None) -> str:
        """A known answer in words."""
        if raw.get("not_fitted"):
            return self.say("answer.not_fitted")
        if "defects" in raw:
            count = len(raw["defects"])
            return self.say("answer.defects", count=count) if count else self.say("answer.no_defects")
        if "photos" in raw:
            return self.say("answer.photos", count=len(raw["photos"]))
        return self._value(raw, item)

    def _value(self, raw: Mapping[str, Any], item: CheckItem | None) -> str:
        value = str(raw.get("value", ""))
        option = item.option(value) if item else None
        if option:
            return option.title.of(self.lang)
        unit = str(raw.get("unit", ""))
        spread = f" ± {raw['uncertainty']}" if raw.get("uncertainty") else ""
        return f"{value}{spread}" + ("" if unit in UNITLESS else f" {self.term('unit_of', unit)}")

    def unknown(self, raw: Mapping[str, Any]) -> str:
        """Why a fact is unknown, with the person's own words."""
        return self.with_note(self.term("unknown", str(raw["unknown"])), str(raw.get("reason", "")))

    def with_note(self, words: str, note: str) -> str:
        """Words with a note in brackets behind them."""
        return self.say("noted", words=words, note=note) if note else words

    def _in_zone(self, raw: Mapping[str, Any]) -> str:
        return self.say("defect.in_zone", zone=self.zone(raw["zone"]), defect=self.defect(raw))

    def defect(self, raw: Mapping[str, Any]) -> str:
        """A defect's kind, size, depth and visibility as one sentence."""
        parts = [self._graded("kind", str(raw["kind"]))]
        parts += [
            self.say(f"defect.{key}", value=raw[key]) for key in ("length_mm", "width_mm") if key in raw
        ]
        if "depth" in raw:
            parts.append(self._graded("depth", str(raw["depth"])))
        if "visible_cm" in raw:
            parts.append(self.say("defect.visible_cm", value=raw["visible_cm"]))
        if "visible_lit" in raw:
            parts.append(self.say("defect.lit" if raw["visible_lit"] else "defect.not_lit"))
        sentence = self.join(parts)
        return sentence[:1].upper() + sentence[1:] + self.say("stop")

    def signed(self, stored: str | Mapping[str, str]) -> str:
        """What was signed; records of today state it in both languages."""
        return self.statement(stored) if isinstance(stored, str) else str(stored.get(self.lang.value, ""))

    def statement(self, stored: str) -> str:
        """What was signed: our own sentence in the reader's language, any other as it was signed."""
        own = text(Lang.EN, "reports.signature.statement")
        return self.say("signature.statement") if stored == own else stored

    def device(self, raw: Mapping[str, Any]) -> str:
        """The device a fact came from, with its serial number."""
        name, serial = device_name(self.lang, str(raw.get("device", ""))), str(raw.get("serial", ""))
        return self.with_note(name, serial) if name else serial

    def source(self, raw: Mapping[str, Any]) -> str:
        """How a fact was obtained: the device, or the method with the reason given for it."""
        method = self.term("method", str(raw.get("method", "")))
        device = device_name(self.lang, str(raw.get("device", "")))
        words = self.join([method, device])
        return self.with_note(words, str(raw.get("reason", "")))
