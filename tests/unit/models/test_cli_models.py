"""The command: one line where an address does not answer, facts as JSON, exit statuses."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.models.made_up import NAME, MadeUp
from voice_guide.cli import models as command
from voice_guide.languages import Language
from voice_guide.models.fetch import fetch_from
from voice_guide.models.manifest import known_models

Say = Callable[..., int]


@pytest.fixture
def say(made_up: MadeUp, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run ``models ...`` as the program would, knowing the made-up model."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(made_up.zip_file.parent))
    for module in ("cli.models", "models.fetch", "models.choice"):
        monkeypatch.setattr(f"voice_guide.{module}.known_models", lambda: made_up.at("https://no-such-host.invalid/m"))

    def run(*words: str) -> int:
        parser = argparse.ArgumentParser()
        command.add(parser.add_subparsers())
        args = parser.parse_args(["models", *words])
        return int(args.run(args))

    return run


def test_an_address_that_does_not_answer_is_one_line_and_names_who_listens(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("fetch") == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    for word in (NAME, "no-such-host.invalid", "whisper-tiny-en", "voice-guide models fetch"):
        assert word in told.err


def test_list_says_who_listens(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("list", "--json") == 0

    facts = json.loads(capsys.readouterr().out)
    assert facts["listens"]["name"] == "whisper-tiny-en"
    assert facts["listens"]["reason"] == "embedded"
    assert {model["name"]: model["state"] for model in facts["models"]} == {NAME: "absent", "whisper-tiny-en": "good"}


def test_list_follows_the_setting(
    say: Say, made_up: MadeUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)
    (tmp_path / "voice-guide").mkdir()
    (tmp_path / "voice-guide" / "settings.toml").write_text('recogniser = "whisper"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert say("list", "--json") == 0

    listens = json.loads(capsys.readouterr().out)["listens"]
    assert (listens["name"], listens["reason"]) == ("whisper-tiny-en", "setting")


def test_list_in_words_names_the_damaged_model(
    say: Say, made_up: MadeUp, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)
    (place / NAME / "README").unlink()

    assert say("list") == 0

    told = capsys.readouterr().out
    assert Language.load().message("models_passed_over", model=NAME) in told
    assert Language.load().message("models_state_altered") in told


def test_fetch_from_a_stick_then_verify(
    say: Say, made_up: MadeUp, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("fetch", "--from", str(made_up.zip_file)) == 0
    assert say("verify", NAME) == 0
    (place / NAME / "README").write_bytes(b"a made-up model.\n")
    assert say("verify", NAME) == 1
    assert "README" in capsys.readouterr().out


def test_verify_of_a_named_model_that_is_not_here_fails(say: Say) -> None:
    assert say("verify", NAME) == 1


def test_verify_reads_the_real_embedded_model(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers())
    args = parser.parse_args(["models", "verify", "whisper-tiny-en", "--json"])

    assert args.run(args) == 0
    assert json.loads(capsys.readouterr().out)[0]["state"] == "good"
    assert known_models().model("whisper-tiny-en").size_bytes > 70_000_000
