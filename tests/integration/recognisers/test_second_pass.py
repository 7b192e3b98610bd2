"""Vosk listens live and Whisper reads the same sound afterwards, both real, with a vault on disk.

The one Vosk model that a package carries is Korean, and Whisper's is English: its words are wrong, and its sound is right.
"""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.integration.recognisers.voices import ROOM_RMS, Speak
from voice_guide.cli.papers import papers_of
from voice_guide.cli.wiring import begin, dialogue_for, load_named_guide
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Expected
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.listening.voice_activity import SileroVoiceActivity
from voice_guide.listening.vosk_recogniser import VoskAnswer, VoskRecogniser
from voice_guide.listening.whisper_recogniser import WhisperAnswer, WhisperRecogniser
from voice_guide.ports import LISTENING_RATE, Samples, Sound
from voice_guide.record import transcript
from voice_guide.session.answer_file import AnswerFile, Item
from voice_guide.session.rehearsal import Engines, Rehearsed, rehearse

pytestmark = pytest.mark.slow

SENTENCE = "오늘 날씨가 좋습니다"


class Fed:
    """A real recogniser, and the sound that each of its answers was fed."""

    def __init__(self, recogniser: VoskRecogniser | WhisperRecogniser) -> None:
        self._recogniser = recogniser
        self.name, self.streaming = recogniser.name, recogniser.streaming
        self.sounds: list[list[Samples]] = []
        self.given: list[weakref.ref[Samples]] = []

    def __call__(self) -> Fed:
        return self

    def give_up(self) -> None:
        """It ends by itself."""

    def open(
        self,
        *,
        grammar: Sequence[str] | None = None,
        words: bool = True,
        expected: Expected | None = None,
        quick: bool = False,
    ) -> _Answer:
        self.sounds.append([])
        answer = self._recogniser.open(grammar=grammar, words=words, expected=expected, quick=quick)
        return _Answer(answer, self.sounds[-1], self.given)


class _Answer:
    def __init__(
        self, answer: VoskAnswer | WhisperAnswer, sounds: list[Samples], given: list[weakref.ref[Samples]]
    ) -> None:
        self._answer, self._sounds, self._given = answer, sounds, given
        self.finish = answer.finish

    def feed(self, samples: Samples) -> str | None:
        self._sounds.append(samples.copy())
        self._given.append(weakref.ref(samples))
        return self._answer.feed(samples)


class Voice:
    """The participant's voice, and prompts of half a second."""

    rate_wpm = 150

    def __init__(self, speak: Speak) -> None:
        self._speak = speak

    def render(self, text: str, *, voice: str, rate_wpm: int) -> Sound:
        return Sound(self._speak(text, "ko"), LISTENING_RATE)

    def get(self, text: str) -> Sound:
        return Sound(np.zeros(LISTENING_RATE // 2, np.float32), LISTENING_RATE)

    def set_rate(self, rate_wpm: int) -> None:
        self.rate_wpm = rate_wpm

    def prepare(self, texts: Iterable[str]) -> None:
        """They are always ready."""

    def close(self) -> None:
        """Nothing to end."""


def hold(vault: Vault, live: Fed, second: Fed, voice: Voice) -> Rehearsed:
    """A conversation of one answer, ended by a key."""
    language = Language.load("en")
    guide, meaning = load_named_guide(language, "short"), Meaning(language)
    session = begin(vault, guide, language, settings={}, rehearsed=True)
    options = DialogueOptions(people=("Jo",), patience_seconds=4.0)
    tone = Sound(np.full(1600, ROOM_RMS, np.float32), LISTENING_RATE)
    return rehearse(
        session_id=session.id,
        dialogue=dialogue_for(guide, language, meaning, options, Progress()),
        guide=guide,
        journal=session,
        engines=Engines(live, SileroVoiceActivity(), voice, voice, tone, tone, second),
        answers=AnswerFile(items=[Item(key="\n"), Item(say=SENTENCE), Item(key="s")]),
        cues=meaning,
        today=lambda: date(2026, 11, 26),
    )


def test_both_texts_of_the_same_sound_are_kept_and_the_sound_is_gone(
    vosk_ko: VoskRecogniser, whisper_en: WhisperRecogniser, speak: Speak, tmp_path: Path
) -> None:
    live, second = Fed(vosk_ko), Fed(whisper_en)
    with Vault.create(tmp_path / "vault", passphrase=None) as vault:
        done = hold(vault, live, second, Voice(speak))
        language = Language.load("en")
        data = json.loads(transcript.as_json(papers_of(vault, language, str(done.report["session"]))))
    (read,) = second.sounds
    assert any(np.array_equal(np.concatenate(heard), np.concatenate(read)) for heard in live.sounds if heard)
    turn = next(turn for turn in done.report["turns"] if turn["id"] == "wh-today")
    (answer,) = data["categories"][0]["questions"][0]["answers"]
    assert (answer["engine"], answer["second_engine"]) == ("vosk:ko", "whisper:tiny.en")
    assert any("가" <= sign <= "힣" for sign in answer["text"])
    assert (answer["text"], answer["second_text"]) == (turn["text"], turn["second_text"])
    assert answer["second_text"] not in (None, answer["text"])
    gc.collect()
    assert [sound() for sound in second.given] == [None]
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".wav", ".mp3", ".ogg", ".pcm")]
