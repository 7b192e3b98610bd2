"""The guide commands, as a person or a script runs them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from voice_guide.cli import guide as guide_commands
from voice_guide.errors import UsageError

Write = Callable[[str | bytes], Path]
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run ``voice-guide guide ...`` in a home of its own and give its exit status and what it printed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    parser = argparse.ArgumentParser(prog="voice-guide")
    guide_commands.add(parser.add_subparsers())

    def command(*words: str) -> tuple[int, str]:
        args = parser.parse_args(["guide", *words])
        status: int = args.run(args)
        return status, capsys.readouterr().out

    return command


def facts(run: Run, *words: str) -> Any:
    status, printed = run(*words, "--json")
    assert status == 0
    return json.loads(printed)


def test_the_guides_are_listed(run: Run) -> None:
    assert {guide["id"]: guide["questions"] for guide in facts(run, "list")} == {
        "circle": 11, "family-meeting": 7, "one-to-one": 7, "restorative": 27, "school": 8, "short": 9, "young-child": 7,
    }  # fmt: skip
    assert "Short conversation" in run("list")[1]


def test_a_guide_is_shown_as_facts_in_the_pages_order(run: Run) -> None:
    shown = facts(run, "show", "restorative")
    assert [len(category["questions"]) for category in shown["categories"]] == [4, 8, 5, 5, 5]
    ways = shown["categories"][-1]
    assert [question["id"] for question in ways["questions"]] == [
        "wf-when",
        "wf-add",
        "wf-look",
        "wf-help",
        "wf-suggested",
    ]
    assert ways["ask_order"][0] == "wf-help"
    assert set(ways["questions"][0]) == {"id", "role", "text", "wording", "source", "after", "when", "strength", "read"}
    assert [q["id"] for c in shown["categories"] for q in c["questions"] if q["strength"]] == ["st-strengths"]


def test_a_guide_is_shown_to_a_person_with_whose_words_they_are(run: Run) -> None:
    status, printed = run("show", "short")
    assert status == 0
    assert "wh-today (page): What has brought us to where we are today?" in printed
    assert "Plainer (added): What has been going on that led to today?" in printed
    assert "{" not in printed


def test_every_condition_has_its_sentence(run: Run) -> None:
    printed = run("show", "restorative")[1]
    for condition in (
        "when wh-today was passed",
        "says that they can't",
        "for each way forward",
        "when there are ideas",
        "said again at the ways forward",
    ):
        assert condition in printed


def test_every_sentence_is_printed_with_its_place_and_source(run: Run) -> None:
    sentences = facts(run, "sentences", "short")
    texts = {sentence["text"]: (sentence["file"], sentence["source"]) for sentence in sentences}
    assert texts["What were you thinking?"] == ("short.toml", "page")
    assert texts["Who will do this?"] == ("plan.toml", "added")
    assert texts["I do not save the sound, and I do not send anything away."] == ("notice.txt", "added")
    assert any(sentence["file"] == "prompts.toml" for sentence in sentences)
    assert "short.toml tf-thinking.text (page): What were you thinking?" in run("sentences", "short")[1].splitlines()


def test_a_right_guide_is_fine_and_the_next_command_is_named(run: Run, small: str, write: Write) -> None:
    path = write(small.replace('source = "page"', 'source = "added"'))
    status, printed = run("check", str(path))
    assert (status, printed.splitlines()) == (
        0,
        [
            f"{path}: this guide can be used. Parts: 2. Questions: 3.",
            "Words: not looked up. whisper-tiny-en listens here, and it can write down any word.",
            f"Next, hear it: voice-guide guide rehearse {path}",
        ],
    )


def test_a_wrong_guide_is_told_line_by_line(run: Run, small: str, write: Write) -> None:
    path = write(small.replace('role = "core"', 'role = "main"').replace("patience = 6", "patience = 0"))
    status, printed = run("check", str(path))
    assert status == 1
    assert f'{path}, line 14: this is not known: role = "main". It can be: core, probe, conditional, closer.' in printed
    assert 'Right looks like this: role = "core"' in printed
    assert f"{path}, line 41: patience can be 0.5-60 seconds, and this is 0." in printed
    assert "Things to mend: 2." in printed


def test_faults_are_facts_too(run: Run, small: str, write: Write) -> None:
    status, printed = run("check", str(write(small.replace("reason", "reson", 1))), "--json")
    told = json.loads(printed)
    assert status == 1
    assert not told["ok"]
    assert [(fault["line"], fault["key"], fault["wrong"]) for fault in told["faults"]] == [
        (8, "guide_unknown_key", "reson")
    ]


def test_words_that_judge_are_a_warning_and_the_guide_still_works(run: Run, small: str, write: Write) -> None:
    path = str(write(small.replace("What led to today?", "Why did the offender do it?")))
    status, printed = run("check", path)
    assert status == 0
    assert f"{path}, line 16: “offender”. The program never labels anyone." in printed
    assert "Say “everyone”, “you” or “the other person”." in printed
    told = json.loads(run("check", path, "--json")[1])
    assert told["ok"]
    never = [warning for warning in told["warnings"] if warning["kind"] == "never"]
    assert [(warning["found"], warning["line"]) for warning in never] == [("offender", 16), ("Why", 16)]
    assert all(warning["mend"] for warning in never)


def test_a_missing_file_is_wrong_use(run: Run) -> None:
    with pytest.raises(UsageError) as caught:
        run("check", "nowhere.toml")
    assert caught.value.exit_status == 2


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str], run: Run) -> None:
    for words in (["--help"], ["list", "--help"], ["show", "--help"], ["sentences", "--help"], ["check", "--help"]):
        with pytest.raises(SystemExit):
            run(*words)
        assert "\n  voice-guide guide " in capsys.readouterr().out
