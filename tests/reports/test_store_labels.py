"""Labels of boxes and places: the same label on every printer, with its code to scan and what is inside."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from station.errors import KnownError
from station.inspection.papers import COMMAND_LINE, Papers
from station.inspection.store_labels import box_label
from station.places import Home
from station.reports.label import box_label_from, label_zpl, place_label_from
from station.reports.label_form import DOTS_OF_DPI, LabelForm, Language
from station.reports.template import label_template
from station.standards import library
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_store
from station.texts import Lang
from tests.reports.sample import Sample, sample
from tests.reports.zpl_reader import printed
from tests.stations import PIN, good_answers, open_station
from ui.cli.main import main

BOX, PLACE = "BOX-2026-0088", "A-03-12"
_FORMS = [*(LabelForm(dots_per_mm=DOTS_OF_DPI[dpi]) for dpi in (203, 300, 600)), LabelForm(Language.PDF)]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("sample"))


def _box(one: Sample, lang: Lang, form: LabelForm, code: str = BOX) -> bytes:
    records = [(one.record, None)] * 34
    return box_label_from(records, code, lang, label_template("label-box"), "label-box", library, form)


def _place(lang: Lang, form: LabelForm) -> bytes:
    return place_label_from(PLACE, "三号货架", "一号工位", lang, label_template("label-place"), "p", form)


def _codes(content: bytes, form: LabelForm) -> set[str]:
    if form.language is Language.ZPL:
        return printed(content).codes
    page = pypdfium2.PdfDocument(content)[0].render(scale=6, grayscale=True).to_numpy()
    return {code.text for code in zxingcpp.read_barcodes(np.pad(page, 40, constant_values=255))}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("form", _FORMS, ids=["203", "300", "600", "pdf"])
def test_the_codes_of_box_and_place_are_read_off_every_form(one: Sample, form: LabelForm, lang: Lang) -> None:
    assert _codes(_box(one, lang, form), form) == {BOX}
    assert _codes(_place(lang, form), form) == {PLACE}


def test_a_box_says_its_code_how_many_units_and_their_grades(one: Sample) -> None:
    page = pypdfium2.PdfDocument(_box(one, Lang.EN, LabelForm(Language.PDF)))[0]
    words = page.get_textpage().get_text_range()
    assert [said for said in (BOX, "34 units", "Back Market", "FAIR × 34") if said not in words] == []


def test_a_batch_in_chinese_has_its_qr_code_and_no_bars(one: Sample) -> None:
    assert _codes(_box(one, Lang.ZH, LabelForm(), "上门回收 88"), LabelForm()) == {"上门回收 88"}


def test_a_label_of_a_box_is_none_of_a_record_and_a_box_is_not_empty(one: Sample) -> None:
    with pytest.raises(KnownError) as refused:
        label_zpl(one.record, Lang.ZH, "label-box")
    assert refused.value.code == "REP-040"
    with pytest.raises(KnownError) as empty:
        box_label_from([], BOX, Lang.ZH, label_template("label-box"), "label-box", library)
    assert empty.value.code == "REP-011"


def test_the_command_writes_the_label_of_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, file = Home(tmp_path / "home"), tmp_path / "place.zpl"
    with open_store(home, SystemClock()):
        pass
    command = ["label", "--home", str(home.root), "--json", "--place", PLACE, "--out", str(file)]
    assert main([*command, "--dpi", "300"]) in (0, None)
    assert json.loads(capsys.readouterr().out)["place"] == PLACE
    assert printed(file.read_bytes()).paper.shape == (360, 960)


def test_the_ledger_says_which_records_the_label_of_a_box_counts(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        inspection = station.start("R-20261122-0147")
        for item, answer in good_answers().items():
            inspection = station.answer(inspection, item, answer)
        record, papers = station.desk.seal(inspection.id, station.person.id, PIN), Papers(station.store)
        content, statement = box_label(station.store, papers, (record,), BOX, Lang.EN, LabelForm())
        papers.save_stated(tmp_path / "box.zpl", content, statement, COMMAND_LINE)
        told = [one for one in Ledger(station.store).entries() if one.kind == "report_printed"]
    assert json.loads(told[0].body)["records"] == [record.id]
    assert BOX in printed((tmp_path / "box.zpl").read_bytes()).codes


def test_the_command_refuses_a_box_without_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    with open_store(home, SystemClock()):
        pass
    assert main(["label", "--home", str(home.root), "--batch", "B-1"]) == 1
    assert "REP-011" in capsys.readouterr().err
