"""States of the Analysis screen worth a picture."""

from __future__ import annotations

from collections.abc import Callable

from station.analysis.controlling import ITEM, Control
from station.analysis.pages import pages
from station.model.charts import Shape
from station.model.person import Role
from ui.scenes import Scene, Stage
from ui.screens.analysis.desk_shots import DESK_SCENES
from ui.screens.analysis.example import fill_fortnight
from ui.screens.analysis.filters import CUSTOM, PERIOD
from ui.screens.analysis.view import AnalysisView
from ui.widgets.charts.chart_card import ChartCard

_ORDER = 90
"""After everything else: a fortnight of records is no matter of the other screens."""
_SHIFTS = ({"name": "day", "start": "08:00"}, {"name": "night", "start": "20:00"})
_TARGETS = (
    {"figure": "yield", "value": 0.90, "attention": 0.85},
    {"figure": "first_pass_yield", "value": 0.85, "attention": 0.75},
    {"figure": "unknown_rate", "value": 0.01, "attention": 0.02},
    {"figure": "manual_rate", "value": 0.10, "attention": 0.25},
    {"figure": "rework_rate", "value": 0.05, "attention": 0.10},
)
_FEW = 50
"""Other scenes seal fewer records than these."""
_CALIPER, _MODEL = f"{ITEM}WD-02", "Apple iPhone 13"


def _screen(stage: Stage, role: Role = Role.SUPERVISOR) -> AnalysisView:
    stage.sign_in(role)
    stage.station.window.show_screen("analysis")
    view = stage.station.window.view("analysis")
    if not isinstance(view, AnalysisView):
        raise TypeError("analysis is not the Analysis screen")
    if view.wall is not None:
        view.wall.take_down()
    view.saving.hide()
    view.model.clear()
    view.model.choose(PERIOD, "month")
    view.model.control_by(Control())
    stage.settle()
    return view


def _empty(stage: Stage) -> None:
    """A day on which nothing was sealed."""
    _screen(stage).model.choose(PERIOD, "yesterday")
    stage.settle()


def _counted(view: AnalysisView) -> float:
    """How many records the overview counts."""
    tiles = view.model.page.tiles if view.model.page else ()
    return next((tile.value or 0 for tile in tiles if tile.key == "records"), 0)


def _filled(stage: Stage, role: Role = Role.SUPERVISOR) -> AnalysisView:
    """The screen over a fortnight of records, which are made when first asked for."""
    view = _screen(stage, role)
    view.show_page("overview")
    stage.settle()
    if _counted(view) < _FEW:
        context, of = stage.context, stage.sealed_record()
        keep, now = context.keep, context.clock.now()
        context.settings.change(shifts=_SHIFTS, targets=_TARGETS)
        stage.on_database(lambda: fill_fortnight(keep.store, keep.records.get(of), now))
        view.entered()
        stage.settle()
    return view


def _page(key: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _filled(stage).show_page(key)
        stage.settle()

    return play


def _reached(stage: Stage) -> None:
    """A bar that the keys have reached."""
    view = _filled(stage)
    view.show_page("overview")
    stage.settle()
    card = next(card for card in view.board.cards if isinstance(card, ChartCard))
    card.setFocus()
    view.board.ensureWidgetVisible(card)
    card.reach(3)


def _controlled(stage: Stage) -> None:
    """Thickness of one model by the caliper, which drifted in the second week."""
    view = _filled(stage)
    view.model.choose("model", _MODEL)
    view.model.control_by(Control(_CALIPER, "xbar_r"))
    view.show_page("control")
    stage.settle()


def _behind(stage: Stage) -> None:
    """Units with the most frequent defect."""
    view = _filled(stage)
    view.show_page("defects")
    stage.settle()
    charts = (card.chart for card in view.board.cards if isinstance(card, ChartCard))
    chart = next(one for one in charts if one is not None and one.shape is Shape.PARETO)
    view.drill(chart.series[0].drill[0], f"{chart.title} · {chart.categories[0]}")
    stage.settle()


def _saving(stage: Stage) -> None:
    view = _filled(stage)
    view.chips.chosen.emit(PERIOD, CUSTOM)
    view.saving.ask()


def _busy(stage: Stage) -> None:
    """Something that takes longer than half a second."""
    view = _filled(stage)
    stage.settle()
    view.busy.begin()
    view.busy.tell(0.4)
    stage.wait_until(view.busy.isVisible)


def _paper(stage: Stage) -> None:
    view = _filled(stage)
    view.actions_bar.asked.emit("print")
    stage.settle()


def _engineer(stage: Stage) -> None:
    """Who may not compare people is offered no page of theirs."""
    _filled(stage, Role.QUALITY_ENGINEER).show_page("overview")
    stage.settle()


def _wall(key: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        view = _filled(stage)
        view.show_page(key)
        stage.settle()
        view.put_up_wall()
        stage.settle()

    return play


SCENES = (
    Scene("analysis-empty", _empty, _ORDER),
    *(Scene(f"analysis-{one.key}", _page(one.key), _ORDER + 1) for one in pages()),
    Scene("analysis-reached", _reached, _ORDER + 2),
    Scene("analysis-controlled", _controlled, _ORDER + 3),
    Scene("analysis-behind", _behind, _ORDER + 4),
    Scene("analysis-days", _saving, _ORDER + 5),
    Scene("analysis-busy", _busy, _ORDER + 6),
    Scene("analysis-paper", _paper, _ORDER + 6),
    Scene("analysis-engineer", _engineer, _ORDER + 7),
    Scene("analysis-wall", _wall("overview"), _ORDER + 8),
    Scene("analysis-wall-defects", _wall("defects"), _ORDER + 8),
    *DESK_SCENES,
)
