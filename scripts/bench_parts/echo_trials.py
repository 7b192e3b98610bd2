"""The trials behind echo.py: prompts played to an empty room, and people who speak over them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from voice_guide.listening.echo import DELAY_SAMPLES, EchoCanceller
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, Sound, SoundHeard
from voice_guide.session.rehearsal_echo import Echo, EchoingRoom
from voice_guide.session.rehearsal_room import ROOM_NOISE, RehearsalRoom
from voice_guide.session.tracks import Track

DELAYS_SECONDS = (0.02, 0.35)
JUMP_SECONDS = 0.04
CONVERSATIONS = 10
GAP_SECONDS = 1.5  # between prompts, as when somebody answers
CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE
# What real devices add, as tests/integration/sound prints it: a chunk comes this long after its last sample, and a
# change is heard this long after it was asked for.
INPUT_SECONDS, OUTPUT_SECONDS = 0.043, 0.040
FOLLOWED_SECONDS = 2.0  # after a voice's onset
FRAME_SAMPLES = LISTENING_RATE // 100

activity = SileroVoiceActivity()


@dataclass(frozen=True)
class Rule:
    """So many chunks in a row, each with at least this probability of speech."""

    chunks: int
    probability: float

    def __str__(self) -> str:
        return f"{self.chunks} of {self.probability}"

    def fires(self, probabilities: Sequence[float]) -> int | None:
        """The place of the chunk that completes the first such run."""
        run = 0
        for place, probability in enumerate(probabilities):
            run = run + 1 if probability >= self.probability else 0
            if run == self.chunks:
                return place
        return None


@dataclass
class SelfHeard:
    """What the microphone made of one prompt in an empty room."""

    place: str  # in its conversation: first, jump, later
    seconds: float
    echo_loss_db: float = 0.0
    probabilities: list[float] = field(default_factory=list)


@dataclass
class Cost:
    """Of the canceller alone."""

    cpu_seconds: float = 0.0
    sound_seconds: float = 0.0


def hear_ourselves(prompts: Sequence[Samples], echo: Echo, cost: Cost) -> Iterator[SelfHeard]:
    """Ten conversations, each with a delay of its own, which jumps in the middle of its middle prompt."""
    each = -(-len(prompts) // CONVERSATIONS)
    for number, first in enumerate(range(0, len(prompts), each)):
        low, high = DELAYS_SECONDS
        delay = low + (high - JUMP_SECONDS - low) * number / (CONVERSATIONS - 1)
        ways = [replace(echo, delay_seconds=seconds) for seconds in (delay, delay + JUMP_SECONDS)]
        yield from _conversation(prompts[first : first + each], ways if number % 2 else ways[::-1], cost)


def _conversation(prompts: Sequence[Samples], ways: Sequence[Echo], cost: Cost) -> Iterator[SelfHeard]:
    track, canceller = Track(), EchoCanceller()
    before, after = (EchoingRoom(way, track) for way in ways)
    random = np.random.default_rng(len(prompts))
    start = 0
    for number, prompt in enumerate(prompts):
        track.put(Sound(prompt, LISTENING_RATE), at=start / LISTENING_RATE)
        middle = number == len(prompts) // 2
        heard = SelfHeard("jump" if middle else "later" if number else "first", len(prompt) / LISTENING_RATE)
        nears, outs = [], []
        activity.reset()
        length = len(prompt) + round(GAP_SECONDS * LISTENING_RATE)
        for place in range(start, start + length // CHUNK_SAMPLES * CHUNK_SAMPLES, CHUNK_SAMPLES):
            jumped = number > len(prompts) // 2 or (middle and place - start >= len(prompt) / 2)
            near = (after if jumped else before).echo(place, CHUNK_SAMPLES)
            near += random.normal(0, ROOM_NOISE, CHUNK_SAMPLES).astype(np.float32)
            far = track.take(place, CHUNK_SAMPLES)
            began = time.thread_time()
            out = canceller.process(near, far)
            cost.cpu_seconds += time.thread_time() - began
            heard.probabilities.append(activity.probability(out))
            nears.append(near)
            outs.append(out)
        start += len(nears) * CHUNK_SAMPLES
        cost.sound_seconds += len(nears) * CHUNK_SECONDS
        heard.echo_loss_db = _loss_db(np.concatenate(nears), np.concatenate(outs))
        yield heard


def _loss_db(near: Samples, out: Samples) -> float:
    """Over the frames in which the microphone hears the prompt, at most 30 dB below its loudest tenth."""
    near, out = near[:-DELAY_SAMPLES], out[DELAY_SAMPLES:]
    loud = frame_levels(near) > np.percentile(frame_levels(near), 90) * 0.03
    return float(20 * np.log10(np.linalg.norm(frame_levels(near)[loud]) / np.linalg.norm(frame_levels(out)[loud])))


def frame_levels(samples: Samples) -> Samples:
    """The root mean square of every 10 ms."""
    frames = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return np.asarray(np.sqrt(np.mean(np.square(frames), axis=1)), np.float32)


def level(samples: Samples) -> float:
    """How loud speech is where it is speech: over its frames at most 20 dB below the loudest twentieth."""
    frames = frame_levels(samples)
    return float(np.sqrt(np.mean(np.square(frames[frames > np.percentile(frames, 95) / 10]))))


def onset(samples: Samples) -> int:
    """Where a voice begins: three frames in a row at most 20 dB below its loudest twentieth."""
    frames = frame_levels(samples)
    loud = frames > np.percentile(frames, 95) / 10
    return int(np.flatnonzero(loud[:-2] & loud[1:-1] & loud[2:])[0]) * FRAME_SAMPLES


@dataclass(frozen=True)
class SpokenOver:
    """From a voice's onset on: when the program has each chunk, in seconds after the onset, and its probability."""

    has_at: tuple[float, ...]
    probabilities: tuple[float, ...]

    def seconds(self, rule: Rule) -> float:
        """From the onset to the change in the loudspeaker; infinite where the rule never fires."""
        place = rule.fires(self.probabilities)
        return float("inf") if place is None else self.has_at[place] + OUTPUT_SECONDS


def speak_over(earlier: Samples, prompt: Samples, voice: Samples, begins: float, echo: Echo, duck: Rule) -> SpokenOver:
    """Someone begins to speak so many seconds into a prompt, the second of a conversation; ``duck`` makes it quieter."""
    room = RehearsalRoom(echo=echo)
    room.open_microphone()
    room.play(Sound(earlier, LISTENING_RATE))
    until = len(earlier) / LISTENING_RATE + GAP_SECONDS
    while room.next(until) is not None:
        pass
    room.play(Sound(prompt, LISTENING_RATE))
    begins_at = room.now() + begins
    room.participant_track.put(Sound(voice, LISTENING_RATE), at=begins_at - onset(voice) / LISTENING_RATE)
    activity.reset()
    has_at: list[float] = []
    probabilities: list[float] = []
    while (event := room.next(begins_at + FOLLOWED_SECONDS)) is not None:
        if not isinstance(event, SoundHeard):
            continue
        probability = activity.probability(event.samples)
        if event.at <= begins_at:
            continue
        has_at.append(room.now() - begins_at + INPUT_SECONDS)
        probabilities.append(probability)
        if duck.fires(probabilities) == len(probabilities) - 1:
            room.later(room.now() + INPUT_SECONDS + OUTPUT_SECONDS, lambda: room.duck(True))
    return SpokenOver(tuple(has_at), tuple(probabilities))
