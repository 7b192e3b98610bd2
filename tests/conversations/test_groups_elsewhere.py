"""In a language without its own words to steer a group, the keys steer it, and what is said is an answer."""

from __future__ import annotations

import pytest

from tests.conversations.groups import place
from tests.conversations.scripted import Conversation
from tests.conversations.test_people_elsewhere import OTHERS
from voice_guide.dialogue.progress import Progress
from voice_guide.events import KeyCommand
from voice_guide.facts import FactKind
from voice_guide.guide.loader import load_guide, parse_guide
from voice_guide.guide.model import Guide
from voice_guide.languages import Language

PRIVATE = """
[private_time]
before = "needs"
minutes = 30
longest_minutes = 60
introduction = { text = "x", source = "added" }

"""


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> Language:
    return Language.load(request.param)


def short_with(language: Language, *, rounds: bool = False, private: bool = False) -> Guide:
    """The language's short guide, in which the first questions go round, or the family has time for itself."""
    text = load_guide(language.folder / "guides" / "short.toml").text
    if rounds:
        text = text.replace('id = "what-happened"\n', 'id = "what-happened"\nrounds = true\n', 1)
    if private:
        text = text.replace("[[category]]", PRIVATE + "[[category]]", 1)
    return parse_guide(text, file="made-up.toml")


def test_the_keys_steer_a_group(language: Language) -> None:
    guide = short_with(language, rounds=True)
    talk = Conversation.begin(guide, people=("Jo", "Kai", "Dan"), language=language)
    first = talk.asked
    assert place(talk) == (first, "Jo")
    talk.press("talking piece")
    assert place(talk) == (first, "Kai")
    talk.press("step out")
    assert place(talk) == (first, "Dan")
    assert talk.said[0] == language.prompt("presence.out", name="Kai").text
    talk.take(KeyCommand("speaker", 2))
    assert talk.said[0] == language.prompt("presence.back", name="Kai").text
    talk.say("Dan said this")
    talk.take(KeyCommand("that was", 1))
    assert talk.said[0] == language.prompt("rounds.moved", name="Jo").text


def test_what_steers_a_group_elsewhere_is_an_answer(language: Language) -> None:
    guide = short_with(language, rounds=True)
    for words in ("passing to Kai", "Jo is stepping out", "I have to go", "that was Kai"):
        talk = Conversation.begin(guide, people=("Jo", "Kai"), language=language).say(words)
        assert place(talk)[1] == "Kai"
        assert FactKind.PARTICIPANT_LEFT not in talk.kinds()
        assert words in talk.words_kept()


def test_whoever_was_out_says_their_name(language: Language) -> None:
    guide = short_with(language, rounds=True)
    talk = Conversation.begin(guide, people=("Jo", "Kai"), language=language).press("step out").press("step out")
    assert talk.prompt == language.prompt("presence.who-back").text
    talk.say("Jo")
    assert talk.said[0] == language.prompt("presence.back", name="Jo").text


def test_a_group_is_asked_about_talk_time(language: Language) -> None:
    guide = short_with(language, rounds=True)
    talk = Conversation.begin(guide, people=("Jo", "Kai"), language=language, talk_time=True)
    assert talk.prompt == language.prompt("talk-time.ask", name="Jo").text
    talk.say(str(language.prompts["keys"]["no"]))
    assert talk.said[0] == language.prompt("talk-time.not").text


def test_a_family_has_time_for_itself(language: Language) -> None:
    guide = short_with(language, private=True)
    talk = Conversation.begin(guide, people=("Jo",), language=language)
    while talk.asked != "private-length":
        talk.press("pass")
    talk.say("40")
    assert Progress.fold(talk.facts).private_minutes == 40
    assert talk.said[0] == language.prompt("private.given", count=40).text
    talk.press("finished").press("yes")
    assert talk.said[0] == language.prompt("private.ended").text
