"""A customer's name and phone number are on no paper, in no log, report, list or backup."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.backup.age import new_key
from station.backup.making import Plan, make_backup
from station.inspection.papers import Papers
from station.model.private import PrivateText
from station.model.record import Record
from station.places import Home
from station.private.vault import PrivateVault
from station.store.clock import SystemClock
from station.texts import Lang
from tests.private.test_vault import NAME, PHONE, assert_nowhere, bytes_under, open_shop
from ui.cli.main import main
from ui.crash import write_report
from ui.station_log import station_log


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Home, Record]:
    """A home with a sealed record of a customer's unit."""
    with open_shop(tmp_path / "home") as shop:
        shop.bring()
        return shop.station.store.home, shop.seal()


@pytest.mark.parametrize("lang", list(Lang))
def test_on_no_paper(sealed: tuple[Home, Record], lang: Lang) -> None:
    with open_shop(sealed[0].root) as shop:
        papers = Papers(shop.station.store)
        for clear in (False, True):
            pdf = papers.certificate(sealed[1], lang, clear=clear).content
            pages = PdfReader(io.BytesIO(pdf)).pages
            assert_nowhere("\n".join(page.extract_text() for page in pages).encode())
            assert_nowhere(pdf + papers.label(sealed[1], lang, clear=clear).content)


@pytest.mark.expect_log("bug")
def test_in_no_list_log_or_crash_report(
    sealed: tuple[Home, Record], capsys: pytest.CaptureFixture[str]
) -> None:
    home, record = sealed
    with station_log(home):
        for words in (
            ("records", "show", record.id),
            ("records", "list", "--json"),
            ("records", "list", NAME),
            ("ledger", "events"),
            ("ledger", "verify"),
            ("private", "list"),
        ):
            assert main([*words, "--home", str(home.root), "--lang", "zh"]) == 0
        with open_shop(home.root) as shop:
            crash_with_the_customer_open(shop.vault, shop.customer(), home)
    told = capsys.readouterr()
    assert_nowhere((told.out + told.err).encode())
    assert "KeyError" in next(home.logs.glob("crash-*.json")).read_text("utf-8")
    assert "KeyError" in (home.logs / "station.log").read_text("utf-8")
    assert_nowhere(bytes_under(home.root))


def crash_with_the_customer_open(vault: PrivateVault, private: PrivateText, home: Home) -> None:
    """A bug whose message quotes the customer, and whose cause does, too."""
    customer = vault.open(private)
    assert customer is not None and (customer.name, customer.phone) == (NAME, PHONE)
    try:
        try:
            raise ValueError(f"bad phone {customer.phone}")
        except ValueError as cause:
            raise KeyError(customer.name) from cause
    except KeyError as error:
        logging.getLogger("test").exception("bug")
        write_report(home, type(error), error, error.__traceback__)


def test_in_no_backup(sealed: tuple[Home, Record], tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    key = new_key("correct horse battery staple")
    make_backup(Plan(sealed[0], key, SystemClock().now()), file)
    assert_nowhere(file.read_bytes())
