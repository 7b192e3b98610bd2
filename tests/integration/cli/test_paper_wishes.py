"""Each person is asked alone what they want to take with them: on a screen with nothing else, and nothing stays on it."""

from __future__ import annotations

import pytest

from tests.integration.cli.program import Home
from tests.integration.cli.terminal import Terminal
from tests.kept import keep
from tests.unit.record.planned import family
from voice_guide.journal.vault import Vault
from voice_guide.session.screen import BLANK

pytestmark = pytest.mark.slow


@pytest.fixture
def held(home: Home) -> Home:
    with Vault.create(home.vault, passphrase=None) as vault:
        keep(vault, family())
    return home


def ask(home: Home, person: str, lines: str) -> None:
    ran = home.run("papers", "latest", "--person", person, lines=lines)
    assert (ran.status, ran.err) == (0, "")
    assert "You can give the keyboard back." in ran.out


def test_what_each_wants_is_shown_to_the_worker_with_what_to_do(held: Home) -> None:
    first = held.run("papers", "latest")
    assert first.out.count("not asked yet") == 2
    ask(held, "Jo", "on my phone please\n")
    ask(held, "p2", "a horse\nNothing.\n")
    ran = held.run("papers", "latest")
    assert (ran.status, ran.err) == (0, "")
    _, jo, kai = ran.out.splitlines()
    assert jo.startswith("  p1 Jo: phone.")
    assert "--person p1 --qr" in jo
    assert kai.startswith("  p2 Kai: nothing.")
    ask(held, "Kai", "paper\n")
    assert "p2 Kai: paper" in held.run("papers", "latest").out


def test_one_person_is_asked_and_sees_nothing_of_the_others(held: Home) -> None:
    ask(held, "Jo", "nothing\n")
    ran = held.run("papers", "latest", "--person", "Kai", lines="paper\n")
    assert "Kai, this question is for you alone." in ran.out
    assert "Jo" not in ran.out


def test_a_paper_for_somebody_who_wants_nothing_is_told_of_without_a_name(held: Home) -> None:
    out = held.folder / "x.md"
    assert held.run("sheet", "latest", "--out", str(out)).err == ""
    ask(held, "Jo", "paper\n")
    ask(held, "Kai", "nothing\n")
    for command in (("sheet", "latest"), ("transcript", "latest"), ("export", "latest", "--person", "Kai")):
        ran = held.run(*command, "--out", str(out))
        assert ran.status == 0
        assert ran.err == "Nothing was wished for by p2. Please do not give this to them.\n"
        assert out.read_text(encoding="utf-8")
    assert held.run("export", "latest", "--person", "Jo", "--out", str(out)).err == ""
    ask(held, "Kai", "phone\n")
    assert held.run("sheet", "latest", "--out", str(out)).err == ""


def test_no_paper_tells_what_anybody_wants(held: Home) -> None:
    before = [held.run(each, "latest").out for each in ("sheet", "transcript")]
    ask(held, "Kai", "nothing\n")
    assert [held.run(each, "latest").out for each in ("sheet", "transcript")] == before


@pytest.mark.parametrize(
    ("lines", "told"), [("", "Nothing was typed."), ("a horse\n\nperhaps\n", "did not become clear"), ("\n", "typed")]
)
def test_what_is_not_plain_is_not_kept(held: Home, lines: str, told: str) -> None:
    ran = held.run("papers", "latest", "--person", "Jo", lines=lines)
    assert (ran.status, told in ran.err) == (2, True)
    assert held.run("papers", "latest").out.count("not asked yet") == 2


def test_of_whom_nothing_is_saved_nothing_is_kept_here_either(home: Home) -> None:
    lines = "no\nit was Tuesday\nstop\n"
    home.run("start", "short", "--keyboard", "--people", "Jo", lines=lines)
    ran = home.run("papers", "latest", "--person", "p1", lines="paper\n")
    assert (ran.status, "Nothing is saved of p1" in ran.err) == (2, True)
    shown = home.run("papers", "latest")
    assert "p1: nothing is saved of this person" in shown.out
    assert "Jo" not in shown.out


def test_where_everything_was_taken_out_nobody_is_asked(home: Home) -> None:
    home.run(
        "start", "short", "--keyboard", "--people", "Jo", lines="yes\nit was Tuesday\ndelete everything\nyes\nyes\n"
    )
    ran = home.run("papers", "latest")
    assert (ran.status, "was taken out" in ran.err) == (2, True)


def test_in_a_terminal_the_screen_is_empty_before_and_after(held: Home) -> None:
    terminal = Terminal(held, "papers", "latest", "--person", "Jo")
    terminal.until("Type one word, then press Enter: ")
    assert BLANK in terminal.shown
    terminal.type("nothing\r")
    terminal.until("You can give the keyboard back.")
    assert terminal.ended() == 0
    seen = terminal.shown.rpartition(BLANK)[2]
    assert seen.strip() == "Thank you. That is all. You can give the keyboard back."


def test_ctrl_c_keeps_nothing_and_clears_the_screen(held: Home) -> None:
    terminal = Terminal(held, "papers", "latest", "--person", "Jo")
    terminal.until("Type one word, then press Enter: ")
    terminal.type("noth\x03")
    assert terminal.ended() == 130
    assert terminal.shown.rpartition(BLANK)[2].strip() == ""
    assert "not asked yet" in held.run("papers", "latest").out


def test_in_korean_it_is_asked_in_korean(home: Home) -> None:
    lines = "네\n화요일이었어요\n그만할게요\n네\n"
    home.run("start", "short", "--keyboard", "--people", "지민", "--language", "ko", lines=lines)
    ran = home.run("papers", "latest", "--person", "지민", lines="휴대폰\n")
    assert (ran.status, "지민 님, 이 질문은 혼자만" in ran.out) == (0, True)
    assert "p1 지민: phone" in home.run("papers", "latest").out
