"""Prints what the dynamic linker cannot find for the parts of Qt we use; nothing when all is there."""

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPdf", "QtPrintSupport", "QtMultimedia")


def main() -> None:
    """Load each part in the order of dependence and report what fails."""
    if not sys.platform.startswith("linux"):
        return
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        sys.exit("PySide6 is not installed in this environment")
    os.environ["QT_LOGGING_RULES"] = "qt.multimedia.*=false"  # chatter about optional sound servers
    folder = Path(found.origin).parent
    platforms = ["offscreen"]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        platforms.append("xcb")
    files = [next(folder.glob(f"{module}.*.so")) for module in MODULES]
    files += [folder / "Qt" / "plugins" / "platforms" / f"libq{name}.so" for name in platforms]
    for problem in sorted({problem for file in files if (problem := why_not(file))}):
        print(f"  {problem}")  # noqa: T201 - printing is what this script is for


def why_not(file: Path) -> str:
    """The linker's complaint about one library, or nothing."""
    try:
        ctypes.CDLL(str(file))
    except OSError as error:
        return str(error)
    return ""


main()
