"""States of the Records screen worth a picture."""

from __future__ import annotations

from decimal import Decimal

from station.inspection.corrections import Corrections
from station.model.answer import Measured
from station.model.person import Role
from station.model.record import Record
from station.settings import TemplateSetting
from station.store.index.query import Query
from ui.example import CODE, seal_example
from ui.practice import PIN
from ui.scenes import Scene, Stage
from ui.screens.records.photo_tile import PhotoTile
from ui.screens.records.view import RecordsView

_OTHER, _WRONG = "R-20261122-0153", "R-20261122-0152"
_ITEM = "PB-02"
_BATCH = "上门回收 · 批次 88"
_WORDS, _NOWHERE = "SE 0153", "没有这样的记录"


def _view(stage: Stage, role: Role = Role.INSPECTOR) -> RecordsView:
    stage.sign_in(role)
    stage.station.window.show_screen("records")
    view = stage.station.window.view("records")
    if not isinstance(view, RecordsView):
        raise TypeError("records is not the Records screen")
    stage.settle()
    return view


def _sealed(stage: Stage, code: str) -> Record:
    keep, inspector = stage.context.keep, stage.person(Role.INSPECTOR)
    return stage.on_database(lambda: seal_example(keep, inspector.id, PIN, lambda _view: stage.still(), code))


def _printed_list(stage: Stage) -> None:
    """Everything found as a list for one box, and the sheet that asks where it goes."""
    _several(stage)
    view = _view(stage, Role.SUPERVISOR)
    view.home(view.finding)
    view.finding.list_asked.emit(view.model.find.asked)
    stage.wait_until(lambda: view.list.paper is not None)
    view.list.batch.setText(_BATCH)
    view.list.box.setText("12")
    view.list.box.textEdited.emit("12")
    stage.wait_until(lambda: view.list.paper is not None)
    stage.settle()


def _list_sheet(stage: Stage) -> None:
    _printed_list(stage)
    view = _view(stage, Role.SUPERVISOR)
    if view.list.paper is not None:
        view.list.print_asked.emit(view.list.paper)
    stage.settle()


def _newest(stage: Stage, code: str) -> str:
    book = stage.context.keep.records
    return stage.on_database(lambda: book.search(Query(code=code))).rows[0].id


def _empty(stage: Stage) -> None:
    _view(stage)


def _several(stage: Stage) -> None:
    """A record in force, one amended, one voided; the amendment awaits its countersignature."""
    context = stage.context
    stage.sealed_record()
    first, wrong = _sealed(stage, _OTHER), _sealed(stage, _WRONG)
    _sealed(stage, _OTHER)
    corrections = Corrections(context.keep.store, context.clock, context.keep.accounts)
    inspector, supervisor = stage.person(Role.INSPECTOR), stage.person(Role.SUPERVISOR)
    battery = _measured(first, "79")
    changes, says = {_ITEM: battery}, "第二块表复测为 79 %"
    stage.on_database(lambda: corrections.amend(first.id, changes, "re_measured", says, inspector.id, PIN))
    stage.on_database(
        lambda: corrections.void(wrong.id, "wrong_unit", "扫错单号，不是这一台", supervisor.id, PIN)
    )
    _view(stage).model.find.refresh()
    stage.settle()


def _measured(record: Record, value: str) -> Measured:
    answers = (one["answer"] for one in record.document["observations"] if one["item"] == _ITEM)
    return Measured(Decimal(value), next(answers)["unit"])


def _searched(stage: Stage) -> None:
    view = _view(stage)
    view.home(view.finding)
    view.finding.search.setText(_WORDS)
    view.model.find.choose("standing", "current")
    stage.settle()


def _help(stage: Stage) -> None:
    view = _view(stage)
    view.home(view.finding)
    view.model.find.clear_facets()
    view.finding.search.setText(_NOWHERE)
    stage.settle()


def _tab(name: str) -> Scene:
    def play(stage: Stage) -> None:
        record = stage.sealed_record()
        view = _view(stage)
        view.finding.search.clear()
        view.home(view.finding)
        view.open(record)
        stage.settle()
        view.detail.show_tab(name)

    return Scene(f"records-{name}", play, 42)


def _unit(stage: Stage) -> None:
    view = _open(stage, _newest(stage, _OTHER))
    view.detail.show_tab("unit")


def _amended(stage: Stage) -> None:
    view = _open(stage, _amended_id(stage))
    view.detail.show_tab("history")


def _open(stage: Stage, record: str, role: Role = Role.INSPECTOR) -> RecordsView:
    view = _view(stage, role)
    view.home(view.detail)
    view.open(record)
    stage.settle()
    return view


def _amended_id(stage: Stage) -> str:
    """The record that amends another one."""
    rows = stage.on_database(lambda: stage.context.keep.records.search(Query())).rows
    return next(one.id for one in rows if one.id.endswith("-A1"))


def _second_inspection(stage: Stage) -> str:
    """The other inspection of the unit whose first one was amended; its battery reads differently."""
    book = stage.context.keep.records
    rows = stage.on_database(lambda: book.search(Query(code=_OTHER))).rows
    return next(one.id for one in rows if not one.id.endswith("-A1"))


def _compare(stage: Stage) -> None:
    view = _open(stage, _amended_id(stage))
    view.model.compare(_second_inspection(stage))
    stage.settle()


def _amend(stage: Stage) -> None:
    view = _open(stage, _newest(stage, CODE))
    view.detail.amend_asked.emit()
    stage.settle()
    view.amend.items.opened.emit(_ITEM)
    stage.settle()


def _sign(stage: Stage) -> None:
    view = _view(stage)
    view.amend.changes[_ITEM] = Measured(Decimal("79"), "%")
    view.amend.sign_asked.emit()
    stage.settle()
    view.sign.why.press("C")


def _void(stage: Stage) -> None:
    view = _open(stage, _newest(stage, CODE), Role.SUPERVISOR)
    view.detail.void_asked.emit()
    stage.settle()


def _queue(stage: Stage) -> None:
    view = _view(stage, Role.SUPERVISOR)
    view.home(view.finding)
    view.finding.queue_asked.emit()
    stage.settle()


def _certificate(stage: Stage) -> None:
    record = stage.sealed_record()
    view = _open(stage, record)
    view.model.print_certificate()
    stage.settle()


def _handover(stage: Stage) -> None:
    """Another paper than the certificate is chosen."""
    view = _open(stage, stage.sealed_record())
    view.model.print_certificate()
    stage.settle()
    page = view.certificate
    names = [page.paper.itemData(n) for n in range(page.paper.count())]
    page.paper.setCurrentIndex(names.index("channel-handover"))
    page.paper.activated.emit(page.paper.currentIndex())
    stage.settle()


def _sheet(stage: Stage) -> None:
    """Print, or save as: decided inside the window."""
    view = _open(stage, stage.sealed_record())
    view.model.print_certificate()
    stage.wait_until(lambda: view.model.shown_paper[0])
    view.model.send_certificate()
    stage.wait_until(lambda: view.sheets.sheet is not None)
    stage.settle()


def _channel(stage: Stage) -> None:
    """The usual paper is a hand-over report, and several channels judged."""
    view = _open(stage, name := stage.sealed_record())
    stage.context.settings.change(templates=(TemplateSetting(template="channel-handover"),))
    view.model.papers.make_certificate(stage.context.keep.records.get(name))
    stage.wait_until(lambda: view.sheets.question is not None)
    stage.context.settings.change(templates=())
    stage.settle()


def _large(stage: Stage) -> None:
    _tab("photos").play(stage)
    tile = stage.station.window.findChild(PhotoTile)
    if tile is None:
        raise RuntimeError("the record has no photo")
    tile.click()
    stage.settle()


SCENES = (
    Scene("records-empty", _empty, 5),
    Scene("records-list", _several, 41),
    Scene("records-print-list", _printed_list, 44),
    Scene("records-print-sheet", _list_sheet, 44),
    Scene("records-found", _searched, 41),
    Scene("records-help", _help, 41),
    *(_tab(name) for name in ("verdicts", "facts", "photos", "history", "proof")),
    Scene("records-photo", _large, 42),
    Scene("records-unit", _unit, 42),
    Scene("records-amended", _amended, 42),
    Scene("records-compare", _compare, 42),
    Scene("records-amend", _amend, 42),
    Scene("records-sign", _sign, 42),
    Scene("records-void", _void, 42),
    Scene("records-queue", _queue, 42),
    Scene("records-certificate", _certificate, 43),
    Scene("records-handover", _handover, 43),
    Scene("records-print", _sheet, 43),
    Scene("records-channel", _channel, 43),
)
