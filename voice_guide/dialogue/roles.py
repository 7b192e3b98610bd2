"""Roles: how each person is here, in words that they choose, and whether a supporter answers the questions too."""

from __future__ import annotations

from dataclasses import replace

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.name_turns import ANSWERS, ROLE
from voice_guide.dialogue.reply import OUTCOMES, Reply, Then
from voice_guide.dialogue.roll import Roll
from voice_guide.events import Turn, Utterance
from voice_guide.languages import Language
from voice_guide.understanding.naming_readers import naming_readers
from voice_guide.understanding.yes_no import Answer


class Roles:
    """Asks for them. Nobody has to have one, and nobody is given one."""

    def __init__(self, language: Language, meaning: Meaning) -> None:
        self._language = language
        self._meaning = meaning
        self._words = naming_readers(language).roles

    def asks(self, roll: Roll, name: str) -> str | None:
        """What this person is to be asked now, ``role`` or ``answers``; None where both are settled."""
        if name not in dict(roll.roles):
            return ROLE
        role = roll.role(name)
        settled = name in roll.supporters or name in roll.answering
        return ANSWERS if role is not None and not settled and self._words.may_support(role) else None

    def hear(self, turn: Turn, heard: Utterance, roll: Roll, name: str) -> tuple[Reply, Roll]:
        """An answer to either, and the roll after it."""
        read = self._meaning.answer(heard)
        if turn.id.startswith(f"{ANSWERS}:"):
            return self._hear_answers(read, roll, name)
        if self._words.is_refused(heard.text):
            return self._again(turn, "role.refused"), roll
        if read is Answer.NO or read is Answer.UNSURE or self._words.is_nothing(heard.text):
            return Reply(OUTCOMES.get(read, "answer")), self.without(turn, roll, name)
        words = self._words.words(heard.text)
        if read is Answer.YES or not words or not self._words.is_short(words):
            if roll.again:
                return Reply("no-match"), self.without(turn, roll, name)
            return self._again(turn, "role.again"), replace(roll, again=True)
        said = self._language.prompt("role.said", name=name, role=words)
        return Reply("answer", lead=[said]), replace(roll, roles=(*roll.roles, (name, words)), again=False)

    def without(self, turn: Turn, roll: Roll, name: str) -> Roll:
        """A role was passed; or nothing was said of whether they answer, so they are asked and may pass."""
        if turn.id.startswith(f"{ROLE}:"):
            return replace(roll, roles=(*roll.roles, (name, None)), again=False)
        return replace(roll, answering=(*roll.answering, name), again=False)

    def _hear_answers(self, read: Answer, roll: Roll, name: str) -> tuple[Reply, Roll]:
        if read is Answer.NO:
            return Reply("no"), replace(roll, supporters=(*roll.supporters, name), again=False)
        if read is Answer.OTHER and not roll.again:
            return Reply("no-match", then=Then.ASK_AGAIN), replace(roll, again=True)
        return Reply(OUTCOMES.get(read, "no-match")), replace(roll, answering=(*roll.answering, name), again=False)

    def _again(self, turn: Turn, key: str) -> Reply:
        asked = self._language.prompt(key, name=turn.name)
        return Reply("no-match", then=Then.ASK_AGAIN, ask=replace(turn, prompt=asked))
