"""What a review found, in words: every finding says which item it is about and why it needs a look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from station.inspection.review import Review
from station.model.answer import Measured, Unknown
from station.model.checklist import CheckItem, InternalStandard
from station.model.inspection import Inspection
from ui.figures import plain, shown_unit
from ui.i18n import Translator
from ui.screens.inspect.finding_row import Finding


class Findings:
    """Findings of one review over the inspection it was made of."""

    def __init__(
        self, review: Review, inspection: Inspection, standard: InternalStandard, words: Translator
    ) -> None:
        self._review, self._inspection = review, inspection
        self._standard, self._words = standard, words

    def all(self) -> tuple[Finding, ...]:
        """Every finding, the pressing things first."""
        return (
            *(self._finding("unanswered", item, "") for item in self._review.unanswered),
            *self._demands(),
            *(
                self._finding("out_of_limits", item, self._limits(item))
                for item in self._review.out_of_limits
            ),
            *self._borderline(),
            *self._missing_photos(),
            *(self._finding("unknown", item, self._reason(item)) for item in self._review.unknown),
            *(self._finding("not_needed", item, "") for item in self._review.not_needed),
        )

    def _finding(self, heading: str, item_id: str, detail: str) -> Finding:
        item = self._item(item_id)
        return Finding(heading, item_id, item.title.of(self._words.lang) if item else item_id, detail)

    def _item(self, item_id: str) -> CheckItem | None:
        return self._standard.item(item_id)

    def _demands(self) -> Iterator[Finding]:
        """Why the record will need a second signature; the reasons at one item in one line."""
        reasons: dict[str, list[str]] = {}
        for one in self._review.demands:
            reasons.setdefault(one.item, []).append(self._words.tr(f"inspect.because.{one.because}"))
        for item, because in reasons.items():
            finding = self._finding("countersign", item, self._words.tr("inspect.card.and").join(because))
            yield finding if item else replace(finding, title=self._words.tr("inspect.because.whole"))

    def _borderline(self) -> Iterator[Finding]:
        for one in self._review.borderline:
            detail = self._words.tr("inspect.finding.borderline", observed=one.observed, limit=one.limit)
            yield self._finding("borderline", one.item, detail)

    def _missing_photos(self) -> Iterator[Finding]:
        missing: dict[str, list[str]] = {}
        for one in self._review.missing_photos:
            missing.setdefault(one.item, []).append(self._view(one.view))
        for item, views in missing.items():
            named = self._words.tr("inspect.card.and").join(views)
            yield self._finding("missing_photos", item, self._words.tr("inspect.finding.views", views=named))

    def _view(self, view: str) -> str:
        title = self._standard.views.get(view)
        return title.of(self._words.lang) if title else view

    def _limits(self, item_id: str) -> str:
        item, answer = self._item(item_id), self._inspection.facts.get(item_id)
        if item is None or not isinstance(answer, Measured):
            return ""
        low, high = item.limits.low, item.limits.high
        return self._words.tr(
            "inspect.finding.limits",
            value=plain(answer.value),
            unit=shown_unit(answer.unit),
            low="–∞" if low is None else plain(low),
            high="∞" if high is None else plain(high),
        )

    def _reason(self, item_id: str) -> str:
        answer = self._inspection.facts.get(item_id)
        if not isinstance(answer, Unknown):
            return ""
        reason = self._words.tr(f"inspect.unknown.{answer.reason.value}")
        return (
            self._words.tr("inspect.finding.noted", reason=reason, note=answer.note)
            if answer.note
            else reason
        )
