"""Ctrl-C, SIGTERM and a closed window, whatever the program is doing: status 130, nothing lost, nothing left behind."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import STUCK_SECONDS, Home
from tests.integration.cli.terminal import Terminal

pytestmark = pytest.mark.slow
TALK = ("start", "short", "--keyboard", "--people", "Jo")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_a_signal_at_every_kind_of_turn_ends_it_and_it_goes_on_there(home: Home) -> None:
    signals = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    stops = ["record:Jo", "wh-today", "wf-what", "wf-when", "agree:Jo", "review"]
    command: tuple[str, ...] = TALK
    for number, stop in enumerate(stops):
        talk = home.talk(*command)
        asked = talk.next()
        if number:
            assert asked == f"{stops[number - 1]} Jo"
        while asked is not None and not asked.startswith(stop):
            talk.answer(answer_to(asked, f"word{number}"))
            asked = talk.next()
        ran = talk.end(signals[number % 3])
        assert ran.status == 130, stop
        assert "Everything is saved. To carry on" in ran.err
        assert "Traceback" not in ran.err
        command = (*TALK[:1], *TALK[2:], "--resume", "latest")
    kept = home.data()
    assert kept["ways_forward"][0]["what"] is not None
    texts = [answer["text"] for part in kept["categories"] for each in part["questions"] for answer in each["answers"]]
    assert len(texts) == 8
    assert None not in texts


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_is_loading_ends_it_without_a_word(home: Home, number: int) -> None:
    talk = home.talk(*TALK)
    wait_for_handler(talk.process.pid, signal.SIGTERM)
    ran = talk.end(number)
    assert ran.status == 130
    assert "Traceback" not in ran.err


def wait_for_handler(pid: int, number: int) -> None:
    """Wait until a process has taken over a signal, as the system itself shows."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("only Linux shows which signals a process has taken over")
    until = time.monotonic() + STUCK_SECONDS
    while time.monotonic() < until:
        caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt"))
        if int(caught.split()[1], 16) >> (number - 1) & 1:
            return
        time.sleep(0.002)


def test_a_signal_while_a_paper_is_written_leaves_no_half_of_it(home: Home) -> None:
    ended = home.run(*TALK, lines="yes\n" + "and so on\n" * 8)
    assert ended.status == 130
    out = home.folder / "papers" / "transcript.md"
    out.parent.mkdir()
    chances = [0.0, 0.1, 0.2, 0.3]
    for wait in chances:
        talk = home.talk("transcript", "latest", "--out", str(out))
        wait_for_handler(talk.process.pid, signal.SIGTERM)
        time.sleep(wait)
        ran = talk.end(signal.SIGTERM if wait else signal.SIGINT)
        # The last two: it came when the command was over and Python itself was ending.
        assert ran.status in (0, 130, -signal.SIGINT, -signal.SIGTERM)
        assert "Traceback" not in ran.err
        assert [path.name for path in out.parent.iterdir()] == (["transcript.md"] if out.exists() else [])
    assert home.run("transcript", "latest", "--out", str(out)).status == 0


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_at_the_offer_of_a_passphrase_nothing_is_made(home: Home, key: str) -> None:
    terminal = Terminal(home, *TALK)
    terminal.until("New passphrase")
    terminal.type(key)
    assert terminal.ended() == 130
    assert "Traceback" not in terminal.shown
    assert not home.vault.exists()


def test_in_a_terminal_a_passphrase_is_set_asked_for_again_and_ctrl_c_leaves_at_any_point(home: Home) -> None:
    first = Terminal(home, *TALK)
    first.until("New passphrase")
    first.type("green kettles\n")
    first.until("The same again")
    first.type("green kettles\n")
    first.until("Press Enter when it is written down")
    first.type("\n")
    first.until("[record:Jo Jo]")
    first.type("yes\nit began on Tuesday\n")
    first.until("[tf-thinking Jo]")
    first.type("\x03")
    assert first.ended() == 130
    assert "green kettles" not in first.shown

    second = Terminal(home, "start", "--keyboard", "--resume", "latest")
    second.until("Passphrase: ")
    second.type("\x03")
    assert second.ended() == 130

    third = Terminal(home, "start", "--keyboard", "--resume", "latest")
    third.until("Passphrase: ")
    third.type("blue kettles\n")
    third.until("try again")
    third.until("Passphrase: ")
    third.type("green kettles\n")
    third.until("[tf-thinking Jo]")
    third.type("\x03")
    assert third.ended() == 130
    assert "Traceback" not in first.shown + second.shown + third.shown
