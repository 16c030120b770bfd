"""A certificate saved a second time asks why, on the page that shows it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from station.model.record import Record
from tests.ui.records.conftest import open_record
from ui.context import Context
from ui.screens.records.certificate_page import CertificatePage
from ui.screens.records.view import RecordsView


def test_a_further_copy_is_saved_with_a_reason(
    view: RecordsView, record: Record, context: Context, qtbot: QtBot
) -> None:
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.copied):
        view.model.print_certificate()
    page = view.findChild(CertificatePage)
    assert isinstance(page, CertificatePage)
    assert page.reason.isHidden() or not page.reason.isVisible()
    with qtbot.waitSignal(view.model.saved):
        page._save.click()
    assert page.reason.isVisible()
    with qtbot.waitSignal(context.database.refused) as refused:
        page._save.click()
    assert refused.args[0].code == "REP-012"
    page.reason.setCurrentIndex(page.reason.findData("paper_lost"))
    with qtbot.waitSignal(view.model.saved):
        page._save.click()
    assert page.reason.currentData() == "", "the next copy has a reason of its own"
