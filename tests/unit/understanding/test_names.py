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
    ],
)
def test_whom_a_who_means(names: Names, words: str, speaker: str | None, named: list[str]) -> None:
    assert names.match(words, ["Jo", "Kai", "Mum"], speaker=speaker) == named
