"""The internal standards that ship: complete, in working order, fit for an inspector in both languages."""

from collections import Counter

import pytest

from station.errors import KnownError
from station.model.checklist import ItemKind
from station.standards.library import Library, internal_categories, internal_standard

GROUP_SIZES = {
    "ID": 12, "PB": 6, "DP": 6, "FG": 3, "TC": 2, "FR": 5, "BK": 3, "CM": 4, "AU": 4,
    "RD": 5, "SN": 3, "PT": 4, "WR": 8, "CL": 1, "AC": 2, "WD": 2,
}  # fmt: skip


def test_smartphone_has_the_seventy_items() -> None:
    items = internal_standard("smartphone").items
    assert Counter(item.id[:2] for item in items) == GROUP_SIZES
    assert len({item.id for item in items}) == 70


def test_identity_and_safety_come_first() -> None:
    groups = list(dict.fromkeys(item.group for item in internal_standard("smartphone").items))
    assert groups[:2] == ["identity", "safety"]


def test_every_photo_view_is_demanded_by_exactly_one_item() -> None:
    for category in internal_categories():
        standard = internal_standard(category)
        demanded = Counter(view for item in standard.items for view in item.views)
        assert demanded == dict.fromkeys(standard.views, 1)


def test_not_knowing_is_never_an_option() -> None:
    forbidden = ("unknown", "not_tested", "not_checked", "not_fitted", "not_reachable")
    for category in internal_categories():
        for item in internal_standard(category).items:
            assert not {option.value for option in item.options} & set(forbidden), item.id


def test_every_item_kind_is_in_use() -> None:
    used = {item.kind for category in internal_categories() for item in internal_standard(category).items}
    assert used == set(ItemKind)


def test_an_item_waits_only_for_an_earlier_one() -> None:
    for category in internal_categories():
        earlier: set[str] = set()
        for item in internal_standard(category).items:
            assert item.after is None or item.after.item in earlier, item.id
            earlier.add(item.id)


def test_unknown_category_is_told_with_the_known_ones() -> None:
    with pytest.raises(KnownError) as caught:
        Library([]).internal_standard("teapot")
    assert caught.value.code == "STD-003"
