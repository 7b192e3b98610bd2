"""The turns that are about names: which are here, how each is spelt, how somebody is called, who is beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from voice_guide.dialogue.options import OPEN_PATIENCE_SECONDS
from voice_guide.dialogue.roll import Roll, Writing
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Expected, Turn, TurnKind
from voice_guide.languages import Language

WHO, CHECK, ADD, APART, TWO, OFF = "who", "who-check", "who-add", "who-apart", "who-two", "who-off"
SPELL, TYPE = "who-spell", "who-type"
ROLE, ANSWERS, NAME, RECORD = "role", "answers", "name", "record"  # each with a name behind it


class NameTurns:
    """Builds them. ``expected``: what is likely to be said while a name is spelt."""

    def __init__(self, language: Language, turns: TurnMaker, expected: Sequence[str]) -> None:
        self._language = language
        self._turns = turns
        self._expected = tuple(expected)

    def who(self, *, rest: bool) -> Turn:
        """Who is here? ``rest``: some have been asked before."""
        return self._turns.who(rest=rest)

    def record(self, name: str) -> Turn:
        """May this person's words be saved?"""
        return self._turns.record(name)

    def check(self, roll: Roll, names: Sequence[str]) -> Turn:
        """Are these the names? Where one was spelt, with its letters."""
        asked = self._turns.who_check(names)
        if roll.spelt is None or roll.spelt not in names:
            return asked
        letters = ", ".join(sign.upper() for sign in roll.spelt if sign.isalnum())
        names_said = self._turns.join_names(names)
        prompt = self._language.prompt("who.check-spelt", names=names_said, name=roll.spelt, letters=letters)
        return replace(asked, prompt=prompt)

    def add(self) -> Turn:
        """Who has come?"""
        return self._asked(ADD, TurnKind.WEIGHTY, "who.add")

    def write(self, writing: Writing) -> Turn:
        """How is the name spelt? Letters are said with pauses between them."""
        if writing is Writing.TYPE:
            return replace(self._asked(TYPE, TurnKind.WEIGHTY, "who.type"), typed=True)
        asked = self._asked(SPELL, TurnKind.WEIGHTY, "who.spell")
        return replace(
            asked, patience_seconds=OPEN_PATIENCE_SECONDS, choices=self._expected, expected=Expected.SPELLING
        )

    def apart(self, name: str) -> Turn:
        """What else may one of two be called?"""
        return self._asked(APART, TurnKind.WEIGHTY, "who.apart", name=name)

    def two(self, name: str) -> Turn:
        """Is it the name of two people?"""
        return self._asked(TWO, TurnKind.LIGHT, "who.two", name=name)

    def off(self, name: str) -> Turn:
        """Is this person to be taken off?"""
        return self._asked(OFF, TurnKind.WEIGHTY, "who.off", name=name)

    def role(self, name: str) -> Turn:
        """How is this person here? In their own words."""
        return self._of(ROLE, name, "role.ask")

    def answers(self, name: str) -> Turn:
        """Does this person answer the questions too?"""
        return self._of(ANSWERS, name, "supporter.answers")

    def name(self, name: str) -> Turn:
        """May the name of somebody who answers nothing be saved?"""
        return self._of(NAME, name, "supporter.name")

    def _of(self, kind: str, name: str, key: str) -> Turn:
        turn = self._turns.record(name)
        return replace(turn, id=f"{kind}:{name}", prompt=self._language.prompt(key, name=name))

    def _asked(self, turn_id: str, kind: TurnKind, key: str, **values: object) -> Turn:
        base = self._turns.who(rest=False)
        return replace(base, id=turn_id, kind=kind, prompt=self._language.prompt(key, **values))
