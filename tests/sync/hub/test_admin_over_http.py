"""An administrator's program works the hub over HTTP: stations, codes, alarms, set-asides, trace pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from sync.hub.access import HubRole
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from tests.sync.someone import token_of
from tests.sync.writing import Writer, enrolled


@pytest.fixture
def admin(served: tuple[Hub, str]) -> Iterator[httpx.Client]:
    """An administrator's program."""
    hub, address = served
    headers = {"Authorization": f"Bearer {token_of(hub, HubRole.ADMIN)}"}
    with httpx.Client(base_url=f"{address}/v1/admin", headers=headers) as client:
        yield client


def walked(admin: httpx.Client, path: str, name: str, **asked: Any) -> list[dict[str, Any]]:
    """Every row of a list, two at a time."""
    found, cursor = [], ""
    while True:
        page = admin.get(path, params={**asked, "cursor": cursor, "limit": 2}).raise_for_status().json()
        found += page[name]
        cursor = page["cursor"]
        if not cursor:
            return found


def test_stations_are_let_in_revoked_and_released(served: tuple[Hub, str], admin: httpx.Client) -> None:
    hub, _ = served
    code = admin.post("/codes", json={"name": "二号台", "hours": 2}).raise_for_status().json()["code"]
    writer = Writer()
    assert writer.enrol(hub, code).name == "二号台"
    others = [enrolled(hub) for _ in range(4)]
    assert [one["id"] for one in walked(admin, "/stations", "stations")] == sorted(
        one.id for one in (writer, *others)
    )
    assert admin.post(f"/stations/{writer.id}/revoke").json()["state"] == "revoked"
    assert admin.post(f"/stations/{writer.id}/release").json()["state"] == "enrolled"
    assert admin.post("/stations/FFFFFFFF/revoke").status_code == 404
    assert admin.post("/codes", json={"name": ""}).status_code == 400
    actions = [line["action"] for line in walked(admin, "/audit", "lines")]
    assert actions[:2] == ["station_released", "station_revoked"] and actions.count("station_code") == 5
    assert {line["account"] for line in admin.get("/audit").json()["lines"][:2]} == {"boss"}


def test_what_wants_attention_is_told_and_taken_note_of(served: tuple[Hub, str], admin: httpx.Client) -> None:
    hub, _ = served
    writers = [enrolled(hub) for _ in range(2)]
    for writer in writers:
        for _ in range(3):
            writer.append("a_kind_of_later", {"any": "thing"})
        Ledgers(hub).push(writer.id, writer.push())
        other = Writer(writer.identity)
        other.sign_in()
        with pytest.raises(Exception, match="HUB-012"):
            Ledgers(hub).push(other.id, other.push())
    asides = walked(admin, "/set-asides", "set_asides")
    ids = sorted(writer.id for writer in writers)
    assert [(one["station"], one["sequence"]) for one in asides] == [(a, b) for a in ids for b in (1, 2, 3)]
    first, second = walked(admin, "/alarms", "alarms")
    assert first["id"] > second["id"] and first["code"] == "HUB-012"
    assert admin.post(f"/alarms/{first['id']}/seen").status_code == 204
    assert admin.post(f"/alarms/{first['id']}/seen").status_code == 404
    assert [one["id"] for one in walked(admin, "/alarms", "alarms")] == [second["id"]]
    assert [one["seen_by"] for one in walked(admin, "/alarms", "alarms", unseen=False)] == ["boss", ""]
    for bad in ({"cursor": "A"}, {"cursor": "9" * 19}, {"limit": 0}):
        assert admin.get("/alarms", params=bad).status_code == 400


def test_trace_pages_are_published_and_taken_back(served: tuple[Hub, str], admin: httpx.Client) -> None:
    hub, _ = served
    writer = enrolled(hub)
    writer.seal()
    Ledgers(hub).push(writer.id, writer.push())
    policy = admin.get("/trace").json()
    assert admin.put("/trace", json={**policy, "photos": False}).status_code == 200
    assert admin.get("/trace").json() == {**policy, "photos": False}
    assert admin.put("/trace", json={**policy, "utc_offset_hours": 99}).status_code == 400
    assert admin.put("/trace", json={}).status_code == 400
    record = f"/records/{writer.id}/1/trace"
    assert admin.post(f"{record}/withdraw").status_code == 204
    assert admin.post(f"{record}/publish").status_code == 204
    assert admin.post(f"/records/{writer.id}/2/trace/withdraw").status_code == 404
    actions = [line["action"] for line in admin.get("/audit").json()["lines"]][:3]
    assert actions == ["trace_published", "trace_withdrawn", "trace_policy"]
