"""What a guide may be called: its name is its id, and its file's name on every system."""

from __future__ import annotations

import re
import unicodedata

from voice_guide.errors import UsageError
from voice_guide.guide.faults import shown

LONGEST = 40  # characters: room for some words, and short enough to type
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_APART = re.compile(r"[^a-z0-9]+")
# Windows keeps these for devices, whatever follows the dot.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def is_name(name: str) -> bool:
    """Whether a guide can be called this."""
    return len(name) <= LONGEST and _NAME.fullmatch(name) is not None and name not in _DEVICES


def check_name(name: str) -> None:
    """Raises UsageError ``guide_name_wrong``, with a name like this one that is right."""
    if not is_name(name):
        raise UsageError("guide_name_wrong", name=shown(name), most=LONGEST, like=like(name))


def like(name: str) -> str:
    """A right name that is as much like this one as can be."""
    plain = unicodedata.normalize("NFKD", name.removesuffix(".toml")).encode("ascii", "ignore").decode()
    found = _APART.sub("-", plain.lower()).strip("-")[:LONGEST].strip("-")
    if found in _DEVICES:
        return f"my-{found}"
    return found if is_name(found) else "my-guide"
