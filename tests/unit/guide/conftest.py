"""What the guide tests share: the English language, and a small right guide to put slips into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voice_guide.languages import Language

SMALL = Path(__file__).parent / "small.toml"


@pytest.fixture(scope="session")
def english() -> Language:
    return Language.load("en")


@pytest.fixture(scope="session")
def guides(english: Language) -> Path:
    return english.folder / "guides"


@pytest.fixture(scope="session")
def small() -> str:
    """The text of a small guide without faults."""
    return SMALL.read_text(encoding="utf-8")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write a guide's file and give its path."""

    def to_file(content: str | bytes) -> Path:
        path = tmp_path / "mine.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return to_file
