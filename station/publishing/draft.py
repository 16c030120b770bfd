"""A draft: a channel standard not published yet, with every save and every review of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Save:
    """One save: who (id and name), when (RFC 3339), and the SHA-256 of the file as it was saved."""

    person: str
    name: str
    at: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Review:
    """A second person's word that the file with this SHA-256 may be published, and why."""

    person: str
    name: str
    at: str
    says: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of one channel standard, in work. Saves and reviews are oldest first; there is a save."""

    id: str
    version: str
    saves: tuple[Save, ...]
    reviews: tuple[Review, ...] = ()

    @property
    def name(self) -> str:
        """``id@version``, by which a draft is called."""
        return f"{self.id}@{self.version}"

    @property
    def sha256(self) -> str:
        """SHA-256 of the file as it stands now."""
        return self.saves[-1].sha256

    @property
    def author(self) -> Save:
        """Who wrote the draft as it stands now, and when."""
        return self.saves[-1]

    @property
    def review(self) -> Review | None:
        """The latest review of the draft as it stands now; every save asks for a new one."""
        reviews = (review for review in reversed(self.reviews) if review.sha256 == self.sha256)
        return next(reviews, None)

    def is_written_by(self, person: str) -> bool:
        """Whether the person with this id saved any of it."""
        return any(save.person == person for save in self.saves)
