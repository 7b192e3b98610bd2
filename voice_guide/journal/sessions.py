"""Sessions as lists show them: their short names, and finding one by what a person typed."""

from __future__ import annotations

import secrets
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from voice_guide.errors import UsageError

LATEST = "latest"
VAULT = "vault"  # in a session's place, for facts about the vault itself; no id has a vowel

# No vowels, so no words by chance; none of 0 o 1 l i 5 s b z u v, which look alike on paper.
_LETTERS = "cdfghjkmnpqrtwx"
_SIGNS = _LETTERS + "2346789"
ID_LENGTH = 5  # 15 x 22^4: 3.5 million


@dataclass(frozen=True)
class SessionSummary:
    """One session without its words. ``started`` and ``last`` (its newest fact) are UTC.

    ``closed`` True: the closing was reached, nothing is left to carry on. ``reviews``: the session whose list it reviews.
    """

    id: str
    started: datetime
    last: datetime
    guide_id: str
    guide_title: str
    guide_hash: str
    notice_hash: str
    language: str
    rehearsed: bool
    closed: bool
    reviews: str | None = None


def new_id(taken: Container[str]) -> str:
    """A short id that can be read aloud and typed, begins with a letter and is not taken."""
    while True:
        made = secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(ID_LENGTH - 1))
        if made not in taken:
            return made


def find(sessions: Sequence[SessionSummary], wanted: str, *, unfinished: bool = False, finished: bool = False) -> str:
    """The id of the session meant by ``wanted``: an id, the beginning of one in any case, or ``latest``.

    ``sessions`` stand newest first. ``latest`` passes over rehearsed sessions where there are others, and over closed
    ones when ``unfinished``, or over the others when ``finished``.
    Raises UsageError: no_sessions, none_unfinished, none_finished, unknown_session, session_not_unique.
    """
    typed = wanted.strip().casefold()
    if typed == LATEST:
        return _latest(sessions, unfinished=unfinished, finished=finished)
    matches = [each.id for each in sessions if typed and each.id.startswith(typed)]
    if typed in matches:
        return typed
    if not matches:
        raise UsageError("unknown_session", session=wanted)
    if len(matches) > 1:
        raise UsageError("session_not_unique", session=wanted, matches=", ".join(matches))
    return matches[0]


def _latest(sessions: Sequence[SessionSummary], *, unfinished: bool, finished: bool) -> str:
    if not sessions:
        raise UsageError("no_sessions")
    left = [each for each in sessions if not (unfinished if each.closed else finished)]
    if not left:
        raise UsageError("none_finished" if finished else "none_unfinished")
    held = [each for each in left if not each.rehearsed]
    return (held or left)[0].id
