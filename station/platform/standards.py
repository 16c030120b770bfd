"""Channel and internal standards from the platform: they load, are linted, and take nobody's place."""

from __future__ import annotations

from station.errors import KnownError
from station.places import RESOURCES
from station.platform.kinds import PlatformKind
from station.platform.offer import PlatformItem
from station.platform.staged import Staged, conflict
from station.standards.internal import load_internal
from station.standards.library import Library


def check_channel_standard(staged: Staged, item: PlatformItem) -> None:
    """A channel standard.

    Raises:
        KnownError: STD-001 it does not load, STD-003 no such category, STD-023 findings without a ruling,
            SYN-025 this station has another one of that version.
        ValueError: named otherwise than it says, or it lacks its author, reviewer or first day.
    """
    from station.standards.lint import lint

    standard = staged.library.load_channel(staged.path(item))
    _refuse_misnamed(item, standard.id, standard.version)
    if standard.publication is None or standard.valid_from is None:
        raise ValueError("publication, valid_from")
    _refuse_rivals(staged, item)
    open_ones = [
        one for one in lint(standard, staged.library.internal_standard(standard.category)) if one.is_open
    ]
    if open_ones:
        named = tuple(f"{one.code} {one.clause}" for one in open_ones)
        raise KnownError("STD-023", name=standard.id, count=len(named), findings=named)


def check_internal_standard(staged: Staged, item: PlatformItem) -> None:
    """An internal standard, and every channel standard beside it.

    Raises:
        KnownError: STD-001 it does not load, or a channel standard would not load any more; SYN-025.
        ValueError: named otherwise than it says.
    """
    standard = load_internal(staged.path(item))
    _refuse_misnamed(item, standard.category, standard.version)
    _refuse_rivals(staged, item)
    before = Library([RESOURCES / "standards", staged.home.standards])
    known = {(one.code, str(one.details)) for one in before.problems()}
    own = {staged.path(one).name for one in staged.of(PlatformKind.CHANNEL_STANDARD)}
    for problem in staged.library.problems():
        is_own = problem.details.get("file") in own
        if (problem.code, str(problem.details)) not in known and not is_own and problem.code != "STD-020":
            raise problem


def _refuse_misnamed(item: PlatformItem, name: str, version: str) -> None:
    if (item.name, item.version) != (name, version):
        raise ValueError(f"{name} {version}")


def _refuse_rivals(staged: Staged, item: PlatformItem) -> None:
    """Two that claim one version and differ: neither would count."""
    file = str(staged.path(item))
    for problem in staged.library.problems():
        if problem.code == "STD-020" and problem.details["file"] == file:
            raise conflict(item, str(problem.details["other"]))
