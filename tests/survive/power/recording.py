"""Recording what a working station does to the files of its home, call by call."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from tests.survive.power.changes import (
    Change,
    Mark,
    Name,
    Remove,
    SyncFile,
    SyncFolder,
    Truncate,
    Write,
)
from tests.tracing import Call, Work, marked, trace

_X86 = {
    1: "write", 18: "pwrite", 77: "ftruncate", 82: "rename", 264: "renameat", 316: "renameat",
    87: "unlink", 84: "unlink", 263: "unlinkat", 2: "open", 257: "openat", 83: "mkdir", 258: "mkdirat",
    74: "sync", 75: "sync", 20: "unknown", 296: "unknown", 76: "unknown", 85: "unknown", 285: "unknown",
    326: "unknown", 40: "unknown", 86: "unknown", 265: "unknown",
}  # fmt: skip
_ARM = {
    64: "write", 68: "pwrite", 46: "ftruncate", 38: "renameat", 276: "renameat", 35: "unlinkat",
    56: "openat", 34: "mkdirat", 82: "sync", 83: "sync", 66: "unknown", 70: "unknown", 45: "unknown",
    47: "unknown", 285: "unknown", 71: "unknown", 37: "unknown",
}  # fmt: skip
_NAMES = {"x86_64": _X86, "aarch64": _ARM}
"""Calls that change files. ``unknown`` ones would, but nothing here makes them: they stop the recording."""
_HERE = 2**64 - 100
_PATH_LENGTH = 4096


class Recorder:
    """Takes the system calls of one process and keeps the changes below ``root``."""

    def __init__(self, root: Path) -> None:
        self.changes: list[Change] = []
        self.start: dict[PurePosixPath, bytes | None] = _content(root)
        self._root = root.resolve()
        self.folders = {path for path, content in self.start.items() if content is None}
        self._first = {path: number for number, path in enumerate(self.start)}
        self._files = dict(self._first)
        self._calls = _NAMES.get(platform.machine(), {})
        self._seen: dict[str, Callable[[Call], None]] = {
            "write": self._write,
            "pwrite": self._pwrite,
            "ftruncate": self._truncate,
            "rename": lambda call: self._rename(call, _HERE, call.arguments[0], _HERE, call.arguments[1]),
            "renameat": lambda call: self._rename(call, *call.arguments[:4]),
            "unlink": lambda call: self._unlink(call, _HERE, call.arguments[0]),
            "unlinkat": lambda call: self._unlink(call, *call.arguments[:2]),
            "open": lambda call: self._open(call, _HERE, *call.arguments[:2]),
            "openat": lambda call: self._open(call, *call.arguments[:3]),
            "mkdir": lambda call: self._mkdir(call, _HERE, call.arguments[0]),
            "mkdirat": lambda call: self._mkdir(call, *call.arguments[:2]),
            "sync": self._sync,
            "unknown": self._unknown,
        }

    def number(self, path: PurePosixPath) -> int:
        """The number of a file or folder that was there at the start."""
        return self._first[path]

    def see(self, call: Call) -> None:
        """Take one call, at its entry or its exit."""
        if call.result is None:
            number = marked(call)
            if number is not None:
                self.changes.append(Mark(number))
        elif call.result >= 0 and call.number in self._calls:
            self._seen[self._calls[call.number]](call)

    def _write(self, call: Call) -> None:
        path = self._opened(call)
        if path is not None and call.result:
            self._keep(path, call, _position(call) - call.result)

    def _pwrite(self, call: Call) -> None:
        path = self._opened(call)
        if path is not None and call.result:
            self._keep(path, call, call.arguments[3])

    def _keep(self, path: PurePosixPath, call: Call, offset: int) -> None:
        data = _memory(call, call.arguments[1], call.result or 0)
        self.changes.append(Write(self._files[path], offset, data))

    def _truncate(self, call: Call) -> None:
        path = self._opened(call)
        if path is not None:
            self.changes.append(Truncate(self._files[path], call.arguments[1]))

    def _sync(self, call: Call) -> None:
        path = self._place(Path(_link(call, call.arguments[0])))
        if path is None:
            return
        known = self._files.get(path)
        is_folder = (self._root / path).is_dir()
        self.changes.append(SyncFolder(path) if is_folder or known is None else SyncFile(known))

    def _open(self, call: Call, folder: int, name: int, flags: int) -> None:
        path = self._named(call, folder, name)
        if path is None:
            return
        if flags & os.O_CREAT and path not in self._files:
            self._give_name(path)
        elif flags & os.O_TRUNC:
            self.changes.append(Truncate(self._files[path], 0))

    def _mkdir(self, call: Call, folder: int, name: int) -> None:
        path = self._named(call, folder, name)
        if path is not None:
            self.folders.add(path)
            self._give_name(path)

    def _give_name(self, path: PurePosixPath) -> None:
        self._files[path] = len(self.start) + len(self.changes)
        self.changes.append(Name(path, self._files[path]))

    def _rename(self, call: Call, folder: int, name: int, new_folder: int, new_name: int) -> None:
        was, path = self._named(call, folder, name), self._named(call, new_folder, new_name)
        if was is None and path is None:
            return
        if was is None or path is None:
            raise AssertionError("a file moved into or out of the home")
        self._files[path] = self._files.pop(was)
        self.changes.append(Name(path, self._files[path], was))

    def _unlink(self, call: Call, folder: int, name: int) -> None:
        path = self._named(call, folder, name)
        if path is not None:
            self._files.pop(path)
            self.changes.append(Remove(path))

    def _unknown(self, call: Call) -> None:
        if self._opened(call) is not None:
            raise AssertionError(f"the recording does not know system call {call.number}")

    def _opened(self, call: Call) -> PurePosixPath | None:
        """The file behind the descriptor that is the first argument."""
        return self._place(Path(_link(call, call.arguments[0])))

    def _named(self, call: Call, folder: int, name: int) -> PurePosixPath | None:
        raw = _memory(call, name, _PATH_LENGTH).split(b"\0")[0].decode()
        start = f"/proc/{call.process}/cwd" if folder % 2**32 == _HERE % 2**32 else _link(call, folder)
        return self._place(Path(os.path.realpath(start)) / raw)

    def _place(self, path: Path) -> PurePosixPath | None:
        """The place below the home; the shared index of the log is none, a cut takes it anyway."""
        if not path.is_relative_to(self._root) or path.name.endswith(("-shm", " (deleted)")):
            return None
        return PurePosixPath(path.relative_to(self._root))


def record(root: Path, work: Work) -> Recorder | None:
    """Do ``work`` and record what it does below ``root``; None where calls cannot be seen."""
    recorder = Recorder(root)
    return recorder if trace(work, recorder.see) else None


def _content(root: Path) -> dict[PurePosixPath, bytes | None]:
    """Every file and folder below ``root``, folders before what is in them; folders have no bytes."""
    places = sorted(root.rglob("*"))
    return {
        PurePosixPath(place.relative_to(root)): place.read_bytes() if place.is_file() else None
        for place in places
    }


def _link(call: Call, descriptor: int) -> str:
    try:
        return os.readlink(f"/proc/{call.process}/fd/{descriptor}")  # noqa: PTH115 - may name no file at all
    except OSError:
        return ""


def _position(call: Call) -> int:
    facts = Path(f"/proc/{call.process}/fdinfo/{call.arguments[0]}").read_text("ascii")
    return int(facts.split()[1])


def _memory(call: Call, address: int, length: int) -> bytes:
    """Bytes of the traced process, as many of ``length`` as are mapped."""
    memory = os.open(f"/proc/{call.process}/mem", os.O_RDONLY)
    try:
        parts = []
        while length > 0:
            part = min(length, 4096 - address % 4096)
            parts.append(os.pread(memory, part, address))
            address, length = address + part, length - part
            if len(parts) > 1 and len(parts[-1]) < part:
                break
        return b"".join(parts)
    except OSError:
        return b"".join(parts)
    finally:
        os.close(memory)
