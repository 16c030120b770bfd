"""Bugs become reports: a file in the home's ``logs`` folder that the next start offers.

A report says where the program failed, never with what data: no values of variables, and quoted text and
digits in the message are blanked, so that no answer, code or PIN can leave the station in it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from station.places import Home
from ui.station_log import blanked

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHandler:
    """Catches what nobody else caught, from install to :meth:`remove`; ``told`` hears of each report."""

    def __init__(self, home: Home, told: Callable[[Path], None]) -> None:
        self._home, self._told = home, told
        self._previous_hooks = sys.excepthook, threading.excepthook
        self._faults: IO[str] | None = None

    def install(self) -> None:
        """Take over the hooks of Python, of its threads, of Qt's messages and of hard faults."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(_on_qt_message)
        with contextlib.suppress(OSError):
            self._home.logs.mkdir(parents=True, exist_ok=True)
            self._faults = _fault_file(self._home).open("w", encoding="utf-8")
            faulthandler.enable(self._faults)

    def remove(self) -> None:
        """Give the hooks back; a fault file that stayed empty is removed."""
        sys.excepthook, threading.excepthook = self._previous_hooks
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            _fault_file(self._home).unlink(missing_ok=True)
            self._faults = None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous_hooks[0](kind, error or kind(), trace)
            return
        _log.error("bug: %s", kind.__name__, exc_info=(kind, error or kind(), trace))
        with contextlib.suppress(OSError):
            self._told(write_report(self._home, kind, error, trace))


def write_report(
    home: Home, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> Path:
    """Write the report of one bug and return its file."""
    frames = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    report = _surroundings() | {"kind": kind.__name__, "message": blanked(str(error)), "frames": frames}
    return _write(home, report)


def unseen_reports(home: Home) -> tuple[Path, ...]:
    """Reports that no start has offered yet, newest first; a hard fault's trace is made one of them."""
    fault = _fault_file(home)
    if fault.exists():
        frames = [line for line in fault.read_text("utf-8", "replace").splitlines() if line.strip()]
        if frames:
            _write(home, _surroundings() | {"kind": "fault", "message": frames[0], "frames": frames[1:]})
        fault.unlink()
    return tuple(sorted(home.logs.glob("crash-*.json"), reverse=True))


def mark_seen(report: Path) -> None:
    """The report was offered; it stays under another name."""
    report.rename(report.with_name(f"seen-{report.name}"))


def _write(home: Home, report: dict[str, object]) -> Path:
    home.logs.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    path = home.logs / f"crash-{stamp}.json"
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2), "utf-8")
    return path


def _surroundings() -> dict[str, object]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": version("inspection-station"),
        "python": platform.python_version(),
        "qt": version("PySide6"),
        "system": platform.platform(),
    }


def _fault_file(home: Home) -> Path:
    return home.logs / "fault.txt"


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(_LEVELS[kind], "%s", message)
