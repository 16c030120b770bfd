"""The gauge study on paper, from the reference study's file through the command."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from ui.cli.main import main

STUDY = Path("tests/analysis/data/aiag_grr.json")


def _printed(out: Path, *options: str) -> str:
    assert main(["stats", "grr", str(STUDY), "--out", str(out), *options]) in (0, None)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(out.read_bytes())).pages)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_paper_says_what_the_command_computes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    said = _printed(tmp_path / "study.pdf", "--lang", lang, "--unit", "mm")
    computed = json.loads(capsys.readouterr().out)
    share = computed[computed["chosen"]]["pct_study_var"]["grr"]
    assert f"{share:.1f}" in said
    assert re.search(r"3 (位评价人|appraisers) × 10 (个零件|parts) × 3 (轮|trials)", said)


def test_printed_again_it_is_the_same_paper(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        _printed(tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_kind_without_a_paper_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "c.pdf")
    assert main(["stats", "c", "tests/analysis/data/nist_c_chart.json", "--out", out]) == 1
    assert "ANA-003" in capsys.readouterr().err
    assert not Path(out).exists()
