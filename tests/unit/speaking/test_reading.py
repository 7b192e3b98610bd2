"""Reading aloud: every word is given to the voice, in pieces that it can hold, and what it can't say is told."""

from __future__ import annotations

import numpy as np
import pytest

from voice_guide.ports import Sound
from voice_guide.speaking.joining import SENTENCE_PAUSE_SECONDS
from voice_guide.speaking.reading import MOST_SIGNS, Reading

RATE = 1000
UNSAYABLE = "I can not say this."


class OneTone:
    """A voice that speaks each sign for 10 ms, at the same loudness; nothing for ``silent`` words."""

    def __init__(self, silent: str = "~") -> None:
        self.said: list[str] = []
        self._silent = silent

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        self.said.append(text)
        loud = 0.0 if self._silent in text else 0.5
        around = np.zeros(50, np.float32)  # engines begin and end with quiet
        return Sound(np.concatenate([around, np.full(10 * len(text), loud, np.float32), around]), RATE)

    def close(self) -> None:
        """Nothing is open."""


def reading(voice: OneTone) -> Reading:
    return Reading(voice, "v", 150, lambda text: text.replace("/", " or "), ("Mrs",), UNSAYABLE)


def test_a_sentence_is_said_without_the_engine_s_quiet_and_sentences_have_a_pause_between() -> None:
    voice = OneTone()
    sound, whole = reading(voice).read("I am. You are.")
    assert voice.said == ["I am.", "You are."]
    assert whole
    quiet = np.flatnonzero(sound.samples == 0)
    assert len(sound.samples) == 50 + 80 + round(SENTENCE_PAUSE_SECONDS * RATE) + 4 * 5  # an edge of 5 ms is kept
    assert len(quiet) == round(SENTENCE_PAUSE_SECONDS * RATE) + 4 * 5


def test_signs_become_words_and_a_short_form_ends_no_sentence() -> None:
    voice = OneTone()
    reading(voice).read("Mum/Dad and Mrs. Lee.")
    assert voice.said == ["Mum or Dad and Mrs. Lee."]


@pytest.mark.parametrize("text", ["we laugh a lot and " * 300, "x" * 5000, "a" * MOST_SIGNS, "b c " * 200 + "d" * 700])
def test_words_without_an_end_are_said_in_pieces_and_none_is_lost(text: str) -> None:
    voice = OneTone()
    sound, whole = reading(voice).read(text)
    assert whole
    assert max(map(len, voice.said)) <= MOST_SIGNS
    assert "".join("".join(voice.said).split()) == "".join(text.split())
    assert sound.seconds > len("".join(text.split())) * 0.01


def test_words_that_the_voice_gives_no_sound_for_are_told_of_in_their_place() -> None:
    voice = OneTone()
    sound, whole = reading(voice).read("Hello ~ . There.")
    assert not whole
    assert voice.said[-1] == UNSAYABLE
    assert sound.seconds > 0.1


@pytest.mark.parametrize("text", ["", "~...", "~ 🙂 —", "“~”"])
def test_where_there_are_no_words_nothing_is_missing(text: str) -> None:
    sound, whole = reading(OneTone()).read(text)
    assert whole
    assert len(sound.samples) == 0


def test_no_sign_that_steers_reaches_the_voice() -> None:
    voice = OneTone()
    reading(voice).read("one\x1b[2J\u202e two\nthree\x00")
    assert all(text.isprintable() for text in voice.said)
