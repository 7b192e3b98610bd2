"""What is heard over a prompt may be the prompt itself."""

from __future__ import annotations

import pytest

from voice_guide.session.own_words import repeats

QUESTION = "What has brought us to where we are today?"
HELP = "You can say pass, pause or stop, or press a button."


@pytest.mark.parametrize(
    "heard", ["brought us to where we are", "What has brought us to her we are today", "us to where"]
)
def test_the_prompt_is_not_a_person(heard: str) -> None:
    assert repeats(heard, [HELP, QUESTION])


@pytest.mark.parametrize(
    "heard", ["stop", "pass", "What?", "it was Tuesday and Kai came in late", "we are done here", ""]
)
def test_a_person_is_not_the_prompt(heard: str) -> None:
    assert not repeats(heard, [HELP, QUESTION])
