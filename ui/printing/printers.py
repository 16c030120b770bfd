"""The printers of the operating system, and how they are."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme import State


@dataclass(frozen=True, slots=True)
class SystemPrinter:
    """A printer by its name; ``word`` is a text key for how it is."""

    name: str
    state: State
    word: str
    duplex: bool = False
    standard: bool = False

    @property
    def is_stopped(self) -> bool:
        """Whether it does not print before somebody sees to it."""
        return self.state is State.BAD


def system_printers() -> tuple[SystemPrinter, ...]:
    """Every printer of the system, the standard one first. Asks the printing system, which may take a
    second."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    looks = {
        QPrinter.PrinterState.Idle: (State.OK, "print.state.idle"),
        QPrinter.PrinterState.Active: (State.OK, "print.state.active"),
        QPrinter.PrinterState.Aborted: (State.BAD, "print.state.stopped"),
        QPrinter.PrinterState.Error: (State.BAD, "print.state.stopped"),
    }
    standard = QPrinterInfo.defaultPrinterName()
    found = [
        SystemPrinter(
            one.printerName(),
            *looks[one.state()],
            duplex=QPrinter.DuplexMode.DuplexLongSide in one.supportedDuplexModes(),
            standard=one.printerName() == standard,
        )
        for one in QPrinterInfo.availablePrinters()
    ]
    return tuple(sorted(found, key=lambda one: (not one.standard, one.name)))
