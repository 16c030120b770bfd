"""IMEIs masked where the policy says so: as text, on paper, on the command line; and found all the same."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.inspection.papers import Papers
from station.model.discretion import discreet, identifiers_of, without_identifiers
from station.model.person import Role
from station.model.record import Record
from station.places import Home
from station.settings import Settings, save_settings
from station.texts import Lang
from tests.stations import PIN, open_station
from ui.cli.main import main

IMEI, SERIAL = "352099001761481", "F2LXN0Q4PLJM"
MASKED = "35•••••••••1481"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (IMEI, MASKED),
        (f"IMEI {IMEI}, 88 %", f"IMEI {MASKED}, 88 %"),
        ("35 209900 176148 1", MASKED),
        ("35-209900-176148-1", MASKED),
        (f"3 {IMEI} 1", f"3 {MASKED} 1"),
        ("352099001761482", "35•••••••••1482"),
        ("123 4567 8901 2345 6", "123 4567 8901 2345 6"),
        (f"a{IMEI}f", f"a{IMEI}f"),
        ("2026-11-22T08:00:00.123456Z", "2026-11-22T08:00:00.123456Z"),
        (f"S/N {SERIAL}.", "S/N F2••••••PLJM."),
        (f"X{SERIAL}", f"X{SERIAL}"),
    ],
)
def test_identifiers_are_masked_where_they_stand(text: str, seen: str) -> None:
    assert without_identifiers(text, SERIAL, "") == seen


def seal(root: Path) -> tuple[Record, str]:
    """A record of a unit opened by its IMEI, and an inspector's id."""
    with open_station(root) as station:
        unit = station.desk.unit_by_hand(IMEI, "smartphone", imei=IMEI, serial=SERIAL)
        inspection = station.desk.start(unit, station.person.id)
        station.answer_all(inspection)
        record = station.desk.seal(inspection.id, station.person.id, PIN)
        inspector = station.accounts.add("李雷", Role.INSPECTOR, "1379", station.person.id)
        return record, inspector.id


@pytest.fixture
def masking(tmp_path: Path) -> tuple[Path, Record]:
    """A home whose policy masks, and its record."""
    record, _ = seal(tmp_path / "home")
    save_settings(Home(tmp_path / "home"), Settings(private_imei="masked"))
    return tmp_path / "home", record


def test_a_document_keeps_everything_but_the_identifiers(masking: tuple[Path, Record]) -> None:
    document = masking[1].document
    seen = discreet(document, *identifiers_of(document))
    told = json.dumps(seen, ensure_ascii=False)
    assert IMEI not in told and SERIAL not in told
    assert {key for key in document if document[key] != seen[key]} <= {"unit", "observations"}
    assert discreet(document) is not document and document["unit"]["imei"] == IMEI


def paper_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("lang", list(Lang))
def test_papers_mask_unless_made_for_who_may_see(masking: tuple[Path, Record], lang: Lang) -> None:
    root, record = masking
    with open_station(root) as station:
        papers = Papers(station.store)
        hidden = paper_text(papers.certificate(record, lang).content)
        assert IMEI not in hidden and SERIAL not in hidden and "1481" in hidden
        assert IMEI in paper_text(papers.certificate(record, lang, clear=True).content)
        assert papers.label(record, lang).content != papers.label(record, lang, clear=True).content
        assert IMEI.encode() not in papers.label(record, lang).content


def test_papers_are_clear_until_a_policy_says_otherwise(tmp_path: Path) -> None:
    record, _ = seal(tmp_path / "home")
    with open_station(tmp_path / "home") as station:
        assert IMEI in paper_text(Papers(station.store).certificate(record, Lang.EN).content)


@pytest.fixture
def run(
    masking: tuple[Path, Record], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Runs a command in the masking home, with a PIN at hand."""

    def ran(*words: str, pin: str = PIN) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{pin}\n"))
        code = main([*words, "--home", str(masking[0])])
        told = capsys.readouterr()
        return code, told.out + told.err

    return ran


def test_the_command_line_masks_and_still_finds(
    run: Callable[..., tuple[int, str]], masking: tuple[Path, Record], tmp_path: Path
) -> None:
    record = masking[1].id
    for words in (
        ("records", "list", IMEI, "--json"),
        ("records", "list", SERIAL),
        ("records", "show", record),
        ("records", "compare", record, record),
        ("records", "queue", "--json"),
        ("ledger", "events"),
    ):
        code, told = run(*words)
        assert code == 0, told
        assert IMEI not in told and SERIAL not in told, words
    assert record in run("records", "list", IMEI)[1]
    code, told = run("report", record, "--out", str(tmp_path / "one.pdf"))
    assert code == 0 and IMEI not in paper_text((tmp_path / "one.pdf").read_bytes())


def test_clear_text_is_for_who_proves_the_right(
    run: Callable[..., tuple[int, str]], masking: tuple[Path, Record], tmp_path: Path
) -> None:
    record = masking[1].id
    with open_station(masking[0]) as station:
        boss = next(one for one in station.accounts.all() if one.role is Role.ADMINISTRATOR)
    assert IMEI in run("records", "show", record, "--clear", "--by", boss.id)[1]
    assert IMEI in run("records", "list", "--clear", "--by", boss.id)[1]
    for words, pin, refused in (
        (("records", "show", record, "--clear"), PIN, "PRV-004"),
        (("records", "show", record, "--clear", "--by", "李雷"), "1379", "PEO-006"),
        (("records", "show", record, "--clear", "--by", boss.id), "9753", "PEO-001"),
        (("records", "export", record, "--out", str(tmp_path / "b")), PIN, "PRV-004"),
    ):
        code, told = run(*words, pin=pin)
        assert code != 0 and refused in told and IMEI not in told
    assert run("records", "export", record, "--out", str(tmp_path / "b"), "--by", boss.id)[0] == 0


def test_a_unit_is_known_again_by_its_whole_imei(masking: tuple[Path, Record]) -> None:
    with open_station(masking[0]) as station:
        again = station.desk.unit_by_hand(IMEI, "smartphone", imei=IMEI)
        assert [one.id for one in station.desk.earlier(again)] == [masking[1].id]


def test_a_policy_is_one_of_two() -> None:
    with pytest.raises(ValueError, match="private_imei"):
        Settings.model_validate({"private_imei": "sealed"})
