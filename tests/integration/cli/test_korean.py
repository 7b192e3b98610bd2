"""A conversation in Korean by keyboard, with its papers, in settings that are English."""

from __future__ import annotations

import json

import pytest

from tests.integration.cli.program import Home

pytestmark = pytest.mark.slow

ANSWERS = {
    "who": "저는 지민이고 얘는 민수예요",
    "who-check": "네 맞아요",
    "record": "네",
    "wf-help": "서로 이야기를 들으면 좋겠어요",
    "wf-what": "제가 금요일에 학교에 전화할게요",
    "wf-who": "저요",
    "wf-when": "매주 토요일이요",
    "wf-check": "민수요",
    "wf-if": "다시 이야기해요",
    "wf-another": "아니요",
    "agree": "네 동의해요",
    "review": "이 주 뒤에요",
    "wf-add": "고마워요",
}
STORY = "화요일에 크게 싸웠어요"


def answer_to(asked: str) -> str:
    return ANSWERS.get(asked.split()[0].partition(":")[0], STORY)


def test_the_whole_journey_from_the_welcome_to_the_papers(home: Home) -> None:
    talk = home.talk("start", "short", "--keyboard", "--language", "ko")
    asked = talk.next()
    while asked is not None:
        talk.answer(answer_to(asked))
        asked = talk.next()
    ran = talk.ended()
    assert ran.status == 0
    assert "안녕하세요, 반갑습니다." in ran.out
    assert "대화 " in ran.err

    data = json.loads(home.run("transcript", "latest", "--format", "json").out)
    said = [answer["text"] for part in data["categories"] for each in part["questions"] for answer in each["answers"]]
    assert said.count(STORY) == 14  # seven questions, two people
    way = data["ways_forward"][0]
    assert way["agreed"] is True
    text = home.run("transcript", "latest", "--format", "txt").out
    assert "나눈 이야기" in text
    assert "짧은 대화" in text
    sheet = home.run("sheet", "latest").out
    assert "앞으로 우리가 할 일" in sheet
    assert "학교에 전화할게요" in sheet
    assert "금요일" in sheet
    assert "지민 님: 네" in sheet
    assert home.run("export", "latest", "--person", "민수").status == 0


def test_it_is_carried_on_in_its_own_language_alone(home: Home) -> None:
    talk = home.talk("start", "short", "--keyboard", "--language", "ko", "--people", "지민")
    talk.next()
    talk.say("네", STORY)
    assert talk.end().status == 130
    refused = home.run("start", "--keyboard", "--resume", "latest")
    assert refused.status != 0
    assert "--language ko" in refused.err
    went_on = home.talk("start", "--keyboard", "--resume", "latest", "--language", "ko")
    assert went_on.next() == "tf-thinking 지민"
    assert "다시 만나서 반가워요." in went_on.printed
    went_on.end()


def test_the_settings_language_is_used_without_the_option(home: Home) -> None:
    home.settings('language = "ko"\n')
    ran = home.run("start", "short", "--keyboard", "--people", "지민", lines="네\n그만할게요\n")
    assert ran.status == 130
    assert "하시는 말씀을 저장해도 될까요?" in ran.out
    assert "여기서 멈출게요." in ran.out
    assert "아직 대화가" not in home.run("sessions").out


def test_a_language_that_is_not_there_is_told(home: Home) -> None:
    refused = home.run("start", "--keyboard", "--language", "xx")
    assert refused.status == 2
    assert "There is: en, ko." in refused.err
