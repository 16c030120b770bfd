"""A page as a person chose it: the page of control charts is of what they control."""

from __future__ import annotations

from station.analysis.controlling import Control
from station.analysis.figures import Figures
from station.analysis.pages import Page
from station.analysis.pages.control import KEY, control_page
from station.analysis.scope import Scope
from station.model.analysis_page import AnalysisPage
from station.texts import Lang

USUAL_CONTROL = Control()


def made_page(
    page: Page, figures: Figures, scope: Scope, lang: Lang, control: Control = USUAL_CONTROL
) -> AnalysisPage:
    """``page`` over a scope, the same on screen, on paper and in a workbook.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    if page.key == KEY:
        return control_page(figures, scope, lang, control)
    return page.make(figures, scope, lang)
