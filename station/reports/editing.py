"""Changing single settings of a template's text, everything else in it left as its author wrote it."""

from __future__ import annotations

import re

from station.reports.document import Document, UnreadableError


def with_setting(text: str, key: str, value: str | None) -> str:
    """A template's text (TOML) with ``key = value`` at its top; None takes the setting away.

    ``value`` is spelled as TOML spells it. A text that cannot be read is left as it is.
    """
    if not _is_readable(text):
        return text
    lines = text.splitlines()
    top = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    places = [n for n in range(top) if re.match(rf"\s*{re.escape(key)}\s*=", lines[n])]
    changed = [f"{key} = {value}"] if value is not None else []
    if places:
        lines[places[0] : places[0] + 1] = changed
    else:
        after = next((n + 1 for n in range(top) if re.match(r"\s*output\s*=", lines[n])), 0)
        lines[after:after] = changed
    candidate = "\n".join(lines) + "\n"
    return candidate if _is_readable(candidate) else text


def _is_readable(text: str) -> bool:
    try:
        return bool(Document(text).values)
    except UnreadableError:
        return False
