"""The gathering: who is here, and who agrees to be recorded.

Names stay in memory here until their person agrees (design.md, "People who are not recorded").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Fact, Turn, Utterance
from voice_guide.facts import FactKind, text_hash
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer


@dataclass(frozen=True)
class Remembered:
    """The gathering's memory at one moment."""

    names: tuple[str, ...]
    agreed_names: bool
    asked_again: bool
    called: Mapping[str, str]


class Gathering:
    """Asks for names, says each back, and asks each person about recording, one after another.

    ``notice`` is read before that, once in each run in which somebody is asked; ``asked_before``: how many people were
    asked in an earlier one.
    """

    def __init__(
        self,
        language: Language,
        turns: TurnMaker,
        understanding: Meaning,
        people: Sequence[str],
        *,
        notice: str,
        asked_before: int = 0,
    ) -> None:
        self.notice = notice
        self._asked_before = asked_before
        self._language = language
        self._turns = turns
        self._understanding = understanding
        self._names: list[str] = list(people)
        self._agreed_names = bool(people)
        self._asked_again = False
        self.called: dict[str, str] = {}  # what people who are not recorded are called, for this run only

    def remember(self) -> Remembered:
        """What this room holds beside the facts, to be given back to ``recall``."""
        return Remembered(tuple(self._names), self._agreed_names, self._asked_again, dict(self.called))

    def recall(self, before: Remembered) -> None:
        """Be as before."""
        self._names, self._agreed_names = list(before.names), before.agreed_names
        self._asked_again = before.asked_again
        self.called.clear()
        self.called.update(before.called)

    def turn(self, progress: Progress) -> Turn:
        """What to ask now."""
        if not self._names:
            return self._turns.who(rest=bool(progress.people))
        if not self._agreed_names:
            return self._turns.who_check(self._names)
        return self._turns.record(self._waiting(progress)[0])

    def reads_notice(self, progress: Progress) -> bool:
        """Whether the notice has to be read now: before the first person who is asked in this run."""
        return self._agreed_names and len(progress.people) == self._asked_before

    def hear(self, turn: Turn, heard: Utterance, progress: Progress) -> Reply:
        """An answer to one of this room's turns."""
        if turn.id == "who":
            return self._hear_names(turn, heard, progress)
        if turn.id == "who-check":
            return self._hear_check(heard)
        return self._hear_agreement(turn, heard, progress)

    def likely_facts(self, progress: Progress) -> list[Fact]:
        """What a yes would be kept as, to look ahead with; empty where no agreement is being asked for."""
        if not self._agreed_names or not self._waiting(progress):
            return []
        return self._joining(progress, agreed=True, words=None)

    def decline(self, turn: Turn, progress: Progress) -> Reply:
        """A pass: at the agreement it is not a yes; elsewhere the names are needed, so the turn stays."""
        if turn.id.startswith("record:"):
            return self._join(progress, agreed=False, words=None, outcome="command:pass")
        return Reply("command:pass", then=Then.ASK_AGAIN)

    def _waiting(self, progress: Progress) -> list[str]:
        """The names whose people have not been asked about recording yet."""
        known = {person.name for person in progress.people} | set(self.called.values())
        return [name for name in self._names if name not in known]

    def _hear_names(self, turn: Turn, heard: Utterance, progress: Progress) -> Reply:
        known = {person.name for person in progress.people}
        self._names = [name for name in self._understanding.people(heard.text) if name not in known]
        if not self._names:
            ask = replace(turn, prompt=self._language.prompt("who.again"))
            return Reply("no-match", then=Then.ASK_AGAIN, ask=ask)
        return Reply("answer")

    def _hear_check(self, heard: Utterance) -> Reply:
        read = self._understanding.answer(heard)
        if read is Answer.YES:
            self._agreed_names = True
            return Reply("yes")
        if read is Answer.OTHER and not self._asked_again:
            self._asked_again = True
            return Reply("no-match", then=Then.ASK_AGAIN)
        self._names, self._asked_again = [], False
        return Reply("no" if read is Answer.NO else "no-match")

    def _hear_agreement(self, turn: Turn, heard: Utterance, progress: Progress) -> Reply:
        read = self._understanding.answer(heard)
        if read is Answer.OTHER and not self._asked_again:
            self._asked_again = True
            ask = replace(turn, prompt=self._language.prompt("record.again", name=turn.name))
            return Reply("no-match", then=Then.ASK_AGAIN, ask=ask)
        outcome = {Answer.YES: "yes", Answer.NO: "no"}.get(read, "unsure")
        return self._join(progress, agreed=read is Answer.YES, words=heard.text, outcome=outcome)

    def _join(self, progress: Progress, *, agreed: bool, words: str | None, outcome: str) -> Reply:
        """The person is in. Only with their yes are their name and the words of it kept."""
        self._asked_again = False
        name = self._waiting(progress)[0]
        facts = self._joining(progress, agreed=agreed, words=words)
        if agreed:
            return Reply(outcome, facts=facts, lead=[self._language.prompt("record.yes", name=name)])
        self.called[str(facts[0].participant)] = name
        lead = [self._language.prompt("record.no"), self._language.prompt("record.keys")]
        return Reply(outcome, facts=facts, lead=lead)

    def _joining(self, progress: Progress, *, agreed: bool, words: str | None) -> list[Fact]:
        waiting = self._waiting(progress)
        number = len(progress.people) + 1
        joined: dict[str, object] = {
            "name": waiting[0] if agreed else None,
            "recorded": agreed,
            "number": number,
            "of": len(progress.people) + len(waiting),
        }
        read: dict[str, object] = {"notice": text_hash(self.notice)}
        facts = [Fact(FactKind.PARTICIPANT_JOINED, f"p{number}", None, joined)]
        if agreed:
            facts.append(Fact(FactKind.AGREED_TO_RECORD, f"p{number}", None, {"words": words, **read}))
        else:
            facts.append(Fact(FactKind.DECLINED_TO_RECORD, f"p{number}", None, read))
        return facts
