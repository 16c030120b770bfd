"""Counting syncs for certain: the kernel stops the process at every system call, and we look which it is.

Linux only, like ``strace``; elsewhere :func:`count_syncs` returns None.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable, Container

_TRACEME, _SYSCALL, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_SYSGOOD, _CLONE, _EXITKILL = 0x1, 0x8, 0x100000
_SYSCALL_STOP = signal.SIGTRAP | 0x80 if sys.platform != "win32" else 0
_ENTRY = 1
_MARKER = {"x86_64": 124, "aarch64": 156}
"""getsid."""
_SYNCS = {"x86_64": {26, 74, 75, 162, 277, 306}, "aarch64": {227, 82, 83, 81, 84, 267}}
"""msync, fsync, fdatasync, sync, sync_file_range, syncfs."""


class _SyscallInfo(ctypes.Structure):
    """``struct ptrace_syscall_info`` at an entry stop, as far as it is read."""

    _fields_ = [
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("instruction_pointer", ctypes.c_uint64),
        ("stack_pointer", ctypes.c_uint64),
        ("number", ctypes.c_uint64),
        ("arguments", ctypes.c_uint64 * 6),
    ]


def count_syncs(work: Callable[[Callable[[], None]], None]) -> int | None:
    """How many sync calls ``work`` makes between its two calls of the function it is given.

    The work runs in a forked child. None where the platform cannot tell or tracing is forbidden.
    """
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _MARKER:
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    child = os.fork()
    if child == 0:
        _be_traced(libc, work)
    return _watch(libc, child, _MARKER[machine], _SYNCS[machine])


def _be_traced(libc: ctypes.CDLL, work: Callable[[Callable[[], None]], None]) -> None:
    status = 1
    try:
        libc.ptrace(_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        work(lambda: _ignore(os.getsid(0)))
        status = 0
    finally:
        os._exit(status)


def _ignore(_value: int) -> None:
    """The marker's result does not matter; the kernel saw the call."""


def _watch(libc: ctypes.CDLL, child: int, marker: int, syncs: Container[int]) -> int | None:
    os.waitpid(child, os.WUNTRACED)
    if libc.ptrace(_SETOPTIONS, child, 0, _SYSGOOD | _CLONE | _EXITKILL) != 0:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return None
    libc.ptrace(_SYSCALL, child, 0, 0)
    counting, count = False, 0
    while True:
        task, status = os.waitpid(-1, 0x40000000)  # __WALL: threads too
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if task == child:
                if status != 0:
                    raise RuntimeError(f"the traced work ended with status {status}")
                return count
            continue
        number = _entered(libc, task, status)
        counting ^= number == marker
        count += counting and number in syncs
        libc.ptrace(_SYSCALL, task, 0, _passed_on(status))


def _entered(libc: ctypes.CDLL, task: int, status: int) -> int | None:
    """The number of the system call that ``task`` is about to make, if that is why it stopped."""
    if os.WSTOPSIG(status) != _SYSCALL_STOP:
        return None
    info = _SyscallInfo()
    libc.ptrace(_GET_SYSCALL_INFO, task, ctypes.sizeof(info), ctypes.byref(info))
    return int(info.number) if info.op == _ENTRY else None


def _passed_on(status: int) -> int:
    """The signal to deliver: none for stops of the tracing itself."""
    stop = os.WSTOPSIG(status)
    return 0 if stop in {_SYSCALL_STOP, signal.SIGTRAP, signal.SIGSTOP} else stop
