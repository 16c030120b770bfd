"""The administrators' pages over HTTP: who gets in, what a form must carry, what each page tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from station.places import RESOURCES
from sync.hub.access import SESSION_COOKIE, HubRole
from sync.hub.accounts import Accounts
from sync.hub.feed import Feed
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from tests.sync.running import config_at, running
from tests.sync.tracing import traced

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


def test_records_are_found_and_shown(served: tuple[Hub, str], browser: httpx.Client, tmp_path: Path) -> None:
    code = traced(served[0], tmp_path / "s")
    signed_in(browser)
    found = browser.get("/admin/records", params={"q": "iphone", "channel": "back-market", "grade": "FAIR"})
    path = re.findall(r'href="(/admin/records/[^"?]+)', found.text)[0]
    assert f"/t/{code}" in browser.get(path).text
    for nothing in ({"q": "nokia"}, {"standing": "voided"}, {"grade": "Z"}):
        assert "No record fits" in browser.get("/admin/records", params=nothing).text


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
