"""Names that mean harm, or are odd: of any length, with any sign, at every turn that is about a name, and on the papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.joint import joint
from tests.conversations.scripted import Conversation
from tests.hostile.house import ENGLISH, cases, harmless, soon
from tests.hostile.nasty import SENTENCES, texts
from tests.hostile.test_papers import PLAIN, papers
from voice_guide.dialogue.progress import Progress
from voice_guide.events import Utterance
from voice_guide.understanding.name_words import AT_CHECK, LATER, NameWords
from voice_guide.understanding.role_words import RoleWords
from voice_guide.understanding.shared import shared
from voice_guide.understanding.spelling import Spelling

GUIDE = joint("roles = true")
ODD = (
    "a" * 300,
    "\U0001f600",
    "\U0001f468‍\U0001f469‍\U0001f467 Jo",
    "‮oJ",
    "⁦Jo⁩",
    "<b>Jo</b>",
    "**Jo** [x](javascript:alert(1))",
    "{name} {0} %s",
    "Jo, Kai; DROP TABLE",
    "é́́" * 40,
    "‫عمر‬",
    "小明",
    "Ünal-Ó Briain",
    "...",
    "7",
    "",
)


def at(turn: str) -> Conversation:
    """A conversation in which this turn is being asked."""
    talk = Conversation.begin(GUIDE, people=(), agreed=False).say("yes", "yes", "yes", "yes")
    ways = {
        "who": (),
        "who-type": ("type it",),
        "who-spell": ("Jo", "spell it"),
        "who-check": ("Jo and Guy",),
        "who-apart": ("Dan and Dan", "yes"),
        "who-two": ("Dan and Dan",),
        "role:Jo": ("Jo", "yes"),
        "answers:Jo": ("Jo", "yes", "supporter"),
        "name:Jo": ("Jo", "yes", "supporter", "no"),
        "record:Jo": ("Jo", "yes", "pass"),
    }
    talk.say(*ways[turn])
    assert talk.asked == turn
    return talk


TURNS = (
    "who",
    "who-type",
    "who-spell",
    "who-check",
    "who-apart",
    "who-two",
    "role:Jo",
    "answers:Jo",
    "name:Jo",
    "record:Jo",
)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("said", ODD)
def test_whatever_is_said_it_goes_on_and_no_name_is_longer_than_one(turn: str, said: str) -> None:
    talk = at(turn)
    with soon():
        talk.take(Utterance(turn, said))
        talk.take(Utterance(talk.asked, said, engine="vosk"))
    assert talk.turn is not None
    assert len(talk.prompt) < 400
    assert all(len(person.name or "") <= 60 for person in Progress.fold(talk.facts).everyone)


@pytest.mark.parametrize("turn", TURNS)
@given(lines=st.lists(texts, max_size=4))
@cases(25)
def test_whatever_is_said_at_a_name_is_no_fault(turn: str, lines: list[str]) -> None:
    talk = at(turn)
    with soon():
        for line in lines:
            if talk.turn is not None:
                talk.take(Utterance(talk.turn.id, line))


@given(said=texts, names=st.lists(texts, max_size=4))
@cases(200)
def test_the_readers_of_names_take_anything(said: str, names: list[str]) -> None:
    kept = [name for name in names if name.strip()]
    with soon():
        for kinds in (AT_CHECK, LATER):
            shared(NameWords, ENGLISH).read(said, kept, kinds)
        shared(Spelling, ENGLISH).read(said)
        shared(RoleWords, ENGLISH).words(said)


@pytest.mark.parametrize(
    "typed", [*(odd for odd in ODD if any(sign.isalnum() for sign in odd) and len(odd) < 50), *SENTENCES[:6]]
)
def test_a_typed_name_is_shown_on_every_paper_as_words_and_nothing_else(typed: str) -> None:
    talk = at("who-type").say(typed)
    if talk.asked != "who-check":
        return  # too long, or no name: it is asked for again
    talk.say("yes", "<i>mum</i> # {x} \x1b[2J", "yes", "it was Tuesday")
    made = papers(GUIDE, talk)
    for form in PLAIN.values():
        assert harmless(form(made))


def test_a_long_name_is_asked_for_in_a_shorter_way() -> None:
    for turn in ("who", "who-type"):
        talk = at(turn).say("b" * 300)
        assert talk.prompt == "That name is too long for me. Please say a shorter one."


def test_a_crowd_of_names_is_gathered_soon() -> None:
    names = [f"Name{letter}{other}" for letter in "abcdefghij" for other in "abcdefghij"]
    talk = at("who")
    with soon():
        talk.say(", ".join(names))
        assert talk.prompt.startswith("Nameaa, Nameab, ")
        talk.say("yes")
        for _ in range(100):
            talk.say("pass", "yes")
    assert len(Progress.fold(talk.facts).people) == 100
