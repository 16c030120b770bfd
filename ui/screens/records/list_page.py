"""A list of records on paper: what it is called is asked beside the list as it prints."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from station.errors import KnownError
from station.inspection.loose_papers import LoosePaper
from station.model.rights import Right
from station.texts import Lang
from ui.context import Context
from ui.screens.records.list_work import ListWork, Named, Wanted
from ui.theme import TARGET_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.busy_line import BusyLine
from ui.widgets.looks import column, label, look, row
from ui.widgets.pdf_preview import SCROLL_KEYS, PdfPreview
from ui.widgets.segments import Segments

_TYPING_MS = 500
_BATCH_PX, _BOX_PX = 320, 160
_LONGEST = 60


class ListPage(QWidget):
    """``closed()`` when the person goes back, ``print_asked(LoosePaper)`` for the print sheet."""

    closed = Signal()
    print_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context, self.work = context, ListWork(context, self)
        self.paper: LoosePaper | None = None
        self.preview, self._busy = PdfPreview(context.theme), BusyLine(context.translator)
        self.batch, self.box = QLineEdit(), QLineEdit()
        self._captions = label("section"), label("section")
        self._count, self._trouble = label("muted"), label(wrap=True)
        self._trouble.setProperty("state", "bad")
        self._count.setMinimumHeight(TARGET_PX)
        self._lang = Segments([lang.value for lang in Lang])
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._export = ActionButton(keys=("F8",), shortcut="F8")
        self._print = ActionButton(keys=("Ctrl", "P"), shortcut="Ctrl+P", primary=True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()

    def show_list(self, wanted: Wanted) -> None:
        """Gather the records and show their list."""
        self.batch.clear()
        self.box.clear()
        self._count.clear()
        self._lang.mark(self._context.translator.lang.value)
        self._trouble.hide()
        self.preview.hide()
        self._await()
        self.work.gather(wanted)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        for caption, field, name in zip(
            self._captions, (self.batch, self.box), ("batch", "box"), strict=True
        ):
            caption.setText(tr(f"records.list.{name}"))
            field.setAccessibleName(tr(f"records.list.{name}"))
        self._lang.set_words([tr(f"settings.lang.{lang.value}") for lang in Lang])
        self._back.set_text(tr("records.back"))
        self._export.set_text(tr("records.list.export"))
        self._print.set_text(tr("print.document.print"))
        self.preview.setAccessibleName(tr("records.list.name"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys scroll."""
        share = SCROLL_KEYS.get(Qt.Key(event.key()))
        if share is None:
            event.ignore()
        else:
            self.preview.scroll_pages(share)

    @property
    def _named(self) -> Named:
        return Named(Lang(self._lang.marked() or Lang.ZH), self.batch.text().strip(), self.box.text().strip())

    def _on_gathered(self, count: int, batch: str) -> None:
        self._count.setText(self._context.translator.tr("records.list.count", count=count))
        self.batch.setText(batch)
        self.batch.setFocus()
        self._draw()

    def _draw(self) -> None:
        self._typing.stop()
        self._await()
        self.work.draw(self._named)

    def _choose_lang(self, lang: str) -> None:
        self._lang.mark(lang)
        self._draw()

    def _await(self) -> None:
        """What is shown is not what would print any more."""
        self.paper = None
        for button in (self._print, self._export):
            button.setEnabled(False)

    def _show(self, paper: LoosePaper) -> None:
        self.paper = paper
        self.preview.show()
        self.preview.show_bytes(paper.content)
        self._print.setEnabled(True)
        self._export.setEnabled(True)

    def _refuse(self, error: KnownError) -> None:
        self._trouble.setText(" ".join(self._context.translator.error(error)))
        self._trouble.show()

    def _ask_printer(self) -> None:
        if self.paper is not None:
            self.print_asked.emit(self.paper)

    def _edited(self) -> None:
        self._await()
        self._typing.start()

    def _offer(self) -> None:
        self._export.setVisible(self._context.session.may(Right.EXPORT))

    def _leave(self) -> None:
        self._typing.stop()
        self.work.forget()
        self.closed.emit()

    def _connect(self) -> None:
        work = self.work
        work.gathered.connect(self._on_gathered)
        work.made.connect(self._show)
        work.refused.connect(self._refuse)
        work.working.connect(self._busy.show_working)
        work.progress.connect(self._busy.tell)
        self._busy.cancelled.connect(self._leave)
        for field in (self.batch, self.box):
            field.textEdited.connect(self._edited)
        self._typing.timeout.connect(self._draw)
        self._lang.chosen.connect(self._choose_lang)
        self._back.clicked.connect(self._leave)
        self._print.clicked.connect(self._ask_printer)
        self._export.clicked.connect(lambda: work.export(self._named))
        self._context.session.changed.connect(self._offer)
        self._context.translator.follow(self.retranslate)
        self._offer()

    def _lay_out(self) -> None:
        head = row(spacing=16)
        for caption, field, width in zip(
            self._captions, (self.batch, self.box), (_BATCH_PX, _BOX_PX), strict=True
        ):
            field.setMaxLength(_LONGEST)
            field.setFixedWidth(width)
            group = column(spacing=8)
            group.addWidget(caption)
            group.addWidget(field)
            head.addLayout(group)
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._lang, 0, Qt.AlignmentFlag.AlignBottom)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.preview, 8)
        middle.addStretch(1)
        bar = row(spacing=12)
        bar.addWidget(self._back)
        bar.addStretch(1)
        for button in (self._export, self._print):
            bar.addWidget(button)
        layout = column(self, spacing=12, margin=24)
        layout.addLayout(head)
        for part in (self._busy, self._trouble):
            layout.addWidget(part)
        layout.addLayout(middle, 1)
        layout.addLayout(bar)
        self._trouble.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
