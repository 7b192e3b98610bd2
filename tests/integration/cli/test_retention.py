"""Words that get old: told of at a start without a name, and erased at a later one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.conversations.scripted import ENGLISH
from tests.integration.cli.program import Home
from tests.kept import JO, KAI, keep, review_kept, two_people, words_in
from voice_guide.cli.retaining import retain
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
START = ("start", "short", "--keyboard", "--people", "Sam")


def held(home: Home, days_ago: float) -> str:
    """A session of so many days ago."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    if Vault.exists(home.vault):
        with Vault.open(home.vault, passphrase=None, now=lambda: at) as vault:
            return keep(vault, two_people())
    with Vault.create(home.vault, passphrase=None, now=lambda: at) as vault:
        return keep(vault, two_people())


def start(home: Home, days_ago: float) -> None:
    """A start of so many days ago."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    with Vault.open(home.vault, passphrase=None, now=lambda: at) as vault:
        retain(vault, 30, ENGLISH, lambda: at)


def test_a_first_start_tells_and_erases_nothing(home: Home) -> None:
    home.settings("keep_days = 30\n")
    session = held(home, 40)
    for _ in range(2):
        ran = home.run(*START, lines="yes\n")
        assert ran.status == 130
        assert "They will be erased in 14 days or later." in ran.err
        for name in (JO, KAI, session, "quizzaciously"):
            assert name not in ran.err
    assert "quizzaciously" in home.run("transcript", session).out


def test_what_was_told_of_long_enough_is_erased_at_a_start_and_the_conversation_begins(home: Home) -> None:
    home.settings("keep_days = 30\n")
    session = held(home, 40)
    for days_ago in (15, 8, 1.5):
        start(home, days_ago)
    ran = home.run(*START, lines="yes\nit was a Tuesday\n")
    assert "were erased, as it was told before" in ran.err
    assert ran.asked[:2] == ["record:Sam Sam", "wh-today Sam"]
    assert words_in(home.vault, ("quizzaciously", JO, KAI)) == []
    assert home.run("transcript", session).status == 2
    assert "it was a Tuesday" in json.dumps(home.data())


def test_the_session_that_is_wanted_now_is_spared(home: Home) -> None:
    home.settings("keep_days = 30\n")
    session = held(home, 40)
    for days_ago in (15, 8, 1.5):
        start(home, days_ago)
    ran = home.run("review", session, "--keyboard", "--people", "Sam", lines="yes\n")
    assert ran.asked[-1] == "rv-1 Sam"
    assert "wombatish the shed" in ran.out


def test_it_is_shown_and_set_for_one_session(home: Home) -> None:
    session, other = held(home, 40), held(home, 20)
    assert "until they are erased by hand" in home.run("retention").out
    home.settings("keep_days = 30\n")
    lines = home.run("retention").out.splitlines()
    assert lines[1].startswith(f"{session}  last used")
    assert "will be erased in 14 days or later" in lines[1]
    assert f"{other}  " in lines[2]
    assert home.run("retention", session, "--keep", "for-good").status == 0
    assert home.run("retention", "latest", "--keep", "365").status == 0
    data = json.loads(home.run("retention", "--json").out)
    assert data["keep_days"] == 30
    assert [(row["id"], row["until"] is None, row["own_days"]) for row in data["sessions"]] == [
        (session, True, True),
        (other, False, True),
    ]
    assert home.run(*START, lines="yes\n").err.count("erased") == 0
    for wrong in (("latest",), ("--keep", "3"), ("latest", "--keep", "0"), ("latest", "--keep", "soon")):
        assert home.run("retention", *wrong).status == 2


def test_papers_that_are_still_there_are_counted(home: Home) -> None:
    session = held(home, 1)
    home.run("transcript", session, "--out", str(home.folder / "a.md"))
    home.run("sheet", session, "--out", str(home.folder / "b.md"))
    assert "papers written from it that are still there: 2" in home.run("retention").out
    (home.folder / "a.md").unlink()
    assert json.loads(home.run("retention", "--json").out)["sessions"][0]["papers"] == 1


def test_a_session_that_can_not_be_read_stands_in_nobodys_way(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    unreadable = held(home, 40)
    at = datetime.now(UTC) - timedelta(days=39)
    with Vault.open(home.vault, passphrase=None, now=lambda: at) as vault:
        review_kept(vault, unreadable)
        vault._store._trusted().execute(
            "UPDATE facts SET payload = '{}' WHERE session = ? AND kind = ?", (unreadable, FactKind.PARTICIPANT_JOINED)
        )
    for days_ago in (15, 8, 1.5):
        start(home, days_ago)
    with Vault.open(home.vault, passphrase=None) as vault:
        assert retain(vault, 30, ENGLISH, lambda: datetime.now(UTC)).erased == 1
        assert [each.id for each in vault.sessions()] == [unreadable]
    assert f"Session {unreadable} holds something that this program never writes" in capsys.readouterr().err


def test_a_disk_without_room_is_told_and_the_conversation_begins(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    held(home, 40)
    for days_ago in (15, 8, 1.5):
        start(home, days_ago)

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("voice_guide.journal.rewriting._build", full)
    with Vault.open(home.vault, passphrase=None) as vault:
        done = retain(vault, 30, ENGLISH, lambda: datetime.now(UTC))
        assert (done.erased, done.told) == (0, True)
        assert len(vault.sessions()) == 1
