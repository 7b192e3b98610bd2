"""A fault in a guide: what is wrong, on which line, and what right looks like."""

from __future__ import annotations

from dataclasses import dataclass

from voice_guide.errors import GuideError
from voice_guide.shown import printable

_SHOWN_CHARACTERS = 60
_LINE_CHARACTERS = 120
_LINE_END = 30  # of a long line, its end is shown too: a mark may be missing there


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a guide's file. Faults sort by line.

    ``key`` names the message in ``messages/guide.toml``; ``wrong`` is what stands there, ``example`` a line of right
    TOML, ``hint`` what else helps (the nearest known key, the first line of a double id).
    """

    line: int
    key: str
    file: str
    wrong: str = ""
    example: str = ""
    hint: str = ""

    def error(self) -> GuideError:
        """The fault as the error that ``Language.explain`` puts into words."""
        return GuideError(
            self.key, file=self.file, line=self.line, wrong=self.wrong, example=self.example, hint=self.hint
        )


def shown(value: object) -> str:
    """A value as it may be shown on a terminal: short, and printable as ``printable`` makes it."""
    text = value if isinstance(value, str) else repr(value)
    if len(text) > _SHOWN_CHARACTERS:
        text = text[: _SHOWN_CHARACTERS - 3] + "..."
    return printable(text)


def shown_line(line: str) -> str:
    """A line of a file as it may be shown: where it is long, its beginning and its end."""
    if len(line) > _LINE_CHARACTERS:
        line = line[: _LINE_CHARACTERS - _LINE_END - 5] + " ... " + line[-_LINE_END:]
    return printable(line)
