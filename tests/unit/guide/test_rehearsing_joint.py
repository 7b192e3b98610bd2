"""The joint guides that ship, read through with made-up answers: from the worker's list to their end, or to a stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_guide.cli.guide_rehearsing import GuideRehearsal
from voice_guide.guide.loader import find_guide
from voice_guide.guide.preparation import load_preparation
from voice_guide.languages import Language
from voice_guide.session.answer_file import AnswerFile, Item, read_answers
from voice_guide.session.fitted_answers import fitted
from voice_guide.settings import Settings

JOINT = pytest.mark.parametrize("name", ["circle", "family-meeting"])


def rehearsal(
    name: str, english: Language, guides: Path, answers: AnswerFile | None = None, settings: Settings | None = None
) -> GuideRehearsal:
    guide = find_guide(name, guides)
    made_up = answers or fitted(read_answers(english.folder / "made_up_any.json"), guide)
    return GuideRehearsal(name, guide, made_up, settings or Settings(), english)


@JOINT
def test_it_goes_from_the_workers_list_to_its_end(
    name: str, english: Language, guides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rehearsal(name, english, guides).shown()
    lines = capsys.readouterr().out.splitlines()
    asked = load_preparation(english.preparation_file)
    assert lines[:3] == [
        f"Before we begin, there are {len(asked)} questions for the worker.",
        asked[0].text,
        "    [prepare-1] worker: yes",
    ]
    assert lines.index(f"    [prepare-{len(asked)}] worker: yes") < lines.index("    [record:Alex] Alex: yes")


@JOINT
@pytest.mark.parametrize("says", ["no", "pass", "not sure", "it was Tuesday"])
def test_made_up_answers_that_confirm_nothing_end_in_a_stop(
    name: str, says: str, english: Language, guides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = AnswerFile(questions=[], otherwise=Item(say=says))
    assert not rehearsal(name, english, guides, answers).shown()
    lines = capsys.readouterr().out.splitlines()
    assert any(line.endswith("worker: stop") for line in lines[-3:])
    assert not any("record:" in line for line in lines)


def test_the_list_of_an_organisation_is_the_one_that_is_heard(
    english: Language, guides: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "ours.toml"
    own.write_text('[[item]]\nid = "tea"\ntext = "Is there tea?"\nwording = "Is it made?"\nno = "It can wait."\n')
    assert rehearsal("circle", english, guides, settings=Settings(preparation=str(own))).shown()
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:3] == ["Is there tea?", "    [prepare-1] worker: yes"]
    assert not any("prepare-2" in line for line in lines)
