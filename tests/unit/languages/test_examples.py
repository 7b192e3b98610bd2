"""A language may have no examples: nothing is learnt from them, and nothing fails."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from voice_guide.cli import models, wiring
from voice_guide.languages import Language
from voice_guide.settings import settings_path
from voice_guide.understanding.likeness import Likeness


def test_a_language_without_examples_learns_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('language = "ko"\n', encoding="utf-8")
    korean = Language.load("ko")
    assert (korean.has_examples, Language.load("en").has_examples) == (False, True)
    assert models.run_learn(argparse.Namespace()) == 0
    assert capsys.readouterr().out.strip() == korean.message("models_learnt")
    wiring.learn_ahead(korean)
    with pytest.raises(FileNotFoundError):  # what would have been looked for
        Likeness(korean)
