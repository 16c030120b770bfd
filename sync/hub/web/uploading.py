"""Publishing a standard from a file: read, looked over by the lint, and put in force."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from station.errors import KnownError
from station.model.checklist import InternalStandard
from station.platform.kinds import PlatformKind
from station.standards.channel import ChannelStandard
from station.standards.channel_file import read_channel_file
from station.standards.findings import finding_message
from station.standards.internal import load_internal
from station.standards.lint import lint
from station.texts import Lang, error_text
from sync.hub.feed import Feed
from sync.hub.hub import Hub
from sync.hub.trace.titles import HubTitles


def publish_file(hub: Hub, content: bytes, by: str, anyway: bool, lang: Lang) -> list[str]:
    """Publish the channel standard or internal standard in ``content``; what keeps it from that, in words.

    Open findings keep it back unless ``anyway``: whoever publishes then has seen them.

    Raises:
        KnownError: HUB-073 no standard; HUB-051, HUB-052, HUB-019 as :meth:`Feed.publish`.
    """
    with TemporaryDirectory(prefix="standard-") as folder:
        path = Path(folder) / "standard.toml"
        path.write_bytes(content)
        found = _read(path, HubTitles(hub), lang)
    if isinstance(found, InternalStandard):
        kind, name, version = PlatformKind.INTERNAL_STANDARD, found.category, found.version
    else:
        kind, name, version = PlatformKind.CHANNEL_STANDARD, found.id, found.version
        if not anyway and (told := _findings(found, HubTitles(hub), lang)):
            return told
    Feed(hub).publish(kind.value, name, version, content, by)
    return []


def _read(path: Path, titles: HubTitles, lang: Lang) -> ChannelStandard | InternalStandard:
    try:
        return read_channel_file(path, titles.internal_standard)
    except KnownError as no_channel:
        try:
            return load_internal(path)
        except KnownError:
            raise KnownError("HUB-073", why=error_text(lang, no_channel)[0]) from no_channel


def _findings(standard: ChannelStandard, titles: HubTitles, lang: Lang) -> list[str]:
    internal = titles.internal_standard(standard.category)
    open_ones = (one for one in lint(standard, internal) if one.is_open)
    return [finding_message(one, internal).of(lang) for one in open_ones]
