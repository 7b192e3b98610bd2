"""The sheet in Easy Read: one idea a line, each with its picture, short sentences of ours, and people's words as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.unit.record.test_papers import HOSTILE, papers_of, whole
from tests.unit.record.test_review_and_strengths import good_here
from voice_guide.guide.checker import check_sayings, load_checks
from voice_guide.guide.numbers import HelpNumber
from voice_guide.guide.readability import count_words, split_sentences
from voice_guide.guide.sayings import ADDED, Saying
from voice_guide.journal.service_views import given
from voice_guide.languages import LANGUAGES, Language, read_toml
from voice_guide.record import easy_read, markdown, text
from voice_guide.record.document import Papers
from voice_guide.record.paper import Heading, Item, Line, Paper, Sign, Whose, plain
from voice_guide.record.pictures import Pictures

PICTURES = Pictures.load(ENGLISH)
CODES = sorted(path.parent.name for path in LANGUAGES.glob("*/papers.toml"))
NUMBERS = (HelpNumber("Childline", "0800 1111", "", "Day and night.", "Free.", date(2026, 11, 25)),)


def easy(papers: Papers) -> Paper:
    return easy_read.paper(papers, PICTURES)


def lines(paper: Paper) -> Iterator[tuple[str, str]]:
    """Each line's picture, by name, and its words."""
    for block in paper.blocks:
        if isinstance(block, Line | Item):
            picture = PICTURES.of_slot(block.picture or "")
            yield picture.name if picture else "none", plain(block.runs)


def one_way(*, who: str = "me", when: str = "on Friday", what: str = "ring my nan", **answers: str) -> Papers:
    """Jo names one way forward; each says yes to it unless told otherwise."""
    talk = Conversation.begin(people=("Jo", "Kai"))
    said = {"wf-what": what, "wf-who": who, "wf-when": when, "wf-check": "Kai", "wf-if": "we talk again"}
    said |= {"wf-another": "no", "review": "in two weeks"}
    while talk.finished is None:
        kind, name = talk.asked.partition(":")[0], talk.turn.name if talk.turn else ""
        named = any("what" in str(fact.payload) and fact.kind == "way forward drafted" for fact in talk.facts)
        if kind == "agree":
            talk.say(answers.get(name, "yes"))
        else:
            talk.say("nothing" if kind == "wf-what" and named else said.get(kind, "pass"))
    return papers_of(talk)


def test_a_way_forward_is_told_line_by_line_each_with_its_picture() -> None:
    told = list(lines(easy(one_way())))
    assert told == [
        ("calendar", "This is from Thursday the 26th of November 2026."),
        ("phone", "This is what will happen: ring my nan"),
        ("person", "Who will do it? Jo. They said: “me”"),
        ("calendar", "When? Friday the 27th of November. They said: “on Friday”"),
        ("eye", "Who will look at how it goes? Kai"),
        ("signpost", "What if it does not work? we talk again"),
        ("tick", "Jo said yes to this."),
        ("tick", "Kai said yes to this."),
        ("handshake", "Everyone said yes."),
        ("calendar-again", "When will we look at this again? Thursday the 10th of December. They said: “in two weeks”"),
        ("pen", "You can write your name here, if you wish."),
        ("computer", "A computer wrote this down. It may have heard words wrong."),
    ]
    assert easy(one_way()).legend.endswith("This talk has the number cd234.")


def test_a_no_and_a_doubt_stand_and_what_is_not_agreed_is_no_more_than_an_idea() -> None:
    told = list(lines(easy(one_way(Jo="no", Kai="I'm not sure"))))
    assert ("phone", "This is one idea: ring my nan") in told
    assert ("cross", "Jo said no to this.") in told
    assert ("question", "Kai is not sure.") in told
    assert ("people", "Not everyone has said yes.") in told
    assert ("arrow", "Nothing was agreed on this day. That is all right.") in told
    assert "will happen" not in str(told)
    assert "Everyone" not in str(told)


def test_whoever_is_not_here_is_still_to_be_asked() -> None:
    told = list(lines(easy(one_way(who="my uncle Ravi", when="pass"))))
    assert ("wait", "We still need to ask: my uncle Ravi.") in told
    assert ("phone", "This is one idea: ring my nan") in told
    assert ("calendar", "When? This was not said.") in told


def test_what_comes_again_has_its_own_words_alone() -> None:
    assert ("calendar", "When? every Friday") in list(lines(easy(one_way(when="every Friday"))))


def test_every_line_has_a_picture_and_each_sentence_of_ours_is_short() -> None:
    long = "we ring and ring " * 20 + "and go"
    shown = [
        one_way(),
        one_way(what=long),
        one_way(Jo="no"),
        one_way(who="my aunt"),
        good_here("we laugh", "pass", "x"),
    ]
    for papers in (*shown, papers_of(whole(), rehearsed=True), papers_of(Conversation.begin().leave())):
        paper = easy_read.paper(papers, PICTURES, numbers=NUMBERS)
        for block in paper.blocks:
            if isinstance(block, Line | Item):
                assert PICTURES.of_slot(block.picture or "") is not None, block
                ours = "".join("{}" if run.whose is Whose.THEIRS else run.text for run in block.runs)
                assert max(map(count_words, split_sentences(ours))) <= 15, ours
            else:
                assert isinstance(block, Heading | Sign)


@pytest.mark.parametrize("words", [*HOSTILE, "we will " + "ring one another and then " * 30 + "talk"])
def test_what_is_to_be_done_stands_word_for_word_in_one_run(words: str) -> None:
    papers = one_way(what=words)
    (way,) = papers.view.ways_forward
    theirs = [
        run.text
        for block in easy(papers).blocks
        if isinstance(block, Line)
        for run in block.runs
        if run.whose is Whose.THEIRS
    ]
    assert way.words("what") in theirs


def test_strengths_stand_with_their_names() -> None:
    told = list(lines(easy(good_here("we laugh a lot", "pass", "we cook"))))
    assert told[1:3] == [("star", "Jo said: “we laugh a lot”"), ("star", "Sam said: “we cook”")]


def test_nothing_that_was_said_otherwise_stands_on_it() -> None:
    page = text.render(easy(papers_of(whole())))
    assert "what I say to" not in page
    assert "a meal all at one table" in page


def test_help_numbers_and_the_place_to_sign_are_there_only_where_wished() -> None:
    papers = one_way()
    asked = easy_read.paper(papers, PICTURES, numbers=NUMBERS)
    assert ("phone", "Childline. 0800 1111. Day and night.") in list(lines(asked))
    assert any(isinstance(block, Sign) and block.names == ("Jo", "Kai") for block in asked.blocks)
    bare = easy_read.paper(papers, PICTURES, sign=False)
    assert "Childline" not in text.render(bare)
    assert not any(isinstance(block, Sign) for block in bare.blocks)
    assert "write your name" not in text.render(bare)


def test_what_the_service_says_stands_apart_where_that_was_chosen() -> None:
    last = {}
    for on_sheet in (True, False):
        talk = whole()
        talk.facts.append(given("not-yet", "we want to ask the school", on_sheet=on_sheet))
        told = lines(easy(papers_of(talk)))
        last[on_sheet] = [words for picture, words in told if picture == "building"][-1:]
    assert last == {True: ["In its own words: “we want to ask the school”"], False: []}


def test_a_guest_who_is_not_recorded_has_no_name_on_it() -> None:
    talk = Conversation.begin(people=("Jo", "Kai"), agreed=False).say("yes", "no")
    while talk.finished is None:
        kind = talk.asked.partition(":")[0]
        drafted = any(fact.kind == "way forward drafted" for fact in talk.facts)
        said = {"wf-what": "nothing" if drafted else "ring my nan", "wf-who": "me", "wf-another": "no", "agree": "yes"}
        talk.say(said.get(kind, "pass"))
    page = text.render(easy(papers_of(talk)))
    assert "Guest 2 said yes to this." in page
    assert "Kai" not in page


def test_where_everything_was_taken_out_only_that_is_told() -> None:
    told = list(lines(easy(papers_of(Conversation.begin().say("it was Tuesday", "delete everything", "yes", "yes")))))
    assert told == [
        ("calendar", "This is from Thursday the 26th of November 2026."),
        ("arrow", "Everything that was said was taken out."),
    ]


def test_as_markdown_and_text_it_is_read_as_it_stands() -> None:
    paper = easy(one_way())
    assert "**Who will do it?** Jo. They said: “me”" in markdown.render(paper)
    assert "Who will do it? Jo. They said: “me”" in text.render(paper)


@pytest.mark.parametrize("code", CODES)
def test_what_we_say_on_it_keeps_to_the_language_s_checks(code: str) -> None:
    language = Language.load(code)
    checks = load_checks(read_toml(language.folder / "checks.toml"))
    sayings = [Saying("papers.toml", f"easy.{key}", words, ADDED) for key, words in language.papers["easy"].items()]
    assert len(sayings) > 30
    assert [(each.key or each.place, each.kind, each.found) for each in check_sayings(sayings, checks)] == []
    for saying in sayings:
        assert max(map(count_words, split_sentences(saying.text))) <= 15
