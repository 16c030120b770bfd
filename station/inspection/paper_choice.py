"""Which papers of one record there are to choose: built-in ones, the station's own, the platform's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from station.errors import KnownError
from station.inspection.own_templates import all_templates, files_beside
from station.model.record import Record
from station.places import Home
from station.reports.content import Titles
from station.reports.page import PageTemplate
from station.reports.template import built_in, load_template, template_files
from station.standards.library import home_library
from station.texts import Lang


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A paper by its ``template``, for one ``channel`` where it is a hand-over, and what it is called."""

    template: str
    channel: str
    title: str


def papers_of(home: Home, record: Record, lang: Lang) -> tuple[PaperChoice, ...]:
    """Every paper of ``record`` that can be printed, the certificate first; broken templates print none."""
    titles = home_library(home)
    found = [
        choice
        for state in all_templates(home)
        if state.about in ("record", "handover") and not state.faults
        for choice in _choices(state.name, load_template(state.file), record, lang, titles)
    ]
    return tuple(sorted(found, key=lambda one: one.template != "certificate"))


def is_handover(home: Home, name: str) -> bool:
    """Whether the template ``name`` is of a paper for one channel; a broken one is of no paper."""
    file = template_files(files_beside(home)).get(name)
    try:
        template = load_template(file) if file else None
    except KnownError:
        return False
    return isinstance(template, PageTemplate) and template.about == "handover"


def handovers_of(home: Home, name: str, record: Record, lang: Lang) -> tuple[PaperChoice, ...]:
    """The papers of a hand-over template ``name``: one for each channel that judged ``record``."""
    template = load_template(template_files(files_beside(home))[name])
    return tuple(_choices(name, template, record, lang, home_library(home)))


def _choices(
    name: str, template: object, record: Record, lang: Lang, titles: Titles
) -> Iterator[PaperChoice]:
    if not isinstance(template, PageTemplate):
        return
    title = str(getattr(template.title, lang.value))
    called = title if name in built_in() else f"{title} · {name}"
    if template.about == "record":
        yield PaperChoice(name, "", called)
        return
    for verdict in record.document["verdicts"]:
        channel = _channel(verdict["channel"], lang, titles)
        yield PaperChoice(name, verdict["channel"], f"{called} · {channel}")


def _channel(channel: str, lang: Lang, titles: Titles) -> str:
    """The channel's name, or its id where its standard is not on this station."""
    try:
        return titles.channel_standard(channel).name.of(lang)
    except KnownError:
        return channel
