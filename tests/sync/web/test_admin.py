"""The administrators' pages over HTTP: who gets in, what a form must carry, what each page tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from station.places import RESOURCES
from sync.hub import tables
from sync.hub.access import SESSION_COOKIE, HubRole
from sync.hub.accounts import Accounts
from sync.hub.feed import Feed
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from sync.hub.trace.policy import TracePolicy, set_trace_policy
from sync.hub.webhooks import Webhooks
from tests.sync.running import config_at, running
from tests.sync.tracing import pushed, sampled, sealed, traced, with_photos
from tests.sync.writing import enrolled, record_of

PASSWORD = "correct horse battery"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub with an administrator."""
    with running(config_at(tmp_path / "hub")) as (hub, address):
        Accounts(hub).add("chen", HubRole.ADMIN, PASSWORD, "@test")
        yield hub, address


@pytest.fixture
def browser(served: tuple[Hub, str]) -> Iterator[httpx.Client]:
    """A browser that keeps cookies."""
    headers = {"accept": "text/html", "accept-language": "en"}
    with httpx.Client(base_url=served[1], headers=headers, timeout=60, follow_redirects=True) as client:
        yield client


def form_of(page: httpx.Response) -> str:
    """What the forms of a page carry."""
    return str(re.findall(r'name="form" value="(\w+)"', page.text)[0])


def signed_in(browser: httpx.Client, password: str = PASSWORD) -> httpx.Response:
    """The answer to signing in."""
    form = form_of(browser.get("/admin/sign-in"))
    return browser.post("/admin/sign-in", data={"name": "chen", "password": password, "form": form})


def test_nobody_gets_in_without_the_password(browser: httpx.Client) -> None:
    for path in ("", "/records", "/standards", "/attention", "/audit"):
        answer = browser.get(f"/admin{path}")
        assert answer.status_code == 401
        assert 'name="password"' in answer.text
    wrong = signed_in(browser, "wrong horse battery")
    assert wrong.status_code == 401
    assert SESSION_COOKIE not in browser.cookies
    assert signed_in(browser).status_code == 200


def test_the_session_is_kept_from_scripts_and_other_sites(browser: httpx.Client) -> None:
    entered = signed_in(browser).history[0].headers["set-cookie"].lower()
    assert "httponly" in entered
    assert "samesite=strict" in entered


def test_a_form_that_no_page_sent_changes_nothing(served: tuple[Hub, str], browser: httpx.Client) -> None:
    signed_in(browser)
    assert browser.post("/admin/codes", data={"name": "x", "form": "0" * 64}).status_code == 403
    good = {"name": "x", "form": form_of(browser.get("/admin"))}
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert browser.post("/admin/codes", data=good, headers=elsewhere).status_code == 403
    assert 'id="code"' in browser.post("/admin/codes", data=good).text


def test_a_station_is_revoked_and_released(
    served: tuple[Hub, str], browser: httpx.Client, tmp_path: Path
) -> None:
    hub, _ = served
    traced(hub, tmp_path / "s")
    form = {"form": form_of(signed_in(browser))}
    station = Stations(hub).all()[0].id
    browser.post(f"/admin/stations/{station}/revoke", data=form)
    assert Stations(hub).all()[0].state == "revoked"
    assert "Revoked" in browser.get("/admin").text
    browser.post(f"/admin/stations/{station}/release", data=form)
    assert Stations(hub).all()[0].state == "enrolled"
    assert "Station revoked" in browser.get("/admin/audit").text


@pytest.mark.parametrize(("lang", "told"), [("en", "role reader"), ("zh", "角色 读取者")])
def test_the_audit_tells_details_in_words(
    served: tuple[Hub, str], browser: httpx.Client, lang: str, told: str
) -> None:
    hub, _ = served
    Accounts(hub).add("lena", HubRole.READER, None, "somebody")
    set_trace_policy(hub, TracePolicy(channels=["mercury", "venus"]), "somebody")
    webhook, _secret = Webhooks(hub).add("https://93.184.216.34/in", (), "", "somebody")
    Webhooks(hub).pause(webhook.id, "somebody")
    signed_in(browser)
    page = browser.get("/admin/audit", params={"lang": lang}).text
    assert told in page
    assert "mercury, venus" in page
    assert "https://93.184.216.34/in" in page
    assert "webhook_" not in page
    assert "{" not in page.partition("<tbody>")[2]


def test_records_are_found_and_shown(served: tuple[Hub, str], browser: httpx.Client, tmp_path: Path) -> None:
    code = traced(served[0], tmp_path / "s")
    signed_in(browser)
    found = browser.get("/admin/records", params={"q": "iphone", "channel": "back-market", "grade": "FAIR"})
    path = re.findall(r'href="(/admin/records/[^"?]+)', found.text)[0]
    assert f"/t/{code}" in browser.get(path).text
    for nothing in ({"q": "nokia"}, {"standing": "voided"}, {"grade": "Z"}):
        assert "No record fits" in browser.get("/admin/records", params=nothing).text


def test_one_record_is_shown_with_photos_history_reasons_and_proof(
    served: tuple[Hub, str], browser: httpx.Client, tmp_path: Path
) -> None:
    hub, address = served
    found, writer = sampled(tmp_path / "s"), enrolled(hub)
    first = sealed(writer, dict(found.record.document))
    named = {"record": record_of(first), "sha256": first.body_sha256, "reason": "typing", "says": "one digit"}
    better = writer.append(
        "record_amended", {**found.record.document, "record": f"20261122-{writer.id}-9", "amends": named}
    )
    writer.countersign(better, "agreed")
    pushed(hub, writer)
    photo, *_ = with_photos(hub, found)
    signed_in(browser)
    page = browser.get(f"/admin/records/{writer.id}/1").text
    assert re.search(r'#2 .*?href="/admin/records/[^"]+/2\?', page)
    assert better.hash in browser.get(f"/admin/records/{writer.id}/2").text
    replaced = browser.get(f"/admin/records/{writer.id}/2?lang=zh").text
    assert "第二人签字" in replaced and f'href="/admin/records/{writer.id}/1?lang=zh"' in replaced
    assert "1 dent on the frame left" in page and "BS-AM1" in page  # what decided: observation and clause
    assert page.count("Computed anew just now") == 1
    path = f"/admin/records/{writer.id}/1/photos/{photo}"
    assert browser.get(path).content == (found.folder / f"{photo}.jpg").read_bytes()
    assert browser.get(f"{path}?size=small").headers["content-type"] == "image/jpeg"
    assert browser.get(f"/admin/records/{writer.id}/1/photos/{'0' * 64}").status_code == 404
    assert browser.get(f"/admin/records/{writer.id}/3/photos/{photo}").status_code == 404
    assert httpx.get(f"{address}{path}").status_code == 401


def test_what_was_altered_at_the_hub_is_seen(
    served: tuple[Hub, str], browser: httpx.Client, tmp_path: Path
) -> None:
    hub, _ = served
    traced(hub, tmp_path / "s")
    entries = tables.entries
    with hub.database.write() as connection:
        row = connection.execute(entries.select()).one()
        altered = row.body.replace(b"FAIR", b"GOOD")
        connection.execute(entries.update().values(body=altered))
    signed_in(browser)
    assert "This entry was altered here" in browser.get(f"/admin/records/{row.station}/1").text


def test_verdicts_are_found_by_whole_values(served: tuple[Hub, str], browser: httpx.Client) -> None:
    hub, _ = served
    writer, other = enrolled(hub), enrolled(hub)
    grades = [["A"], ["A+"], ["A", "B"], []]
    for given in grades:
        result = {0: "undetermined", 1: "grade"}.get(len(given), "tie")
        writer.seal(verdicts=[{"channel": "shop", "result": result, "grades": given, "version": "v-7"}])
    other.seal(verdicts=[{"channel": "shop-2", "result": "grade", "grades": ["A"]}])
    for one in (writer, other):
        pushed(hub, one)
    signed_in(browser)

    def found(page: str, **asked: str) -> list[tuple[str, int]]:
        told = browser.get(f"/admin/{page}", params=asked).text
        return [(a, int(b)) for a, b in re.findall(r'nowrap" href="/admin/records/(\w+)/(\d+)', told)]

    mine = [(writer.id, number) for number in (4, 3, 2, 1)]
    for page in ("verdicts", "records"):
        assert found(page) == [(other.id, 1), *mine]
        assert found(page, channel="shop") == mine
        assert found(page, channel="sho") == []
        assert found(page, channel="shop", grade="A") == [(writer.id, 1)]
        assert found(page, grade="A|B") == [(writer.id, 3)]
    assert found("verdicts", result="tie") == [(writer.id, 3)]
    assert found("verdicts", station=other.id) == [(other.id, 1)]
    day = str(json.loads(writer.entries[0].body or "")["sealed_at"])[:10]
    assert (writer.id, 1) in found("verdicts", since=day, until=day)
    assert found("verdicts", until="2000-01-01") == []
    assert "v-7" in browser.get("/admin/verdicts").text
    for bad in ({"since": "yesterday"}, {"before": "x"}, {"channel": "\0"}):
        assert browser.get("/admin/verdicts", params=bad).status_code == 400


def test_the_language_stays_through_every_form(
    served: tuple[Hub, str], browser: httpx.Client, tmp_path: Path
) -> None:
    hub, _ = served
    traced(hub, tmp_path / "s")
    station = Stations(hub).all()[0].id
    browser.headers["accept-language"] = "zh-CN"
    form = form_of(browser.get("/admin/sign-in?lang=en"))
    data = {"name": "chen", "password": PASSWORD, "form": form}
    page = browser.post("/admin/sign-in?lang=en", data=data)
    for path in (
        f"/stations/{station}/revoke",
        f"/stations/{station}/release",
        f"/records/{station}/1/withdraw",
        f"/records/{station}/1/publish",
        "/codes",
        "/sign-out",
    ):
        assert '<html lang="en">' in page.text
        (action,) = {one for one in _forms_everywhere(browser, station) if one.startswith(f"/admin{path}?")}
        page = browser.post(action, data={"form": form_of(browser.get("/admin?lang=en")), "name": "x"})
        assert page.status_code == 200
    assert '<html lang="en">' in page.text


def _forms_everywhere(browser: httpx.Client, station: str) -> list[str]:
    """Where every form of the pages leads, in English."""
    pages = ("", f"/records/{station}/1", "/standards", "/attention")
    told = "".join(browser.get(f"/admin{path}?lang=en").text for path in pages)
    actions = re.findall(r'method="post" action="([^"]+)"', told)
    assert all(action.endswith("?lang=en") for action in actions)
    return actions


def test_the_other_language_keeps_what_was_looked_for(browser: httpx.Client) -> None:
    signed_in(browser)
    page = browser.get("/admin/records?q=a%26b&standing=voided&lang=en").text
    (link,) = re.findall(r'class="lang" href="([^"]+)"', page)
    other = browser.get(f"/admin/records{link.replace('&amp;', '&')}")
    assert '<html lang="zh-CN">' in other.text and 'value="a&amp;b"' in other.text
    form = {"form": form_of(browser.get("/admin")), "name": "x"}
    (link,) = re.findall(r'class="lang" href="([^"]+)"', browser.post("/admin/codes", data=form).text)
    assert browser.get(link).status_code == 200


def test_a_standard_is_published_after_its_findings_were_seen(
    served: tuple[Hub, str], browser: httpx.Client
) -> None:
    hub, _ = served
    form = {"form": form_of(signed_in(browser))}
    bad = browser.post("/admin/standards", data=form, files={"file": ("x.toml", b"schema = 1")})
    assert bad.status_code == 422
    content = sorted((RESOURCES / "standards" / "internal").glob("*.toml"))[0].read_bytes()
    done = browser.post("/admin/standards", data=form, files={"file": ("x.toml", content)})
    assert "In force" in done.text
    item = Feed(hub).all()[0].item
    named = {"kind": item.kind, "name": item.name, "version": item.version}
    assert "Withdrawn" in browser.post("/admin/standards/withdraw", data=form | named).text


def test_the_session_of_the_pages_is_shown_to_the_pages_alone(browser: httpx.Client) -> None:
    """A page of another site could make a browser ask ``/v1``, where no form token is asked for."""
    assert signed_in(browser).status_code == 200
    assert browser.get("/admin/audit").status_code == 200
    assert browser.get("/v1/records").status_code == 401
    browser.post("/admin/sign-out", data={"form": form_of(browser.get("/admin"))})
    assert browser.get("/admin/audit").status_code == 401
