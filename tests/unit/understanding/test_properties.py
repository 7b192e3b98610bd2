"""What holds for any words at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_guide.languages import Language
from voice_guide.understanding.commands import Commands
from voice_guide.understanding.names import Names
from voice_guide.understanding.plan import Plan
from voice_guide.understanding.text import normalise
from voice_guide.understanding.yes_no import Answer, YesNo

ENGLISH = Language.load("en")
COMMANDS = Commands(ENGLISH)
YES_NO = YesNo(ENGLISH)
PLAN = Plan(ENGLISH)
NAMES = Names(ENGLISH)


def _rows(name: str) -> list[list[str]]:
    place = Path(__file__).parent
    lines = (
        (place / name if (place / name).exists() else ENGLISH.folder / "examples" / name)
        .read_text(encoding="utf-8")
        .splitlines()
    )
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


# "Change what I said about ..." takes the few words after it as what it is about: it has a test of its own.
OPEN = [said for said, told in _rows("commands.tsv") if told.startswith(("change/", "take out/", "skip to/"))]
ASKING = [said for said, told in _rows("commands.tsv") if not told.startswith("?") and said not in OPEN]
# "If I could take it back, could you go to impact, please?" may be asked of the program: a courtesy makes a request of a wish.
STORIES = [row[0] for row in _rows("stories.tsv") if len(row[0].split()) >= 5 and not row[0].startswith("if i could")]
YESES = [
    said
    for said, told in _rows("yes_no.tsv")
    if told == "yes"
    # "I don't like it, but yes" is one: what follows "but" decides.
    and " but " not in said.casefold()
    # "No, no bother" and "why not, not" say a word twice, and deny nothing.
    and not {"no", "not", "nae"} & {*normalise(said)[:3], *normalise(said)[-1:]}
]
ANSWERS = _rows("yes_no.tsv")
CORRECTIONS = [said for said, told in _rows("corrections.tsv") if told.startswith("amend")]
FILLERS = st.lists(st.sampled_from(["um", "er", "well", "erm", "so", "okay", "oh"]), max_size=3).map(" ".join)


@settings(deadline=None)  # how long it takes depends on the machine
@given(st.sampled_from(STORIES), st.sampled_from(ASKING), st.data())
def test_a_command_anywhere_in_a_story_is_part_of_the_story(story: str, asking: str, data: st.DataObject) -> None:
    words = story.split()
    at = data.draw(st.integers(0, len(words)))
    assert COMMANDS.recognise(" ".join([*words[:at], asking, *words[at:]])).command == "answer"


@settings(deadline=None)  # how long it takes depends on the machine
@given(st.sampled_from(STORIES), st.sampled_from(OPEN))
def test_a_command_about_something_is_none_after_a_story(story: str, asking: str) -> None:
    assert COMMANDS.recognise(f"{story} {asking}").command == "answer"


@settings(deadline=None)  # how long it takes depends on the machine
@given(st.sampled_from(ASKING + OPEN), FILLERS, st.sampled_from(["", "please", "thanks", "thank you"]), st.booleans())
def test_politeness_hesitation_and_capitals_change_no_command(
    asking: str, filler: str, polite: str, loud: bool
) -> None:
    plain = COMMANDS.recognise(asking)
    said = f"{filler} {asking} {polite}"
    assert COMMANDS.recognise(said.upper() + "." if loud else said) == plain


@settings(deadline=None)  # how long it takes depends on the machine
@given(st.sampled_from(CORRECTIONS), FILLERS, st.sampled_from(["", "love", "you know", "please", "I think", "mate"]))
def test_hesitation_and_idle_words_change_no_correction(correction: str, filler: str, idle: str) -> None:
    plain = COMMANDS.recognise(correction, during="read-back")
    found = COMMANDS.recognise(f"{filler} {correction} {idle}", during="read-back")
    assert (found.command, found.about) == (plain.command, plain.about)


@settings(deadline=None)  # how long it takes depends on the machine
@given(
    st.sampled_from(ANSWERS),
    st.lists(st.sampled_from(["um", "er", "well", "erm"]), max_size=3).map(" ".join),
    st.booleans(),
)
def test_hesitation_and_capitals_change_no_answer(row: list[str], filler: str, loud: bool) -> None:
    said = f"{filler} {row[0]}"
    assert YES_NO.read(said.upper() + "." if loud else said) == row[1]


@settings(deadline=None)  # how long it takes depends on the machine
@given(
    st.sampled_from(YESES),
    st.sampled_from(
        [
            "no",
            "not",
            "never",
            "nope",
            "nah",
            "no way",
            "I don't think",
            "I can't say",
            "it isn't true that",
            "but",
            "don't",
        ]
    ),
    st.booleans(),
)
def test_a_yes_with_a_no_beside_it_is_never_a_yes(yes: str, no: str, first: bool) -> None:
    assert YES_NO.read(f"{no} {yes}" if first else f"{yes} {no}") is not Answer.YES


@settings(deadline=None)  # how long it takes depends on the machine
@given(
    st.sampled_from(YESES),
    st.sampled_from(["if he stops", "unless", "he said", "I suppose", "maybe", "or no", "only sometimes"]),
)
def test_a_yes_with_a_doubt_is_never_a_yes(yes: str, doubt: str) -> None:
    assert YES_NO.read(f"{yes} {doubt}") is not Answer.YES


@settings(deadline=None)  # how long it takes depends on the machine
@given(st.sampled_from(STORIES), st.sampled_from(sorted(COMMANDS.vocabulary())), st.data())
def test_a_word_of_a_command_anywhere_in_a_story_is_part_of_it(story: str, word: str, data: st.DataObject) -> None:
    words = story.split()
    at = data.draw(st.integers(0, len(words)))
    assert COMMANDS.recognise(" ".join([*words[:at], word, *words[at:]])).command == "answer"


# "No, no bother" and "I don't, I don't mind" say the same twice; they have a test in which nothing is said twice.
DENIALS = [
    *("i don't", "i do not", "not", "i wouldn't say", "i never said", "i'm not saying", "it's not a", "hardly"),
    *("i can't say", "i won't say", "i didn't say", "it isn't", "nobody said", "i don't reckon", "i'm not"),
]
TWICE = ("no", "not", "i don't", "i do not", "i can't", "i'm not", "it isn't")


@settings(deadline=None)  # how long it takes depends on the machine
@given(
    st.sampled_from([yes for yes in YESES if not yes.lower().startswith(TWICE)]),
    st.sampled_from(DENIALS),
)
def test_a_yes_that_is_denied_is_never_a_yes(yes: str, denied: str) -> None:
    assert YES_NO.read(f"{denied} {yes}") is not Answer.YES


@pytest.mark.parametrize(
    "asks", ["do i have to", "must i", "should i", "have i got to", "am i supposed to", "why do i have to"]
)
@pytest.mark.parametrize("yes", ["say yes", "say yeah", "agree"])
def test_asking_whether_to_say_yes_is_none(asks: str, yes: str) -> None:
    assert YES_NO.read(f"{asks} {yes}") is Answer.OTHER


@settings(deadline=None)  # how long it takes depends on the machine
@given(
    st.sampled_from([row for row in ANSWERS if row[1] != "yes" and not row[0].endswith("?")]),
    st.sampled_from(["um", "er", "well", "you know", "um well", "please", "thanks", "thank you"]),
    st.booleans(),
)
def test_no_filler_and_no_politeness_makes_a_yes(row: list[str], filler: str, first: bool) -> None:
    assert YES_NO.read(f"{filler} {row[0]}" if first else f"{row[0]} {filler}") is not Answer.YES


@settings(deadline=None)  # how long it takes depends on the machine
@given(
    st.sampled_from(_rows("plans.tsv")), st.sampled_from(["um", "er", "well", "you know", "like", "so"]), st.booleans()
)
def test_hesitation_and_capitals_change_no_plan(row: list[str], filler: str, loud: bool) -> None:
    plain, today = PLAN.parse(row[0], date(2026, 11, 26)), date(2026, 11, 26)
    said = f"{filler} {row[0]}"
    found = PLAN.parse(said.upper() + "." if loud else said, today)
    assert (found.when, _same(found.what), _same(found.who)) == (plain.when, _same(plain.what), _same(plain.who))


def _same(words: str | None) -> list[str]:
    return normalise(words or "")


LEADS = ["", "so", "well i think", "we agreed", "just", "put that", "and", "yeah", "no,"]
PEOPLE = [
    "",
    "mum will",
    "kai",
    "i'll",
    "me and dad are going to",
    "dad said he will",
    "for mum to",
    "when i'm angry i'll",
]
NEGATIONS = ["no", "no more", "not", "never", "don't", "won't", "stop", "can't", "not to"]
DEEDS = [
    "shouting",
    "hitting me",
    "shout",
    "drinking on fridays",
    "phones at the table",
    "be late",
    "ring her tomorrow",
]
TAILS = ["", "please", "kai will do it", "then", "and that's it"]


@settings(deadline=None)  # how long it takes depends on the machine
@given(*(st.sampled_from(parts) for parts in (LEADS, PEOPLE, NEGATIONS, DEEDS, TAILS)))
def test_a_plan_never_loses_its_no(lead: str, person: str, negation: str, deed: str, tail: str) -> None:
    said = " ".join(part for part in (lead, person, negation, deed, tail) if part)
    what = PLAN.parse(said, date(2026, 11, 26)).what
    assert what is None or negation.split()[0] in what.split()


@settings(deadline=None)  # how long it takes depends on the machine
@given(st.text(max_size=200))
def test_any_words_at_all_name_people_or_none(text: str) -> None:
    here = NAMES.people(text)
    assert set(NAMES.match(text, here, speaker="Jo")) <= set(here)
    assert NAMES.absent(text, here, speaker="Jo") is not None


@settings(deadline=None)  # how long it takes depends on the machine
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    assert YES_NO.read(text) in Answer
    assert COMMANDS.recognise(text, during="read-back").command
