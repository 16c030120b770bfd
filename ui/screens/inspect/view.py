"""The Inspect screen: puts the pages of the stages together and the devices beside them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from station.errors import KnownError
from station.inspection.identity import codes_of
from station.model.record import Record
from station.model.verdict_json import verdict_from_json
from station.standards.library import home_library
from ui.context import Context
from ui.evidence_pictures import small_picture
from ui.paper_desk import PaperDesk
from ui.printing.print_sheets import PrintSheets
from ui.screens.inspect.alive import while_alive
from ui.screens.inspect.certificate_page import CertificatePage
from ui.screens.inspect.devices_beside import DevicesBeside
from ui.screens.inspect.idle_page import IdlePage
from ui.screens.inspect.override_words import say_blocked
from ui.screens.inspect.overriding import Blocked
from ui.screens.inspect.past_words import PastWords
from ui.screens.inspect.seal_page import SealPage
from ui.screens.inspect.step_page import StepPage
from ui.screens.inspect.top_words import top_words
from ui.screens.inspect.verdict_page import VerdictPage
from ui.screens.inspect.verdict_words import VerdictWords
from ui.screens.inspect.viewmodel import InspectViewModel, Stage
from ui.screens.screen import ScreenView, TopLineText
from ui.widgets.looks import column
from ui.widgets.override_panel import OverridePanel
from ui.widgets.surroundings import Surroundings

_THUMBNAIL = QSize(320, 180)


class InspectView(ScreenView):
    """One page per stage. ``model`` says what happened; the devices feed the page shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._around = around = Surroundings(
            context.translator, context.theme, partial(home_library, context.home), context.clock.now
        )
        self.model = InspectViewModel(context, self)
        self.papers = PaperDesk(context, self)
        self.idle, self.step = IdlePage(around), StepPage(around)
        self.seal, self.verdict = SealPage(around), VerdictPage(around)
        self.certificate = CertificatePage(around)
        self.override = OverridePanel(around, context.clock)
        self._pages = QStackedWidget()
        for page in (self.idle, self.step, self.seal, self.verdict, self.certificate, self.override):
            self._pages.addWidget(page)
        column(self).addWidget(self._pages)
        self.sheets = PrintSheets(context, self.papers, self._pages)
        self.devices = DevicesBeside(context, self.model, self.idle, self.step, self)
        self.gauges, self.cameras = self.devices.gauges, self.devices.cameras
        self._connect_model()
        self._connect_pages()
        self._connect_override()
        self.model.open()

    def top_line(self) -> TopLineText:
        """Unit, step and state of the inspection."""
        return top_words(self.model, self._context)

    def entered(self) -> None:
        """Look and measure again, and give the keys to the page shown."""
        self.devices.watch()
        self._focus()

    def left(self) -> None:
        """Nothing is looked at or measured while this screen is not shown: nobody would answer for it."""
        self.model.overriding.give_up()
        self.devices.rest()

    def open(self, target: str) -> None:
        """A code to open a unit with."""
        self.model.code(target)

    def _connect_model(self) -> None:
        model = self.model
        model.stage_changed.connect(self._show_stage)
        model.step_shown.connect(self._show_step)
        model.inspection_changed.connect(self._show_inspection)
        model.judging.verdicts_changed.connect(lambda: self.step.show_verdicts(model.verdicts))
        model.review_changed.connect(self._show_review)
        model.looking_back.past_read.connect(lambda: self.step.show_past(model.looking_back.past))
        model.looking_back.difference_read.connect(
            lambda: self.seal.show_difference(model.looking_back.difference)
        )
        model.refused.connect(self._refused)
        model.work.busy_changed.connect(self.step.card.set_busy)
        model.day.drafts_read.connect(self.idle.show_drafts)
        model.day.sealed_read.connect(self.idle.recent.show_today)
        model.day.room_read.connect(self.idle.show_room)
        self._context.events.own_badge.connect(self.seal.show_badge)
        for asks in (model.unit_unknown, model.units_offered):  # also when a verdict or certificate is shown
            asks.connect(lambda _asked: self._pages.setCurrentWidget(self.idle))
        model.unit_unknown.connect(self.idle.ask_by_hand)
        model.units_offered.connect(self.idle.offer_units)
        model.code_for_step.connect(self.devices.code_for_step)
        model.unit_closed.connect(lambda unit: self.cameras.dismiss(codes_of(unit)))
        self.devices.codes_offered.connect(self._offer_codes)
        model.sealed.connect(lambda _record: self._print_label())
        self._context.translator.changed.connect(self._retranslate)
        self._context.translator.hid.connect(self._put_certificate_away)
        self._context.session.changed.connect(self._show_review)

    def _connect_pages(self) -> None:
        model, card = self.model, self.step.card
        self.idle.draft_chosen.connect(model.resume)
        self.idle.unit_chosen.connect(model.open_unit)
        self.idle.code_chosen.connect(model.code)
        self.idle.opened_by_hand.connect(model.open_by_hand)
        self.idle.record_chosen.connect(lambda record: self._context.navigation.go("records", record))
        card.answered.connect(model.answer)
        card.unknown_decided.connect(model.answer_unknown)
        card.not_fitted_asked.connect(model.answer_not_fitted)
        card.back_asked.connect(model.back)
        self.step.item_chosen.connect(model.go_to)
        self.step.park_asked.connect(model.park)
        self.step.clean_asked.connect(model.clean)
        self.step.undo_asked.connect(model.undo)
        self.step.record_asked.connect(lambda record: self._context.navigation.go("records", record))
        self.step.capture_asked.connect(self.devices.capture)
        self.step.view_asked.connect(self.cameras.expect)
        self.step.evidence.thumbnail_wanted.connect(self._fetch_thumbnail)
        self.step.verdicts.photo_wanted.connect(self._fetch_thumbnail)
        self.seal.item_chosen.connect(model.go_to)
        self.seal.rest_unknown_asked.connect(model.leave_rest_unknown)
        self.seal.back_asked.connect(model.back)
        self.seal.signed.connect(model.seal)
        self.verdict.certificate_asked.connect(self._make_certificate)
        self.verdict.label_asked.connect(self._make_label)
        self.verdict.idle_asked.connect(model.show_idle)
        self.certificate.closed.connect(lambda: self._show_stage(self.model.stage))
        self.papers.certificate_ready.connect(self._show_certificate)

    def _connect_override(self) -> None:
        overriding, panel = self.model.overriding, self.override
        overriding.asked.connect(self._ask_override)
        overriding.badge_shown.connect(panel.show_badge)
        overriding.refused.connect(panel.refuse)
        overriding.allowed.connect(lambda _after: self._show_stage(self.model.stage))
        overriding.given_up.connect(lambda: self._show_stage(self.model.stage))
        panel.allowed.connect(overriding.allow)
        panel.given_up.connect(overriding.give_up)

    def _ask_override(self, blocked: Blocked) -> None:
        self._say_blocked()
        self._pages.setCurrentWidget(self.override)
        self.override.ask(blocked.supervisors)

    def _say_blocked(self) -> None:
        blocked, standard = self.model.overriding.blocked, self.model.standard
        if blocked is not None and standard is not None:
            say_blocked(self.override, blocked, standard, self._around)

    def _show_stage(self, stage: Stage) -> None:
        pages = {
            Stage.IDLE: self.idle,
            Stage.STEP: self.step,
            Stage.SEAL: self.seal,
            Stage.VERDICT: self.verdict,
        }
        if stage is Stage.IDLE:
            self.idle.show_waiting()
        if stage is Stage.VERDICT:
            self._show_verdicts()
        if stage is not Stage.STEP:
            self.gauges.rest()
        self._pages.setCurrentWidget(pages[stage])
        self._focus()
        self.top_line_changed.emit()

    def _show_step(self, _item_id: str) -> None:
        model = self.model
        if model.inspection is None or model.item is None or model.standard is None:
            return
        self.step.show_step(model.inspection, model.item, model.standard)
        self.devices.watch_gauges()
        self._focus()
        self.top_line_changed.emit()

    def _show_inspection(self) -> None:
        model = self.model
        if model.inspection is not None and model.standard is not None and self.step.card.step is not None:
            self.step.show_inspection(model.inspection, model.standard)
            self.step.show_cleaning(model.is_cleaning)
        self.top_line_changed.emit()

    def _show_review(self) -> None:
        model, person = self.model, self._context.session.person
        if model.review is not None and model.inspection is not None and model.standard is not None:
            self.seal.show_review(model.review, model.inspection, model.standard, person)

    def _show_verdicts(self) -> None:
        record = self.model.record
        if record is not None:
            library = home_library(self._context.home)
            standard = library.internal_standard(record.document["unit"]["category"])
            verdicts = [verdict_from_json(raw) for raw in record.document["verdicts"]]
            words = VerdictWords(self._around)
            self.verdict.show_verdicts([words.content(one, standard) for one in verdicts])
            self._show_standing(record)

    def _show_standing(self, record: Record) -> None:
        tr, found = self._context.translator.tr, self.model.looking_back.difference
        demanded = record.document["countersign"]["demanded_by"]
        because = dict.fromkeys(tr(f"inspect.because.{one['because']}") for one in demanded)
        named = tr("inspect.card.and").join(because)
        awaits = tr("inspect.verdict.awaits", because=named) if demanded else ""
        said = PastWords(self._around).difference(found) if found else ""
        differs = found is not None and bool(found.items or found.verdicts)
        self.verdict.show_standing(awaits, said, differs=differs)

    def _retranslate(self) -> None:
        if self.model.stage is Stage.VERDICT:
            self._show_verdicts()
        if self._pages.currentWidget() is self.certificate:
            self._make_certificate()
        self._say_blocked()
        self.devices.retranslate()
        self.top_line_changed.emit()

    def _put_certificate_away(self) -> None:
        """Whoever reads now may not see what it was printed with."""
        if self._pages.currentWidget() is self.certificate:
            self._show_stage(self.model.stage)

    def _offer_codes(self, codes: tuple[str, ...]) -> None:
        self._pages.setCurrentWidget(self.idle)
        self.idle.offer_codes(codes)

    def _fetch_thumbnail(self, sha256: str) -> None:
        path_of = self._context.keep.records.photo_path
        self._context.database.run(
            lambda: small_picture(path_of(sha256), _THUMBNAIL),
            while_alive(self, lambda image: self._show_thumbnail(sha256, image)),
        )

    def _show_thumbnail(self, sha256: str, image: QImage | None) -> None:
        if image is not None:
            self.step.evidence.show_thumbnail(sha256, image)
            self.step.verdicts.show_photo(sha256, image)

    def _refused(self, error: KnownError) -> None:
        if self.model.stage is Stage.SEAL and error.code != "INSP-008":
            self.seal.refuse(error)

    def _make_certificate(self) -> None:
        if self.model.record is not None:
            self.papers.make_certificate(self.model.record)

    def _make_label(self) -> None:
        if self.model.record is not None:
            self.papers.make_label(self.model.record)

    def _print_label(self) -> None:
        if self.model.record is not None:
            self.papers.print_if_set(self.model.record)

    def _show_certificate(self, path: Path) -> None:
        self._pages.setCurrentWidget(self.certificate)
        self.certificate.show_file(path)

    def _focus(self) -> None:
        page = self._pages.currentWidget()
        if page is self.step:
            self.step.card.show_answer()
        elif page is self.seal:
            self.seal.take_keys()
        elif page is self.override:
            self.override.take_keys()
        elif page is not None:
            page.setFocus()
