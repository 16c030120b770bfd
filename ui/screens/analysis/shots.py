"""States of the Analysis screen worth a picture."""

from __future__ import annotations

from collections.abc import Callable

from station.model.person import Role
from ui.scenes import Scene, Stage
from ui.screens.analysis.desk_shots import DESK_SCENES
from ui.screens.analysis.example import Inspector, fill_week
from ui.screens.analysis.filters import CUSTOM, PERIOD
from ui.screens.analysis.view import AnalysisView
from ui.widgets.charts.chart_card import ChartCard

_NAMES = ("王敏", "李强", "赵小云")
_ORDER = 90
"""After everything else: a week of records is no matter of the other screens."""


def _view(stage: Stage) -> AnalysisView:
    stage.sign_in(Role.SUPERVISOR)
    stage.station.window.show_screen("analysis")
    view = stage.station.window.view("analysis")
    if not isinstance(view, AnalysisView):
        raise TypeError("analysis is not the Analysis screen")
    if view.wall is not None:
        view.wall.take_down()
    view.model.clear()
    stage.settle()
    return view


def _empty(stage: Stage) -> None:
    _view(stage)


def _filled(stage: Stage) -> AnalysisView:
    """The screen over a week of records, which are made when first asked for."""
    view = _view(stage)
    if view.model.page is None or not any(tile.value for tile in view.model.page.tiles):
        context, of = stage.context, stage.sealed_record()
        people = [Inspector(f"P-{nth:06d}", name) for nth, name in enumerate(_NAMES, start=900)]
        keep, now = context.keep, context.clock.now()
        stage.on_database(lambda: fill_week(keep.store, keep.records.get(of), people, now))
        view = _view(stage)
    return view


def _page(key: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _filled(stage).show_page(key)
        stage.settle()

    return play


def _reached(stage: Stage) -> None:
    """A bar that the keys have reached."""
    view = _filled(stage)
    card = next(card for card in view.board.cards if isinstance(card, ChartCard))
    card.setFocus()
    card.reach(3)


def _behind(stage: Stage) -> None:
    view = _filled(stage)
    view.show_page("overview")
    stage.settle()
    charts = (card.chart for card in view.board.cards if isinstance(card, ChartCard))
    chart = next(chart for chart in charts if chart is not None)
    view.drill(chart.series[0].drill[-1], f"{chart.title} · {chart.categories[-1]}")
    stage.settle()


def _days(stage: Stage) -> None:
    view = _filled(stage)
    view.chips.chosen.emit(PERIOD, CUSTOM)
    view.saving.ask()


def _wall(stage: Stage) -> None:
    view = _filled(stage)
    view.saving.hide()
    view.model.choose(PERIOD, "week")
    view.show_page("overview")
    stage.settle()
    view.put_up_wall()
    stage.settle()


SCENES = (
    Scene("analysis-empty", _empty, _ORDER),
    Scene("analysis-overview", _page("overview"), _ORDER + 1),
    Scene("analysis-reached", _reached, _ORDER + 2),
    Scene("analysis-behind", _behind, _ORDER + 4),
    Scene("analysis-days", _days, _ORDER + 5),
    Scene("analysis-wall", _wall, _ORDER + 6),
    *DESK_SCENES,
)
