"""What a person has to know of a paper that was made all the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.errors import KnownError
    from station.texts import Lang


def tell_notices(notices: Iterable[KnownError], lang: Lang) -> None:
    """Say them beside the result, a line each, with their codes."""
    from station.texts import error_text

    for notice in notices:
        sys.stderr.write(f"{notice.code}: {' '.join(error_text(lang, notice))}\n")
