"""A station that publishes version after version until it is killed; a process of its own."""

from __future__ import annotations

from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from station.standards.channel_writer import channel_text
from station.store.clock import SystemClock
from station.store.publications import publish_file
from tests.publishing.desks import TODAY, next_version, open_desk


def versions(after: int) -> list[date]:
    """The version days from a number on."""
    return [TODAY + timedelta(days=number) for number in range(after, after + 200)]


def work(root: Path, first: int, reports: Connection) -> None:
    """Publish, and say which version is done after each."""
    with open_desk(root) as desk:
        for day in versions(first):
            standard = next_version(day.isoformat())
            body = {"id": standard.id, "version": standard.version}
            reports.send(("doing", standard.version))
            publish_file(desk.store, channel_text(standard).encode(), body, SystemClock().now())
            reports.send(("done", standard.version))
