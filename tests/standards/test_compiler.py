"""What a unit is asked: everything, or what its channels cite plus identity and safety."""

from station.standards.compiler import checklist, whole_checklist
from station.standards.library import channel_standard, internal_standard


def test_without_channels_it_is_the_whole_internal_standard() -> None:
    whole = checklist("smartphone")
    assert whole.items == internal_standard("smartphone").items
    assert {"back-market", "tongjian-itemised"} <= set(whole.asked_by["PB-02"])
    assert "amazon-renewed" not in whole.asked_by["PB-02"]


def test_with_a_channel_it_is_what_the_channel_needs() -> None:
    asked = [item.id for item in checklist("smartphone", ["amazon-renewed"]).items]
    assert set(channel_standard("amazon-renewed").items) <= set(asked)
    assert {"ID-01", "ID-08", "PB-04"} <= set(asked)
    assert "WD-01" not in asked


def test_the_station_asks_everything_and_knows_for_whom() -> None:
    whole = whole_checklist("smartphone", ["amazon-renewed"])
    assert whole.items == internal_standard("smartphone").items
    assert whole.channels == ("amazon-renewed",)
    assert set(whole.asked_by) == set(channel_standard("amazon-renewed").items)


def test_the_daily_check_has_no_channels() -> None:
    assert checklist("bench_check").asked_by == {}
