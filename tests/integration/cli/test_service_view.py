"""The service says whether it supports the plan as safe: typed, apart from the family, and never secret."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import Home
from tests.integration.cli.terminal import Terminal
from tests.kept import words_in

pytestmark = pytest.mark.slow
WORDS = "The plan is clear, but who is with Kai on Mondays is quizzaciously open."
VIEW = "does not say yet whether it supports this plan as safe."


@pytest.fixture
def meeting(home: Home) -> str:
    """A finished family meeting with one thing on its list."""
    talk = home.talk("start", "family-meeting", "--keyboard", "--people", "Ann")
    asked = talk.next()
    while asked is not None:
        keys = {"private-length": "ten minutes", "private-time": " ", "private-over": "yes"}
        asked = talk.say(keys.get(asked.split()[0]) or answer_to(asked, "spruce"))
    ran = talk.ended()
    assert ran.status == 0
    assert "After today the service writes down whether it supports your plan as safe." in ran.out
    assert "voice-guide service-view" in ran.err
    return str(home.data()["session"])


def test_it_stands_on_the_transcript_apart_and_nowhere_on_the_sheet(home: Home, meeting: str) -> None:
    before, sheet = home.data(), home.run("sheet", meeting).out
    ran = home.run("service-view", meeting, lines=f"not yet\n{WORDS}\n")
    assert ran.status == 0, ran.err
    assert "It changes nothing that was agreed." in ran.out
    paper = home.run("transcript", meeting).out
    _, _, apart = paper.partition("## What the service says")
    assert VIEW in apart
    assert f"In its own words: “{WORDS}”" in apart
    assert "## " not in apart
    assert home.run("sheet", meeting).out == sheet
    after = home.data()
    (view,) = after.pop("service_views")
    assert (view["support"], view["why"], view["on_sheet"]) == ("not-yet", WORDS, False)
    before.pop("service_views")
    assert {**before, "last": ""} == {**after, "last": ""}
    own = home.run("export", meeting, "--person", "Ann").out
    assert "It stands on the transcript." in own
    assert "quizzaciously" not in own
    text = home.run("transcript", meeting, "--format", "txt").out
    assert "What the service says\n=====" in text


def test_a_newer_one_stands_below_the_older_and_may_be_on_the_sheet(home: Home, meeting: str) -> None:
    home.run("service-view", "latest", lines=f"no\n{WORDS}\n")
    home.run("service-view", "latest", "--on-sheet", lines="yes\n\n")
    paper = home.run("transcript", meeting).out
    assert paper.index("does not support this plan") < paper.index("the service supports this plan as safe.")
    sheet = home.run("sheet", meeting).out
    assert "the service supports this plan as safe." in sheet
    assert "quizzaciously" not in sheet
    home.run("service-view", "latest", lines="no\n\n")
    assert "service" not in home.run("sheet", meeting).out


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("", "Nothing was typed."),
        ("maybe\nperhaps\nhm\n", "It did not become clear"),
        ("yes\n", "Nothing was typed."),
        ("yes\n" + "so " * 2000 + "\n", "more than 4000 characters"),
    ],
)
def test_what_is_not_clear_is_not_kept(home: Home, meeting: str, lines: str, told: str) -> None:
    ran = home.run("service-view", meeting, lines=lines)
    assert ran.status == 2
    assert told in ran.err
    assert "Nothing was changed" in ran.err or "nothing was changed" in ran.err
    assert home.data()["service_views"] == []


def test_it_is_asked_again_where_the_answer_is_not_plain(home: Home, meeting: str) -> None:
    ran = home.run("service-view", meeting, lines="well, mostly\nyes\n\n")
    assert "Please type yes, no, or not yet." in ran.out
    assert home.data()["service_views"][0]["support"] == "yes"


def test_of_an_unfinished_talk_there_is_no_view(home: Home) -> None:
    home.run("start", "short", "--keyboard", "--people", "Jo", lines="yes\nit was Tuesday\nstop\n")
    ran = home.run("service-view", "latest", lines="yes\n\n")
    assert ran.status == 2
    assert "is not finished yet" in ran.err
    assert "start --resume" in ran.err


def test_of_a_talk_of_which_everything_was_taken_out_there_is_none_either(home: Home) -> None:
    lines = "yes\n" * 5 + "it was Tuesday\ndelete everything\nyes\nyes\n"
    assert home.run("start", "family-meeting", "--keyboard", "--people", "Jo", lines=lines).status == 0
    ran = home.run("service-view", "latest", lines="yes\n\n")
    assert (ran.status, "was taken out" in ran.err) == (2, True)


def test_it_is_erased_for_good_and_the_rest_stays(home: Home, meeting: str) -> None:
    home.run("service-view", meeting, lines=f"no\n{WORDS}\n")
    paper, sheet = home.folder / "paper.md", home.folder / "sheet.md"
    home.run("sheet", meeting, "--out", str(sheet))
    home.run("transcript", meeting, "--out", str(paper))
    own = home.folder / "own.md"
    home.run("export", meeting, "--person", "Ann", "--out", str(own))
    ran = home.run("erase", meeting, "--service-view", "--papers", lines="erase\n")
    assert ran.status == 0, ran.err
    assert "This erases for good what the service wrote of the plan" in ran.out
    assert not paper.exists()
    assert own.exists()
    assert words_in(home.vault, ("quizzaciously", "spruce")) == ["spruce"]
    shown = home.run("transcript", meeting).out
    assert "what the service wrote here was erased." in shown
    assert "spruce" in shown
    again = home.run("erase", meeting, "--service-view", lines="erase\n")
    assert (again.status, "has not been erased already" in again.err) == (2, True)


def test_erasing_a_person_leaves_it_and_erasing_the_session_does_not(home: Home, meeting: str) -> None:
    home.run("service-view", meeting, lines=f"no\n{WORDS}\n")
    assert home.run("erase", meeting, "--person", "Ann", lines="erase\n").status == 0
    assert words_in(home.vault, ("quizzaciously", "spruce")) == ["quizzaciously"]
    assert WORDS in home.run("transcript", meeting).out
    assert home.run("erase", meeting, lines="erase\n").status == 0
    assert words_in(home.vault, ("quizzaciously",)) == []


def test_erasing_two_things_at_once_is_refused(home: Home, meeting: str) -> None:
    for more in (("--person", "Ann"), ("--taken-out",)):
        assert home.run("erase", meeting, "--service-view", *more, lines="erase\n").status == 2
    assert home.run("erase", "--all", "--service-view", lines="erase\n").status == 2


def test_signs_in_it_steer_nothing(home: Home, meeting: str) -> None:
    home.run("service-view", meeting, lines="yes\n# all \x1b[2J is *well*\n")
    paper = home.run("transcript", meeting).out
    assert "\x1b" not in paper
    assert "\\# all \\[2J is \\*well\\*" in paper


def test_at_a_terminal_it_is_asked_for_line_by_line(home: Home, meeting: str) -> None:
    terminal = Terminal(home, "service-view", meeting)
    terminal.until("(yes, no, or not yet): ")
    terminal.type("yes\r")
    terminal.until("(Enter alone: none): ")
    terminal.type("\r")
    terminal.until("Kept. To read it: voice-guide transcript")
    assert terminal.ended() == 0


def test_ctrl_c_keeps_nothing(home: Home, meeting: str) -> None:
    terminal = Terminal(home, "service-view", meeting)
    terminal.until("(yes, no, or not yet): ")
    terminal.type("yes\r")
    terminal.until("(Enter alone: none): ")
    terminal.type("\x03")
    assert terminal.ended() == 130
    assert home.data()["service_views"] == []
    assert stat.S_IMODE(Path(home.vault / "vault.db").stat().st_mode) == 0o600
