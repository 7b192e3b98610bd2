"""Whatever is pressed, typed or said around private family time, nothing is heard in it and it is never lost."""

from __future__ import annotations

import random

import pytest

from tests.conversations.scripted import Conversation
from tests.conversations.test_private_time import at_private_time
from voice_guide.dialogue.progress import Progress
from voice_guide.events import ALONE_TOO_LONG, Event, InputEnded, NoInput, SpokeOn, TimeOver, Utterance
from voice_guide.facts import FactKind
from voice_guide.session.key_names import KEY_COMMANDS

KEYS = [*sorted(set(KEY_COMMANDS.values())), "quiet", "quiet", "finished", "yes", "no"]
LINES = (
    "twenty minutes", "no", "yes", "pass", "stop", "pause", "carry on", "I'm finished", "go back", "skip to ways forward",
    "take that out", "change what I said about worries", "help numbers", "who is next", "delete everything", "zanzibarred",
)  # fmt: skip


def closed(talk: Conversation) -> bool:
    """Whether nobody can be heard at this turn."""
    return talk.turn is None or talk.turn.quiet or (talk.turn.alone is not None and not talk.turn.recorded)


@pytest.mark.parametrize("seed", range(40))
def test_while_the_family_is_alone_no_turn_is_heard(seed: int) -> None:
    chance = random.Random(seed)
    talk = at_private_time(locked=chance.random() < 0.5)
    for _ in range(60):
        if talk.turn is None:
            if talk.finished is not None and talk.finished.closed:
                break
            talk = talk.resumed(guide="family-meeting")
        else:
            step(talk, chance)
        assert Progress.fold(talk.facts).facts == talk.dialogue.progress.facts
        if Progress.fold(talk.facts).private_minutes is not None:
            assert closed(talk), (seed, talk.asked)
    began = talk.kinds(FactKind.PRIVATE_TIME_BEGAN, FactKind.PRIVATE_TIME_ENDED)
    assert began == [FactKind.PRIVATE_TIME_BEGAN, FactKind.PRIVATE_TIME_ENDED][: len(began)]
    ended = [n for n, fact in enumerate(talk.facts) if fact.kind == FactKind.PRIVATE_TIME_ENDED]
    start = next((n for n, fact in enumerate(talk.facts) if fact.kind == FactKind.PRIVATE_TIME_BEGAN), len(talk.facts))
    alone = talk.facts[start : ended[0] if ended else len(talk.facts)]
    assert not [
        fact for fact in alone if fact.kind in (FactKind.UTTERANCE_HEARD, FactKind.ANSWER_KEPT, FactKind.PASSED)
    ]
    assert "zanzibarred" not in str(alone)


def step(talk: Conversation, chance: random.Random) -> None:
    assert talk.turn is not None
    turn = talk.turn.id
    match chance.randrange(10):
        case 0 | 1 | 2 | 3:
            talk.press(chance.choice(KEYS))
        case 4 | 5:
            talk.say(chance.choice(LINES))
        case 6:
            talk.take(Utterance(turn, chance.choice(LINES), engine="whisper"))
        case 7:
            times: list[Event] = [TimeOver(turn), NoInput(turn, 40.0), NoInput(turn)]
            talk.take(chance.choice(times))
        case 8:
            talk.take(SpokeOn(chance.choice([turn, "private-length", "fm-well"])))
        case _:
            talk.take(chance.choice([InputEnded("interrupted"), InputEnded(ALONE_TOO_LONG), InputEnded("device-lost")]))
