"""Which key gives which command (design.md, "Keys")."""

from __future__ import annotations

KEY_COMMANDS = {
    " ": "finished",
    "\r": "yes",
    "\n": "yes",
    "n": "no",
    "u": "unsure",
    "r": "repeat",
    "e": "explain",
    "p": "pass",
    "b": "back",
    "h": "hold",
    ".": "pause",
    "s": "stop",
    "?": "help",
    "+": "louder",
    "-": "quieter",
    "<": "slower",
    ">": "faster",
}

# Keys that end the session or put it aside: what was said just before them is kept first.
KEEPING_COMMANDS = frozenset({"stop", "pause", "finished"})
