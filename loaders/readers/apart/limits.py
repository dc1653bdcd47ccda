"""What reading one file may cost: memory, time, rows, columns, cells; and how a process is held to it.

What a file may cost grows with its size, so that a large ledger loads and a small file stays small: five
kilobytes that would unpack to ten gigabytes get no more than any other five kilobytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Self

_MEGABYTE = 2**20
_MOST_SECONDS, _MOST_MEMORY = 300, 4000 * _MEGABYTE
#: Of a spreadsheet, by its makers.
SHEET_ROWS, SHEET_COLUMNS = 2**20, 2**14


@dataclass(frozen=True)
class Limits:
    """What reading one file may cost.

    Attributes:
        memory: Bytes of address space of the process.
        seconds: Seconds of processor time.
        wall: Seconds that may pass meanwhile; many, since a busy machine is no fault of the file.
        rows: Of a sheet or a table.
        columns: Of a sheet or a table.
        cells: Of a file, empty ones between others included.
        text: Characters in one cell.
        told: Bytes that the process may hand over.
        sheets: Of a workbook.
    """

    memory: int
    seconds: int
    wall: int
    rows: int = 2 * SHEET_ROWS
    columns: int = SHEET_COLUMNS
    cells: int = 5_000_000
    text: int = 131_072
    told: int = 64 * _MEGABYTE
    sheets: int = 500

    @classmethod
    def of(cls, size: int, environ: Mapping[str, str] | None = None) -> Self:
        """Return what a file of so many bytes may cost.

        ``LINLI_READ_MB`` and ``LINLI_READ_SECONDS`` say what a small one may; to that come 40 bytes for each
        byte and three seconds for each megabyte, up to those of a file of 100 MB.

        Example:
            >>> Limits.of(5_000, {}).seconds, Limits.of(60 * 2**20, {}).seconds
            (5, 185)
            >>> Limits.of(5_000, {}).memory // 2**20, Limits.of(60 * 2**20, {}).memory // 2**20
            (500, 2900)
        """
        said = os.environ if environ is None else environ
        megabytes = size // _MEGABYTE
        seconds = _whole(said.get("LINLI_READ_SECONDS"), 5) + min(3 * megabytes, _MOST_SECONDS)
        memory = _whole(said.get("LINLI_READ_MB"), 500) * _MEGABYTE + min(40 * size, _MOST_MEMORY)
        return cls(
            memory,
            seconds,
            wall=60 + 10 * seconds,
            cells=cls.cells + 2 * size,
            told=cls.told + min(40 * size, _MOST_MEMORY),
        )

    def to_dict(self) -> dict[str, int]:
        """Return it as the process is told it."""
        return asdict(self)

    def impose(self) -> None:
        """Hold this process to memory and time, and to write no file, from now on.

        Where a system does not know a limit the caps on rows, columns and cells hold, and whoever started
        the process ends it after ``wall`` seconds.
        """
        if sys.platform == "win32":
            _impose_by_job(self.memory, self.seconds)
            return
        import resource  # noqa: PLC0415 - Windows has none

        for what, limit in (
            (resource.RLIMIT_AS, self.memory),
            (resource.RLIMIT_CPU, self.seconds),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # macOS knows no limit of address space
                resource.setrlimit(what, (limit, limit))


def _whole(said: str | None, default: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and int(said) else default


def _impose_by_job(memory: int, seconds: int) -> None:
    """Put this process into a job of its own, whose limits Windows keeps: memory, time, and no child."""
    import ctypes  # noqa: PLC0415 - only here
    from ctypes import wintypes  # noqa: PLC0415

    class Limit(ctypes.Structure):
        """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``."""

        _fields_ = (
            ("process_time", ctypes.c_int64),  # in 100 nanoseconds
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least", ctypes.c_size_t),
            ("most", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    process_time, processes, process_memory, extended = 0x2, 0x8, 0x100, 9
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = kernel.CreateJobObjectW(None, None)
    limit = Limit(process_time=seconds * 10_000_000, processes=1, process_memory=memory)
    limit.flags = process_time | processes | process_memory
    kernel.SetInformationJobObject(wintypes.HANDLE(job), extended, ctypes.byref(limit), ctypes.sizeof(limit))
    kernel.AssignProcessToJobObject(wintypes.HANDLE(job), wintypes.HANDLE(kernel.GetCurrentProcess()))
