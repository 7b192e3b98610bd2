"""Who is here, and whom a "who" means."""

from __future__ import annotations

import pytest

from voice_guide.understanding.names import Names


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("er I'm Jo and this is Kai", ["Jo", "Kai"]),
        ("er i'm jo and this is kai", ["Jo", "Kai"]),
        ("my name is Sam, and Dan's here too", ["Sam", "Dan"]),
        ("Mum and Dad and me Ellie", ["Mum", "Dad", "Ellie"]),
        ("jo kai and sam", ["Jo", "Kai", "Sam"]),
        ("Jo, and Kai.", ["Jo", "Kai"]),
        ("I'm Shanice and this is my son Tyrell", ["Shanice", "Tyrell"]),
        ("there's me, Jo, and my mum", ["Jo", "Mum"]),
        ("I'm Jo and this is my mum Sue", ["Jo", "Sue"]),
        ("Sue my mum and me Jo", ["Sue", "Jo"]),
        ("jo and jo", ["Jo"]),
        ("Mary-Jane", ["Mary-Jane"]),
        ("we're Aisha and Omar", ["Aisha", "Omar"]),
        ("Will", ["Will"]),
        ("my name is Will", ["Will"]),
        ("I'm May", ["May"]),
        ("this is Rose", ["Rose"]),
        ("Grace and Mark", ["Grace", "Mark"]),
        ("Will Smith", ["Will Smith"]),
        ("mary-jane o'connor", ["Mary-Jane O'Connor"]),
        ("Rhys ap Gwilym", ["Rhys ap Gwilym"]),
        ("Anna de la Cruz", ["Anna de la Cruz"]),
        ("Łukasz Wójcik", ["Łukasz Wójcik"]),
        ("Siân", ["Siân"]),
        ("we are Llŷr Ffion Bethan", ["Llŷr", "Ffion", "Bethan"]),
        ("we are Jo Smith and Kai Smith", ["Jo Smith", "Kai Smith"]),
        ("Jo, aged 12, and Kai", ["Jo", "Kai"]),
        ("jo aged twelve and kai", ["Jo", "Kai"]),
        ("little Tom who's six", ["Tom"]),
        ("me and my big sister Jo", ["Jo"]),
        ("Jo who lives with mum and dad", ["Jo"]),
        ("er", []),
        ("what", []),
        ("hello", []),
        ("absolutely", []),
        ("42", []),
        ("just me", []),
        ("what do you mean", []),
        ("I don't want to say", []),
        ("", []),
    ],
)
def test_who_is_here(names: Names, said: str, people: list[str]) -> None:
    assert names.people(said) == people


@pytest.mark.parametrize(
    ("words", "speaker", "named"),
    [
        ("me", "Jo", ["Jo"]),
        ("me and kai", "Jo", ["Jo", "Kai"]),
        ("Mum and Kai", "Kai", ["Kai", "Mum"]),
        ("we all", "Jo", ["Jo", "Kai", "Mum"]),
        ("kai will", "Jo", ["Kai"]),
        ("my social worker", "Jo", []),
        ("me", None, []),
        ("Jo's sister", "Jo", []),
        ("Kai's mum", "Jo", []),
        ("Kai's", "Jo", ["Kai"]),
        ("Kai's going to", "Jo", ["Kai"]),
        ("Kai'll do it", "Jo", ["Kai"]),
        ("not Kai", "Jo", []),
        ("Kai won't, Mum will", "Jo", ["Mum"]),
        ("anyone but Kai", "Jo", []),
        ("everyone but Kai", "Jo", ["Jo", "Mum"]),
        ("Kai, I think", "Jo", ["Kai"]),
        ("I think Kai", "Jo", ["Kai"]),
        ("Kai I suppose", "Jo", ["Kai"]),
        ("Kai with my help", "Jo", ["Kai"]),
        ("me with Kai", "Jo", ["Jo", "Kai"]),
        ("I'll ring Kai and mum", "Jo", ["Jo"]),
    ],
)
def test_whom_a_who_means(names: Names, words: str, speaker: str | None, named: list[str]) -> None:
    assert names.match(words, ["Jo", "Kai", "Mum"], speaker=speaker) == named


def test_a_title_alone_names_nobody(names: Names) -> None:
    here = ["Mr Smith", "Auntie Jean", "Auntie Sue"]
    assert [names.match(words, here) for words in ("Mr Jones", "auntie", "mr smith", "Jean")] == [
        [],
        [],
        ["Mr Smith"],
        ["Auntie Jean"],
    ]


def test_a_name_that_is_a_word_too(names: Names) -> None:
    assert [names.match(words, ["Will", "Kai"]) for words in ("will", "will will", "kai will")] == [
        ["Will"],
        ["Will"],
        ["Kai"],
    ]


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("Jo's sister", ["Jo's sister"]),
        ("mum and Kai", ["mum"]),
        ("my mum and dad", ["my mum", "dad"]),
        ("Dad", ["Dad"]),
        ("Mr Jones", ["Mr Jones"]),
        ("my sister will", ["my sister"]),
        ("the social worker", ["the social worker"]),
        ("the lady from the council", ["the lady from the council"]),
        ("shanice and tyrone will do it", ["shanice", "tyrone"]),
        ("maybe mum on Friday", ["mum"]),
        ("Kai, yeah", []),
        ("Jo will, on Saturday", []),
        ("Kai with my help", []),
        ("I'll ring Kai and mum", []),
        ("me", []),
        ("he will", []),
        ("someone", []),
        ("we all", []),
        ("both of us", []),
        ("the whole family", []),
        ("not Kai", []),
        ("not mum", []),
        ("nobody", []),
        ("not sure", []),
        ("", []),
    ],
)
def test_who_is_meant_but_not_here(names: Names, words: str, absent: list[str]) -> None:
    assert names.absent(words, ["Jo", "Kai"], speaker="Jo") == absent
