"""Does the program hear itself, and how soon does it hear a person over its prompt?

    scripts/bench hearing echo [--prompts 200] [--tries 100]

The product's own way: prompts are spoken in a rehearsal room whose microphone hears the loudspeaker at -6 dB, dry and
through two real rooms, with the echo canceller in between. Self-hearing: ten conversations a room, each with a delay of
its own from 20 to 350 ms that jumps by 40 ms in its middle; nobody is there. Barge-in: recordings of real people begin at
a random moment of a prompt, as loud in the microphone as the prompt is in the loudspeaker, and 10 dB quieter.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from scripts.bench_parts.figures import print_table, share
from scripts.bench_parts.hearing.material import (
    Rendered,
    has_recordings,
    level,
    onset,
    prompt_texts,
    room_responses,
    voices,
    whisper,
)
from voice_guide.events import Listen, Prompt, Transcription, Turn, TurnKind, Utterance
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.ports import LISTENING_RATE, KeyPressed, Samples, Sound
from voice_guide.session.rehearsal_echo import Echo, EchoingRoom
from voice_guide.session.rehearsal_room import RehearsalRoom
from voice_guide.session.tracks import Track
from voice_guide.session.voice import VoiceConversant
from voice_guide.speaking.earcons import silence_cue, turn_tone

LEVEL_DB = -6.0
DELAYS_SECONDS = (0.02, 0.35)
JUMP_SECONDS = 0.04
CONVERSATIONS = 10
KEY_AFTER_SECONDS = 2.0  # so long is listened after a prompt, then somebody presses a key
# What real devices add, as tests/integration/sound prints it: a chunk comes this long after its last sample, and a
# change is heard this long after it was asked for.
DEVICE_SECONDS = 0.043 + 0.040
PEOPLE = ("vctk_british", "libri_test_other", "ami_turns", "ocean_adults", "ocean_children")
QUIETER_DB = (0.0, -10.0)
FIRST_PROMPTS = 3  # before a person speaks over one: the names and the agreement to record have been asked by then


class Silence:
    """Says nothing about words."""

    def closes(self, text: str) -> bool:
        """Nothing closes an answer."""
        return False

    def hangs(self, text: str) -> bool:
        """And nothing hangs."""
        return False

    def decides(self, heard: Transcription) -> bool:
        """And nothing is decided."""
        return False


class Room(RehearsalRoom):
    """Notes what it is told about the prompt that plays."""

    def __init__(self, echo: Echo) -> None:
        super().__init__(echo=echo)
        self.ducked: list[float] = []
        self.stopped: list[float] = []

    def duck(self, on: bool) -> None:
        if on:
            self.ducked.append(self.now())
        super().duck(on)

    def stop_playing(self) -> None:
        self.stopped.append(self.now())
        super().stop_playing()


@dataclass
class SelfHeard:
    """One room's prompts, played to nobody."""

    prompts: int = 0
    ducked: int = 0
    stopped: int = 0
    words: int = 0
    jumped: list[bool] = field(default_factory=list)


def conversant(room: Room, prompts: Rendered) -> VoiceConversant:
    """The product's own."""
    return VoiceConversant(
        room=room,
        prompts=prompts,
        recogniser=whisper,
        activity=lambda: activity,
        cues=Silence(),
        tone=turn_tone(LISTENING_RATE),
        cue=silence_cue(LISTENING_RATE),
    )


def listen(prompt: Prompt) -> Listen:
    """An open question."""
    return Listen(Turn("wh-today", TurnKind.OPEN, "Jo", question="wh-today", prompt=prompt))


def hear_ourselves(prompts: Rendered, response: Samples | None, gain_db: float) -> SelfHeard:
    """Every prompt once, with nobody in the room."""
    found = SelfHeard()
    spoken = prompts.prompts()
    each = -(-len(spoken) // CONVERSATIONS)
    low, high = DELAYS_SECONDS
    for number, first in enumerate(range(0, len(spoken), each)):
        delay = low + (high - JUMP_SECONDS - low) * number / (CONVERSATIONS - 1)
        jump = JUMP_SECONDS if number % 2 else -JUMP_SECONDS
        room = Room(Echo(gain_db, delay if jump > 0 else delay + JUMP_SECONDS, response))
        talking = conversant(room, prompts)
        batch = spoken[first : first + each]
        for place, prompt in enumerate(batch):
            ends = room.now() + prompts.get(prompt.text).seconds
            if place == len(batch) // 2:
                half_way = room.now() + prompts.get(prompt.text).seconds / 2
                room.later(half_way, lambda room=room, jump=jump: room.slip(jump))  # type: ignore[misc]
            room.later(ends + KEY_AFTER_SECONDS, KeyPressed("p"))
            ducked, stopped = len(room.ducked), len(room.stopped)
            event = talking.converse([], listen(prompt))
            found.prompts += 1
            found.ducked += len(room.ducked) > ducked
            found.stopped += len(room.stopped) > stopped
            found.words += len(event.text.split()) if isinstance(event, Utterance) else 0
    return found


@dataclass(frozen=True)
class Tried:
    """How long after a voice's onset the prompt was quieter and silent, in seconds; None where it was not."""

    ducked: float | None
    silent: float | None


def speak_over(
    prompts: Rendered,
    people: Sequence[Samples],
    responses: dict[str, Samples | None],
    gains: dict[str, float],
    db: float,
) -> Iterator[Tried]:
    """Each voice once, over a prompt of some length, in one room after another."""
    random = np.random.default_rng(7)
    long = [prompt for prompt in prompts.prompts() if prompts.get(prompt.text).seconds > 2.5]
    for number, voice in enumerate(people):
        name = list(responses)[number % len(responses)]
        room = Room(Echo(gains[name], float(random.uniform(*DELAYS_SECONDS)), responses[name]))
        talking = conversant(room, prompts)
        *earlier, over = (long[int(random.integers(len(long)))] for _ in range(FIRST_PROMPTS + 1))
        for prompt in earlier:
            room.later(room.now() + prompts.get(prompt.text).seconds + KEY_AFTER_SECONDS, KeyPressed("p"))
            talking.converse([], listen(prompt))
        sound = prompts.get(over.text)
        begins = room.now() + float(random.uniform(0.5, sound.seconds - 1.0))
        louder = 10 ** (db / 20) * level(sound.samples) / level(voice)
        said = Sound((voice * louder).astype(np.float32), LISTENING_RATE)
        room.participant_track.put(said, at=begins - onset(voice) / LISTENING_RATE)
        room.later(room.now() + sound.seconds + KEY_AFTER_SECONDS, KeyPressed("p"))
        ends = room.now() + sound.seconds
        talking.converse([], listen(over))
        yield Tried(_after(room.ducked, begins, ends), _after(room.stopped, begins, ends))


def _after(times: Sequence[float], begins: float, ends: float) -> float | None:
    return next((at - begins + DEVICE_SECONDS for at in times if begins <= at < ends), None)


def echo_gain(prompts: Rendered, response: Samples | None) -> float:
    """With which gain the prompts are heard at LEVEL_DB in this room."""
    heard = []
    for prompt in prompts.prompts()[:20]:
        samples = prompts.get(prompt.text).samples
        track = Track()
        track.put(Sound(samples, LISTENING_RATE), at=0.0)
        echo = EchoingRoom(Echo(0.0, 0.1, response), track).echo(0, len(samples) + 2 * LISTENING_RATE)
        heard.append(np.linalg.norm(echo) / np.linalg.norm(samples))
    return LEVEL_DB - 20 * float(np.log10(np.mean(heard)))


def _times(seconds: Sequence[float | None], bound: float) -> list[str]:
    known = sorted(float("inf") if one is None else one for one in seconds)
    middle, most = known[len(known) // 2], known[min(len(known) - 1, round(0.95 * len(known)))]
    return [f"{1000 * middle:.0f}", f"{1000 * most:.0f}", share(sum(one <= bound for one in known), len(known))]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench hearing echo", description="self-hearing and barge-in")
    parser.add_argument("--prompts", type=int, default=200, help="how many prompts are played in each room")
    parser.add_argument("--tries", type=int, default=100, help="how many voices speak over a prompt, at each loudness")
    chosen = parser.parse_args()
    prompts = Rendered(prompt_texts(chosen.prompts))
    responses = room_responses()
    gains = {name: echo_gain(prompts, response) for name, response in responses.items()}
    rows: list[list[object]] = []
    for name, response in responses.items():
        found = hear_ourselves(prompts, response, gains[name])
        rows.append([name, found.prompts, found.words, share(found.stopped, found.prompts), found.ducked])
    print_table(["room", "prompts", "words heard", "stopped by nobody", "made quiet by nobody"], rows)
    if not has_recordings():
        print("No recordings: set VOICE_GUIDE_SPEECH. Barge-in is not measured.\n")
        return
    people = voices(PEOPLE, chosen.tries, seconds=3.0)
    rows = []
    for db in QUIETER_DB:
        tried = list(speak_over(prompts, people, responses, gains, db))
        quiet, silent = [one.ducked for one in tried], [one.silent for one in tried]
        rows.append([f"{db:+.0f} dB", len(tried), *_times(quiet, 0.15), *_times(silent, 0.3)])
    head = ["voice", "tries", "quieter, median ms", "p95", "within 150 ms", "silent, median ms", "p95", "within 300 ms"]
    print_table(head, rows)


activity = SileroVoiceActivity()

if __name__ == "__main__":
    main()
