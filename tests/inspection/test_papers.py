"""Papers are made in the record's present standing, and the ledger knows who got them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from station.errors import KnownError
from station.inspection.papers import COMMAND_LINE, Papers
from station.inspection.papers_beside import open_papers
from station.model.record import Record
from station.model.trace import trace_code
from station.settings import HubSetting, Settings, save_settings
from station.store.bundle_check import verify_bundle
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.texts import Lang
from tests.stations import PIN, Station, good_answers, open_station


def _sealed(station: Station) -> Record:
    inspection = station.start("R-20261122-0147")
    for item, answer in good_answers().items():
        inspection = station.answer(inspection, item, answer)
    return station.desk.seal(inspection.id, station.person.id, PIN)


def _told(station: Station, kind: str) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in Ledger(station.store).entries() if one.kind == kind]


def test_a_saved_certificate_is_stated_with_who_what_and_where(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        record, papers = _sealed(station), Papers(station.store)
        paper = papers.certificate(record, Lang.EN)
        assert _told(station, "report_printed") == []
        file = papers.save(paper, tmp_path / "one.pdf", station.person.id)
        told = _told(station, "report_printed")
        assert Ledger(station.store).verify().ok
    assert [one["person"] for one in told] == [station.person.id]
    assert told[0]["record"] == record.id and told[0]["to"] == "one.pdf"
    assert told[0]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_paper_that_cannot_be_written_is_not_stated(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with open_station(tmp_path) as station:
        papers = Papers(station.store)
        label = papers.label(_sealed(station), Lang.ZH)
        with pytest.raises(KnownError) as refused:
            papers.save(label, tmp_path / "file" / "one.zpl", station.person.id)
        assert refused.value.code == "REP-004"
        assert _told(station, "report_printed") == []


def test_an_export_tells_of_itself_inside_its_own_ledger(tmp_path: Path) -> None:
    out = tmp_path / "bundle"
    with open_station(tmp_path / "home") as station:
        record = _sealed(station)
        Papers(station.store).export((record.id,), out, station.person.id)
        told = _told(station, "records_exported")
    assert told[0]["records"] == [record.id] and told[0]["person"] == station.person.id
    assert verify_bundle(out).ok
    kinds = [json.loads(line)["kind"] for line in (out / "ledger.jsonl").read_text("utf-8").splitlines()]
    assert "records_exported" in kinds


def test_an_export_refused_for_its_folder_is_not_stated(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "other").touch()
    with open_station(tmp_path / "home") as station:
        record = _sealed(station)
        with pytest.raises(KnownError) as refused:
            Papers(station.store).export((record.id,), tmp_path / "bundle", station.person.id)
        assert refused.value.code == "REP-004"
        assert _told(station, "records_exported") == []


def test_a_paper_made_beside_a_running_station_is_stated_when_it_opens_next(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        record = _sealed(station)
        with open_papers(station.store.home, SystemClock()) as (papers, _store):
            label = papers.save(papers.label(record, Lang.ZH), tmp_path / "one.zpl", COMMAND_LINE)
        assert _told(station, "report_printed") == []
    with open_station(tmp_path) as station:
        told = _told(station, "report_printed")
        assert Ledger(station.store).verify().ok
    assert [(one["record"], one["to"]) for one in told] == [(record.id, "one.zpl")]
    assert told[0]["sha256"] == hashlib.sha256(label.read_bytes()).hexdigest()
    assert list(tmp_path.glob("printed-*")) == []


def test_papers_of_an_enrolled_station_lead_to_the_trace_page(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        record, papers = _sealed(station), Papers(station.store)
        entry = next(one for one in Ledger(station.store).entries() if one.sequence == record.sequence)
        address = f"https://hub.example/t/{trace_code(entry.signature)}"
        before = papers.certificate(record, Lang.EN), papers.label(record, Lang.EN)
        assert address not in _codes(before[0].content)
        hub = HubSetting(url="https://hub.internal", public_url="https://hub.example/")
        save_settings(station.store.home, Settings(hub=hub))
        assert address in _codes(papers.certificate(record, Lang.EN).content)
        assert papers.label(record, Lang.EN).content != before[1].content


def _codes(pdf: bytes) -> set[str]:
    """What the codes on the pages of a document say."""
    pages = list(PdfDocument(pdf))
    images = [page.render(scale=4).to_pil() for page in pages]
    return {code.text for image in images for code in zxingcpp.read_barcodes(image)}
