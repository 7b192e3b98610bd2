"""Joint conversations at random: whoever comes, goes, spells or is spelt, nothing is lost and nothing gets stuck."""

from __future__ import annotations

import random

import pytest

from tests.conversations.joint import joint
from tests.conversations.scripted import Conversation
from voice_guide.dialogue.progress import Progress
from voice_guide.events import KeyCommand, NoInput, SpokeOn, TurnKind, Utterance
from voice_guide.facts import FactKind

GUIDE = joint("roles = true")
NAMES = ("Jo", "Kai", "Dan", "Priya", "Will", "Hope", "Mum", "Stop")
ABOUT_NAMES = (
    "add Priya",
    "add Dan",
    "add somebody",
    "Dan has come",
    "Mum's here now",
    "take Kai off",
    "remove Jo",
    "remove Priya",
    "spell it",
    "type it",
    "k for kite, a, i",
    "d a n",
    "B",
    "Dan B",
    "no it's Kai with a K",
    "it's Dan not Jo",
    "not Kai",
    "and Will",
    "two Dans",
    "Dan and Dan",
    "Jo and Kai",
    "my name is Stop",
    "person two",
    "the victim",
    "the offender",
    "Sam is our interpreter",
    "Kai won't answer questions",
    "Jo first",
    "Kai after Jo",
    "Dan before Jo",
    "swap Jo and Kai",
    "Hope",
    "nobody",
)
ROLES = ("his mum", "social worker", "an interpreter", "a friend", "pass", "no", "the abuser")
TURNING = (
    "yes",
    "yes",
    "yes",
    "no",
    "not sure",
    "well",
    "it's part of my answer",
    "pass",
    "go back",
    "repeat",
    "who is next",
    "pause",
    "carry on",
)
KEYS = ("yes", "no", "pass", "add", "add", "back", "repeat", "finished", "pause", "carry on", "hold")
SECRET = "zanzibar"


class Walk:
    """One conversation at random."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        people = self.chance.sample(NAMES, self.chance.randint(0, 4))
        supporters = self.chance.sample(NAMES, self.chance.randint(0, 1)) if people else []
        self.talk = Conversation.begin(GUIDE, people=tuple(people), supporters=tuple(supporters), agreed=False)
        self.last: str | None = None

    def step(self) -> None:
        """Something at random, and what must hold after it."""
        talk, chance = self.talk, self.chance
        if talk.turn is None:
            assert talk.finished is not None
            if not talk.finished.closed:
                self.talk = talk.resumed(guide=GUIDE)
            return
        turn, dice = talk.turn, chance.random()
        if dice < 0.06:
            self.talk = talk.resumed(guide=GUIDE)  # a kill
        elif dice < 0.1 and self.last is not None:
            talk.take(SpokeOn(self.last))
        elif dice < 0.2:
            talk.take(KeyCommand(chance.choice(KEYS)))
        elif dice < 0.25:
            talk.take(NoInput(turn.id, 40.0))
        else:
            self.last = turn.id
            talk.take(Utterance(turn.id, self.words(), engine=chance.choice(("vosk", "keyboard"))))
        self.holds()

    def words(self) -> str:
        """What is said to this turn, more often than not something that fits."""
        chance, turn = self.chance, self.talk.turn
        assert turn is not None
        if turn.id.startswith("role:"):
            return chance.choice(ROLES)
        if turn.kind is TurnKind.OPEN and chance.random() < 0.6:
            return f"it was a {SECRET} thing" if not turn.recorded else "it was Tuesday and he came in late"
        return chance.choice(ABOUT_NAMES if chance.random() < 0.35 else TURNING)

    def holds(self) -> None:
        """What must hold at every step."""
        talk = self.talk
        folded = Progress.fold(talk.facts)
        live = talk.dialogue.progress
        for name in ("people", "supporters", "removed", "joined", "prepared", "settled", "utterances", "ways"):
            assert getattr(folded, name) == getattr(live, name), name
        assert SECRET not in talk.words_kept()
        beside = {person.id for person in folded.supporters}
        answered = {
            fact.participant for fact in talk.facts if fact.kind in (FactKind.ANSWER_KEPT, FactKind.UTTERANCE_HEARD)
        }
        assert not beside & answered
        names = [person.name for person in (*folded.people, *folded.supporters) if person.name]
        assert len({name.casefold() for name in names}) == len(names), "two who are called the same"
        called = " ".join(f"{person.name} {person.role}" for person in folded.everyone).lower()
        assert not any(label in called for label in ("victim", "offender", "abuser"))

    def to_the_end(self) -> None:
        """Only plain answers from here on: it must come to the goodbye."""
        for _ in range(400):
            talk = self.talk
            if talk.finished is not None and talk.finished.closed:
                return
            if talk.turn is None:
                self.talk = talk.resumed(guide=GUIDE)
                continue
            self.talk.say(self.plain(talk.turn.id))
            self.holds()
        raise AssertionError(f"stuck at {self.talk.asked}")

    def plain(self, turn: str) -> str:
        """A plain answer to a turn."""
        free = next(
            name for name in ("Robin", "Alexa", "Mirko", "Tilda", "Basil") if name not in self.talk.words_kept()
        )
        fixed = {
            "who": free,
            "who-add": "nobody",
            "who-apart": "no",
            "who-spell": "p a t",
            "who-type": free,
            "wf-another": "no",
        }
        if turn.startswith("role:"):
            return "pass"
        return fixed.get(turn, "carry on" if turn in ("paused", "prepare-later") else "yes")


@pytest.mark.parametrize("seed", range(40))
def test_whoever_comes_and_goes_everything_holds(seed: int) -> None:
    walk = Walk(seed)
    for _ in range(120):
        walk.step()
    walk.to_the_end()
