"""``station tour``: opens the station on a practice home, drives it, and writes down what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from station.errors import KnownError
from station.grading.asking.account import Account, account
from station.places import Home
from station.reports.certificate import certificate_pdf
from station.reports.label import label_zpl
from station.standards.library import channel_standard, channel_standards, home_library, internal_standard
from station.texts import Lang
from ui.app import StationApp
from ui.tour.driver import Tour
from ui.tour.hub import Ending, practice_hub
from ui.tour.outcome import Outcome
from ui.tour.script import load_script

_UNITS, _UNITS_OF_ALL = 20, 5
"""Simulated units behind each expected number of steps."""


def run_tour(folder: Path, lang: Lang, theme: str) -> Outcome:
    """One whole inspection up to a hub's receipt; everything that came of it lies in ``folder``.

    Needs a running application. The practice home of the tour is a fresh folder inside ``folder``.

    Raises:
        KnownError: REP-004 when ``folder`` cannot be written.
    """
    home = _fresh_home(folder)
    outcome = Outcome(folder, home.root)
    _make(outcome.pictures_folder)
    app = StationApp(home, practice=True)
    try:
        app.parts.settings.change(language=lang, theme=theme)
        app.start()
        Tour(app, load_script(), outcome).run()
        with practice_hub(folder / home.root.name.replace("practice", "hub")) as hub:
            Ending(app, outcome).run(hub)
            app.parts.exchange.close()
        _write_files(app, outcome, lang)
        outcome.accounts.extend(_accounts())
    finally:
        app.window.close()
        app.close()
    return outcome


def _accounts() -> Iterator[Account]:
    """What inspecting is expected to cost for every channel, for two of them, and for all."""
    internal, standards = internal_standard("smartphone"), channel_standards("smartphone")
    sets = [[standard] for standard in standards]
    sets += [[channel_standard("amazon-renewed"), channel_standard("b-stock-superior")]]
    for targets in sets:
        yield account(internal, targets, _UNITS)
    yield account(internal, standards, _UNITS_OF_ALL)


def _fresh_home(folder: Path) -> Home:
    taken = sum(1 for _ in folder.glob("practice-*"))
    return Home(folder / f"practice-{taken + 1}")


def _write_files(app: StationApp, outcome: Outcome, lang: Lang) -> None:
    record, context = outcome.record, app.context
    if record is None or context is None:
        raise RuntimeError("the tour ended without a record")
    document = json.dumps(dict(record.document), ensure_ascii=False, indent=2)
    outcome.record_file.write_text(document + "\n", "utf-8")
    titles, photo = home_library(context.home), context.keep.records.photo_path
    outcome.certificate_file.write_bytes(certificate_pdf(record, photo, lang, titles=titles))
    outcome.label_file.write_bytes(label_zpl(record, lang, titles=titles))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("REP-004", file=str(folder), why=error.strerror or str(error)) from error
