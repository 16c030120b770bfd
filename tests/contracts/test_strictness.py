"""The strictness of tests/strict.py is itself tested: each kind of leftover must fail its test."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BAD_AND_GOOD = """
import logging, threading, time
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []
release = threading.Event()

def test_bad_log():
    logging.getLogger("station").warning("spilt")

def test_bad_log_from_thread():
    thread = threading.Thread(target=logging.getLogger("station").error, args=("spilt",))
    thread.start()
    thread.join()

def test_bad_declared_but_silent(expect_log):
    expect_log("never said")

def test_bad_qt_warning():
    qWarning("careless")

def test_bad_thread():
    threading.Thread(target=release.wait, args=(30,), name="straggler", daemon=True).start()

def test_bad_window(qapp):
    kept.append(QWidget())
    kept[-1].show()

def test_bad_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(1000)

@pytest.mark.expect_log("station: WARNING spilt")
def test_good_declared_log():
    logging.getLogger("station").warning("spilt")

def test_good_declared_inside(expect_log):
    expect_log("careless")
    qWarning("careless")

def test_good_allowed_log(expect_log):
    expect_log("perhaps", at_least=0)

def test_good_ended_thread():
    threading.Thread(target=time.sleep, args=(0.05,)).start()

def test_good_window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer(widget)
    timer.start(1000)
    widget.show()
"""


def test_every_leftover_fails_the_test_that_left_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest('pytest_plugins = ["tests.strict"]')
    pytester.makeini(f"[pytest]\npythonpath = {ROOT}\nqt_api = pyside6\naddopts = --no-qt-log")
    pytester.makepyfile(BAD_AND_GOOD)
    result = pytester.runpytest_subprocess("-rE", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=12, errors=7)
    said = result.stdout.str()
    for what in (
        "undeclared log: station: WARNING spilt",
        "undeclared log: station: ERROR spilt",
        "declared log came 0 times, not 1: 'never said'",
        "undeclared log: qt.default: WARNING careless",
        "leaked thread: straggler",
        "leaked window: QWidget",
        "leaked timer: every 1000 ms",
    ):
        assert what in said
    assert "ERROR test_every_leftover_fails_the_test_that_left_it.py::test_good" not in said
