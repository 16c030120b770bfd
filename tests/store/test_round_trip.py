"""Whatever is said about a unit reads back from disk exactly as it was said; whatever is read may be junk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.errors import KnownError
from station.inspection.desk import InspectionDesk
from station.model.answer import Answer, Choice, Defects, Measured, NotFitted, Text, Unknown, UnknownReason
from station.model.defect import Box, Defect, DefectKind, Depth
from station.model.imei import is_imei
from station.store.clock import SystemClock
from station.store.opening import open_to_read
from station.store.orders import COLUMNS
from station.store.sheet import read_sheet
from tests.stations import CALIPER, Station, open_station

sizes = st.none() | st.decimals(0, 500, allow_nan=False, allow_infinity=False)
defects = st.builds(
    Defect,
    zone=st.sampled_from(["Z1", "Z2"]),
    kind=st.sampled_from([DefectKind.SCRATCH, DefectKind.CRACK]),
    length_mm=sizes,
    width_mm=sizes,
    depth=st.none() | st.sampled_from(Depth),
    visible_cm=sizes,
    visible_lit=st.none() | st.booleans(),
    box=st.none() | st.builds(Box, *[st.integers(0, 4000)] * 4),
    note=st.text(),
)
unknowns = st.builds(Unknown, st.sampled_from(UnknownReason), st.text())
numbers = st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False)
answers: dict[str, st.SearchStrategy[Answer]] = {
    "PW-01": st.builds(Choice, st.sampled_from(["yes", "no"])) | unknowns,
    "DM-01": st.builds(Measured, numbers, st.just("mm"), sizes) | unknowns,
    "CT-01": st.builds(Measured, st.integers(0, 99).map(Decimal), st.just("1")) | st.just(NotFitted()),
    "FG-01": st.builds(Defects, st.lists(defects, max_size=4).map(tuple)),
    "TX-01": st.builds(Text, st.text(min_size=1).filter(lambda text: bool(text.strip()))),
}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    with open_station(tmp_path_factory.mktemp("round")) as opened:
        opened.start()
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_answer_reads_back_as_it_was_given(station: Station, data: st.DataObject) -> None:
    inspection = station.desk.current()
    assert inspection is not None
    item = data.draw(st.sampled_from(sorted(answers)))
    answered = station.desk.answer(
        inspection.id,
        item,
        data.draw(answers[item]),
        CALIPER,
        station.person.id,
        condition=data.draw(st.dictionaries(st.sampled_from(["light", "distance"]), st.text())),
        confirmed=True,
    )
    with open_to_read(station.store.home, SystemClock()) as beside:
        assert InspectionDesk(beside, SystemClock(), station.accounts).current() == answered


@given(st.binary(max_size=400), st.sampled_from([".csv", ".xlsx"]))
@settings(deadline=None)
def test_a_table_of_junk_is_refused_by_code_or_read(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"junk{suffix}"
        path.write_bytes(content)
        try:
            read_sheet(path, COLUMNS)
        except KnownError as error:
            assert error.code in {"IMP-001", "IMP-002", "IMP-004"}


@given(st.text("0123456789", min_size=14, max_size=14))
def test_an_imei_has_exactly_one_check_digit(digits: str) -> None:
    assert sum(is_imei(f"{digits}{check}") for check in range(10)) == 1


@pytest.mark.parametrize("code", ["490154203237518", "352099001761481"])
def test_published_imeis_hold(code: str) -> None:
    assert is_imei(code)
    assert not is_imei(code[:-1])
    assert not is_imei(code[:7] + str((int(code[7]) + 1) % 10) + code[8:])
    assert not is_imei(code[:7] + "٣" + code[8:])
