"""How many words does the program hear where nobody speaks? An hour of such sound, through the product's own way.

    scripts/bench hearing non_speech [--minutes 60] [--babble 5]

A rehearsal room in which the program listens, to an open question and to a yes or no in turn. The microphone hears the
`noise` recordings at random places, and made sounds of the other kinds, each minute at a level of its own. Voice begun:
how often voice activity took it for a voice. Words: in the texts that came back as answers. Babble is speech, from
another room: it is reported, and nothing is promised of it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from scripts.bench_parts.figures import print_table
from scripts.bench_parts.hearing.echo import Silence
from scripts.bench_parts.hearing.material import frame_levels, has_recordings, whisper
from scripts.bench_parts.hearing.noises import Kind, babble, kinds
from voice_guide.events import KeyCommand, Listen, NoMatch, Prompt, Turn, TurnKind, Utterance
from voice_guide.listening.endpoint import CHUNK_SECONDS, Endpointer
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.ports import LISTENING_RATE, KeyPressed, Samples, Sound
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.voice import VoiceConversant
from voice_guide.speaking.earcons import silence_cue, turn_tone

STRETCH_SECONDS = 60.0
FULL_SCALE = 0.99
TURNS = (
    Turn("wh-today", TurnKind.OPEN, "Jo", question="wh-today"),
    Turn("agree:Jo", TurnKind.WEIGHTY, "Jo", patience_seconds=2.0),
)


class NothingToSay:
    """``session.speech.Prompts``: nothing is said here."""

    def get(self, text: str) -> Sound:
        """Nobody asks for it."""
        raise KeyError(text)

    def prepare(self, texts: object) -> None:
        """Nothing to prepare."""

    def adjust(self, *, rate_step_wpm: int, volume_step: float) -> None:
        """Nobody asks for it here."""

    def prompts(self) -> list[Prompt]:
        """None."""
        return []


class Noting:
    """The product's voice activity; counts how often voice begins, by the product's own endpointer."""

    def __init__(self) -> None:
        self._activity = SileroVoiceActivity()
        self._endpointer = Endpointer(patience_seconds=STRETCH_SECONDS)
        self._chunks = 0
        self._begun = 0

    def probability(self, chunk: Samples) -> float:
        """See ports.VoiceActivity."""
        found = self._activity.probability(chunk)
        self._chunks += 1
        self._endpointer.hear(found, self._chunks * CHUNK_SECONDS)
        return found

    def reset(self) -> None:
        """See ports.VoiceActivity."""
        self._activity.reset()
        self._begun += self._endpointer.turns_of_voice
        self._endpointer = Endpointer(patience_seconds=STRETCH_SECONDS)

    @property
    def begun(self) -> int:
        """How often so far."""
        return self._begun + self._endpointer.turns_of_voice


@dataclass
class Found:
    """What came of one kind of sound."""

    kind: Kind
    seconds: float = 0.0
    begun: int = 0
    unclear: int = 0  # voice without words that was long enough to be asked about
    texts: list[str] = field(default_factory=list)

    def row(self) -> list[object]:
        """As a line of the table."""
        unique = min(self.seconds, self.kind.unique_seconds or self.seconds)
        words = sum(len(text.split()) for text in self.texts)
        return [self.kind.name, f"{self.seconds / 60:.1f}", f"{unique / 60:.1f}", self.begun, self.unclear, words]


def stretches(kind: Kind, minutes: float, random: np.random.Generator) -> Iterator[Samples]:
    """This much of a kind, a minute at a time, each at a level of its own where it sounds."""
    left = minutes * 60
    while left >= 1:
        sound = kind.make(min(left, STRETCH_SECONDS), random)
        frames = frame_levels(sound)
        sounding = frames[frames > np.percentile(frames, 95) / 10]
        loud = 10 ** (random.uniform(*kind.levels_db) / 20) / float(np.sqrt(np.mean(np.square(sounding))))
        yield np.clip(sound * loud, -FULL_SCALE, FULL_SCALE).astype(np.float32)
        left -= STRETCH_SECONDS


def listen_to(sound: Samples, turn: Turn, found: Found) -> None:
    """Play one stretch into an open microphone, and count what comes of it."""
    room = RehearsalRoom()
    noting = Noting()
    talking = VoiceConversant(
        room=room,
        prompts=NothingToSay(),
        recogniser=whisper,
        activity=lambda: noting,
        cues=Silence(),
        tone=turn_tone(LISTENING_RATE),
        cue=silence_cue(LISTENING_RATE),
    )
    room.participant_track.put(Sound(sound, LISTENING_RATE), at=0.0)
    room.later(len(sound) / LISTENING_RATE, KeyPressed("."))  # a key that keeps what was said before it
    event = None
    while not isinstance(event, KeyCommand):
        event = talking.converse([], Listen(turn, ask=False))
        found.unclear += isinstance(event, NoMatch)
        if isinstance(event, Utterance):
            found.texts.append(event.text)
    found.seconds += len(sound) / LISTENING_RATE
    found.begun += noting.begun


def heard_in(kind: Kind, minutes: float, random: np.random.Generator) -> Found:
    """All that came of one kind. Texts go to standard error as well."""
    found = Found(kind)
    for number, sound in enumerate(stretches(kind, minutes, random)):
        before = len(found.texts)
        listen_to(sound, TURNS[number % len(TURNS)], found)
        for text in found.texts[before:]:
            print(f"{kind.name}, minute {number + 1}: {text!r}", file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing non_speech", description="words where nobody speaks")
    parser.add_argument("--minutes", type=float, default=60.0, help="of sound without speech")
    parser.add_argument("--babble", type=float, default=5.0, help="minutes of voices from another room")
    parser.add_argument("--seed", type=int, default=11, help="another seed, another hour")
    parser.add_argument("--kinds", default="", help="only kinds with one of these in their name, with commas between")
    chosen = parser.parse_args()
    random = np.random.default_rng(chosen.seed)
    played = [one for one in kinds() if any(part in one.name for part in chosen.kinds.split(","))]
    whole = sum(kind.share for kind in played)
    found = [heard_in(kind, chosen.minutes * kind.share / whole, random) for kind in played]
    total = Found(Kind("all", lambda seconds, random: np.zeros(0, np.float32), (0, 0), 1.0))
    for one in found:
        total.seconds += one.seconds
        total.begun += one.begun
        total.unclear += one.unclear
        total.texts += one.texts
    unique = sum(min(one.seconds, one.kind.unique_seconds or one.seconds) for one in found)
    last = total.row()
    last[2] = f"{unique / 60:.1f}"
    head = ["sound", "minutes", "of it unique", "voice begun", "asked again", "words"]
    print_table(head, [*(one.row() for one in found), last])
    if not has_recordings():
        print("No recordings: set VOICE_GUIDE_SPEECH. All of it was made, and there is no babble.\n")
    elif chosen.babble and (voices := babble()) is not None:
        print_table(head, [heard_in(voices, chosen.babble, random).row()])


if __name__ == "__main__":
    main()
