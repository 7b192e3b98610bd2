"""Memory that is not needed any more goes back to the system: a process that lives for hours takes no more than a young one."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Free what only refers to itself, and return free memory where the system's C library can (glibc keeps it otherwise)."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
