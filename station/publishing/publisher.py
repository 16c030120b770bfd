"""Publishing: a draft, a second person's review, and a file that is never changed again.

Call it where the store may be called: on the desktop that is the ``database`` lane.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from station.errors import KnownError
from station.model.checklist import Title
from station.model.rights import Right
from station.people.accounts import Accounts
from station.places import Home
from station.ports import Clock
from station.publishing.draft import Draft, Review, Save
from station.publishing.draft_folder import DraftFolder
from station.standards.channel import ChannelStandard, Publication, Ruling
from station.standards.channel_writer import channel_text
from station.standards.findings import Finding
from station.standards.library import Library, home_library
from station.store.clock import to_text
from station.store.database import Store
from station.store.publications import publish_file
from station.store.staging import file_name

Check = Callable[[ChannelStandard, Library], tuple[Finding, ...]]


def found_by_lint(standard: ChannelStandard, library: Library) -> tuple[Finding, ...]:
    """What the lint finds in a standard, each finding with its ruling where there is one."""
    from station.standards.lint import lint

    return lint(standard, library.internal_standard(standard.category))


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the standard as it is in its file, and the sequence of its ledger entry."""

    standard: ChannelStandard
    file: Path
    sequence: int


class Publisher:
    """The drafts of one station, and their way to the published standards.

    ``check`` finds what must be settled before a review: the lint, unless a test hands in another.
    """

    def __init__(
        self, home: Home, store: Store, accounts: Accounts, clock: Clock, check: Check = found_by_lint
    ) -> None:
        self._home = home
        self._store = store
        self._accounts = accounts
        self._clock = clock
        self._check = check
        self._folder = DraftFolder(home.standards / "drafts")

    def drafts(self) -> tuple[Draft, ...]:
        """Every draft that is not published yet, by name.

        Raises:
            KnownError: STD-027 a draft is damaged.
        """
        shelf = self._home.published_channels
        return tuple(
            draft for draft in self._folder.all() if not (shelf / file_name(draft.id, draft.version)).exists()
        )

    def draft(self, name: str) -> Draft:
        """The draft called ``id@version``.

        Raises:
            KnownError: STD-025 no such draft, STD-027 it is damaged.
        """
        return self._folder.get(name)

    def standard(self, draft: Draft, sha256: str | None = None) -> ChannelStandard:
        """The standard of a draft as it stands, or as it was at the save with this SHA-256.

        Raises:
            KnownError: STD-001 it no longer fits the internal standard, STD-027 its file is damaged.
        """
        return home_library(self._home).load_channel(self._folder.file(draft, sha256 or draft.sha256))

    def findings(self, draft: Draft) -> tuple[Finding, ...]:
        """What is found in a draft, each with its ruling where there is one.

        Raises:
            KnownError: as :meth:`standard`.
        """
        return self._check(self.standard(draft), home_library(self._home))

    def save_draft(self, standard: ChannelStandard, person_id: str) -> Draft:
        """Save a standard as the draft of its version; earlier saves are kept, an equal one is no save.

        Raises:
            KnownError: PEO-003, PEO-006 not an author, STD-001 it would not load, STD-021 the version is
                published already, STD-027, STO-002, STO-003.
        """
        person = self._accounts.entitled(person_id, Right.WRITE_STANDARDS)
        content = channel_text(replace(standard, publication=None)).encode()
        self._refuse_unloadable(content)
        self._refuse_published(standard)
        name = f"{standard.id}@{standard.version}"
        known = self._folder.find(name)
        sha256 = self._folder.keep_file(name, content)
        if known is not None and known.sha256 == sha256:
            return known
        save = Save(person.id, person.name, to_text(self._clock.now()), sha256)
        draft = known or Draft(standard.id, standard.version, ())
        saved = replace(draft, saves=(*draft.saves, save))
        return self._folder.keep(saved)

    def rule(self, draft: Draft, finding: Finding, person_id: str, says: Title) -> Draft:
        """Settle a finding by a ruling, with its reason in both languages; that is a save like any other.

        Raises:
            KnownError: as :meth:`save_draft`, and STD-026 without a reason.
        """
        if not says.zh.strip() or not says.en.strip():
            raise KnownError("STD-026")
        standard = self.standard(self._folder.get(draft.name))
        by, at = self._accounts.get(person_id).name, to_text(self._clock.now())
        ruling = Ruling(finding.clause, by, at, says, finding.id)
        return self.save_draft(replace(standard, rulings=(*standard.rulings, ruling)), person_id)

    def review(self, draft: Draft, person_id: str, pin: str, says: str) -> Draft:
        """Say, as a second person and with a reason, that the draft may be published as it stands.

        Raises:
            KnownError: PEO-001, PEO-003, PEO-005, PEO-006 not a reviewer, STD-022 wrote it, STD-023 findings
                without a ruling, STD-024 the draft was changed meanwhile, STD-026 without a reason, STD-027.
        """
        current = self._unchanged(draft)
        person = self._accounts.entitled(person_id, Right.REVIEW_STANDARDS)
        if current.is_written_by(person.id):
            raise KnownError("STD-022", person=person.name, name=current.name)
        if not says.strip():
            raise KnownError("STD-026")
        self._refuse_open(current)
        self._accounts.authorise(person_id, pin, Right.REVIEW_STANDARDS)
        at = to_text(self._clock.now())
        review = Review(person.id, person.name, at, says.strip(), current.sha256)
        return self._folder.keep(replace(current, reviews=(*current.reviews, review)))

    def publish(self, draft: Draft, person_id: str, valid_from: date) -> Published:
        """Publish a reviewed draft; it counts from ``valid_from``. Wholly done, or not at all.

        Raises:
            KnownError: PEO-003, PEO-006 neither author nor reviewer, STD-021 published already, STD-023
                findings without a ruling, STD-024 not reviewed as it stands, STD-027, STO-002, STO-003.
        """
        current = self._unchanged(draft)
        review = current.review
        if review is None:
            raise KnownError("STD-024", name=current.id, version=current.version)
        if person_id != review.person:
            self._accounts.entitled(person_id, Right.WRITE_STANDARDS)
        self._refuse_open(current)
        return self._publish(current, review, valid_from)

    def _publish(self, draft: Draft, review: Review, valid_from: date) -> Published:
        at = self._clock.now()
        publication = Publication(draft.author.name, review.name, to_text(at))
        standard = replace(self.standard(draft), valid_from=valid_from.isoformat(), publication=publication)
        self._refuse_published(standard)
        entry = publish_file(self._store, channel_text(standard).encode(), _body(standard, draft, review), at)
        file = self._home.published_channels / file_name(standard.id, standard.version)
        return Published(standard, file, entry.sequence)

    def _unchanged(self, draft: Draft) -> Draft:
        """The draft as it lies there, when that is what the caller has seen."""
        current = self._folder.get(draft.name)
        if current.sha256 != draft.sha256:
            raise KnownError("STD-024", name=current.id, version=current.version)
        return current

    def _refuse_open(self, draft: Draft) -> None:
        open_ones = [finding for finding in self.findings(draft) if finding.is_open]
        if open_ones:
            named = tuple(f"{finding.code} {finding.clause}" for finding in open_ones)
            raise KnownError("STD-023", name=draft.name, count=len(named), findings=named)

    def _refuse_unloadable(self, content: bytes) -> None:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "draft.toml"
            file.write_bytes(content)
            home_library(self._home).load_channel(file)

    def _refuse_published(self, standard: ChannelStandard) -> None:
        try:
            home_library(self._home).channel_standard(standard.id, standard.version)
        except KnownError:
            return
        raise KnownError("STD-021", name=standard.id, version=standard.version)


def _body(standard: ChannelStandard, draft: Draft, review: Review) -> dict[str, object]:
    """What the ledger says of a publication, beside the file's name and SHA-256."""
    return {
        "id": standard.id,
        "version": standard.version,
        "category": standard.category,
        "valid_from": standard.valid_from,
        "author": {"id": draft.author.person, "name": draft.author.name},
        "reviewer": {"id": review.person, "name": review.name, "at": review.at, "says": review.says},
    }
