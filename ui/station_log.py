"""The station's log: one JSON object per line, rotated, in the home's ``logs`` folder."""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from station.places import Home

_MAX_BYTES = 2_000_000
_KEPT_FILES = 5
_QUOTED = re.compile(r"""['"].*['"]""", re.DOTALL)
_DIGITS = re.compile(r"\d{3,}")


class JsonLines(logging.Formatter):
    """One log record as one JSON object: when (UTC), how grave, who, what, on which thread, and the trace."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "thread": record.threadName,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["trace"] = _trace(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


def blanked(message: str) -> str:
    """``message`` without anything from its first quotation mark to its last, and without runs of digits."""
    return _DIGITS.sub("#", _QUOTED.sub("'…'", message))


def _trace(error: BaseException | None) -> list[str]:
    """Where it failed, the cause last; never with what data."""
    told = []
    while error is not None:
        told.append(f"{type(error).__name__}: {blanked(str(error))}")
        told += [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return told


@contextmanager
def station_log(home: Home) -> Iterator[None]:
    """Log everything from INFO upwards into ``home`` while the block runs.

    A home that cannot be written is told by the store; here it only means that nothing is logged to a file.
    """
    root = logging.getLogger()
    handler = _handler(home)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        with suppress(OSError):  # on a full disk the last lines are lost
            handler.close()


def _handler(home: Home) -> logging.Handler:
    try:
        home.root.mkdir(mode=0o700, parents=True, exist_ok=True)  # the log is the first thing in a new home
        home.logs.mkdir(mode=0o700, exist_ok=True)
        path = home.logs / "station.log"
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_KEPT_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(JsonLines())
    return handler
