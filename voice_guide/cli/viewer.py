"""Opening a file in the program that the system has for it, where there is a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_SOON_SECONDS = 2.0  # an opener that can open nothing has said so by then; one that shows the file itself goes on


def opened_in_viewer(file: Path) -> bool:
    """Open it; False where there is no screen here, or nothing that opens it."""
    if sys.platform == "win32":
        try:
            os.startfile(file)  # noqa: S606 - the program that the person chose for such files
        except OSError:
            return False
        return True
    opener = _opener()
    if opener is None:
        return False
    try:
        # A session of its own: Ctrl-C here does not end it. What it says is not for this terminal.
        process = subprocess.Popen(
            [opener, str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_SOON_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True


def _opener() -> str | None:
    if sys.platform == "darwin":
        return shutil.which("open")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None
