"""A label template that no printer could print by is refused at its line, before anybody prints."""

from __future__ import annotations

import pytest

from station.reports.checking import faults_of
from station.reports.document import Document
from station.reports.template import built_in, names_of
from station.texts import Lang

_HEAD = 'output = "zpl"\nwidth_mm = 50\nheight_mm = 30\n\n[[field]]\nkind = "{kind}"\nx_mm = 2\ny_mm = 2\n'


def _faults(kind: str, width: float, height: float) -> list[tuple[int, str]]:
    text = _HEAD.format(kind=kind) + f'width_mm = {width}\nheight_mm = {height}\ntext = "{{{{ record }}}}"\n'
    return [(fault.line, fault.told(Lang.EN)) for fault in faults_of(Document(text))]


@pytest.mark.parametrize("name", names_of("zpl"))
def test_the_built_in_labels_have_none(name: str) -> None:
    assert faults_of(Document(built_in()[name].read_text("utf-8"))) == ()


def test_a_field_must_lie_on_the_label() -> None:
    assert _faults("text", 48, 28) == []
    [(line, why)] = _faults("text", 48.5, 5)
    assert line == 9 and "50.5" in why and "50" in why
    [(line, why)] = _faults("rule", 20, 29)
    assert line == 10 and "31" in why


@pytest.mark.parametrize(("kind", "height"), [("qr", 6.0), ("code128", 3.0), ("text", 1.5)])
def test_what_a_203_dpi_head_cannot_print_legibly_is_refused(kind: str, height: float) -> None:
    [(line, why)] = _faults(kind, 40, height)
    assert line == 10 and "203 dpi" in why and f"{height:g}" in why
    assert _faults(kind, 40, height * 2) == []
