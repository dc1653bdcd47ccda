"""Gives the memory of a replaced network back: the C library keeps what was freed, and a service would grow."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give free memory back to the system; only Linux's usual C library, glibc, knows how.

    For a million things it takes a tenth of a second, during which nobody waits who allocates nothing.
    """
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
