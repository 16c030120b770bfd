"""What a supervisor allows in an inspection, and what nobody does without."""

from __future__ import annotations

from collections.abc import Iterable

from station.errors import KnownError
from station.inspection.document import override_to_json
from station.inspection.fitting import outside_limits
from station.inspection.signing import authorised, sign, signature_document
from station.model.answer import Answer, Measured
from station.model.checklist import CheckItem, Checklist, ItemSeverity
from station.model.event import EventKind
from station.model.inspection import Inspection
from station.model.observation import Method, Source
from station.model.reasons import check_reason
from station.model.rights import Right
from station.model.second_person import Override, OverrideKind
from station.model.signature import Meaning
from station.people.accounts import Accounts
from station.store.database import Store
from station.store.drafts import Drafts
from station.store.events import write_event
from station.texts import Phrase


def check_allowed(inspection: Inspection, what: OverrideKind, items: Iterable[str]) -> None:
    """Refuse what the standard leaves to a supervisor at one of ``items``, unless one allowed it.

    Raises:
        KnownError: INSP-008 with all such items; ``override`` and ``items`` are what :func:`allow` takes.
    """
    waiting = tuple(
        item
        for item in items
        if takes_supervisor(inspection.checklist, what, item) and not _is_allowed(inspection, what, item)
    )
    if waiting:
        said = Phrase(f"corrections.override.{what.value}")
        raise KnownError("INSP-008", what=said, item=waiting[0], items=waiting, override=what.value)


def check_answer_allowed(inspection: Inspection, item: CheckItem, answer: Answer, source: Source) -> None:
    """Refuse an answer given in a way that the standard leaves to a supervisor.

    Raises:
        KnownError: INSP-008.
    """
    typed = source.method is Method.MANUAL and isinstance(answer, Measured)
    if item.instrument_demanded and typed:
        check_allowed(inspection, OverrideKind.TYPED_INSTEAD_OF_MEASURED, [item.id])
    if outside_limits(item, answer):
        check_allowed(inspection, OverrideKind.OUTSIDE_LIMITS, [item.id])


def takes_supervisor(checklist: Checklist, what: OverrideKind, item_id: str) -> bool:
    """Whether the standard leaves ``what`` at this item to a supervisor."""
    policy, item = checklist.override, checklist.item(item_id)
    critical = item is not None and item.severity is ItemSeverity.CRITICAL
    return what in policy.demanded and (critical or item_id in policy.items)


def _is_allowed(inspection: Inspection, what: OverrideKind, item: str) -> bool:
    return any(one.what is what and one.item in ("", item) for one in inspection.overrides)


def allow(
    store: Store,
    drafts: Drafts,
    accounts: Accounts,
    inspection: Inspection,
    what: OverrideKind,
    item: str,
    reason: str,
    says: str,
    supervisor_id: str,
    pin: str,
) -> Inspection:
    """Note that a supervisor allows ``what`` at ``item`` (empty: everywhere): row and ledger entry at once.

    Raises:
        KnownError: INSP-001 no such item, REC-003 no such reason, REC-004 no words, PEO-001, PEO-003,
            PEO-005, PEO-006.
    """
    check_reason("override", reason, says)
    if item and inspection.checklist.item(item) is None:
        raise KnownError("INSP-001", item=item, why=Phrase("inspection.unfit.not_asked"))
    person = authorised(accounts, supervisor_id, pin, Right.OVERRIDE)
    signature = sign(person, Meaning.OVERRIDDEN, store.clock.now(), says)
    override = Override(what, item, reason, signature.says, person.id, person.name, signature.at)
    signed = {"inspection": inspection.id, "signature": signature_document(signature)}
    with drafts.allowing(inspection, override) as connection:
        write_event(
            store,
            connection,
            EventKind.OVERRIDE_GIVEN,
            {**override_to_json(override), **signed},
            person=person.id,
            at=signature.at,
        )
    return drafts.get(inspection.id)
