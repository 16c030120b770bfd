"""What keeps a label template from being printed by any printer that may be set.

Measured for the coarsest head that is sold with label printers of this size, 203 dpi: what can be read off
that can be read off every finer one.
"""

from __future__ import annotations

from collections.abc import Iterator

from station.reports.document import Document
from station.reports.faults import Fault, spoken
from station.reports.template import LabelField, LabelTemplate
from station.texts import Phrase

_EDGE_MM = 0.01
_LEAST_CODE_MM = 7.5
"""A QR code of 29 modules, which holds a record's number or an address of 40 characters, of two dots each."""
_LEAST_BARS_MM = 4.0
_LEAST_TEXT_MM = 1.7
"""Twelve dots: Chinese strokes run together below."""


def label_faults(template: LabelTemplate, document: Document) -> Iterator[Fault]:
    """Fields that lie off the label, codes too fine to scan, texts too small to read; by their lines."""
    for number, field in enumerate(template.field):
        for name, why in _faults(field, template):
            place = ("field", number)
            yield Fault(document.line((*place, name)), f"{spoken(place)} · {name}", why)


def _faults(field: LabelField, template: LabelTemplate) -> Iterator[tuple[str, Phrase]]:
    across, down = field.x_mm + field.width_mm, field.y_mm + field.height_mm
    for name, reach, end in (
        ("width_mm", across, template.width_mm),
        ("height_mm", down, template.height_mm),
    ):
        if reach > end + _EDGE_MM:
            yield name, Phrase("templates.fault.off_label", {"reach": f"{reach:g}", "end": f"{end:g}"})
    least = {"qr": _LEAST_CODE_MM, "code128": _LEAST_BARS_MM}.get(field.kind)
    side = min(field.width_mm, field.height_mm) if field.kind == "qr" else field.height_mm
    if least is not None and side < least:
        yield "height_mm", Phrase("templates.fault.code_small", {"side": f"{side:g}", "least": f"{least:g}"})
    if field.kind == "text" and field.height_mm < _LEAST_TEXT_MM:
        small = {"height": f"{field.height_mm:g}", "least": f"{_LEAST_TEXT_MM:g}"}
        yield "height_mm", Phrase("templates.fault.text_small", small)
