"""Bugs become reports without anybody's data in them."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from station.places import Home
from ui.crash import CrashHandler, unseen_reports, write_report
from ui.i18n import Translator
from ui.station_log import blanked, station_log
from ui.widgets.crash_offer import CrashOffer


def _fail(imei: str) -> None:
    raise ValueError(f"no unit {imei!r} with 352894110145521")


def _report(home: Home) -> Path:
    try:
        _fail("352894110145521")
    except ValueError as error:
        return write_report(home, type(error), error, error.__traceback__)
    raise AssertionError


def test_a_report_names_the_place_and_no_data(tmp_path: Path) -> None:
    report = _report(Home(tmp_path))
    content = report.read_text("utf-8")
    assert "352894110145521" not in content
    assert json.loads(content)["frames"][-1].endswith("_fail")
    assert json.loads(content)["kind"] == "ValueError"


@pytest.mark.parametrize(
    "message", ["PIN '2580' refused", 'KeyError: "secret"', "at 20261122", "it's not 'secret'"]
)
def test_quoted_text_and_numbers_are_blanked(message: str) -> None:
    assert not any(secret in blanked(message) for secret in ("2580", "secret", "20261122"))


@pytest.mark.expect_log("bug: ZeroDivisionError")
def test_a_bug_in_a_thread_becomes_a_report_and_the_hooks_go_back(tmp_path: Path, qtbot: QtBot) -> None:
    home, before = Home(tmp_path), sys.excepthook
    told: list[Path] = []
    handler = CrashHandler(home, told.append)
    handler.install()
    try:
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
    finally:
        handler.remove()
    assert sys.excepthook is before
    assert tuple(told) == unseen_reports(home)


def test_a_hard_fault_of_the_last_run_is_found(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.logs.mkdir()
    (home.logs / "fault.txt").write_text("Fatal Python error: Segmentation fault\n  File x in y\n", "utf-8")
    (report,) = unseen_reports(home)
    assert "Segmentation fault" in report.read_text("utf-8")


def test_the_next_start_offers_it_once(tmp_path: Path, qtbot: QtBot) -> None:
    home = Home(tmp_path)
    offer = CrashOffer(Translator())
    qtbot.addWidget(offer)
    offer.offer(_report(home))
    assert offer.isVisible() and any("程序出错" in label.text() for label in offer.findChildren(QLabel))
    dismiss = next(button for button in offer.findChildren(QPushButton) if button.text() == "不用了")
    dismiss.click()
    assert not offer.isVisible() and unseen_reports(home) == ()


def test_the_log_is_one_json_object_per_line(tmp_path: Path) -> None:
    import logging

    with station_log(Home(tmp_path)):
        logging.getLogger("test").info("line\nbreak")
    (line,) = (tmp_path / "logs" / "station.log").read_text("utf-8").splitlines()
    entry = json.loads(line)
    assert entry["message"] == "line\nbreak" and entry["level"] == "INFO" and entry["at"].endswith("+00:00")


@pytest.mark.expect_log("bug")
def test_the_log_of_a_bug_holds_nobody_s_data(tmp_path: Path) -> None:
    import logging

    with station_log(Home(tmp_path)):
        try:
            _fail("352894110145521")
        except ValueError:
            logging.getLogger("test").exception("bug")
    content = (tmp_path / "logs" / "station.log").read_text("utf-8")
    assert "352894110145521" not in content
    assert "ValueError" in content and "_fail" in content
