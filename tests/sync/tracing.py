"""A sealed record at a hub, with its photos: the sample that every report prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from station.model.trace import trace_code
from sync.hub import tables
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.wire.messages import EntryMessage
from tests.reports.sample import Sample, sample
from tests.sync.writing import Writer, enrolled


def sampled(folder: Path) -> Sample:
    """The sample record, its photos in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    return sample(folder)


def sealed(writer: Writer, document: Mapping[str, Any], **parts: Any) -> EntryMessage:
    """The sample as this station seals it."""
    number = len(writer.entries) + 1
    return writer.append(
        "record_sealed", {**document, "record": f"20261122-{writer.id}-{number:05d}", **parts}
    )


def pushed(hub: Hub, writer: Writer) -> None:
    """Everything that the hub lacks of this ledger."""
    first = Ledgers(hub).state(writer.id).sequence + 1
    Ledgers(hub).push(writer.id, writer.push(first))


def with_photos(hub: Hub, found: Sample) -> list[str]:
    """Let every photo of the sample be at the hub; their hashes."""
    names = [photo["sha256"] for photo in found.record.document["photos"]]
    for name in names:
        content = (found.folder / f"{name}.jpg").read_bytes()
        hub.blobs.keep(name, content)
        with hub.database.write() as connection:
            row = {"sha256": name, "size": len(content), "kept_at": hub.clock.now()}
            connection.execute(tables.evidence.insert().values(row))
            missing = tables.missing_evidence
            connection.execute(missing.delete().where(missing.c.sha256 == name))
    return names


def traced(hub: Hub, folder: Path, **parts: Any) -> str:
    """The code of the page of the sample, sealed at a new station."""
    found = sampled(folder)
    writer = enrolled(hub)
    entry = sealed(writer, dict(found.record.document), **parts)
    pushed(hub, writer)
    with_photos(hub, found)
    return trace_code(entry.signature)


def said(document: Mapping[str, Any]) -> str:
    """Everything in a JSON value, to look for words in."""
    return json.dumps(document, ensure_ascii=False)
