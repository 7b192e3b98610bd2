"""Do commands and answers end in the right act when they are spoken?

    scripts/bench commands_heard [--voices 8] [--failures]

Each command in two everyday phrases, and yes, no and not sure, by eight voices of espeak-ng; and recordings of people who say
single words, requests to other machines, and short answers in meetings. Each is a turn of the product's own: sound in a
rehearsal room's microphone, voice activity, the end of the answer, Whisper, and the dialogue: commands at an open question of
the guide, answers where somebody is asked whether they agree. "Asked about first": the program asks whether that was meant.
A wrong weighty act is to stop, take out, delete or agree where that was not said.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scripts.bench_parts.figures import print_machine, print_table, share
from scripts.bench_parts.hearing.commands_said import ANSWERS, HALVES, Said, by_espeak, by_people
from scripts.bench_parts.hearing.polarity import Listening
from scripts.bench_parts.hearing.polarity_voices import ESPEAK_VOICES
from tests.conversations.scripted import MEANING, Conversation
from tests.conversations.test_ways_forward import at_the_list
from voice_guide.events import Utterance

WEIGHTY = {"stop", "take out", "delete all", "yes"}
OPEN_ANSWER = "I have said what I think"


@dataclass(frozen=True)
class Act:
    """What came of one sound. ``did``: a command's name, ``answer``, or how an agreement was read.

    ``asked``: the command that it was asked about.
    """

    said: Said
    heard: str
    did: str
    asked: str | None = None

    @property
    def right(self) -> bool:
        """As it was meant; whatever is neither yes nor no is right unless it is taken for one."""
        if self.said.meaning == "neither":
            return self.did not in ("yes", "no")
        return self.did == self.said.meaning

    @property
    def asked_right(self) -> bool:
        """Asked about, and a yes to that does what was meant; an answer that is asked about is kept after a no."""
        return self.asked is not None and self.said.meaning in (self.asked, "answer")

    @property
    def again(self) -> bool:
        """Nothing was done, and the person is asked once more."""
        return not self.right and not self.asked_right and self.did in ("no-match", "no-input", "nothing")

    @property
    def wrong_weighty(self) -> bool:
        """It did what cannot be meant by this."""
        return not self.right and self.did in WEIGHTY


class Places:
    """Where things are said: at an open question with answers before it, and where somebody is asked to agree."""

    def __init__(self) -> None:
        self._listening = Listening(cues=MEANING)
        self._random = np.random.default_rng(6)

    def hear(self, said: Said) -> Act:
        """Say it there."""
        talk = _agreeing() if said.meaning in ANSWERS else Conversation.begin().say(OPEN_ANSWER, OPEN_ANSWER)
        assert talk.turn is not None
        event = self._listening.listen(said.samples, None, replace(talk.turn, prompt=None), self._random)
        if not isinstance(event, Utterance):
            return Act(said, "", "nothing")
        talk.take(replace(event, turn_id=talk.asked))
        asked = None
        if talk.asked == "check":
            asked = MEANING.steering(event).ask
        return Act(said, event.text, "asked" if asked else talk.outcomes[-1].removeprefix("command:"), asked)


def _agreeing() -> Conversation:
    talk = at_the_list().say("a meal all at one table")
    while not talk.asked.startswith("agree:"):
        talk.say("no" if talk.asked == "wf-another" else "pass")
    return talk


def rows_of(acts: Sequence[Act]) -> Iterator[list[object]]:
    """The table: each source, commands and answers apart, each half."""
    for source in dict.fromkeys(act.said.source for act in acts):
        here = [act for act in acts if act.said.source == source]
        commands = [act for act in here if act.said.meaning not in (*ANSWERS, "answer")]
        yield _row(f"{source}: commands", commands)
        if source == "espeak-ng":
            for half in HALVES:
                yield _row(f"{source}: commands, {half}", [act for act in commands if act.said.half == half])
        yield _row(f"{source}: yes, no, unsure", [act for act in here if act.said.meaning in ANSWERS])
        yield _row(f"{source}: no command", [act for act in here if act.said.meaning == "answer"])


def _row(name: str, acts: Sequence[Act]) -> list[object]:
    counts = [sum(how(act) for act in acts) for how in (_right, _asked, _again, _weighty)]
    right, asked, again, weighty = counts
    return [name, share(right + asked, len(acts)), right, asked, again, len(acts) - right - asked - again, weighty]


def _right(act: Act) -> bool:
    return act.right


def _asked(act: Act) -> bool:
    return not act.right and act.asked_right


def _again(act: Act) -> bool:
    return act.again


def _weighty(act: Act) -> bool:
    return act.wrong_weighty


HEAD = (
    "said by",
    "ends in the right act",
    "at once",
    "asked about first",
    "asked again",
    "otherwise",
    "wrong weighty act",
)


def main() -> int:
    """Print the tables; 1 where a weighty act was done that was not meant."""
    parser = argparse.ArgumentParser(prog="scripts/bench commands_heard", description="commands through sound")
    parser.add_argument("--voices", type=int, default=len(ESPEAK_VOICES), help="so many voices of espeak-ng")
    parser.add_argument(
        "--failures", action="store_true", help="also list what did not end in the right act, in the seen half"
    )
    chosen = parser.parse_args()
    print_machine()
    places = Places()
    voices = ESPEAK_VOICES[: chosen.voices]
    acts = [places.hear(said) for said in by_espeak() if said.voice in voices]
    acts += [places.hear(said) for said in by_people()]
    print_table(HEAD, [row for row in rows_of(acts) if row[1] != share(0, 0)])
    if chosen.failures:
        missed = [act for act in acts if not act.right and not act.asked_right and act.said.half == HALVES[0]]
        rows = [[a.said.voice, a.said.text, a.said.meaning, a.heard, a.did, a.asked] for a in missed]
        print_table(("voice", "said", "meant", "heard", "did", "asked about"), rows)
    return int(any(act.wrong_weighty for act in acts))


if __name__ == "__main__":
    raise SystemExit(main())
