"""Which key gives which command (design.md, "Keys")."""

from __future__ import annotations

import re

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
    "#": "numbers",
    "w": "withdraw",
    "a": "add",
}

# Where a talking piece goes round; nowhere else do these do anything.
# A figure is the number of somebody in the group; in a group of ten or more, two figures are.
GROUP_COMMANDS = {"t": "talking piece", "o": "step out", "g": "ground rules"}
SPEAKER = "speaker"
THAT_WAS, THAT_WAS_KEY = "that was", "="  # before a number: the last words were theirs
ONE_FIGURE = 9

# The quiet key has no sign of its own: which key it is, a setting says. A room gives it this name.
QUIET_KEY = "quiet"
USUAL_QUIET_KEY = "F12"
_PRESSES = re.compile(f"{USUAL_QUIET_KEY}|.", re.IGNORECASE | re.DOTALL)

# Keys that end the session or put it aside: what was said just before them is kept first.
KEEPING_COMMANDS = frozenset({"stop", "pause", "finished", "quiet", "step out"})

# Keys about how something is asked: while somebody answers in their own words, they wait until the answer is over.
WAITING_COMMANDS = frozenset(
    {"repeat", "explain", "help", "louder", "quieter", "slower", "faster", "ground rules", "add"}
)

# Keys that answer a yes-or-no question; an open one they don't answer.
YES_NO_KEYS = frozenset({"yes", "no", "unsure"})


def presses(keys: str) -> list[str]:
    """The keys that a rehearsal's item names: one for each sign, and ``f12`` for the quiet key."""
    found = _PRESSES.findall(keys)
    return [QUIET_KEY if key.lower() == USUAL_QUIET_KEY.lower() else key for key in found]


def is_key(key: str) -> bool:
    """Whether this key, as ``presses`` gives it, does anything."""
    in_a_group = key.lower() in GROUP_COMMANDS or key.isdecimal() or key == THAT_WAS_KEY
    return in_a_group or key == QUIET_KEY or key.lower() in KEY_COMMANDS
