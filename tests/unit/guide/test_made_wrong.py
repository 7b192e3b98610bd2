"""Well over a hundred guides made wrong on purpose: each is told with its line and its mend, and none loads in part."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.unit.guide.made_wrong import Wrong, made_wrong
from voice_guide.cli.guide_files import import_guide
from voice_guide.errors import GuideError
from voice_guide.guide.commented import commented
from voice_guide.guide.loader import check_guide, find_guide, load_guide, parse_guide
from voice_guide.guide.shelf import Shelf
from voice_guide.languages import Language, read_toml

ENGLISH = Language.load("en")
GUIDES = ENGLISH.folder / "guides"
NOTES = read_toml(ENGLISH.folder / "guide_comments.toml")
RIGHT = commented(find_guide("restorative", GUIDES), NOTES, name="ours", title="Ours")
WRONG = list(made_wrong(RIGHT))


def test_there_are_over_a_hundred_and_the_guide_before_is_right() -> None:
    assert len(parse_guide(RIGHT, file="ours.toml").categories) == 5
    assert len({wrong.text for wrong in WRONG}) == len(WRONG) > 200
    assert min(Counter(wrong.slip for wrong in WRONG).values()) >= 1


@pytest.mark.parametrize("wrong", WRONG, ids=[f"{wrong.slip}, line {wrong.line}" for wrong in WRONG])
def test_each_is_told_with_its_line_and_its_mend_and_none_loads_in_part(
    wrong: Wrong, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(wrong.text, encoding="utf-8")

    first = check_guide(path)[0]
    what, _, mend = ENGLISH.explain(first.error()).splitlines()
    assert (first.line, first.key) == (wrong.line, wrong.key), what
    assert what.startswith(f"{path}, line {wrong.line}: ")
    assert wrong.mend in mend

    with pytest.raises(GuideError):
        load_guide(path)
    shelf = Shelf(GUIDES, tmp_path / "guides")
    assert import_guide(path, shelf, ENGLISH, frozenset()) == 1
    assert not shelf.own.exists()
    assert what in capsys.readouterr().out
