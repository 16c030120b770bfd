"""``station instruments``: ports, profiles, decoding, listening and probing."""

from __future__ import annotations

import argparse
import queue
import sys
import time
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Lang, error_text, text
from ui.cli.command import add_command, add_group, emit, emit_line, read_bytes, say
from ui.platform_feed import offer_profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devices.instruments.instrument import Instrument
    from devices.instruments.profile import Profile
    from station.model.reading import Reading
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``station instruments …``."""
    group = add_group(commands, "instruments", "Instruments on a wire: ports, profiles, readings")
    add_command(group, "list", list_ports, "Serial ports of this machine and who hangs on them")
    add_command(group, "profiles", profiles, "Instrument profiles that can be used")
    decode_parser = add_command(group, "decode", decode, "Decode recorded bytes, one JSON line per frame")
    decode_parser.add_argument("--profile", required=True, help="name of the profile")
    decode_parser.add_argument("--hex", action="store_true", help="FILE holds hexadecimal digits")
    decode_parser.add_argument("file", metavar="FILE", help="recorded bytes; - is standard input")
    listen_parser = add_command(group, "listen", listen, "Readings of an instrument, one JSON line per frame")
    listen_parser.add_argument("url", metavar="URL", help="serial:…, socket://… or rfc2217://…")
    listen_parser.add_argument("--profile", required=True, help="name of the profile")
    listen_parser.add_argument("--count", type=int, default=0, help="stop after so many frames")
    listen_parser.add_argument("--timeout", type=float, help="stop after so many seconds")
    probe_parser = add_command(
        group, "probe", probe_url, "Ask an instrument who it is, by harmless questions"
    )
    probe_parser.add_argument("url", metavar="URL", help="serial:…, socket://… or rfc2217://…")


def list_ports(arguments: argparse.Namespace) -> None:
    """Show the serial ports."""
    from devices.instruments.discovery import serial_ports

    ports = serial_ports()
    if arguments.json:
        fields = ("path", "url", "identity", "description")
        emit([{field: getattr(port, field) for field in fields} for port in ports])
        return
    for port in ports:
        say(f"{port.url}  {port.description}  {port.identity}".rstrip())
    if not ports:
        say(text(_lang(arguments), "instruments.no_ports"))


def profiles(arguments: argparse.Namespace) -> None:
    """Show the profiles; a malformed one is told on standard error and hides no other."""
    from devices.instruments.library import known_profiles

    offer_profiles(arguments.home)
    known = known_profiles()
    for problem in known.problems:
        what, do = error_text(_lang(arguments), problem)
        sys.stderr.write(f"{problem.code}: {what} {do}\n")
    if arguments.json:
        emit([_profile_json(profile) for profile in known.profiles])
        return
    for profile in known.profiles:
        say(f"{profile.name}  {profile.quantity} {profile.unit}  {profile.family}")


def decode(arguments: argparse.Namespace) -> None:
    """Decode a recording."""
    from devices.instruments.host_clock import HostClock
    from devices.instruments.library import profile
    from devices.instruments.reading_json import reading_json
    from devices.instruments.recording import decode_recording

    offer_profiles(arguments.home)
    known = profile(arguments.profile)
    recording = read_bytes(arguments.file)
    if arguments.hex:
        recording = _from_hex(recording, arguments.file)
    for reading in decode_recording(recording, known, HostClock()):
        emit_line(reading_json(reading, hexadecimal=arguments.hex))


def listen(arguments: argparse.Namespace) -> None:
    """Write readings until count, timeout or Ctrl-C.

    Raises:
        KnownError: INS-002 when nothing listens at the URL, INS-003 when the time is over before the count.
    """
    from devices.instruments.instrument import Instrument
    from devices.instruments.library import profile
    from devices.instruments.reading_json import reading_json

    offer_profiles(arguments.home)
    instrument = Instrument(arguments.url, profile(arguments.profile), arguments.url)
    heard = 0
    for reading in _readings(instrument, arguments.timeout):
        emit_line(reading_json(reading))
        heard += 1
        if heard == arguments.count:
            return
    if heard == 0 or heard < arguments.count:
        raise KnownError("INS-003", device=arguments.url)


def probe_url(arguments: argparse.Namespace) -> None:
    """Ask who is there.

    Raises:
        KnownError: INS-002 when nothing listens at the URL, INS-003 when no profile was answered.
    """
    from devices.instruments.library import known_profiles
    from devices.instruments.probe import probe
    from devices.instruments.reading_json import escaped

    offer_profiles(arguments.home)
    matches = probe(arguments.url, known_profiles().profiles)
    if arguments.json:
        found = [
            {
                "profile": match.profile.name,
                "family": match.profile.family,
                "identified": match.identified,
                "serial": match.serial,
                "model": match.model,
                "raw": escaped(match.raw),
            }
            for match in matches
        ]
        emit({"url": arguments.url, "matches": found})
    for match in () if arguments.json else matches:
        say(f"{match.profile.name}  {match.model} {match.serial}".rstrip())
    if not matches:
        raise KnownError("INS-003", device=arguments.url)


def _readings(instrument: Instrument, timeout_s: float | None) -> Iterator[Reading]:
    """Readings as they come, until the time is over; the instrument is closed at the end."""
    from station.ports import DeviceState

    arrived: queue.Queue[Reading | DeviceState] = queue.Queue()
    deadline = None if timeout_s is None else time.monotonic() + timeout_s
    ever_online = False
    instrument.start(arrived.put, arrived.put)
    try:
        while True:
            left_s = None if deadline is None else max(0.0, deadline - time.monotonic())
            arrival = arrived.get(timeout=left_s)
            if not isinstance(arrival, DeviceState):
                yield arrival
            ever_online = ever_online or arrival is DeviceState.ONLINE
            if arrival is DeviceState.LOST and not ever_online and not instrument.connected:
                raise KnownError("INS-002", device=instrument.info.name, why=instrument.trouble)
    except queue.Empty:
        return
    finally:
        instrument.close()


def _profile_json(profile: Profile) -> dict[str, Any]:
    return {
        "profile": profile.name,
        "family": profile.family,
        "models": list(profile.models),
        "quantity": profile.quantity,
        "unit": profile.unit,
        "mode": profile.mode,
    }


def _from_hex(digits: bytes, file: str) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError as error:
        raise KnownError("IMP-001", file=file, why=str(error)) from error


def _lang(arguments: argparse.Namespace) -> Lang:
    return Lang(arguments.lang or Lang.EN)
