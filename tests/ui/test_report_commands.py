"""``station report`` and ``station label`` on a real home with a sealed record."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from station.places import Home
from station.settings import LabelSetting, Settings, save_settings
from station.store.clock import SystemClock
from station.store.opening import open_to_read
from tests.stations import PIN, good_answers, open_station
from ui.cli.main import main


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one sealed record that has a photo of 1920 x 1080."""
    root = tmp_path / "home"
    picture = io.BytesIO()
    Image.new("RGB", (1920, 1080), "#3D6A94").save(picture, "JPEG")
    with open_station(root) as station:
        inspection = station.start("R-20261122-0147")
        for view in ("front", "back"):
            inspection = station.desk.add_photo(
                inspection.id,
                "PH-01",
                view,
                picture.getvalue() + view.encode(),
                1920,
                1080,
                station.person.id,
            )
        for item, answer in good_answers().items():
            inspection = station.answer(inspection, item, answer)
        record = station.desk.seal(inspection.id, station.person.id, PIN)
    (root / "record").write_text(record.id)
    return root


def _record(home: Path) -> str:
    return (home / "record").read_text()


def test_report_writes_a_document(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "one.pdf"
    words = ["report", _record(home), "--template", "certificate", "--home", str(home), "--out", str(out)]
    assert main([*words, "--lang", "en", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(out)
    assert _record(home) in PdfReader(out).pages[0].extract_text()


def test_label_writes_a_file(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "one.zpl"
    assert main(["label", _record(home), "--home", str(home), "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_bytes().startswith(b"^XA")


def test_label_as_a_page_and_in_the_dots_of_the_printer(home: Path, tmp_path: Path) -> None:
    page, dots = tmp_path / "label.pdf", tmp_path / "label.zpl"
    for out, why in ((page, ()), (dots, ("--reason", "another_recipient"))):
        options = ["--template", "label-small", "--dpi", "300", "--out", str(out), *why]
        assert main(["label", _record(home), "--home", str(home), *options]) == 0
    assert page.read_bytes().startswith(b"%PDF-")
    assert b"^PW600^LL360" in dots.read_bytes()


def test_label_for_the_printer_that_is_set(home: Path, tmp_path: Path) -> None:
    spool = tmp_path / "spool.zpl"
    assert main(["label", _record(home), "--home", str(home), "--print"]) == 1
    save_settings(Home(home), Settings(label_printer=spool.as_uri(), label=LabelSetting(dpi=300)))
    assert main(["label", _record(home), "--home", str(home), "--print"]) == 0
    assert b"^PW720^LL480" in spool.read_bytes()


def test_a_label_printed_again_needs_a_reason(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spool, file = tmp_path / "spool.zpl", tmp_path / "one.zpl"
    words = ["label", _record(home), "--home", str(home), "--printer", spool.as_uri()]
    assert main([*words, "--out", str(file)]) == 0
    printed = spool.read_bytes()
    assert printed == file.read_bytes()
    assert main(words) == 1
    assert "REP-012" in capsys.readouterr().err and spool.read_bytes() == printed
    assert main([*words, "--reason", "print_failed"]) == 0
    assert spool.read_bytes() == printed * 2


def test_label_as_a_page_is_never_sent_raw_to_a_queue(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_settings(Home(home), Settings(label=LabelSetting(language="pdf")))
    assert main(["label", _record(home), "--home", str(home), "--printer", "printer:no-such-printer"]) == 1
    assert "PRN-00" in capsys.readouterr().err


def test_label_goes_to_a_printer(home: Path, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    assert main(["label", _record(home), "--home", str(home), "--printer", spool.as_uri()]) == 0
    assert spool.read_bytes().startswith(b"^XA")


def test_a_folder_without_a_station_stays_one(tmp_path: Path) -> None:
    assert main(["report", "R-1", "--home", str(tmp_path / "nothing")]) == 1
    assert main(["label", "R-1", "--home", str(tmp_path / "nothing")]) == 1
    assert not (tmp_path / "nothing").exists()


def test_templates_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["templates"]
    assert {"template": "certificate", "output": "pdf"} in listed
    assert {"template": "label", "output": "zpl"} in listed


@pytest.mark.parametrize(
    ("words", "code"),
    [(["report", "R-0"], "STO-007"), (["label", "R-0"], "STO-007")],
)
def test_record_that_does_not_exist(
    home: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--home", str(home)]) == 1
    assert capsys.readouterr().err.startswith(code)


def test_template_that_does_not_exist(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", _record(home), "--template", "../errors", "--home", str(home)]) == 1
    assert capsys.readouterr().err.startswith("REP-003")


def test_file_that_cannot_be_written(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "no" / "such" / "folder.pdf"
    assert main(["report", _record(home), "--home", str(home), "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith("REP-004")


def test_a_further_file_says_why(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["report", _record(home), "--home", str(home), "--out", str(tmp_path / "one.pdf")]
    assert main(words) == 0
    before = (tmp_path / "one.pdf").read_bytes()
    capsys.readouterr()
    for number, more in enumerate((["--reason", "paper_lost"], []), 2):
        assert main([*words, *more, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["copy"] == number
        assert (tmp_path / "one.pdf").read_bytes() == before
    with open_to_read(Home(home), SystemClock()) as store, store.read() as connection:
        rows = connection.execute("SELECT body FROM ledger WHERE kind = 'report_printed' ORDER BY sequence")
        told = [json.loads(row[0]) for row in rows]
    assert [(one["copy"], one.get("reason")) for one in told] == [
        (1, None),
        (2, "paper_lost"),
        (3, "file_copy"),
    ]


def test_several_records_make_a_list(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, record = tmp_path / "list.pdf", _record(home)
    assert main(["report", record, record, "--home", str(home), "--out", str(out), "--lang", "en"]) == 0
    assert PdfReader(out).pages[0].extract_text().count(record) == 2


def test_templates_are_copied_checked_and_removed(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--home", str(home), "--lang", "en"]
    assert main(["templates", "copy", "certificate", "ours", *at]) == 0
    assert main(["templates", "show", "ours", *at]) == 0
    text = capsys.readouterr().out.split("\n", 1)[1]
    (tmp_path / "ours.toml").write_text(text.replace('paper = "A4"', 'paper = "A9"'), "utf-8")
    assert main(["templates", "check", str(tmp_path / "ours.toml"), *at]) == 1
    assert "ours.toml:4: paper: “A9” is not allowed" in capsys.readouterr().out
    assert main(["templates", "save", "ours", str(tmp_path / "ours.toml"), *at]) == 1
    assert "line 4" in capsys.readouterr().err
    (tmp_path / "ours.toml").write_text(text.replace('paper = "A4"', 'paper = "A5"'), "utf-8")
    assert main(["templates", "save", "ours", str(tmp_path / "ours.toml"), *at]) == 0
    out = tmp_path / "one.pdf"
    assert main(["report", _record(home), "--template", "ours", "--out", str(out), *at]) == 0
    assert round(float(PdfReader(out).pages[0].mediabox.width) / 72 * 25.4) == 148
    assert main(["templates", "remove", "ours", *at]) == 0
    capsys.readouterr()
    assert main(["templates", "list", "--json", *at]) == 0
    assert not [one for one in json.loads(capsys.readouterr().out)["templates"] if one["own"]]
