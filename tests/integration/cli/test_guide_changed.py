"""A guide's file that is changed, broken or taken away while a conversation goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import Home, Talk

pytestmark = pytest.mark.slow

HERE = ("--keyboard", "--people", "Jo")


def changed(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    assert "What were you thinking?" in text
    guide.write_text(text.replace("What were you thinking?", "What came next?"), encoding="utf-8")


def broken(guide: Path) -> None:
    guide.write_text("This is no guide any more.", encoding="utf-8")


def taken_away(guide: Path) -> None:
    guide.unlink()


@pytest.fixture
def guide(home: Home) -> Path:
    """A guide of one's own, as ``guide new`` makes it."""
    made = home.run("guide", "new", "our-talk")
    assert made.status == 0, made.err
    return Path(made.out.splitlines()[0].partition(": ")[2])


def hold_from(talk: Talk, asked: str | None) -> list[str]:
    """Answer every prompt from this one on; the turns that were asked."""
    turns = []
    while asked is not None:
        turns.append(asked)
        asked = talk.say(answer_to(asked))
    return turns


@pytest.mark.parametrize("happens", [changed, broken, taken_away])
def test_the_conversation_goes_on_with_the_guide_it_began_with(
    home: Home, guide: Path, happens: Callable[[Path], None]
) -> None:
    text = guide.read_text(encoding="utf-8")
    talk = home.talk("start", "our-talk", *HERE)
    assert talk.next() == "record:Jo Jo"
    assert talk.say("yes") == "wh-today Jo"

    happens(guide)
    turns = hold_from(talk, talk.say("It began on Tuesday."))
    ran = talk.ended()

    assert (ran.status, turns[0]) == (0, "tf-thinking Jo"), ran.err
    assert "hat were you thinking?" in ran.out
    assert "hat came next?" not in ran.out
    told = home.data()
    assert sum(len(part["questions"]) for part in told["categories"]) == text.count("[[category.question]]")


@pytest.mark.parametrize(("happens", "is_told"), [(changed, True), (broken, True), (taken_away, False)])
def test_on_another_day_it_goes_on_as_it_began_and_says_that_the_guide_was_changed(
    home: Home, guide: Path, happens: Callable[[Path], None], is_told: bool
) -> None:
    stopped = home.run("start", "our-talk", *HERE, lines="yes\nIt began on Tuesday.\nstop\n")
    assert stopped.status == 130

    happens(guide)
    on = home.run("start", "--keyboard", "--resume", "latest", lines="nobody listens\n")

    assert on.asked == ["tf-thinking Jo", "tf-feeling Jo"]
    assert "hat were you thinking?" in on.out
    assert ("The guide “our-talk” has been changed since" in on.err) is is_told


def test_nothing_is_told_of_a_guide_that_is_as_it_was(home: Home, guide: Path) -> None:
    home.run("start", "our-talk", *HERE, lines="yes\nIt began on Tuesday.\nstop\n")
    on = home.run("start", "--keyboard", "--resume", "latest", lines="nobody listens\n")
    assert (on.status, on.asked[0]) == (130, "tf-thinking Jo")
    assert "changed since" not in on.err


def test_a_new_conversation_has_the_changed_guide(home: Home, guide: Path) -> None:
    changed(guide)
    ran = home.run("start", "our-talk", *HERE, lines="yes\nIt began on Tuesday.\n")
    assert "hat came next?" in ran.out
