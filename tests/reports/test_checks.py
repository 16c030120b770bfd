"""The record of a daily check: readings, limits and instruments on paper; unknown is never good."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from station.reports.certificate import certificate_pdf
from station.reports.checks import checks_content
from station.reports.content import State
from station.reports.wording import Wording
from station.standards import library
from station.texts import Lang, text
from tests.reports.sample import DOCUMENT, Sample, sample

GOOD: dict[str, dict[str, Any]] = {
    "BC-01": {"value": "BENCH-01"},
    "BC-03": {"value": "works"},
    "BC-04": {"value": "100.02", "unit": "g", "uncertainty": "0.03"},
    "BC-05": {"value": "6", "unit": "1"},
    "BC-06": {"value": "无"},
}


def _checked(folder: Path, changes: dict[str, dict[str, Any]], version: str = "2026-11-22") -> Sample:
    """A daily check with :data:`GOOD` answers but for ``changes``."""
    document = json.loads(DOCUMENT.read_text("utf-8"))
    [balance] = [one for one in document["observations"] if one["id"] == "O-0033"]
    answers = {**GOOD, **changes}
    observations = [
        balance | {"item": item, "answer": answer, "replaces": None} for item, answer in answers.items()
    ]
    for one in observations:
        if one["item"] != "BC-04":
            one["source"] = {"method": "manual", "device": "", "profile": "", "serial": "", "reason": ""}
    bare = {"imei": "", "serial": "", "model": None, "work_order": None}
    return sample(
        folder,
        observations=observations,
        photos=[],
        verdicts=[],
        channels=[],
        unit={"code": "BENCH-CHECK", "category": "bench_check", **bare},
        internal_standard={"category": "bench_check", "version": version},
    )


@pytest.mark.parametrize("lang", list(Lang))
def test_the_paper_says_reading_limits_instrument_result_and_who(tmp_path: Path, lang: Lang) -> None:
    one = _checked(tmp_path, {})
    pdf = certificate_pdf(one.record, one.photo, lang, "calibration-record")
    pages = PdfReader(io.BytesIO(pdf)).pages
    whole = " ".join(" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages)
    for words in ("100.02 ± 0.03 g", "99.9 – 100.1 g", "天平 A", "B021002593", "陈晓", one.record.id):
        assert words in whole
    assert text(lang, "reports.checks.whole.ok") in whole
    assert text(lang, "reports.proof.heading") in whole and text(lang, "reports.signature.heading") in whole
    assert pdf == certificate_pdf(one.record, one.photo, lang, "calibration-record")


def _state(one: Sample) -> dict[str, State | None]:
    standard = library.internal_standard("bench_check")
    told = checks_content(one.record.document, Wording(Lang.EN, standard, timedelta()), {})
    return {"": told.state, **{row.item: row.state for row in told.rows}}


@pytest.mark.parametrize(
    ("item", "answer", "state"),
    [
        ("BC-04", {"value": "100.1", "unit": "g"}, State.OK),
        ("BC-04", {"value": "100.11", "unit": "g"}, State.BAD),
        ("BC-04", {"value": "99.89", "unit": "g"}, State.BAD),
        ("BC-04", {"value": "0.1", "unit": "kg"}, State.UNKNOWN),
        ("BC-04", {"unknown": "not_possible", "reason": "砝码丢失"}, State.UNKNOWN),
        ("BC-05", {"value": "5", "unit": "1"}, State.BAD),
        ("BC-03", {"value": "fault"}, State.BAD),
        ("BC-03", {"value": "nobody knows"}, State.UNKNOWN),
    ],
)
def test_each_reading_is_judged_and_the_worst_one_counts(
    tmp_path: Path, item: str, answer: dict[str, Any], state: State
) -> None:
    states = _state(_checked(tmp_path, {item: answer}))
    assert states[item] is state and states[""] is state
    assert states["BC-01"] is None, "nothing is required of a code"


def test_limits_of_another_version_are_not_applied(tmp_path: Path) -> None:
    states = _state(_checked(tmp_path, {}, version="2025-01-01"))
    assert states["BC-04"] is State.UNKNOWN and states[""] is State.UNKNOWN
