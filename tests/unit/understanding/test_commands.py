"""Commands are heard when they are the whole utterance, and stories stay stories."""

from __future__ import annotations

import pytest

from voice_guide.errors import GuideError
from voice_guide.understanding import phrases
from voice_guide.understanding.commands import CommandMatch, Commands

Rows = list[tuple[str, ...]]


def _label(found: CommandMatch) -> str:
    name = f"?{found.ask}" if found.ask else found.command
    return f"{name}/{found.about}" if found.about else name


def test_a_command_by_itself(commands: Commands, rows: Rows) -> None:
    """``commands.tsv``: what is said, and what it asks for, by the rules alone."""
    read = [(said, meant, _label(commands.known(said))) for said, meant in rows]
    assert [line for line in read if line[1] != line[2]] == []


def test_what_no_rule_knows_is_told_by_its_likeness(commands: Commands, rows: Rows) -> None:
    """``more_commands.tsv``: what is said, and what it asks for. Where it says no part that is known, nothing is skipped to."""
    read = [(said, meant.partition("/")[0], commands.recognise(said).command) for said, meant in rows[::3]]
    wrong = [line for line in read if line[1] != line[2]]
    assert [line for line in wrong if line[1] == "answer"] == []
    assert len(wrong) < len(rows) / 200


def test_a_story_is_an_answer(commands: Commands, rows: Rows) -> None:
    """``stories.tsv``: answers with the words of commands in them."""
    assert [row[0] for row in rows if commands.recognise(row[0]) != CommandMatch("answer")] == []


def test_a_short_answer_is_an_answer(commands: Commands, rows: Rows) -> None:
    """``answers.tsv``: what a person is going to do, or wants others to do."""
    assert [row[0] for row in rows if commands.recognise(row[0]) != CommandMatch("answer")] == []


def test_just_after_something_was_read_back(commands: Commands, rows: Rows) -> None:
    """``corrections.tsv``: what is said then, and what it asks for."""
    read = [(said, meant, _label(commands.recognise(said, during="read-back"))) for said, meant in rows]
    assert [line for line in read if line[1] != line[2]] == []


def test_a_story_puts_nothing_right(commands: Commands, rows: Rows) -> None:
    """``stories.tsv``: told just after something was read back. Four words and fewer may be a day or a person."""
    long = [row[0] for row in rows if len(row[0].split()) >= 5]
    assert [said for said in long if commands.recognise(said, during="read-back").command != "answer"] == []


def test_a_correction_in_a_story_is_part_of_the_story(commands: Commands) -> None:
    assert commands.recognise("it was Thursday not Friday") == CommandMatch("answer")


@pytest.mark.parametrize(("said", "meant"), [("no I've nothing to add", "answer"), ("yes that's it", "finished")])
def test_a_no_to_what_was_read_back_is_no_way_to_finish(commands: Commands, said: str, meant: str) -> None:
    assert commands.recognise(said, during="read-back").command == meant
    assert commands.recognise(said).command == "finished"


@pytest.mark.parametrize(
    "said", ["if I could just go back", "I wish we could stop", "well if only I could start again"]
)
def test_a_wish_is_part_of_what_is_told(commands: Commands, said: str) -> None:
    assert commands.recognise(said) == CommandMatch("answer")


@pytest.mark.parametrize(
    "said", ["if I could go back please", "is it okay if I go back", "I was wondering if I could go back"]
)
def test_a_courtesy_makes_a_request_of_a_wish(commands: Commands, said: str) -> None:
    assert commands.recognise(said).command == "back"


def test_the_new_words_come_with_the_correction(commands: Commands) -> None:
    assert commands.recognise("it was Thursday, not Friday", during="read-back").new == "thursday"
    assert commands.recognise("no, my sister is doing it", during="read-back").new == "my sister"
    changed = commands.recognise("change what I said about Tuesday it was Monday")
    assert (changed.about, changed.new) == ("tuesday", "monday")


@pytest.mark.parametrize(
    ("said", "new", "old"),
    [
        ("no it's my brother's mate", "my brother's mate", None),
        ("not my nan, my mum's friend", "my mum's friend", "my nan"),
        ("no my mate's dad is doing it", "my mate's dad", None),
        ("I'm not the one taking her, her dad is", "her dad", "i"),
        ("no it's our tracey that's sorting it", "our tracey", None),
        ("we are not going to the park we are going to the library", "going to the library", "going to the park"),
        ("er it was to say sorry not shake hands", "say sorry", "shake hands"),
        ("no it'd be a day later than that the friday", "the friday", None),
        ("well you've put kai down and it's meant to be the both of us", "the both of us", "kai"),
        ("it was going to be grandad but he's not up to it so put auntie jean", "auntie jean", None),
        ("er the 27th's tomorrow that's too soon i meant a week on friday", "a week on friday", None),
        ("not the teacher the head", "the head", "the teacher"),
        ("well no it's a letter i'm writing them not a visit", "a letter", "a visit"),
        ("not go round there just phone them", "phone them", "go round there"),
        ("she's not going to move out she's going to stay at her nan's", "stay at her nan's", "move out"),
        ("that's not his job that one it's hers", None, None),
        ("no not this friday the one after", None, None),
        ("um push that back a week", None, None),
    ],
)
def test_new_words_only_where_they_are_plainly_there(
    commands: Commands, said: str, new: str | None, old: str | None
) -> None:
    found = commands.recognise(said, during="read-back")
    assert (found.command, found.new) == ("amend", new)
    assert found.old == old


def test_words_joined_to_an_answer_are_only_asked_about(commands: Commands) -> None:
    assert commands.recognise("stop", ended_by_itself=False) == CommandMatch("answer", ask="stop")
    assert commands.recognise("that's all", ended_by_itself=False).command == "finished"


@pytest.mark.parametrize(
    "said", ["I'm finished", "that's all", "That's it.", "I'm done", "nothing else", "pass", "Pass."]
)
def test_closing_phrases_end_an_answer(commands: Commands, said: str) -> None:
    assert commands.is_closing_phrase(said)


@pytest.mark.parametrize("said", ["that's all really he went up to his room", "stop", "he's finished", "", "go back"])
def test_other_words_do_not(commands: Commands, said: str) -> None:
    assert not commands.is_closing_phrase(said)


@pytest.mark.parametrize(
    "said", ["", " ", "?", "a", "7", "네", "stop " * 10_000, "word " * 10_000, "\ufffd\ufffd", "bloody hell"]
)
def test_odd_input_is_an_answer(commands: Commands, said: str) -> None:
    assert commands.recognise(said).command in {"answer", "stop"}
    assert commands.recognise("word " + said).command == "answer"


def test_the_vocabulary_holds_the_words_of_every_command(commands: Commands) -> None:
    assert {"repeat", "pass", "pause", "stop", "finished", "slower", "everything"} <= commands.vocabulary()
    assert not any(set(word) & set("[]()|<>{}") for word in commands.vocabulary())


@pytest.mark.parametrize("wrong", ["(repeat", "repeat]", "<nowhere> stop", "stop )"])
def test_a_phrase_that_can_not_be_read_is_told(wrong: str) -> None:
    with pytest.raises(GuideError, match="understanding_phrase_wrong"):
        phrases.read(wrong)


@pytest.mark.parametrize(
    "said",
    ["I'll do it", "we will both do it", "Kai will do it", "I'll do that again", "I will do that", "mum'll stop"],
)
def test_what_someone_will_do_is_no_command(commands: Commands, said: str) -> None:
    assert commands.recognise(said) == CommandMatch("answer")


@pytest.mark.parametrize(
    ("said", "about", "new"),
    [
        ("change what I said about dad to he was late", "dad", "he was late"),
        ("can you change my answer about needs to we need more time", "needs", "we need more time"),
        ("change what I said about going to the park", "going to the park", None),
    ],
)
def test_new_words_for_an_answer(commands: Commands, said: str, about: str, new: str | None) -> None:
    assert commands.recognise(said) == CommandMatch("change", about=about, new=new)


@pytest.mark.parametrize(
    ("heard", "asked"),
    [
        ("Change mod.", "change"),
        ("Read not back.", "read back"),
        ("Rate mat back.", "read back"),
        ("take nut out", "take out"),
        ("What can I see?", "help"),
        ("Coming on.", "carry on"),
        ("So darling.", None),
        ("not again", None),
        ("let me see him", None),
        ("nice", None),
        ("I did not see him", None),
    ],
)
def test_a_command_with_misheard_words_in_it_is_asked_about(commands: Commands, heard: str, asked: str | None) -> None:
    found = commands.recognise(heard)
    assert (found.command, found.ask) == ("answer", asked)


def test_words_joined_to_an_answer_are_never_taken_by_their_likeness_and_asked_about_by_a_name(
    commands: Commands, rows: Rows
) -> None:
    """``more_commands.tsv``: as the end of an answer already begun."""
    found = [commands.recognise(row[0], ended_by_itself=False) for row in rows[::9]]
    assert {one.command for one in found} <= {"answer", "finished"}
    assert "answer" not in {one.ask for one in found}
