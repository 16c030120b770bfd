"""The right column: live camera, the photos asked for, and this unit's defects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from ui.fonts import Size, font
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.camera_view import CameraView
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings

_SLOT_PX, _WIDEST_SLOT_PX = 76, 132


@dataclass(frozen=True, slots=True)
class Slot:
    """One view a photo is wanted of; ``photo`` is the SHA-256 of the one there is."""

    view: str
    title: str
    photo: str = ""
    demanded: bool = False


class PhotoSlot(QAbstractButton):
    """A thumbnail, or the empty place of a photo."""

    def __init__(self, slot: Slot, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slot, self._around = slot, around
        self._image: QImage | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST_SLOT_PX)
        self.setAccessibleName(slot.title)

    def show_image(self, image: QImage | None) -> None:
        """Show the thumbnail."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Slots share the width."""
        return QSize(80, _SLOT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw thumbnail or empty place, with the view's name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        corners = QPainterPath()
        corners.addRoundedRect(area, 8, 8)
        if self._image is None:
            self._draw_empty(painter, area)
        else:
            painter.setClipPath(corners)
            self._draw_image(painter, area, self._image)
            painter.setClipping(False)
        if self.isChecked():
            painter.setPen(QPen(self._around.theme.palette.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(corners)

    def _draw_empty(self, painter: QPainter, area: QRectF) -> None:
        palette = self._around.theme.palette
        painter.setPen(QPen(palette.colour("control_border"), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 8, 8)
        painter.setFont(font(Size.SMALL, bold=self._slot.demanded))
        painter.setPen(palette.colour("text" if self._slot.demanded else "muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(4, 4, -4, -4), int(flags), self._slot.title)

    def _draw_image(self, painter: QPainter, area: QRectF, image: QImage) -> None:
        scale = max(area.width() / image.width(), area.height() / image.height())
        part = QRectF(0, 0, area.width() / scale, area.height() / scale)
        part.moveCenter(QRectF(image.rect()).center())
        painter.drawImage(area, image, part)
        caption = QRectF(area.left(), area.bottom() - 20, area.width(), 20)
        painter.fillRect(caption, "#b0101418")
        painter.setFont(font(11))
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(caption.adjusted(6, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self._slot.title)


class EvidenceColumn(QWidget):
    """``capture_asked()`` when a photo is wanted, ``view_chosen(view)`` when a slot is picked,
    ``thumbnail_wanted(sha256)`` when a picture must be fetched."""

    capture_asked = Signal()
    view_chosen = Signal(str)
    thumbnail_wanted = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.camera = CameraView(around)
        self._capture = ActionButton(keys=["Space"])
        self._capture.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._slots = row(spacing=GRID_PX)
        self._buttons: dict[str, PhotoSlot] = {}
        self._thumbnails: dict[str, QImage] = {}
        self._shown: tuple[Slot, ...] = ()
        self._title, self._sentences = label("section"), label(wrap=True)
        self._lay_out()
        self._capture.clicked.connect(self.capture_asked)
        around.words.follow(self.retranslate)

    def show_slots(self, slots: Sequence[Slot], chosen: str) -> None:
        """Show the photos asked for; ``chosen`` is the view that the next one shows."""
        if tuple(slots) != self._shown:
            self._rebuild(slots)
        self.choose(chosen)

    def choose(self, view: str) -> None:
        """The next photo shows ``view``."""
        for one, button in self._buttons.items():
            button.setChecked(one == view)
        self.camera.ask_view(view)

    def first_free(self) -> str:
        """The first view without a photo, else the first one; empty when no view is shown."""
        return next(
            (slot.view for slot in self._shown if not slot.photo), self._shown[0].view if self._shown else ""
        )

    def show_thumbnail(self, sha256: str, image: QImage) -> None:
        """A thumbnail that was wanted."""
        self._thumbnails[sha256] = image
        for slot in self._shown:
            if slot.photo == sha256:
                self._buttons[slot.view].show_image(image)

    def show_defects(self, sentences: Sequence[str]) -> None:
        """This unit's defects, as sentences."""
        tr = self._around.words.tr
        self._title.setText(tr("inspect.evidence.defects", count=len(sentences)))
        numbered = [f"{place}. {sentence}" for place, sentence in enumerate(sentences, 1)]
        self._sentences.setText("\n".join(numbered) or tr("inspect.evidence.no_defects"))

    def show_quality(self, findings: Mapping[str, bool]) -> None:
        """Sharpness, exposure and glare of the live picture; True is good."""
        tr = self._around.words.tr
        words = tuple(
            (State.OK if good else State.ATTENTION, tr(f"inspect.quality.{name}_{'ok' if good else 'bad'}"))
            for name, good in findings.items()
        )
        self.camera.show_quality(words)

    def retranslate(self) -> None:
        """Write every text again."""
        self._capture.set_text(self._around.words.tr("inspect.action.capture"))

    def _rebuild(self, slots: Sequence[Slot]) -> None:
        for button in self._buttons.values():
            self._slots.removeWidget(button)
            discard(button)
        self._shown, self._buttons = tuple(slots), {}
        for slot in slots:
            button = PhotoSlot(slot, self._around)
            button.clicked.connect(lambda _on, view=slot.view: self.view_chosen.emit(view))
            self._slots.insertWidget(self._slots.count() - 1, button, 100)
            self._buttons[slot.view] = button
            self._fetch(slot, button)

    def _fetch(self, slot: Slot, button: PhotoSlot) -> None:
        if slot.photo in self._thumbnails:
            button.show_image(self._thumbnails[slot.photo])
        elif slot.photo:
            self.thumbnail_wanted.emit(slot.photo)

    def _lay_out(self) -> None:
        lines = column(self, spacing=12)
        lines.addWidget(self.camera)
        self._slots.addStretch(1)
        lines.addLayout(self._slots)
        lines.addWidget(self._capture)
        card = look(QFrame(), "card")
        inside = column(card, spacing=GRID_PX, margin=2 * GRID_PX)
        inside.addWidget(self._title)
        holder = look(QWidget(), "plain")
        held = column(holder)
        held.addWidget(self._sentences)
        held.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        inside.addWidget(scroll, 1)
        lines.addWidget(card, 1)
