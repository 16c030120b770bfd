"""Where the hub finds the standards that a record speaks of: those it published, and those that ship."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlalchemy import select

from station.durable import write_whole
from station.errors import KnownError
from station.model.checklist import InternalStandard
from station.platform.kinds import PlatformKind
from station.standards.channel import ChannelStandard
from station.standards.channel_file import load_channel_file
from station.standards.internal import load_internal
from station.standards.library import shipped
from sync.hub import tables
from sync.hub.hub import Hub

_ITEMS, _CONTENTS = tables.feed_items, tables.feed_contents


class HubTitles:
    """Titles and clause texts at one hub; also of versions that were withdrawn since."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def internal_standard(self, category: str) -> InternalStandard:
        """The newest internal standard of a category.

        Raises:
            KnownError: STD-003 neither published nor shipped.
        """
        own = [_internal(path) for path in self._published(PlatformKind.INTERNAL_STANDARD, category, None)]
        try:
            own.append(shipped().internal_standard(category))
        except KnownError:
            if not own:
                raise
        return max(own, key=lambda standard: standard.version)

    def channel_standard(self, name: str, version: str | None = None) -> ChannelStandard:
        """The channel standard with this id, of a version or the last one.

        Raises:
            KnownError: STD-002 neither published nor shipped.
        """
        published = self._published(PlatformKind.CHANNEL_STANDARD, name, version)
        if published:
            return _channel(max(published, key=lambda path: path.parent.name), self)
        return shipped().channel_standard(name, version)

    def _published(self, kind: PlatformKind, name: str, version: str | None) -> list[Path]:
        """Files of what was published, each in a folder of its version."""
        chosen = (
            select(_ITEMS.c.version, _ITEMS.c.sha256, _CONTENTS.c.content)
            .join(_CONTENTS, _CONTENTS.c.sha256 == _ITEMS.c.sha256)
            .where(_ITEMS.c.kind == kind.value, _ITEMS.c.name == name)
        )
        if version is not None:
            chosen = chosen.where(_ITEMS.c.version == version)
        with self._hub.database.read() as connection:
            rows = connection.execute(chosen).all()
        return [self._file(row.version, row.sha256, bytes(row.content)) for row in rows]

    def _file(self, version: str, sha256: str, content: bytes) -> Path:
        path = self._hub.config.root / "standards" / version / f"{sha256}.toml"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        return path


@lru_cache(maxsize=64)
def _internal(path: Path) -> InternalStandard:
    """What lies there never changes: it is named by its hash."""
    return load_internal(path)


def _channel(path: Path, titles: HubTitles) -> ChannelStandard:
    return load_channel_file(path, titles.internal_standard)
