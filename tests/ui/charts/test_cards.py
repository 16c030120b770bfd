"""Charts, tiles and tables on their cards: keys, what lies behind, what is read out, a switch of theme."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from station.model.analysis_page import Column, Table, Tile
from station.model.charts import Chart, Light, LimitLine, Mark, Role, Series, Shape
from station.texts import Lang
from ui.parts import Parts
from ui.theme import ThemeName
from ui.widgets.charts.chart_card import ChartCard
from ui.widgets.charts.figure_table import TableCard
from ui.widgets.charts.figure_tile import FigureTile

DEFECTS = Chart(
    "pareto",
    Shape.PARETO,
    "Defects",
    ("scratch", "dent", "chip"),
    (
        Series("defects", (40.0, 30.0, 10.0), drill=("k-scratch", "k-dent", "k-chip")),
        Series("share", (50.0, 87.5, 100.0), Role.CUMULATED),
    ),
    samples=80,
)
MASS = Chart(
    "mass",
    Shape.CONTROL,
    "Mass",
    ("1", "2", "3", "4"),
    (Series("mean", (174.0, None, 174.1, 174.9), marks=(Mark(3, "1", "beyond the limits"),)),),
    unit="g",
    lines=(
        LimitLine("UCL 174.5", Role.LIMIT, (174.5, 174.5, 174.4, 174.4)),
        LimitLine("CL 174.0", Role.CENTRE, (174.0,) * 4),
        LimitLine("", Role.ZONE, (174.2,) * 4),
    ),
    phases=(2,),
)


def shown(card: QWidget, qtbot: QtBot) -> None:
    """The card in its active window."""
    qtbot.addWidget(card)
    card.resize(640, 400)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    card.setFocus()


@pytest.fixture
def card(parts: Parts, qtbot: QtBot) -> ChartCard:
    parts.translator.set_language(Lang.EN)
    made = ChartCard(parts.theme, parts.translator)
    made.show_chart(DEFECTS)
    shown(made, qtbot)
    return made


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_arrows_walk_the_bars_and_enter_goes_behind_one(card: ChartCard, qtbot: QtBot) -> None:
    QTest.keyClick(card, Qt.Key.Key_Right)
    QTest.keyClick(card, Qt.Key.Key_Right)
    assert "dent · defects 30 · share 87.5 %" in words_of(card)
    with qtbot.waitSignal(card.drilled) as behind:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert behind.args is not None and behind.args[0] == "k-dent"
    QTest.keyClick(card, Qt.Key.Key_End)
    QTest.keyClick(card, Qt.Key.Key_Right)
    assert card.place == 2
    QTest.keyClick(card, Qt.Key.Key_Home)
    assert card.place == 0


def test_a_click_on_a_bar_goes_behind_it(card: ChartCard, qtbot: QtBot) -> None:
    found: list[str] = []
    card.drilled.connect(lambda key, _words: found.append(key))
    for x in range(60, card.width() - 60, 20):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(x, card.height() // 2))
    assert list(dict.fromkeys(found)) == ["k-scratch", "k-dent", "k-chip"]


def test_a_reader_is_told_the_title_and_every_value(card: ChartCard) -> None:
    assert card.accessibleName().startswith("Defects")
    assert all(words in card.accessibleName() for words in ("scratch 40", "dent 30", "chip 10", "share"))
    QTest.keyClick(card, Qt.Key.Key_Right)
    assert "scratch · defects 40" in card.accessibleDescription()


def test_the_place_reached_stays_when_the_figures_change(card: ChartCard) -> None:
    QTest.keyClick(card, Qt.Key.Key_End)
    more = replace(DEFECTS.series[0], values=(40.0, 30.0, 12.0))
    card.show_chart(replace(DEFECTS, series=(more, DEFECTS.series[1])))
    assert card.place == 2 and "chip · defects 12" in words_of(card)


def test_a_theme_dresses_the_chart_while_it_is_shown(card: ChartCard, parts: Parts) -> None:
    light = card.grab().toImage().pixelColor(card.width() // 2, card.height() // 2)
    parts.theme.set_theme(ThemeName.DARK)
    dark = card.grab().toImage().pixelColor(card.width() // 2, card.height() // 2)
    assert light != dark


def test_a_marked_point_says_its_rule(card: ChartCard) -> None:
    card.show_chart(MASS)
    assert "1 beyond the limits × 1" in words_of(card)
    QTest.keyClick(card, Qt.Key.Key_End)
    assert "4 · mean 174.900 g · 1 beyond the limits" in words_of(card)


@pytest.mark.parametrize("shape", Shape)
def test_every_shape_is_drawn(card: ChartCard, shape: Shape) -> None:
    before = card.grab().toImage()
    series = Series("a", (3.0, None, 5.0), low=(2.0, None, 4.0), high=(4.0, None, 7.0))
    card.show_chart(Chart("x", shape, "Defects", ("a", "b", "c"), (series, replace(series, name="b"))))
    assert card.grab().toImage() != before


def test_too_few_records_are_said_and_not_drawn(card: ChartCard) -> None:
    card.show_chart(Chart("x", Shape.BARS, "Yield", ("Monday",), (Series("", (None,)),)))
    assert "Too few records" in words_of(card)
    assert "Too few records" in card.accessibleName()
    QTest.keyClick(card, Qt.Key.Key_Right)
    assert card.place == -1


def test_a_tile_says_value_light_interval_target_and_change(parts: Parts, qtbot: QtBot) -> None:
    parts.translator.set_language(Lang.EN)
    tile = FigureTile(parts.theme, parts.translator)
    tile.show_tile(
        Tile("y", "Yield", 91.24, "%", 1, 1240, 89.5, 92.7, target=95, before=90.0, light=Light.BAD)
    )
    shown(tile, qtbot)
    for words in ("91.2", "interval 89.5 – 92.7", "n = 1,240", "target 95.0", "+1.2 vs before"):
        assert words in words_of(tile)
    assert "Off target" in tile.accessibleName()


def test_a_tile_without_enough_records_shows_a_dash(parts: Parts, qtbot: QtBot) -> None:
    parts.translator.set_language(Lang.EN)
    tile = FigureTile(parts.theme, parts.translator)
    tile.show_tile(Tile("y", "Yield", None, "%", 1, 3))
    shown(tile, qtbot)
    assert "–" in words_of(tile) and "too few records" in words_of(tile) and "0.0" not in words_of(tile)


def test_a_table_sorts_by_number_and_opens_the_row_that_is_shown(parts: Parts, qtbot: QtBot) -> None:
    card = TableCard(parts.theme)
    columns = (Column("who"), Column("mass", "g", numeric=True, decimals=1))
    rows = (("a", Decimal("9.5")), ("b", 10), ("c", None))
    card.show_table(Table("t", "Masses", columns, rows, drill=("ka", "kb", "")))
    shown(card, qtbot)
    table, header = card.table, card.table.horizontalHeader()
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    model = table.model()
    assert [model.index(place, 1).data() for place in range(3)] == ["10.0", "9.5", "–"]
    assert model.headerData(1, header.orientation()) == "mass / g"
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    with qtbot.waitSignal(card.drilled) as behind:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert behind.args == ["kb", "Masses · b"]
