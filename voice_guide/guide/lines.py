"""Where each key of a TOML text stands: tomllib keeps no line numbers, so this reads the text a second time for them.

Only text that tomllib has accepted is read, so nothing is checked here; the scanner only needs to step over strings,
comments and brackets. A path is made of keys and positions from 0: ``("category", 1, "question", 2, "role")``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_VALUE = re.compile(r"[^,\]}\n#]*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # up to two quotes may stand before the closing three
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


class Lines:
    """The line, from 1, of each key path."""

    def __init__(self, found: Mapping[KeyPath, int]) -> None:
        self._found = found

    def of(self, *path: str | int) -> int:
        """The line of this path; of what holds it where the path isn't in the text; 1 where nothing does."""
        for length in range(len(path), 0, -1):
            line = self._found.get(path[:length])
            if line is not None:
                return line
        return 1


def find_lines(text: str) -> Lines:
    """The line of every key in a text that tomllib has accepted."""
    scanner = _Scanner(text)
    scanner.read()
    return Lines(scanner.found)


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted_to = 0
        self._line = 1
        self._table: KeyPath = ()
        self._lengths: dict[KeyPath, int] = {}  # how many [[tables]] each array of tables has so far
        self.found: dict[KeyPath, int] = {}

    def read(self) -> None:
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._peek("[["):
                self._header(2)
            elif self._peek("["):
                self._header(1)
            else:
                self._pair(self._table)
            self._skip(_BLANK)

    def _peek(self, start: str) -> bool:
        return self._text.startswith(start, self._at)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group()

    def _note(self, path: KeyPath) -> None:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        self.found.setdefault(path, self._line)

    def _header(self, brackets: int) -> None:
        self._at += brackets
        keys = self._keys()
        path: KeyPath = ()
        for key in keys[:-1]:
            path = self._newest((*path, key))
        path = (*path, keys[-1])
        self._note(path)
        if brackets == 2:
            self._lengths[path] = self._lengths.get(path, 0) + 1
        self._table = self._newest(path)
        self._note(self._table)
        self._at += brackets

    def _newest(self, path: KeyPath) -> KeyPath:
        """Step into the newest element where the path is an array of tables."""
        length = self._lengths.get(path)
        return path if length is None else (*path, length - 1)

    def _keys(self) -> list[str]:
        """Read a dotted key."""
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            quoted = self._skip(_STRING)
            keys.append(quoted[1:-1] if quoted else self._skip(_BARE_KEY))
            self._skip(_SPACE)
            if not self._peek("."):
                return keys
            self._at += 1

    def _pair(self, table: KeyPath) -> None:
        """Read ``key = value``."""
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self._peek("["):
            self._array(path)
        elif self._peek("{"):
            self._inline_table(path)
        elif not self._skip(_STRING):
            self._skip(_PLAIN_VALUE)

    def _array(self, path: KeyPath) -> None:
        self._at += 1
        position = 0
        self._skip(_BLANK)
        while self._at < len(self._text) and not self._peek("]"):
            start = self._at
            self._note((*path, position))
            self._value((*path, position))
            position += 1
            self._skip(_BLANK)
            if self._peek(","):
                self._at += 1
                self._skip(_BLANK)
            if self._at == start:
                return  # not TOML: leave rather than stand still
        self._at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        self._skip(_BLANK)
        while self._at < len(self._text) and not self._peek("}"):
            self._pair(path)
            self._skip(_BLANK)
            if self._peek(","):
                self._at += 1
                self._skip(_BLANK)
        self._at += 1
