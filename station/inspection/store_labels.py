"""Labels of boxes and of places in the store: made here, and a box's stated in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from station.inspection.own_templates import files_beside
from station.inspection.papers import Papers
from station.model.record import Record
from station.standards.library import home_library
from station.store.database import Store
from station.store.life import life_of
from station.texts import Lang

if TYPE_CHECKING:
    from station.reports.label_form import LabelForm

BOX_TEMPLATE, PLACE_TEMPLATE = "label-box", "label-place"


def box_label(
    store: Store,
    papers: Papers,
    records: Sequence[Record],
    batch: str,
    lang: Lang,
    form: LabelForm,
    template: str = BOX_TEMPLATE,
) -> tuple[bytes, dict[str, Any]]:
    """The label of a box that holds ``records``, and what the ledger is to say once somebody has it.

    Nobody needs a reason for another one: what is in a box changes, and its label with it.

    Raises:
        KnownError: REP-002, REP-003, REP-011 no records, REP-040 a template about something else.
    """
    from station.reports.label import box_label_from
    from station.reports.template import label_template

    told = [(papers.printed(record, False), life_of(store, record)) for record in records]
    chosen, titles = label_template(template, files_beside(store.home)), home_library(store.home)
    content = box_label_from(told, batch, lang, chosen, template, titles, form)
    statement = {
        "paper": "box_label",
        "record": "",
        "record_sha256": "",
        "records": [record.id for record in records],
        "standing": "",
        "template": template,
        "lang": lang.value,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return content, statement


def place_label(
    store: Store, code: str, name: str, lang: Lang, form: LabelForm, template: str = PLACE_TEMPLATE
) -> bytes:
    """The label of a place in the store; it says nothing of records, so the ledger says nothing of it.

    Raises:
        KnownError: REP-002, REP-003, REP-040 a template about something else.
    """
    from station.reports.label import place_label_from
    from station.reports.template import label_template

    chosen = label_template(template, files_beside(store.home))
    return place_label_from(code, name, store.name, lang, chosen, template, form)
