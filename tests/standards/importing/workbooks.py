"""Channels' workbooks as quality engineers meet them; every word is ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from station.standards.importing.job import ImportJob

Rows = Sequence[Sequence[object]]
DAY = date(2026, 11, 22)

OPTIONS_ZH: Rows = (
    ("某渠道手机质检项",),
    ("问题", "选项", "选项编码", "权重"),
    ("电池健康度", "85%以上", "101", 0),
    (None, "80%以上但不足85%", "102", -5),
    (None, "不足80%", "103", -12),
    ("账号锁", "已退出", "201", 0),
    (None, "未退出可解", "202", -20),
    (None, "无法退出", "203", -100),
    (None, "未检测", "204", 0),
    ("烧屏", "无", "301", 0),
    (None, "轻微老化", "302", -6),
    (None, "明显透字", "303", -15),
    (None, "严重烧屏", "304", -25),
)
TABLE_EN: Rows = (
    ("Criterion", "A", "B", "C"),
    (
        "Screen",
        "No scratches, chips or cracks",
        "No more than two scratches under 10 mm; no cracks",
        "No cracks",
    ),
    ("Back", "No scratches", "Scratches not visible from 20 cm", "Scratches not visible from 50 cm"),
    ("Battery health", "≥ 90%", "85% or above", "at least 80%"),
    ("Face ID", "Works", "Works", "Works"),
)
DISTANCES: Rows = (
    ("Grade", "Surface", "Not visible from", "Unit"),
    ("Excellent", "Screen", 20, "cm"),
    (None, "Back", 20, "cm"),
    ("Good", "Screen", 50, "cm"),
    (None, "Back", 20, "in"),
)


def written(path: Path, rows: Rows) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    workbook.save(path)
    return path


def opened(folder: Path, rows: Rows, channel: str = "some-channel", **told: str) -> ImportJob:
    path = written(folder / "sheet.xlsx", rows)
    return ImportJob.open(
        path, channel, "smartphone", told or None, folder=folder / "imports", today=lambda: DAY
    )


def close_all(job: ImportJob, person: str = "q1") -> None:
    """Confirm what is exact and rule on the rest, as a person would who agrees with everything."""
    job.confirm_exact(person, "the same words")
    while job.open_findings:
        job.rule(job.open_findings[0].id, person, "as the channel told us")
