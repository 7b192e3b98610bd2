"""A cue sheet: a small text beside a sound file that tells a player where its parts begin.

The format is that of CDRWIN's user's guide: a time is minutes, seconds and frames of 1/75 s, and there are 99 tracks at most.
"""

from __future__ import annotations

from collections.abc import Sequence

FRAMES = 75  # a second
MOST_TRACKS = 99
_KINDS = {"wav": "WAVE", "mp3": "MP3"}  # it knows no Opus; players take WAVE for whatever else there is


def names_file(name: str) -> bool:
    """Whether a cue sheet can name this file: it has no way to write a quotation mark or a line end."""
    return name.isprintable() and '"' not in name


def cue_sheet(file: str, form: str, marks: Sequence[tuple[str, float]], *, label: str, date: str, comment: str) -> str:
    """The cue sheet for a sound file. ``marks``: each track's title and where it begins, in seconds.

    What comes after the 99th mark belongs to the 99th.
    """
    lines = [f"REM DATE {date}", f"REM COMMENT {_quoted(comment)}", f"TITLE {_quoted(label)}"]
    lines.append(f"FILE {_quoted(file)} {_KINDS.get(form, 'WAVE')}")
    for number, (title, seconds) in enumerate(marks[:MOST_TRACKS], 1):
        lines += [f"  TRACK {number:02} AUDIO", f"    TITLE {_quoted(title)}", f"    INDEX 01 {_time(seconds)}"]
    return "\n".join(lines) + "\n"


def _time(seconds: float) -> str:
    frames = int(seconds * FRAMES)  # never after the sound itself
    return f"{frames // (60 * FRAMES):02}:{frames // FRAMES % 60:02}:{frames % FRAMES:02}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
