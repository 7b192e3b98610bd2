"""Private family time at the keyboard, with everything that may come in it: signals, a kill, and a changed guide."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import Home, Talk
from tests.integration.cli.terminal import Terminal
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
HERE = ("--keyboard", "--people", "Ann,Ben")
SPACE = " "


def alone(home: Home, guide: str = "family-meeting") -> Talk:
    """A meeting that has come to its private time."""
    talk = home.talk("start", guide, *HERE)
    asked = talk.next()
    while asked is not None and not asked.startswith("private-length"):
        asked = talk.say(answer_to(asked))
    assert talk.say("half an hour") == "private-time everyone"
    return talk


def kinds(home: Home) -> list[str]:
    with Vault.open(home.vault, passphrase=None) as vault:
        return [str(each.fact.kind) for each in vault.facts(vault.find_session("latest"))]


def test_a_whole_family_meeting_with_its_transcript(home: Home) -> None:
    talk = alone(home)
    for line in ("the tent is what we want", "yes", "", "what", "go back"):
        assert talk.say(line) == "private-time everyone"
    assert talk.say(SPACE, "n") == "private-time everyone"
    assert talk.say(SPACE, "yes") == "wf-help Ann"
    assert "Your private time is over. After the tones I can hear you again." in talk.printed
    asked: str | None = "wf-help Ann"
    while asked is not None:
        asked = talk.say(answer_to(asked))
    assert talk.ended().status == 0
    paper = home.run("transcript", "latest")
    assert "## Private family time" in paper.out
    assert "tent" not in paper.out
    assert "rivate" not in home.run("sheet", "latest").out
    assert home.data()["private_times"][0]["ended"] is not None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_whatever_ends_the_program_in_it_a_resume_comes_back_to_it_and_asks(home: Home, number: int) -> None:
    ran = alone(home).end(number)
    if number != signal.SIGKILL:
        assert ran.status == 130
        assert "Everything is saved. To carry on" in ran.err
    assert FactKind.PRIVATE_TIME_ENDED not in kinds(home)
    again = home.talk("start", "--keyboard", "--resume", "latest")
    assert again.next() == "private-over everyone"
    assert "Your private time was not over. Is it over now?" in again.printed
    assert again.say("no") == "private-time everyone"
    assert again.kill().status == -signal.SIGKILL
    once_more = home.talk("start", "--keyboard", "--resume", "latest")
    assert once_more.next() == "private-over everyone"
    assert once_more.say("yes") == "wf-help Ann"
    once_more.end(signal.SIGTERM)
    assert kinds(home).count(FactKind.PRIVATE_TIME_BEGAN) == kinds(home).count(FactKind.PRIVATE_TIME_ENDED) == 1


def test_stop_and_pause_are_typed_in_it(home: Home) -> None:
    talk = alone(home)
    assert talk.say("pause") == "paused everyone"
    assert talk.say("carry on") == "private-time everyone"
    talk.answer("stop")
    assert talk.ended().status == 130
    assert "We have stopped. Your words are safe." in talk.printed


def test_a_guide_that_is_changed_in_it_changes_nothing_of_this_session(home: Home) -> None:
    made = home.run("guide", "new", "our-meeting", "--from", "family-meeting")
    guide = Path(made.out.splitlines()[0].partition(": ")[2])
    talk = alone(home, "our-meeting")
    text = guide.read_text(encoding="utf-8")
    assert "minutes = 30" in text
    shorter = text.replace("minutes = 30", "minutes = 1").replace("longest_minutes = 180", "longest_minutes = 1")
    guide.write_text(shorter.replace("What will help you to move on", "What would Gran say"), encoding="utf-8")
    assert talk.say(SPACE, "no", SPACE, "yes") == "wf-help Ann"
    assert "hat will help you to move on" in talk.printed
    talk.kill()
    guide.write_text("This is no guide any more.", encoding="utf-8")
    again = home.talk("start", "--keyboard", "--resume", "latest")
    assert again.next() == "wf-help Ann"
    again.kill()


def test_a_guide_that_is_broken_in_it_is_still_the_guide_it_was(home: Home) -> None:
    made = home.run("guide", "new", "our-meeting", "--from", "family-meeting")
    guide = Path(made.out.splitlines()[0].partition(": ")[2])
    alone(home, "our-meeting").kill()
    guide.unlink()
    again = home.talk("start", "--keyboard", "--resume", "latest")
    assert again.next() == "private-over everyone"
    assert again.say("yes") == "wf-help Ann"
    again.kill()


def test_a_time_of_a_thousand_hours_is_no_guide(home: Home) -> None:
    made = home.run("guide", "new", "our-meeting", "--from", "family-meeting")
    guide = Path(made.out.splitlines()[0].partition(": ")[2])
    for minutes in ("60000", "0"):
        text = guide.read_text(encoding="utf-8")
        guide.write_text(text.replace("\nminutes = 30", f"\nminutes = {minutes}"), encoding="utf-8")
        checked = home.run("guide", "check", "our-meeting")
        assert checked.status == 1
        assert f"1-180 whole minutes: minutes = {minutes}" in checked.out
        assert "Right looks like this: minutes = 30" in checked.out
        assert home.run("start", "our-meeting", *HERE, lines="yes\n").status == 1
        guide.write_text(text, encoding="utf-8")


def test_at_a_terminal_a_long_pause_in_it_is_locked_and_comes_back_to_it(home: Home) -> None:
    home.settings("lock_minutes = 0.02\n")
    Vault.create(home.vault, passphrase="seven green kettles").close()
    terminal = Terminal(home, "start", "family-meeting", "--keyboard", "--people", "Ann")
    terminal.until("Passphrase: ")
    terminal.type("seven green kettles\r")
    prepared = ("prepare-1", "prepare-2", "prepare-3", "prepare-4")
    for asked in (*prepared, "record:", "wh-today", "fm-know", "fm-worry", "ne-need", "fm-well", "private-length"):
        terminal.until(f"[{asked}")
        terminal.type("ten minutes\r" if asked == "private-length" else "yes\r")
    terminal.until("[private-time everyone]")
    time.sleep(2.0)  # longer than the lock of a pause: this is none, and the family has no passphrase
    terminal.type("pause\r")
    terminal.until("type the passphrase: ")
    terminal.type("seven green kettles\r")
    terminal.until("[paused everyone]")
    terminal.type("carry on\r")
    terminal.until("[private-time everyone]")
    terminal.type("\x03")
    assert terminal.ended() == 130
    assert terminal.shown.count("type the passphrase") == 1
