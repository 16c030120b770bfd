"""What a station holds, and whether a fault left one action wholly there or wholly not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from station.model.event import RECORD_KINDS, EventKind
from station.model.inspection import Inspection
from station.store.database import Store
from station.store.drafts import Drafts
from station.store.ledger import Ledger
from station.store.staging import published_bodies, sha256_of
from tests.survive.office import OFFICE, broken_by_the_office, people_of


@dataclass(frozen=True)
class Draft:
    """An inspection in work as the screen shows it."""

    state: str
    step: str
    answers: tuple[str, ...]
    current: frozenset[str]
    photos: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """Everything a person could have been shown as done."""

    drafts: Mapping[str, Draft] = field(default_factory=dict)
    entries: tuple[tuple[int, str, str], ...] = ()
    people: Mapping[str, tuple[object, ...]] = field(default_factory=dict)


def state_of(store: Store) -> State:
    """What ``store`` holds now."""
    drafts = {one.id: _draft(one) for one in Drafts(store).unsealed()}
    entries = tuple((entry.sequence, entry.kind, entry.hash) for entry in Ledger(store).entries())
    return State(drafts, entries, people_of(store))


def _draft(inspection: Inspection) -> Draft:
    return Draft(
        inspection.state.value,
        inspection.current_item,
        tuple(f"{one.id} {one.item} {one.answer}" for one in inspection.history),
        frozenset(one.id for one in inspection.observations.values()),
        tuple(photo.sha256 for photo in inspection.photos),
    )


WHOLE: Mapping[str, Counter[str]] = {
    "install": Counter({"person": 1, EventKind.PERSON_ADDED: 1}),
    "start": Counter({"draft": 1}),
    "answer": Counter({"answer": 1}),
    "undo": Counter({"withdrawn": 1}),
    "photo": Counter({"photo": 1}),
    "show": Counter(),
    "seal": Counter({"sealed": 1, EventKind.RECORD_SEALED: 1}),
    "publish": Counter({EventKind.STANDARD_PUBLISHED: 1}),
    "person": Counter({"person": 1, EventKind.PERSON_ADDED: 1}),
    **OFFICE,
}
"""What each action adds when it is wholly done."""

ON_ITS_OWN = frozenset({EventKind.PHOTOS_FOUND})
"""Entries that stand in a transaction of their own beside an action."""


def losses(before: State, doing: str | None, after: State) -> list[str]:
    """What is wrong with ``after``, when ``before`` was acknowledged and ``doing`` was under way."""
    found = [*_lost(before, after), *_doubled(after)]
    added = _added(before, after)
    if added and (doing is None or added != WHOLE[doing]):
        found.append(f"by half: {dict(added)} of {doing}")
    return found


def _lost(before: State, after: State) -> Iterator[str]:
    if after.entries[: len(before.entries)] != before.entries:
        yield "ledger entries lost or changed"
    if not before.people.keys() <= after.people.keys():
        yield "people lost"
    for name, draft in before.drafts.items():
        now = after.drafts.get(name)
        if now is None:
            continue  # sealed: counted in what was added
        if now.answers[: len(draft.answers)] != draft.answers:
            yield f"answers of {name} lost"
        if now.photos[: len(draft.photos)] != draft.photos:
            yield f"photos of {name} lost"


def _doubled(after: State) -> Iterator[str]:
    if [entry[0] for entry in after.entries] != list(range(1, len(after.entries) + 1)):
        yield "sequence with holes or doubles"
    for draft in after.drafts.values():
        if len(set(draft.answers)) != len(draft.answers):
            yield "an answer is there twice"


def _added(before: State, after: State) -> Counter[str]:
    """What is more than before, leaving out where the cursor stands."""
    added: Counter[str] = Counter()
    added.update(kind for _, kind, _ in after.entries[len(before.entries) :] if kind not in ON_ITS_OWN)
    added["person"] = len(after.people.keys() - before.people.keys())
    added["changed"] = sum(after.people.get(name) != was for name, was in before.people.items())
    added["draft"] = len(after.drafts.keys() - before.drafts.keys())
    added["sealed"] = len(before.drafts.keys() - after.drafts.keys())
    for name in before.drafts.keys() & after.drafts.keys():
        was, now = before.drafts[name], after.drafts[name]
        added["answer"] += len(now.answers) - len(was.answers)
        added["photo"] += len(now.photos) - len(was.photos)
        added["withdrawn"] += now.answers == was.answers and now.current != was.current
    return +added


def broken_promises(store: Store) -> list[str]:
    """Named things that are not there: photos of drafts, published standards; and what the check finds."""
    found = [f"verify: {one.code} {one.sequence} {one.detail}" for one in Ledger(store).verify().problems]
    for draft in Drafts(store).unsealed():
        for photo in draft.photos:
            store.evidence.read(photo.sha256)
    records = [
        json.loads(entry.body)["record"] for entry in Ledger(store).entries() if entry.kind in RECORD_KINDS
    ]
    if len(set(records)) != len(records):
        found.append("a record is sealed twice")
    with store.read() as connection:
        for body in published_bodies(connection):
            if sha256_of(store.home.published_channels / body["file"]) != body["sha256"]:
                found.append(f"published standard {body['file']} is not in its place")
    return found + list(broken_by_the_office(store))
