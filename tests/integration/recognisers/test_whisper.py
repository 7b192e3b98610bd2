"""What Whisper must do with long answers, repeats, bad models and no network."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import numpy as np
import pytest

from tests.integration.recognisers.voices import Speak, inside, quiet
from voice_guide.errors import ModelError
from voice_guide.events import Transcription
from voice_guide.listening.load import load_recogniser
from voice_guide.listening.whisper_recogniser import GivenUp, WhisperRecogniser
from voice_guide.ports import LISTENING_RATE, Samples

pytestmark = pytest.mark.slow

STORY = {
    "brother": "My brother came home from school, and he was very angry with me.",
    "window": "Then he threw a ball in the kitchen, and it broke the window.",
    "mother": "I was frightened, and I called for my mother in the garden.",
    "doctor": "After that we took him to the doctor, because his hand was bleeding.",
    "police": "A neighbour heard the noise, and she wanted to ring the police.",
    "sorry": "In the evening he came to my room, and he said that he was sorry.",
    "football": "On Saturday we played football together, and it felt a little better.",
    "teacher": "I think that his teacher should know what happened to us.",
}


def hear(recogniser: WhisperRecogniser, sound: Samples) -> Transcription:
    answer = recogniser.open()
    answer.feed(sound)
    return answer.finish()


def test_of_a_long_answer_nothing_is_lost_or_doubled(whisper_en: WhisperRecogniser, speak: Speak) -> None:
    told: list[Samples] = []
    begins: dict[str, float] = {}
    for number, (key, sentence) in enumerate(STORY.items()):
        begins[key] = sum(len(piece) for piece in told) / LISTENING_RATE
        told += [speak(sentence, "en-gb"), quiet((1.0, 3.5)[number % 2])]
    sound = inside(np.concatenate(told))
    heard = hear(whisper_en, sound)
    text = heard.text.lower()
    assert len(sound) / LISTENING_RATE > 40
    assert {key: text.count(key) for key in STORY} == dict.fromkeys(STORY, 1)
    assert heard.text == " ".join(word.text for word in heard.words)
    at = {key: word.start for key in STORY for word in heard.words if key in word.text.lower()}
    assert all(begins[key] < at[key] < begins[key] + 7 for key in STORY)


def test_what_a_person_repeats_stays_repeated(whisper_en: WhisperRecogniser, speak: Speak) -> None:
    sound = inside(speak("And I said no, no, no, no, no, please stop.", "en-gb"))
    assert hear(whisper_en, sound).text.lower().count("no") >= 4


def test_quiet_after_the_last_word_adds_nothing(whisper_en: WhisperRecogniser, speak: Speak) -> None:
    said = inside(speak(STORY["window"], "en-gb"))
    longer = np.concatenate([said, quiet(5, level=0.0003)])
    assert len(hear(whisper_en, longer).words) == len(hear(whisper_en, said).words)


def test_nothing_leaves_the_machine(whisper_folder: Path, speak: Speak, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a recogniser opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    recogniser = load_recogniser("whisper", whisper_folder, name="tiny.en", language="en")
    answer = recogniser.open(words=False)
    answer.feed(inside(speak("Yes.", "en-gb")))
    assert answer.finish().text


def test_an_english_model_refuses_another_language(whisper_folder: Path) -> None:
    with pytest.raises(ModelError) as told:
        load_recogniser("whisper", whisper_folder, name="tiny.en", language="ko")
    assert told.value.key == "recogniser_wrong_language"


def test_a_damaged_model_is_told_and_not_fatal(whisper_folder: Path, tmp_path: Path) -> None:
    for cut in ("model.bin", "tokenizer.json", "config.json"):
        damaged = tmp_path / cut
        shutil.copytree(whisper_folder, damaged)
        (damaged / cut).write_bytes((whisper_folder / cut).read_bytes()[:100])
        with pytest.raises(ModelError) as told:
            load_recogniser("whisper", damaged, name="tiny.en", language="en")
        assert told.value.key == "recogniser_will_not_load"


def test_when_nobody_waits_any_more_it_ends_at_once(whisper_folder: Path) -> None:
    recogniser = WhisperRecogniser(whisper_folder, name="tiny.en", language="en")
    answer = recogniser.open()
    answer.feed(quiet(120, level=0.05))
    recogniser.give_up()
    with pytest.raises(GivenUp):
        answer.finish()
