"""The help numbers: on the screen when they are asked for, aloud only when asked again, and written nowhere."""

from __future__ import annotations

import io

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.test_by_voice import STOP, YES, say, texts
from tests.conversations.toned import talk
from tests.unit.record.test_papers import papers_of
from voice_guide.events import Listen, NoInput, Turn, TurnKind, Utterance
from voice_guide.record import sheet, transcript
from voice_guide.session.answer_file import Item
from voice_guide.session.interruption import Interruption
from voice_guide.session.keyboard import KeyboardConversant

THERE = "The help numbers are on the screen."


@pytest.mark.parametrize("words", ["help numbers", "show me the help numbers", "who can I ring", "Childline please"])
def test_they_are_shown_and_one_short_sentence_says_so(words: str) -> None:
    talk = Conversation.begin().say(words)
    assert talk.pages == 1
    assert talk.said == [THERE]
    assert talk.asked == "wh-today"


def test_asked_for_again_they_are_read_one_by_one() -> None:
    talk = Conversation.begin().say("help numbers", "help numbers")
    assert "Childline, for anyone under 19. 0, 8, 0, 0. 1, 1, 1, 1. All of the UK. Free, day and night." in talk.said
    assert talk.said[0].startswith("Emergency: police, fire, ambulance. 9, 9, 9.")
    assert talk.said[-1] == "What has brought us to where we are today?"
    assert talk.pages == 2


def test_at_the_next_question_they_are_shown_first_again() -> None:
    talk = Conversation.begin().say("help numbers", "it was Tuesday", "help numbers")
    assert talk.said == [THERE]


def test_the_key_shows_them_and_nothing_is_said() -> None:
    talk = Conversation.begin().press("numbers")
    assert (talk.pages, talk.said) == (1, [])
    assert talk.press("numbers").said == []
    assert talk.asked == "wh-today"


def test_in_a_pause_and_at_a_check_they_are_shown_and_it_stays_there() -> None:
    talk = Conversation.begin().say("pause", "help numbers", "help numbers")
    assert talk.asked == "paused"
    assert talk.said[-1].startswith("Shropshire, out of hours.")
    assert talk.say("carry on").asked == "wh-today"
    talk = Conversation.begin().say("it was Tuesday", "take that out", "help numbers", "help numbers")
    assert talk.asked == "take-out"
    assert talk.say("yes").said[0] == "It is taken out. No paper will show it."


def test_no_fact_and_no_paper_tells_that_anybody_asked() -> None:
    plain = Conversation.begin().say("it was Tuesday")
    talk = Conversation.begin().say("help numbers", "help numbers").press("numbers").say("it was Tuesday")
    assert talk.facts == plain.facts
    for form in (transcript.as_markdown, transcript.as_text, transcript.as_json, sheet.as_markdown):
        assert form(papers_of(talk)) == form(papers_of(plain))


def test_before_anybody_agreed_they_are_there_too() -> None:
    talk = Conversation.begin(agreed=False).say("help numbers")
    assert talk.pages == 1
    assert talk.asked == "record:Jo"


def test_a_story_about_a_helpline_stays_an_answer() -> None:
    talk = Conversation.begin().say("I rang the help numbers on the screen and nobody came")
    assert (talk.pages, talk.asked) == (0, "tf-thinking")


def test_the_key_stops_neither_a_prompt_nor_an_answer() -> None:
    shown: list[float] = []
    over = Item(key="#", interrupt_seconds=0.7)
    after = Item(say="it was a very long and dark night", then_key="#")
    turns, facts, _ = talk(YES, over, after, STOP, numbers=lambda: shown.append(1.0))
    assert len(shown) == 2
    assert turns[1]["prompt_end"] - turns[1]["prompt_start"] > 2.0
    assert texts(facts) == ["it was a very long and dark night"]
    answer = next(turn for turn in turns if turn["text"] == "it was a very long and dark night")
    assert 3.9 < answer["decided_at"] - answer["answer_end"] < 4.2


def test_by_voice_they_are_shown_and_it_listens_on() -> None:
    shown: list[float] = []
    _, facts, _ = talk(YES, say("help numbers"), say("it was a dark night"), STOP, numbers=lambda: shown.append(1.0))
    assert len(shown) == 1
    assert texts(facts) == ["it was a dark night"]


def test_at_the_keyboard_the_sign_shows_them_and_the_line_after_it_answers() -> None:
    out = io.StringIO()
    lines = io.BytesIO(b"#\n#\nit was Tuesday\n\n")
    keyboard = KeyboardConversant(lines, out, interruption=Interruption(), numbers=["Help numbers", "  Childline"])
    turn = Turn("wh-today", TurnKind.OPEN, "Jo", prompt=ENGLISH.prompt("who.ask"))
    assert keyboard.converse((), Listen(turn)) == Utterance("wh-today", "it was Tuesday")
    assert out.getvalue().count("Help numbers\n  Childline\n") == 2
    assert isinstance(keyboard.converse((), Listen(turn)), NoInput)
