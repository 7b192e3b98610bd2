"""What is said into the microphone arrives whole, in order, with the right times; closed means closed."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator

import numpy as np
import pytest

from tests.integration.sound.signals import find, speechlike
from tests.virtual_sound import RATE, VirtualSound
from voice_guide.listening.microphone import Microphone
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Samples, Sound, SoundHeard
from voice_guide.speaking.player import Player

pytestmark = pytest.mark.slow

WAIT = 10.0
CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE


class Ear:
    """A microphone and what it heard."""

    def __init__(self) -> None:
        self.heard: queue.Queue[tuple[SoundHeard, float]] = queue.Queue()
        self.lost: queue.Queue[str] = queue.Queue()
        self.microphone = Microphone(
            device=None,
            post=lambda heard: self.heard.put((heard, time.monotonic())),
            now=time.monotonic,
            on_lost=lambda: self.lost.put("lost"),
        )

    def take(self, seconds: float) -> list[tuple[SoundHeard, float]]:
        return [self.heard.get(timeout=WAIT) for _ in range(round(seconds / CHUNK_SECONDS))]


@pytest.fixture
def ear(sound: VirtualSound) -> Iterator[Ear]:
    made = Ear()
    yield made
    made.microphone.close()


def together(chunks: list[tuple[SoundHeard, float]]) -> Samples:
    return np.concatenate([heard.samples for heard, _ in chunks])


def test_what_is_said_arrives_whole(sound: VirtualSound, ear: Ear) -> None:
    with sound.line("room") as line:
        line.play(np.zeros(RATE // 20, np.float32))
        ear.microphone.open()
        line.play(speechlike(3.0, RATE))
        chunks = ear.take(4.0)
    place, alike = find(speechlike(3.0, LISTENING_RATE), together(chunks))
    late = sorted(came - heard.at for heard, came in chunks)
    print(f"a chunk comes {1000 * late[len(late) // 2]:.0f} ms after its last sample, at most {1000 * late[-1]:.0f} ms")
    assert all(len(heard.samples) == CHUNK_SAMPLES for heard, _ in chunks)
    assert all(heard.samples.dtype == np.float32 for heard, _ in chunks)
    assert alike > 0.98, f"lost or doubled sound; found at {place}"
    assert ear.microphone.lost_samples == 0


def test_times_follow_the_samples(sound: VirtualSound, ear: Ear) -> None:
    ear.microphone.open()
    times = np.array([heard.at for heard, _ in ear.take(3.0)])
    drift = times - times[0] - np.arange(len(times)) * CHUNK_SECONDS
    assert np.abs(drift - np.median(drift)).max() < 0.1  # a server's jitter; a lost chunk would add up


def test_loudspeaker_and_microphone_are_on_one_clock(
    sound: VirtualSound, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The microphone hears the loudspeaker itself: what left at a moment must be heard at about that moment."""
    monkeypatch.setenv("PULSE_SOURCE", "loudspeaker.monitor")
    played: queue.Queue[float] = queue.Queue()
    player = Player(device=None, on_played=lambda told: played.put(told.started), now=time.monotonic)
    try:
        ear.microphone.open()
        player.play(Sound(speechlike(1.0, 22_050), 22_050))
        chunks = ear.take(2.0)
        started = played.get(timeout=WAIT)
    finally:
        player.close()
    place, alike = find(speechlike(1.0, LISTENING_RATE), together(chunks))
    first, _ = chunks[place // CHUNK_SAMPLES]
    heard_at = first.at - (CHUNK_SAMPLES - place % CHUNK_SAMPLES) / LISTENING_RATE
    print(f"heard {1000 * (heard_at - started):.0f} ms after it left, by the two devices' own times")
    assert alike > 0.98
    assert abs(heard_at - started) < 0.1  # the virtual cable itself takes some 20-40 ms


def test_a_closed_microphone_hears_nothing(sound: VirtualSound, ear: Ear) -> None:
    ear.microphone.open()
    ear.take(0.3)
    assert sound.listeners() == 1
    ear.microphone.close()
    assert sound.listeners() == 0  # the server itself knows of nobody who listens
    while not ear.heard.empty():
        ear.heard.get()
    with pytest.raises(queue.Empty):
        ear.heard.get(timeout=0.3)


def test_it_opens_again(sound: VirtualSound, ear: Ear) -> None:
    for _ in range(3):
        ear.microphone.open()
        ear.microphone.open()  # nothing happens
        assert sound.listeners() == 1
        ear.take(0.2)
        ear.microphone.close()
        ear.microphone.close()


def test_nothing_but_zeros_is_noticed(sound: VirtualSound, ear: Ear) -> None:
    ear.microphone.open()
    ear.take(1.0)
    assert ear.microphone.only_zeros_for > 0.5
    with sound.line("room") as line:
        line.play(speechlike(1.0, RATE))
        ear.take(1.0)
        assert ear.microphone.only_zeros_for < 0.5


def test_a_microphone_that_goes_away_is_told(sound: VirtualSound, ear: Ear) -> None:
    ear.microphone.open()
    ear.take(0.2)
    sound.server.kill()
    assert ear.lost.get(timeout=WAIT) == "lost"


def test_a_microphone_that_delivers_nothing_is_told(sound: VirtualSound, ear: Ear) -> None:
    ear.microphone.open()
    ear.take(0.2)
    with sound.frozen():
        assert ear.lost.get(timeout=WAIT) == "lost"
