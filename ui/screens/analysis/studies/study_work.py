"""Reads, judges, prints and exports studies on the lanes; no widgets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from station.analysis.study_files import form_in
from station.analysis.study_form import StudyForm
from station.analysis.study_page import readings_page, study_page
from station.analysis.workbook import workbook_of
from station.in_force import sound_files
from station.inspection.loose_papers import LoosePaper
from station.inspection.papers import Papers
from station.model.rights import Right
from station.reports.gauge_paper import study_pdf
from station.texts import Lang
from ui.context import Context
from ui.errand import Errand, Told
from ui.theme import State

_TEMPLATE = "measurement-study"
T = TypeVar("T")


class StudyWork(QObject):
    """``read(StudyForm, file name)``, ``judged(AnalysisPage)``, ``drawn(LoosePaper)``. The ``errand`` tells
    how it goes.
    """

    read = Signal(object, str)
    judged = Signal(object)
    drawn = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.errand = Errand(self)

    def read_file(self, path: Path) -> None:
        """Read the readings in a file."""
        self._run(
            lambda told: form_in(path, lambda _row: told(0.0)), lambda form: self.read.emit(form, path.name)
        )

    def judge(self, form: StudyForm) -> None:
        """Judge a study."""
        lang = self._lang
        self._run(lambda _told: study_page(form, lang), self.judged.emit)

    def draw(self, form: StudyForm) -> None:
        """Draw the paper of a study."""
        lang, home, name = self._lang, self._context.home, form.name.strip()

        def draw(_told: object) -> LoosePaper:
            content = study_pdf(form, lang, _TEMPLATE, sound_files(home, "reports"))
            about = {"study": form.kind.value, "name": name}
            return LoosePaper(_TEMPLATE, name, lang, _TEMPLATE, content, about)

        self._run(draw, self.drawn.emit)

    def export(self, form: StudyForm) -> None:
        """Write figures and readings as an .xlsx file into the station's output folder."""
        lang, home, person = self._lang, self._context.home, self._context.session.person
        path = home.output / f"{_file_stem(form)}-{lang.value}.xlsx"
        papers = Papers(self._context.keep.store)
        statement = {"paper": "study-workbook", "record": "", "record_sha256": "", "standing": ""}

        def save(content: bytes) -> None:
            self._context.database.run(
                lambda: papers.save_stated(path, content, statement, person.id if person else ""), self._saved
            )

        pages = (study_page, readings_page)
        self._run(lambda _told: workbook_of([one(form, lang) for one in pages], lang), save)

    @property
    def may_print(self) -> bool:
        """Whether who works here may print."""
        return self._context.session.may(Right.PRINT)

    @property
    def may_export(self) -> bool:
        """Whether who works here may take figures out of the station."""
        return self._context.session.may(Right.EXPORT)

    @property
    def _lang(self) -> Lang:
        return self._context.translator.lang

    def _run(self, work: Callable[[Told], T], done: Callable[[T], None]) -> None:
        self.errand.run(self._context.reckoning, work, done)

    def _saved(self, path: Path) -> None:
        self._context.messages.tell(State.OK, "records.saved", path=path)


def _file_stem(form: StudyForm) -> str:
    plain = "".join(one if one.isalnum() or one in "-_" else "-" for one in form.name).strip("-")
    return f"study-{form.kind.value}" + (f"-{plain}" if plain else "")
