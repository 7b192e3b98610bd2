"""Taking an answer: whichever step it answers, and whether what was said should go on the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from voice_guide.dialogue.amending import Amending
from voice_guide.dialogue.answers import Answers
from voice_guide.dialogue.gathering import Gathering
from voice_guide.dialogue.group import Group
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.preparing import Preparing
from voice_guide.dialogue.private_time import PrivateTimes
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reply import OUTCOMES, Reply, Then
from voice_guide.dialogue.standing import Listing, Standing
from voice_guide.dialogue.steps import (
    AskAgreement,
    AskAnother,
    AskBack,
    AskChange,
    AskFirstWord,
    AskGroundRules,
    AskPreparation,
    AskQuestion,
    AskReview,
    AskSlot,
    AskTalkTime,
    AskWho,
    Close,
    LeaveAlone,
    OfferPrivateTime,
)
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Fact, Turn, Utterance
from voice_guide.guide.model import Guide
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language
from voice_guide.understanding.yes_no import Answer


class Taking:
    """Takes what is known to be no command."""

    def __init__(
        self,
        *,
        language: Language,
        guide: Guide,
        plan: PlanQuestions,
        meaning: Meaning,
        turns: TurnMaker,
        gathering: Gathering,
        answers: Answers,
        group: Group,
        private: PrivateTimes,
        progress: Progress,
        standing: Standing,
    ) -> None:
        self._language = language
        self._guide = guide
        self._plan = plan
        self._meaning = meaning
        self._turns = turns
        self._gathering = gathering
        self._answers = answers
        self._preparing = Preparing(language, meaning)
        self._group = group
        self._amending = Amending(language, meaning, answers)
        self._private = private
        self._progress = progress
        self._standing = standing

    def answer(self, turn: Turn, heard: Utterance, today: date) -> Reply:
        """An answer to what is being asked."""
        step, again = self._standing.step, self._standing.again
        if self._standing.listing is not None:
            return self._listed(self._standing.listing, turn, heard, today)
        match step:
            case AskPreparation():
                return self._preparing.hear(step, turn, heard, self._guide.preparation)
            case AskWho():
                return self._gathering.hear(turn, heard, self._progress)
            case AskBack():
                return self._group.are_back(heard)
            case AskQuestion():
                return self.taken(heard, today, self.kept(turn, heard, self._progress))
            case AskTalkTime() | AskFirstWord():
                return self._group.asked_of_talk_time(step, turn, heard, again=again)
            case AskGroundRules():
                return self._group.rules_heard(turn, heard, again=again)
            case AskSlot():
                return self._answers.slot(step, turn, heard, self._progress, today, again=again)
            case AskAnother():
                if turn.id != self._plan.another.id:
                    plan = next(category for category in self._guide.categories if category.ways_forward)
                    what = AskSlot(plan, str(self._plan.slots[0].slot), step.person, None)
                    return self._answers.slot(what, turn, heard, self._progress, today, again=again)
                return self._answers.another(step, turn, heard, self._progress, today, again=again)
            case AskAgreement():
                amended = self._amending.reply(step, turn, heard, self._progress, today)
                return amended or self._answers.agreement(step, turn, heard, again=again)
            case AskChange():
                return self._answers.change(step, turn, heard, again=again)
            case AskReview():
                return self._answers.review(step, turn, heard, today, again=again)
            case OfferPrivateTime():
                return self._private.length(step, turn, heard, again=again)
            case Close() | LeaveAlone():
                return Reply("")

    def kept(self, turn: Turn, heard: Utterance, progress: Progress) -> list[Fact]:
        """The facts that keep words as an answer to the guide's question that is being asked."""
        assert isinstance(self._standing.step, AskQuestion)
        return self._answers.question(self._standing.step, turn, heard, progress).facts

    def taken(self, heard: Utterance, today: date, facts: list[Fact]) -> Reply:
        """On from an answer that ``facts`` keep, or that is kept: perhaps by way of the list."""
        standing, step = self._standing, self._standing.step
        assert isinstance(step, AskQuestion)
        if step.person.recorded:
            standing.last_words = heard.text
        if self._answers.may_be_listed(step, heard, today):
            standing.listing = Listing(heard, self._utterances_with(facts))
        if standing.listing is None:
            return Reply("answer", facts=facts)
        ask = self._turns.listed(step.person, self._progress, self._gathering.called)
        return Reply("answer", then=Then.ASK_AGAIN, facts=facts, ask=ask)

    def _utterances_with(self, facts: list[Fact]) -> int:
        return Progress.fold([*self._progress.facts, *facts]).utterances if facts else self._progress.utterances

    def _listed(self, listing: Listing, turn: Turn, heard: Utterance, today: date) -> Reply:
        """Should what was said go on the list? Only on a yes, in the words that were used."""
        facts = self._answers.heard(turn, heard)
        read = self._meaning.answer(heard)
        told = read is Answer.OTHER and self._meaning.names_an_action(heard.text, today)
        if read is Answer.OTHER and not told and not self._standing.again:
            ask = replace(turn, prompt=self._language.prompt("plan.say-listed"))
            return Reply("no-match", then=Then.ASK_AGAIN, facts=facts, ask=ask)
        self._standing.listing = None
        if told and turn.participant is not None:  # instead of yes or no they say what it is
            facts += self._answers.draft(turn.participant, turn, heard, self._progress, today)
            return Reply("answer", facts=facts)
        if read is Answer.YES and turn.participant is not None:
            before = self._progress.utterances + 1 - listing.utterance
            facts += self._answers.draft(turn.participant, turn, listing.words, self._progress, today, before=before)
        return Reply(OUTCOMES.get(read, "no-match"), facts=facts)
