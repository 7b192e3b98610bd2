"""A disk that loses power: replays a program's system calls and shows what may be left after any of them.

A kill does not test durability, because the system still writes what the program handed over. Here only what was
synced is sure to be left. Of the rest any part may be: writes out of order, and torn at sectors of 512 bytes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR_BYTES = 512
TRACED = "openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink"

_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (\d+)", re.ASCII)
_DELETED = "(deleted)"  # what strace writes after the path of an open file that has lost its name
_HEX = r"((?:\\x[0-9a-f]{2})*)"
_HANDLE = re.compile(rf"^(\d+)<{_HEX}>(\(deleted\))?")
_STRING = re.compile(rf'"{_HEX}"')


@dataclass(frozen=True)
class Call:
    """One system call that worked: its handle and that one's path, the strings it was given, and all it was given."""

    name: str
    handle: int
    path: str
    strings: tuple[bytes, ...]
    arguments: str

    @property
    def said(self) -> str | None:
        """What the program said on standard output with this call."""
        return self.strings[0].decode() if self.name == "write" and self.handle == 1 else None


def calls(trace: Path) -> Iterator[Call]:
    """Read the output of ``strace -f -y -xx -s 1000000 -e trace=TRACED``; calls that failed are left out."""
    for line in trace.read_text(encoding="ascii").splitlines():
        found = _CALL.match(line)
        if found is None:
            continue
        name, arguments, _ = found.groups()
        handle = _HANDLE.match(arguments)
        yield Call(
            name,
            int(handle[1]) if handle else -1,
            _bytes(handle[2]).decode() + (handle[3] or "") if handle else "",
            tuple(_bytes(each) for each in _STRING.findall(arguments)),
            _STRING.sub("", arguments),
        )


@dataclass(eq=False)
class _File:
    synced: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(
        default_factory=list
    )  # (offset, data), or (size, None): cut to size
    position: int = 0


class Disk:
    """One folder, as the program sees it and as it lies on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._seen = {path.name: _File(path.read_bytes()) for path in folder.iterdir()}
        self._synced = dict(self._seen)
        self._nameless: dict[str, _File] = {}  # open still, and not under this name any more
        self._pending: list[dict[str, _File]] = []  # what the list of names became, since it was last synced

    def apply(self, call: Call) -> bool:
        """Do what one call did; False when it changed nothing in this folder."""
        if call.name in ("fsync", "fdatasync") and call.path == self._folder:
            self._synced, self._pending = dict(self._seen), []
            return True
        if call.name in ("openat", "rename", "unlink"):
            return self._rename(call)
        name = self._name(call.path)
        known = self._nameless if name.endswith(_DELETED) else self._seen
        file = known.get(name.removesuffix(_DELETED))
        if file is not None:
            self._change(file, call)
        return file is not None

    def left(self, chance: random.Random | None, *, everything: bool = False) -> dict[str, bytes]:
        """What may be found after a cut now: all, nothing that was not synced, or by ``chance`` any part of it."""
        if everything:
            return {name: _content(file, None, everything=True) for name, file in self._seen.items()}
        names = self._synced
        if chance is not None and self._pending:
            names = chance.choice([self._synced, *self._pending])
        return {name: _content(file, chance) for name, file in names.items()}

    def _name(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        return name if folder == self._folder else ""

    def _rename(self, call: Call) -> bool:
        names = [self._name(each.decode()) for each in call.strings]
        if not names[0]:
            return False
        before = dict(self._seen)
        if call.name == "unlink":
            del self._seen[names[0]]
        elif call.name == "rename":
            if names[1] in self._seen:
                self._nameless[names[1]] = self._seen[names[1]]
            self._seen[names[1]] = self._seen.pop(names[0])
        elif "O_CREAT" in call.arguments or names[0] in self._seen:
            file = self._seen.setdefault(names[0], _File())
            file.position = 0
            if "O_TRUNC" in call.arguments:
                file.pending.append((0, None))
        if self._seen != before:
            self._pending.append(dict(self._seen))
        return True

    def _change(self, file: _File, call: Call) -> None:
        if call.name in ("fsync", "fdatasync"):
            file.synced, file.pending = _content(file, None, everything=True), []
        elif call.name == "ftruncate":
            file.pending.append((_last_number(call), None))
        elif call.name == "pwrite64":
            file.pending.append((_last_number(call), call.strings[0]))
        elif call.name == "write":
            file.pending.append((file.position, call.strings[0]))
            file.position += len(call.strings[0])


def _content(file: _File, chance: random.Random | None, *, everything: bool = False) -> bytes:
    content = bytearray(file.synced)
    for offset, data in file.pending:
        if data is None:
            if everything or (chance and chance.random() < 0.5):
                content = content[:offset].ljust(offset, b"\0")
            continue
        for start in range(0, len(data), SECTOR_BYTES):
            if everything or (chance and chance.random() < 0.5):
                end = min(start + SECTOR_BYTES, len(data))
                content = content.ljust(offset + start, b"\0")
                content[offset + start : offset + end] = data[start:end]
    return bytes(content)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _last_number(call: Call) -> int:
    return int(call.arguments.rpartition(", ")[2])
