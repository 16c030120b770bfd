"""What the drafts page knows and does; no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.checklist import InternalStandard, Title
from station.model.person import Person
from station.model.rights import Right, may
from station.publishing.draft import Draft
from station.publishing.publisher import Published, Publisher
from station.standards.channel import ChannelStandard
from station.standards.findings import Finding
from station.standards.library import home_library
from ui.context import Context
from ui.screens.standards.choices import Choice, choices, read_drafts
from ui.screens.standards.volumes import Shelf


@dataclass(frozen=True, slots=True)
class DraftView:
    """One draft as it stands: its standard, what is found in it, and who else may review it."""

    draft: Draft
    standard: ChannelStandard
    internal: InternalStandard
    findings: tuple[Finding, ...]
    reviewers: tuple[Person, ...]
    before: ChannelStandard | None

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Findings that still want a ruling."""
        return tuple(one for one in self.findings if one.is_open)


class DraftsModel(QObject):
    """Lists, opens, edits, reviews and publishes drafts.

    ``read(drafts)``, ``opened(DraftView)``, ``published(Published)``, and ``refused(KnownError)`` for what a
    person can put right on the page.
    """

    read = Signal(object)
    opened = Signal(object)
    published = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        keep = context.keep
        self._publisher = Publisher(context.home, keep.store, keep.accounts, context.clock)
        self._view: DraftView | None = None

    @property
    def view(self) -> DraftView | None:
        """The draft that is open."""
        return self._view

    def refresh(self) -> None:
        """Read the list of drafts again."""
        self._context.database.run(self._publisher.drafts, self.read.emit)

    def drafts(self) -> tuple[Draft, ...]:
        """Every draft; call it on the database lane."""
        return self._publisher.drafts()

    def read_choices(self, shelf: Shelf, done: Callable[[tuple[Choice, ...]], None]) -> None:
        """Hand every draft and every version of ``shelf`` to ``done``."""
        publisher, home = self._publisher, self._context.home
        self._context.database.run(
            lambda: choices(shelf, read_drafts(publisher, home_library(home))), done, lambda _error: None
        )

    def start(self, standard: ChannelStandard) -> None:
        """Make a draft of the next version of a standard and open it."""
        today = self._context.clock.now().astimezone().date().isoformat()
        version = next_version(standard.version, today)
        self.save(replace(standard, version=version, valid_from=None, publication=None))

    def save(self, standard: ChannelStandard) -> None:
        """Save a standard as the draft of its version and open it."""
        person = self._person()
        self._do(lambda: self._publisher.save_draft(standard, person))

    def open(self, name: str) -> None:
        """Open the draft called ``id@version``."""
        self._do(lambda: self._publisher.draft(name))

    def rule(self, finding: Finding, says: Title) -> None:
        """Settle a finding of the open draft by a ruling."""
        if self._view is not None:
            draft, person = self._view.draft, self._person()
            self._do(lambda: self._publisher.rule(draft, finding, person, says))

    def review(self, person_id: str, pin: str, says: str) -> None:
        """Let a second person, proven by PIN, say that the open draft may be published."""
        if self._view is not None:
            draft = self._view.draft
            self._do(lambda: self._publisher.review(draft, person_id, pin, says))

    def publish(self, valid_from: date) -> None:
        """Publish the open draft; it counts from ``valid_from``."""
        if self._view is not None:
            draft, person = self._view.draft, self._person()
            self._context.database.run(
                lambda: self._publisher.publish(draft, person, valid_from),
                self._on_published,
                self.refused.emit,
            )

    def _person(self) -> str:
        person = self._context.session.person
        return person.id if person is not None else ""

    def _do(self, work: Callable[[], Draft]) -> None:
        """Do something to a draft on the database lane, then show it as it stands."""
        self._context.database.run(lambda: self._read_view(work()), self._on_view, self.refused.emit)

    def _read_view(self, draft: Draft) -> DraftView:
        standard = self._publisher.standard(draft)
        library = home_library(self._context.home)
        everyone = self._context.keep.accounts.all()
        reviewers = tuple(
            one
            for one in everyone
            if one.is_active and may(one.role, Right.REVIEW_STANDARDS) and not draft.is_written_by(one.id)
        )
        try:
            before = library.channel_standard(standard.id)
        except KnownError:
            before = None
        internal = library.internal_standard(standard.category)
        findings = self._publisher.findings(draft)
        return DraftView(draft, standard, internal, findings, reviewers, before)

    def _on_view(self, view: DraftView) -> None:
        self._view = view
        self.opened.emit(view)

    def _on_published(self, done: Published) -> None:
        self._view = None
        self.published.emit(done)


def next_version(version: str, today: str) -> str:
    """The version of the next draft: today, or the day after ``version`` where that is not over yet."""
    after = date.fromisoformat(version) + timedelta(days=1)
    return max(today, after.isoformat())
