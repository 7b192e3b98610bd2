"""Answers of many words, of any kind, to anything that is asked: understood soon, and no command by chance."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conversations.scripted import MEANING, THURSDAY, Conversation
from tests.hostile.house import cases, soon

SAID = (
    "mum dad sis nan jo kai priya the my our a and or with who will gonna on every friday monday the 3rd of december by at"
    " yes no not sure maybe stop pass please i you he she they we it was said that cos because so but then um er well like"
    " zorb quell strand bright e x ring tidy school garden row lads caretaker don't won't o'neill's 12 999"
)
WORDS = SAID.split()
rows = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=120),
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.integers(1, 150)).map(
        lambda one: one[0] * one[1]
    ),
    st.lists(st.text("abcdefghijklmnopqrstuvwxyzéñ'", min_size=1, max_size=8), min_size=1, max_size=120),
).map(" ".join)
ASKED = (
    "who",
    "who-check",
    "record",
    "wh-today",
    "wf-what",
    "wf-who",
    "wf-when",
    "wf-check",
    "wf-another",
    "agree",
    "review",
)
HOW = {"who": "Jo and Kai", "wf-what": "ring the school", "wf-who": "me", "wf-when": "on Friday", "wf-another": "no"}


def asked(kind: str) -> Conversation:
    """A conversation that has come to the first turn of this kind."""
    talk = Conversation.begin(people=(), agreed=False)
    for _ in range(60):
        if talk.asked.partition(":")[0] == kind:
            return talk
        at = talk.asked.partition(":")[0]
        talk.say(HOW.get(at, "yes" if at in ("who-check", "record", "agree") else "it was like that"))
    raise AssertionError(f"{kind} was never asked")


@pytest.mark.parametrize("kind", ASKED)
@cases(12)
@example("é e e e " * 50)
@example("zorb quell " * 20 + "was")
@example("mum dad " * 30 + "said")
@given(rows)
def test_a_ramble_is_understood_soon_whatever_was_asked(kind: str, words: str) -> None:
    talk = asked(kind)
    with soon():
        talk.say(words)
    assert talk.turn is not None or talk.finished is not None


@cases(60)
@given(rows)
def test_each_reader_is_done_soon(words: str) -> None:
    for read in (
        MEANING.command,
        MEANING.amendment,
        MEANING.closes,
        MEANING.yes_no,
        MEANING.people,
        MEANING.says_cannot,
    ):
        with soon():
            read(words)
    with soon():
        MEANING.plan(words, THURSDAY)
        MEANING.day(words, THURSDAY)
        MEANING.who(words, ["Jo", "Kai"], "Jo")
