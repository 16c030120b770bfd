"""Report templates from the platform: they load, and every text in them compiles in the sandbox."""

from __future__ import annotations

from station.platform.offer import PlatformItem
from station.platform.staged import Staged, conflict
from station.reports.checking import check_template
from station.reports.template import FOLDER


def check_report_template(staged: Staged, item: PlatformItem) -> None:
    """A template.

    Raises:
        KnownError: REP-002 it does not load or compile, SYN-025 a template of that name ships.
    """
    file = staged.path(item)
    check_template(file)
    shipped = FOLDER / file.name
    if shipped.exists() and shipped.read_bytes() != file.read_bytes():
        raise conflict(item, str(shipped.name))
