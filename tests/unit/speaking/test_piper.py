"""The natural voice in its own process. Piper itself is GPL and comes with nothing of ours: a made-up one stands for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voice_guide.errors import DeviceError
from voice_guide.speaking import piper_synthesiser
from voice_guide.speaking.any_voice import AnyVoice
from voice_guide.speaking.piper_synthesiser import PiperSynthesiser

MADE_UP = '''
"""As much of Piper's interface as is used: it speaks each sign for 10 ms."""
import enum, os, sys, time
from dataclasses import dataclass
import numpy as np

class Spelling(enum.Enum):
    ESPEAK = "espeak"
    PINYIN = "pinyin"

@dataclass
class SynthesisConfig:
    length_scale: float

class Config:
    sample_rate = 16000
    phoneme_type = Spelling.ESPEAK

class Chunk:
    def __init__(self, samples): self.audio_int16_bytes = samples.astype("<i2").tobytes()

class PiperVoice:
    def __init__(self): self.config = Config()
    @classmethod
    def load(cls, path):
        text = open(path).read()
        if text == "broken": raise RuntimeError(path)
        voice = cls()
        if text == "pinyin": voice.config.phoneme_type = Spelling.PINYIN
        return voice
    def synthesize(self, text, config):
        if "[[" in text: raise ValueError("phonemes")
        if text == "hang" and not os.path.exists(os.environ["HUNG"]):
            open(os.environ["HUNG"], "w").close()
            time.sleep(60)
        loud = 0 if "whispered" in text else 9000
        for sentence in text.split(". "):
            yield Chunk(np.full(round(160 * len(sentence) * config.length_scale), loud))
'''


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the made-up library and its voices are."""
    for name, value in made_up_piper(tmp_path).items():
        monkeypatch.setenv(name, value)
    return tmp_path


def made_up_piper(folder: Path) -> dict[str, str]:
    """Put the library and its voices into this folder; what the environment of whoever uses it must hold."""
    (folder / "piper.py").write_text(MADE_UP)
    for name in ("good", "broken", "pinyin"):
        (folder / f"{name}.onnx").write_text(name)
        (folder / f"{name}.onnx.json").write_text('{"espeak": {"voice": "en-us"}}')
    return {"PYTHONPATH": str(folder), "HUNG": str(folder / "hung")}


@pytest.fixture
def synthesiser(site: Path) -> Iterator[PiperSynthesiser]:
    (site / "scratch").mkdir()
    made = PiperSynthesiser(scratch_parent=site / "scratch")
    yield made
    made.close()
    assert list((site / "scratch").iterdir()) == []


def test_a_text_is_spoken_at_the_rate_that_is_wanted(synthesiser: PiperSynthesiser, site: Path) -> None:
    voice = str(site / "good.onnx")
    slow = synthesiser.render("Hello. There.", voice=voice, rate_wpm=100)
    quick = synthesiser.render("Hello. There.", voice=voice, rate_wpm=200)
    assert slow.rate == 16_000
    assert slow.seconds == pytest.approx(2 * quick.seconds, rel=0.01)
    assert slow.seconds == pytest.approx(0.01 * len("HelloThere.") * 1.95, rel=0.02)
    assert np.abs(slow.samples).max() == pytest.approx(9000 / 32768, rel=0.01)


@pytest.mark.parametrize("text", ["[[hello]]", "[[[[x]]", "a [[[b]]] c"])
def test_brackets_that_piper_would_speak_as_phonemes_are_words(
    synthesiser: PiperSynthesiser, site: Path, text: str
) -> None:
    assert synthesiser.render(text, voice=str(site / "good.onnx"), rate_wpm=150).seconds > 0


@pytest.mark.parametrize("name", ["broken", "pinyin", "missing"])
def test_a_file_that_is_no_voice_is_told_and_the_next_is_used(
    synthesiser: PiperSynthesiser, site: Path, name: str
) -> None:
    with pytest.raises(DeviceError) as caught:
        synthesiser.render("Hello.", voice=str(site / f"{name}.onnx"), rate_wpm=150)
    assert caught.value.key == "natural_voice_unusable"
    assert synthesiser.render("Hello.", voice=str(site / "good.onnx"), rate_wpm=150).seconds > 0


def test_a_killed_child_is_replaced(synthesiser: PiperSynthesiser, site: Path) -> None:
    voice = str(site / "good.onnx")
    synthesiser.render("Hello.", voice=voice, rate_wpm=150)
    first = synthesiser.process_id
    os.kill(first, signal.SIGKILL)
    assert synthesiser.render("Hello again.", voice=voice, rate_wpm=150).seconds > 0
    assert synthesiser.process_id != first


def test_a_hanging_child_is_replaced(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper_synthesiser, "RENDER_SECONDS", 2.0)
    synthesiser = PiperSynthesiser(scratch_parent=site)
    try:
        assert synthesiser.render("hang", voice=str(site / "good.onnx"), rate_wpm=150).seconds > 0
        assert (site / "hung").exists()  # the fault was there
    finally:
        synthesiser.close()


def test_without_piper_it_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "piper.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    synthesiser = PiperSynthesiser(scratch_parent=tmp_path)
    try:
        with pytest.raises(DeviceError) as caught:
            synthesiser.render("Hello.", voice="v.onnx", rate_wpm=150)
        assert caught.value.key == "natural_voice_missing"
    finally:
        synthesiser.close()


def test_each_voice_is_spoken_by_the_engine_that_has_it(site: Path) -> None:
    (site / "scratch").mkdir()
    voices = AnyVoice(str(site / "good.onnx"), scratch_parent=site / "scratch")
    try:
        assert len(list((site / "scratch").iterdir())) == 1  # only the one that is wanted has begun
        assert voices.render("Hello.", voice=str(site / "good.onnx"), rate_wpm=150).rate == 16_000
        assert len(list((site / "scratch").iterdir())) == 1
    finally:
        voices.close()
    assert list((site / "scratch").iterdir()) == []
