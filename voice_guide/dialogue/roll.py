"""The names that are being gathered, until their people are in. In memory alone, and unchangeable: one can go back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Writing(StrEnum):
    """Other ways to give a name than to say it."""

    SPELL = "spell"
    TYPE = "type"


@dataclass(frozen=True)
class Roll:
    """``names`` were given; ``agreed``: they were said back, and are right. ``again``: what is asked was asked again.

    ``missed``: how often no names were understood. ``writing``: a name is being spelt or typed, in the place of ``of``
    where that is one of the names. ``spelt``: the name whose letters are said back. ``twice``: a name heard for two people.
    ``roles``: the words for each name that was asked about; None for no words. ``supporters`` answer no questions, and of
    ``answering`` it is settled that they do. ``arriving``: somebody comes in the middle; ``leaving``: the id of somebody who may
    be taken off. ``at`` is the question that was being asked when somebody came; ``asked_before``: how many people were in
    when the notice is to be read next.
    """

    names: tuple[str, ...] = ()
    agreed: bool = False
    again: bool = False
    missed: int = 0
    writing: Writing | None = None
    of: str | None = None
    spelt: str | None = None
    twice: str | None = None
    roles: tuple[tuple[str, str | None], ...] = ()
    supporters: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    arriving: bool = False
    leaving: str | None = None
    at: str | None = None
    asked_before: int = 0

    def with_names(self, names: Sequence[str], *, spelt: str | None = None) -> Roll:
        """These names instead, to be said back."""
        known = {name for name in self.supporters if name in names}
        return replace(
            self, names=tuple(names), agreed=False, again=False, missed=0, writing=None, of=None, spelt=spelt,
            supporters=tuple(name for name in self.supporters if name in known),
        )  # fmt: skip

    def instead(self, old: str | None, name: str, *, spelt: bool = False) -> Roll:
        """This name in the place of an old one, or beside the others."""
        names = [name if each == old else each for each in self.names] if old in self.names else [*self.names, name]
        changed = replace(self, supporters=tuple(name if each == old else each for each in self.supporters))
        return changed.with_names(names, spelt=name if spelt else None)

    def left(self) -> Roll:
        """What is being asked about a name is left as it was."""
        return replace(self, writing=None, of=None, twice=None, leaving=None, again=False)

    def without(self, *names: str) -> Roll:
        """The others."""
        return replace(self, names=tuple(name for name in self.names if name not in names))

    def role(self, name: str) -> str | None:
        """The words for this name, where any were chosen."""
        return dict(self.roles).get(name)

    def double(self, known: Sequence[str]) -> str | None:
        """A name that somebody before it has too, here or among those ``known`` already; None where all can be told apart."""
        seen = {name.casefold() for name in known}
        for name in self.names:
            if name.casefold() in seen:
                return name
            seen.add(name.casefold())
        return None
