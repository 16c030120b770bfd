"""A 30-page analysis against fpdf2, WeasyPrint and Qt's QTextDocument with the same fonts.

Each way prints the same tables of 50 rows and the same bar charts of 31 days, 17 times: a page of charts, a
page of table. Charts are vectors everywhere but in QTextDocument, which knows none and gets a picture made
beforehand. Ours prints intervals, legend, header, foot and outline as well.
"""

from __future__ import annotations

import io
import os
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from pypdf import PdfReader

from station.model.analysis_page import AnalysisPage, AnalysisPages, Column, Table
from station.model.charts import Chart, Series, Shape
from station.reports.analysis_paper import Covered, analysis_pdf
from station.reports.faces import BOLD, FONT_FOLDER, REGULAR
from station.texts import Lang
from tests.bench.table import Row, interleaved

SECTIONS = 17
ROWS = 50
CHARTS = 3
DAYS = 31
ROUNDS = 3
GOAL = "≥ 8× fpdf2, ≥ 100 pages/s"

Values = Sequence[float]
Rows = Sequence[Sequence[str]]
_COVERED = Covered("2026-10", "全部渠道", "一号工位", datetime(2026, 11, 1, tzinfo=UTC), "#1 ab")


def run(seed: int) -> list[Row]:
    """One row of the table."""
    rng = random.Random(seed)
    charts = [[rng.uniform(20, 100) for _ in range(DAYS)] for _ in range(CHARTS)]
    rows = [
        (f"检验项 {n:02d}", rng.randint(1, 9999), rng.uniform(0, 100), "边缘轻微磨损") for n in range(ROWS)
    ]
    pages = _pages(charts, rows)
    texts = [(name, f"{count:,}", f"{share:.1f}", said) for name, count, share, said in rows]
    taken = interleaved(
        {
            "ours": lambda: _ours(pages),
            "fpdf2": lambda: _fpdf2(charts, texts),
            "QTextDocument": lambda: _qtextdocument(charts, texts),
            "WeasyPrint": lambda: _weasyprint(charts, texts),
        },
        ROUNDS,
        warm_up=1,
    )
    return [_row(taken, len(PdfReader(io.BytesIO(_ours(pages))).pages))]


def _row(taken: dict[str, float], printed: int) -> Row:
    per_s = printed / taken["ours"] * 1000
    return Row(
        name="30-page analysis",
        ours_ms=taken["ours"],
        peers={name: took for name, took in taken.items() if name != "ours"},
        counts={
            "pages": printed,
            "pages/s": round(per_s),
            "× fpdf2": round(taken["fpdf2"] / taken["ours"], 1),
        },
        goal=GOAL,
        met=taken["ours"] * 8 <= taken["fpdf2"] and per_s >= 100,
    )


def _pages(charts: Sequence[Values], rows: Sequence[tuple[str, int, float, str]]) -> AnalysisPages:
    columns = (
        Column("检验项"),
        Column("件数", "件", numeric=True),
        Column("占比", "%", numeric=True, decimals=1),
        Column("说明"),
    )
    days = tuple(f"{day:02d}" for day in range(1, DAYS + 1))
    drawn = tuple(
        Chart(f"chart-{n}", Shape.BARS, "每日件数", days, (Series("件数", tuple(values)),), unit="件")
        for n, values in enumerate(charts)
    )
    table = Table("table", "按检验项", columns, tuple(rows))
    return AnalysisPages(
        tuple(AnalysisPage(f"page-{n}", f"第 {n} 组", "", (), (*drawn, table)) for n in range(SECTIONS))
    )


def _ours(pages: AnalysisPages) -> bytes:
    return analysis_pdf(pages, _COVERED, Lang.ZH, "quality-report")


def _fpdf2(charts: Sequence[Values], rows: Rows) -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    for style, name in (("", REGULAR), ("B", BOLD)):
        pdf.add_font("Noto", style, FONT_FOLDER / f"{name}.ttf")
    for _ in range(SECTIONS):
        pdf.add_page()
        for number, values in enumerate(charts):
            base = 30 + (number + 1) * 70
            pdf.set_font("Noto", "", 7)
            for day, value in enumerate(values):
                pdf.rect(15 + day * 5.8, base - value / 2, 4, value / 2, style="F")
                pdf.text(15 + day * 5.8, base + 4, f"{day + 1:02d}")
        pdf.add_page()
        pdf.set_font("Noto", "", 8)
        with pdf.table(line_height=4.6) as table:
            for row in rows:
                table.row(row)
    return bytes(pdf.output())


def _weasyprint(charts: Sequence[Values], rows: Rows) -> bytes:
    from weasyprint import HTML

    drawn = "".join(_svg(values) for values in charts)
    style = (
        f"@font-face {{ font-family: Noto; src: url({(FONT_FOLDER / f'{REGULAR}.ttf').as_uri()}) }}"
        "body { font: 8pt Noto } section { break-before: page }"
    )
    body = "".join(
        f"<section>{drawn}</section><section>{_html_table(rows)}</section>" for _ in range(SECTIONS)
    )
    return bytes(HTML(string=f"<style>{style}</style>{body}").write_pdf())


def _svg(values: Values) -> str:
    bars = "".join(
        f'<rect x="{day * 20}" y="{100 - value}" width="14" height="{value}"/>'
        f'<text x="{day * 20}" y="112" font-size="9">{day + 1:02d}</text>'
        for day, value in enumerate(values)
    )
    return f'<svg width="620" height="200" viewBox="0 0 620 120">{bars}</svg>'


def _html_table(rows: Rows) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
        + "</table>"
    )


@cache
def _picture(count: int) -> str:
    """Any picture of a chart's size, as a data address."""
    import base64

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (620, 200), (31, 79, 209)).save(out, "PNG")
    return f'<img src="data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}">' * count


def _qtextdocument(charts: Sequence[Values], rows: Rows) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QPdfWriter, QTextDocument

    application = QGuiApplication.instance() or QGuiApplication([])
    QFontDatabase.addApplicationFont(str(FONT_FOLDER / f"{REGULAR}.ttf"))
    body = f"<div>{_picture(len(charts))}</div>{_html_table(rows)}" * SECTIONS
    document = QTextDocument()
    document.setHtml(f'<body style="font-family:Noto Sans SC;font-size:8pt">{body}</body>')
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    document.print_(writer)
    del writer, application
    return bytes(buffer.data().data())
