"""A standard written to a file reads back equal, whatever it says; what belongs elsewhere is not written."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.model.checklist import Title
from station.standards.channel import ChannelStandard, Publication
from station.standards.channel_file import channel_document
from station.standards.channel_writer import channel_text, write_channel
from station.standards.library import channel_standards, load_channel
from tests.standards.made import standards

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def check_round_trip(standard: ChannelStandard, folder: Path) -> None:
    path = folder / "written.toml"
    write_channel(standard, path)
    read = load_channel(path)
    assert channel_document(read) == channel_document(standard)
    assert read.vocabulary == standard.vocabulary
    assert channel_text(read) == channel_text(standard) == path.read_text("utf-8")


@pytest.mark.parametrize("standard", channel_standards(), ids=lambda one: one.id)
def test_every_shipped_standard_survives(standard: ChannelStandard, tmp_path: Path) -> None:
    check_round_trip(standard, tmp_path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(standard=standards())
def test_every_made_standard_survives(standard: ChannelStandard, tmp_path: Path) -> None:
    check_round_trip(standard, tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=ANY_TEXT, key=ANY_TEXT)
def test_any_words_survive(words: str, key: str, tmp_path: Path) -> None:
    standard = replace(
        channel_standards()[0], source=words, notes=Title(words, words[::-1]), originals={key: words}
    )
    check_round_trip(standard, tmp_path)


def test_who_published_is_written_and_the_vocabulary_is_not(tmp_path: Path) -> None:
    publication = Publication("王敏", "李雷", "2026-11-22T08:00:00Z")
    standard = replace(channel_standards()[0], publication=publication, valid_from="2026-12-01")
    check_round_trip(standard, tmp_path)
    document = tomllib.loads((tmp_path / "written.toml").read_text("utf-8"))
    assert document["publication"] == {"author": "王敏", "reviewer": "李雷", "at": "2026-11-22T08:00:00Z"}
    assert (document["schema"], document["valid_from"]) == (1, "2026-12-01")
    assert "vocabulary" not in document
