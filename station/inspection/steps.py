"""Which step comes next."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, islice

from station.model.inspection import Inspection, is_asked
from station.model.observation import Observation


def next_step(
    inspection: Inspection, observation: Observation, not_needed: Collection[str] = frozenset()
) -> str:
    """The step after ``observation`` is made: the next asked item without an answer, in working order.

    Behind the last item the search goes on from the first; when everything is answered it stays. Items that
    are ``not_needed`` once the observation is made are passed over.
    """
    answered = {**inspection.observations, observation.item: observation}
    items = inspection.checklist.items
    here = next(place for place, item in enumerate(items) if item.id == observation.item)
    ahead = chain(islice(items, here + 1, None), islice(items, here))
    closed = answered.keys() | set(not_needed)
    open_items = (item.id for item in ahead if item.id not in closed and is_asked(item, answered))
    return next(open_items, observation.item)


def step_beside(inspection: Inspection, places: int) -> str | None:
    """The item ``places`` behind the one shown, before it when negative; None past either end.

    Items that are not needed are passed over: they are shown only when somebody asks for them by name.
    """
    shown = [
        item.id
        for item in inspection.asked()
        if item.id == inspection.current_item or item.id not in inspection.not_needed
    ]
    place = shown.index(inspection.current_item) + places
    return shown[place] if 0 <= place < len(shown) else None
