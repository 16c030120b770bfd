"""The inspection desk: from scan to seal. What it returns is already on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from sqlite3 import Connection

from station.errors import KnownError
from station.inspection.admission import asked_item, check_complete, check_given, is_doubtful
from station.inspection.comparing import RecordDifference
from station.inspection.demands import countersign_demands
from station.inspection.earlier import difference_to_latest, earlier_of, earlier_records
from station.inspection.history import history_of
from station.inspection.identity import codes_of
from station.inspection.overriding import allow
from station.inspection.recognise import Recogniser
from station.inspection.review import Review, asked_facts, review_of
from station.inspection.rules import PublishedRules, Rules
from station.inspection.seal import seal_inspection
from station.inspection.steps import next_step
from station.model.answer import Answer, Unknown, UnknownReason
from station.model.answer_history import HistoryLine
from station.model.inspection import EvidencePhoto, Inspection, InspectionState, WithoutPhoto
from station.model.observation import Method, Observation, Source
from station.model.record import Record
from station.model.rights import Right
from station.model.second_person import OverrideKind
from station.model.unit import Recognition, Unit
from station.model.verdict import Verdict
from station.people.accounts import Accounts, entitled_in
from station.ports import Clock
from station.store.database import Store
from station.store.drafts import Drafts
from station.store.index.query import RecordSummary
from station.store.space import refuse_new_unit


class InspectionDesk:
    """Everything an inspector does to a unit. One inspection is open at a time; others are parked.

    Whoever acts is looked up in the transaction of the act: PEO-003 no such person, PEO-006 without the right
    to inspect, PEO-008 blocked, also when either came about after the inspection was opened.
    """

    def __init__(self, store: Store, clock: Clock, accounts: Accounts, rules: Rules | None = None) -> None:
        self._store = store
        self._clock = clock
        self._accounts = accounts
        self._rules = rules or PublishedRules(store.home)
        self._drafts = Drafts(store, _admit)
        self._recogniser = Recogniser(store)

    def recognise(self, code: str) -> Recognition:
        """What a scanned code stands for; see :meth:`Recogniser.recognise`.

        Raises:
            KnownError: SCAN-002 an IMEI with a wrong check digit.
        """
        return self._recogniser.recognise(code)

    def unit_by_hand(
        self, code: str, category: str, imei: str = "", serial: str = "", model_key: str = ""
    ) -> Unit:
        """A unit that no work order names.

        Raises:
            KnownError: SCAN-002 an IMEI with a wrong check digit.
        """
        return self._recogniser.unit_by_hand(code, category, imei, serial, model_key)

    def earlier(self, unit: Unit) -> tuple[RecordSummary, ...]:
        """Records of the same unit sealed at this station before, the latest first."""
        return earlier_records(self._store, codes_of(unit))

    def earlier_of(self, inspection: Inspection) -> tuple[RecordSummary, ...]:
        """As :meth:`earlier`, also by the IMEIs scanned from the unit so far."""
        return earlier_of(self._store, inspection)

    def difference(self, inspection: Inspection, verdicts: Sequence[Verdict]) -> RecordDifference | None:
        """What the inspection in work, with its ``verdicts``, says otherwise than the latest earlier record
        of the unit that stands; None where there is none."""
        return difference_to_latest(self._store, inspection, verdicts)

    def start(self, unit: Unit, person_id: str, channels: Sequence[str] | None = None) -> Inspection:
        """Open an inspection of ``unit`` for ``channels``, else for those of its work order.

        Without target channels everything is asked, for all channels of the category.

        Raises:
            KnownError: PEO-003, PEO-006, PEO-008, SCAN-004 already being inspected, STD-002, STD-003,
                STO-020 too little room.
        """
        refuse_new_unit(self._store)
        named = channels or (unit.work_order.channels if unit.work_order else ())
        checklist = self._rules.checklist(unit.category, named)
        now = self._clock.now()
        inspection = Inspection(
            id=self._drafts.next_id(self._store.identity.id, now),
            unit=unit,
            checklist=checklist,
            state=InspectionState.OPEN,
            person=person_id,
            started_at=now,
            current_item=checklist.items[0].id,
        )
        return self._judged(self._drafts.create(inspection))

    def current(self) -> Inspection | None:
        """The open inspection, for a restart; None when none is open."""
        return next((draft for draft in self.drafts() if draft.state is InspectionState.OPEN), None)

    def drafts(self) -> tuple[Inspection, ...]:
        """Open and parked inspections, the open one first."""
        return tuple(self._judged(draft) for draft in self._drafts.unsealed())

    def resume(self, inspection_id: str) -> Inspection:
        """Open a parked inspection at the step it was left.

        Raises:
            KnownError: INSP-002 already sealed, INSP-005.
        """
        return self._judged(self._drafts.set_state(self._unsealed(inspection_id), InspectionState.OPEN))

    def park(self, inspection_id: str) -> Inspection:
        """Set an inspection aside.

        Raises:
            KnownError: INSP-002 already sealed, INSP-005.
        """
        parked = self._drafts.set_state(self._unsealed(inspection_id), InspectionState.PARKED)
        self._store.checkpoint()
        return self._judged(parked)

    def show_step(self, inspection_id: str, item: str) -> Inspection:
        """Move to another step, so that a restart comes back to it.

        Raises:
            KnownError: INSP-001 not asked, INSP-002, INSP-005.
        """
        inspection = self._open(inspection_id)
        asked_item(inspection, item)
        return self._judged(self._drafts.show(inspection, item))

    def answer(
        self,
        inspection_id: str,
        item: str,
        answer: Answer,
        source: Source,
        person_id: str,
        *,
        evidence: Sequence[str] = (),
        condition: Mapping[str, str] | None = None,
        confirmed: bool = False,
        next_item: str | None = None,
    ) -> Inspection:
        """Record one answer and move on: to ``next_item``, or to the next asked item without an answer.

        One transaction, one sync. ``evidence`` names photos of this inspection by SHA-256; ``confirmed``
        says that a value outside the limits, or an identifier the unit is not known by, is so.

        Raises:
            KnownError: INSP-001 does not fit, INSP-002, INSP-003 typed without a reason, INSP-005,
                INSP-006 outside the limits, INSP-007 a photo item without its views,
                INSP-008 a supervisor must allow it, PEO-003, PEO-006, PEO-008, SCAN-002,
                SCAN-005 another unit's identifier, STO-003 …
        """
        inspection = self._open(inspection_id)
        asked = asked_item(inspection, item)
        check_given(inspection, asked, answer, source, evidence, confirmed)
        earlier = inspection.observations.get(item)
        observation = Observation(
            id=f"{inspection.id}.{len(inspection.history) + 1}",
            item=item,
            answer=answer,
            source=source,
            person=person_id,
            taken_at=self._clock.now(),
            monotonic_ns=self._clock.monotonic_ns(),
            evidence=tuple(evidence),
            condition=dict(condition or {}),
            replaces=earlier.id if earlier else None,
            confirmed=confirmed and is_doubtful(inspection, asked, answer),
        )
        after = replace(inspection, observations={**inspection.observations, item: observation})
        shown_next = next_item or next_step(inspection, observation, self._not_needed(after))
        return self._judged(self._drafts.observe(inspection, [observation], shown_next))

    def leave_rest_unknown(self, inspection_id: str, reason: UnknownReason, person_id: str) -> Inspection:
        """Say of every item that still needs an answer that it stays unknown. One transaction, one sync.

        Raises:
            KnownError: INSP-002, INSP-005, PEO-003, PEO-006, PEO-008, STO-003 …
        """
        inspection = self._open(inspection_id)
        unanswered = self._judged(inspection).open_items()
        answer, source = Unknown(reason), Source(Method.MANUAL)
        taken_at, monotonic_ns = self._clock.now(), self._clock.monotonic_ns()
        observations = [
            Observation(
                f"{inspection.id}.{position}", item, answer, source, person_id, taken_at, monotonic_ns
            )
            for position, item in enumerate(unanswered, len(inspection.history) + 1)
        ]
        if not observations:
            return inspection
        return self._judged(self._drafts.observe(inspection, observations, unanswered[-1]))

    def add_photo(
        self,
        inspection_id: str,
        item: str,
        view: str,
        jpeg: bytes,
        width: int,
        height: int,
        person_id: str,
        *,
        thumbnail: bytes | None = None,
    ) -> Inspection:
        """Keep a photo, JPEG bytes as they are, size in pixels; an earlier one of the view is superseded.

        ``thumbnail`` is the same picture small, as JPEG, for lists and reports.

        Raises:
            KnownError: INSP-001, INSP-002, INSP-005, PEO-003, PEO-006, PEO-008, STO-002, STO-003.
        """
        inspection = self._open(inspection_id)
        asked_item(inspection, item)
        with self._store.evidence.keeping(jpeg, thumbnail) as sha256:
            photo = EvidencePhoto(sha256, view, item, self._clock.now(), width, height)
            added = self._drafts.add_photo(inspection, photo, person_id)
        return self._judged(added)

    def undo(self, inspection_id: str, person_id: str) -> Inspection:
        """Take back the latest answer and return to its step; without an answer nothing changes.

        Raises:
            KnownError: INSP-002, INSP-005, PEO-003, PEO-006, PEO-008.
        """
        inspection = self._open(inspection_id)
        current = {observation.id for observation in inspection.observations.values()}
        latest = next((one for one in reversed(inspection.history) if one.id in current), None)
        if latest is None:
            return inspection
        return self._judged(self._drafts.withdraw(inspection, latest, person_id, self._clock.now()))

    def override(
        self,
        inspection_id: str,
        what: OverrideKind,
        item: str,
        reason: str,
        says: str,
        supervisor_id: str,
        pin: str,
    ) -> Inspection:
        """A supervisor allows what the standard leaves to one, at ``item`` or (empty) everywhere.

        Raises:
            KnownError: INSP-001, INSP-002, INSP-005, REC-003, REC-004, PEO-001, PEO-003, PEO-005, PEO-006.
        """
        inspection = self._open(inspection_id)
        parts = (self._store, self._drafts, self._accounts)
        return self._judged(allow(*parts, inspection, what, item, reason, says, supervisor_id, pin))

    def mark_cleaned(self, inspection_id: str, person_id: str, took: timedelta) -> Inspection:
        """Note that the unit was cleaned just now; answers given before stay, re-observe what it changed.

        Raises:
            KnownError: INSP-002, INSP-005, PEO-003, PEO-006, PEO-008.
        """
        inspection = self._open(inspection_id)
        seconds = int(took.total_seconds())
        return self._judged(self._drafts.add_cleaning(inspection, self._clock.now(), seconds, person_id))

    def history(self, inspection: Inspection) -> tuple[HistoryLine, ...]:
        """Everything done to the answers so far, cleanings and overrides included, oldest first."""
        return history_of(inspection, self._drafts.cleanings(inspection.id))

    def results(self, inspection: Inspection) -> tuple[Verdict, ...]:
        """What each channel says of the answers so far, without reasons: within a frame of the answer."""
        return self._rules.results(inspection.checklist.channels, asked_facts(inspection))

    def verdicts(self, inspection: Inspection) -> tuple[Verdict, ...]:
        """What each channel says of the answers so far, with all its reasons."""
        facts = asked_facts(inspection)
        taken_at = {item: inspection.observations[item].taken_at for item in facts}
        return tuple(
            self._rules.verdict(channel, facts, taken_at) for channel in inspection.checklist.channels
        )

    def review(self, inspection: Inspection) -> Review:
        """What a person should see before signing."""
        judged, verdicts = self._judged(inspection), self.verdicts(inspection)
        return review_of(judged, verdicts, countersign_demands(judged, verdicts))

    def seal(
        self, inspection_id: str, person_id: str, pin: str, *, without_photos: WithoutPhoto | None = None
    ) -> Record:
        """Sign and seal: record and ledger entry in one transaction.

        ``without_photos`` says why demanded views are on no photo; the record states it for each.

        Raises:
            KnownError: INSP-002, INSP-004 items without an answer, INSP-005, INSP-007 demanded views missing
                without a reason, INSP-008, PEO-001, PEO-003, PEO-005.
        """
        inspection = self._open(inspection_id)
        review = self.review(inspection)
        check_complete(inspection, review, without_photos)
        inspector = self._accounts.authorise(person_id, pin, Right.INSPECT)
        missing = [(one.item, one.view, without_photos) for one in review.missing_photos if without_photos]
        record = seal_inspection(
            self._store,
            self._drafts,
            inspection,
            inspector,
            review,
            missing,
            self._clock.now(),
        )
        self._store.checkpoint()
        return record

    def _unsealed(self, inspection_id: str) -> Inspection:
        inspection = self._drafts.get(inspection_id)
        if inspection.state is InspectionState.SEALED:
            raise KnownError("INSP-002", inspection=inspection_id)
        return inspection

    def _open(self, inspection_id: str) -> Inspection:
        inspection = self._drafts.get(inspection_id)
        if inspection.state is not InspectionState.OPEN:
            raise KnownError("INSP-002", inspection=inspection_id)
        return inspection

    def _judged(self, inspection: Inspection) -> Inspection:
        """The inspection with what its answers make pointless to ask."""
        return replace(inspection, not_needed=self._not_needed(inspection))

    def _not_needed(self, inspection: Inspection) -> frozenset[str]:
        if not inspection.checklist.targeted:
            return frozenset()
        return self._rules.not_needed(inspection.checklist, asked_facts(inspection))


def _admit(connection: Connection, person_id: str) -> None:
    entitled_in(connection, person_id, Right.INSPECT)
