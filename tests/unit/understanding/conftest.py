"""The understanding rooms in English, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_guide.languages import Language
from voice_guide.understanding.commands import Commands
from voice_guide.understanding.names import Names
from voice_guide.understanding.nothing import Cannot, Nothing
from voice_guide.understanding.plan import Plan
from voice_guide.understanding.yes_no import YesNo

HERE = Path(__file__).parent
EXAMPLES = Language.load("en").folder / "examples"


@pytest.fixture
def rows(request: pytest.FixtureRequest) -> list[tuple[str, ...]]:
    """The rows of the table that a test's docstring names first."""
    name: str = request.function.__doc__.split("``")[1]
    place = HERE if (HERE / name).exists() else EXAMPLES
    lines = (place / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="session")
def english() -> Language:
    return Language.load("en")


@pytest.fixture(scope="session")
def commands(english: Language) -> Commands:
    return Commands(english)


@pytest.fixture(scope="session")
def yes_no(english: Language) -> YesNo:
    return YesNo(english)


@pytest.fixture(scope="session")
def plan(english: Language) -> Plan:
    return Plan(english)


@pytest.fixture(scope="session")
def names(english: Language) -> Names:
    return Names(english)


@pytest.fixture(scope="session")
def nothing(english: Language) -> Nothing:
    return Nothing(english)


@pytest.fixture(scope="session")
def cannot(english: Language) -> Cannot:
    return Cannot(english)
