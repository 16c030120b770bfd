"""What can be done about one item so that a leaf turns: check it, clean it, change it.

Nobody breaks what is sound to reach a grade for broken units: a turn that needs a worse option or more
defects is offered only as a check, where the fact is not known yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from station.grading.defects import matching
from station.grading.judge import judge_good, judge_leaf
from station.grading.seen import Seen
from station.grading.truth import Truth
from station.grading.way import Ways, least, one, together
from station.model.answer import Answer, Choice, Defects, Measured, NotFitted
from station.model.defect import Defect, Depth
from station.model.verdict import Act
from station.standards.rules import AtWorst, DefectLimit, Good, Leaf, Number, Options

Remedied = tuple[Act, Answer]
"""Something done about a list of defects, and the list it may leave."""


def remedies(leaf: Leaf, wanted: bool, seen: Seen) -> Ways:
    """Every way to turn the leaf into what is wanted; none when nothing can."""
    match leaf:
        case Good():
            return _sound(leaf, seen) if wanted else _unsound(leaf, seen)
        case DefectLimit():
            return _fewer_defects(leaf, wanted, seen)
        case Number():
            return _another_number(leaf, seen)
        case Options() | AtWorst():
            return _another_option(leaf, wanted, seen)


def _sound(leaf: Good, seen: Seen) -> Ways:
    broken = [item for item in leaf.items if judge_good(item, leaf.part_demanded, seen) is not Truth.TRUE]
    return together(_repaired(item, seen) for item in broken)


def _repaired(item: str, seen: Seen) -> Ways:
    match seen.answer(item):
        case NotFitted():
            return ()
        case Choice(value):
            return _changed(item, seen, cleaned=value in _cleaned_options(item, seen))
        case Measured():
            return _changed(item, seen)
        case Defects(defects):
            return _changed(item, seen, cleaned=not _uncleaned(item, defects, seen))
        case _:
            return one(item, "check")


def _changed(item: str, seen: Seen, *, cleaned: bool = False) -> Ways:
    if item in seen.vocabulary.settled:
        return ()
    return one(item, "clean" if cleaned else "change")


def _unsound(leaf: Good, seen: Seen) -> Ways:
    unknown = (i for i in leaf.items if judge_good(i, leaf.part_demanded, seen) is Truth.UNKNOWN)
    return least(way for item in unknown for way in one(item, "check"))


def _another_number(leaf: Number, seen: Seen) -> Ways:
    """A number told in a unit that does not fit is no number yet: it is read again."""
    if isinstance(seen.answer(leaf.item), NotFitted):
        return ()
    if judge_leaf(leaf, seen) is Truth.UNKNOWN:
        return one(leaf.item, "check")
    return _changed(leaf.item, seen)


def _another_option(leaf: Options | AtWorst, wanted: bool, seen: Seen) -> Ways:
    answer, ranks = seen.answer(leaf.item), seen.vocabulary.ranks.get(leaf.item, {})
    if isinstance(answer, NotFitted):
        return ()
    if not isinstance(answer, Choice) or answer.value not in ranks:
        return one(leaf.item, "check")
    better = [value for value, rank in ranks.items() if rank < ranks[answer.value]]
    turned = [value for value in better if _gives(leaf, Choice(value), seen) is wanted]
    if not turned:
        return ()
    cleaned = answer.value in _cleaned_options(leaf.item, seen) and better[0] in turned
    return _changed(leaf.item, seen, cleaned=cleaned)


def _gives(leaf: Options | AtWorst, answer: Answer, seen: Seen) -> bool:
    return judge_leaf(leaf, seen.supposing({leaf.item: answer})) is Truth.TRUE


def _fewer_defects(leaf: DefectLimit, wanted: bool, seen: Seen) -> Ways:
    """One list where that is enough, else all of them, by the mildest acts that are enough."""
    lists = {item: acts for item in leaf.items if (acts := list(_lists(leaf, item, seen)))}
    turned = Truth.TRUE if wanted else Truth.FALSE

    def helps(supposed: Mapping[str, Remedied]) -> bool:
        return (
            judge_leaf(leaf, seen.supposing({item: left for item, (_, left) in supposed.items()})) is turned
        )

    single = [{item: act} for item, acts in lists.items() for act in acts]
    every = [{item: acts[min(step, len(acts) - 1)] for item, acts in lists.items()} for step in range(3)]
    enough = [supposed for supposed in single if helps(supposed)]
    enough = enough or [supposed for supposed in every if helps(supposed)][:1]
    if not enough and judge_leaf(leaf, seen) is Truth.UNKNOWN:
        return _checked(lists)
    return least(frozenset((item, act) for item, (act, _) in supposed.items()) for supposed in enough)


def _checked(lists: Mapping[str, Sequence[Remedied]]) -> Ways:
    """Observing again whatever is not known or not measured."""
    open_ = [item for item, acts in lists.items() if acts[0][0] == "check"]
    return together(one(item, "check") for item in open_) if open_ else ()


def _lists(leaf: DefectLimit, item: str, seen: Seen) -> Iterator[Remedied]:
    """What could be done about an item, cheapest first, and the list of defects it may leave."""
    found = seen.answer(item)
    if isinstance(found, NotFitted):
        return
    if not isinstance(found, Defects):
        yield "check", Defects()
        return
    told = {id(defect) for defect, _ in matching(replace(leaf, items=(item,)), seen)}
    if not told:
        return
    measured = tuple(_measured(defect) if id(defect) in told else defect for defect in found.defects)
    if measured != found.defects:
        yield "check", Defects(measured)
    if len(left := _uncleaned(item, found.defects, seen)) < len(found.defects):
        yield "clean", Defects(left)
    if left:
        yield "change", Defects(tuple(defect for defect in found.defects if id(defect) not in told))


def _measured(defect: Defect) -> Defect:
    """The defect with every size that was not taken turning out as small as can be."""
    nothing = Decimal(0)
    return replace(
        defect,
        length_mm=nothing if defect.length_mm is None else defect.length_mm,
        width_mm=nothing if defect.width_mm is None else defect.width_mm,
        visible_cm=nothing if defect.visible_cm is None else defect.visible_cm,
        depth=Depth.NONE if defect.depth is None else defect.depth,
        visible_lit=bool(defect.visible_lit),
    )


def _uncleaned(item: str, defects: tuple[Defect, ...], seen: Seen) -> tuple[Defect, ...]:
    cleaning = seen.vocabulary.cleaning.get(item)
    kinds = cleaning.kinds if cleaning else ()
    return tuple(defect for defect in defects if defect.kind not in kinds)


def _cleaned_options(item: str, seen: Seen) -> tuple[str, ...]:
    cleaning = seen.vocabulary.cleaning.get(item)
    return cleaning.options if cleaning else ()
