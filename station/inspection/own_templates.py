"""The station's own templates: copies of the built-in ones, changed here; the built-in ones always remain.

They are files in the home. Every change of one through the program is an entry in the ledger, as of any other
setting: who, when, and the SHA-256 before and after.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from station.durable import sync_folder, write_durably
from station.errors import KnownError
from station.in_force import sound_files
from station.model.checklist import BENCH_CHECK
from station.model.event import EventKind
from station.places import Home
from station.reports.checking import faults_of
from station.reports.document import ENDINGS, Document
from station.reports.faults import Fault
from station.reports.logo import LARGEST_BYTES, logo_fault
from station.reports.part import Words
from station.reports.template import built_in, load_template, parsed, read_document, template_files
from station.store.database import Store
from station.store.events import write_event

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PICTURE = re.compile(r"[^\W_][\w.\- ]{0,80}\.(png|jpe?g)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TemplateState:
    """One template: who keeps it, what it is about (empty where it is too broken to tell), what is wrong, and
    the title of its paper or label."""

    name: str
    file: Path
    is_own: bool
    output: str
    about: str
    faults: tuple[Fault, ...] = ()
    title: Words | None = None


def own_files(home: Home) -> tuple[Path, ...]:
    """The files of the station's own templates."""
    return tuple(sorted(file for file in home.templates.glob("*") if file.suffix in ENDINGS))


def files_beside(home: Home) -> tuple[Path, ...]:
    """Every template that is not built in: the station's own, then the platform's."""
    return (*own_files(home), *sound_files(home, "reports"))


def all_templates(home: Home) -> tuple[TemplateState, ...]:
    """Every template of this station, by name."""
    files, own = template_files(files_beside(home)), set(own_files(home))
    return tuple(_state(name, files[name], files[name] in own) for name in sorted(files))


def _state(name: str, file: Path, is_own: bool) -> TemplateState:
    try:
        document = read_document(file)
    except KnownError:
        return TemplateState(name, file, is_own, "", "")
    template, _ = parsed(document)
    about = template.about if template else ""
    faults = faults_of(document, file.parent) if is_own else ()
    title = template.title if template else None
    return TemplateState(name, file, is_own, template.output if template else "", about, faults, title)


def sound_template(home: Home, name: str, instead: str) -> tuple[str, KnownError | None]:
    """``name``, or where that is a broken template of the station's, ``instead`` and REP-015.

    Raises:
        KnownError: REP-003 there is none of that name.
    """
    files = template_files(files_beside(home))
    if name not in files:
        raise KnownError("REP-003", template=name, known=tuple(files))
    if name in built_in():
        return name, None
    try:
        load_template(files[name])
    except KnownError as error:
        return instead, KnownError("REP-015", template=name, instead=instead, why=error.details["why"])
    return name, None


class OwnTemplates:
    """Copies, changes and removes templates of the station; ``person`` is the id of who does it."""

    def __init__(self, store: Store) -> None:
        self._store, self._home = store, store.home

    def copy(self, source: str, name: str, person: str) -> Path:
        """A copy of the template ``source`` under a new ``name``.

        Raises:
            KnownError: REP-003 no such template, REP-014 no good name, REP-016 the name is taken; STO-001 to
                STO-003.
        """
        files = template_files(files_beside(self._home))
        if source not in files:
            raise KnownError("REP-003", template=source, known=tuple(files))
        if not _NAME.fullmatch(name):
            raise KnownError("REP-014", template=name)
        if name in files:
            raise KnownError("REP-016", template=name)
        file = self._home.templates / f"{name}{files[source].suffix}"
        self._write(file, files[source].read_bytes(), person)
        return file

    def save(self, name: str, text: str, person: str) -> Path:
        """Another text for the station's template ``name``.

        Raises:
            KnownError: REP-013 a built-in one, REP-003 no such template, REP-002 the text is broken; STO-001
                to STO-003.
        """
        file = self._file(name)
        for fault in faults_of(Document(text, file.suffix != ".toml"), file.parent):
            raise fault.error(file.name)
        self._write(file, text.encode(), person)
        return file

    def remove(self, name: str, person: str) -> None:
        """Take the station's template ``name`` away.

        Raises:
            KnownError: REP-013 a built-in one, REP-003 no such template; STO-001 to STO-003.
        """
        file = self._file(name)
        self._state(file, _sha256(file), None, person)
        file.unlink(missing_ok=True)
        sync_folder(file.parent)

    def add_picture(self, picture: Path, person: str) -> str:
        """Put a picture beside the templates, for logos; the name by which a template may call it.

        Raises:
            KnownError: IMP-001 no picture that can be read, or too large; STO-001 to STO-003.
        """
        fault = logo_fault(picture)
        if fault is not None or not _PICTURE.fullmatch(picture.name):
            why = fault or "PNG, JPEG"
            raise KnownError("IMP-001", file=picture.name, why=why)
        self._write(self._home.templates / picture.name, picture.read_bytes()[:LARGEST_BYTES], person)
        return picture.name

    def _file(self, name: str) -> Path:
        own = {file.stem: file for file in own_files(self._home)}
        if name in built_in():
            raise KnownError("REP-013", template=name)
        if name not in own:
            raise KnownError("REP-003", template=name, known=tuple(own))
        return own[name]

    def _write(self, file: Path, content: bytes, person: str) -> None:
        old = _sha256(file)
        new = hashlib.sha256(content).hexdigest()
        if old == new:
            return
        self._state(file, old, new, person)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        write_durably(file, content, mode=0o600)

    def _state(self, file: Path, old: str | None, new: str | None, person: str) -> None:
        body = {"setting": f"templates/{file.name}", "old": old, "new": new}
        with self._store.write() as connection:
            write_event(self._store, connection, EventKind.SETTING_CHANGED, body, person=person)


def _sha256(file: Path) -> str | None:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None


def built_in_for(category: str) -> str:
    """The built-in paper of a category where none is set; a check of the station is no certificate."""
    return "calibration-record" if category == BENCH_CHECK else "certificate"


def usual_template(
    rules: Sequence[tuple[str, str, str]], category: str, channels: Sequence[str], otherwise: str
) -> str:
    """The template set for a unit: of the fitting ``rules`` (template, channel, category) the closest.

    A rule for a channel fits a unit that goes to that channel alone.
    """
    fitting = [
        rule for rule in rules if rule[2] in ("", category) and (not rule[1] or tuple(channels) == (rule[1],))
    ]
    return max(fitting, key=lambda rule: (bool(rule[1]), bool(rule[2])), default=(otherwise, "", ""))[0]
