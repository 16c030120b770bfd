"""The pages in Debian's Chromium. One browser for all of them, whose event loop runs in this thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from station.model.trace import trace_code
from sync.hub import tables
from sync.hub.access import HubRole
from sync.hub.accounts import Accounts
from sync.hub.hub import Hub
from tests.sync.running import config_at, running
from tests.sync.tracing import pushed, sampled, sealed, traced
from tests.sync.writing import Writer, enrolled

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub that answers."""
    with running(config_at(tmp_path / "hub")) as both:
        yield both


@pytest.fixture
def address(served: tuple[Hub, str], tmp_path: Path) -> str:
    """The trace page of the sample."""
    hub, at = served
    return f"{at}/t/{traced(hub, tmp_path / 'sample')}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own; whatever it complains of fails the test."""
    with browser.new_context(locale="en-GB") as context:
        opened = context.new_page()
        complaints: list[str] = []
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        yield opened
        assert complaints == []


def checked(page: Page, address: str) -> dict[str, str]:
    """What each check of the page found."""
    page.goto(address)
    page.wait_for_selector("#sum[data-found]")
    lines = page.locator("[data-check]")
    return dict(lines.evaluate_all("all => all.map(one => [one.dataset.check, one.dataset.found])")) | {
        "all": str(page.get_attribute("#sum", "data-found"))
    }


ALL = ("entry", "code", "receipt", "statement", "page", "photos", "all")


def test_the_visitors_browser_verifies_every_part(page: Page, address: str) -> None:
    for lang, width in (("zh", 1280), ("en", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        assert checked(page, f"{address}?lang={lang}") == dict.fromkeys(ALL, "ok")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        heights = page.locator(".channel span:last-child").evaluate_all(
            "all => all.map(one => one.offsetHeight)"
        )
        assert len(set(heights)) == 1  # no date in two lines


def test_one_changed_byte_of_a_photo_is_found(page: Page, address: str) -> None:
    def change(route: Route) -> None:
        body = route.fetch().body()
        route.fulfill(body=body[:-1] + bytes([body[-1] ^ 1]), content_type="image/jpeg")

    page.route(lambda url: "/photos/" in url and "size=small" not in url, change)
    assert checked(page, address) == {**dict.fromkeys(ALL, "ok"), "photos": "bad", "all": "bad"}


LIES = (
    ('"kind":"record_sealed"', '"kind":"record_amended"', {"entry"}),
    ('"complete":0', '"complete":1', {"receipt"}),
    ('"word":"FAIR"', '"word":"GOOD"', {"statement", "page"}),
    ('"state":"attention"', '"state":"ok"', {"statement", "page"}),
)


def test_one_change_of_the_proof_is_found(page: Page, address: str) -> None:
    lies = iter(LIES)

    def change(route: Route) -> None:
        old, new, _ = next(lies)
        said = route.fetch().text()
        assert old in said
        route.fulfill(body=said.replace(old, new), content_type="application/json")

    page.route("**/proof.json", change)
    for _, _, found in LIES:
        wrong = {name for name, outcome in checked(page, address).items() if outcome != "ok"}
        assert wrong == found | {"all"}


def test_a_page_that_says_more_than_was_signed_is_found(page: Page, address: str) -> None:
    def change(route: Route) -> None:
        said = route.fetch().text()
        route.fulfill(body=said.replace(">FAIR<", ">GOOD<"), content_type="text/html; charset=utf-8")

    page.route(address, change)
    assert {name for name, outcome in checked(page, address).items() if outcome != "ok"} == {"page", "all"}


def test_a_browser_that_cannot_says_so(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', {value: undefined})")
    page.goto(address)
    page.wait_for_selector("#sum[data-found]")
    assert page.get_attribute("#sum", "data-found") == "cannot"
    assert page.locator("#cannot").is_visible()
    assert page.locator("a[href='/web/verify_trace.py']").is_visible()


def test_an_administrator_signs_in_sees_the_backlog_and_makes_a_code(
    page: Page, served: tuple[Hub, str], address: str
) -> None:
    hub, at = served
    Accounts(hub).add("chen", HubRole.ADMIN, "correct horse battery", "@test")
    with hub.database.write() as connection:
        connection.execute(tables.stations.update().values(waiting=tables.stations.c.sequence + 41))
    page.goto(f"{at}/admin/sign-in")
    page.fill("[name=name]", "chen")
    page.fill("[name=password]", "correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_selector("table")
    assert "41" in page.locator("tbody td.num").first.inner_text()
    page.fill("[name=name]", "二号台")
    page.keyboard.press("Enter")
    code = page.locator("#code").inner_text()
    assert Writer().enrol(hub, code).name == "二号台"
    for name in ("records", "verdicts", "standards", "attention", "audit"):
        page.click(f"nav a[href^='/admin/{name}']")
        assert page.locator("nav [aria-current]").count() == 1
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
    page.click("form[action^='/admin/sign-out'] button")
    page.wait_for_selector("[name=password]")


def test_a_void_record_is_never_simply_green(page: Page, served: tuple[Hub, str], tmp_path: Path) -> None:
    hub, at = served
    writer = enrolled(hub)
    void = sealed(writer, dict(sampled(tmp_path / "s").record.document))
    writer.void(void)
    pushed(hub, writer)
    found = checked(page, f"{at}/t/{trace_code(void.signature)}")
    assert found["statement"] == found["page"] == "ok"
    assert "attention" in str(page.get_attribute("#sum", "class"))
    assert page.get_by_role("alert").is_visible()
