"""From draft to published standard: two people, every finding settled, and nothing changes afterwards."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.checklist import Title
from station.model.person import Role
from station.publishing.publisher import Publisher
from station.standards.channel import ChannelStandard
from station.standards.channel_file import channel_document
from station.standards.findings import Finding, finding, with_rulings
from station.standards.library import Library, home_library
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.texts import Lang, error_text
from tests.publishing.desks import PINS, TODAY, QualityDesk, next_version, open_desk

PIN = PINS[Role.SUPERVISOR]


def code_of(refused: pytest.ExceptionInfo[KnownError]) -> str:
    assert all(all(error_text(lang, refused.value)) for lang in Lang)
    return refused.value.code


def test_a_reviewed_draft_becomes_a_published_standard(desk: QualityDesk) -> None:
    published = desk.publish(next_version(), date(2026, 12, 1))
    assert published.file.name == "back-market-2026-12-01.toml"
    library = home_library(desk.store.home)
    read = library.channel_standard("back-market", "2026-12-01")
    assert channel_document(read) == channel_document(published.standard)
    assert read.publication is not None and read.valid_from == "2026-12-01"
    assert (read.publication.author, read.publication.reviewer) == ("陈静", "李雷")
    assert desk.publisher.drafts() == ()
    assert Ledger(desk.store).verify().ok


def test_the_ledger_says_who_published_what(desk: QualityDesk) -> None:
    published = desk.publish(next_version())
    entry = list(Ledger(desk.store).entries())[-1]
    body = json.loads(entry.body)
    assert (entry.kind, entry.sequence) == ("standard_published", published.sequence)
    assert body["author"] == {"id": desk.author, "name": "陈静"}
    assert (body["reviewer"]["id"], body["reviewer"]["says"]) == (desk.reviewer, "compared with the source")
    assert (body["id"], body["version"], body["file"]) == ("back-market", "2026-12-01", published.file.name)


def test_every_save_is_kept_and_asks_for_a_new_review(desk: QualityDesk) -> None:
    publisher = desk.publisher
    first = publisher.save_draft(next_version(), desk.author)
    reviewed = publisher.review(first, desk.reviewer, PIN, "sound")
    changed = replace(next_version(), source="another source")
    second = publisher.save_draft(changed, desk.people[Role.ADMINISTRATOR].id)
    assert [save.name for save in second.saves] == ["陈静", "赵刚"]
    assert reviewed.review is not None and second.review is None
    assert publisher.standard(second).source == "another source"
    assert publisher.standard(second, first.sha256).source == next_version().source
    with pytest.raises(KnownError) as refused:
        publisher.publish(second, desk.author, TODAY)
    assert code_of(refused) == "STD-024"
    with pytest.raises(KnownError) as refused:
        publisher.review(first, desk.reviewer, PIN, "what I saw is no longer there")
    assert code_of(refused) == "STD-024"


def test_drafts_survive_a_restart(root: Path) -> None:
    with open_desk(root) as desk:
        draft = desk.publisher.save_draft(next_version(), desk.author)
    with open_desk(root) as desk:
        assert desk.publisher.drafts() == (draft,)
        assert desk.publisher.draft("back-market@2026-12-01") == draft


def test_nobody_reviews_their_own_words(desk: QualityDesk) -> None:
    publisher, administrator = desk.publisher, desk.people[Role.ADMINISTRATOR].id
    publisher.save_draft(next_version(), administrator)
    draft = publisher.save_draft(replace(next_version(), source="corrected"), desk.author)
    for person, pin in ((desk.author, Role.QUALITY_ENGINEER), (administrator, Role.ADMINISTRATOR)):
        with pytest.raises(KnownError) as refused:
            publisher.review(draft, person, PINS[pin], "sound")
        assert code_of(refused) == "STD-022"


def test_rights(desk: QualityDesk) -> None:
    inspector = desk.people[Role.INSPECTOR].id
    for person in (inspector, desk.reviewer):
        with pytest.raises(KnownError) as refused:
            desk.publisher.save_draft(next_version(), person)
        assert code_of(refused) == "PEO-006"
    draft = desk.publisher.save_draft(next_version(), desk.author)
    with pytest.raises(KnownError) as refused:
        desk.publisher.review(draft, inspector, PINS[Role.INSPECTOR], "sound")
    assert code_of(refused) == "PEO-006"
    reviewed = desk.publisher.review(draft, desk.reviewer, PIN, "sound")
    with pytest.raises(KnownError) as refused:
        desk.publisher.publish(reviewed, inspector, TODAY)
    assert code_of(refused) == "PEO-006"
    desk.publisher.publish(reviewed, desk.reviewer, TODAY)


def test_a_review_needs_the_pin_and_a_reason(desk: QualityDesk) -> None:
    draft = desk.publisher.save_draft(next_version(), desk.author)
    for pin, says, code in (("8642", "sound", "PEO-001"), (PIN, " ", "STD-026")):
        with pytest.raises(KnownError) as refused:
            desk.publisher.review(draft, desk.reviewer, pin, says)
        assert code_of(refused) == code
    assert desk.publisher.draft(draft.name).review is None


def test_a_draft_that_would_not_load_is_not_saved(desk: QualityDesk) -> None:
    for broken in (replace(next_version(), id="../up"), replace(next_version(), clauses={})):
        with pytest.raises(KnownError) as refused:
            desk.publisher.save_draft(broken, desk.author)
        assert code_of(refused) == "STD-001"
    assert desk.publisher.drafts() == ()


def test_a_version_is_published_once(desk: QualityDesk) -> None:
    with pytest.raises(KnownError) as refused:
        desk.publisher.save_draft(next_version("2026-11-22"), desk.author)
    assert code_of(refused) == "STD-021"
    published = desk.publish(next_version())
    content = published.file.read_bytes()
    with pytest.raises(KnownError) as refused:
        desk.publish(replace(next_version(), source="changed my mind"))
    assert code_of(refused) == "STD-021"
    assert published.file.read_bytes() == content
    assert not published.file.stat().st_mode & 0o222


def test_a_version_whose_file_was_deleted_is_not_published_again(desk: QualityDesk) -> None:
    draft = desk.publisher.save_draft(next_version(), desk.author)
    reviewed = desk.publisher.review(draft, desk.reviewer, PIN, "sound")
    desk.publisher.publish(reviewed, desk.author, TODAY).file.unlink()
    with pytest.raises(KnownError) as refused:
        desk.publisher.publish(reviewed, desk.author, TODAY)
    assert code_of(refused) == "STD-021"


def finds_a_gap(standard: ChannelStandard, library: Library) -> tuple[Finding, ...]:
    """One error on a clause of the standard, one remark that asks for nothing."""
    found = [
        finding("gap", "BM-G1", "PB-02", facts="80 – 85 %", clauses="BM-G1"),
        finding("too_complex", "BM-G1"),
    ]
    return with_rulings(found, standard.rulings)


def test_findings_must_be_ruled_on_before_a_review(desk: QualityDesk) -> None:
    publisher = Publisher(desk.store.home, desk.store, desk.accounts, SystemClock(), finds_a_gap)
    draft = publisher.save_draft(next_version(), desk.author)
    with pytest.raises(KnownError) as refused:
        publisher.review(draft, desk.reviewer, PIN, "sound")
    assert code_of(refused) == "STD-023"
    gap = next(one for one in publisher.findings(draft) if one.is_open)
    ruled = publisher.rule(draft, gap, desk.author, Title("按下一档处理", "The lower grade holds there."))
    assert not any(one.is_open for one in publisher.findings(ruled))
    reviewed = publisher.review(ruled, desk.reviewer, PIN, "the ruling is ours to make")
    published = publisher.publish(reviewed, desk.author, TODAY)
    assert ("BM-G1", "陈静", gap.id) in {
        (one.clause, one.by, one.finding) for one in published.standard.rulings
    }


def test_a_ruling_closes_the_one_finding_it_was_given_for(desk: QualityDesk) -> None:
    def two_gaps(standard: ChannelStandard, _: Library) -> tuple[Finding, ...]:
        found = [finding("gap", "BM-G1", "PB-02", facts=facts) for facts in ("80 %", "85 %")]
        return with_rulings(found, standard.rulings)

    publisher = Publisher(desk.store.home, desk.store, desk.accounts, SystemClock(), two_gaps)
    draft = publisher.save_draft(next_version(), desk.author)
    one, other = publisher.findings(draft)
    draft = publisher.rule(draft, one, desk.author, Title("按下一档", "The lower grade holds."))
    assert [found.id for found in publisher.findings(draft) if found.is_open] == [other.id]


def test_a_damaged_draft_is_told_and_no_other_is_lost(desk: QualityDesk) -> None:
    draft = desk.publisher.save_draft(next_version(), desk.author)
    other = desk.publisher.save_draft(next_version(name="amazon-renewed"), desk.author)
    folder = desk.store.home.standards / "drafts" / draft.name
    (folder / f"{draft.sha256}.toml").write_text("changed", "utf-8")
    with pytest.raises(KnownError) as refused:
        desk.publisher.standard(draft)
    assert code_of(refused) == "STD-027"
    (folder / "draft.json").write_text("{", "utf-8")
    with pytest.raises(KnownError) as refused:
        desk.publisher.draft(draft.name)
    assert code_of(refused) == "STD-027"
    assert desk.publisher.standard(other).id == "amazon-renewed"
    with pytest.raises(KnownError) as refused:
        desk.publisher.draft("nothing@2026-12-01")
    assert code_of(refused) == "STD-025"
