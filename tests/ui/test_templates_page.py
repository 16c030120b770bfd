"""Report templates in Settings: a copy is changed, a broken text marks its line, the preview follows."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PageObject, PdfReader
from pytestqt.qtbot import QtBot

from station.inspection.own_templates import all_templates
from station.inspection.template_preview import Preview, examples_of, preview_of
from station.reports.editing import with_setting
from station.reports.template import template_files
from station.texts import Lang
from ui.context import Context
from ui.example import seal_example
from ui.screens.settings.templates.page import TemplatesPage
from ui.screens.settings.templates.viewmodel import TemplatesModel


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> TemplatesPage:
    """The page with the certificate open."""
    model = TemplatesModel(context)
    page = TemplatesPage(context, model)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    with qtbot.waitSignal(model.opened):
        model.refresh()
    return page


def _names(context: Context) -> list[str]:
    return [one.name for one in all_templates(context.home) if one.is_own]


def test_a_built_in_template_is_shown_and_not_changed(page: TemplatesPage) -> None:
    assert page.editor.isReadOnly() and "[[block]]" in page.editor.toPlainText()


def test_a_copy_is_changed_saved_and_removed(page: TemplatesPage, context: Context, qtbot: QtBot) -> None:
    model = page._model
    with qtbot.waitSignal(model.opened):
        page._copy.click()
    assert _names(context) == ["certificate-2"] and not page.editor.isReadOnly()
    page.type_text(with_setting(page.editor.toPlainText(), "paper", '"A5"'))
    with qtbot.waitSignal(model.saved):
        page._save.click()
    text = (context.home.templates / "certificate-2.toml").read_text("utf-8")
    assert 'paper = "A5"' in text
    with qtbot.waitSignal(model.opened):
        page._remove.click()
    assert _names(context) == [] and page.editor.isReadOnly()


def test_a_broken_line_is_marked_and_told_and_not_saved(
    page: TemplatesPage, context: Context, qtbot: QtBot
) -> None:
    model = page._model
    with qtbot.waitSignal(model.opened):
        page._copy.click()
    with qtbot.waitSignal(model.previewed):
        page.type_text(page.editor.toPlainText().replace('kind = "unit"', 'kind = "unti"'))
    [mark] = page.editor.extraSelections()
    assert mark.cursor.block().text() == 'kind = "unti"'
    assert "unti" in page._fault.text() and str(mark.cursor.blockNumber() + 1) in page._fault.text()
    with qtbot.waitSignal(model.refused):
        page._save.click()
    text = (context.home.templates / "certificate-2.toml").read_text("utf-8")
    assert "unti" not in text


def test_simple_fields_change_one_line_of_the_text() -> None:
    text = '# mine\noutput = "pdf"\npaper = "A4"\n[title]\nzh = "一"\nen = "one"\n'
    assert with_setting(text, "paper", '"A5"') == text.replace("A4", "A5")
    assert with_setting(text, "language", '"zh"').splitlines()[2] == 'language = "zh"'
    assert with_setting(text, "paper", None) == text.replace('paper = "A4"\n', "")
    assert with_setting("broken = ", "paper", '"A5"') == "broken = "


def test_texts_follow_the_language(page: TemplatesPage, context: Context) -> None:
    for lang in Lang:
        context.translator.set_language(lang)
        assert page._title.text() == {"zh": "单据模板", "en": "Report templates"}[lang.value]


def test_unsaved_text_is_asked_about_before_it_goes(
    page: TemplatesPage, context: Context, qtbot: QtBot
) -> None:
    model, file = page._model, context.home.templates / "certificate-2.toml"
    with qtbot.waitSignal(model.opened):
        page._copy.click()
    changed = with_setting(page.editor.toPlainText(), "paper", '"A5"')
    page.type_text(changed)
    page.show_template("receipt")
    assert page.unsaved.isVisible() and page.editor.toPlainText() == changed
    page.unsaved.buttons["stay"].click()
    assert not page.unsaved.isVisible() and page.editor.toPlainText() == changed
    page.show_template("receipt")
    page.unsaved.buttons["keep"].click()
    qtbot.waitUntil(lambda: page._open is not None and page._open.name == "receipt")
    assert file.read_text("utf-8") == changed and page._wanted == "receipt"
    page.show_template("certificate-2")
    qtbot.waitUntil(lambda: page._open is not None and page._open.name == "certificate-2")
    page.type_text(changed + "# more\n")
    page.show_template("receipt")
    page.unsaved.buttons["drop"].click()
    qtbot.waitUntil(lambda: page._open is not None and page._open.name == "receipt")
    assert file.read_text("utf-8") == changed and page.editor.isReadOnly()


def test_a_template_is_the_default_for_one_channel(
    page: TemplatesPage, context: Context, qtbot: QtBot
) -> None:
    model = page._model
    place = next(n for n, one in enumerate(page._scopes) if one.channel == "back-market")
    with qtbot.waitSignal(model.opened):
        page.show_template("full-report")
    page.scope.setCurrentIndex(place)
    page.scope.activated.emit(place)
    with qtbot.waitSignal(model.read):
        page._usual.click()
    [rule] = context.settings.now.templates
    assert (rule.template, rule.channel, rule.category) == ("full-report", "back-market", "")
    with qtbot.waitSignal(model.read):
        page._usual.click()
    assert context.settings.now.templates == ()
    assert "certificate" in page._fault.text(), "it says what units get now"
    qtbot.waitUntil(lambda: page._usual.isEnabled())


def test_a_label_made_the_default_can_be_taken_back(
    page: TemplatesPage, context: Context, qtbot: QtBot
) -> None:
    for wanted in ("label-small", "label"):
        with qtbot.waitSignal(page._model.opened):
            page.show_template("label-small")
        with qtbot.waitSignal(page._model.read):
            page._usual.click()
        assert context.settings.now.label.template == wanted


def test_reports_of_an_analysis_are_changed_and_previewed_too(context: Context, qtbot: QtBot) -> None:
    picture = BytesIO()
    Image.new("RGB", (640, 480), "slategray").save(picture, "JPEG")
    person = context.session.person
    assert person is not None
    seal_example(context.keep, person.id, "2580", lambda _view: picture.getvalue())
    model = TemplatesModel(context)
    page = TemplatesPage(context, model)
    qtbot.addWidget(page)
    with qtbot.waitSignal(model.previewed):
        model.refresh()
    with qtbot.waitSignal(model.previewed) as whole:
        page.show_template("quality-report")
    assert whole.args is not None and len(_pages(whole.args[0].pdf)) > 1
    assert page.preview.pages == len(_pages(whole.args[0].pdf))
    model.previewed.emit(Preview(b"", ()))
    assert page.preview.pages == 0
    with qtbot.waitSignal(model.previewed):
        page._copy.click()
    with qtbot.waitSignal(model.previewed) as changed:
        page.type_text(with_setting(page.editor.toPlainText(), "paper", '"A5"'))
    assert changed.args is not None
    assert round(float(_pages(changed.args[0].pdf)[0].mediabox.width) / 72 * 25.4) == 148


@pytest.mark.parametrize("name", ["shift-report", "inspector-report", "measurement-study", "audit-sample"])
def test_what_has_no_example_shows_nothing(context: Context, name: str) -> None:
    store, file = context.keep.store, template_files()[name]
    assert preview_of(file.read_text("utf-8"), False, examples_of(store), Lang.ZH) == Preview(b"", ())


def _pages(content: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(content)).pages)
