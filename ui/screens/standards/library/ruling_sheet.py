"""How persons settled what a standard leaves open, and what its silence means."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from station.standards.channel import ChannelStandard
from station.standards.rule_wording import RuleWording
from ui.context import Context
from ui.screens.standards.library.criterion_row import CriterionRow
from ui.screens.standards.volumes import Volume
from ui.widgets.looks import column, label, look


class RulingSheet(QScrollArea):
    """Silence, open ends and rulings, each with person and date."""

    def __init__(self, context: Context) -> None:
        super().__init__(widgetResizable=True)
        self._context = context
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_volume(self, volume: Volume) -> None:
        """Show the rulings of this standard."""
        tr = self._context.translator.tr
        page = look(QWidget(), "plain")
        layout = column(page, spacing=16, margin=16)
        layout.addWidget(self._section(tr("standards.section.silence"), list(self._silence(volume))))
        rulings = [self._ruling(volume.standard, number) for number in range(len(volume.standard.rulings))]
        if rulings:
            layout.addWidget(self._section(tr("standards.section.rulings"), rulings))
        layout.addStretch()
        self.setWidget(page)

    def _silence(self, volume: Volume) -> Iterator[CriterionRow]:
        standard, tr, lang = volume.standard, self._context.translator.tr, self._context.translator.lang
        silence = standard.silence
        told = CriterionRow(tr("standards.silence.word"), silence.says.of(lang))
        told.tell(tr(f"standards.silence.{silence.when_silent}"))
        if silence.watched:
            items = RuleWording(volume.internal, lang).items(silence.watched)
            told.tell(tr("standards.silence.watched", items=items))
        told.tell(tr("standards.ruled", by=silence.by, at=silence.at))
        yield told
        for scale in standard.scales:
            name = scale.title.of(lang) if scale.id else tr("standards.end.word")
            end = CriterionRow(name, tr(f"standards.end.{scale.otherwise}"))
            if scale.open_end:
                end.tell(standard.clause_text(scale.open_end).of(lang))
            yield end
        if standard.notes.zh:
            yield CriterionRow(tr("standards.notes"), standard.notes.of(lang))

    def _ruling(self, standard: ChannelStandard, number: int) -> CriterionRow:
        ruling, tr, lang = (
            standard.rulings[number],
            self._context.translator.tr,
            self._context.translator.lang,
        )
        told = CriterionRow(ruling.clause, ruling.says.of(lang))
        if ruling.clause in standard.clauses:
            told.tell(tr("standards.clause_says", text=standard.clause_text(ruling.clause).of(lang)))
        told.tell(tr("standards.ruled", by=ruling.by, at=ruling.at))
        return told

    def _section(self, title: str, rows: list[CriterionRow]) -> QWidget:
        frame = look(QFrame(), "outline")
        layout = column(frame, spacing=0, margin=12)
        name = label("title")
        name.setText(title)
        name.setContentsMargins(12, 4, 12, 8)
        layout.addWidget(name)
        for one in rows:
            layout.addWidget(one)
        return frame
