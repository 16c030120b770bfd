"""Scan: a code read by the scanner or the camera; typing it is the way out."""

from __future__ import annotations

from station.model.checklist import ItemKind
from ui.steps.text import TextStep


class ScanStep(TextStep):
    """A scan is the answer at once; a typed code needs Enter and stays marked manual."""

    kind = ItemKind.SCAN
    invitation = "steps.scan.type"

    def take_code(self, code: str) -> bool:
        """Fill in and confirm the scanned code."""
        super().take_code(code)
        self.confirm()
        return True


STEP = ScanStep
