"""Strictness that every test stands on: what a test leaves behind, fails it.

Unexpected log records at WARNING or above, Qt warnings, running threads, open windows and active timers turn
the test that caused them into an error. A test that provokes a warning on purpose declares it:

    @pytest.mark.expect_log("INS-001")            # regular expression, searched in "logger: message"
    def test_unplugged(expect_log):               # or inside the test
        expect_log("CAM-001", at_least=0)         # allowed, not demanded

Qt is looked at only when it is loaded, so that tests without Qt stay cheap.
"""

from __future__ import annotations

import gc
import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any

import psutil
import pytest

GRACE_S = 3.0
"""How long something that is already ending may take to end."""

PLATFORM_NOISE = re.compile(
    r"This plugin does not support (propagateSizeHints|raise|grabbing)"  # said by the offscreen platform only
    r"|Populating font family aliases took"  # a slow disk, not our code
    r"|pipewire-0\.3"  # an optional sound server that is not installed
)

TOLD_TIMERS: set[int] = set()
"""Timers that were complained about already: they run on, but only the test that left them is to blame."""

PASSED = pytest.StashKey[bool]()

ExpectLog = Callable[..., None]


@dataclass(slots=True)
class Expected:
    """A log line that a test declared."""

    pattern: re.Pattern[str]
    at_least: int
    seen: int = 0


class Witness(logging.Handler):
    """Collects what is logged at WARNING or above while one test runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.expected: list[Expected] = []
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line; judged when the test is over, so that a declaration may come after it."""
        self.lines.append(f"{record.name}: {record.levelname} {record.getMessage()}")

    def declare(self, pattern: str, at_least: int = 1) -> None:
        """Expect lines that match ``pattern``, at least ``at_least`` times."""
        self.expected.append(Expected(re.compile(pattern), at_least))

    def complaints(self) -> list[str]:
        """Undeclared lines and declared lines that never came."""
        undeclared = [f"undeclared log: {line}" for line in self.lines if not self._claimed(line)]
        return undeclared + [
            f"declared log came {one.seen} times, not {one.at_least}: {one.pattern.pattern!r}"
            for one in self.expected
            if one.seen < one.at_least
        ]

    def _claimed(self, line: str) -> bool:
        hits = [one for one in self.expected if one.pattern.search(line)]
        for one in hits:
            one.seen += 1
        return bool(hits)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", "expect_log(pattern, at_least=1): the test provokes this warning")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test passed: a failed one keeps its frames, so leaks say nothing."""
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture
def expect_log(_strict: Witness) -> ExpectLog:
    """Declare a warning: ``expect_log(pattern, at_least=1)``."""
    return _strict.declare


@pytest.fixture(autouse=True)
def _strict(request: pytest.FixtureRequest) -> Generator[Witness]:
    witness = Witness()
    for marker in request.node.iter_markers("expect_log"):
        witness.declare(*marker.args, **marker.kwargs)
    uses_qt = "qapp" in request.fixturenames
    threads, windows = set(threading.enumerate()), _window_ids()
    logging.getLogger().addHandler(witness)
    _listen_to_qt()
    try:
        yield witness
        complaints = []
        if request.node.stash.get(PASSED, False):
            complaints = _leaked_windows(windows) + _leaked_threads(threads)
            complaints += _leaked_timers() if uses_qt else []
    finally:
        logging.getLogger().removeHandler(witness)
    complaints += witness.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


def _leaked_threads(before: set[threading.Thread]) -> list[str]:
    deadline = time.monotonic() + GRACE_S
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        if not isinstance(thread, threading._DummyThread):
            thread.join(max(0.0, deadline - time.monotonic()))
    return [f"leaked thread: {thread.name}" for thread in started if _runs(thread)]


def _runs(thread: threading.Thread) -> bool:
    """Python 3.11 lists a foreign (Qt) thread for ever once it ran Python code: ask the system."""
    if not isinstance(thread, threading._DummyThread):
        return thread.is_alive()
    return any(task.id == thread.native_id for task in psutil.Process().threads())


def _qt(module: str) -> Any:
    """A Qt module if the program has loaded it already, else None."""
    return sys.modules.get(f"PySide6.{module}")


def _listen_to_qt() -> None:
    core = _qt("QtCore")
    if core is None:
        return
    core.qInstallMessageHandler(_qt_message)
    core.QThreadPool.globalInstance().setExpiryTimeout(0)


def _qt_message(kind: Any, context: Any, message: str) -> None:
    if kind.name in {"QtDebugMsg", "QtInfoMsg"} or PLATFORM_NOISE.search(message):
        return
    logging.getLogger(f"qt.{context.category}").warning(message)


def _windows() -> Iterable[Any]:
    """Top-level windows that nobody owns; owned ones (menus, combo boxes) go with their owner."""
    widgets = _qt("QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return ()
    tops = widgets.QApplication.topLevelWidgets()
    return [top for top in tops if top.parent() is None and top.metaObject().className() != "QTipLabel"]


def _window_ids() -> set[int]:
    return {_address(window) for window in _windows()}


def _address(thing: Any) -> int:
    address: int = sys.modules["shiboken6"].getCppPointer(thing)[0]
    return address


def _leaked_windows(before: set[int]) -> list[str]:
    if not _new_windows(before):
        return []
    _bury_the_dead()
    return [f"leaked window: {name}" for name in _new_windows(before)]


def _new_windows(before: set[int]) -> list[str]:
    return [
        f"{window.metaObject().className()} {window.objectName()!r} {window.windowTitle()!r}"
        for window in _windows()
        if _address(window) not in before
    ]


def _bury_the_dead() -> None:
    core = _qt("QtCore")
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.freeze()  # what survived is looked through only once: thousands of tests leave millions of objects
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def _active_timers() -> dict[int, str]:
    timer_class = _qt("QtCore").QTimer
    things = sys.modules["shiboken6"].getAllValidWrappers()
    return {
        _address(timer): f"every {timer.interval()} ms, {timer.objectName()!r} of {timer.parent()!r}"
        for timer in things
        if isinstance(timer, timer_class) and timer.isActive()
    }


def _leaked_timers() -> list[str]:
    """Active timers that no earlier test of this process left."""
    if not set(_active_timers()) - TOLD_TIMERS:
        return []
    _bury_the_dead()
    fresh = {key: what for key, what in _active_timers().items() if key not in TOLD_TIMERS}
    TOLD_TIMERS.update(fresh)
    return [f"leaked timer: {what}" for what in fresh.values()]
