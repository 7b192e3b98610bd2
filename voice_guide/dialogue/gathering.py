"""The gathering: who is here, and who agrees to be recorded.

Names stay in memory here until their person agrees (design.md, "People who are not recorded").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from voice_guide.dialogue import name_turns as turns
from voice_guide.dialogue.joining import back_again, joining
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.name_turns import NameTurns
from voice_guide.dialogue.naming import Named, Naming
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import OUTCOMES, Reply, Then
from voice_guide.dialogue.roles import Roles
from voice_guide.dialogue.roll import Roll
from voice_guide.dialogue.those_in import by_name, called, is_called
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Fact, Prompt, Turn, Utterance
from voice_guide.facts import FactKind
from voice_guide.languages import Language
from voice_guide.understanding.name_words import Does
from voice_guide.understanding.yes_no import Answer


@dataclass(frozen=True)
class Remembered:
    """The gathering's memory at one moment."""

    roll: Roll
    called: Mapping[str, str]


class Gathering:
    """Asks for names, says each back, and asks each person about recording, one after another.

    ``notice`` is read before that, once in each run in which somebody is asked; ``asked_before``: how many people were
    asked in an earlier one. ``supporters`` are here beside the others, and answer no questions. ``roles``: each person is
    asked how they are here.
    """

    def __init__(
        self,
        language: Language,
        turn_maker: TurnMaker,
        understanding: Meaning,
        people: Sequence[str],
        *,
        notice: str,
        asked_before: int = 0,
        supporters: Sequence[str] = (),
        roles: bool = False,
    ) -> None:
        self.notice = notice
        self._language = language
        self._understanding = understanding
        self._naming = Naming(language)
        self._turns = NameTurns(language, turn_maker, self._naming.spelling.expected())
        self._roles = Roles(language, understanding) if roles else None
        self._roll = Roll(
            names=(*people, *supporters),
            agreed=bool(people),
            supporters=tuple(supporters),
            asked_before=asked_before,
        )
        self.called: dict[str, str] = {}  # what people whose names are not kept are called, for this run only

    def remember(self) -> Remembered:
        """What this room holds beside the facts, to be given back to ``recall``."""
        return Remembered(self._roll, dict(self.called))

    def recall(self, before: Remembered) -> None:
        """Be as before."""
        self._roll = before.roll
        self.called.clear()
        self.called.update(before.called)

    @property
    def busy(self) -> bool:
        """Whether somebody comes, or may be taken off, in the middle of the conversation."""
        return self._roll.arriving or self._roll.leaving is not None

    def turn(self, progress: Progress) -> Turn:
        """What to ask now."""
        roll, waiting = self._roll, self._waiting(progress)
        if roll.leaving is not None:
            return self._turns.off(called(progress, self.called, roll.leaving))
        if roll.writing is not None:
            return self._turns.write(roll.writing)
        if not roll.names or (roll.agreed and not waiting):
            return self._turns.add() if roll.arriving else self._turns.who(rest=progress.joined > 0)
        if roll.twice is not None:
            return self._turns.two(roll.twice)
        if (double := self._double(progress)) is not None:
            return self._turns.apart(double)
        if not roll.agreed:
            return self._turns.check(roll, waiting)
        return self._turn_of(waiting[0])

    def reads_notice(self, progress: Progress) -> bool:
        """Whether the notice has to be read now: before the first person who is asked in this run, or who comes late."""
        asked = self.turn(progress).id.partition(":")[0]
        return asked in (turns.RECORD, turns.NAME) and progress.joined == self._roll.asked_before

    def first(self, turn: Turn, heard: Utterance, progress: Progress) -> Reply | None:
        """What is about somebody's name, before it could be a command or a yes; None for everything else."""
        if heard.over_prompt:
            return None
        known = [] if self._roll.agreed else self._known(progress)
        named = self._naming.first(turn, heard, self._roll, self._waiting(progress), known)
        return self._reply(named, turn) if named is not None else None

    def hear(self, turn: Turn, heard: Utterance, progress: Progress) -> Reply:
        """An answer to one of this room's turns."""
        read = self._understanding.answer(heard)
        match turn.id.partition(":")[0]:
            case turns.WHO | turns.ADD:
                if turn.id == turns.ADD and (read is Answer.NO or self._understanding.is_nothing(heard.text)):
                    return self._nobody("no")
                return self._reply(self._naming.given(heard.text, self._roll, self._names_given(progress)), turn)
            case turns.CHECK:
                return self._checked(turn, read, progress)
            case turns.SPELL | turns.TYPE:
                return self._reply(self._naming.not_spelt(self._roll), turn)
            case turns.TWO:
                return self._reply(self._naming.two(read, self._roll), turn)
            case turns.APART:
                return self._one_of_two(progress, "no") if read is Answer.NO else self._again(turn, "who.apart-again")
            case turns.OFF:
                return self._taken_off(progress, read)
            case turns.ROLE | turns.ANSWERS if self._roles is not None:
                reply, self._roll = self._roles.hear(turn, heard, self._roll, self._waiting(progress)[0])
                return reply
            case _:
                return self._hear_agreement(turn, heard, read, progress)

    def likely_facts(self, progress: Progress) -> list[Fact]:
        """What a yes would be kept as, to look ahead with; empty where no agreement is being asked for."""
        if not self._roll.agreed or not self._waiting(progress) or self.busy:
            return []
        if self.turn(progress).id.partition(":")[0] != turns.RECORD:
            return []
        return joining(self._roll, self._waiting(progress), progress, agreed=True, words=None, notice=self.notice)

    def decline(self, turn: Turn, progress: Progress) -> Reply:
        """A pass: at an agreement it is not a yes; elsewhere it is left as it was, but for the names, which are needed."""
        outcome = "command:pass"
        match turn.id.partition(":")[0]:
            case turns.RECORD | turns.NAME:
                return self._join(progress, agreed=False, words=None, outcome=outcome)
            case turns.SPELL | turns.TYPE | turns.TWO | turns.OFF:
                self._roll = self._roll.left()
            case turns.APART:
                return self._one_of_two(progress, outcome)
            case turns.ROLE | turns.ANSWERS if self._roles is not None:
                self._roll = self._roles.without(turn, self._roll, self._waiting(progress)[0])
            case _ if self._roll.arriving:
                return self._nobody(outcome)
            case _:
                return Reply(outcome, then=Then.ASK_AGAIN)
        return Reply(outcome)

    def somebody(self, text: str | None, progress: Progress, at: str | None) -> Reply | None:
        """Somebody comes, or is taken off, in the middle; ``at``: the question that is being asked. None: it is not that.

        Without words, as by the key: who has come is asked.
        """
        names = by_name(progress, self.called)
        word = self._naming.later(text, list(names)) if text is not None else None
        if text is not None and word is None:
            return None
        if word is not None and word.old is not None:
            self._roll = replace(self._roll, leaving=names[word.old])
            return Reply("command:remove")
        came = (word.name,) if word is not None and word.name is not None else ()
        self._roll = Roll(came, arriving=True, at=at, asked_before=progress.joined)
        return Reply("command:add")

    def is_somebody(self, text: str, progress: Progress) -> tuple[str, bool] | None:
        """The command that a whole utterance may be, ``add`` or ``remove``, and whether it can be nothing else."""
        word = self._naming.later(text, self._known(progress))
        return None if word is None else ("remove" if word.old is not None else "add", word.does is Does.ADDS)

    def is_called(self, text: str, progress: Progress) -> bool:
        """Whether a whole utterance is what somebody here is called, and nothing else."""
        return is_called(text, self._known(progress))

    def _turn_of(self, name: str) -> Turn:
        roll = self._roll
        asked = self._roles.asks(roll, name) if self._roles is not None else None
        if asked is not None:
            return self._turns.role(name) if asked == turns.ROLE else self._turns.answers(name)
        return self._turns.name(name) if name in roll.supporters else self._turns.record(name)

    def _known(self, progress: Progress) -> list[str]:
        """What those are called who are in."""
        return list(by_name(progress, self.called))

    def _double(self, progress: Progress) -> str | None:
        """A name that two people have. Names that are agreed are not held against those who are in by them."""
        return self._roll.double(() if self._roll.agreed else self._known(progress))

    def _names_given(self, progress: Progress) -> list[str]:
        """Names that are not asked for again; whoever comes later may be called as somebody who is here."""
        return [] if self._roll.arriving else self._known(progress)

    def _waiting(self, progress: Progress) -> list[str]:
        """The names whose people have not been asked about recording yet."""
        known = set(self._known(progress))
        return [name for name in self._roll.names if name not in known]

    def _reply(self, named: Named, turn: Turn) -> Reply:
        self._roll = named.roll
        if named.again is None:
            return Reply(named.outcome)
        return self._again(turn, named.again) if named.again else Reply(named.outcome, then=Then.ASK_AGAIN)

    def _again(self, turn: Turn, key: str) -> Reply:
        asked = replace(turn, prompt=self._language.prompt(key, name=turn.name))
        return Reply("no-match", then=Then.ASK_AGAIN, ask=asked)

    def _nobody(self, outcome: str) -> Reply:
        """Nobody has come after all."""
        self._roll = replace(Roll(), asked_before=self._roll.asked_before)
        return Reply(outcome)

    def _one_of_two(self, progress: Progress, outcome: str) -> Reply:
        """They are one and the same, so one name goes."""
        double = str(self._double(progress)).casefold()
        at = max(n for n, name in enumerate(self._roll.names) if name.casefold() == double)
        left = [*self._roll.names[:at], *self._roll.names[at + 1 :]]
        if not left and self._roll.arriving:
            return self._nobody(outcome)
        self._roll = self._roll.with_names(left)
        return Reply(outcome)

    def _checked(self, turn: Turn, read: Answer, progress: Progress) -> Reply:
        reply = self._reply(self._naming.checked(read, self._roll), turn)
        if self._roll.agreed:
            back, self._roll = back_again(self._roll, progress)
            reply.facts += back
            if back and not self._roll.names:
                return replace(self._nobody(reply.outcome), facts=reply.facts)
        return reply

    def _taken_off(self, progress: Progress, read: Answer) -> Reply:
        """Only a clear yes takes somebody off; what they said stays."""
        person, self._roll = str(self._roll.leaving), replace(self._roll, leaving=None)
        if read is not Answer.YES:
            return Reply(OUTCOMES.get(read, "no-match"))
        name = called(progress, self.called, person)
        self._roll = self._roll.without(name)
        lead = [self._language.prompt("who.taken-off", name=name)]
        return Reply("yes", facts=[Fact(FactKind.PARTICIPANT_REMOVED, person)], lead=lead)

    def _hear_agreement(self, turn: Turn, heard: Utterance, read: Answer, progress: Progress) -> Reply:
        if read is Answer.OTHER and not self._roll.again:
            self._roll = replace(self._roll, again=True)
            key = "supporter.name-again" if turn.id.startswith(f"{turns.NAME}:") else "record.again"
            return self._again(turn, key)
        outcome = OUTCOMES.get(read, "unsure")
        return self._join(progress, agreed=read is Answer.YES, words=heard.text, outcome=outcome)

    def _join(self, progress: Progress, *, agreed: bool, words: str | None, outcome: str) -> Reply:
        """The person is in. Only with their yes are their name and the words of it kept."""
        waiting = self._waiting(progress)
        name = waiting[0]
        facts = joining(self._roll, waiting, progress, agreed=agreed, words=words, notice=self.notice)
        self._roll = replace(self._roll, again=False)
        if len(waiting) == 1:
            self._roll = replace(self._roll, arriving=False)
        if agreed:
            return Reply(outcome, facts=facts, lead=[self._language.prompt("record.yes", name=name)])
        self.called[str(facts[0].participant)] = name
        return Reply(outcome, facts=facts, lead=self._unsaved(name))

    def _unsaved(self, name: str) -> list[Prompt]:
        keys = ["supporter.unnamed"] if name in self._roll.supporters else ["record.no", "record.keys"]
        return [self._language.prompt(key) for key in keys]
