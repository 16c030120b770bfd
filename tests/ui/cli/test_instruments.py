"""``station instruments`` and ``station bench serve`` as a person or a script uses them."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.bench.instruments import PROFILES, SimulatedBench
from ui.cli.main import main

STATION = Path(sys.executable).with_name("station")


@pytest.fixture
def bench() -> Iterator[SimulatedBench]:
    with SimulatedBench() as running:
        running.set_load(187.3)
        yield running


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_profiles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "profiles", "--json"]) == 0
    profiles = {one["profile"]: one for one in json.loads(capsys.readouterr().out)}
    assert profiles["mettler-mt-sics"]["family"] == "mettler-toledo MT-SICS (level 0/1)"
    assert profiles["mettler-mt-sics"]["quantity"] == "mass"
    assert all(one["models"] for one in profiles.values())
    assert main(["instruments", "profiles"]) == 0
    assert "mitutoyo-01a" in capsys.readouterr().out


def test_decode(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recording = tmp_path / "balance.bin"
    recording.write_bytes(b"S S     100.00 g\r\n\x02hum\r\n")
    assert main(["instruments", "decode", "--profile", "mettler-mt-sics", str(recording)]) == 0
    assert lines(capsys) == [
        {
            "status": "ok",
            "quantity": "mass",
            "value": "100.00",
            "unit": "g",
            "stable": True,
            "raw": "S S     100.00 g\\r\\n",
        },
        {
            "status": "unknown",
            "quantity": None,
            "value": None,
            "unit": None,
            "stable": None,
            "raw": "\\x02hum\\r\\n",
        },
    ]


def test_decode_hexadecimal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recording = tmp_path / "caliper.hex"
    recording.write_text("3031412b 30303030 2e313233 0d\n39 31 31 0D")
    assert main(["instruments", "decode", "--hex", "--profile", "mitutoyo-01a", str(recording)]) == 0
    value, silence = lines(capsys)
    assert (value["value"], value["unit"], value["raw"]) == ("0.123", "mm", "3031412b303030302e3132330d")
    assert silence["extra"]["reason"] == "gauge_off"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--profile", "no-such", "-"], "INS-009"),
        (["--profile", "mettler-mt-sics", "no-such-file"], "IMP-001"),
        (["--profile", "mettler-mt-sics", "--hex", "README.md"], "IMP-001"),
    ],
)
def test_decode_refuses(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "decode", *words]) == 1
    assert capsys.readouterr().err.startswith(code)


@pytest.mark.parametrize("name", ["balance", "caliper", "multimeter"])
def test_listen(bench: SimulatedBench, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["listen", bench.urls[name], "--profile", PROFILES[name], "--count", "3", "--timeout", "30"]
    assert main(["instruments", *words]) == 0
    heard = lines(capsys)
    assert len(heard) == 3
    assert {one["status"] for one in heard} <= {"ok", "unstable"}


def test_listen_until_the_time_is_over(bench: SimulatedBench, capsys: pytest.CaptureFixture[str]) -> None:
    url = bench.urls["balance"]
    words = ["instruments", "listen", url, "--profile", "mettler-mt-sics", "--timeout", "1"]
    assert main(words) == 0
    assert lines(capsys)
    assert main([*words, "--count", "1000"]) == 1
    assert "INS-003" in capsys.readouterr().err


def test_listen_where_nobody_is(bench: SimulatedBench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.unplug("balance")
    assert main(["instruments", "listen", bench.urls["balance"], "--profile", "mettler-mt-sics"]) == 1
    assert capsys.readouterr().err.startswith("INS-002")


def test_probe(bench: SimulatedBench, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "probe", bench.urls["balance"], "--json"]) == 0
    (match,) = json.loads(capsys.readouterr().out)["matches"]
    assert (match["profile"], match["serial"]) == ("mettler-mt-sics", "B4271830")
    bench.switch("balance", on=False)
    assert main(["instruments", "probe", bench.urls["balance"]]) == 1
    assert capsys.readouterr().err.startswith("INS-003")


@pytest.mark.parametrize("words", [["--json"], [], ["--lang", "zh"]])
def test_list(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "list", *words]) == 0
    assert capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_bench_serve_until_stopped(number: signal.Signals) -> None:
    words = [str(STATION), "bench", "serve", "--json"]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as served:
        assert served.stdin and served.stdout and served.stderr
        addresses = json.loads(served.stdout.readline())
        assert set(addresses["instruments"]) == set(PROFILES)
        assert addresses["camera"].startswith("http://")
        served.stdin.write(b"load 5\n")
        served.stdin.flush()
        assert served.stderr.readline() == b"ok\n"
        host, _, port = addresses["control"].partition(":")
        with socket.create_connection((host, int(port)), 10) as peer, peer.makefile("rw") as control:
            control.write("length 7.82\n")
            control.flush()
            assert control.readline() == "ok\n"
        served.send_signal(number)
        assert served.wait(30) == 0
        assert served.stderr.read() == b""
