"""The public trace page: what it shows, what it never shows, who finds it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from station.errors import KnownError
from station.model.trace import trace_code
from station.places import RESOURCES
from station.signing import Signer
from sync.hub.audit import latest
from sync.hub.hub import Hub
from sync.hub.trace.pages import TracePages
from sync.hub.trace.policy import TracePolicy, set_trace_policy
from sync.hub.trace.withdrawing import publish_again, withdraw
from sync.wire.signed import statement_digest
from tests.sync.buckets import environment, new_bucket
from tests.sync.hand_clock import HandClock
from tests.sync.running import config_at, new_database, running
from tests.sync.tracing import pushed, sampled, sealed, traced, with_photos
from tests.sync.writing import Writer, enrolled

PAGE = {"accept": "text/html", "accept-language": "en-GB"}
VERIFIER = RESOURCES / "verifier" / "verify_trace.py"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub that answers."""
    with running(config_at(tmp_path / "hub")) as both:
        yield both


def document(folder: Path) -> dict[str, Any]:
    """The sample record."""
    return dict(sampled(folder).record.document)


def test_the_page_and_its_photos_come_from_postgresql_and_s3(
    tmp_path: Path, buckets: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(buckets).items():
        monkeypatch.setenv(name, value)
    config = replace(config_at(tmp_path / "hub", new_database()), blobs=new_bucket(buckets))
    with running(config) as (hub, address):
        found = sampled(tmp_path / "s")
        code = traced(hub, tmp_path / "s")
        assert "Battery health" in httpx.get(f"{address}/t/{code}?lang=en", headers=PAGE).text
        proof = httpx.get(f"{address}/t/{code}/proof.json")
        photos = [one["sha256"] for one in proof.json()["statement"]["photos"] if one["here"]]
        answers = {name: httpx.get(f"{address}/t/{code}/photos/{name}") for name in photos}
        assert httpx.get(f"{address}/t/{code}/photos/{photos[0]}?size=small").status_code == 200
        stated = TracePages(hub).proof(code).statement
        withdraw(hub, stated.station, stated.sequence, "chen")
        assert httpx.get(f"{address}/t/{code}").status_code == 404
    assert len(photos) == 6
    for name, answer in answers.items():
        assert answer.content == (found.folder / f"{name}.jpg").read_bytes()
    file = tmp_path / "proof.json"
    file.write_bytes(proof.content)
    command = [sys.executable, str(VERIFIER), str(file), "--photos", str(found.folder)]
    assert subprocess.run(command, capture_output=True).returncode == 0


def test_the_page_says_what_was_found_in_both_languages(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    code = traced(hub, tmp_path / "s")
    english = httpx.get(f"{address}/t/{code}", headers=PAGE)
    chinese = httpx.get(f"{address}/t/{code}?lang=zh", headers=PAGE)
    for answer in (english, chinese):
        assert answer.status_code == 200
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert "set-cookie" not in answer.headers
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert "Apple iPhone 13" in answer.text
        assert "Back Market" in answer.text
    assert "Battery health" in english.text
    assert "电池健康度" in chinese.text


def test_nothing_private_comes_through(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    whole = document(tmp_path / "s")
    observations = []
    for number, one in enumerate(whole["observations"]):
        source = {
            **one["source"],
            "device": f"MARK-device{number}",
            "reason": "MARK-reason",
            "raw": "MARK-raw",
        }
        told = {**one, "source": {**source, "serial": "MARK-serial"}, "person": "MARK-person"}
        answer = dict(one["answer"])
        if "unknown" in answer:
            answer["reason"] = "MARK-why"
        if "defects" in answer:
            answer["defects"] = [{**defect, "note": "MARK-note"} for defect in answer["defects"]]
        told |= {"answer": answer, "condition": {"light": "MARK-light"}}
        observations.append(told)
    free = {**observations[0], "item": "ZZ-99", "answer": {"value": "MARK-free"}}
    customer = {"subject": "MARK-subject", "sealed": "MARK-sealed", "commitment": "MARK-commitment"}
    order = {**whole["unit"]["work_order"], "source": "MARK-source", "code": "MARK-order"}
    unit = {**whole["unit"], "code": "MARK-code", "customer": customer, "work_order": order}
    code = traced(
        hub,
        tmp_path / "s",
        observations=[*observations, free],
        unit=unit,
        inspector={"id": "MARK-id", "name": "MARK-inspector", "role": "MARK-role"},
        signature={"person": "MARK-signer", "name": "MARK-name", "statement": "MARK-st", "at": "MARK-at"},
        station={"id": "MARK-st", "name": "MARK-bench", "public_key": "MARK-key"},
        overrides=[{"what": "MARK-what", "says": "MARK-says", "name": "MARK-supervisor"}],
        cleanings=[{"person": "MARK-cleaner"}],
    )
    for path in ("", "?lang=zh", "/proof.json"):
        shown = httpx.get(f"{address}/t/{code}{path}", headers=PAGE).text
        assert "MARK" not in shown
        assert unit["imei"] not in shown
        assert unit["serial"] not in shown
        assert f"{unit['imei'][:2]}•" in shown


def test_what_is_voided_or_amended_says_so_and_leads_on(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    whole = document(tmp_path / "s")
    writer = enrolled(hub)
    wrong = sealed(writer, whole)
    void = sealed(writer, whole)
    named = {"record": record_of(wrong), "sha256": wrong.body_sha256, "reason": "typing", "says": "MARK"}
    better = writer.append("record_amended", {**whole, "record": "R-BETTER", "amends": named})
    writer.void(void)
    pushed(hub, writer)
    page = httpx.get(f"{address}/t/{trace_code(wrong.signature)}", headers=PAGE).text
    assert "This record was corrected on" in page
    assert f"/t/{trace_code(better.signature)}" in page
    assert "MARK" not in page
    assert "declared void" in httpx.get(f"{address}/t/{trace_code(void.signature)}", headers=PAGE).text
    waiting = sealed(writer, whole, countersign={"demanded_by": [{"because": "critical", "item": "PW-01"}]})
    pushed(hub, writer)
    page = httpx.get(f"{address}/t/{trace_code(waiting.signature)}", headers=PAGE).text
    assert "awaits a second signature" in page


def record_of(entry: Any) -> str:
    """The record that an entry seals."""
    return str(json.loads(entry.body)["record"])


def test_whoever_has_no_code_learns_nothing(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    writer = enrolled(hub)
    practice = sealed(writer, document(tmp_path / "s"), practice=True)
    pushed(hub, writer)
    codes = ("a" * 26, "x", "%00", trace_code(practice.signature), "a" * 27)
    answers = [httpx.get(f"{address}/t/{code}", headers=PAGE) for code in codes]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}


def test_a_hub_for_practice_shows_practice_and_says_so(tmp_path: Path) -> None:
    config = config_at(tmp_path / "hub")
    config.root.mkdir()
    config.practice_marker.touch()
    with running(config) as (hub, address):
        code = traced(hub, tmp_path / "s", practice=True)
        answer = httpx.get(f"{address}/t/{code}", headers=PAGE)
        assert TracePages(hub).proof(code).statement.practice
    assert answer.status_code == 200 and 'data-practice="true"' in answer.text
    assert "counts for nothing" in answer.text


def test_whoever_guesses_is_held_back(tmp_path: Path) -> None:
    with running(config_at(tmp_path / "hub"), HandClock()) as (hub, address):
        tries = range(hub.config.limits.attempts_per_minute + 1)
        answers = [httpx.get(f"{address}/t/{'b' * 26}").status_code for _ in tries]
    assert answers == [*([404] * (len(tries) - 1)), 429]


def test_the_operator_says_what_is_published(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    code = traced(hub, tmp_path / "s")
    photo = TracePages(hub).proof(code).statement.photos[0].sha256
    assert httpx.get(f"{address}/t/{code}/photos/{photo}?size=small").headers["content-type"] == "image/jpeg"
    set_trace_policy(hub, TracePolicy(photos=False, channels=["back-market"]), "admin")
    stated = TracePages(hub).proof(code).statement
    assert [one.channel for one in stated.verdicts] == ["back-market"]
    assert stated.photos == []
    assert httpx.get(f"{address}/t/{code}/photos/{photo}").status_code == 404


def test_the_operator_takes_a_page_back(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    found, writer = sampled(tmp_path / "s"), enrolled(hub)
    codes = [trace_code(sealed(writer, dict(found.record.document)).signature) for _ in range(2)]
    pushed(hub, writer)
    with_photos(hub, found)
    photo = TracePages(hub).proof(codes[0]).statement.photos[0].sha256
    stated = TracePages(hub).proof(codes[0]).statement

    def answers() -> list[tuple[int, ...]]:
        parts = ("", "/proof.json", f"/photos/{photo}")
        asked = ((f"{address}/t/{code}{part}" for part in parts) for code in codes)
        return [tuple(httpx.get(one, headers=PAGE).status_code for one in urls) for urls in asked]

    shown, gone = (200, 200, 200), (404, 404, 404)
    withdraw(hub, stated.station, stated.sequence, "chen")
    withdraw(hub, stated.station, stated.sequence, "chen")
    assert answers() == [gone, shown]
    publish_again(hub, stated.station, stated.sequence, "chen")
    assert answers() == [shown, shown]
    set_trace_policy(hub, TracePolicy(pages=False), "chen")
    assert answers() == [gone, gone]
    assert [line.action for line in latest(hub, 3)] == ["trace_policy", "trace_published", "trace_withdrawn"]
    with pytest.raises(KnownError, match="HUB-021"):
        withdraw(hub, stated.station, 99, "chen")


def test_only_photos_of_that_record_are_given(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    found = sampled(tmp_path / "s")
    names = with_photos(hub, found)
    writer = enrolled(hub)
    entry = sealed(writer, dict(found.record.document), photos=found.record.document["photos"][:1])
    pushed(hub, writer)
    code = trace_code(entry.signature)
    answers = [httpx.get(f"{address}/t/{code}/photos/{name}").status_code for name in names[:2]]
    assert answers == [200, 404]


def test_the_hub_signs_what_it_publishes(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, _ = served
    proof = TracePages(hub).proof(traced(hub, tmp_path / "s"))
    signer = Signer(proof.hub_key)
    assert signer.signed(statement_digest(proof.statement), proof.statement.signature)
    lie = msgspec.structs.replace(proof.statement, standing="voided")
    assert not signer.signed(statement_digest(lie), lie.signature)


@pytest.mark.parametrize("lie", ["", "entry", "code", "receipt", "statement", "photos"])
def test_the_script_finds_the_lie(hub_on_sqlite: Hub, tmp_path: Path, lie: str) -> None:
    found = sampled(tmp_path / "s")
    code = traced(hub_on_sqlite, tmp_path / "s")
    proof = msgspec.to_builtins(TracePages(hub_on_sqlite).proof(code))
    if lie in ("entry", "receipt"):
        proof[lie]["at"] = "2026-11-22T00:00:00Z"
    elif lie == "code":
        proof["statement"]["code"] = "a" * 26
    elif lie == "statement":
        proof["statement"]["en"]["verdicts"][0]["word"] = "A+"
    elif lie == "photos":
        path = found.folder / f"{proof['statement']['photos'][0]['sha256']}.jpg"
        path.write_bytes(path.read_bytes()[:-1] + b"\0")
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(proof), "utf-8")
    command = [sys.executable, str(VERIFIER), str(file), "--photos", str(found.folder)]
    ran = subprocess.run(command, capture_output=True, text=True)
    told = json.loads(ran.stdout)
    wrong = {name for name, fits in told["checks"].items() if not fits}
    assert (ran.returncode, told["ok"]) == ((1, False) if lie else (0, True))
    assert lie in wrong if lie else not wrong


def test_a_record_of_another_form_is_told_not_shown(served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, address = served
    writer = Writer()
    writer.enrol(hub)
    entry = sealed(writer, {**document(tmp_path / "s"), "observations": "none"})
    pushed(hub, writer)
    answer = httpx.get(f"{address}/t/{trace_code(entry.signature)}", headers=PAGE)
    assert answer.status_code == 422
