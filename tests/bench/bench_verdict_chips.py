"""From one answer to what every channel says of it, and to its chips painted: all shipped phone standards.

Sound phones with something wrong here and there are answered item by item. The floor is painting the strip
alone, with nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import cycle
from random import Random

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from station.inspection.live_verdicts import LiveVerdicts
from station.model.answer import Answer, Choice, Defects, Measured
from station.model.checklist import CheckItem, InternalStandard
from station.model.defect import Defect, DefectKind, Depth
from station.standards.library import shipped
from tests.bench.table import Row, clocked
from ui.i18n import Translator
from ui.screens.inspect.verdict_strip import VerdictStrip
from ui.screens.inspect.verdict_words import VerdictWords
from ui.theme import Theme
from ui.widgets.surroundings import Surroundings

CATEGORY = "smartphone"
UNITS, ROUNDS = 5, 200
WIDTH_PX = 1600
FRAME_MS = 16
GOAL = f"≤ {FRAME_MS} ms of processor time, one frame"
PROCESSOR = {"ms of processor time": "chips", "floor's": "painting alone"}
WRONG = 0.1


def run(seed: int) -> list[Row]:
    """The rows *answer to results* and *verdict chips*; the goal of both is one frame."""
    app = QApplication.instance() or QApplication([])
    library = shipped()
    internal, standards = library.internal_standard(CATEGORY), library.channel_standards(CATEGORY)
    told, shown = LiveVerdicts(standards), LiveVerdicts(standards)
    around = Surroundings(Translator(), Theme())
    strip, words = VerdictStrip(around), VerdictWords(around)
    ours, painted, explained = (cycle(_answered(internal, seed)) for _ in range(3))

    def chips() -> QPixmap:
        strip.show_glances(words.glances(shown.results(next(painted)), internal))
        return strip.grab()

    def reasons() -> None:
        facts = next(explained)
        for standard in standards:
            told.explained(standard.id, facts, {})

    strip.resize(WIDTH_PX, strip.sizeHint().height())
    chips()
    ms, cpu_ms = clocked(
        {
            "results": lambda: told.results(next(ours)),
            "chips": chips,
            "painting alone": strip.grab,
            "reasons": reasons,
        },
        ROUNDS,
        warm_up=len(internal.items),
    )
    app.processEvents()
    return [
        Row(
            name=f"one answer → results of {len(standards)} phone standards",
            ours_ms=ms["results"],
            peers={"with all reasons": ms["reasons"]},
            counts={"ms of processor time": round(cpu_ms["results"], 2)},
            goal=GOAL,
            met=cpu_ms["results"] <= FRAME_MS,
        ),
        Row(
            name=f"verdict chips: one answer → {len(standards)} chips painted",
            ours_ms=ms["chips"],
            floor_ms=ms["painting alone"],
            counts={name: round(cpu_ms[which], 2) for name, which in PROCESSOR.items()},
            goal=GOAL,
            met=cpu_ms["chips"] <= FRAME_MS,
        ),
    ]


def _answered(internal: InternalStandard, seed: int) -> list[Mapping[str, Answer]]:
    """The facts after each answer of some units, one answer more every time."""
    chance = Random(seed)
    return [facts for _ in range(UNITS) for facts in _step_by_step(internal, chance)]


def _step_by_step(internal: InternalStandard, chance: Random) -> Iterator[Mapping[str, Answer]]:
    facts: dict[str, Answer] = {}
    for item in internal.items:
        answer = _answer(item, chance)
        if answer is not None:
            facts[item.id] = answer
            yield dict(facts)


def _answer(item: CheckItem, chance: Random) -> Answer | None:
    is_wrong = chance.random() < WRONG
    if item.options:
        return Choice(item.options[-1 if is_wrong else 0].value)
    if item.unit:
        return Measured(Decimal(chance.randint(60, 99) if is_wrong else 100), item.unit)
    return Defects(tuple([_defect(item, chance)] if is_wrong else [])) if item.zones else None


def _defect(item: CheckItem, chance: Random) -> Defect:
    kind = DefectKind(chance.choice(item.defect_kinds))
    return Defect(chance.choice(item.zones), kind, depth=chance.choice(tuple(Depth)))
