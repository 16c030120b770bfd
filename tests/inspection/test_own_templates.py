"""The station's own templates, and papers by them; copies are counted and further ones need a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from station.errors import KnownError
from station.inspection.own_templates import OwnTemplates, all_templates, usual_template
from station.inspection.papers import Papers
from station.inspection.record_lists import batch_records, save_list
from station.inspection.reprints import Reprint
from station.model.record import Record
from station.model.unit import WorkOrder
from station.reports.template import built_in
from station.settings import LabelSetting, Settings, TemplateSetting, save_settings
from station.store.ledger import Ledger
from station.texts import Lang
from tests.stations import PIN, Station, good_answers, open_station


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A station at work."""
    with open_station(tmp_path / "home") as opened:
        yield opened


def _sealed(station: Station, code: str = "R-20261122-0147", source: str = "") -> Record:
    unit = station.desk.unit_by_hand(code, "smartphone")
    order = WorkOrder(code, "smartphone", (), source=source) if source else None
    inspection = station.desk.start(replace(unit, work_order=order), station.person.id)
    for item, answer in good_answers().items():
        inspection = station.answer(inspection, item, answer)
    return station.desk.seal(inspection.id, station.person.id, PIN)


def _told(station: Station, kind: str) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in Ledger(station.store).entries() if one.kind == kind]


def _refused(code: str, work: Any, *args: Any, **named: Any) -> None:
    with pytest.raises(KnownError) as refused:
        work(*args, **named)
    assert refused.value.code == code


def test_a_copy_is_changed_and_the_ledger_tells_who_and_what(station: Station) -> None:
    own = OwnTemplates(station.store)
    file = own.copy("certificate", "our-certificate", station.person.id)
    changed = file.read_text("utf-8").replace("检验证书", "质检证书")
    own.save("our-certificate", changed, station.person.id)
    own.save("our-certificate", changed, station.person.id)
    own.remove("our-certificate", station.person.id)
    told = _told(station, "setting_changed")
    assert [one["setting"] for one in told] == ["templates/our-certificate.toml"] * 3
    assert told[0]["old"] is None and told[0]["new"] == told[1]["old"] and told[2]["new"] is None
    assert {one["person"] for one in told} == {station.person.id}
    assert Ledger(station.store).verify().ok


def test_built_in_ones_always_remain(station: Station) -> None:
    own = OwnTemplates(station.store)
    _refused("REP-016", own.copy, "certificate", "label", "")
    _refused("REP-013", own.save, "certificate", "", "")
    _refused("REP-013", own.remove, "certificate", "")
    _refused("REP-003", own.copy, "nothing", "new", "")
    for name in ("", "../out", "Ours", "a" * 41, "our certificate"):
        _refused("REP-014", own.copy, "certificate", name, "")
    station.store.home.templates.mkdir(exist_ok=True)
    (station.store.home.templates / "certificate.toml").write_text("output = 'pdf'")
    assert {one.name for one in all_templates(station.store.home) if not one.is_own} == set(built_in())


def test_a_broken_text_is_not_saved(station: Station) -> None:
    own = OwnTemplates(station.store)
    file = own.copy("certificate", "ours", "")
    before = file.read_bytes()
    _refused("REP-002", own.save, "ours", "output = ", "")
    assert file.read_bytes() == before


def test_a_template_broken_by_hand_is_stood_in_for_and_said_so(station: Station) -> None:
    record, own = _sealed(station), OwnTemplates(station.store)
    file = own.copy("certificate", "ours", "")
    file.write_text("output = 'pdf'\npaper = 'A9'\n")
    paper = Papers(station.store).certificate(record, Lang.EN, "ours")
    assert [notice.code for notice in paper.notices] == ["REP-015"]
    assert paper.template == "certificate"
    [state] = [one for one in all_templates(station.store.home) if one.is_own]
    assert state.faults and state.faults[0].line in (1, 2)


def test_a_logo_is_put_beside_the_templates(station: Station, tmp_path: Path) -> None:
    Image.new("RGB", (60, 20), "#123456").save(tmp_path / "logo.png")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    own = OwnTemplates(station.store)
    assert own.add_picture(tmp_path / "logo.png", "") == "logo.png"
    _refused("IMP-001", own.add_picture, tmp_path / "bad.png", "")
    file = own.copy("certificate", "ours", "")
    logo = 'logo = { file = "logo.png", height_mm = 9 }\n'
    own.save("ours", file.read_text("utf-8").replace("[title]", f"{logo}\n[title]", 1), "")
    record, papers = _sealed(station), Papers(station.store)
    assert papers.certificate(record, Lang.ZH, "ours").content != papers.certificate(record, Lang.ZH).content


def test_the_template_set_for_a_channel_or_category_is_the_usual_one(station: Station) -> None:
    rules = [("a", "", ""), ("b", "", "smartphone"), ("c", "back-market", ""), ("d", "back-market", "laptop")]
    assert usual_template(rules, "tablet", ("x",), "z") == "a"
    assert usual_template(rules, "smartphone", ("x", "y"), "z") == "b"
    assert usual_template(rules, "smartphone", ("back-market",), "z") == "c"
    assert usual_template(rules, "laptop", ("back-market",), "z") == "d"
    assert usual_template((), "laptop", (), "z") == "z"
    record, home = _sealed(station), station.store.home
    save_settings(home, Settings(templates=(TemplateSetting(template="full-report"),)))
    assert Papers(station.store).certificate(record, Lang.ZH).template == "full-report"


def test_a_hand_over_set_for_all_units_is_for_the_channel_at_hand(station: Station) -> None:
    home, papers = station.store.home, Papers(station.store)
    record = _sealed(station)
    judged = record.document["verdicts"]
    assert len(judged) > 1
    assert papers.to_choose(record, Lang.ZH) == ()
    save_settings(home, Settings(templates=(TemplateSetting(template="channel-handover"),)))
    choices = papers.to_choose(record, Lang.ZH)
    assert [one.channel for one in choices] == [one["channel"] for one in judged]
    _refused("REP-010", papers.certificate, record, Lang.ZH)
    one = replace(record, document={**record.document, "verdicts": judged[1:2]})
    assert papers.to_choose(one, Lang.ZH) == ()
    none = replace(record, document={**record.document, "verdicts": []})
    assert papers.certificate(none, Lang.ZH).template == "certificate"


def test_a_further_copy_needs_a_reason_and_is_the_same_bytes(station: Station, tmp_path: Path) -> None:
    record, papers = _sealed(station), Papers(station.store)
    first = papers.certificate(record, Lang.ZH)
    assert first.copies == 0
    papers.save(first, tmp_path / "1.pdf", station.person.id)
    again = papers.certificate(record, Lang.ZH)
    assert (again.copies, again.content) == (1, first.content)
    _refused("REP-012", papers.save, again, tmp_path / "2.pdf", station.person.id)
    _refused("REC-003", papers.save, again, tmp_path / "2.pdf", "", Reprint("because"))
    _refused("REC-004", papers.save, again, tmp_path / "2.pdf", "", Reprint("other_reprint"))
    assert not (tmp_path / "2.pdf").exists()
    papers.save(again, tmp_path / "2.pdf", station.person.id, Reprint("paper_lost", "快递丢失"))
    other = papers.certificate(record, Lang.EN)
    papers.save(other, tmp_path / "3.pdf", station.person.id)
    told = _told(station, "report_printed")
    assert [one["copy"] for one in told] == [1, 2, 1]
    assert (told[1]["reason"], told[1]["says"]) == ("paper_lost", "快递丢失")
    assert told[0]["sha256"] == told[1]["sha256"]


def test_a_further_label_needs_a_reason_before_it_leaves(station: Station) -> None:
    record, papers = _sealed(station), Papers(station.store)
    first = papers.label(record, Lang.ZH)
    papers.check_copy(first, None)
    papers.handed_over(first, "socket://printer", station.person.id, together=2)
    assert papers.label(record, Lang.ZH).copies == 2
    _refused("REP-012", papers.check_copy, first, None)
    why = Reprint("print_failed")
    papers.check_copy(first, why)
    papers.handed_over(first, "socket://printer", station.person.id, why)
    told = _told(station, "report_printed")
    assert [(one["copy"], one.get("together"), one.get("reason")) for one in told] == [
        (1, 2, None),
        (3, None, "print_failed"),
    ]


def test_a_list_of_a_batch_is_one_paper(station: Station, tmp_path: Path) -> None:
    record, papers, store = _sealed(station), Papers(station.store), station.store
    batch = "B-88"
    assert batch_records(store, "no such batch") == ()
    first = save_list(store, papers, [record], Lang.ZH, tmp_path / "1.pdf", "", batch=batch)
    _refused("REP-012", save_list, store, papers, [record], Lang.ZH, tmp_path / "2.pdf", "", batch=batch)
    reprint = Reprint("file_copy")
    again = save_list(store, papers, [record], Lang.ZH, tmp_path / "2.pdf", "", batch=batch, reprint=reprint)
    assert first.read_bytes() == again.read_bytes()
    told = _told(station, "report_printed")
    assert [(one["records"], one["copy"]) for one in told] == [([record.id], 1), ([record.id], 2)]


def test_the_records_of_a_batch_are_found_by_its_name_or_its_order(station: Station) -> None:
    first = _sealed(station, "R-1", "上门回收 · 批次 88")
    _sealed(station, "R-2", "上门回收 · 批次 8")
    _sealed(station, "R-3")
    last = _sealed(station, "R-4", "上门回收 · 批次 88")
    store = station.store
    assert [one.id for one in batch_records(store, "上门回收 · 批次 88")] == [first.id, last.id]
    assert [one.id for one in batch_records(store, "R-1")] == [first.id]
    assert batch_records(store, "上门回收 - 批次 88") == (), "spelled alike is another batch"
    assert batch_records(store, "R-3") == ()


def test_a_label_has_the_template_that_is_set_for_the_unit(station: Station) -> None:
    record, papers, home = _sealed(station), Papers(station.store), station.store.home
    assert papers.label(record, Lang.ZH).template == "label"
    save_settings(home, Settings(label=LabelSetting(template="label-small")))
    assert papers.label(record, Lang.ZH).template == "label-small"
    rule = TemplateSetting(paper="label", template="label", category="smartphone")
    save_settings(home, Settings(label=LabelSetting(template="label-small"), templates=(rule,)))
    assert papers.label(record, Lang.ZH).template == "label"


def test_a_broken_label_of_the_stations_own_is_stood_in_for(station: Station) -> None:
    record, own = _sealed(station), OwnTemplates(station.store)
    own.copy("label", "ours", "").write_text("output = 'zpl'\n")
    save_settings(station.store.home, Settings(label=LabelSetting(template="ours")))
    label = Papers(station.store).label(record, Lang.ZH)
    assert label.template == "label" and [one.code for one in label.notices] == ["REP-015"]
