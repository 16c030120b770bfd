"""The Windows spooler by winspool.drv: labels as RAW jobs, and the state of a printer.

https://learn.microsoft.com/windows/win32/printdocs/sending-data-directly-to-a-printer
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from contextlib import contextmanager
    from ctypes import wintypes
    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        from collections.abc import Iterator

    _STATES = {
        0x00000001: "paused",
        0x00000010: "media-empty",
        0x00000008: "media-jam",
        0x00000080: "offline",
        0x00001000: "not-available",
        0x00400000: "cover-open",
    }
    """PRINTER_STATUS_*, in IPP's words."""

    class _Document(ctypes.Structure):
        """DOC_INFO_1."""

        _fields_ = (("name", wintypes.LPWSTR), ("file", wintypes.LPWSTR), ("datatype", wintypes.LPWSTR))

    class _Status(ctypes.Structure):
        """PRINTER_INFO_6."""

        _fields_ = (("status", wintypes.DWORD),)

    def spool(printer: str, data: bytes, title: str) -> None:
        """Hand ``data`` to ``printer`` untouched.

        Raises:
            OSError: the spooler refuses.
        """
        with _opened(printer) as (winspool, handle):
            document = _Document(title, None, "RAW")
            _need(winspool.StartDocPrinterW(handle, 1, ctypes.byref(document)))
            try:
                written = wintypes.DWORD()
                _need(winspool.WritePrinter(handle, data, len(data), ctypes.byref(written)))
                if written.value != len(data):
                    raise OSError(f"{written.value} of {len(data)} bytes taken")
            finally:
                winspool.EndDocPrinter(handle)

    def alerts(printer: str) -> frozenset[str]:
        """What the spooler reports of ``printer``.

        Raises:
            OSError: there is no such printer.
        """
        with _opened(printer) as (winspool, handle):
            status, needed = _Status(), wintypes.DWORD()
            size = ctypes.sizeof(status)
            _need(winspool.GetPrinterW(handle, 6, ctypes.byref(status), size, ctypes.byref(needed)))
            return frozenset(word for bit, word in _STATES.items() if status.status & bit)

    @contextmanager
    def _opened(printer: str) -> Iterator[tuple[ctypes.WinDLL, wintypes.HANDLE]]:
        winspool, handle = ctypes.WinDLL("winspool.drv", use_last_error=True), wintypes.HANDLE()
        _need(winspool.OpenPrinterW(printer, ctypes.byref(handle), None))
        try:
            yield winspool, handle
        finally:
            winspool.ClosePrinter(handle)

    def _need(done: int) -> None:
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())
