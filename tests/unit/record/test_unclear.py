"""Words that were not heard well are marked where they stand, never changed, and can be said again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.conversations.scripted import Conversation
from tests.unit.record.test_papers import papers_of, shown
from voice_guide.events import Fact, Utterance, Word
from voice_guide.facts import FactKind
from voice_guide.journal.projections import KeptAnswer
from voice_guide.record import transcript
from voice_guide.record.document import Papers
from voice_guide.record.unclear import UNCLEAR_BELOW, is_unclear, stretches

NOTE = "Words in [unclear: ...] were not heard well. They may be wrong."
AGAIN = "Say “go back” once for each question. Then answer again."


def marked(text: str, *words: tuple[str, float]) -> str:
    """The text as a paper marks it."""
    heard = tuple((word, float(n), n + 0.5, confidence) for n, (word, confidence) in enumerate(words))
    answer = KeptAnswer("q", "p1", datetime(2026, 11, 26, tzinfo=UTC), text, heard, "live")
    pieces = stretches(answer)
    assert "".join(piece.text for piece in pieces) == text
    return "".join(f"[{piece.text}]" if piece.unclear else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("he came home", [("he", 0.9), ("came", 0.3), ("home", 0.9)], "he [came] home"),
        ("he came home", [("he", 0.2), ("came", 0.3), ("home", 0.9)], "[he came] home"),
        ("he came home", [("he", 0.2), ("came", 0.9), ("home", 0.1)], "[he] came [home]"),
        ("He came home.", [("He", 0.9), ("came", 0.3), ("home.", 0.1)], "He [came home]."),
        ("Well, no!", [("Well,", 0.1), ("no!", 0.8)], "[Well], no!"),
        ("it's Jo's", [("it's", 0.1), ("Jo's", 0.2)], "[it's Jo's]"),
        ("so - no", [("so", 0.1), ("no", 0.2)], "[so - no]"),
        ("it was it was", [("it", 0.9), ("was", 0.9), ("it", 0.9), ("was", 0.1)], "it was it [was]"),
        ("He Came", [("he", 0.1), ("came", 0.9)], "[He] Came"),
        ("말이 많다", [("말이", 0.1), ("많다", 0.9)], "[말이] 많다"),
    ],
)
def test_rows_of_unclear_words_are_marked_in_the_texts_own_signs(
    text: str, words: list[tuple[str, float]], expected: str
) -> None:
    assert marked(text, *words) == expected


@pytest.mark.parametrize(
    "words",
    [
        [],
        [("he", 0.1), ("came", 0.1)],
        [("he", 0.1), ("came", 0.1), ("home", 0.1), ("late", 0.1)],
        [("he", 0.1), ("ran", 0.1), ("home", 0.1)],
        [("came", 0.1), ("he", 0.1), ("home", 0.1)],
    ],
)
def test_words_that_do_not_go_with_the_text_mark_nothing(words: list[tuple[str, float]]) -> None:
    assert marked("he came home", *words) == "he came home"


def test_half_sure_is_clear() -> None:
    assert UNCLEAR_BELOW == 0.5
    assert [is_unclear(confidence) for confidence in (0.0, 0.49, 0.5, 1.0)] == [True, True, False, False]


def heard(text: str, *confidences: float, over: bool = False) -> Utterance:
    """An answer by voice."""
    words = tuple(
        Word(word, n, n + 0.5, sure) for n, (word, sure) in enumerate(zip(text.split(), confidences, strict=True))
    )
    return Utterance("wh-today", text, words, engine="vosk:small", seconds=2.0, over_prompt=over)


def spoke(talk: Conversation, *utterances: Utterance) -> Conversation:
    for utterance in utterances:
        talk.take(utterance)
    return talk


def answer_of(papers: Papers) -> dict[str, object]:
    categories = json.loads(transcript.as_json(papers))["categories"]
    answer: dict[str, object] = categories[0]["questions"][0]["answers"][0]
    return answer


def test_papers_mark_them_and_json_keeps_the_words_as_they_were_heard() -> None:
    talk = spoke(Conversation.begin(), heard("my *bother shouted at me", 0.9, 0.2, 0.3, 0.9, 0.9)).leave()
    papers = papers_of(talk)
    assert "  Jo: my [unclear: *bother shouted] at me\n" in transcript.as_text(papers)
    line = next(line for line in transcript.as_markdown(papers).splitlines() if line.startswith("**Jo:**"))
    assert line == r"**Jo:** my [unclear: \*bother shouted] at me"
    assert shown(line) == "**Jo:** my [unclear: *bother shouted] at me"
    answer = answer_of(papers)
    assert answer["text"] == "my *bother shouted at me"
    words = answer["words"]
    assert isinstance(words, list)
    assert [(word["text"], word["confidence"]) for word in words if word["unclear"]] == [
        ("*bother", 0.2),
        ("shouted", 0.3),
    ]


def test_a_paper_with_marks_says_what_they_mean_and_how_to_say_the_words_again() -> None:
    talk = spoke(Conversation.begin(), heard("my bother", 0.9, 0.2)).leave()
    text = transcript.as_text(papers_of(talk))
    assert NOTE in text
    assert AGAIN in text
    clear = transcript.as_text(papers_of(spoke(Conversation.begin(), heard("my brother", 0.9, 0.8)).leave()))
    assert NOTE not in clear
    assert "unclear" not in clear


def test_a_finished_conversation_promises_nothing() -> None:
    talk = spoke(Conversation.begin(), heard("my bother", 0.9, 0.2))
    while talk.finished is None:
        talk.say("pass")
    text = transcript.as_text(papers_of(talk))
    assert NOTE in text
    assert "go back" not in text
    assert "This conversation is finished, so they cannot be said again in it." in text


def test_going_back_as_the_note_says_asks_again_and_keeps_both_answers() -> None:
    talk = spoke(Conversation.begin(), heard("my bother", 0.9, 0.2)).say("I thought of her").leave()
    again = talk.resumed()
    again.say("go back", "go back")
    assert again.asked == "wh-today"
    again.say("my brother")
    assert again.asked == "tf-thinking"
    again.say("pass", "read that back")
    assert "my brother" in again.prompt
    text = transcript.as_text(papers_of(again.leave()))
    assert "  Jo: my [unclear: bother]\n  Said later: my brother\n" in text
    assert "I thought of her" in text
    questions = json.loads(transcript.as_json(papers_of(again)))["categories"][0]["questions"]
    told = [(answer["text"], answer["latest"]) for answer in questions[0]["answers"]]
    assert told == [("my bother", False), ("my brother", True)]


def test_read_back_speaks_the_words_and_no_mark() -> None:
    talk = spoke(Conversation.begin(), heard("my bother shouted", 0.9, 0.2, 0.9)).say("read that back")
    assert "You said: “my bother shouted”." in talk.prompt
    assert "unclear" not in talk.prompt


def test_an_answer_over_its_question_says_so() -> None:
    talk = spoke(Conversation.begin(), heard("my brother", 0.9, 0.8, over=True)).leave()
    papers = papers_of(talk)
    told = "(Spoken over the question, so it may have been heard wrong.)"
    assert f"  Jo: my brother\n    {told}\n" in transcript.as_text(papers)
    assert told in transcript.as_markdown(papers)
    assert answer_of(papers)["over_prompt"] is True


def second(text: str, utterance: int = 1) -> Fact:
    payload: dict[str, object] = {"utterance": utterance, "text": text, "engine": "whisper:tiny"}
    return Fact(FactKind.SECOND_TEXT, "p1", "wh-today", payload)


def test_a_second_text_stands_under_the_first_in_every_form() -> None:
    talk = spoke(Conversation.begin(), heard("my bother", 0.9, 0.2))
    talk.facts.append(second("My *brother."))
    papers = papers_of(talk.leave())
    assert "  Jo: my [unclear: bother]\n    Read again by computer: My *brother.\n" in transcript.as_text(papers)
    assert "**Jo:** my [unclear: bother]\n\nRead again by computer: My \\*brother.\n" in transcript.as_markdown(papers)
    answer = answer_of(papers)
    assert (answer["text"], answer["engine"]) == ("my bother", "vosk:small")
    assert (answer["second_text"], answer["second_engine"]) == ("My *brother.", "whisper:tiny")


def test_a_second_text_that_heard_nothing_is_not_shown() -> None:
    talk = spoke(Conversation.begin(), heard("my brother", 0.9, 0.9))
    talk.facts.append(second(""))
    papers = papers_of(talk.leave())
    assert "Read again" not in transcript.as_text(papers) + transcript.as_markdown(papers)
    assert answer_of(papers)["second_text"] == ""


def test_a_second_text_from_before_an_answer_was_opened_again_is_not_shown() -> None:
    talk = spoke(Conversation.begin(), heard("my brother", 0.9, 0.9))
    talk.facts.append(second("My brother."))
    talk.speak_on("wh-today")
    spoke(talk, heard("my brother shouted", 0.9, 0.9, 0.9))
    papers = papers_of(talk.leave())
    assert answer_of(papers)["text"] == "my brother shouted"
    assert answer_of(papers)["second_text"] is None
    talk.facts.append(second("My brother shouted."))
    assert answer_of(papers_of(talk))["second_text"] == "My brother shouted."
