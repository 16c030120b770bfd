"""Reading a standard file: TOML checked against a schema; what is wrong is told with file and place."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from station.errors import KnownError

Checked = TypeVar("Checked")


def read_document(path: Path) -> dict[str, Any]:
    """The TOML document in ``path``.

    Raises:
        KnownError: STD-001 when the file cannot be read or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise malformed(path, "file", str(error)) from error


def check_document(path: Path, document: dict[str, Any], schema: TypeAdapter[Checked]) -> Checked:
    """``document`` as the schema's object.

    Raises:
        KnownError: STD-001 naming the first place that does not fit.
    """
    try:
        return schema.validate_python(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise malformed(path, where, first["msg"]) from error


def malformed(path: Path, where: str, why: str) -> KnownError:
    """The known error STD-001 for one place in a standard file."""
    return KnownError("STD-001", file=path.name, where=where, why=why)
