"""Texts in two languages, from ``resources/translations/<lang>/<area>.toml``.

A key is ``area.path.in.file``; placeholders are ``{name}`` and filled with :meth:`str.format`. A key that is
missing raises: the gate keeps zh and en complete and in step, so a missing key at run time is a bug.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from station.errors import KnownError
from station.places import RESOURCES


class Lang(StrEnum):
    """Languages of the product; ``zh`` is zh_CN and the source for inspectors."""

    ZH = "zh"
    EN = "en"


_DEVICES = frozenset({"device", "camera"})
"""Details of errors that name a configured device."""


@cache
def catalogue(lang: Lang) -> Mapping[str, str]:
    """All texts of one language, flat: ``{"area.key": text}``.

    Raises:
        KnownError: RES-001 when the translation folder is missing or a file is not TOML.
    """
    flat: dict[str, str] = {}
    folder = RESOURCES / "translations" / lang.value
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise KnownError("RES-001", path=str(folder))
    for file in files:
        try:
            document = tomllib.loads(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise KnownError("RES-001", path=str(file)) from error
        _flatten(file.stem, document, flat)
    return flat


def _flatten(prefix: str, node: object, into: dict[str, str]) -> None:
    if isinstance(node, dict):
        for key, child in node.items():
            _flatten(f"{prefix}.{key}", child, into)
    else:
        into[prefix] = str(node)


def text(lang: Lang, key: str, /, **values: object) -> str:
    """The text of ``key`` in ``lang`` with its placeholders filled.

    Raises:
        KeyError: the key or a placeholder value is missing (a bug; the gate looks for it).
    """
    pattern = catalogue(lang)[key]
    return pattern.format(**values) if values else pattern


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text said later, in the language of whoever reads it: a detail of a known error, for one."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def device_name(lang: Lang, name: str) -> str:
    """A device's name as shown: those of the practice bench are translated, a person's own stay."""
    return catalogue(lang).get(f"frame.bench.{name}", name)


def error_text(lang: Lang, error: KnownError) -> tuple[str, str]:
    """What happened and what to do, for a person."""
    values = {name: _shown(lang, value) for name, value in error.details.items()}
    values |= {name: device_name(lang, str(values[name])) for name in _DEVICES & values.keys()}
    key = f"errors.{error.code}"
    return text(lang, f"{key}.what", **values), text(lang, f"{key}.do", **values)


def _shown(lang: Lang, value: object) -> object:
    if isinstance(value, Phrase):
        return text(lang, value.key, **value.values)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(_shown(lang, part)) for part in value)
    return value
