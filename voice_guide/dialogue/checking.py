"""The check: did they want to go back, or is that part of their answer? Their words are kept before it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from voice_guide.dialogue.group import THAT_WAS, Group
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.out_of_turn import DROPPED
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reopening import reopened
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.standing import Checking, Standing
from voice_guide.dialogue.steering import ASKED_ON, Steering
from voice_guide.dialogue.steps import AskQuestion
from voice_guide.dialogue.taking import Taking
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.dialogue.withdrawing import COMMANDS
from voice_guide.events import Fact, Turn, Utterance
from voice_guide.understanding.yes_no import Answer

_STAY = "carry on"  # neither the command nor more of the answer: go on from what is kept
_LEAVE_IT = ("finished", "pass")  # the question is left with the answer that is kept
_AWAY = ("stop", "pause", "skip to")


class Checks:
    """Asks about words that may be a command. In doubt they are an answer, so that is what they are kept as at once."""

    def __init__(
        self,
        *,
        turns: TurnMaker,
        meaning: Meaning,
        taking: Taking,
        group: Group,
        steering: Steering,
        progress: Progress,
        standing: Standing,
    ) -> None:
        self._turns = turns
        self._meaning = meaning
        self._taking = taking
        self._group = group
        self._steering = steering
        self._progress = progress
        self._standing = standing

    def ask(
        self, command: str, turn: Turn, heard: Utterance, person: str | None = None, *, about: str | None = None
    ) -> Reply:
        """Keep the words as the answer that they may be, then ask. ``person``: whom of the group it is about."""
        facts = self._taking.kept(turn, heard, self._progress)
        asked = Checking(command, heard, len(self._progress.facts), len(facts), person, about)
        self._standing.checking = asked
        return Reply("answer", then=Then.ASK_AGAIN, facts=facts, ask=self._check(asked))

    def hear(self, checking: Checking, heard: Utterance, today: date) -> Reply:
        """Was it a command? Only a clear yes, or the command itself, says so; otherwise it is part of the answer."""
        said = self._meaning.choice(heard.text, "check")
        if said == "again":
            return Reply("command:repeat", then=Then.ASK_AGAIN, ask=self._check(checking))
        if said is None and checking.person is not None:
            told = self._group.means(checking, heard)
            if told is not None:
                return self.command(checking, checking.command, None, today) if told else self._no_answer(checking)
            if checking.command == THAT_WAS and self._meaning.answer(heard) is Answer.YES:  # yes, but which?
                return Reply("no-match", then=Then.ASK_AGAIN, ask=self._check(checking))
        # "Yes, it's part of my answer" is no yes.
        found = self._meaning.command(heard.text)
        if said is None and found.command != "answer" and not self._meaning.is_answer_too(found, heard.text):
            return self.command(checking, found.command, found.about, today)
        if said is None and self._meaning.answer(heard) is Answer.YES:
            if heard.over_prompt:
                return Reply("no-match", then=Then.ASK_AGAIN, ask=self._turns.surely(self._check(checking)))
            return self._meant(checking, heard, today)
        bare = self._meaning.choice(heard.text, "bare") is not None or self._meaning.says_nothing(heard.text)
        if said is not None or bare or heard.engine == "key":
            return self._stands(checking.words, today)
        return self._goes_on(checking, heard, today)

    def _meant(self, checking: Checking, heard: Utterance, today: date) -> Reply:
        """They meant the command. Who goes away keeps the words beside the yes, too: "yes, and it was all right then"."""
        reply = self.command(checking, checking.command, checking.about, today)
        if checking.command in _AWAY and not self._meaning.is_only_yes(heard.text):
            reply.facts[:0] = self._longer(checking, heard)
        return reply

    def command(self, checking: Checking, name: str, about: str | None, today: date) -> Reply:
        """A command while it is asked: only where it is the one that was asked about were the words no answer."""
        meant = name == checking.command
        if not meant and name in ASKED_ON:
            return self._steering.asked_on(name, about, self._check(checking), last_words=checking.words.text)
        if not meant and name == "hold":
            return Reply(f"command:{name}", then=Then.LISTEN_ON)
        self._standing.checking = None
        if name == _STAY or (meant and name in _LEAVE_IT):
            return self._stands(checking.words, today)
        if name in _LEAVE_IT:
            return Reply("answer")
        if name in COMMANDS:
            return self._steering.withdraw(name, about, onward=True)
        match = self._meaning.command(checking.words.text)
        told_more = name in ASKED_ON and (match.after_own_words or match.beside)
        if not meant or name in _AWAY or told_more:  # what was said beside it stays the answer
            return self._steering.command(name, about)
        back = self._taken_back(checking)
        progress = Progress.fold([*self._progress.facts, *back])
        if checking.person is not None:
            reply = self._group.do(name, checking.person, progress)
            if any(DROPPED in fact.payload for fact in reply.facts):  # what was said of it goes with it
                back[0] = replace(back[0], payload=back[0].payload | {DROPPED: True})
        else:
            reply = self._steering.command(name, about, progress)
        reply.facts[:0] = back
        return reply

    def _check(self, checking: Checking) -> Turn:
        assert self._standing.turn is not None
        if checking.person is None:
            return self._turns.check(checking.command, self._standing.turn)
        name, other = self._group.name_of(checking.person), self._group.other_than(checking.person)
        return self._turns.check(checking.command, self._standing.turn, name=name, other=other)

    def _no_answer(self, checking: Checking) -> Reply:
        """It was said to the program, and nothing comes of it: the words are no answer, and the question stands."""
        self._standing.checking = None
        return Reply(f"command:{checking.command}", facts=self._taken_back(checking))

    def _stands(self, words: Utterance, today: date, facts: list[Fact] | None = None) -> Reply:
        self._standing.checking = None
        return self._taking.taken(words, today, facts or [])

    def _goes_on(self, checking: Checking, heard: Utterance, today: date) -> Reply:
        """They went on with the answer itself: it is opened again, and kept with the rest of it."""
        facts = self._longer(checking, heard)
        return self._stands(self._joined(checking, heard), today, facts)

    def _longer(self, checking: Checking, heard: Utterance) -> list[Fact]:
        """The facts by which these words are part of the answer that is asked about."""
        assert self._standing.turn is not None
        facts = self._taken_back(checking)
        progress = Progress.fold([*self._progress.facts, *facts])
        return [*facts, *self._taking.kept(self._standing.turn, self._joined(checking, heard), progress)]

    def _joined(self, checking: Checking, heard: Utterance) -> Utterance:
        return replace(checking.words, text=f"{checking.words.text} {heard.text}", words=())

    def _taken_back(self, checking: Checking) -> list[Fact]:
        """The facts by which the words are no answer; what else was kept while it was asked stays."""
        assert isinstance(self._standing.step, AskQuestion)
        facts = self._progress.facts
        return reopened(
            facts, [*facts[: checking.before], *facts[checking.before + checking.kept :]], self._standing.turn
        )
