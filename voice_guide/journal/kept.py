"""What was read out of a vault, in memory: enough to make every paper of every session from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from voice_guide.errors import UsageError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.sessions import VAULT


class Kept(Protocol):
    """Whatever a session's papers can be made from: an open vault, or what was read out of a damaged one."""

    def facts(self, session_id: str) -> list[RecordedFact]:
        """Every fact of the session, in order."""

    def guide_text(self, guide_hash: str) -> str:
        """The guide as it was when a session began. Raises UsageError ``unknown_text``."""


@dataclass(frozen=True)
class Lost:
    """A fact that is known to have been there and can't be read. Its words are in a damaged part; where it stood is not."""

    seq: int
    session: str
    kind: str


OF_THE_VAULT = VAULT

_NEVER = datetime.max.replace(tzinfo=UTC)


def _placed(lost: Lost) -> RecordedFact:
    return RecordedFact(lost.seq, _NEVER, lost.session, Fact(FactKind.LOST, payload={"kind": lost.kind}))


@dataclass(frozen=True)
class ReadOut:
    """Facts of all sessions in order, texts by their hashes, and which facts are lost."""

    recorded: Sequence[RecordedFact] = field(repr=False)
    texts: dict[str, str] = field(repr=False)
    lost: Sequence[Lost] = ()

    def session_ids(self) -> list[str]:
        """Every session of which anything is known, in the order in which they began. The vault itself is none."""
        known = [(each.seq, each.session) for each in self.recorded] + [(each.seq, each.session) for each in self.lost]
        return list(dict.fromkeys(session for _, session in sorted(known) if session != OF_THE_VAULT))

    def facts(self, session_id: str) -> list[RecordedFact]:
        """Every fact of the session, in order; for each that is lost, one that says so and holds its place."""
        return [each for each in self.in_order() if each.session == session_id]

    def in_order(self) -> list[RecordedFact]:
        """Every fact of every session, as ``facts`` gives them."""
        held = [_placed(each) for each in self.lost if each.kind != FactKind.SECOND_TEXT]  # which holds no place
        found = sorted([*self.recorded, *held], key=lambda each: each.seq)
        at = next((each.at for each in found if each.at is not _NEVER), _NEVER)
        placed = []
        for each in found:  # what is lost has the time of what came before it
            at = at if each.at is _NEVER else each.at
            placed.append(replace(each, at=at))
        return placed

    def guide_text(self, guide_hash: str) -> str:
        """The guide as it was when a session began. Raises UsageError ``unknown_text``."""
        if guide_hash not in self.texts:
            raise UsageError("unknown_text", hash=guide_hash)
        return self.texts[guide_hash]
