"""Taking out, changing, deleting everything, and taking back one's agreement to be recorded.

Each is asked about first, and nothing happens without a clear yes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from voice_guide.dialogue.given import REVIEW, Given, Said, standing, utterances_of
from voice_guide.dialogue.putting_right import PutRight, put_right
from voice_guide.dialogue.reply import Reply, Then
from voice_guide.dialogue.slots import WHAT
from voice_guide.dialogue.spoken_commands import Place
from voice_guide.dialogue.turns import TurnMaker
from voice_guide.events import Fact, Prompt, Turn
from voice_guide.facts import FactKind
from voice_guide.guide.model import Guide
from voice_guide.guide.plan_questions import PlanQuestions
from voice_guide.languages import Language

TAKE_OUT, CHANGE, DELETE_ALL, WITHDRAW = "take out", "change", "delete all", "withdraw"
COMMANDS = (TAKE_OUT, CHANGE, DELETE_ALL, WITHDRAW)
SAID_AGAIN_IS_YES = (TAKE_OUT, WITHDRAW)
_STAYS = {DELETE_ALL: "withdraw.all-stays", WITHDRAW: "withdraw.stays-saved"}


@dataclass(frozen=True)
class Confirming:
    """What is being asked about: by which command, in which turn, which answers, and the second time for everything.

    ``right``: the answer with the day put right that is asked about.
    ``onward``: the answer that was being given has been kept, so that the conversation goes on after it.
    """

    command: str
    turn: Turn
    given: tuple[Given, ...] = ()
    second: bool = False
    right: PutRight | None = None
    onward: bool = False


class Withdrawing:
    """What these commands do. A person's turn is for their own words alone."""

    def __init__(
        self, language: Language, guide: Guide, plan: PlanQuestions, turns: TurnMaker, *, locked: bool
    ) -> None:
        self._language = language
        self._said = Said(guide, plan)
        self._turns = turns
        self._locked = locked

    def command(self, name: str, about: str | None, place: Place) -> tuple[Reply, Confirming | None]:
        """One of them was said, or pressed."""
        note = Fact(FactKind.COMMAND, place.turn.participant, place.turn.question, {"name": name})
        outcome = f"command:{name}"
        person = place.turn.participant
        if person is None or (name == DELETE_ALL and not place.progress.utterances):
            return self._nothing(outcome, place, note), None
        if name == DELETE_ALL:
            turn = self._turns.sure("delete-all", place.turn, self._language.prompt("withdraw.all"))
            return Reply(outcome, then=Then.ASK_AGAIN, facts=[note], ask=turn), Confirming(name, turn)
        if name == WITHDRAW:
            return self._stop_saving(outcome, person, place, note)
        given, category = self._said.meant(person, about, place.progress)
        if not given:
            return self._nothing(outcome, place, note), None
        if name == CHANGE:
            return self._ask_again(given[-1], place), None
        if category is not None and len(given) > 1:
            prompt = self._language.prompt("withdraw.several", name=place.turn.name, category=category.title)
        else:
            prompt = self._language.prompt("withdraw.one", name=place.turn.name, question=self._said.asked(given[-1]))
        turn = self._turns.sure("take-out", place.turn, prompt)
        return Reply(outcome, then=Then.ASK_AGAIN, facts=[note], ask=turn), Confirming(name, turn, tuple(given))

    def put_right(
        self, about: str | None, new: str, place: Place, is_day: Callable[[str], bool]
    ) -> tuple[Reply, Confirming] | None:
        """One day for another in an answer, asked about first; None where the question has to be asked again."""
        person = place.turn.participant
        if person is None or about is None or not (is_day(about) and is_day(new)):
            return None
        given, category = self._said.meant(person, about, place.progress)
        right = put_right(given[-1].text, about, new) if given and category is None and given[-1].question else None
        if right is None:
            return None
        prompt = self._language.prompt("withdraw.put-right", before=right.before, after=right.after)
        turn = self._turns.sure("change", place.turn, prompt)
        note = Fact(FactKind.COMMAND, person, place.turn.question, {"name": CHANGE})
        reply = Reply(f"command:{CHANGE}", then=Then.ASK_AGAIN, facts=[note], ask=turn)
        return reply, Confirming(CHANGE, turn, (given[-1],), right=right)

    def stays(self, confirming: Confirming, turn: Turn, outcome: str) -> Reply:
        """No clear yes: nothing changes, and that is said."""
        key = _STAYS.get(confirming.command, "withdraw.stays")
        if confirming.command == WITHDRAW and confirming.second:
            return Reply(outcome, lead=[self._line("withdraw.before-stays"), self._line("record.keys")])
        if confirming.onward:
            return Reply(outcome, lead=[self._language.prompt(key, question="")])
        asked = turn.prompt.text if turn.prompt else ""
        return Reply(outcome, then=Then.ASK_AGAIN, ask=replace(turn, prompt=self._language.prompt(key, question=asked)))

    def yes(self, confirming: Confirming, place: Place) -> tuple[Reply, Confirming | None]:
        """A clear yes. Everything is asked about twice."""
        if confirming.command == WITHDRAW:
            return self._yes_to_stop_saving(confirming, place)
        if confirming.command == TAKE_OUT:
            return Reply("yes", facts=[self._taken_out(confirming, place)], lead=[self._line("withdraw.out")]), None
        if confirming.right is not None:
            return Reply("yes", facts=self._changed(confirming.given[-1], confirming.right, place)), None
        if not confirming.second:
            turn = replace(confirming.turn, prompt=self._language.prompt("withdraw.all-again"))
            again = replace(confirming, turn=turn, second=True)
            return Reply("yes", then=Then.ASK_AGAIN, ask=turn), again
        everything = Fact(FactKind.ANSWER_TAKEN_OUT, place.turn.participant, None, {"all": True})
        erasing = "withdraw.erase-locked" if self._locked else "withdraw.erase"
        lead = [self._line(key) for key in ("withdraw.all-out", erasing, "closing.thanks", "closing.goodbye")]
        return Reply("yes", then=Then.TAKEN_OUT, facts=[everything], lead=lead), None

    def _stop_saving(self, outcome: str, person: str, place: Place, note: Fact) -> tuple[Reply, Confirming | None]:
        if not place.progress.person(person).recorded:
            return self._nothing(outcome, place, note, key="withdraw.not-saved"), None
        prompt = self._language.prompt("withdraw.stop-saving", name=place.turn.name)
        turn = self._turns.sure("stop-saving", place.turn, prompt)
        return Reply(outcome, then=Then.ASK_AGAIN, facts=[note], ask=turn), Confirming(WITHDRAW, turn)

    def _yes_to_stop_saving(self, confirming: Confirming, place: Place) -> tuple[Reply, Confirming | None]:
        """It counts from the first yes on. What was said before is asked about then: it may stay, or be taken out."""
        person = str(confirming.turn.participant)
        own = [given for given in standing(place.progress) if given.person == person]
        keys = self._line("record.keys")
        if confirming.second:
            payload = self._out(own) | {"utterances": utterances_of(place.progress, person), "name": True}
            out = Fact(FactKind.ANSWER_TAKEN_OUT, person, None, payload)
            return Reply("yes", facts=[out], lead=[self._line("withdraw.before-out"), keys]), None
        facts = [Fact(FactKind.WITHDREW, person)]
        if not own:
            return Reply("yes", facts=facts, lead=[self._line("record.no"), keys]), None
        turn = replace(confirming.turn, prompt=self._line("withdraw.before-too"))
        again = replace(confirming, turn=turn, second=True, onward=True)
        return Reply("yes", then=Then.ASK_AGAIN, facts=facts, ask=turn), again

    @staticmethod
    def _changed(given: Given, right: PutRight, place: Place) -> list[Fact]:
        """The answer put right takes the place of the one that was given, which stays in the journal."""
        person, question = given.person, given.question
        heard: dict[str, object] = {"turn": question, "text": right.text, "engine": CHANGE}
        kept: dict[str, object] = {"utterance": place.progress.utterances + 1, "kept": True}
        return [
            Fact(FactKind.UTTERANCE_HEARD, person, question, heard),
            Fact(FactKind.ANSWER_CHANGED, person, question, {"replaces": [given.utterance]}),
            Fact(FactKind.ANSWER_KEPT, person, question, kept),
        ]

    def _line(self, key: str) -> Prompt:
        return self._language.prompt(key)

    def _taken_out(self, confirming: Confirming, place: Place) -> Fact:
        """Which words are to be shown no more, and what was drafted from them."""
        out = {given.utterance for given in confirming.given}
        of_them = [given for given in standing(place.progress) if given.utterance in out]
        last = confirming.given[-1]
        return Fact(FactKind.ANSWER_TAKEN_OUT, last.person, last.question, self._out(of_them))

    @staticmethod
    def _out(of_them: Sequence[Given]) -> dict[str, object]:
        ways = {given.way for given in of_them if given.slot == WHAT}
        return {
            "utterances": sorted({given.utterance for given in of_them}),
            "questions": sorted({given.question for given in of_them if given.question}),
            "ways": sorted(way for way in ways if way is not None),
            "slots": [[given.way, given.slot] for given in of_them if given.way and given.way not in ways],
            "review": any(given.slot == REVIEW for given in of_them),
        }

    def _ask_again(self, given: Given, place: Place) -> Reply:
        """The question in its own words; only the new answer takes the old one's place."""
        lead = [self._language.prompt("withdraw.again")]
        payload: dict[str, object] = {"name": CHANGE}
        facts = []
        if given.way is not None:
            reopened: dict[str, object] = {"way": given.way, "reopen": given.slot, "slots": {}}
            facts = [Fact(FactKind.WAY_FORWARD_CHANGED, given.person, None, reopened)]
        else:
            payload["again"] = "answer" if given.question else REVIEW
        note = Fact(FactKind.COMMAND, given.person, given.question, payload)
        return Reply(f"command:{CHANGE}", facts=[note, *facts], lead=lead)

    def _nothing(self, outcome: str, place: Place, note: Fact, *, key: str = "withdraw.nothing") -> Reply:
        asked = place.turn.prompt.text if place.turn.prompt else ""
        prompt = self._language.prompt(key, question=asked)
        return Reply(outcome, then=Then.ASK_AGAIN, facts=[note], ask=replace(place.turn, prompt=prompt))
