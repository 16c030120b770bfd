"""``station camera``: which cameras there are, a still from one, quality and codes of pictures."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Lang, text
from ui.cli.command import add_command, add_group, emit, emit_line, read_bytes, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from devices.cameras.frame import Frame
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``station camera …``."""
    group = add_group(commands, "camera", "Cameras and pictures")
    add_command(group, "list", list_cameras, "USB cameras plugged in, with the address to choose each by")
    grab_parser = add_command(group, "grab", grab, "Take one still, the camera's own JPEG when it sends one")
    grab_parser.add_argument("url", metavar="URL", help="usb:…, http://… (MJPEG) or folder:…")
    grab_parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="JPEG file to write")
    quality_parser = add_command(group, "quality", quality, "Sharpness, exposure and glare of pictures")
    quality_parser.add_argument("files", nargs="+", metavar="FILE", help="picture; - is standard input")
    codes_parser = add_command(group, "codes", codes, "Barcodes and QR codes in pictures")
    codes_parser.add_argument("files", nargs="+", metavar="FILE", help="picture; - is standard input")


def list_cameras(arguments: argparse.Namespace) -> None:
    """Show the USB cameras."""
    from devices.cameras.listing import present_cameras

    cameras = present_cameras()
    if arguments.json:
        fields = ("name", "vendor", "product", "serial", "path", "index")
        emit(
            [
                {"url": f"usb:{camera.identity}", **{field: getattr(camera, field) for field in fields}}
                for camera in cameras
            ]
        )
        return
    for camera in cameras:
        say(f"usb:{camera.identity}  {camera.name}")
    if not cameras:
        say(text(_lang(arguments), "camera.none"))


def grab(arguments: argparse.Namespace) -> None:
    """Take one still and write it."""
    from devices.cameras.grabber import Patience
    from devices.cameras.pictures import picture
    from devices.cameras.source import open_camera

    camera = open_camera(arguments.url, patience=Patience(frame_s=8.0, still_s=10.0))
    camera.start(lambda _: None, lambda _: None)
    try:
        taken = picture(camera.first_still(), camera.name)
    finally:
        camera.close()
    _write(arguments.out, taken.jpeg)
    result = {
        "file": str(arguments.out),
        "width": taken.width,
        "height": taken.height,
        "bytes": len(taken.jpeg),
        "sha256": hashlib.sha256(taken.jpeg).hexdigest(),
    }
    if arguments.json:
        emit(result)
    else:
        say(text(_lang(arguments), "camera.grabbed", **result))


def quality(arguments: argparse.Namespace) -> None:
    """Assess each picture."""
    from devices.cameras.quality import assess

    def assessed(file: str, frame: Frame) -> dict[str, Any]:
        found = assess(frame)
        return {
            "file": file,
            "sharpness": found.sharpness,
            "exposure": found.exposure,
            "glare": found.glare,
            "verdict": found.verdict.value,
            "reasons": [reason.value for reason in found.reasons],
            "glare_box": found.glare_box,
        }

    def told(result: dict[str, Any]) -> str:
        verdict = text(lang, f"camera.verdict.{result['verdict']}")
        reasons = [text(lang, f"camera.reason.{reason}") for reason in result["reasons"]]
        return f"{result['file']}  {' · '.join([verdict, *reasons])}"

    lang = _lang(arguments)
    _each(arguments.files, assessed, emit_line if arguments.json else lambda result: say(told(result)))


def codes(arguments: argparse.Namespace) -> None:
    """Read the codes of each picture."""
    from devices.cameras.codes import read_codes

    def read(file: str, frame: Frame) -> dict[str, Any]:
        found = [
            {"text": code.text, "format": code.format, "box": list(code.box)} for code in read_codes(frame)
        ]
        return {"file": file, "codes": found}

    def tell(result: dict[str, Any]) -> None:
        for code in result["codes"]:
            say(f"{result['file']}  {code['format']}  {code['text']}")

    _each(arguments.files, read, emit_line if arguments.json else tell)


def _each(
    files: Sequence[str], work: Callable[[str, Frame], dict[str, Any]], tell: Callable[[dict[str, Any]], None]
) -> None:
    """One result per picture; a bad one is told after the others had their turn."""
    from devices.cameras.pictures import decode_picture

    problem: KnownError | None = None
    for file in files:
        try:
            tell(work(file, decode_picture(read_bytes(file), file)))
        except KnownError as error:
            problem = problem or error
    if problem is not None:
        raise problem


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise KnownError("REP-004", file=str(file), why=error.strerror or str(error)) from error


def _lang(arguments: argparse.Namespace) -> Lang:
    return Lang(arguments.lang or Lang.EN)
