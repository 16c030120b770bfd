"""Which step comes next."""

from __future__ import annotations

from dataclasses import replace

from station.model.inspection import Inspection
from station.model.observation import Observation


def next_step(inspection: Inspection, observation: Observation) -> str:
    """The step after ``observation`` is made: the next asked item without an answer, in working order.

    Behind the last item the search goes on from the first; when everything is answered it stays.
    """
    answered = {**inspection.observations, observation.item: observation}
    asked = [item.id for item in replace(inspection, observations=answered).asked()]
    here = asked.index(observation.item)
    ahead = asked[here + 1 :] + asked[:here]
    return next((item for item in ahead if item not in answered), observation.item)
