"""What is made of a Whisper that loops, or that says nothing: with a decoder made up for the fault."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from voice_guide.events import Expected, Reading, Transcription, Word
from voice_guide.listening.whisper_recogniser import (
    LOOP_COMPRESSION,
    NO_SPEECH,
    NO_SPEECH_READING,
    Piece,
    WhisperAnswer,
)
from voice_guide.ports import LISTENING_RATE, Samples


def said(text: str, compression: float = 1.0) -> Piece:
    """Words of a second each, from the start of the sound."""
    words = (Word(word, float(place), place + 0.9, 0.8) for place, word in enumerate(text.split()))
    return Piece(text, tuple(words), compression)


@dataclass
class MadeUp:
    """Says "one two" for any sound, and loops for those longer than ``loops_over_seconds``."""

    loops_over_seconds: float = 1e9
    name: str = "whisper:made-up"
    lengths: list[float] = field(default_factory=list)
    went_on_from: list[str] = field(default_factory=list)

    def decode(self, sound: Samples, *, words: bool, after: str = "") -> Piece:
        seconds = len(sound) / LISTENING_RATE
        self.lengths.append(seconds)
        self.went_on_from.append(after)
        return said("on and on", LOOP_COMPRESSION + 1) if seconds > self.loops_over_seconds else said("one two")

    def readings(self, sound: Samples, *, expected: Expected, quick: bool) -> tuple[Reading, ...]:
        return (Reading("Yes.", -0.4), Reading("No.", -3.0))

    def usual(self, expected: Expected) -> str:
        return f"what is usual for {expected}"


def hear(decoder: MadeUp, seconds: float, *, words: bool = True) -> Transcription:
    answer = WhisperAnswer(decoder, words=words)
    answer.feed(np.full(round(seconds * LISTENING_RATE), 0.01, np.float32))
    return answer.finish()


def test_a_name_that_is_spelt_is_heard_as_letters_are_however_short_it_is() -> None:
    decoder = MadeUp()
    answer = WhisperAnswer(decoder, words=False, expected=Expected.SPELLING)
    answer.feed(np.full(2 * LISTENING_RATE, 0.01, np.float32))
    assert answer.finish().text == "one two"
    assert decoder.went_on_from == ["what is usual for spelling"]


def test_a_loop_is_heard_again_in_halves() -> None:
    decoder = MadeUp(loops_over_seconds=15)
    heard = hear(decoder, 20)
    assert heard.text == "one two one two"
    assert decoder.went_on_from == ["", "", ""]
    assert len(decoder.lengths) == 3
    later = heard.words[2].start
    assert 5 <= later <= 15


def test_a_loop_that_stays_is_kept_rather_than_lost() -> None:
    assert hear(MadeUp(loops_over_seconds=0), 20).text == "on and on"


def test_a_short_repeat_is_left_as_it_was_heard() -> None:
    decoder = MadeUp(loops_over_seconds=0)
    assert hear(decoder, 4).text == "on and on"
    assert len(decoder.lengths) == 1


def test_a_long_answer_is_heard_in_windows_that_add_up() -> None:
    decoder = MadeUp()
    heard = hear(decoder, 70)
    assert sum(decoder.lengths) == 70
    assert max(decoder.lengths) < 30
    assert decoder.went_on_from == ["", *["one two"] * (len(decoder.lengths) - 1)]
    assert heard.text == " ".join(["one two"] * len(decoder.lengths))
    assert [word.start for word in heard.words] == sorted(word.start for word in heard.words)


def test_a_quiet_answer_is_not_decoded() -> None:
    decoder = MadeUp()
    answer = WhisperAnswer(decoder, words=True)
    answer.feed(np.full(3 * LISTENING_RATE, 0.0003, np.float32))
    assert answer.finish() == Transcription("", (), "whisper:made-up")
    assert decoder.lengths == []


def test_a_short_answer_is_given_with_its_other_readings() -> None:
    answer = WhisperAnswer(MadeUp(), words=True, expected=Expected.YES_NO)
    answer.feed(np.full(2 * LISTENING_RATE, 0.01, np.float32))
    heard = answer.finish()
    assert heard.text == "Yes."
    assert [reading.text for reading in heard.readings] == ["Yes.", "No."]


def test_a_long_answer_to_a_yes_or_no_is_decoded_whole() -> None:
    answer = WhisperAnswer(MadeUp(), words=True, expected=Expected.YES_NO)
    answer.feed(np.full(9 * LISTENING_RATE, 0.01, np.float32))
    assert answer.finish().text == "one two"


def test_words_that_were_not_wanted_are_not_given() -> None:
    assert hear(MadeUp(), 10, words=False).words == ()


class Doubting(MadeUp):
    """Holds that nobody spoke."""

    def decode(self, sound: Samples, *, words: bool, after: str = "") -> Piece:
        piece = super().decode(sound, words=words, after=after)
        return Piece(piece.text, piece.words, piece.compression, doubtful=True)

    def readings(self, sound: Samples, *, expected: Expected, quick: bool) -> tuple[Reading, ...]:
        return (Reading("Okay.", NO_SPEECH_READING, no_speech=NO_SPEECH),)


class Dots(MadeUp):
    """Hears dots."""

    def readings(self, sound: Samples, *, expected: Expected, quick: bool) -> tuple[Reading, ...]:
        return (Reading(". .", -2.0), Reading("No.", -3.0))


def short(decoder: MadeUp) -> Transcription:
    answer = WhisperAnswer(decoder, words=True, expected=Expected.YES_NO)
    answer.feed(np.full(2 * LISTENING_RATE, 0.01, np.float32))
    return answer.finish()


def test_where_perhaps_nobody_spoke_the_words_come_with_that_doubt() -> None:
    assert hear(Doubting(), 2).doubtful
    assert hear(Doubting(), 10).doubtful
    assert short(Doubting()).doubtful
    assert not hear(MadeUp(), 10).doubtful
    assert not short(MadeUp()).doubtful


def test_dots_are_no_words_and_no_reading_stands_in_for_them() -> None:
    assert short(Dots()) == Transcription("", (), "whisper:made-up")
