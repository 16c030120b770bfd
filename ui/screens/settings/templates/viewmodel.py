"""Templates of this station: reading, changing and previewing them; nothing waits on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from station.errors import KnownError
from station.inspection.own_templates import OwnTemplates, TemplateState, all_templates, built_in_for
from station.inspection.template_preview import Examples, Preview, examples_of, preview_of
from station.settings import TemplateSetting
from ui.context import Context
from ui.screens.settings.templates.scopes import Scope, scopes_of

BUILT_IN, BUILT_IN_LABEL = "certificate", "label"
_STILL_MS = 350
"""How long nothing is typed before the preview follows."""


class TemplatesModel(QObject):
    """``read(tuple[TemplateState])`` after every change; ``opened(TemplateState, str)`` is a text to show,
    ``previewed(Preview)`` what it prints, ``saved()`` after a text was written, ``refused(KnownError)``."""

    read = Signal(object)
    opened = Signal(object, str)
    previewed = Signal(object)
    saved = Signal()
    scopes_read = Signal(object)
    """``tuple[Scope]``: what a template may be the default for."""
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._own = OwnTemplates(context.keep.store)
        self._examples: Examples | None = None
        self._draft: tuple[str, bool] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STILL_MS)
        self._timer.timeout.connect(self._preview)
        context.reckoning.closed.connect(self._timer.stop)

    def refresh(self) -> None:
        """Read the templates, and the records that previews show."""
        store = self._context.keep.store
        self._context.database.run(partial(examples_of, store), self._got_examples, self.refused.emit)
        self._context.database.run(partial(all_templates, store.home), self.read.emit)

    def read_scopes(self) -> None:
        """Read for what a template may be the default, in the language in use."""
        home, lang = self._context.home, self._context.translator.lang
        self._context.database.run(partial(scopes_of, home, lang), self.scopes_read.emit)

    def open(self, state: TemplateState) -> None:
        """Show the text of a template."""
        self._context.database.run(
            lambda: state.file.read_text("utf-8", errors="replace"),
            lambda text: self.opened.emit(state, text),
        )

    def draft(self, text: str, is_yaml: bool) -> None:
        """Another text to preview, once typing pauses."""
        self._draft = (text, is_yaml)
        self._timer.start()

    def stop(self) -> None:
        """Preview nothing any more."""
        self._timer.stop()

    def copy(self, source: str, name: str, done: Callable[[], None]) -> None:
        """Copy a template under another name."""
        self._change(lambda: self._own.copy(source, name, self._person()), done)

    def save(self, name: str, text: str) -> None:
        """Write another text for one of the station's templates."""
        self._change(lambda: self._own.save(name, text, self._person()), self.saved.emit)

    def remove(self, name: str) -> None:
        """Take one of the station's templates away, and what was set to it."""
        kept = tuple(one for one in self._context.settings.now.templates if one.template != name)
        self._set(kept)
        self._change(lambda: self._own.remove(name, self._person()), lambda: None)

    def add_logo(self, picture: Path, done: Callable[[str], None]) -> None:
        """Put a picture beside the templates; ``done`` gets its name."""
        person = self._person()
        self._context.database.run(lambda: self._own.add_picture(picture, person), done, self.refused.emit)

    def make_usual(self, state: TemplateState, scope: Scope) -> None:
        """Make a template the one that units of ``scope`` get for its kind of paper."""
        if state.output == "zpl" and not (scope.channel or scope.category):
            label = self._context.settings.now.label.model_copy(update={"template": state.name})
            self._by_person(label=label.model_dump())
            return
        others = tuple(
            one
            for one in self._context.settings.now.templates
            if (one.paper, one.channel, one.category) != (_paper(state), scope.channel, scope.category)
        )
        rule = TemplateSetting(
            paper=_paper(state), template=state.name, channel=scope.channel, category=scope.category
        )
        self._set((*others, rule))

    def take_back(self, state: TemplateState, scope: Scope) -> None:
        """Units of ``scope`` get again what they would without this template, the built-in one in the end."""
        if state.output == "zpl" and not (scope.channel or scope.category):
            label = self._context.settings.now.label.model_copy(update={"template": BUILT_IN_LABEL})
            self._by_person(label=label.model_dump())
            return
        self._set(
            tuple(
                one
                for one in self._context.settings.now.templates
                if (one.paper, one.channel, one.category) != (_paper(state), scope.channel, scope.category)
            )
        )

    def is_usual(self, state: TemplateState, scope: Scope) -> bool:
        """Whether units of ``scope`` get this template where nothing more particular is set."""
        return state.name == (self._ruled(_paper(state), scope) or self._unruled(_paper(state), scope))

    def is_set(self, state: TemplateState, scope: Scope) -> bool:
        """Whether somebody made this template the default of ``scope``, so that it can be taken back."""
        if state.output == "zpl" and not (scope.channel or scope.category):
            return self.is_usual(state, scope) and state.name != BUILT_IN_LABEL
        return state.name == self._ruled(_paper(state), scope)

    def usual_of(self, state: TemplateState, scope: Scope) -> str:
        """The template that units of ``scope`` get for this kind of paper today."""
        paper, everywhere = _paper(state), Scope()
        ruled = self._ruled(paper, scope) or self._ruled(paper, everywhere)
        built_in = "" if paper == "label" else built_in_for(scope.category)
        return ruled or built_in or self._unruled(paper, everywhere)

    def _ruled(self, paper: str, scope: Scope) -> str:
        """What is set for exactly this scope; empty where nothing is."""
        wanted = (paper, scope.channel, scope.category)
        rules = self._context.settings.now.templates
        found = [one.template for one in rules if (one.paper, one.channel, one.category) == wanted]
        return found[-1] if found else ""

    def _unruled(self, paper: str, scope: Scope) -> str:
        if scope.channel or scope.category:
            return ""
        return self._context.settings.now.label.template if paper == "label" else BUILT_IN

    def _set(self, rules: tuple[TemplateSetting, ...]) -> None:
        if rules != self._context.settings.now.templates:
            self._by_person(templates=[one.model_dump() for one in rules])

    def _by_person(self, **values: Any) -> None:
        person = self._context.session.person
        if person is None:
            return
        try:
            self._context.settings.change_by(person, **values)
        except KnownError as error:
            self.refused.emit(error)
        self.refresh()

    def _change(self, work: Callable[[], Any], done: Callable[[], None]) -> None:
        self._context.database.run(work, lambda _result: self._changed(done), self.refused.emit)

    def _changed(self, done: Callable[[], None]) -> None:
        home = self._context.keep.store.home
        self._context.database.run(partial(all_templates, home), self.read.emit)
        done()

    def _got_examples(self, examples: Examples) -> None:
        self._examples = examples
        if self._draft is not None:
            self._timer.start()

    def _preview(self) -> None:
        if self._examples is None or self._draft is None:
            return
        draft, lang, examples = self._draft, self._context.translator.lang, self._examples
        self._context.reckoning.run(
            lambda: preview_of(*draft, examples, lang), partial(self._got, draft), self.refused.emit
        )

    def _got(self, draft: tuple[str, bool], preview: Preview) -> None:
        """What was typed meanwhile has a preview of its own coming."""
        if draft == self._draft:
            self.previewed.emit(preview)

    def _person(self) -> str:
        person = self._context.session.person
        return person.id if person else ""


def _paper(state: TemplateState) -> Literal["certificate", "label"]:
    return "label" if state.output == "zpl" else "certificate"
