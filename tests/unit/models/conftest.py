"""A models folder of the test's own, and a made-up model that could be fetched into it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.unit.models.made_up import NAME, MadeUp, write_zip
from voice_guide.models.manifest import Archive, Manifest, Model, known_models


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The models folder of this test."""
    folder = tmp_path / "models"
    monkeypatch.setenv("VOICE_GUIDE_MODELS", str(folder))
    return folder


@pytest.fixture
def made_up(tmp_path: Path, place: Path) -> MadeUp:
    zip_file = write_zip(tmp_path / f"{NAME}.zip")
    content = zip_file.read_bytes()
    archive = Archive(
        file=zip_file.name,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        unpacked_limit_bytes=1_000_000,
        addresses=(),
    )
    model = Model(NAME, "vosk", "en", "Apache-2.0", optional=False, archive=archive)
    return MadeUp(zip_file, Manifest((model, known_models().model("whisper-tiny-en"))))
