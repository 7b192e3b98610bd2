"""The loop that the latency figures are held against: half a second of silence, then decode, then render, then play.

    python scripts/bench_parts/naive_loop.py TURNS

The same devices, recogniser, voice activity and voice as Voice Guide's own; only nothing is done ahead or beside.
"""

from __future__ import annotations

import sys

import numpy as np

from voice_guide.cli.recognisers import load_recogniser
from voice_guide.languages import Language
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.ports import CHUNK_SAMPLES, LISTENING_RATE, Played, Recogniser, Samples, Sound, SoundHeard
from voice_guide.session.sound_room import SoundRoom
from voice_guide.speaking.earcons import turn_tone
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser

SILENCE_SECONDS = 0.5
VOICED = 0.5
PROMPT = "Thank you. What would you like to say next?"
RATE_WPM = 300
_CHUNK_SECONDS = CHUNK_SAMPLES / LISTENING_RATE


def main(turns: int) -> None:
    """Ask, listen and reply so many times."""
    recogniser = load_recogniser("en", "auto")
    activity = SileroVoiceActivity()
    synthesiser = Pyttsx3Synthesiser()
    voice = str(Language.load("en").voice["voice"])
    room = SoundRoom(keys=False)
    try:
        for _ in range(turns + 1):
            play(room, synthesiser.render(PROMPT, voice=voice, rate_wpm=RATE_WPM))
            play(room, turn_tone(48_000))
            decode(recogniser, listen(room, activity))
    finally:
        room.close()
        synthesiser.close()


def play(room: SoundRoom, sound: Sound) -> None:
    """Play a sound to its end."""
    number = room.play(sound)
    while True:
        event = room.next(None)
        if isinstance(event, Played) and event.id == number:
            return


def listen(room: SoundRoom, activity: SileroVoiceActivity) -> Samples:
    """The sound up to half a second of silence after somebody spoke."""
    room.open_microphone()
    activity.reset()
    chunks: list[Samples] = []
    silent_seconds: float | None = None  # None until somebody speaks
    while silent_seconds is None or silent_seconds < SILENCE_SECONDS:
        event = room.next(None)
        if not isinstance(event, SoundHeard):
            continue
        chunks.append(event.samples)
        if activity.probability(event.samples) >= VOICED:
            silent_seconds = 0.0
        elif silent_seconds is not None:
            silent_seconds += _CHUNK_SECONDS
    room.close_microphone()
    return np.concatenate(chunks)


def decode(recogniser: Recogniser, sound: Samples) -> None:
    """Decode it all, and wait for that."""
    answer = recogniser.open()
    answer.feed(sound)
    answer.finish()


if __name__ == "__main__":
    main(int(sys.argv[1]))
