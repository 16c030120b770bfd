"""The hub's tables. ``migrations`` makes them; a test holds both to the same schema.

What grows without end (entries, records, verdicts, events, references to evidence) carries ``received_on``
first in its key: PostgreSQL keeps one partition a day.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from sync.hub.instants import Instant

metadata = MetaData()
PARTITIONED = ("entries", "records", "verdicts", "events", "evidence_refs")
"""Tables with one partition a day on PostgreSQL."""

Serial = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only an INTEGER key

stations = Table(
    "stations",
    metadata,
    Column("id", String(8), primary_key=True),
    Column("name", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("state", String(10), nullable=False),  # enrolled, halted (its ledger contradicts ours), revoked
    Column("enrolled_at", Instant, nullable=False),
    Column("seen_at", Instant),
    Column("sequence", BigInteger, nullable=False),
    Column("head", String(64), nullable=False),
    Column("complete", BigInteger, nullable=False),
    Column("waiting", BigInteger, nullable=False),  # the last sequence that the station says it has
    Column("receipt_at", Text),  # of the last receipt, over sequence, head and complete as they stand here
    Column("receipt_signature", String(128)),
)

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("station", String(8)),
)

challenges = Table(
    "challenges",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("station", String(8), nullable=False),
    Column("expires_at", Instant, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("role", String(10), nullable=False),
    Column("subject", Text, nullable=False),  # station id or account name
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Index("tokens_subject", "subject"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", String(10), nullable=False),  # reader, admin
    Column("password_hash", Text, nullable=False),
    Column("state", String(10), nullable=False),  # active, blocked
    Column("made_at", Instant, nullable=False),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the name that was given, whether there is one or not
    Column("failures", Integer, nullable=False),
    Column("locked_until", Instant, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("received_on", Date, primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("previous", String(64), nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),  # as the header spells it
    Column("body_sha256", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
    Column("body", LargeBinary),
    Column("received_at", Instant, nullable=False),
    Index("entries_of_station", "station", "sequence"),
)

records = Table(
    "records",
    metadata,
    Column("received_on", Date, primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("position", BigInteger, nullable=False),  # as in events
    Column("record", Text, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the document
    Column("trace", String(26), nullable=False),
    Column("sealed_at", Text, nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("unit_code", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("standing", String(10), nullable=False),  # current, amended, voided
    Column("countersign", String(10), nullable=False),  # none, awaited, agreed, refused
    Column("amends", Text, nullable=False),
    Column("verdicts", Text, nullable=False),  # JSON: the verdicts as the record gives them
    Column("search", Text, nullable=False),
    Index("records_position", "position"),
    Index("records_record", "record", "station"),
    Index("records_trace", "trace"),
    Index("records_unit", "unit_code"),
    Index("records_sealed", "sealed_at"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("received_on", Date, primary_key=True),
    Column("position", BigInteger, primary_key=True),  # of the record
    Column("place", BigInteger, primary_key=True, autoincrement=False),  # among those of the record
    Column("channel", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("grade", Text, nullable=False),  # those that are left, in their order, with | between
    Index("verdicts_channel", "channel", "position"),
)

events = Table(
    "events",
    metadata,
    Column("received_on", Date, primary_key=True),
    Column("position", BigInteger, primary_key=True),  # see sync.hub.positions
    Column("kind", Text, nullable=False),  # of the ledger entry
    Column("station", String(8), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Index("events_position", "position"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

evidence_refs = Table(
    "evidence_refs",
    metadata,
    Column("received_on", Date, primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Index("evidence_refs_sha256", "sha256"),
)

missing_evidence = Table(
    "missing_evidence",
    metadata,
    Column("station", String(8), primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Index("missing_evidence_sha256", "sha256"),
)

set_asides = Table(
    "set_asides",
    metadata,
    Column("station", String(8), primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("resolved_at", Instant),
)

alarms = Table(
    "alarms",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("station", String(8), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("seen_at", Instant),
    Column("seen_by", Text, nullable=False),
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("withdrawn_at", Instant),
    Column("station", String(8), nullable=False),  # whom it is for; empty for all
    Column("cursor", BigInteger, nullable=False),  # of the change that last put it in or out of force
    Index("feed_items_station", "station"),
)

feed_contents = Table(
    "feed_contents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

feed_changes = Table(
    "feed_changes",
    metadata,
    Column("cursor", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),  # sealed with the hub's key
    Column("state", String(10), nullable=False),  # active, paused
    Column("position", BigInteger, nullable=False),  # events up to here have become deliveries
    Column("made_at", Instant, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("webhook", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("state", String(10), nullable=False),  # waiting, delivered, failed
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("answer", Text, nullable=False),
    Index("deliveries_waiting", "state", "next_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("account", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

withdrawn_traces = Table(
    "withdrawn_traces",
    metadata,
    Column("station", String(8), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
)

settings = Table(
    "hub_settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
