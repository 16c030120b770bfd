"""Documents through Qt's printing, into files where there is no printer: paper size, pages, and what it says
when there is none."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.pdfgen.canvas import Canvas

from station.errors import KnownError
from station.reports.label_form import LabelForm, Language
from station.reports.trial_label import trial_label
from ui.printing.documents import PrintJob, print_document
from ui.printing.printers import system_printers

pytestmark = pytest.mark.usefixtures("qtbot")


def _document(size: tuple[float, float], pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in range(pages):
        canvas.rect(40 + 40 * page, 40, 60, 60, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("size", [A4, A5, landscape(A4), (170.08, 113.39)])
def test_what_is_printed_has_the_paper_of_the_document(size: tuple[float, float], tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    print_document(_document(size, 2), PrintJob(file=out, title="two pages"))
    printed = pypdfium2.PdfDocument(out)
    assert [tuple(round(side) for side in page.get_size()) for page in printed] == [
        tuple(round(side) for side in size)
    ] * 2
    dark = [np.argwhere(page.render(scale=1, grayscale=True).to_numpy() < 100) for page in printed]
    assert [round(float(one[:, 1].mean())) for one in dark] == [70, 110]


def test_a_label_printed_as_a_page_is_read_by_a_scanner(tmp_path: Path) -> None:
    out = tmp_path / "label.pdf"
    print_document(trial_label(LabelForm(Language.PDF), "台 3"), PrintJob(file=out))
    image = pypdfium2.PdfDocument(out)[0].render(scale=6, grayscale=True).to_numpy()
    read = zxingcpp.read_barcodes(np.ascontiguousarray(image))
    assert {(code.text, str(code.format)) for code in read} >= {("TEST", "QR Code"), ("TEST", "Code 128")}


def test_without_a_printer_it_is_said_and_with_a_wrong_name_too(qtbot: QtBot) -> None:
    expected = "PRN-002" if system_printers() else "PRN-001"
    with pytest.raises(KnownError) as caught:
        print_document(_document(A4, 1), PrintJob("no-such-printer"))
    assert caught.value.code == expected


def test_what_is_no_document_is_not_printed(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        print_document(b"%PDF-1.4 nothing", PrintJob(file=tmp_path / "out.pdf"))
    assert caught.value.code == "PRN-002"
    assert not (tmp_path / "out.pdf").exists()
