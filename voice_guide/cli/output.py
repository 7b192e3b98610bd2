"""What is printed, where whoever should read it may be gone: a closed stream, a closed pipe, a full disk."""

from __future__ import annotations

import contextlib
import os
import sys


def whole_streams() -> None:
    """Give each closed standard stream the null device.

    Otherwise the next file opened would get its number, and a library's stray warnings would go into that file.
    ``sys.stdin`` stays None where there is no input.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", closefd=False))


def drop_output() -> None:
    """Let what is still to be printed go nowhere, so that the program's end does not stumble over it."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def flush_or_drop() -> None:
    """Print what is still to be printed; where that can't be done, let it go."""
    try:
        sys.stdout.flush()
    except OSError:
        drop_output()


def tell(text: str) -> None:
    """One line for the worker, on standard error."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def put(content: bytes) -> None:
    """Print bytes as they are, with the line ends that they have; a stream that is of text alone has its own."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content.decode("utf-8", "replace").replace("\r\n", "\n"))
