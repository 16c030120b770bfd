"""Papers that are of no single record: studies, samples, analyses, lists. The ledger says who got them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from station.inspection.papers import Papers
from station.inspection.reprints import Reprint, refuse_without_reason, stated
from station.texts import Lang


@dataclass(frozen=True, slots=True)
class LoosePaper:
    """A paper as made; nobody has it yet. ``kind`` is what the ledger calls it, ``about`` what it is of."""

    kind: str
    name: str
    lang: Lang
    template: str
    content: bytes
    about: Mapping[str, Any] = field(default_factory=dict)
    counted: bool = False
    """Whether a further copy needs a reason. A study may be printed as often as anybody likes."""
    copies: int = 0
    """How often it was handed out before; of a paper that is not counted always 0."""

    @property
    def file_name(self) -> str:
        """What its PDF file is called: letters, digits, - and _ of the name."""
        plain = "".join(one if one.isalnum() or one in "-_" else "-" for one in self.name).strip("-")
        return f"{self.template}-{plain or self.sha256[:8]}-{self.lang.value}.pdf"

    @property
    def sha256(self) -> str:
        """Names its content."""
        return hashlib.sha256(self.content).hexdigest()


def with_copies(papers: Papers, paper: LoosePaper) -> LoosePaper:
    """``paper`` with how often it was handed out until now.

    Raises:
        KnownError: STO-001.
    """
    return replace(paper, copies=papers.copies_of(_statement(paper))) if paper.counted else paper


def check_loose(papers: Papers, paper: LoosePaper, reprint: Reprint | None) -> None:
    """Refuse a further copy that needs a reason and has none; ask before a paper leaves.

    Raises:
        KnownError: REP-012, REC-003, REC-004; STO-001.
    """
    if paper.counted:
        refuse_without_reason(paper.kind, paper.name, with_copies(papers, paper).copies, reprint)


def save_loose(
    papers: Papers, paper: LoosePaper, path: Path, person: str, reprint: Reprint | None = None
) -> Path:
    """Write a paper to ``path``, and into the ledger that ``person`` did.

    Raises:
        KnownError: REP-004 it cannot be written; as :func:`check_loose`; STO-001, STO-002, STO-003, and no
            paper is left then.
    """
    check_loose(papers, paper, reprint)
    return papers.save_stated(path, paper.content, _copy_of(papers, paper, reprint), person)


def handed_over(
    papers: Papers, paper: LoosePaper, to: str, person: str, reprint: Reprint | None = None, together: int = 1
) -> None:
    """State in the ledger that a paper went ``to`` a printer, ``together`` times in one go.

    Raises:
        KnownError: STO-001, STO-002, STO-003.
    """
    number = {"together": together} if together > 1 else {}
    papers.state_printed({**_copy_of(papers, paper, reprint), **number, "to": to}, person)


def _copy_of(papers: Papers, paper: LoosePaper, reprint: Reprint | None) -> dict[str, Any]:
    """What the ledger says of a paper; of a counted one, which copy it is and why a further one."""
    if not paper.counted:
        return _statement(paper)
    copies = with_copies(papers, paper).copies
    return {**_statement(paper), "copy": copies + 1, **stated(reprint, copies)}


def _statement(paper: LoosePaper) -> dict[str, Any]:
    return {
        "paper": paper.kind,
        "record": "",
        "record_sha256": "",
        "standing": "",
        "template": paper.template,
        "lang": paper.lang.value,
        "sha256": paper.sha256,
        **paper.about,
    }
