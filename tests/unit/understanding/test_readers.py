"""Which reader a language's words are read with is its data's to say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from voice_guide.errors import GuideError
from voice_guide.languages import LANGUAGES, Language
from voice_guide.understanding.joined.plan import JoinedPlan
from voice_guide.understanding.plan import Plan
from voice_guide.understanding.readers import readers_of


def test_each_language_has_its_own(english: Language) -> None:
    assert isinstance(readers_of(english).plan, Plan)
    assert isinstance(readers_of(Language.load("ko")).plan, JoinedPlan)


def test_a_reader_that_is_not_there_is_told(english: Language, tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES / "ko", tmp_path / "ko")
    named = tmp_path / "ko" / "understanding" / "readers.toml"
    named.write_text(named.read_text(encoding="utf-8").replace('plan = "joined"', 'plan = "guessed"'), encoding="utf-8")
    with pytest.raises(GuideError) as told:
        readers_of(Language.load("ko", root=tmp_path))
    assert told.value.key == "reader_unknown"
    assert "“guessed” as its reader for plan" in english.explain(told.value)
