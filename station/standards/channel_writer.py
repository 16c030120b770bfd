"""Writing a channel standard as its file: canonical TOML that loads back to the same standard."""

from __future__ import annotations

from pathlib import Path

from station.standards.channel import ChannelStandard
from station.standards.channel_file import channel_document


def channel_text(standard: ChannelStandard) -> str:
    """The file of a standard. Equal standards give equal text."""
    import tomli_w

    return tomli_w.dumps({"schema": 1, **channel_document(standard)})


def write_channel(standard: ChannelStandard, path: Path) -> None:
    """Write ``standard`` so that :meth:`Library.load_channel` reads an equal one.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(channel_text(standard).encode("utf-8"))
