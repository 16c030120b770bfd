"""Every system call of a piece of work, told by the kernel, which stops the process at each (ptrace).

Linux only, like ``strace``; elsewhere, and where tracing is forbidden, :func:`trace` returns False.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

_TRACEME, _SYSCALL, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_SYSGOOD, _CLONE, _EXITKILL = 0x1, 0x8, 0x100000
_SYSCALL_STOP = signal.SIGTRAP | 0x80 if sys.platform != "win32" else 0
_ENTRY, _EXIT = 1, 2
_ALL_TASKS = 0x40000000
GETSID = {"x86_64": 124, "aarch64": 156}
"""The call by which traced work says something: ``os.getsid`` of no process."""
_NO_PROCESS = 2**30


class _SyscallInfo(ctypes.Structure):
    """``struct ptrace_syscall_info``, as far as it is read. At an exit ``number`` holds the result."""

    _fields_ = [
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("instruction_pointer", ctypes.c_uint64),
        ("stack_pointer", ctypes.c_uint64),
        ("number", ctypes.c_int64),
        ("arguments", ctypes.c_uint64 * 6),
    ]


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of the process ``process``: about to be made, or made (``result``)."""

    process: int
    number: int
    arguments: tuple[int, ...]
    result: int | None = None


Work = Callable[[Callable[[int], None]], None]
"""What is traced; it is given a function that marks a place with a number from 0."""


def marked(call: Call) -> int | None:
    """The number of the mark that ``call`` is, if it is one."""
    if call.number != GETSID.get(platform.machine()) or call.arguments[0] < _NO_PROCESS:
        return None
    return call.arguments[0] - _NO_PROCESS


def trace(work: Work, seen: Callable[[Call], None]) -> bool:
    """Do ``work`` in a forked child and tell every system call at its entry and its exit.

    Returns False where the platform cannot tell or tracing is forbidden.

    Raises:
        RuntimeError: the work failed.
    """
    if sys.platform != "linux" or platform.machine() not in GETSID:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    child = os.fork()
    if child == 0:
        _be_traced(libc, work)
    return _watch(libc, child, seen)


def _be_traced(libc: ctypes.CDLL, work: Work) -> None:
    status = 1
    try:
        libc.ptrace(_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        work(_mark)
        status = 0
    finally:
        os._exit(status)


def _mark(number: int) -> None:
    try:
        os.getsid(_NO_PROCESS + number)
    except ProcessLookupError:
        return


def _watch(libc: ctypes.CDLL, child: int, seen: Callable[[Call], None]) -> bool:
    os.waitpid(child, os.WUNTRACED)
    if libc.ptrace(_SETOPTIONS, child, 0, _SYSGOOD | _CLONE | _EXITKILL) != 0:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return False
    libc.ptrace(_SYSCALL, child, 0, 0)
    under_way: dict[int, Call] = {}
    while True:
        task, status = os.waitpid(-1, _ALL_TASKS)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if task == child:
                if status != 0:
                    raise RuntimeError(f"the traced work ended with status {status}")
                return True
            continue
        if os.WSTOPSIG(status) == _SYSCALL_STOP:
            seen(_call(libc, child, task, under_way))
        libc.ptrace(_SYSCALL, task, 0, _passed_on(status))


def _call(libc: ctypes.CDLL, child: int, task: int, under_way: dict[int, Call]) -> Call:
    info = _SyscallInfo()
    libc.ptrace(_GET_SYSCALL_INFO, task, ctypes.sizeof(info), ctypes.byref(info))
    if info.op == _ENTRY:
        under_way[task] = Call(child, int(info.number), tuple(info.arguments))
        return under_way[task]
    entered = under_way.get(task, Call(child, -1, (0,) * 6))
    return Call(child, entered.number, entered.arguments, int(info.number) if info.op == _EXIT else 0)


def _passed_on(status: int) -> int:
    """The signal to deliver: none for stops of the tracing itself."""
    stop = os.WSTOPSIG(status)
    return 0 if stop in {_SYSCALL_STOP, signal.SIGTRAP, signal.SIGSTOP} else stop
