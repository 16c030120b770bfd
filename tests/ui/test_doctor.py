"""The doctor looks at everything and says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devices.bench.label_printer import SimulatedPrinter
from station.places import Home
from station.settings import Settings, save_settings
from ui.cli.main import main
from ui.doctor import Check, Finding, examine

pytestmark = pytest.mark.usefixtures("qapp")
"""The examination makes an application without windows where there is none; later tests need one with."""


@pytest.mark.expect_log("PulseAudio|QtMultimedia backends", at_least=0)
def test_a_place_without_fonts_display_or_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert main(["doctor", "--json", "--lang", "zh", "--home", str(tmp_path)]) == 0
    checks = {one["name"]: one for one in json.loads(capsys.readouterr().out)["checks"]}
    wanted = {
        "display",
        "qt",
        "fonts",
        "sound",
        "ports",
        "cameras",
        "printers",
        "label_printer",
        "disk",
        "backup",
        "clock",
    }
    assert wanted <= set(checks)
    assert all(one["do"] for one in checks.values() if one["state"] != "ok")
    assert checks["fonts"]["state"] == "ok"


@pytest.mark.expect_log("PulseAudio|QtMultimedia backends", at_least=0)
def test_it_changes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "not-there")
    findings = {check.name: check.finding for check in examine(home)}
    assert findings["disk"] is Finding.OK and not home.root.exists()


@pytest.mark.expect_log("PulseAudio|QtMultimedia backends", at_least=0)
def test_the_label_printer_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with SimulatedPrinter() as printer:
        save_settings(home, Settings(label_printer=printer.url))
        assert _label_printer(home).finding is Finding.OK
        printer.fault("paper_out")
        out = _label_printer(home)
        assert out.trouble is not None and out.trouble.code == "LAB-003"
        printer.off()
        off = _label_printer(home)
        assert off.finding is Finding.ATTENTION and off.trouble is not None and off.trouble.code == "LAB-001"


def _label_printer(home: Home) -> Check:
    return next(one for one in examine(home) if one.name == "label_printer")
