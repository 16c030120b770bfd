"""Every zone that an inspector may pick is drawn, and can be reached by arrow keys and by a click."""

import pytest

from station.standards.library import internal_categories, internal_standard
from ui.widgets.zone_shapes import drawing_for, unit_drawings

ITEMS = [
    pytest.param(item.zones, id=f"{category}-{item.id}")
    for category in internal_categories()
    for item in internal_standard(category).items
    if item.zones
]
DIRECTIONS = ("left", "right", "up", "down")


@pytest.mark.parametrize("zones", ITEMS)
def test_every_zone_is_drawn_and_reached_by_arrow_keys(zones: tuple[str, ...]) -> None:
    drawing = drawing_for(zones)
    assert set(zones) <= set(drawing.shapes)
    reached, todo = set[str](), [drawing.neighbour(None, "right", zones)]
    while todo:
        here = todo.pop()
        if here is not None and here not in reached:
            reached.add(here)
            todo += [drawing.neighbour(here, direction, zones) for direction in DIRECTIONS]
    assert reached == set(zones)


@pytest.mark.parametrize("zones", ITEMS)
def test_every_zone_has_a_place_where_a_click_finds_it(zones: tuple[str, ...]) -> None:
    drawing = drawing_for(zones)
    width, height = (int(size) for size in drawing.size)
    found = {drawing.zone_at(x + 0.5, y + 0.5, zones) for x in range(width) for y in range(height)}
    assert found >= set(zones)


def test_drawings_do_not_share_zones() -> None:
    named = [zone for drawing in unit_drawings() for zone in drawing.shapes]
    assert len(named) == len(set(named))


def test_zones_nobody_drew_have_an_empty_drawing() -> None:
    drawing = drawing_for(("Q1",))
    assert not drawing.zones and drawing.neighbour(None, "left", ("Q1",)) is None
