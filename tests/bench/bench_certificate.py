"""The certificate of 40 facts and 6 photos, against fpdf2 and Qt's QTextDocument with the same fonts.

Every way gets the thumbnails made at capture and prints the same 40 rows; ours prints verdicts, proof and QR
code as well. The floor is a bare reportlab table of the 40 rows, without photos.
"""

from __future__ import annotations

import io
import os
import random
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from station.model.record import Record
from station.places import thumbnail_path
from station.reports.certificate import certificate_pdf
from station.reports.compose import content_of
from station.reports.faces import BOLD, FONT_FOLDER, REGULAR, face
from station.standards import library
from station.texts import Lang
from tests.bench.table import Row, interleaved
from tests.reports.sample import record_of, sample

FACTS = 40
ROUNDS = 9
GOAL = "≤ 0.35× fpdf2, file ≤ 1.1× its JPEGs"

Rows = Sequence[list[str]]


def run(seed: int) -> list[Row]:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        return [_measured(Path(folder), seed)]


def _measured(folder: Path, seed: int) -> Row:
    record, thumbnails = _record(folder, random.Random(seed))
    rows = _rows(record)
    works = {
        "ours": lambda: _certificate(record, folder, Lang.ZH),
        "floor": lambda: _bare_reportlab(rows),
        "fpdf2": lambda: _fpdf2(rows, thumbnails),
        "QTextDocument": lambda: _qtextdocument(rows, thumbnails),
    }
    taken = interleaved(works, ROUNDS)
    pictures = sum(path.stat().st_size for path in thumbnails)
    shares = {lang: len(_certificate(record, folder, lang)) / pictures for lang in Lang}
    counts = {f"file / JPEGs {lang.value}": round(share, 3) for lang, share in shares.items()}
    return Row(
        name="certificate",
        ours_ms=taken["ours"],
        floor_ms=taken["floor"],
        peers={name: taken[name] for name in ("fpdf2", "QTextDocument")},
        counts={"kB of JPEGs": round(pictures / 1000), **counts},
        goal=GOAL,
        met=taken["ours"] <= 0.35 * taken["fpdf2"] and max(shares.values()) <= 1.1,
    )


def _certificate(record: Record, folder: Path, lang: Lang) -> bytes:
    return certificate_pdf(record, lambda sha256: folder / f"{sha256}.jpg", lang)


def _record(folder: Path, rng: random.Random) -> tuple[Record, list[Path]]:
    """The sample record cut to 40 facts, its photos with thumbnails beside them."""
    document = dict(sample(folder).record.document)
    current = [one for one in document["observations"] if one["current"] and "unknown" not in one["answer"]]
    document["observations"] = current[:FACTS]
    photos = [folder / f"{photo['sha256']}.jpg" for photo in document["photos"]]
    return record_of(document), [_thumbnail(photo, rng) for photo in photos]


def _thumbnail(photo: Path, rng: random.Random) -> Path:
    """Half of a 1080p picture, as busy as a camera's: grain over soft shapes."""
    noise = np.random.default_rng(rng.randrange(2**32)).integers(0, 256, (540, 960, 3), np.uint8)
    soft = Image.fromarray(noise).filter(ImageFilter.GaussianBlur(1.2))
    path = thumbnail_path(photo)
    soft.save(path, "JPEG", quality=82)
    return path


def _rows(record: Record) -> list[list[str]]:
    content = content_of(record, Lang.ZH, library, timedelta(hours=8))
    return [
        [fact.item, fact.title, fact.value, fact.source] for group in content.groups for fact in group.facts
    ]


def _bare_reportlab(rows: Rows) -> bytes:
    from reportlab.platypus import SimpleDocTemplate, Table

    face(REGULAR)
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Table(rows, style=[("FONT", (0, 0), (-1, -1), REGULAR, 8.5)])])
    return out.getvalue()


def _fpdf2(rows: Rows, thumbnails: Sequence[Path]) -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    for style, name in (("", REGULAR), ("B", BOLD)):
        pdf.add_font("Noto", style, FONT_FOLDER / f"{name}.ttf")
    pdf.add_page()
    pdf.set_font("Noto", "B", 20)
    pdf.cell(text="检验证书", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Noto", "", 8.5)
    with pdf.table() as table:
        for row in rows:
            table.row(row)
    for thumbnail in thumbnails:
        pdf.image(thumbnail, w=60)
    return bytes(pdf.output())


def _qtextdocument(rows: Rows, thumbnails: Sequence[Path]) -> bytes:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QPdfWriter, QTextDocument

    application = QGuiApplication.instance() or QGuiApplication([])
    QFontDatabase.addApplicationFont(str(FONT_FOLDER / f"{REGULAR}.ttf"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    pictures = "".join(f'<img src="{path.as_uri()}" width="220">' for path in thumbnails)
    document = QTextDocument()
    document.setHtml(
        f'<body style="font-family:Noto Sans SC"><h1>检验证书</h1><table>{cells}</table>{pictures}'
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    document.print_(writer)
    del writer, application
    return bytes(buffer.data().data())
