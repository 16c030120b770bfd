"""Drafts on disk: a folder each, with its history and every file that was ever saved.

``<id>@<version>/draft.json`` is replaced as a whole and names only files that are there already, so that a
crash leaves the draft as it was before or after a change, never between.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from station.durable import write_durably
from station.errors import KnownError
from station.publishing.draft import Draft
from station.store.failures import known_failures

_SCHEMA = TypeAdapter(Draft)
_HISTORY = "draft.json"


class DraftFolder:
    """The drafts under ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def all(self) -> tuple[Draft, ...]:
        """Every draft, by name.

        Raises:
            KnownError: STD-027 a draft is damaged.
        """
        return tuple(self.get(file.parent.name) for file in sorted(self._root.glob(f"*/{_HISTORY}")))

    def get(self, name: str) -> Draft:
        """The draft called ``name``.

        Raises:
            KnownError: STD-025 no such draft, STD-027 it is damaged.
        """
        found = self.find(name)
        if found is None:
            known = tuple(sorted(file.parent.name for file in self._root.glob(f"*/{_HISTORY}")))
            raise KnownError("STD-025", name=name, known=known)
        return found

    def find(self, name: str) -> Draft | None:
        """The draft called ``name``; None when there is none.

        Raises:
            KnownError: STD-027 it is damaged.
        """
        file = self._root / name / _HISTORY
        if not file.is_file():
            return None
        try:
            draft = _SCHEMA.validate_json(file.read_bytes())
        except (OSError, ValidationError) as error:
            raise KnownError("STD-027", name=name, why=str(error).splitlines()[0]) from error
        if not draft.saves or draft.name != name:
            raise KnownError("STD-027", name=name, why=_HISTORY)
        return draft

    def keep_file(self, draft_name: str, content: bytes) -> str:
        """Keep the file of a draft durably and return its SHA-256 (hex).

        Raises:
            KnownError: STO-002, STO-003.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._root / draft_name / f"{sha256}.toml"
        with known_failures(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, content)
        return sha256

    def file(self, draft: Draft, sha256: str) -> Path:
        """Where the file of one save lies.

        Raises:
            KnownError: STD-027 it is missing or altered.
        """
        path = self._root / draft.name / f"{sha256}.toml"
        try:
            is_sound = hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        except OSError as error:
            raise KnownError("STD-027", name=draft.name, why=error.strerror or path.name) from error
        if not is_sound:
            raise KnownError("STD-027", name=draft.name, why=path.name)
        return path

    def keep(self, draft: Draft) -> Draft:
        """Write down the history of a draft whose files are kept.

        Raises:
            KnownError: STO-002, STO-003.
        """
        path = self._root / draft.name / _HISTORY
        with known_failures(path):
            write_durably(path, json.dumps(asdict(draft), ensure_ascii=False, indent=1).encode())
        return draft
