"""States of the Standards screen worth a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from station.model.person import Role
from station.standards import library
from station.standards.rules import DefectLimit, Rule
from station.texts import Lang
from ui.scenes import Scene, Stage
from ui.screens.standards.editor.places import places
from ui.screens.standards.importing.viewmodel import Named
from ui.screens.standards.view import StandardsView


def _view(stage: Stage) -> StandardsView:
    stage.sign_in()
    stage.station.window.show_screen("standards")
    view = stage.station.window.view("standards")
    if not isinstance(view, StandardsView):
        raise TypeError("standards is not the Standards screen")
    stage.settle()
    return view


def _library(stage: Stage) -> None:
    _view(stage).show_page("library")


def _tab(name: str) -> Scene:
    def play(stage: Stage) -> None:
        view = _view(stage)
        view.open("back-market")
        view.library.standard.show_tab(name)

    return Scene(f"standards-{name}", play, 31)


def _engineer(stage: Stage) -> StandardsView:
    """The screen as the practice quality engineer sees it."""
    stage.sign_in(Role.QUALITY_ENGINEER)
    return _view(stage)


def _draft(tab: str) -> Scene:
    def play(stage: Stage) -> None:
        view = _engineer(stage)
        view.show_page("drafts")
        stage.settle()
        drafts = stage.on_database(view.drafts.model.drafts)
        if drafts:
            view.drafts.model.open(drafts[0].name)
        else:
            view.drafts.model.start(library.channel_standard("back-market"))
        stage.settle()
        view.drafts.draft.show_tab(tab)

    return Scene(f"standards-draft-{tab}", play, 33)


def _editor(stage: Stage) -> None:
    record = stage.sealed_record()
    _draft("criteria").play(stage)
    view = stage.station.window.view("standards")
    if isinstance(view, StandardsView) and (shown := view.drafts.draft.view) is not None:
        chosen = next(one for one in places(shown.standard, Lang.ZH) if one.clause == "BM-E2")
        view.drafts.draft.edited.emit(chosen)
        stage.settle()
        view.drafts.editor.model.use_record(record)
        stage.settle()


def _drafts(stage: Stage) -> None:
    _draft("criteria").play(stage)
    view = stage.station.window.view("standards")
    if isinstance(view, StandardsView):
        view.drafts.draft.closed.emit()


def _page(name: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _engineer(stage).show_page(name)
        stage.settle()

    return play


def _example_workbook(folder: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    for line in _SHEET:
        sheet.append(line)
    file = folder / "grading.xlsx"
    book.save(file)
    return file


def _columns(stage: Stage) -> None:
    view = _engineer(stage)
    view.show_page("import")
    file = _example_workbook(stage.context.home.root)
    view.importing.model.open(file, Named("yipin", "易品优选", "smartphone"))
    stage.settle()


def _clauses(stage: Stage) -> None:
    _columns(stage)
    view = _view(stage)
    view.importing.columns.assigned.emit(view.importing.columns.assignment)
    stage.settle()


def _refused(stage: Stage) -> None:
    view = _engineer(stage)
    view.show_page("import")
    file = stage.context.home.root / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 this is no workbook")
    view.importing.columns.closed.emit()
    view.importing.start.drop.dropped.emit(file)
    stage.settle()


def _compared(stage: Stage) -> None:
    view = _engineer(stage)
    view.show_page("difference")
    stage.settle()
    view.difference.old.choose("in_force:chengxin-a@2026-11-22")
    view.difference.new.choose("in_force:chengxin-b@2026-11-22")
    stage.settle()


def _draft_compared(stage: Stage) -> None:
    view = _engineer(stage)
    standard = library.channel_standard("back-market")
    grade = standard.graded[1]
    wider = (replace(one, require=_wider(one.require)) for one in grade.criteria)
    graded = (standard.graded[0], replace(grade, criteria=tuple(wider)), *standard.graded[2:])
    gates = (standard.gates[0], *standard.gates[2:])
    view.drafts.model.start(replace(standard, graded=graded, gates=gates))
    stage.settle()
    shown = view.drafts.draft.view
    if shown is not None:
        view.compare(standard, shown.standard)
    stage.settle()


def _wider(rule: Rule) -> Rule:
    return replace(rule, below=Decimal(30)) if isinstance(rule, DefectLimit) and rule.below else rule


def _replayed(stage: Stage) -> None:
    stage.sealed_record()
    view = _engineer(stage)
    view.show_page("replay")
    stage.settle()
    view.replay.run_chosen()
    stage.settle()


_SHEET = (
    ("检查项", "S", "A", "B"),
    ("屏幕划痕", "无划痕", "划痕不超过 2 条，每条 ≤3 毫米", "划痕 10 毫米以内"),
    ("边框磕碰", "无磕碰", "磕碰不超过 1 处", "允许磕碰"),
    ("电池健康", "≥90%", "电池健康≥85%", "≥80"),
    ("后盖划痕", "无划痕", "30cm 处不可见", "轻微使用痕迹"),
    ("面容识别", "正常", "正常", "正常"),
)
"""A sheet as a channel might send it: made up, one grade a column."""


SCENES = (
    Scene("standards-library", _library, 30),
    *(_tab(name) for name in ("clauses", "limits", "rulings", "findings", "versions")),
    *(_draft(tab) for tab in ("criteria", "findings", "release")),
    Scene("standards-matrix", _page("matrix"), 32),
    Scene("standards-import", _page("import"), 35),
    Scene("standards-import-columns", _columns, 36),
    Scene("standards-import-clauses", _clauses, 37),
    Scene("standards-import-refused", _refused, 38),
    Scene("standards-replay", _page("replay"), 39),
    Scene("standards-replayed", _replayed, 47),
    Scene("standards-compare", _page("difference"), 44),
    Scene("standards-compare-draft", _draft_compared, 45),
    Scene("standards-compare-channels", _compared, 45),
    Scene("standards-drafts", _drafts, 34),
    Scene("standards-editor", _editor, 46),
)
