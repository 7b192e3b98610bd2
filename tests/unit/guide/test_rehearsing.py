"""A guide read through with made-up answers: every question that can be is asked, and nothing is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from voice_guide.cli.guide_rehearsing import GuideRehearsal
from voice_guide.guide.commented import commented
from voice_guide.guide.loader import find_guide, load_guide
from voice_guide.languages import Language, read_toml
from voice_guide.session.answer_file import AnswerFile, Item, read_answers
from voice_guide.session.fitted_answers import fitted, unasked
from voice_guide.settings import Settings


def rehearsal(path: Path, english: Language, answers: AnswerFile | None = None) -> GuideRehearsal:
    guide = load_guide(path)
    made_up = answers or fitted(read_answers(english.folder / "made_up_any.json"), guide)
    return GuideRehearsal("our-talk", guide, made_up, Settings(), english)


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_copy_of_the_short_guide_is_read_from_its_welcome_to_its_end(
    english: Language, guides: Path, tmp_path: Path, scratch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = read_toml(english.folder / "guide_comments.toml")
    path = tmp_path / "our-talk.toml"
    path.write_text(commented(find_guide("short", guides), notes, name="our-talk", title="Our talk"), encoding="utf-8")

    spoken: list[tuple[str, bool]] = []
    closed = rehearsal(path, english).shown(lambda text, answer: spoken.append((text, answer)))

    told = capsys.readouterr()
    assert closed
    for category in load_guide(path).categories:
        assert category.introduction.text in told.out
        for question in category.questions:
            assert f"    [{question.id}] Alex: " in told.out
    assert "Every question of this guide was asked." in told.err
    assert "voice-guide start our-talk" in told.err
    assert [text for text, answer in spoken if answer][:2] == [
        "yes",
        "There is a lot to say about that. I will begin with last week.",
    ]
    assert list(scratch.iterdir()) == []


def test_probes_and_conditionals_are_asked_too_and_what_is_not_is_named(
    english: Language, guides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rehearsal(guides / "restorative.toml", english).shown()
    told = capsys.readouterr()
    for asked in ("wh-next", "ne-cant", "wf-suggested", "wf-when"):
        assert f"    [{asked}] Alex: " in told.out
    assert "Not asked this time: tf-here" in told.err


def test_a_question_that_waits_for_a_pass_gets_one_where_no_probe_wants_an_answer(
    english: Language, small: str, tmp_path: Path
) -> None:
    text = small.replace('role = "probe"\nafter = "wh-today"', 'role = "conditional"\nwhen = "passed:wh-today"')
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    items = fitted(read_answers(english.folder / "made_up_any.json"), load_guide(path)).questions or []
    assert {item.question: item.say for item in items}["wh-today"] == "pass"


def test_answers_of_ones_own_are_used_as_they_are(
    english: Language, guides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = AnswerFile(questions=[Item(say="We fell out over the rota.")], otherwise=Item(say="yes"))
    assert not rehearsal(guides / "short.toml", english, own).shown()
    assert "[wh-today] Alex: We fell out over the rota." in capsys.readouterr().out


def test_no_answers_at_all_are_passes(guides: Path) -> None:
    guide = find_guide("short", guides)
    items = fitted(AnswerFile(questions=[]), guide).questions or []
    assert {item.key for item in items} == {"p"}
    assert unasked(guide, ["wh-today"])[0] == "tf-thinking"


@pytest.mark.slow
def test_the_sound_of_both_sides_is_written_and_nothing_else_stays(
    english: Language, guides: Path, tmp_path: Path, scratch: Path
) -> None:
    out = tmp_path / "heard"
    assert rehearsal(guides / "short.toml", english).to_files(out)
    assert {path.name for path in out.iterdir()} == {"prompts.wav", "participant.wav", "report.json"}
    assert (out / "prompts.wav").stat().st_size > 1_000_000
    assert list(scratch.iterdir()) == []
