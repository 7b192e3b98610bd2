"""Whisper, through faster-whisper: one decode of the whole answer when it is over, text exactly as it was heard."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from voice_guide.errors import ModelError
from voice_guide.events import Expected, Reading, Transcription, Word
from voice_guide.languages import Language
from voice_guide.listening.holes import holes
from voice_guide.listening.readings import SHORT_SECONDS, readings
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.listening.windows import Window, halves, loudest, windows
from voice_guide.ports import LISTENING_RATE, Samples

BEAM = 5
THREADS = 2
SILENCE_RMS = 0.0005  # no 32 ms louder than this: nothing was said. A quiet room's microphone gives about 0.0003
LOOP_COMPRESSION = 2.4  # text that packs better than this repeats itself: Whisper's own bound
LONG_SECONDS = 6.0  # a shorter window is not looked into: no hole fits, and what it repeats may have been said
TOKENS_A_SECOND = 12  # twice what the fastest speaker needs: bounds how long a loop can go on
TOKENS_MAX = 216  # Whisper's 448 hold the prompt's 224 and what begins a text as well; 28 s of quick speech take 190
# Perhaps nobody spoke: from here on both. A tenth of a second of dishes is "Okay." or "Thank you." to Whisper, at 0.70 or
# more. Of 110 real answers with less than 0.5 s of voice, a broken-off "s-" was as doubtful, and a very soft "o".
NO_SPEECH = 0.69  # the engine's probability of it
NO_SPEECH_SCORE = -0.7  # mean log-probability of the tokens
NO_SPEECH_READING = -1.0  # a reading's score; it counts fewer tokens
PROMPT_CHARACTERS = 200  # of the text before a window: going on from it took 1.1 points off answers of 30 s and more


class GivenUp(Exception):
    """The recogniser was told that nobody waits for its words."""


class WhisperRecogniser:
    """``ports.Recogniser`` over one Whisper model in faster-whisper's form, used on the processor with int8 weights.

    Check the folder first (``load.load_recogniser`` does). Raises ModelError when the model will not load, or when it
    understands English only and ``language`` is another.
    """

    streaming = False

    def __init__(self, folder: Path, *, name: str, language: str) -> None:
        self.name = f"whisper:{name}"
        self._language = language
        self._given_up = False
        try:
            self.engine = _whisper_model()(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=min(THREADS, os.cpu_count() or 1),
                local_files_only=True,
            )
        except Exception as error:  # the tokenizer inside it has no error class of its own
            raise ModelError("recogniser_will_not_load", model=name, folder=folder) from error
        if language != "en" and not self.engine.model.is_multilingual:
            raise ModelError("recogniser_wrong_language", model=name, folder=folder, language=language)
        self.decode(np.zeros(LISTENING_RATE, np.float32), words=False)  # the first decode allocates: not a person's

    def give_up(self) -> None:
        """Nobody waits for its words any more: an answer under way ends with its window, by raising GivenUp."""
        self._given_up = True

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> WhisperAnswer:
        """Begin one answer. Whisper takes no grammar. Word times and confidences cost a little more."""
        return WhisperAnswer(self, words=words, expected=expected, quick=quick)

    def readings(self, sound: Samples, *, expected: Expected, quick: bool) -> tuple[Reading, ...]:
        """The best ways to hear a short answer, best first, then those that expect what people usually say there."""
        return readings(self.engine, self._language, sound, quick=quick, usual=self._usual[expected], expected=expected)

    def usual(self, expected: Expected) -> str:
        """What people usually say where this is expected."""
        return self._usual[expected]

    @cached_property
    def _usual(self) -> dict[Expected, str]:
        language = Language.load(self._language)
        data = {Expected.YES_NO: "yes_no", Expected.COMMAND: "commands", Expected.SPELLING: "letters"}
        return {expected: " ".join(language.understanding(name)["usual"].split()) for expected, name in data.items()}

    def decode(self, sound: Samples, *, words: bool, after: str = "") -> Piece:
        """One decode of at most 30 s of sound, which goes on from the text ``after``. Safe to call from several threads.

        Without timestamp tokens: with them, Whisper decodes the quiet after the last word again and invents words for
        it, and loops more: word error 28 % against 17 %, all else alike, on 2,200 words of reading and meetings (tiny.en).
        """
        if self._given_up:
            raise GivenUp
        segments, _ = self.engine.transcribe(
            sound,
            language=self._language,
            beam_size=BEAM,
            temperature=0.0,  # higher ones are random: the same sound would give other words
            without_timestamps=True,
            condition_on_previous_text=False,
            initial_prompt=after[-PROMPT_CHARACTERS:] or None,
            no_speech_threshold=None,  # it drops real words; voice activity has already said that this is speech
            word_timestamps=words,
            max_new_tokens=_most_tokens(len(sound) / LISTENING_RATE),
        )
        # The first segment is the whole window; asking for another would decode the quiet after the last word.
        segment = next(iter(segments), None)
        if segment is None or not _says_something(segment.text):
            return Piece("", (), 0.0)
        return Piece(
            " ".join(segment.text.split()),
            tuple(_words(segment.words or ())),
            float(segment.compression_ratio),
            doubtful=segment.no_speech_prob >= NO_SPEECH and segment.avg_logprob <= NO_SPEECH_SCORE,
        )


class Decoder(Protocol):
    """What an answer needs of its recogniser."""

    name: str

    def decode(self, sound: Samples, *, words: bool, after: str = "") -> Piece:
        """One decode of at most 30 s of sound, which goes on from the text ``after``."""

    def readings(self, sound: Samples, *, expected: Expected, quick: bool) -> tuple[Reading, ...]:
        """The best ways to hear a short answer, best first, then those that expect what people usually say there."""

    def usual(self, expected: Expected) -> str:
        """What people usually say where this is expected."""


class WhisperAnswer:
    """One answer: its sound is collected, and decoded when it is over."""

    def __init__(
        self, recogniser: Decoder, *, words: bool, expected: Expected | None = None, quick: bool = False
    ) -> None:
        self._recogniser = recogniser
        self._words = words
        self._expected = expected
        self._quick = quick
        self._pieces: list[Samples] = []

    def feed(self, samples: Samples) -> None:
        """Take more sound. There is no partial text."""
        self._pieces.append(np.array(samples, np.float32))  # a copy: a device may use its buffer again

    def finish(self) -> Transcription:
        """Decode the whole answer, in windows of less than 30 s that meet where it is quietest."""
        sound = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.float32)
        self._pieces = []
        spells = self._expected is Expected.SPELLING  # letters are told apart only by who knows that they are letters
        before = self._recogniser.usual(Expected.SPELLING) if spells else ""
        if self._expected and not spells and len(sound) <= SHORT_SECONDS * LISTENING_RATE:
            return self._read_short(sound, self._expected)
        heard: list[Piece] = []
        for window in windows(sound):
            heard += self._hear(sound, window, after=heard[-1].text if heard else before)
        return Transcription(
            " ".join(piece.text for piece in heard if piece.text),
            tuple(word for piece in heard for word in piece.words) if self._words else (),
            self._recogniser.name,
            doubtful=bool(heard) and all(piece.doubtful for piece in heard),
        )

    def _read_short(self, sound: Samples, expected: Expected) -> Transcription:
        said = loudest(sound) >= SILENCE_RMS
        found = self._recogniser.readings(sound, expected=expected, quick=self._quick) if said else ()
        if not found or not _says_something(found[0].text):
            return Transcription("", (), self._recogniser.name)
        doubtful = found[0].no_speech >= NO_SPEECH and found[0].score <= NO_SPEECH_READING
        return Transcription(found[0].text, (), self._recogniser.name, found, doubtful)

    def _hear(self, sound: Samples, window: Window, *, after: str = "") -> list[Piece]:
        """The words of one window. A loop is met by hearing its halves apart and afresh; real repeats survive that."""
        inside = sound[window.first : window.end]
        if loudest(inside) < SILENCE_RMS:
            return []
        long_enough = window.seconds >= LONG_SECONDS
        piece = self._recogniser.decode(inside, words=self._words or long_enough, after=after)
        if not long_enough:
            return [piece.later(window.first)]
        if piece.compression <= LOOP_COMPRESSION:
            return [self._without_holes(piece, inside).later(window.first)]
        apart = [half for part in halves(sound, window) for half in self._hear(sound, part)]
        loops_less = max((half.compression for half in apart), default=0.0) < piece.compression
        return apart if loops_less else [piece.later(window.first)]

    def _without_holes(self, piece: Piece, sound: Samples) -> Piece:
        """The piece, with what was spoken where it has no words."""
        found = holes(sound, piece.words, SileroVoiceActivity())
        filled = [self._recogniser.decode(sound[hole.first : hole.end], words=True).later(hole.first) for hole in found]
        more = [word for filling in filled if filling.compression <= LOOP_COMPRESSION for word in filling.words]
        if not more:
            return piece
        words = tuple(sorted((*piece.words, *more), key=lambda word: word.start))
        return replace(piece, text=" ".join(word.text for word in words), words=words, doubtful=False)


@dataclass(frozen=True)
class Piece:
    """What one decode heard. ``compression`` is how far its text packs: high where it repeats itself. ``doubtful``: see
    Transcription."""

    text: str
    words: tuple[Word, ...]
    compression: float
    doubtful: bool = False

    def later(self, samples: int) -> Piece:
        """The same, with its words so many samples later."""
        seconds = samples / LISTENING_RATE
        moved = (Word(word.text, word.start + seconds, word.end + seconds, word.confidence) for word in self.words)
        return replace(self, words=tuple(moved))


def _says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it: of some noises, Whisper writes dots."""
    return any(sign.isalnum() for sign in text)


def _most_tokens(seconds: float) -> int:
    """More than anyone can say in this time."""
    return min(TOKENS_MAX, 16 + round(TOKENS_A_SECOND * seconds))


def _words(heard: Iterable[Any]) -> list[Word]:
    """Whisper's word pieces as words: a piece that does not begin with a space belongs to the one before it."""
    words: list[Word] = []
    for piece in heard:
        word = Word(piece.word.strip(), float(piece.start), float(piece.end), float(piece.probability))
        if words and not piece.word.startswith(" "):
            before = words.pop()
            word = Word(before.text + word.text, before.start, word.end, min(before.confidence, word.confidence))
        words.append(word)
    return [word for word in words if word.text]


def _whisper_model() -> Any:
    """faster-whisper's class. The hub client inside it reads these when imported: nothing may leave the machine."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    # Its threads wait for one another asleep, not spinning: on a busy machine a decode takes half as long (1.1 s for 2.4 s).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from faster_whisper import WhisperModel

    return WhisperModel
