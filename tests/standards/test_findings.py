"""Findings: one catalogue, two languages, a stable identity, and rulings that stay attached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.model.checklist import Title
from station.standards.channel import Ruling
from station.standards.findings import (
    CATALOGUE,
    finding,
    finding_message,
    finding_title,
    with_rulings,
)
from station.standards.library import internal_standard
from station.texts import Lang, catalogue

SETTLED = Ruling("C1", "Lin", "2026-11-22", Title("按原文", "as it stands"), "gap")


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_title_and_both_sentences_in_both_languages(code: str) -> None:
    for lang in Lang:
        assert {f"findings.{code}.{part}" for part in ("title", "what", "do")} <= catalogue(lang).keys()
    assert finding_title(code).zh and finding_title(code).en


def test_no_text_speaks_of_a_code_that_is_not_catalogued() -> None:
    spoken = {key.split(".")[1] for key in catalogue(Lang.EN) if key.startswith("findings.")}
    assert spoken - {"join", "severity", "list", "measure"} == set(CATALOGUE)


def test_a_message_says_what_is_wrong_and_what_to_do_and_names_items_by_title() -> None:
    one = finding("gap", "C1", "FR-03", where="FR-03 > 3 mm")
    assert "FR-03 > 3 mm" in finding_message(one).en
    internal = internal_standard("smartphone")
    item = internal.item("FR-03")
    assert item is not None
    assert item.title.en in finding_message(one, internal).en
    assert item.title.zh in finding_message(one, internal).zh


def test_the_identity_of_a_finding_does_not_depend_on_its_ruling_but_on_what_it_says() -> None:
    one = finding("gap", "C1", "FR-03", where="FR-03 > 3 mm")
    assert one.id == replace(one, ruling=SETTLED).id
    assert one.id != finding("gap", "C1", "FR-03", where="FR-03 > 4 mm").id


def test_a_ruling_settles_the_findings_of_its_clause_that_it_names() -> None:
    gap, overlap = finding("gap", "C1", where="x"), finding("overlap", "C1", one="a", other="b", where="x")
    elsewhere = finding("gap", "C2", where="x")
    ruled = with_rulings([gap, overlap, elsewhere], [SETTLED])
    assert [one.ruling for one in ruled] == [SETTLED, None, None]
    assert [one.is_open for one in ruled] == [False, True, True]


def test_a_ruling_that_names_no_finding_settles_vague_words_and_nothing_else() -> None:
    worded = replace(SETTLED, finding=None)
    ruled = with_rulings([finding("vague_wording", "C1"), finding("gap", "C1", where="x")], [worded])
    assert [one.ruling for one in ruled] == [worded, None]
