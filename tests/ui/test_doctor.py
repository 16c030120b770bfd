"""The doctor looks at everything and says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from station.places import Home
from ui.cli.main import main
from ui.doctor import Finding, examine

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
    wanted = {"display", "qt", "fonts", "sound", "ports", "cameras", "printers", "disk", "backup", "clock"}
    assert wanted <= set(checks)
    assert all(one["do"] for one in checks.values() if one["state"] != "ok")
    assert checks["fonts"]["state"] == "ok"


@pytest.mark.expect_log("PulseAudio|QtMultimedia backends", at_least=0)
def test_it_changes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "not-there")
    findings = {check.name: check.finding for check in examine(home)}
    assert findings["disk"] is Finding.OK and not home.root.exists()
