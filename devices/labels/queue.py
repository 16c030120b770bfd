"""A printer of the operating system, given labels untouched (raw): CUPS, or the Windows spooler."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

_PATIENCE_S = 15.0
_TITLE = "Inspection Station label"
_STOPPED = re.compile(r"^printer \S+ disabled", re.MULTILINE)
_ALERTS = re.compile(r"^\s*Alerts: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue called ``name``. Failures are ``OSError``."""

    name: str

    def write(self, label: bytes) -> None:
        if sys.platform == "win32":
            from devices.labels.windows_spooler import spool

            spool(self.name, label, _TITLE)
        else:
            _run(["lp", "-d", self.name, "-o", "raw", "-t", _TITLE, "-"], label)

    def ask(self) -> bytes:
        return b""

    def alerts(self) -> frozenset[str]:
        """What the queue reports, in the words of IPP's ``printer-state-reasons`` without their degree;
        ``paused`` for one that is stopped. Empty where the system has nothing to say.

        Raises:
            OSError: there is no such queue, or no printing system.
        """
        if sys.platform == "win32":
            from devices.labels.windows_spooler import alerts

            told = alerts(self.name)
        else:
            told = read_alerts(_run(["lpstat", "-l", "-p", self.name], b""))
        return told


def read_alerts(told: str) -> frozenset[str]:
    """The alerts in what ``lpstat -l -p`` printed in English."""
    words = {word for line in _ALERTS.findall(told) for word in re.split(r"[ ,]+", line.strip()) if word}
    alerts = {re.sub(r"-(report|warning|error)$", "", word) for word in words} - {"none"}
    return frozenset(alerts | ({"paused"} if _STOPPED.search(told) else set()))


def _run(words: list[str], given: bytes) -> str:
    if shutil.which(words[0]) is None:
        raise OSError(f"{words[0]} is not installed (CUPS)")
    try:
        done = subprocess.run(
            words,
            input=given,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"{words[0]} does not answer") from error
    if done.returncode:
        raise OSError(done.stderr.decode("utf-8", "replace").strip() or f"{words[0]}: {done.returncode}")
    return done.stdout.decode("utf-8", "replace")
