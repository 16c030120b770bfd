"""Labels that wait to be printed: one small file each, so that a crash or a power cut loses none.

Before the bytes leave for the printer its file says so. A label found like that after a crash may have been
printed and may not, and nobody can tell but a person who looks: it is kept, and never printed by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from station.durable import make_folder, sync_folder, write_durably
from station.inspection.reprints import Reprint
from station.places import Home
from station.ports import Clock
from station.store.failures import known_failures
from station.texts import Lang

_FOLDER = "labels"
_NAME = re.compile(r"(?P<at>[0-9]{8}T[0-9]{12}Z)-(?P<record>[^/\\]+)\.json")


@dataclass(frozen=True, slots=True)
class WaitingLabel:
    """A label of a record that somebody wants; made when it is printed, in the record's standing then.

    ``clear`` tells that who asked for it may see personal data; ``unsure`` that it may have been printed.
    ``reason`` and ``says`` tell why a further copy is wanted; empty for the first one.
    """

    id: str
    record: str
    lang: str
    person: str
    clear: bool = False
    unsure: bool = False
    reason: str = ""
    says: str = ""


class LabelQueue:
    """The waiting labels of one station, oldest first. Raises STO-002, STO-003 where the disk refuses."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self._home, self._clock = home, clock
        self._folder = home.root / _FOLDER

    def add(
        self, record: str, lang: Lang, person: str, *, clear: bool = False, reprint: Reprint | None = None
    ) -> WaitingLabel:
        """Take in a label; it waits from when this returns, whatever happens."""
        name = f"{self._clock.now():%Y%m%dT%H%M%S%fZ}-{record}"
        why = reprint or Reprint("")
        label = WaitingLabel(name, record, lang, person, clear, reason=why.reason, says=why.says)
        with known_failures(self._home.root):
            make_folder(self._folder, 0o700)
        self._write(label)
        return label

    def waiting(self) -> tuple[WaitingLabel, ...]:
        """Every label that waits. A file that cannot be read is one of which nobody knows how it stands."""
        found = (_read(path) for path in sorted(self._files()))
        return tuple(label for label in found if label is not None)

    def leaving(self, label: WaitingLabel) -> None:
        """From here on the label may be printed."""
        self._write(replace(label, unsure=True))

    def wait_on(self, label: WaitingLabel) -> None:
        """The label was certainly not printed, or a person wants it again."""
        self._write(replace(label, unsure=False))

    def remove(self, label: WaitingLabel) -> None:
        """The label is printed and stated, or nobody wants it any more."""
        with known_failures(self._home.root):
            self._file(label).unlink(missing_ok=True)
            sync_folder(self._folder)

    def _files(self) -> Iterable[Path]:
        return self._folder.glob("*.json") if self._folder.is_dir() else ()

    def _file(self, label: WaitingLabel) -> Path:
        return self._folder / f"{label.id}.json"

    def _write(self, label: WaitingLabel) -> None:
        with known_failures(self._home.root):
            write_durably(self._file(label), json.dumps(asdict(label)).encode())


def _read(path: Path) -> WaitingLabel | None:
    name = _NAME.fullmatch(path.name)
    if name is None:
        return None
    try:
        return WaitingLabel(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError):
        return WaitingLabel(path.stem, name["record"], Lang.ZH, "", unsure=True)
