"""Text from outside that is shown, printed or put into a paper: nothing in it may steer a terminal or turn a line round.

People's own words hardly ever hold such signs. Where a file does, they are shown as what they are, or as a space.
"""

from __future__ import annotations

import re

# Signs that turn the direction of what follows: with them a name or a path can be made to look like another.
TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_STEERING = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}\ud800-\udfff]+")


def printable(text: str) -> str:
    """A text on one line, with control and direction characters escaped: for paths and keys, which must be told exactly."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def told(value: object) -> str:
    """A value as it may stand in a message. Its signs are kept but for those that steer, which are escaped."""
    return _STEERING.sub(lambda found: printable(found[0]), str(value))


def one_line(text: str) -> str:
    """Words as they may be shown or stand on a paper: each row of signs that steer becomes a space."""
    return _STEERING.sub(" ", text)


def plain_json(text: str) -> str:
    """JSON with the signs that steer written as escapes: it reads back as the same. Its own line ends stay."""
    return re.sub(f"[\x7f-\x9f\u2028\u2029{TURNING}\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
