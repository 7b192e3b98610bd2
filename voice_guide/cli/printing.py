"""Sending a paper to the system's printer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable

from voice_guide.cli.private_file import private_file
from voice_guide.errors import VoiceGuideError
from voice_guide.shown import one_line

_SECONDS = 60.0
_MOST_REASON = 200
_REQUEST = re.compile(r"(\S+)-\d+\b")  # "request id is Office-12 (0 file(s))", in any language


def print_pdf(content: bytes, title: str, printer: str | None, until_printed: Callable[[], object]) -> str:
    """Print a PDF; the name of the printer that it went to, "" where the system does not tell. ``title``: of the print job.

    It goes through a pipe, so it lies in no folder of ours; but on Windows, where another program prints the file in its own
    time: there ``until_printed`` is waited for. Raises VoiceGuideError ``print_no_program``, ``print_refused``.
    """
    program = shutil.which("lp")
    if program is not None:
        return _by_lp(program, content, title, printer)
    if sys.platform != "win32":
        raise VoiceGuideError("print_no_program")
    with private_file(content, f"{title}.pdf") as file:
        try:
            os.startfile(file, "print")  # noqa: S606 - the program for PDF files, which the person chose
        except OSError as error:
            raise VoiceGuideError("print_refused", reason=error.strerror or "-") from error
        until_printed()
    return ""


def _by_lp(program: str, content: bytes, title: str, printer: str | None) -> str:
    chosen = ["-d", printer] if printer else []
    try:
        done = subprocess.run(
            [program, "-t", title, *chosen], input=content, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise VoiceGuideError("print_refused", reason="-") from error
    except OSError as error:
        raise VoiceGuideError("print_refused", reason=os.strerror(error.errno or 0)) from error
    if done.returncode != 0:
        raise VoiceGuideError("print_refused", reason=_said(done.stderr) or "-")
    found = _REQUEST.search(_said(done.stdout))
    return printer or (found[1] if found else "")


def _said(output: bytes) -> str:
    return one_line(output.decode("utf-8", "replace")).strip()[:_MOST_REASON]
