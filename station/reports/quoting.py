"""The standard behind a verdict, as a report can quote it."""

from __future__ import annotations

from dataclasses import dataclass

from station.errors import KnownError
from station.grading.wording import Wording as Telling
from station.model.verdict import Borderline, Deciding, Verdict
from station.reports.content import Titles
from station.reports.wording import Wording
from station.standards.channel import ChannelStandard


@dataclass(frozen=True, slots=True)
class Quoting:
    """Words for one verdict.

    Clauses are quoted from the very version that gave the verdict; where that version is no longer at hand
    they are named by their ids, and ``known`` is the version in force, if there is any.
    """

    wording: Wording
    known: Telling | None
    is_exact: bool

    @classmethod
    def of(cls, verdict: Verdict, wording: Wording, titles: Titles) -> Quoting:
        """What can be quoted for ``verdict`` from ``titles``."""
        given_by = _standard(verdict, titles, verdict.version)
        known = given_by or _standard(verdict, titles, None)
        telling = Telling(known, wording.standard, wording.lang) if known else None
        return cls(wording, telling, given_by is not None)

    @property
    def exact(self) -> Telling | None:
        """The very version that gave the verdict."""
        return self.known if self.is_exact else None

    def channel(self, verdict: Verdict) -> str:
        """What the channel is called."""
        return self.known.standard.name.of(self.wording.lang) if self.known else verdict.standard

    def clause(self, clause: str) -> str:
        """What a clause says, without its full stop; else its id."""
        if self.exact is None:
            return clause
        return self.exact.standard.clause_text(clause).of(self.wording.lang).rstrip(".。")

    def in_words(self, shown: str, item: str) -> str:
        """Short text of a verdict in words."""
        return self.known.in_words(shown, item) if self.known else shown

    def told(self, sort: str, one: Deciding | Borderline) -> str:
        """What decided, or lies close to a limit, with the clause's id."""
        return self.wording.say(
            f"verdict.{sort}",
            item=self.wording.item_title(one.item),
            observed=self.in_words(one.observed, one.item),
            limit=self.in_words(one.limit, one.item),
            clause=one.clause,
        )


def _standard(verdict: Verdict, titles: Titles, version: str | None) -> ChannelStandard | None:
    try:
        return titles.channel_standard(verdict.channel, version)
    except KnownError:
        return None
