"""Papers that are of no record: studies and samples. The ledger says who got them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from station.inspection.papers import Papers
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
    copies: int = 0
    """A study may be printed as often as anybody likes: no reason is asked for."""

    @property
    def file_name(self) -> str:
        """What its PDF file is called: letters, digits, - and _ of the name."""
        plain = "".join(one if one.isalnum() or one in "-_" else "-" for one in self.name).strip("-")
        return f"{self.template}-{plain or self.sha256[:8]}-{self.lang.value}.pdf"

    @property
    def sha256(self) -> str:
        """Names its content."""
        return hashlib.sha256(self.content).hexdigest()


def save_loose(papers: Papers, paper: LoosePaper, path: Path, person: str) -> Path:
    """Write a paper to ``path``, and into the ledger that ``person`` did.

    Raises:
        KnownError: REP-004 it cannot be written; STO-001, STO-002, STO-003, and no paper is left then.
    """
    return papers.save_stated(path, paper.content, _statement(paper), person)


def handed_over(papers: Papers, paper: LoosePaper, to: str, person: str) -> None:
    """State in the ledger that a paper went ``to`` a printer.

    Raises:
        KnownError: STO-001, STO-002, STO-003.
    """
    papers.state_printed({**_statement(paper), "to": to}, person)


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
