"""Which picture stands beside what is to be done: the first word that has one, and the neutral one in every doubt."""

from __future__ import annotations

import pytest

from voice_guide.languages import Language
from voice_guide.record.picture_words import Counts, Phrase, PictureWords
from voice_guide.record.pictures import Pictures

ENGLISH = Pictures.load(Language.load("en"))
KOREAN = Pictures.load(Language.load("ko"))


@pytest.mark.parametrize(
    ("words", "picture"),
    [
        ("I will ring my nan on Sunday", "phone"),
        ("Ringing the school", "phone"),
        ("give him a ring", "phone"),
        ("we have tea at the table", "meal"),
        ("have a cup of tea and a chat", "cup"),
        ("make Dan's tea", "cook"),
        ("talk before we go to school", "talk"),
        ("go to school on the bus", "school"),
        ("walk the dogs", "walk"),
        ("take the dog’s bed out", "paw"),
        ("tidying my room", "vacuum"),
        ("wash his clothes", "washing-machine"),
        ("wash up every night", "wash"),
        ("pay him back", "money"),
        ("the washing up every night", "wash"),
        ("do my own washing", "washing-machine"),
        ("I said I'd bake her a cake", "cake"),
        ("say sorry", "talk"),
        ("turn the music down", "quiet"),
        ("play the piano with her", "music"),
        ("play football with Kai", "ball"),
        ("play with Kai", "jigsaw"),
        ("get her a birthday present", "gift"),
        ("in bed by nine", "bed"),
        ("do the homework together", "book"),
        ("text me first", "message"),
        ("mend his bike", "bicycle"),
        ("mend the fence", "tools"),
        ("a walk in the garden", "walk"),
        ("shopping on Saturdays", "trolley"),
        ("meet at the bus stop", "people"),
        ("wait at the bus stop", "wait"),
        ("book a doctor's appointment", "stethoscope"),
    ],
)
def test_words_have_their_picture(words: str, picture: str) -> None:
    assert ENGLISH.of_words(words).name == picture


@pytest.mark.parametrize(
    "words",
    [
        "",
        "be there for one another",
        "no phones at dinner",
        "I won't ring him",
        "I won’t ring him",
        "dont ring him",
        "stop calling",
        "never play football there",
        "less music",
        "talk instead of shouting",
        "leave his bike alone",
        "call him names",
        "go for a drink",
        "talk about the drugs",
        "fix things between us",
        "do what mum says",
        "a string of beads",  # "ring" is part of a word
        "caring more",  # so is "car"
        "a cardigan",
        "play up",
        "phone " * 500,  # more than one picture can tell
    ],
)
def test_the_neutral_picture_stands_where_nothing_fits_or_a_picture_would_say_too_much(words: str) -> None:
    assert ENGLISH.of_words(words).name == "arrow"


@pytest.mark.parametrize(
    ("words", "picture"),
    [
        ("엄마한테 전화할게요", "phone"),
        ("저녁에 같이 밥을 먹을게요", "meal"),
        ("학교에 같이 가요", "school"),
        ("의사를 만날게요", "stethoscope"),
        ("의사소통을 잘할게요", "arrow"),
        ("전화 안 할게요", "arrow"),
        ("게임기를 켜지 않을게요", "arrow"),
        ("때리지 않을게요", "arrow"),
    ],
)
def test_korean_words_have_theirs(words: str, picture: str) -> None:
    assert KOREAN.of_words(words).name == picture


def test_the_longer_saying_wins_over_the_shorter_wherever_it_stands_in_the_list() -> None:
    phrases = [Phrase("bus", Counts.THING, "bus"), Phrase("bus stop", Counts.THING, "stop")]
    for listed in (phrases, phrases[::-1]):
        assert PictureWords(listed, {}).name("the bus stop") == "stop"


def test_a_thing_has_no_endings_of_what_one_does() -> None:
    words = PictureWords(
        [Phrase("train", Counts.THING, "train"), Phrase("bake", Counts.DOING, "cake")],
        {"things": ["s"], "doing": ["s", "d", "ing"]},
    )
    assert [words.name(said) for said in ("two trains", "training", "baking", "baked")] == [
        "train",
        None,
        "cake",
        "cake",
    ]


def test_signs_of_the_words_are_taken_as_they_are() -> None:
    assert PictureWords([Phrase("c++ (fun)", Counts.THING, "computer")], {}).name("learn C++ (fun)") == "computer"


def test_without_any_word_there_is_no_picture() -> None:
    assert PictureWords([], {}).name("ring") is None
