"""What an utterance shows of a correction: old values and new ones, and what is said to be wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_guide.understanding.correction_signs import LOOSE


@dataclass(frozen=True)
class Found:
    """A value. ``words``: as plain words, where they can stand in the line by themselves; ``deed``: it is something to do."""

    kind: str | None
    sign: str
    texts: tuple[str, ...]
    words: str | None
    deed: bool = False


@dataclass
class Evidence:
    """All that was found.

    ``others_cannot``: somebody else can't do it. ``refused``: someone (``refuser``) tells what they won't do. ``partly``: only
    a part is denied ("not just me"). ``whom``: a person named is the one to whom it is done. ``denied_first``: a time is
    denied before all else. ``cue``: something is amiss. ``left_over``: how many words belong to nothing.
    """

    old: list[Found] = field(default_factory=list)
    new: list[Found] = field(default_factory=list)
    swapped: tuple[Found, Found] | None = None
    wrong_slot: str | None = None
    others_cannot: bool = False
    refused: bool = False
    refuser: str | None = None
    partly: bool = False
    whom: bool = False
    denied_first: bool = False
    cue: bool = False
    left_over: int = 0

    @property
    def amiss(self) -> bool:
        """Whether anything says that the line is not right."""
        return self.cue or any(one.kind for one in self.old) or self.wrong_slot is not None

    def old_ones(self, kind: str) -> list[Found]:
        """The old values of a kind."""
        return [one for one in self.old if one.kind == kind]

    def new_ones(self, kind: str) -> list[Found]:
        """The new values of a kind, those without a sign of their own first."""
        return sorted((one for one in self.new if one.kind == kind), key=lambda one: one.sign != LOOSE)
