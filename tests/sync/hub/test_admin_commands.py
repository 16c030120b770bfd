"""``station hub admin …``: a hub administered from the command line, every act in the audit."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from sync.hub.ledgers import Ledgers
from tests.sync.feeds import retention
from tests.sync.running import config_at, open_at
from tests.sync.writing import Writer, enrolled, record_of
from ui.cli.main import main

PASSWORD = "a long enough word"


class Admin:
    """Runs commands on one hub."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._home = home
        self._capsys = capsys
        self._patch = patch

    def __call__(self, *words: str, stdin: str = "", fails: str = "") -> Any:
        """What a command says: its JSON; ``fails`` is the code of the error that it must end with."""
        self._patch.setattr("sys.stdin", io.StringIO(stdin))
        done = main(["hub", "admin", *words, "--json", "--home", str(self._home)])
        said = self._capsys.readouterr()
        assert (done, said.err.split(":")[0]) == ((1, fails) if fails else (0, ""))
        return None if fails else _json(said.out)


def _json(out: str) -> Any:
    try:
        return json.loads(out)
    except ValueError:
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def admin(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Admin:
    """Commands on a new hub."""
    return Admin(tmp_path, capsys, monkeypatch)


def test_a_hub_is_administered_from_the_command_line(admin: Admin, tmp_path: Path) -> None:
    admin("account", "add", "boss", "--role", "admin", stdin=f"{PASSWORD}\n")
    admin("account", "add", "x", "--role", "admin", stdin="short\n", fails="HUB-062")
    admin("account", "add", "robot", "--role", "reader", "--machine")
    assert len(admin("token", "give", "robot")["token"]) > 40
    assert admin("token", "revoke", "robot") == {"revoked": 1}
    admin("account", "block", "boss", fails="HUB-068")
    admin("account", "password", "boss", stdin=f"{PASSWORD}!\n")
    assert admin("account", "unblock", "boss")["state"] == "active"
    assert [one["name"] for one in admin("account", "list")] == ["boss", "robot"]
    code = admin("station", "code", "一号台")["code"]
    with open_at(config_at(tmp_path)) as hub:
        writer = Writer()
        writer.enrol(hub, code)
    assert admin("station", "revoke", writer.id)["state"] == "revoked"
    assert admin("station", "release", writer.id)["state"] == "enrolled"
    admin("station", "revoke", "00000000", fails="HUB-021")
    assert [one["id"] for one in admin("station", "list")] == [writer.id]
    hook = admin("webhook", "add", "https://example.org/x", "--kind", "record_voided")["id"]
    admin("webhook", "add", "http://127.0.0.1/", fails="HUB-065")
    admin("webhook", "add", "https://example.org/", "--kind", "signed_in", fails="HUB-010")
    assert admin("webhook", "pause", hook)[0]["state"] == "paused"
    assert admin("webhook", "resume", hook)[0]["state"] == "active"
    assert admin("webhook", "replay", hook, "--since", "2026-01-01T00:00")[0]["waiting"] == 0
    admin("webhook", "retry", hook)
    assert admin("webhook", "deliveries", hook) == []
    assert admin("webhook", "remove", hook) == admin("webhook", "list") == []
    lines = admin("audit")
    assert {line["account"][0] for line in lines} == {"@"}
    assert [line["action"] for line in reversed(lines)] == [
        *("account_added", "account_added", "token_given", "tokens_revoked", "account_password"),
        *("station_code", "station_revoked", "station_released", "webhook_added", "webhook_paused"),
        *("webhook_active", "webhook_replayed", "webhook_retried", "webhook_removed"),
    ]


def test_what_comes_down_is_published_and_withdrawn(admin: Admin, tmp_path: Path) -> None:
    named = ("--kind", "retention", "--name", "photos")
    file = tmp_path / "photos.json"
    file.write_bytes(retention(90))
    admin("feed", "publish", str(file), "--kind", "retention", "--name", "a/b", fails="HUB-050")
    assert admin("feed", "list") == []
    version = admin("feed", "publish", str(file), *named)["version"]
    (item,) = admin("feed", "list")
    assert (item["version"], item["withdrawn_at"]) == (version, None)
    admin("feed", "withdraw", *named, "--version", version)
    admin("feed", "withdraw", *named, "--version", version, fails="HUB-021")
    assert admin("feed", "list")[0]["withdrawn_at"]
    assert [line["action"] for line in admin("audit")] == ["feed_withdrawn", "feed_published"]


def test_what_needs_a_look_is_told_and_taken_note_of(admin: Admin, tmp_path: Path) -> None:
    with open_at(config_at(tmp_path)) as hub:
        writer = enrolled(hub)
        writer.append("a_kind_of_later", {"any": "thing"})
        other = Writer(writer.identity)
        other.sign_in()
        Ledgers(hub).push(writer.id, writer.push())
        with pytest.raises(Exception, match="HUB-012"):
            Ledgers(hub).push(other.id, other.push())
    (aside,) = admin("set-asides")
    assert (aside["station"], aside["sequence"]) == (writer.id, 1)
    (alarm,) = admin("alarm", "list")
    assert (alarm["station"], alarm["code"]) == (writer.id, "HUB-012")
    assert admin("alarm", "seen", str(alarm["id"])) == []
    admin("alarm", "seen", str(alarm["id"]), fails="HUB-021")
    (seen,) = admin("alarm", "list", "--all")
    assert seen["seen_by"].startswith("@")


def test_what_is_published_is_said_and_pages_are_taken_back(admin: Admin, tmp_path: Path) -> None:
    with open_at(config_at(tmp_path)) as hub:
        writer = enrolled(hub)
        record = record_of(writer.seal())
        Ledgers(hub).push(writer.id, writer.push())
    assert admin("trace", "show")["publish"] == "photos"
    facts = admin("trace", "set", "--publish", "facts", "--channel", "back-market", "--utc-offset", "0")
    assert facts == {
        "publish": "facts",
        "channels": ["back-market"],
        "free_text": False,
        "utc_offset_hours": 0,
    }
    assert admin("trace", "set", "--publish", "none", "--all-channels")["channels"] is None
    assert admin("trace", "show")["publish"] == "none"
    admin("trace", "set", "--utc-offset", "99", fails="HUB-010")
    admin("trace", "withdraw", "nothing", fails="HUB-021")
    assert admin("trace", "withdraw", record) == {"record": record, "withdrawn": True}
    assert [one["record"] for one in admin("trace", "list")] == [record]
    admin("trace", "publish", record)
    assert admin("trace", "list") == []
    assert [line["action"] for line in admin("audit")][:4] == [
        *("trace_published", "trace_withdrawn", "trace_policy", "trace_policy")
    ]
